"""What a watcher who comes on the days of the city's visits must say of each thing owed, reckoned from the script alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.practice.claims import Claim
from crawler.practice.model import Bureau, City, Notice
from crawler.practice.script import load_script
from crawler.practice.workdays import DAY

GRACE = 3  # working days after a deadline before anything may be called missing
LOOKS = 3  # days on which the site must have been readable after that
WINDOW = timedelta(days=14)
STEADY = 0.75  # share of the visits of that window on which the site must have been readable
AGAIN = 2  # visits that must miss a notice before it is withdrawn
PROMPTED = frozenset({"span", "season"})
"""Rules that only prompt, and are not due before their last day."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What must be said of one claim."""

    standing: str
    why: str
    flags: tuple[str, ...] = ()
    late_working_days: int | None = None
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """When a watcher saw a notice: first, and last so far; and when it looked without seeing it, before and after."""

    first: date
    last: date
    before: date | None
    after: tuple[date, ...]


def readable(bureau: Bureau, day: date) -> bool:
    """Return whether lists of the bureau's site can be read on *day*."""
    return bureau.trouble_on(day) is None


def expected(city: City, claim: Claim) -> Said | None:
    """Return what must be said of *claim* on the city's last day; None where nobody can know that anything was owed."""
    bureau = city.by_id[claim.bureau]
    notice = bureau.by_number[claim.notice] if claim.notice is not None else None
    seen = _seen(city, bureau, notice) if notice else None
    if claim.rule == "shown":
        return _shown(city, claim, notice, seen) if notice and seen else None
    if notice is None or seen is None:
        return None if claim.stated else _absent(city, bureau, claim)
    if _bare(claim, notice):
        why = "its row leads to a site of others and does not name it"
        return _not_due(city, claim) or Said(standing="cannot_tell", why=why, due=claim.due)
    flags = tuple(_flags(claim, notice, seen))
    if claim.nothing:
        return Said(standing="not_applicable", why="it says that there was nothing", flags=flags)
    standing, why = _published(claim, notice, seen)
    late = (
        load_script().workdays.between(claim.due, notice.appears)
        if standing == "late" and claim.due
        else None
    )
    return Said(standing=standing, why=why, flags=flags, late_working_days=late, due=claim.due)


def _seen(city: City, bureau: Bureau, notice: Notice) -> _Seen | None:
    """Return how a watcher who comes on every visit sees the notice; None where it never does."""
    read = [day for day in city.visits if readable(bureau, day)]
    there = [day for day in read if notice.listed_on(day)]
    if not there:
        return None
    before = [day for day in read if day < there[0]]
    return _Seen(
        first=there[0],
        last=there[-1],
        before=before[-1] if before else None,
        after=tuple(day for day in read if day > there[-1]),
    )


def _absent(city: City, bureau: Bureau, claim: Claim) -> Said:
    """Say what holds when no watcher ever saw a notice."""
    due = claim.due
    if early := _not_due(city, claim):
        return early
    if _may_be_another(city, bureau, claim):
        why = "never seen, but a row that leads to a site of others may be it"
        return Said(standing="cannot_tell", why=why, due=due)
    if not claim.binds:
        return Said(standing="cannot_tell", why="never seen, and no source that was read binds", due=due)
    if not claim.counted or not bureau.whole:
        why = "nobody knows that one was owed" if not claim.counted else "nobody vouches for the site"
        return Said(standing="cannot_tell", why=f"never seen, and {why}", due=due)
    start = max(load_script().workdays.after(due or city.first, GRACE) + DAY, city.first)
    days = sum(readable(bureau, day) for day in city.visits if day >= start)
    told = f"never seen; site readable on {days} days after the deadline and its grace"
    if days < LOOKS or not _steady(city, bureau):
        return Said(standing="cannot_tell", why=f"{told}, not steadily to the end", due=due)
    return Said(standing="suspected_missing", why=told, due=due)


def _bare(claim: Claim, notice: Notice) -> bool:
    """Return whether only a row is to be seen of the notice, and the row does not tell that it is the one owed."""
    return bool(notice.external) and not claim.named


def _may_be_another(city: City, bureau: Bureau, claim: Claim) -> bool:
    """Return whether a row of the same kind, of which nobody can tell what it is, came after what set *claim* off."""
    for one in city.claims:
        if (one.bureau, one.duty) == (claim.bureau, claim.duty) and one.notice is not None and claim.trigger:
            notice = bureau.by_number[one.notice]
            seen = _seen(city, bureau, notice) if _bare(one, notice) else None
            if seen and seen.first >= claim.trigger:
                return True
    return False


def _not_due(city: City, claim: Claim) -> Said | None:
    """Say that its day has not passed; None where it has, or where there is none."""
    if claim.due is None or claim.due < city.last:
        return None
    return Said(standing="not_due", why=f"due {claim.due}, which has not passed", due=claim.due)


def _steady(city: City, bureau: Bureau) -> bool:
    """Return whether the site was read on the last visit and on most of the last two weeks."""
    recent = [readable(bureau, day) for day in city.visits if day > city.last - WINDOW]
    return recent[-1] and sum(recent) >= STEADY * len(recent)


def _published(claim: Claim, notice: Notice, seen: _Seen) -> tuple[str, str]:
    """Say what holds of a notice that was seen: late only when the early end of its interval is past the deadline."""
    if claim.rule == "standing":
        there = not _withdrawn(seen)
        return ("met", f"stands since {notice.appears}") if there else ("cannot_tell", "it was taken away")
    if claim.due is None or not claim.binds:
        return "met", f"there since {notice.appears}, and no day binds"
    interval = f"due {claim.due}; first seen {seen.first}, last looked without it {seen.before or 'never'}"
    if seen.first <= claim.due:
        return "met", interval
    after = seen.before is not None and seen.before > claim.due
    told = f"claims {notice.claimed}, {interval}"
    if notice.claimed > claim.due:
        return ("late", interval) if after else ("cannot_tell", f"{told}, but nobody could look")
    if after or _conflict(notice, seen):
        return "cannot_tell", told
    return "met", f"{told}, and nothing contradicts it"


def _shown(city: City, claim: Claim, notice: Notice, seen: _Seen) -> Said | None:
    """Say whether a notice stayed as long as it had to, counted from the earliest day on which it can have come."""
    begun = min(seen.before or notice.claimed, notice.claimed)
    if begun < city.first or claim.due is None or claim.trigger is None:
        return None
    due = begun + (claim.due - claim.trigger)
    flags = tuple(_flags(claim, notice, seen))
    told = f"there from {begun} at the earliest, last seen {seen.last}, has to stay until {due}"
    if seen.last >= due:
        standing = "met"
    elif _withdrawn(seen) and seen.after[0] <= due:
        standing = "suspected_missing"
    else:
        standing = "not_due" if city.last <= due else "cannot_tell"
    return Said(standing=standing, why=told, flags=flags, due=due)


def _flags(claim: Claim, notice: Notice, seen: _Seen) -> Iterator[str]:
    """Yield what else there is to say of a notice that was seen."""
    if claim.omitted:
        yield "incomplete"
    if claim.misplaced:
        yield "misplaced"
    if claim.stale:
        yield "stale"
    if claim.leaking:
        yield "over_disclosed"
    if any(seen.first < one.day <= seen.last for one in notice.edits):
        yield "edited"
    if _withdrawn(seen):
        yield "withdrawn"
    if _conflict(notice, seen):
        yield "date_conflict"


def _withdrawn(seen: _Seen) -> bool:
    return len(seen.after) >= AGAIN


def _conflict(notice: Notice, seen: _Seen) -> bool:
    """Return whether the notice claims a day on which, or before which, a watcher looked without seeing it."""
    return seen.before is not None and notice.claimed < seen.before
