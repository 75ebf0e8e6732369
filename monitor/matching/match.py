"""Says which categories and duties a notice discloses: words for, words against, and two thresholds."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from monitor.catalogue.model import Edition
from monitor.matching.board import Board
from monitor.matching.case import Case
from monitor.matching.index import Index
from monitor.matching.knowledge import Knowledge
from monitor.matching.model import Asked, Opinion
from monitor.matching.notice import Asserted, Field, MatchResult, NoticeText
from monitor.matching.rulefile import find_knowledge
from monitor.matching.scanned import NoticeScanner, Scanned
from monitor.matching.terms import of_categories, of_duties

AGAINST = "目录说这样的词多半另有所属"
UNDECIDED = "本类各事项从文字上分不清"
UNSEEN = frozenset({Field.NUMBER, Field.FILES})
"""Fields that no labelled notice has, so that of them the classifier has learned nothing."""

TOGETHER = 128
"""Notices that are read before the first of them is answered."""


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
        self._board = Board(
            [*(one.when for one in (*known.rules, *known.duties)), *(one.when for one in known.dampers)]
        )
        self._rules = Index(self._board, ((one.when, one) for one in known.rules))
        self._owner = {duty.id: one.id for one in edition.categories for duty in one.duties}
        self._duties = {
            each.id: Index(
                self._board, [(one.when, one) for one in known.duties if self._owner[one.target] == each.id]
            )
            for each in edition.categories
        }
        """By category: what speaks for the duties of others is not asked."""
        self._dampers = Index(self._board, ((one.when, one) for one in known.dampers))
        told = (self._terms, self._duty_terms, self._board)
        self.words = {
            place: frozenset(word for one in told for word in one.words.get(place, ())) for place in Field
        }
        """What is looked for in each field."""
        self._scanner = NoticeScanner(self._board, self.words, known.names)
        self._limits = (
            dict.fromkeys(self.model.categories, self.model.thresholds.asserted) if self.model else {}
        )

    def match(self, notice: NoticeText) -> MatchResult:
        """Return the categories and duties that *notice* discloses, with the reasons."""
        return next(self.match_all([notice]))

    def match_all(self, notices: Iterable[NoticeText]) -> Iterator[MatchResult]:
        """Yield the answer for each of *notices*; the classifier reads some dozens at once, which costs it a third."""
        waiting = iter(notices)
        while reads := [self._scanner.scan(one) for one in islice(waiting, TOGETHER)]:
            every = [self._cases(one) for one in reads]
            for read, cases, opinion in zip(reads, every, self._opinions(reads, every), strict=True):
                yield self._answer(read, cases, opinion)

    def _answer(self, read: Scanned, cases: dict[str, Case], opinion: Opinion | None) -> MatchResult:
        if opinion is not None:
            for one, chance in opinion.chances.items():
                cases.setdefault(one, Case()).chance = chance
        torn = opinion is not None and opinion.torn
        if not cases:
            return MatchResult(categories=(), abstain=torn)
        scores = {one: case.score for one, case in cases.items()}
        best = sorted(scores, key=lambda one: (-scores[one], one))
        # in a doubtful answer the classifier may take back what the rules assert, and add nothing to it
        taken = [
            one
            for one in best
            if scores[one] >= self._limits.get(one, self.knowledge.asserted)
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
            duties=tuple(self._duties_of(taken, cases, read)) if taken else (),
            near=tuple(cases[one].asserted(one) for one in near),
        )

    def ruled(self, notice: NoticeText) -> tuple[Mapping[Field, str], dict[str, float]]:
        """Return what a classifier learns from: the texts as it sees them, and the score of each category by rule."""
        read = self._scanner.scan(notice)
        return read.subject, {one: case.ruled for one, case in self._cases(read).items()}

    def _opinions(
        self, reads: Sequence[Scanned], every: Sequence[dict[str, Case]]
    ) -> Sequence[Opinion | None]:
        if self.model is None:
            return [None] * len(reads)
        asked = [_asked(read, cases) for read, cases in zip(reads, every, strict=True)]
        return self.model.read(asked, self.knowledge.near)

    def _cases(self, read: Scanned) -> dict[str, Case]:
        cases: dict[str, Case] = {}
        for rule, found in self._rules.holding(read.seen):
            cases.setdefault(rule.target, Case()).support(rule.weight, found)
        for target, weight, found in self._terms.supporting(read.title, read.hits):
            cases.setdefault(target, Case()).support(weight, found)
        for damper, found in self._dampers.holding(read.seen) if cases else ():
            for target, case in cases.items():
                if damper.touches(target):
                    case.damp(damper.factor, damper.say, found)
        for target, factor, found in self._terms.opposing(read.hits, cases):
            cases[target].damp(factor, AGAINST, found)
        return cases

    def _duties_of(
        self, taken: Collection[str], cases: Mapping[str, Case], read: Scanned
    ) -> Iterator[Asserted]:
        """Yield the duties of the categories *taken*, those of one category best first."""
        said = self._duty_cases(taken, read)
        for category in taken:
            found = said[category]
            for case in found.values():
                case.factor = cases[category].score
            for one in sorted(found, key=lambda one: (-found[one].score, one)):
                yield found[one].asserted(one)
            if not found:
                duties = self.edition.category(category).duties
                for duty in duties:
                    yield self._undecided(duty.id, cases[category], alone=len(duties) == 1)

    def _duty_cases(self, taken: Collection[str], read: Scanned) -> dict[str, dict[str, Case]]:
        """Return by category *taken* what speaks for each of its duties."""
        cases: dict[str, dict[str, Case]] = {one: {} for one in taken}
        for category in taken:
            for rule, found in self._duties[category].holding(read.seen):
                cases[category].setdefault(rule.target, Case()).support(rule.weight, found)
        for target, weight, found in self._duty_terms.supporting(read.title, read.hits):
            if self._owner[target] in cases:
                cases[self._owner[target]].setdefault(target, Case()).support(weight, found)
        return cases

    def _undecided(self, duty: str, whole: Case, *, alone: bool) -> Asserted:
        if alone:
            return whole.asserted(duty)
        score = round(whole.score * self.knowledge.unsure, 3)
        return Asserted(category=duty, score=score, reasons=(UNDECIDED,))


def _asked(read: Scanned, cases: Mapping[str, Case]) -> Asked:
    return Asked(
        texts=read.subject,
        scores={one: case.ruled for one, case in cases.items()},
        floors=(
            {one: case.ruled for one, case in cases.items() if case.rests_on(UNSEEN)}
            if not UNSEEN.isdisjoint(read.subject)
            else {}
        ),
    )
