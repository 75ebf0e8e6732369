"""What may be wrong with us, so that it lies over the whole city at once: rows 2, 25 and 27 of the matrix."""

from dataclasses import dataclass
from datetime import timedelta

from crawler.workspace import Workspace
from monitor.calendar import calendar_folder
from monitor.catalogue.load import find_edition

CLOCK_OFF = timedelta(days=10)
YEAR = "[[year]]"


@dataclass(frozen=True, kw_only=True)
class Ours:
    """Something that is wrong with us."""

    row: int
    name: str
    off: timedelta = timedelta(0)
    """How far our own clock is off."""
    deaf: bool = False
    """Whether no name can be looked up."""
    zone: str = ""
    """The time zone that our machine is set to; empty for the one that it has."""
    unannounced: bool = False
    """Whether the holidays of the city's last year are not known."""

    @property
    def label(self) -> str:
        """Row and name."""
        return f"{self.row} {self.name}"


OURS = (
    Ours(row=2, name="our own resolver is down", deaf=True),
    Ours(row=25, name="our own clock ten days ahead", off=CLOCK_OFF),
    Ours(row=25, name="our own clock ten days behind", off=-CLOCK_OFF),
    Ours(row=27, name="our own machine in a far zone with summer time", zone="Pacific/Auckland"),
    Ours(row=27, name="no holidays known of the last year", unannounced=True),
)


def forget_holidays(workspace: Workspace, year: int) -> None:
    """Give *workspace* a calendar of its own that does not know *year*."""
    name = find_edition(workspace.settings.judge.edition, workspace.root).calendar
    known = (calendar_folder(name) / f"{name}.toml").read_text(encoding="utf-8")
    head, *years = known.split(YEAR)
    kept = [one for one in years if f"year = {year}\n" not in one]
    own = workspace.root / "calendars"
    own.mkdir(exist_ok=True)
    (own / f"{name}.toml").write_text(YEAR.join([head, *kept]), encoding="utf-8")
