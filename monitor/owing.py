"""Everything that a workspace's bureaus owe, and everything declared not to be owed: files of people and texts of notices."""

from collections.abc import Iterable
from datetime import date

from crawler.workspace import Workspace
from monitor.calendar import WorkCalendar
from monitor.catalogue.model import Edition
from monitor.declaration import Declaration, read_declarations
from monitor.events import read_events
from monitor.found import find_showings, find_triggers
from monitor.known import KnownBureau
from monitor.nothing import find_nothing
from monitor.obligations import Obligation, obligations
from monitor.register import check_places
from monitor.steps import find_linked


def everything_declared(
    workspace: Workspace, edition: Edition, known: Iterable[KnownBureau]
) -> tuple[Declaration, ...]:
    """Return what ``nothing.toml`` and the notices say of there being nothing to publish."""
    written = read_declarations(workspace.root / "nothing.toml")
    return (*written, *(one for bureau in known for one in find_nothing(edition, bureau)))


def everything_owed(
    workspace: Workspace,
    edition: Edition,
    known: dict[str, KnownBureau],
    calendar: WorkCalendar,
    first: date,
    day: date,
) -> tuple[Obligation, ...]:
    """Return what the bureaus that are *known* owe on *day*, watched since *first*."""
    events = read_events(workspace.root / "events.toml")
    bureaus = {one: held.bureau for one, held in known.items()}
    check_places(edition, bureaus)
    duties = workspace.settings.judge.duties
    owed = obligations(
        edition,
        bureaus,
        events=events,
        found=(
            *find_triggers(edition, known.values(), events, first),
            *find_showings(edition, known.values(), first),
        ),
        linked=find_linked(edition, known.values(), calendar, first),
        first=first,
        day=day,
        duties=duties,
    )
    return tuple(one for one in owed if bureaus[one.bureau].stood(one.trigger or day))
