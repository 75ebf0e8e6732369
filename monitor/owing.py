"""Everything that one bureau owes on a day: by itself, by what happened, and by what its notices say."""

from collections.abc import Collection, Sequence
from datetime import date

from monitor.calendar import WorkCalendar
from monitor.catalogue.model import Edition
from monitor.events import Event
from monitor.found import find_showings, find_triggers
from monitor.known import KnownBureau
from monitor.obligations import Obligation, obligations
from monitor.register import check_places
from monitor.steps import find_linked


def everything_owed(
    edition: Edition,
    known: KnownBureau,
    calendar: WorkCalendar,
    *,
    events: Sequence[Event],
    registered: Collection[str],
    duties: tuple[str, ...] = (),
    first: date,
    day: date,
) -> tuple[Obligation, ...]:
    """Return what the bureau that is *known* owes on *day*, watched since *first*; *events* are its own.

    *registered* are the duties of whose events people keep a register, be it of other bureaus.
    """
    bureau = known.bureau
    check_places(edition, {bureau.id: bureau})
    owed = obligations(
        edition,
        {bureau.id: bureau},
        events=events,
        found=(
            *find_triggers(edition, [known], events, first),
            *find_showings(edition, [known], first),
        ),
        linked=find_linked(edition, [known], calendar, first),
        registered=registered,
        first=first,
        day=day,
        duties=duties,
    )
    return tuple(one for one in owed if bureau.stood(one.trigger or day))
