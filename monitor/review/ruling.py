"""What the entries about one claim amount to: a fold over them, entry by entry, with every condition in one place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crawler.clock import local_day
from monitor.calendar import WorkCalendar
from monitor.review.entry import Entry, name_of
from monitor.review.words import Act, Choice

PANEL = 2
"""Reviewers who decide without knowing of each other."""
SAYS: dict[Act, tuple[Choice, ...]] = {
    Act.DECIDE: (Choice.CONFIRM, Choice.REJECT, Choice.UNSURE),
    Act.ARBITRATE: (Choice.CONFIRM, Choice.REJECT),
    Act.REPLY: (Choice.ACCEPTS, Choice.OBJECTS, Choice.PUBLISHED, Choice.NOT_OURS),
}
"""Act → what it may say; the others say nothing but their reason."""


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """Where the entries about one claim have led."""

    panel: tuple[Entry, ...] = ()
    """The last decision of each reviewer of this round; a dispute or a withdrawal opens another round."""
    arbiter: Entry | None = None
    told: Entry | None = None
    """How the bureau was told."""
    reply: Entry | None = None
    override: Entry | None = None
    excuse: Entry | None = None
    withdrawal: Entry | None = None
    objected: bool = False
    """Whether a dispute of the bureau waits for an answer."""
    was_confirmed: bool = False
    """Whether an earlier round had confirmed it."""

    @property
    def agreed(self) -> Choice | None:
        """What two reviewers or an arbiter decided; None while that is open."""
        if self.arbiter:
            return self.arbiter.choice
        said = {one.choice for one in self.panel}
        alike = len(self.panel) == PANEL and len(said) == 1
        return self.panel[0].choice if alike and Choice.UNSURE not in said else None

    @property
    def seats(self) -> tuple[Entry, ...]:
        """The decisions of the reviewers, and of the arbiter behind them."""
        return (*self.panel, *([self.arbiter] if self.arbiter else []))

    @property
    def split(self) -> bool:
        """Whether both reviewers have decided and a third person has to."""
        return len(self.panel) == PANEL and self.agreed is None

    def sits(self, author: str) -> bool:
        """Return whether *author* is one of the reviewers of this round."""
        return name_of(author) in {name_of(one.author) for one in self.panel}

    def window_end(self, calendar: WorkCalendar, days: int, zone: ZoneInfo) -> date | None:
        """Return the last day on which the bureau may answer; None while it was not told or cannot be said."""
        return calendar.add_workdays(local_day(self.told.at, zone), days) if self.told else None

    def heard(self, calendar: WorkCalendar, days: int, moment: datetime, zone: ZoneInfo) -> bool:
        """Return whether the bureau has had its say at *moment*, or a supervisor does not wait for it."""
        if self.override or (self.told and self.reply and self.reply.choice is Choice.ACCEPTS):
            return True
        end = self.window_end(calendar, days, zone)
        return end is not None and local_day(moment, zone) > end

    def confirmed(self, calendar: WorkCalendar, days: int, moment: datetime, zone: ZoneInfo) -> bool:
        """Return whether it is confirmed at *moment*: people agree, and the bureau has had its say."""
        return self.agreed is Choice.CONFIRM and self.heard(calendar, days, moment, zone)


def fold(entries: Iterable[Entry], calendar: WorkCalendar, days: int, zone: ZoneInfo) -> Ruling:
    """Return where *entries* about one claim lead, in the order in which they were made; what cannot count does not."""
    ruling = Ruling()
    for one in entries:
        ruling = advance(ruling, one, calendar, days, zone)
    return ruling


def advance(ruling: Ruling, entry: Entry, calendar: WorkCalendar, days: int, zone: ZoneInfo) -> Ruling:
    """Return where *entry* leads from *ruling*; the same place where it cannot count."""
    if objection(ruling, entry):
        return ruling
    return _STEPS[entry.act](ruling, entry, ruling.confirmed(calendar, days, entry.at, zone))


def objection(ruling: Ruling, entry: Entry) -> str:
    """Return why *entry* cannot count as things stand; nothing where it can."""
    if not entry.reason.strip() or not name_of(entry.author):
        return "an entry needs an author and a reason"
    if entry.choice not in SAYS.get(entry.act, (Choice.NONE,)):
        return f"{entry.act.value} cannot say {entry.choice.value!r}"
    return _OBJECTIONS[entry.act](ruling, entry)


def _no_seat(ruling: Ruling, _: Entry) -> str:
    if ruling.agreed is not None:
        return "it is decided already; only a dispute or a withdrawal opens it again"
    if len(ruling.panel) == PANEL:
        return "two reviewers have decided and differ: an arbiter decides now"
    return ""


def _no_arbiter(ruling: Ruling, entry: Entry) -> str:
    if not ruling.split:
        return "an arbiter decides only where two reviewers differ"
    return f"{entry.author!r} was one of the two reviewers" if ruling.sits(entry.author) else ""


def _no_news(ruling: Ruling, _: Entry) -> str:
    if ruling.agreed is not Choice.CONFIRM:
        return "a bureau is told only what two people agree on"
    return "the bureau was told already" if ruling.told else ""


def _no_override(ruling: Ruling, _: Entry) -> str:
    return "" if ruling.agreed is Choice.CONFIRM else "nothing is confirmed that could be brought forward"


def _always(_: Ruling, __: Entry) -> str:
    return ""


_OBJECTIONS: dict[Act, Callable[[Ruling, Entry], str]] = {
    Act.DECIDE: _no_seat,
    Act.ARBITRATE: _no_arbiter,
    Act.NOTIFY: _no_news,
    Act.OVERRIDE: _no_override,
    Act.REPLY: _always,
    Act.EXCUSE: _always,
    Act.WITHDRAW: _always,
}


def _decide(ruling: Ruling, entry: Entry, _: bool) -> Ruling:
    others = tuple(one for one in ruling.panel if name_of(one.author) != name_of(entry.author))
    return _answered(replace(ruling, panel=(*others, entry), withdrawal=None, excuse=None))


def _arbitrate(ruling: Ruling, entry: Entry, _: bool) -> Ruling:
    return _answered(replace(ruling, arbiter=entry))


def _answered(ruling: Ruling) -> Ruling:
    """Return *ruling* without the dispute where people have decided anew."""
    return replace(ruling, objected=ruling.objected and ruling.agreed is None)


def _reply(ruling: Ruling, entry: Entry, confirmed: bool) -> Ruling:
    if not entry.choice.disputes:
        return replace(ruling, reply=entry)
    was = ruling.was_confirmed or confirmed
    return replace(ruling, reply=entry, panel=(), arbiter=None, objected=True, was_confirmed=was)


def _withdraw(ruling: Ruling, entry: Entry, confirmed: bool) -> Ruling:
    return Ruling(withdrawal=entry, was_confirmed=ruling.was_confirmed or confirmed)


_STEPS: dict[Act, Callable[[Ruling, Entry, bool], Ruling]] = {
    Act.DECIDE: _decide,
    Act.ARBITRATE: _arbitrate,
    Act.NOTIFY: lambda ruling, entry, _: replace(ruling, told=entry),
    Act.REPLY: _reply,
    Act.OVERRIDE: lambda ruling, entry, _: replace(ruling, override=entry),
    Act.EXCUSE: lambda ruling, entry, _: replace(ruling, excuse=entry),
    Act.WITHDRAW: _withdraw,
}
