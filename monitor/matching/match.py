"""Says which categories and duties a notice discloses: words for, words against, and two thresholds."""

import re
from collections.abc import Collection, Iterator, Mapping

from monitor.catalogue.model import Edition
from monitor.matching.case import Case
from monitor.matching.index import Index
from monitor.matching.knowledge import Knowledge
from monitor.matching.model import Opinion
from monitor.matching.notice import Asserted, Field, MatchResult, NoticeText
from monitor.matching.plain import BODY_LIMIT, plain
from monitor.matching.rulefile import find_knowledge
from monitor.matching.scan import Hits, Scanner
from monitor.matching.terms import of_categories, of_duties

AGAINST = "目录说这样的词多半另有所属"
UNDECIDED = "本类各事项从文字上分不清"
UNSEEN = frozenset({Field.NUMBER, Field.FILES})
"""Fields that no labelled notice has, so that of them the classifier has learned nothing."""

NAME = "□"  # stands where an organisation's name was
_NEVER = r"(?!)"


class Matcher:
    """Matches notices to the categories and duties of one edition; has no state but its rules."""

    def __init__(self, edition: Edition, knowledge: Knowledge | None = None) -> None:
        """Without *knowledge* that which comes with *edition* is used."""
        self.edition = edition
        self.knowledge = knowledge if knowledge is not None else find_knowledge(edition)
        self.model = self.knowledge.model
        known = self.knowledge
        self._terms = of_categories(edition, known.catalogue)
        self._duty_terms = of_duties(edition, known.catalogue)
        self._rules = Index((rule.when, rule) for rule in known.rules)
        self._duties = Index((rule.when, rule) for rule in known.duties)
        self._dampers = Index((one.when, one) for one in known.dampers)
        told = (self._terms, self._duty_terms, self._rules, self._duties, self._dampers)
        self._scanners = {
            place: Scanner(word for one in told for word in one.words.get(place, ())) for place in Field
        }
        names = sorted(known.names, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, names)) or _NEVER)
        self._owner = {duty.id: one.id for one in edition.categories for duty in one.duties}

    def match(self, notice: NoticeText) -> MatchResult:
        """Return the categories and duties that *notice* discloses, with the reasons."""
        texts = _texts(notice)
        subject = {place: self._subject(place, text) for place, text in texts.items()}
        hits = {place: self._scanners[place].scan(text) for place, text in subject.items()}
        cases = self._cases(texts, hits)
        opinion = self._weigh(subject, cases)
        best = sorted(cases, key=lambda one: (-cases[one].score, one))
        torn = opinion is not None and opinion.torn
        # in a doubtful answer the classifier may take back what the rules assert, and add nothing to it
        taken = [
            one
            for one in best
            if cases[one].score >= self._limit(one)
            and (not torn or cases[one].ruled >= self.knowledge.asserted)
        ]
        # what the classifier alone suspects is in the doubt about the whole answer; a name for it needs words of a rule
        near = [one for one in best if cases[one].ruled >= self.knowledge.near and one not in taken]
        for one in (*taken, *near):
            if opinion is not None and one in opinion.chances:
                cases[one].explain(one, opinion)
        return MatchResult(
            categories=tuple(cases[one].asserted(one) for one in taken),
            abstain=(bool(near) and not taken) or torn,
            duties=tuple(self._duties_of(taken, cases, texts, hits)),
            near=tuple(cases[one].asserted(one) for one in near),
        )

    def ruled(self, notice: NoticeText) -> tuple[dict[Field, str], dict[str, float]]:
        """Return what a classifier learns from: the texts as it sees them, and the score of each category by rule."""
        texts = _texts(notice)
        subject = {place: self._subject(place, text) for place, text in texts.items()}
        cases = self._cases(
            texts, {place: self._scanners[place].scan(text) for place, text in subject.items()}
        )
        return subject, {one: case.ruled for one, case in cases.items()}

    def _limit(self, category: str) -> float:
        """Return from where on *category* is asserted."""
        model = self.model
        known = model is not None and category in model.categories
        return model.thresholds.asserted if model is not None and known else self.knowledge.asserted

    def _weigh(self, subject: Mapping[Field, str], cases: dict[str, Case]) -> Opinion | None:
        """Give each category the chance that the classifier sees, the rules' own score included."""
        if self.model is None:
            return None
        opinion = self.model.read(
            subject,
            {one: case.ruled for one, case in cases.items()},
            {one: case.ruled for one, case in cases.items() if case.rests_on(UNSEEN)},
        )
        for one, chance in opinion.chances.items():
            if one in cases or chance >= self.knowledge.near:
                cases.setdefault(one, Case()).chance = chance
        return opinion

    def _subject(self, place: Field, text: str) -> str:
        return self._names.sub(NAME, text) if place is Field.TITLE else text

    def _cases(self, texts: Mapping[Field, str], hits: Mapping[Field, Hits]) -> dict[str, Case]:
        cases: dict[str, Case] = {}
        for rule, found in self._rules.holding(hits):
            cases.setdefault(rule.target, Case()).support(rule.weight, found)
        for target, weight, found in self._terms.supporting(texts, hits):
            cases.setdefault(target, Case()).support(weight, found)
        for damper, found in self._dampers.holding(hits):
            for target, case in cases.items():
                if damper.touches(target):
                    case.damp(damper.factor, damper.say, found)
        for target, factor, found in self._terms.opposing(hits, cases):
            cases[target].damp(factor, AGAINST, found)
        return cases

    def _duties_of(
        self,
        taken: Collection[str],
        cases: Mapping[str, Case],
        texts: Mapping[Field, str],
        hits: Mapping[Field, Hits],
    ) -> Iterator[Asserted]:
        """Yield the duties of the categories *taken*, those of one category best first."""
        said = self._duty_cases(texts, hits) if taken else {}
        for category in taken:
            found = said.get(category, {})
            for case in found.values():
                case.factor = cases[category].score
            for one in sorted(found, key=lambda one: (-found[one].score, one)):
                yield found[one].asserted(one)
            if not found:
                duties = self.edition.category(category).duties
                for duty in duties:
                    yield self._undecided(duty.id, cases[category], alone=len(duties) == 1)

    def _duty_cases(
        self, texts: Mapping[Field, str], hits: Mapping[Field, Hits]
    ) -> dict[str, dict[str, Case]]:
        """Return by category what speaks for each of its duties."""
        cases: dict[str, dict[str, Case]] = {}
        supported = ((rule.target, rule.weight, found) for rule, found in self._duties.holding(hits))
        for target, weight, found in (*supported, *self._duty_terms.supporting(texts, hits)):
            cases.setdefault(self._owner[target], {}).setdefault(target, Case()).support(weight, found)
        return cases

    def _undecided(self, duty: str, whole: Case, *, alone: bool) -> Asserted:
        if alone:
            return whole.asserted(duty)
        score = round(whole.score * self.knowledge.unsure, 3)
        return Asserted(category=duty, score=score, reasons=(UNDECIDED,))


def _texts(notice: NoticeText) -> dict[Field, str]:
    written = {
        Field.TITLE: plain(notice.title),
        Field.COLUMN: plain(notice.column),
        Field.ISSUER: plain(notice.issuer),
        Field.BODY: plain(notice.body, BODY_LIMIT),
        Field.FILES: plain("|".join(notice.attachments)),
        Field.NUMBER: plain(notice.doc_number),
        Field.SITE: plain(notice.site),
    }
    return {place: text for place, text in written.items() if text}
