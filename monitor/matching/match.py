"""Says which categories and duties a notice discloses: words for, words against, and two thresholds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.catalogue.model import Edition
from monitor.matching.index import Index
from monitor.matching.knowledge import Knowledge
from monitor.matching.notice import Asserted, Field, MatchResult, NoticeText
from monitor.matching.plain import BODY_LIMIT, plain
from monitor.matching.reasons import Found, say, say_all
from monitor.matching.rulefile import find_knowledge
from monitor.matching.scan import Hits, Scanner
from monitor.matching.terms import of_categories, of_duties

AGAINST = "目录说这样的词多半另有所属"
UNDECIDED = "本类各事项从文字上分不清"
NAME = "□"  # stands where an organisation's name was
_NEVER = r"(?!)"


@dataclass
class _Case:
    """What has been said for and against one category or duty."""

    doubt: float = 1.0
    """The chance that everything said for it is chance."""
    factor: float = 1.0
    reasons: list[Found] = field(default_factory=list)
    against: list[str] = field(default_factory=list)

    def support(self, weight: float, found: Found) -> None:
        """Count one thing said for it."""
        self.doubt *= 1 - weight
        if found not in self.reasons:
            self.reasons.append(found)

    def damp(self, factor: float, what: str, found: Found) -> None:
        """Count one thing said against it."""
        self.factor *= factor
        where = say(found)
        self.against.append(f"{what}：{where}" if where else what)

    @property
    def score(self) -> float:
        """0 to 1."""
        return (1 - self.doubt) * self.factor

    def asserted(self, target: str) -> Asserted:
        """Return the case as an answer."""
        reasons = (*say_all(self.reasons), *self.against)
        return Asserted(category=target, score=round(self.score, 3), reasons=reasons)


class Matcher:
    """Matches notices to the categories and duties of one edition; has no state but its rules."""

    def __init__(self, edition: Edition, knowledge: Knowledge | None = None) -> None:
        self.edition = edition
        self.knowledge = knowledge if knowledge is not None else find_knowledge(edition)
        known = self.knowledge
        self._terms = of_categories(edition, known.catalogue)
        self._duty_terms = of_duties(edition, known.catalogue)
        self._rules = Index((rule.when, rule) for rule in known.rules)
        self._duties = Index((rule.when, rule) for rule in known.duties)
        self._dampers = Index((one.when, one) for one in known.dampers)
        words = (
            self._terms.words
            | self._duty_terms.words
            | self._rules.words
            | self._duties.words
            | self._dampers.words
        )
        self._scanner = Scanner(words)
        names = sorted(known.names, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, names)) or _NEVER)
        self._owner = {duty.id: one.id for one in edition.categories for duty in one.duties}

    def match(self, notice: NoticeText) -> MatchResult:
        """Return the categories and duties that *notice* discloses, with the reasons."""
        texts = _texts(notice)
        hits = {place: self._scanner.scan(self._subject(place, text)) for place, text in texts.items()}
        cases = self._cases(texts, hits)
        best = sorted(cases, key=lambda one: (-cases[one].score, one))
        known = self.knowledge
        taken = [one for one in best if cases[one].score >= known.asserted]
        near = [one for one in best if known.near <= cases[one].score < known.asserted]
        return MatchResult(
            categories=tuple(cases[one].asserted(one) for one in taken),
            abstain=bool(near) and not taken,
            duties=tuple(duty for one in taken for duty in self._duties_of(one, cases[one], texts, hits)),
            near=tuple(cases[one].asserted(one) for one in near),
        )

    def _subject(self, place: Field, text: str) -> str:
        return self._names.sub(NAME, text) if place is Field.TITLE else text

    def _cases(self, texts: Mapping[Field, str], hits: Mapping[Field, Hits]) -> dict[str, _Case]:
        cases: dict[str, _Case] = {}
        for rule, found in self._rules.holding(hits):
            cases.setdefault(rule.target, _Case()).support(rule.weight, found)
        for target, weight, found in self._terms.supporting(texts, hits):
            cases.setdefault(target, _Case()).support(weight, found)
        for damper, found in self._dampers.holding(hits):
            for target, case in cases.items():
                if damper.touches(target):
                    case.damp(damper.factor, damper.say, found)
        for target, factor, found in self._terms.opposing(hits, cases):
            cases[target].damp(factor, AGAINST, found)
        return cases

    def _duties_of(
        self, category: str, whole: _Case, texts: Mapping[Field, str], hits: Mapping[Field, Hits]
    ) -> list[Asserted]:
        duties = self.edition.category(category).duties
        cases: dict[str, _Case] = {}
        for rule, found in self._duties.holding(hits):
            if self._owner.get(rule.target) == category:
                cases.setdefault(rule.target, _Case()).support(rule.weight, found)
        for target, weight, found in self._duty_terms.supporting(texts, hits):
            if self._owner[target] == category:
                cases.setdefault(target, _Case()).support(weight, found)
        if not cases:
            return [self._undecided(duty.id, whole, alone=len(duties) == 1) for duty in duties]
        best = sorted(cases, key=lambda one: (-cases[one].score, one))
        for case in cases.values():
            case.factor = whole.score
        return [cases[one].asserted(one) for one in best]

    def _undecided(self, duty: str, whole: _Case, *, alone: bool) -> Asserted:
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
