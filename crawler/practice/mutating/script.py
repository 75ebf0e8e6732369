"""Writes the script of the mutating sites: notices, what is done to them and when, and days on which sites cannot be read."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import cycle
from random import Random

from crawler.clock import SHANGHAI, local_day
from crawler.errors import UsageError
from crawler.practice.city import PAGE_SIZES
from crawler.practice.filler import Writer
from crawler.practice.model import Attachment, Bureau, City, Column
from crawler.practice.mutating import edits
from crawler.practice.mutating.acting import Actor
from crawler.practice.mutating.changes import Draft
from crawler.practice.mutating.deeds import ALONE, FILES, Act, Frame, Outage, Play
from crawler.practice.script import ColumnPlan, Script, load_script

FAMILIES = ("vsb", "gkmlpt", "nfcms", "siteserver", "showlist", "lonsun")
"""Families whose addresses hold no date, so that a date can change and the address stay."""
FIRST = date(2015, 7, 1)
LEAST = 14  # days of the shortest play
RECENT = 50  # days before the first look in which what already stands there was published
OLD = 150  # days before the first look when the neglected column was last filled
NEGLECTED = 4  # notices that it holds
BUSY, STALE = "tzgg", "zcwj"
TREATED = 0.7  # share of the notices that something is done to
SIZE = 15


def write_play(days: int, notices: int, seed: int) -> tuple[Play, City]:
    """Return the script over so many *days* with about so many *notices*, and the sites that it is played on."""
    if days < LEAST:
        raise UsageError(f"{days} days are too few", hint=f"the least is {LEAST}")
    chance = Random(f"{seed}/mutating")  # noqa: S311 - a play wants the same dice every time
    script, last = load_script(), FIRST + timedelta(days=days - 1)
    looks = tuple(
        datetime.combine(
            FIRST + timedelta(days=at), time(chance.randint(8, 21), chance.randint(0, 59)), SHANGHAI
        )
        for at in range(days)
    )
    bureaus = tuple(_bureau(script, name) for name in FAMILIES)
    outages = _outages(bureaus, days, chance)
    frames: dict[str, tuple[Frame, ...]] = {}
    acts: list[Act] = []
    came: dict[tuple[str, int], datetime] = {}
    for bureau in bureaus:
        mine = tuple(one for one in outages if one.site == bureau.site)
        drafts = _drafts(script, bureau, max(notices // len(bureaus), NEGLECTED), looks, seed, chance)
        actor = Actor(bureau, looks, mine, chance)
        _direct(actor, drafts, chance)
        frames[bureau.site] = actor.frames()
        acts += actor.acts
        came |= {(bureau.site, number): at for number, at in actor.came.items()}
    play = Play(
        first=FIRST, last=last, looks=looks, frames=frames, acts=tuple(acts), came=came, outages=outages
    )
    return play, City(name=script.cast.name, seed=seed, first=FIRST, last=last, bureaus=bureaus)


def _bureau(script: Script, name: str) -> Bureau:
    part = script.cast.bureau[0]
    columns = tuple(
        Column(id=one, name=called, code=2101 + at, page_size=PAGE_SIZES.get(name, SIZE))
        for at, (one, called) in enumerate(((BUSY, "通知公告"), (STALE, "政策文件")))
    )
    return Bureau(
        id=name,
        unit=part.unit,
        name=part.name,
        short=part.short,
        city=script.cast.name,
        family=name,
        dialect="",
        columns=columns,
        notices=(),
    )


def _outages(bureaus: tuple[Bureau, ...], days: int, chance: Random) -> tuple[Outage, ...]:
    """Return an outage of its own for all but the last two sites: a few days in the first third, each in another way."""
    found = []
    for bureau, how in zip(bureaus, ("down", "refused", "lost", "soft"), strict=False):
        since = FIRST + timedelta(days=chance.randint(3, days // 4))
        until = since + timedelta(days=chance.randint(1, 3))
        found.append(Outage(site=bureau.site, since=since, until=until, how=how))
    return tuple(found)


def _drafts(
    script: Script, bureau: Bureau, count: int, looks: tuple[datetime, ...], seed: int, chance: Random
) -> list[Draft]:
    """Return *count* notices of the busy column: two thirds are there before the first look, the others come later."""
    part = replace(script.cast.bureau[0], id=bureau.id)
    writer = Writer(script, part, seed)
    plan = ColumnPlan(id=BUSY, name="通知公告", code=2101, history=count)
    found = []
    for at, one in enumerate(writer.column(plan, count)):
        if at % 3:
            came = looks[0] - timedelta(days=chance.uniform(1, RECENT))
        else:
            came = looks[0] + (looks[-1] - looks[0]) * chance.uniform(0.02, 0.95)
        day = local_day(came)
        text = edits.write(one.body[:2], bureau.name, day, chance)
        file = Attachment(
            name=f"{one.title}附表", kind=chance.choice(("pdf", "doc", "xls")), text=text.figure
        )
        found.append(Draft(title=one.title, day=day, came=came, text=text, file=file if at % 2 else None))
    return found


def _direct(actor: Actor, drafts: list[Draft], chance: Random) -> None:
    """Let the site begin with what is there, then do every deed in turn to notices that can bear it."""
    for at in range(NEGLECTED):
        actor.neglect(STALE, FIRST - timedelta(days=OLD + 9 * at))
    posted = [(actor.post(BUSY, one), one) for one in drafts]
    able = [one for one in posted if actor.bears(one[1])]
    chance.shuffle(able)
    able = able[: int(len(drafts) * TREATED)]
    deeds = cycle(chance.sample(ALONE, len(ALONE)))
    while able:
        deed = next(deeds)
        chosen = next((one for one in able if one[1].file or deed not in FILES), None)
        if chosen is not None:
            able.remove(chosen)
            actor.do(deed, *chosen)
    actor.fill(STALE, chance.randint(6, 9))
