"""Faults of lists: rows 10, 11, 16 to 20 and 22 of the matrix."""

import re
from collections.abc import Callable
from functools import partial

from crawler.practice.faults.model import Fault, Lay, Scene
from crawler.practice.faults.rows import ANCHOR, DATE, HREF, count_rows, each_row
from crawler.practice.http import Reply
from crawler.words import Ending, Outcome, Purpose

_COMPLETE = (Ending.EXHAUSTED, Ending.COVERED)
_REDESIGNED = (Ending.PARSE_ZERO, Ending.DRIFT)
_DRIFTED = (Ending.DRIFT, Ending.LOST_NEXT, Ending.PARSE_ZERO, *_COMPLETE)
"""Of two or three rows nobody can tell whether they have changed their shape."""
_TEXT = re.compile(r">[^<>]{2,200}<")
_TITLE = re.compile(r"\stitle\s{0,3}=\s{0,3}([\"']).{0,300}?\1", re.IGNORECASE)
_BODY = re.compile(r"<body\b.{0,400000}</body>", re.DOTALL | re.IGNORECASE)
_WELCOME = "<p>新版网站已经上线，栏目正在调整，欢迎继续关注并提出宝贵意见。</p>" * 12
_EARLY, _LATE = 2015, 2115
"""The years of a calendar without end."""


def over_rows(change: Callable[[str, int], str]) -> Lay:
    """Return a fault that makes every row as *change* says."""

    def lay(scene: Scene) -> Reply:
        markup = scene.markup
        return scene.page(each_row(markup, change)) if count_rows(markup) else scene.reply

    return lay


def instead(body: str) -> Lay:
    """Return a fault that puts *body* where the page's own was."""

    def lay(scene: Scene) -> Reply:
        markup = scene.markup
        return scene.page(_BODY.sub(lambda _: f"<body>{body}</body>", markup)) if markup else scene.reply

    return lay


def beside(more: Callable[[Scene], str]) -> Lay:
    """Return a fault that puts something before the end of the page."""

    def lay(scene: Scene) -> Reply:
        markup = scene.markup
        return scene.page(markup.replace("</body>", f"{more(scene)}</body>", 1)) if markup else scene.reply

    return lay


def echo(scene: Scene) -> Reply:
    """Answer every further page with the first."""
    return scene.ask(scene.first) if scene.first else scene.reply


def calendar(scene: Scene) -> str:
    """Return links to a month after the other, each of which would show as many again."""
    del scene
    months = (f"/rili/{year}/{month}/" for year in range(_EARLY, _LATE) for month in range(1, 13))
    return "".join(f'<a href="{one}">{one[6:10]}</a>' for one in months)


def deeper(scene: Scene) -> str:
    """Return links that lead deeper each time they are followed."""
    del scene
    return '<a href="a/">更多栏目</a><a href="./b/a/">网站地图</a>'


def card(row: str, at: int) -> str:
    """Return a row as a card that a script opens."""
    del at
    said = _TEXT.search(DATE.sub("", row))
    return f'<div class="card" onclick="open(this)"><b>{said[0][1:-1] if said else ""}</b></div>'


def redated(row: str, at: int, date: str, *, only: int = -1) -> str:
    """Return a row, or the *only* one, with another *date*."""
    return DATE.sub(date, row) if only in {-1, at} else row


def undated(row: str, at: int) -> str:
    """Return a row without its date."""
    return redated(row, at, "")


def untitled(row: str, at: int) -> str:
    """Return a row whose text is the same as every other's."""
    del at
    same = ANCHOR.sub(lambda found: re.sub(r">.*</a>", ">查看详情</a>", found[0], flags=re.DOTALL), row)
    return _TITLE.sub("", same)


def other_address(row: str, at: int) -> str:
    """Return a row whose link has a stamp, as caches are got round."""
    return HREF.sub(lambda found: f"href={found[1]}{_stamped(found[2], at)}{found[1]}", row)


def _stamped(url: str, at: int) -> str:
    return url + ("&" if "?" in url else "?") + f"t=14406{at:05d}"


REDESIGNS: dict[str, Lay] = {
    "rows become cards of a script": over_rows(card),
    "rows come by a script": instead(f'<div id="app"></div><script src="/app.js"></script>{_WELCOME}'),
    "rows become pictures": over_rows(lambda *_: '<img src="/banner.jpg">'),
    "a page of welcome": instead(_WELCOME),
    "a page of one notice": instead(f"<h1>关于网站改版的公告</h1>{_WELCOME}"),
    "a menu in its place": instead(
        '<ul><li><a href="/">首页导航</a></li><li><a href="/jg/">机构职能</a></li></ul>' + _WELCOME
    ),
}
DRIFTS: dict[str, Lay] = {
    "half of the rows": over_rows(lambda row, at: row if at % 2 else ""),
    "no dates": over_rows(undated),
    "one text for all titles": over_rows(untitled),
    "dates of something else": over_rows(partial(redated, date="2009-01-02")),
    "dates years ahead": over_rows(partial(redated, date="2099-01-01")),
    "rows that say it is empty": instead(f"<ul></ul><p>暂无内容</p>{'栏目导航 ' * 80}"),
}
FAULTS = (
    Fault(row=10, name="page one for ever", lay=echo, endings=(Ending.REPEATED_PAGE, *_COMPLETE), wasted=15),
    Fault(row=11, name="a calendar without end", lay=beside(calendar), endings=_COMPLETE, wasted=0),
    Fault(row=11, name="links that lead deeper", lay=beside(deeper), endings=_COMPLETE, wasted=0),
    *(Fault(row=16, name=name, lay=lay, endings=_REDESIGNED) for name, lay in REDESIGNS.items()),
    *(
        Fault(
            row={"no dates": 19, "dates years ahead": 20}.get(name, 17), name=name, lay=lay, endings=_DRIFTED
        )
        for name, lay in DRIFTS.items()
        if "empty" not in name
    ),
    Fault(
        row=18,
        name="it says it is empty",
        lay=DRIFTS["rows that say it is empty"],
        endings=(Ending.DRIFT, Ending.EMPTY),
    ),
    *(
        Fault(
            row=20,
            name=f"one row dated {said}",
            lay=over_rows(partial(redated, date=said, only=1)),
            endings=_COMPLETE,
        )
        for said in ("2099-01-01", "20261332", "二〇九九年一月一日")
    ),
    Fault(
        row=22,
        name="a stamp in every address",
        lay=over_rows(other_address),
        endings=_COMPLETE,
    ),
    Fault(
        row=24,
        name="one row away for a day",
        lay=over_rows(lambda row, at: "" if at == 1 else row),
        endings=(*_COMPLETE, Ending.LOST_NEXT),
        days=1,
    ),
    Fault(
        row=19,
        name="no dates on notices",
        lay=lambda scene: scene.page(DATE.sub("", scene.markup)) if scene.markup else scene.reply,
        over=frozenset({Purpose.NOTICE}),
        outcome=Outcome.OK,
    ),
)
