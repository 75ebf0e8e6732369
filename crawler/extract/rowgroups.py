"""Finds which repeated block of a page is its list: the one whose repeats hold links, dates and article addresses.

Every link votes, at each of the blocks around it, for the group of blocks of the same tag under parents of the same
path. A group is worth what its rows show; menus show neither dates nor articles, and lose.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from crawler.extract.links import look_of
from crawler.extract.rowevidence import Evidence, Link
from crawler.extract.tree import Node

LEVELS = 7
"""How many blocks around a link are asked; deeper skins have not been seen."""
CROWD = 5
"""A block with more links than this is no row but a box of rows."""
TITLE = 6
"""Characters from which a link's text may be a title."""
FEW = 3
"""Links without date and without an article's address make a list from this number on."""
MOSTLY = 0.8
_STATE = {"first", "last", "odd", "even", "on", "active", "cur", "current", "hover", "clearfix", "li", "top"}


@dataclass(kw_only=True)
class Group:
    """Blocks that look alike, in document order."""

    blocks: list[Node] = field(default_factory=list)
    depth: int = 0
    evident: bool = False
    """Whether its rows show dates or articles, and not only texts like titles."""

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The nodes of each block."""
        return [(block.index, block.end) for block in self.blocks]


def best_group(evidence: Evidence, before: Collection[str] = ()) -> Group | None:
    """Return the page's list, or None where nothing on the page looks like one.

    A group that shows dates or articles always goes before one of plain links, however long a menu is; and one with a
    dated row whose address looks like those of the pages *before* goes before all others, however short it is.
    """
    groups = _gather(evidence)
    for worth, test in ((_worth, _shows_articles), (_plain_worth, _shows_titles)):
        ranked = [(_rank(group, evidence, before, worth(group, evidence)), group) for group in groups]
        for _, group in sorted(ranked, key=lambda one: one[0], reverse=True):
            if test(group, evidence):
                group.evident = test is _shows_articles
                return group
    return None


def _gather(evidence: Evidence) -> list[Group]:
    groups: dict[tuple[int, str], Group] = {}
    paths: dict[tuple[int, str], int] = {}
    known: dict[int, tuple[int, int]] = {}
    for link in evidence.links:
        block = link.node
        for _ in range(LEVELS):
            parent = block.parent
            if parent is None or block.tag == "body":
                break
            path, depth = _path(parent, known, paths)
            group = groups.setdefault((path, block.tag), Group(depth=depth))
            if not group.blocks or group.blocks[-1] is not block:
                group.blocks.append(block)
            block = parent
    return list(groups.values())


def _path(
    node: Node, known: dict[int, tuple[int, int]], paths: dict[tuple[int, str], int]
) -> tuple[int, int]:
    """Return a number for the tags and classes from the body down to *node*, and its depth."""
    trail = []
    at: Node | None = node
    while at is not None and at.index not in known:
        trail.append(at)
        at = at.parent
    path, depth = known[at.index] if at is not None else (0, 0)
    for one in reversed(trail):
        names = (name.rstrip("0123456789_-") for name in one.get("class").split())
        look = f"{one.tag}.{'.'.join(sorted(name for name in names if name not in _STATE))}"
        path = paths.setdefault((path, look), len(paths) + 1)
        depth += 1
        known[one.index] = (path, depth)
    return path, depth


def reach(group: Group, evidence: Evidence) -> list[tuple[int, int]]:
    """Return where each row's date may stand: in its block, or beside it where blocks stand flat in one parent."""
    own = group.spans
    if any(evidence.clearly_dated(span) for span in own):
        return own
    for beside in _beside(group):
        if sum(evidence.clearly_dated(span) for span in beside) > MOSTLY * len(own):
            return beside
    return own


def _beside(group: Group) -> Iterator[list[tuple[int, int]]]:
    """Yield the blocks' spans with what follows each, then with what goes before it."""
    blocks = group.blocks
    parents = [block.parent or block for block in blocks]
    starts = [block.index for block in blocks[1:]] + [parents[-1].end]
    ends = [parents[0].index] + [block.end for block in blocks[:-1]]
    yield [
        (one.index, min(start, parent.end))
        for one, start, parent in zip(blocks, starts, parents, strict=True)
    ]
    yield [(max(end, parent.index), one.end) for one, end, parent in zip(blocks, ends, parents, strict=True)]


def _rank(
    group: Group, evidence: Evidence, before: Collection[str], worth: float
) -> tuple[float, float, int]:
    """Return what decides between groups: what continues the pages *before*, then the *worth* of all, then depth.

    Where rows continue, the others of their group count for nothing: boxes beside a lone last row must not carry it
    into a group of boxes.
    """
    continuing = _continuing(group, evidence, before) if before else 0.0
    return continuing, 0.0 if continuing else worth, group.depth


def _continuing(group: Group, evidence: Evidence, before: Collection[str]) -> float:
    """Return the worth of a group's dated rows whose addresses look like one of *before*."""
    found = 0.0
    for own in group.spans:
        links = evidence.links_in(own)
        if evidence.dated(own) and any(look_of(link.url) in before for link in links):
            found += _row_worth(links, _date_worth(own, own, evidence))
    return found


def _worth(group: Group, evidence: Evidence) -> float:
    """Return what a group's rows show; a block that shows neither date nor article adds nothing."""
    spans = zip(group.spans, reach(group, evidence), strict=True)
    return sum(_row_worth(evidence.links_in(own), _date_worth(own, span, evidence)) for own, span in spans)


def _plain_worth(group: Group, evidence: Evidence) -> float:
    """Return how many of a group's blocks hold a link like a title."""
    return sum(_longest(evidence.links_in(span)) >= TITLE for span in group.spans)


def _longest(links: list[Link]) -> int:
    return max((len(link.text) for link in links), default=0) if len(links) <= CROWD else 0


def _date_worth(own: tuple[int, int], span: tuple[int, int], evidence: Evidence) -> float:
    if evidence.clearly_dated(own):
        return 3.0
    if evidence.clearly_dated(span):
        return 2.5
    return 1.0 if evidence.dated(own) else 0.0


def _row_worth(links: list[Link], dated: float) -> float:
    if not links or len(links) > CROWD:
        return 0.0
    shaped = 2 if any(link.shaped for link in links) else 0
    return dated + shaped + min(1.0, _longest(links) / 8) if dated or shaped else 0.0


def _shows_articles(group: Group, evidence: Evidence) -> bool:
    """Whether at least a third of a group's blocks show a date, or outside the frame an article's address."""
    rows = [
        (links, span)
        for own, span in zip(group.spans, reach(group, evidence), strict=True)
        if 0 < len(links := evidence.links_in(own)) <= CROWD
    ]
    if (dated := sum(evidence.dated(span) for _, span in rows)) and dated * FEW >= len(group.blocks):
        return True
    shaped = sum(any(link.shaped and len(link.text) >= TITLE for link in links) for links, _ in rows)
    return shaped > 1 and shaped * FEW >= len(group.blocks) and _in_sight(group, evidence)


def _shows_titles(group: Group, evidence: Evidence) -> bool:
    """Whether a group shows links as long as titles, and is no part of the page's frame."""
    long = _plain_worth(group, evidence)
    return long >= FEW and long >= 0.6 * len(group.blocks) and _in_sight(group, evidence)


def _in_sight(group: Group, evidence: Evidence) -> bool:
    first = group.blocks[0]
    return not evidence.frame.holds(first) and not first.hidden
