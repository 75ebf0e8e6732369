"""Which notices of a bureau discharge an obligation, surely or possibly."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from monitor.comparable import comparable
from monitor.hiding import hides_its_text, may_hide
from monitor.in_period import in_period
from monitor.known import KnownBureau, KnownNotice
from monitor.matching.case import AGREES, DISAGREES
from monitor.matching.match import UNDECIDED
from monitor.matching.notice import Asserted, Field, MatchResult
from monitor.matching.plain import plain
from monitor.obligations import Comes, Obligation

CLEAR = 0.8  # a duty with less than so much of its category's best score is another duty's notice
ALIKE = 4  # characters; a matter is named with its company here and by its work alone there


@dataclass(frozen=True, kw_only=True)
class Picked:
    """A notice picked for an obligation; ``certain`` unless a person has to decide."""

    notice: KnownNotice
    certain: bool
    score: float
    reasons: tuple[str, ...]


def pick(
    obligation: Obligation,
    bureau: KnownBureau,
    *,
    siblings: frozenset[str],
    taken: frozenset[int],
    until: date | None = None,
) -> list[Picked]:
    """Return the notices that discharge *obligation* or might, the best first.

    *siblings* are the duties of its category, *taken* the notices that some event names already; what recurs may be
    published *until* a day after its span.
    """
    if obligation.comes in {Comes.NOTICE, Comes.SHOWN}:
        found = _the_notice(obligation, bureau)
    elif obligation.comes is Comes.EVENT:
        found = _of_event(obligation, bureau, taken)
    elif obligation.comes is Comes.LINKED:
        found = _of_step(obligation, bureau)
    elif obligation.comes in {Comes.RECURRING, Comes.EXPECTED}:
        last = max(one for one in (obligation.until, until) if one)
        found = _of_period(replace(obligation, until=last), bureau, siblings)
    else:
        found = _of_period(obligation, bureau, siblings)
    return sorted(found, key=lambda one: (not one.certain, one.notice.record.first_seen_at, one.notice.id))


def _the_notice(obligation: Obligation, bureau: KnownBureau) -> Iterator[Picked]:
    notice = bureau.notices[obligation.notice or 0]
    said = asserted(bureau.match(notice.id).categories, obligation.category)
    yield Picked(
        notice=notice,
        certain=True,
        score=said.score if said else 0.0,
        reasons=said.reasons if said else (),
    )


def names(find: Iterable[str], notice: KnownNotice) -> bool:
    """Return whether the notice holds one of the texts that identify an event."""
    return any(comparable(one) in notice.haystack for one in find if one.strip())


def named_by_events(owed: Iterable[Obligation], bureau: KnownBureau) -> frozenset[int]:
    """Return the notices of *bureau* that some event names."""
    events = [one for one in owed if one.comes is Comes.EVENT and one.bureau == bureau.bureau.id]
    return frozenset(
        notice.id for notice in bureau.notices.values() if any(names(one.find, notice) for one in events)
    )


def _of_event(obligation: Obligation, bureau: KnownBureau, taken: frozenset[int]) -> Iterator[Picked]:
    """Yield the notices that name the event, and those that cannot be told from it.

    What names the event but surely belongs elsewhere, such as news about it, is neither.
    """
    for notice in bureau.notices.values():
        match = bureau.matches[notice.id]
        sure = asserted(match.categories, obligation.category)
        if names(obligation.find, notice):
            in_heading = _named_in_heading(obligation, notice)
            if sure is None and in_heading:
                sure = asserted(bureau.match(notice.id).categories, obligation.category)
            if sure:
                yield Picked(notice=notice, certain=True, score=sure.score, reasons=sure.reasons)
            elif may_be(match, obligation.category) or (in_heading and not match.categories):
                yield _possible(notice, match, obligation.category)
        elif (
            sure
            and notice.id not in taken
            and may_hide(obligation, notice)
            and not _of_another_duty(match, obligation.duty)
        ):
            yield Picked(notice=notice, certain=False, score=sure.score, reasons=sure.reasons)


def _of_another_duty(match: MatchResult, duty: str) -> bool:
    """Return whether words speak for other duties, of whatever category, and none for this one."""
    of_words = {one.category for one in match.duties if UNDECIDED not in one.reasons}
    return bool(of_words) and duty not in of_words


def _of_step(obligation: Obligation, bureau: KnownBureau) -> Iterator[Picked]:
    """Yield the notices of the same matter that are this step, and those of which their titles do not tell the step."""
    for notice in bureau.notices.values():
        match = bureau.match(notice.id)
        sure = asserted(match.categories, obligation.category)
        is_it, is_another = (
            any(re.search(one, plain(notice.title)) for one in titles)
            for titles in (obligation.stage, obligation.other_stages)
        )
        if names(obligation.find, notice):
            if sure and is_it and not is_another:
                yield Picked(notice=notice, certain=True, score=sure.score, reasons=sure.reasons)
            elif is_it or not is_another:
                yield _possible(notice, match, obligation.category)
        elif sure and is_it and _may_be_of_it(obligation, notice):
            yield Picked(notice=notice, certain=False, score=sure.score, reasons=sure.reasons)


def _may_be_of_it(obligation: Obligation, notice: KnownNotice) -> bool:
    """Return whether a step may be of the matter though it does not name it so: one of several, or called otherwise."""
    several = bool(obligation.several and re.search(obligation.several, plain(notice.title)))
    return several or may_hide(obligation, notice) or _alike(obligation.find[0], notice.heading)


def _alike(subject: str, heading: str) -> bool:
    """Return whether so long a part of the name stands in the heading that it may be the same matter."""
    runs = (subject[at : at + ALIKE] for at in range(max(1, len(subject) - ALIKE + 1)))
    return any(one in heading for one in map(comparable, runs))


def _named_in_heading(obligation: Obligation, notice: KnownNotice) -> bool:
    return any(comparable(one) in notice.heading for one in obligation.find if one.strip())


def _of_period(obligation: Obligation, bureau: KnownBureau, siblings: frozenset[str]) -> Iterator[Picked]:
    for notice in bureau.notices.values():
        match = bureau.matches[notice.id]
        sure = asserted(match.categories, obligation.category)
        if sure and (share := _share(match, obligation, siblings)) > 0:
            inside = in_period(obligation, notice)
            if inside is not False:
                certain = share >= CLEAR and inside is True
                yield Picked(notice=notice, certain=certain, score=sure.score, reasons=sure.reasons)
        elif (
            match.abstain
            and not match.categories
            and _speaks_for(match, obligation.category, notice)
            and in_period(obligation, notice)
        ):
            yield _possible(notice, match, obligation.category)


def _share(match: MatchResult, obligation: Obligation, duties: frozenset[str]) -> float:
    """Return the duty's score as a share of the best of its category; 0 where another duty is meant."""
    mine = asserted(match.duties, obligation.duty)
    siblings = [one for one in match.duties if one.category in duties]
    if mine is None or not siblings:
        return 0.0
    best = max(one.score for one in siblings)
    share = mine.score / best if best else 0.0
    undecided = len(siblings) > 1 and all(one.score == mine.score for one in siblings)
    if undecided:
        return CLEAR / 2
    return share if share >= CLEAR else 0.0


def asserted(said: Iterable[Asserted], wanted: str) -> Asserted | None:
    """Return what is said of one category or duty."""
    return next((one for one in said if one.category == wanted), None)


def may_be(match: MatchResult, category: str) -> bool:
    """Return whether the matcher leaves it to a person whether the notice is of *category*."""
    return asserted(match.near, category) is not None


def _speaks_for(match: MatchResult, category: str, notice: KnownNotice) -> bool:
    """Return whether the notice itself, and not only its column, leaves it open that it is of *category*.

    Where there is hardly a text, the column is all that can speak. What the classifier names is not counted: it
    names words always, also where the column alone moved it.
    """
    near = asserted(match.near, category)
    if near is None or hides_its_text(notice):
        return near is not None
    others = [one.label for one in Field if one is not Field.COLUMN]
    said = [reason for reason in near.reasons if not reason.startswith((AGREES, DISAGREES))]
    return any(label in reason for reason in said for label in others)


def _possible(notice: KnownNotice, match: MatchResult, category: str) -> Picked:
    near = asserted(match.near, category)
    return Picked(
        notice=notice,
        certain=False,
        score=near.score if near else 0.0,
        reasons=near.reasons if near else (),
    )
