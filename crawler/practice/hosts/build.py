"""Builds the practice hosts: 47 notices in a column, with all that lists are full of, over two days."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from crawler.errors import UsageError
from crawler.practice.city import ELSEWHERE
from crawler.practice.families import FAMILIES, family, skins
from crawler.practice.filler import Draft, Writer
from crawler.practice.hosts.misc import NAME as MISC
from crawler.practice.hosts.misc import build_misc
from crawler.practice.model import Attachment, Bureau, City, Column, Edit, Notice
from crawler.practice.script import ColumnPlan, Part, Script, load_script

DAY_ONE, DAY_TWO = date(2015, 6, 20), date(2015, 6, 21)
NOTICES = 47
PARTED = {0: 2, 9: 3, 14: 2}
"""Place → how many pages its text has, on the host that has such; the first changes on its last page, the last has a file there."""
UNDATED = 7  # the place of a row that shows no date, on the one host whose rows may leave it out
SECOND = 4  # further notices, in the second column alone
OLD = timedelta(
    days=75
)  # before day one; what was out so long has settled and is not looked at again the next day
APART = timedelta(days=3)
START = 1001
PINNED, FILES, INDEXED = (3, 9, 20), (1, 8, 14, 25, 40), (5, 30)
EXTERNAL, DIRECT, TWIN, GONE, CHANGED = 11, 17, 22, 12, 0
"""Places in the column, newest first, of what is special."""
KINDS = ("pdf", "doc", "xls")
_COLUMNS = (
    ColumnPlan(id="tzgg", name="通知公告", code=2101, history=NOTICES + 1),
    ColumnPlan(id="zcwj", name="政策文件", code=2102, history=SECOND),
)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of host: a family, and the dialect that it speaks."""

    family: str
    dialect: str = ""
    adapter: str
    size: int = 12
    """Rows of a page."""
    render: bool = False
    """Whether only a browser can show its lists."""


def kinds() -> dict[str, Kind]:
    """Return every kind of host by name."""
    own = {
        "gkmlpt": Kind(family="gkmlpt", adapter="gkmlpt", size=20),
        "hanweb-get": Kind(family="hanweb", dialect="get", adapter="hanweb", size=5),
        "hanweb-post": Kind(family="hanweb", dialect="post", adapter="hanweb", size=5),
        MISC: Kind(family=MISC, adapter="static"),
        "trs": Kind(family="trs", adapter="trs"),
        "vsb": Kind(family="vsb", adapter="vsb"),
    }
    skinned = {
        name: Kind(family=name, adapter=one.adapter, size=one.size, render=one.render)
        for name, one in skins().items()
    }
    return own | {name: one for name, one in skinned.items() if name not in FAMILIES}


def build_hosts(names: tuple[str, ...] = (), seed: int = 1) -> City:
    """Return the hosts called *names*, or all, as a city of one bureau each."""
    known = kinds()
    if unknown := [one for one in names if one not in known]:
        raise UsageError(f"no such host: {', '.join(unknown)}", hint=f"hosts: {', '.join(sorted(known))}")
    script = load_script()
    chosen = {one: known[one] for one in names or sorted(known)}
    bureaus = tuple(_host(name, kind, script, seed) for name, kind in chosen.items())
    return City(name=script.cast.name, seed=seed, first=DAY_ONE, last=DAY_TWO, bureaus=bureaus)


def _host(name: str, kind: Kind, script: Script, seed: int) -> Bureau:
    part = replace(script.cast.bureau[0], id=name)
    if name == MISC:
        return build_misc(script, part, seed, (DAY_ONE, DAY_TWO))
    columns = tuple(
        Column(
            id=one.id,
            name=one.name,
            code=one.code,
            page_size=kind.size,
            gbk=name == "trs",
            moved=f"{one.id}_109374" if name == "trs" else "",
            stub=name == "trs" and one.id == "tzgg",
        )
        for one in _COLUMNS
    )
    bureau = Bureau(
        id=name,
        unit=part.unit,
        name=part.name,
        short=part.short,
        city=script.cast.name,
        family=kind.family,
        dialect=kind.dialect,
        columns=columns,
        notices=_notices(script, part, seed),
    )
    if name == "trs":
        number = START + NOTICES - 1 - UNDATED
        odd = (replace(one, row_date=one.number != number, parts=_parts(one)) for one in bureau.notices)
        bureau = replace(bureau, notices=tuple(odd))
    return replace(bureau, notices=tuple(_filed(bureau, one) for one in bureau.notices))


def _notices(script: Script, part: Part, seed: int) -> tuple[Notice, ...]:
    """Return the notices, oldest first; the last of the first column comes on the second day."""
    writer = Writer(script, part, seed)
    first, second = ([*writer.column(plan, plan.history)] for plan in _COLUMNS)
    main = [_plain(draft, START + at) for at, draft in enumerate(first)]
    newest_first = main[-2::-1]
    dated = [_special(one, at) for at, one in enumerate(newest_first)]
    fresh = replace(
        main[-1],
        claimed=DAY_TWO,
        appears=DAY_TWO,
        attachments=(_file(main[-1], KINDS[0]),),
        number=START + NOTICES,
    )
    others = [
        replace(
            _plain(draft, START + NOTICES + 1 + at), claimed=DAY_ONE - OLD - APART * at, appears=DAY_ONE - OLD
        )
        for at, draft in enumerate(second)
    ]
    return (*reversed(dated), fresh, *others)


def _parts(notice: Notice) -> int:
    """Return how many pages a notice has where texts are spread over several; none has more than paragraphs."""
    return min(PARTED.get(START + NOTICES - 1 - notice.number, 1), len(notice.body))


def _plain(draft: Draft, number: int) -> Notice:
    return Notice(
        number=number,
        columns=(draft.column,),
        title=draft.title,
        claimed=draft.day,
        appears=draft.day,
        body=draft.body,
    )


def _special(notice: Notice, at: int) -> Notice:
    """Return the notice at place *at* of the first column with what is special about it."""
    day = DAY_ONE - timedelta(days=1) if at == CHANGED else DAY_ONE - OLD - APART * at
    notice = replace(notice, claimed=day, appears=day, pinned=at in PINNED)
    if at in FILES or at == DIRECT:
        notice = replace(
            notice, attachments=(_file(notice, "pdf" if at == DIRECT else KINDS[at % len(KINDS)]),)
        )
    if at in INDEXED:
        notice = replace(notice, index_number=f"K0210-{day:%Y}-{at:05d}")
    if at == EXTERNAL:
        notice = replace(notice, external=ELSEWHERE)
    if at == TWIN:
        notice = replace(notice, columns=tuple(one.id for one in _COLUMNS))
    if at == GONE:
        notice = replace(notice, gone=DAY_TWO)
    if at == CHANGED:
        corrected = (*notice.body[:-1], f"（更正）{notice.body[-1]}")
        notice = replace(notice, edits=(Edit(day=DAY_TWO, body=corrected),))
    return notice


def _file(notice: Notice, kind: str) -> Attachment:
    return Attachment(name=f"{notice.title}附表", kind=kind, text=notice.body[0])


def _filed(bureau: Bureau, notice: Notice) -> Notice:
    """Return *notice* with the addresses of its files; a row that is a file leads straight to it."""
    found = family(bureau.family)
    files = tuple(
        replace(one, path=found.file_path(bureau, notice, at)) for at, one in enumerate(notice.attachments)
    )
    place = START + NOTICES - 1 - notice.number
    external = files[0].path if place == DIRECT and files else notice.external
    return replace(notice, attachments=files, external=external)
