"""Holds what is said of each obligation against the truth: the same, less, or something that nobody may say."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from crawler.practice.truth import Obligation
from monitor.verdict import Verdict
from monitor.words import Flag, Standing
from schedules.demo.compare import Compared, compare

FOR_PEOPLE = frozenset({Flag.DATE_CONFLICT})
"""Flags that say nothing against a bureau and go to a person only."""


class Held(StrEnum):
    """How what is said stands to the truth; under a fault the first two are right."""

    FOUND = "found"
    WEAKENED = "weakened"
    """It is not told any more, or a flag is not."""
    OTHER = "other"
    """Something else is said that accuses nobody."""
    WRONG = "wrong"
    """Something is said against the bureau that the truth does not know."""


def held(one: Compared) -> Held:
    """Return how *one* stands: an accusation has to be the truth's own, with no more days late and no further flag."""
    truth, verdict = one.truth, one.verdict
    if one.right:
        return Held.FOUND
    if verdict is None:
        return Held.WEAKENED
    if _accuses(truth, verdict):
        return Held.WRONG
    return Held.WEAKENED if truth and _less(Standing(truth.standing), verdict.standing) else Held.OTHER


def _less(true: Standing, said: Standing) -> bool:
    """Return whether *said* is no more than *true*; what is not due yet may have been done, unseen, before its day."""
    return said in {Standing.CANNOT_TELL, true} or (said is Standing.NOT_DUE and true in _DONE)


_DONE = frozenset({Standing.MET, Standing.NOT_APPLICABLE})
RIGHT = frozenset({Held.FOUND, Held.WEAKENED})
"""What may be said under a fault."""
RULE = (
    "what is right under a fault: found, the truth to the flag and to the day; weakened, cannot_tell or the truth's own",
    "standing with fewer flags or days late, nothing known of it, or not_due where it was done before its day and nobody",
    "could see it. date_conflict may come with either: it goes to people and accuses nobody. Not right: other, another",
    "standing though it accuses nobody; wrong, missing or late where the truth is not so, more days late, or any other flag",
    "that is not true.",
)
"""The same in words."""


def for_people(one: Compared) -> int:
    """Return how many flags that go to people only are said of *one* beyond the truth's."""
    true = {Flag(flag) for flag in one.truth.flags} if one.truth else set()
    return len((set(one.verdict.flags) & FOR_PEOPLE) - true) if one.verdict else 0


def _accuses(truth: Obligation | None, verdict: Verdict) -> bool:
    flags = {flag for flag in verdict.flags if flag not in FOR_PEOPLE}
    if truth is None:
        return verdict.standing.accuses or bool(flags)
    if verdict.standing.accuses and verdict.standing.value != truth.standing:
        return True
    if (verdict.late_working_days or 0) > (truth.late_working_days or 0):
        return True
    return bool(flags - {Flag(flag) for flag in truth.flags})


def hold(
    truth: Iterable[Obligation], verdicts: Iterable[Verdict], bureaus: Iterable[str]
) -> dict[str, list[Compared]]:
    """Return by bureau what is said of it beside the truth, for *bureaus* alone."""
    found: dict[str, list[Compared]] = {one: [] for one in bureaus}
    for each in compare(truth, verdicts):
        if each.name[0] in found:
            found[each.name[0]].append(each)
    return found


def standings(compared: Iterable[Compared]) -> Mapping[tuple[str, str], int]:
    """Return how often which standing of the truth was found as which; ``-`` is what one side does not know."""
    counts: dict[tuple[str, str], int] = {}
    for one in compared:
        wanted = one.truth.standing if one.truth else "-"
        found = one.verdict.standing.value if one.verdict else "-"
        counts[wanted, found] = counts.get((wanted, found), 0) + 1
    return counts


def flags(compared: Iterable[Compared]) -> dict[str, tuple[int, int, int]]:
    """Return for each flag how often it was found, missed, and said without being true."""
    counts = {flag.value: [0, 0, 0] for flag in Flag}
    for one in compared:
        true = set(one.truth.flags) if one.truth else set()
        said = {flag.value for flag in one.verdict.flags} if one.verdict else set()
        for at, names in enumerate((true & said, true - said, said - true)):
            for name in names:
                counts[name][at] += 1
    return {name: (found, missed, wrong) for name, (found, missed, wrong) in counts.items()}
