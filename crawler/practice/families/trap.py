"""A trap as data: one column of the host ``misc``, what is wrong with it, and what must be read from it all the same."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crawler.strict import read_toml

TRAPS = Path(__file__).parents[1] / "traps"


@dataclass(frozen=True, kw_only=True)
class Hung:
    """A file of a notice; the link is a template, as in a skin."""

    kind: str = "pdf"
    link: str = '<a href="$file">$label</a>'
    form: str = ""
    """What it really is; its kind when empty."""
    served: str = ""
    """How its server speaks of it: ``gbk`` or ``extended`` name it, ``mislabelled`` calls it a page."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One way to write a row and the page behind it; the rows of a list take turns."""

    what: str
    """What is wrong, in words; stands in the documents."""
    notice: str = ""
    """Address; the trap's when empty."""
    hrefs: tuple[str, ...] = ()
    """How its rows write the address; a row for each."""
    row: str = ""
    article: str = ""
    whole: str = ""
    """What stands at the notice's address instead of its page; ``$home`` is the front page."""
    real: str = ""
    """Where the page really is, behind ``whole``."""
    claimed: bool = True
    """Whether a date can be read from its rows."""
    published: str = "day"
    """What date its page shows: ``day``, ``past`` or ``none``."""
    outcome: str = ""
    """How a look at it ends, where that is not a page."""
    external: str = ""
    """Where its rows lead to, on another host."""
    files: tuple[Hung, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Also:
    """Something else that stands at an address of the column."""

    path: str
    text: str = ""
    to: str = ""
    """Where the address redirects to."""


@dataclass(frozen=True, kw_only=True)
class Coding:
    """How a column's pages are put into bytes, and what is said of it."""

    charset: str = "utf-8"
    meta: str = "utf-8"
    header: str = "text/html; charset=utf-8"
    bom: bool = False
    entities: bool = False
    """Whether every sign that is not ASCII is written as a number."""
    packed: str = ""
    """``said`` or ``silent``: gzip that nobody asked for, with its header or without."""


@dataclass(frozen=True, kw_only=True)
class Trap:
    """One column; every text is a template whose names ``misc`` has."""

    kind: str
    """Which sort of trap, as the documents group them."""
    about: str
    """What is wrong and what must come of it."""
    name: str
    """What the column is called."""
    place: int
    """Where it stands among the columns, and so in the documents."""
    first: str = "/$id/"
    """Address by which the column is known."""
    at: str = ""
    """Where its list is, behind what ``also`` has."""
    page: str = "/$id/list_$n.html"
    notice: str = "/$id/$y/n$number.html"
    file: str = "/$id/$y/f$number$at.$kind"
    row: str = '<li><a href="$href" title="$title">$shown</a><span>$date</span></li>'
    list: str = '<div class="lm"><ul>$rows</ul></div>$pager'
    pager: str = '<div class="fenye">共${count}页 $next</div>'
    onward: str = '<a href="$following">下一页</a>'
    """The link to the next page, where there is one."""
    article: str = '<div class="zw">$text$files</div>'
    coding: Coding = Coding()
    notices: int = 4
    """How many there are on the first day; one more comes on the second."""
    size: int = 12
    apart: int = 3
    """Days between two notices."""
    pinned: tuple[int, ...] = ()
    late: tuple[int, ...] = ()
    """Places, newest first, of notices that turn up on the second day with their old dates."""
    everywhere: bool = False
    """Whether pinned rows stand on every page."""
    ascending: bool = False
    by_year: bool = False
    """Whether every year has a page of its own."""
    opening: int = 0
    """How many rows stand on the column's own page, before the first page of the list."""
    more: str = ""
    """What stands there in place of the pager."""
    ahead: bool = False
    """Whether the further pages are those of the next day already."""
    promised: int = 0
    """How many pages the pager promises beyond the last."""
    beyond: str = ""
    """What is served for those: ``first``, ``last`` or a text."""
    ending: str = ""
    """How its readings end, where that is not completely."""
    also: tuple[Also, ...] = ()
    turn: tuple[Turn, ...] = (Turn(what=""),)

    def taken(self, number: int) -> Turn:
        """Return the turn of the notice with *number*."""
        return self.turn[number % len(self.turn)]


@cache
def traps() -> dict[str, Trap]:
    """Return every trap by the id of its column, which is the name of its file, in their order."""
    found = {path.stem: read_toml(path, Trap) for path in sorted(TRAPS.glob("*.toml"))}
    return dict(sorted(found.items(), key=lambda one: one[1].place))
