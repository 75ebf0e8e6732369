"""The score of a bureau: what each leaf measured, which verdict cost how much, and why there may be no score at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.judgement import Coverage, Judgement
from monitor.scores.basis import Basis, Counted, counted
from monitor.scores.measure import LeafScore, measure
from monitor.scores.tree import FULL, Deduction, Group, Tree, Veto
from monitor.words import Standing

DUE = frozenset({Standing.MET, Standing.LATE, Standing.SUSPECTED_MISSING, Standing.CANNOT_TELL})


@dataclass(frozen=True, kw_only=True)
class GroupScore:
    """One branch: its share of what could be had, and the points that it brings of those it could."""

    group: Group
    leaves: tuple[LeafScore, ...]
    share: float | None
    """Between 0 and 1; None where nothing of it could be measured, and then its weight goes to the others."""
    worth: float
    """Points that it can bring here."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """Points that a deduction took."""

    deduction: Deduction
    keys: tuple[str, ...]
    points: float


@dataclass(frozen=True, kw_only=True)
class Score:
    """The score of one bureau on a day, or why there is none; never without its coverage."""

    bureau: str
    day: date
    basis: Basis
    coverage: Coverage
    groups: tuple[GroupScore, ...]
    vetoes: tuple[Veto, ...] = ()
    taken: tuple[Taken, ...] = ()
    weighed: float | None = None
    """Points before deductions and vetoes."""
    value: float | None = None
    refused: str = ""
    """Why there is no value: ``nothing_due``, ``coverage`` or ``weight``."""

    @property
    def costs(self) -> dict[str, float]:
        """Obligation → the points that its verdict cost, of those that the leaves measured."""
        found: dict[str, float] = {}
        for loss in (loss for group in self.groups for leaf in group.leaves for loss in leaf.losses):
            found[loss.key] = found.get(loss.key, 0.0) + loss.points
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def score(judged: Judgement, bureau: str, tree: Tree, basis: Basis = Basis.MACHINE) -> Score:
    """Return the score of *bureau* by *tree*."""
    mine = [one for one in judged.verdicts if one.obligation.bureau == bureau]
    held = [found for one in mine if (found := counted(one, judged, basis))]
    due = [one for one in held if one.standing in DUE]
    coverage = Coverage(judged=sum(one.standing is not Standing.CANNOT_TELL for one in due), due=len(due))
    groups = _groups(tree, due)
    refused = _refused(tree, coverage, groups)
    taken = tuple(case for one in tree.deduction if (case := _take(one, due)))
    vetoes = tuple(one for one in tree.veto if _vetoed(one, due, coverage))
    weighed = None if refused else sum(one.share * one.worth for one in groups if one.share is not None)
    return Score(
        bureau=bureau,
        day=judged.day,
        basis=basis,
        coverage=coverage,
        groups=groups,
        vetoes=vetoes,
        taken=taken,
        weighed=weighed,
        value=None if weighed is None else _final(weighed, taken, vetoes),
        refused=refused,
    )


def score_all(judged: Judgement, tree: Tree, basis: Basis = Basis.MACHINE) -> tuple[Score, ...]:
    """Return the scores of all bureaus that owe anything."""
    owing = {one.obligation.bureau for one in judged.verdicts}
    return tuple(score(judged, one, tree, basis) for one in judged.bureaus if one in owing)


def _final(weighed: float, taken: Iterable[Taken], vetoes: Iterable[Veto]) -> float:
    value = max(weighed - sum(one.points for one in taken), 0.0)
    return min([value, *(one.cap for one in vetoes)])


def _groups(tree: Tree, due: Sequence[Counted]) -> tuple[GroupScore, ...]:
    """Return the branches; the weight of what could not be measured goes to what could."""
    seen = {group.id: [one for one in group.leaf if measure(one, due, 0.0).total] for group in tree.group}
    whole = sum(one.weight for one in tree.group if seen[one.id])
    found = []
    for group in tree.group:
        worth = FULL * group.weight / whole if seen[group.id] else 0.0
        heavy = sum(one.weight for one in seen[group.id])
        leaves = tuple(
            measure(one, due, worth * one.weight / heavy if one in seen[group.id] else 0.0)
            for one in group.leaf
        )
        lost = sum(loss.points for leaf in leaves for loss in leaf.losses)
        share = 1 - lost / worth if worth else None
        found.append(GroupScore(group=group, leaves=leaves, share=share, worth=worth))
    return tuple(found)


def _refused(tree: Tree, coverage: Coverage, groups: Sequence[GroupScore]) -> str:
    """Return why no score may be told; nothing where one may."""
    if coverage.share is None:
        return "nothing_due"
    if coverage.share < tree.min_coverage:
        return "coverage"
    measured = sum(one.group.weight for one in groups if one.share is not None)
    return "weight" if measured < tree.min_weight * sum(one.weight for one in tree.group) else ""


def _vetoed(veto: Veto, due: Sequence[Counted], coverage: Coverage) -> bool:
    cases = sum(one.has(veto.claim) and (one.confirmed or not veto.confirmed) for one in due)
    return cases >= veto.at_least and cases >= veto.share * coverage.judged


def _take(deduction: Deduction, due: Sequence[Counted]) -> Taken | None:
    keys = tuple(
        one.verdict.key
        for one in due
        if one.confirmed
        and (not deduction.claim or one.has(deduction.claim))
        and (one.overdue or not deduction.overdue)
    )
    points = min(len(keys) * deduction.points, deduction.most)
    return Taken(deduction=deduction, keys=keys, points=points) if keys else None
