"""Builds the practice city from its script: every bureau with its notices, what was owed, and what set it off."""

from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from random import Random

from crawler.errors import UsageError
from crawler.practice.acts import Act, Stage
from crawler.practice.claims import Claim, Event
from crawler.practice.families import FAMILIES, family, skins
from crawler.practice.filler import Draft, Writer
from crawler.practice.model import Bureau, City, Column, Notice
from crawler.practice.script import ColumnPlan, Part, Script, load_script

PAGE_SIZES = {"hanweb": 20, "trs": 15, "gkmlpt": 100, "vsb": 12}
"""Rows of a page, as each family has them."""
ELSEWHERE = "http://province.invalid/art/2015/4/2/art_1_88.html"
"""An address on another host, for the row that leads away; the name can never resolve."""
PLATFORM = "http://platform.invalid/"
"""A site of others on which bureaus publish, too; the name can never resolve."""
START = 1001  # the first number of a bureau's notices


def build_city(notices: int | None = None, seed: int = 1, script: Script | None = None) -> City:
    """Return the city of *seed* and *script*: the scripted one, or a quiet one with exactly so many *notices*, all old."""
    script = script or load_script()
    cast = script.cast
    if notices is not None and notices < 0:
        raise UsageError(f"a city cannot have {notices} notices")
    built = (
        [_scripted(script, part, seed) for part in cast.bureau]
        if notices is None
        else [(one, [], []) for one in _quiet(script, notices, seed)]
    )
    return City(
        name=cast.name,
        seed=seed,
        first=cast.first,
        last=cast.last,
        bureaus=tuple(one[0] for one in built),
        duties=tuple(script.timings),
        claims=tuple(claim for one in built for claim in one[1]),
        events=tuple(event for one in built for event in one[2]),
    )


def _scripted(script: Script, part: Part, seed: int) -> tuple[Bureau, list[Claim], list[Event]]:
    writer = Writer(script, part, seed)
    drafts = [draft for plan in part.columns for draft in writer.column(plan)]
    acts = Stage(script, part, seed).play()
    everyday = _adorned([_everyday(draft, 0) for draft in drafts], part, f"{seed}/{part.id}/adorned")
    played = [(act, _played(act, act.scene.appears, at)) for at, act in enumerate(acts) if act.scene.appears]
    ordered = sorted([*everyday, *(notice for _, notice in played)], key=lambda one: (one.appears, one.title))
    numbers = {id(one): START + at for at, one in enumerate(ordered)}
    notices = tuple(replace(one, number=numbers[id(one)]) for one in ordered)
    known = {id(act): numbers[id(notice)] for act, notice in played}
    claims = [replace(act.claim, notice=known.get(id(act))) for act in acts]
    return _bureau(part, notices, script.cast.name), claims, [act.event for act in acts if act.event]


def _quiet(script: Script, count: int, seed: int) -> list[Bureau]:
    """Return the bureaus with *count* old notices dealt out over all columns, and no trouble."""
    places = [(part, plan) for part in script.cast.bureau for plan in part.columns]
    wanted: dict[tuple[str, str], int] = {}
    for part, plan in islice(cycle(places), count):
        wanted[part.id, plan.id] = wanted.get((part.id, plan.id), 0) + 1
    return [_quiet_bureau(script, part, wanted, seed) for part in script.cast.bureau]


def _quiet_bureau(script: Script, part: Part, wanted: dict[tuple[str, str], int], seed: int) -> Bureau:
    writer = Writer(script, part, seed)
    drafts = [
        draft for plan in part.columns for draft in writer.column(plan, wanted.get((part.id, plan.id), 0))
    ]
    notices = tuple(_everyday(draft, START + at) for at, draft in enumerate(drafts))
    columns = tuple(replace(one, stub=False) for one in part.columns)
    return _bureau(replace(part, troubles=(), columns=columns), notices, script.cast.name)


def _bureau(part: Part, notices: tuple[Notice, ...], city: str) -> Bureau:
    bureau = Bureau(
        id=part.id,
        unit=part.unit,
        name=part.name,
        short=part.short,
        city=city,
        family=part.family,
        dialect=part.dialect,
        columns=tuple(_column(plan, part.family) for plan in part.columns),
        notices=notices,
        troubles=part.troubles,
        level=part.level,
        whole=part.whole,
    )
    return replace(bureau, notices=tuple(_filed(bureau, one) for one in notices))


def _filed(bureau: Bureau, notice: Notice) -> Notice:
    """Return *notice* with the addresses of its files."""
    files = (
        replace(one, path=family(bureau.family).file_path(bureau, notice, at))
        for at, one in enumerate(notice.attachments)
    )
    return replace(notice, attachments=tuple(files))


def _column(plan: ColumnPlan, family: str) -> Column:
    return Column(
        id=plan.id,
        name=plan.name,
        code=plan.code,
        page_size=PAGE_SIZES[family] if family in FAMILIES else skins()[family].size,
        gbk=plan.gbk,
        moved=plan.moved,
        stub=plan.stub,
    )


def _everyday(draft: Draft, number: int) -> Notice:
    return Notice(
        number=number,
        columns=(draft.column,),
        title=draft.title,
        claimed=draft.day,
        appears=draft.day,
        body=draft.body,
        attachments=draft.attachments,
    )


def _played(act: Act, appears: date | None, at: int) -> Notice:
    if appears is None:
        raise ValueError(f"nothing was published in {act.scene}")
    return Notice(
        number=0,
        columns=(act.scene.column,),
        title=act.title,
        claimed=act.scene.claims or appears,
        appears=appears,
        gone=act.scene.gone,
        body=act.body,
        edits=act.edits,
        attachments=() if act.scene.elsewhere else act.attachments,
        doc_number=act.doc_number,
        external=f"{PLATFORM}{act.scene.bureau}/{at}.html" if act.scene.elsewhere else "",
    )


def _adorned(notices: list[Notice], part: Part, key: str) -> list[Notice]:
    """Return *notices* with what real lists are full of: pinned rows, a row that leads away, a twin, index numbers."""
    chance = Random(key)  # noqa: S311 - a play wants the same dice every time
    mine = list(notices)
    general = [at for at, one in enumerate(mine) if one.columns == (part.columns[0].id,)]
    news = [at for at, one in enumerate(mine) if one.columns == (part.columns[1].id,)]
    for at in chance.sample(general[:10], 3):
        mine[at] = replace(mine[at], pinned=True)
    away, *indexed = chance.sample([at for at in general if not mine[at].pinned], 3)
    mine[away] = replace(mine[away], external=ELSEWHERE, attachments=())
    for at in indexed:
        mine[at] = replace(mine[at], index_number=f"{part.code}-{mine[at].claimed:%Y}-{at:05d}")
    twin, *bare = chance.sample(news, 3)
    mine[twin] = replace(mine[twin], columns=(part.columns[1].id, part.columns[0].id))
    for at in bare:
        mine[at] = replace(mine[at], row_date=part.family != "trs")
    return mine
