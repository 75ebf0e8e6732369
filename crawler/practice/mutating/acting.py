"""Does deeds to the notices of one site, and keeps what it shows from which moment on."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random

from crawler.clock import local_day
from crawler.practice.families import family
from crawler.practice.model import Bureau, Notice
from crawler.practice.mutating import edits
from crawler.practice.mutating.changes import CHANGES, DAY, Draft
from crawler.practice.mutating.deeds import Act, Deed, Frame, Outage

START = 1001
TRIES = 200
BEFORE, AFTER = 9, 3
"""Days before and after an outage that are kept free of what has to be seen at certain looks."""
_AT_LOOKS = frozenset({Deed.RESTORED, Deed.BLINKED, Deed.BULK})


@dataclass
class Actor:
    """One site on its way through the play."""

    bureau: Bureau
    looks: tuple[datetime, ...]
    outages: tuple[Outage, ...]
    chance: Random
    acts: list[Act] = field(default_factory=list)
    came: dict[int, datetime] = field(default_factory=dict)
    """Notice → when it was published, for those that came after the first look."""
    _events: dict[tuple[datetime, int], Notice | None] = field(default_factory=dict)
    _now: dict[int, Notice] = field(default_factory=dict)
    """Each notice as its last event left it."""

    def frames(self) -> tuple[Frame, ...]:
        """Return what the site shows, from every moment on at which something happens."""
        standing: dict[int, Notice] = {}
        found: list[Frame] = []
        for (at, number), notice in sorted(self._events.items(), key=lambda one: one[0]):
            if notice is None:
                standing.pop(number, None)
            else:
                standing[number] = notice
            found.append(Frame(since=at, notices=tuple(standing.values())))
        return tuple(found)

    def post(self, column: str, draft: Draft) -> int:
        """Publish a notice; return its number."""
        number = START + len(self._now)
        notice = Notice(
            number=number,
            columns=(column,),
            title=draft.title,
            claimed=draft.day,
            appears=draft.day,
            body=draft.text.body,
            attachments=(draft.file,) if draft.file else (),
        )
        self._set(draft.came, notice)
        if draft.came > self.looks[0]:
            self.came[number] = draft.came
        return number

    def neglect(self, column: str, day: date) -> None:
        """Publish a notice of long ago, which nothing has followed."""
        title = f"关于{self.chance.choice(edits.words().related)}的通知（{day:%Y%m%d}）"
        text = edits.write(("各有关单位：",), self.bureau.name, day, self.chance)
        self.post(column, Draft(title=title, day=day, came=self.looks[0] - 90 * DAY, text=text))

    def bears(self, draft: Draft) -> bool:
        """Whether a notice is looked at long enough for a deed, before and after."""
        return self._span(draft.came, 0)[0] < self._span(draft.came, 0)[1]

    def do(self, deed: Deed, number: int, draft: Draft) -> None:
        """Do *deed* to a notice; where there is no room for it, change a figure."""
        at = self._moment(deed, draft.came)
        if at is None:
            self.do(Deed.FIGURE, number, draft)
        elif deed is Deed.TYPO:
            self._slip(number, draft, at)
        elif deed in {Deed.WITHDRAWN, Deed.RESTORED, Deed.BLINKED}:
            self._withdraw(deed, number, at)
        elif deed in {Deed.REPUBLISHED, Deed.TWICE}:
            self._anew(deed, number, draft, at)
        elif deed is Deed.BACKDATED:
            day = local_day(at) - self.chance.randint(3, 20) * DAY
            text = edits.write(draft.text.opening, self.bureau.name, day, self.chance)
            title = f"关于{self.chance.choice(edits.words().related)}的公告（{day:%m%d}第{number}号）"
            self._act(
                deed, self.post(self._column(number), Draft(title=title, day=day, came=at, text=text)), at
            )
        else:
            self._set(at, CHANGES[deed](self._now[number], draft, at, self.chance))
            others = (self._correct(number, draft, at),) if deed is Deed.ANNOUNCED else ()
            self._act(deed, number, at, others=others)

    def fill(self, column: str, count: int) -> None:
        """Publish many notices at one moment, dated over the months before."""
        at = self._moment(Deed.BULK, self.looks[0]) or self.looks[-1] - 4 * DAY
        numbers = []
        for place in range(count):
            day = local_day(at) - (15 + 9 * place + self.chance.randint(0, 6)) * DAY
            title = f"关于印发{self.chance.choice(edits.words().related)}方案的通知（{day:%Y%m%d}）"
            text = edits.write(("各有关单位：",), self.bureau.name, day, self.chance)
            numbers.append(self.post(column, Draft(title=title, day=day, came=at, text=text)))
        self._act(Deed.BULK, numbers[0], at, others=tuple(numbers[1:]))

    def _slip(self, number: int, draft: Draft, at: datetime) -> None:
        """Let a slip of the pen stand from the beginning, and put it right."""
        right = self._now[number]
        self._set(draft.came, replace(right, body=edits.with_slip(draft.text, self.chance)))
        self._set(at, right)
        self._act(Deed.TYPO, number, at)

    def _withdraw(self, deed: Deed, number: int, at: datetime) -> None:
        notice, until = self._now[number], None
        if deed is Deed.RESTORED:
            until = at + self.chance.randint(4, 7) * DAY
        if deed is Deed.BLINKED:  # gone between two looks, back between the next two
            nth = next(place for place, one in enumerate(self.looks) if one > at)
            at = self.looks[nth] - timedelta(hours=1)
            until = self.looks[nth] + timedelta(hours=2)
        self._events[at, number] = None
        if until is not None:
            self._set(until, notice)
        self._act(deed, number, at, until=until)

    def _anew(self, deed: Deed, number: int, draft: Draft, at: datetime) -> None:
        """Publish the notice again under the day of the deed; the old one is taken off, or stays."""
        again = self.post(self._column(number), replace(draft, day=local_day(at), came=at))
        if deed is Deed.REPUBLISHED:
            self._events[at, number] = None
        self._act(deed, number, at, others=(again,))

    def _correct(self, number: int, draft: Draft, at: datetime) -> int:
        """Publish a notice that tells of a correction, up to two days later."""
        told = at + 2 * DAY * self.chance.random()
        title = self.chance.choice(edits.words().correction_titles).format(title=draft.title)
        text = edits.write(
            (edits.words().correction.format(title=draft.title),),
            self.bureau.name,
            local_day(told),
            self.chance,
        )
        return self.post(self._column(number), Draft(title=title, day=local_day(told), came=told, text=text))

    def _column(self, number: int) -> str:
        return self._now[number].columns[0]

    def _act(
        self,
        deed: Deed,
        number: int,
        at: datetime,
        *,
        until: datetime | None = None,
        others: tuple[int, ...] = (),
    ) -> None:
        self.acts.append(
            Act(deed=deed, site=self.bureau.site, number=number, at=at, until=until, others=others)
        )

    def _set(self, at: datetime, notice: Notice) -> None:
        """Let *notice* stand from a moment on, its files at their addresses."""
        found = family(self.bureau.family)
        files = tuple(
            one if one.path else replace(one, path=found.file_path(self.bureau, notice, place))
            for place, one in enumerate(notice.attachments)
        )
        self._now[notice.number] = self._events[at, notice.number] = replace(notice, attachments=files)

    def _span(self, came: datetime, rest: int) -> tuple[datetime, datetime]:
        """Return from when to when something may be done to a notice: it has been read, and is still looked at."""
        read = next((one for one in self.looks if one > came and not self._blind(one)), self.looks[-1])
        return read + DAY, self.looks[-1] - (4 + rest) * DAY

    def _blind(self, at: datetime, before: int = 0, after: int = 0) -> bool:
        """Whether the site cannot be read then, or so many days before or after."""
        day = local_day(at)
        return any(one.since - before * DAY <= day <= one.until + after * DAY for one in self.outages)

    def _moment(self, deed: Deed, came: datetime) -> datetime | None:
        """Return a moment for *deed*; what has to be seen at certain looks keeps away from days on which nothing is."""
        start, end = self._span(came, BEFORE if deed is Deed.RESTORED else 0)
        for _ in range(TRIES if start < end else 0):
            at = start + (end - start) * self.chance.random()
            if deed not in _AT_LOOKS or not self._blind(at, BEFORE, AFTER):
                return at
        return None
