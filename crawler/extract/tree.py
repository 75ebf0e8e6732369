"""A page as one flat list of nodes in document order, so that any part of it is a slice."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser, LexborNode

TEXT = "#text"
COMMENT = "#comment"
MENU = "\ufdd0"
"""Begins the text of a folded menu, and stands between its items: a noncharacter, which no page may hold."""
FOLDED = 2
"""What ``Node.linked`` is for a whole menu in one text."""
HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "textarea", "select", "button", "object", "head", "title"}
)
"""Elements whose text nobody reads on the page."""
_BLOCKS = (
    "address article aside blockquote body br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
BLOCKS = frozenset(_BLOCKS.split())
"""Elements that begin a new line."""
_LIMIT = 400_000
"""More nodes than any page has; what comes after them is not read."""
_LARGE, _DEEP = 65_536, 5_000
"""Characters up to which any nesting is read, and the tags left open beyond which a larger page is an attack."""
_DEEPENING = "div span font a ul ol table section center em strong form dl blockquote"
_NESTING = _DEEPENING.split()


_BLOCK, _HIDDEN, _LINK, _SCRIPT = 1, 2, 4, 8
_TRAITS = {
    **dict.fromkeys(BLOCKS, _BLOCK),
    **dict.fromkeys(HIDDEN, _HIDDEN),
    "script": _HIDDEN | _SCRIPT,
    "a": _LINK,
}
"""What an element of a tag does to the texts in and around it."""
_NOTHING: Mapping[str, str | None] = {}
_TEXT_ID, _COMMENT_ID = 2, 4  # lexbor's numbers of what is no element


class Node:
    """One element, text or comment; ``document.nodes[node.index : node.end]`` is everything inside it."""

    __slots__ = ("attributes", "end", "index", "line", "linked", "parent", "tag", "text")

    def __init__(
        self,
        tag: str,
        index: int,
        parent: "Node | None",
        text: str,
        attributes: Mapping[str, str | None],
        line: int,
        linked: int,
    ) -> None:
        self.tag = tag
        self.index = index
        self.end = index + 1
        self.parent = parent
        self.text = text
        self.attributes = attributes
        self.line = line
        """Number of its line; a block that begins or ends begins another."""
        self.linked = linked
        """Whether it stands inside a link; ``FOLDED`` for the text of a menu, whose items ``MENU`` parts."""

    def get(self, name: str) -> str:
        """Return an attribute, or an empty string."""
        return self.attributes.get(name) or ""

    @property
    def hidden(self) -> bool:
        """Whether a style of this element or one around it hides it."""
        return any("display:none" in one.get("style").replace(" ", "") for one in (self, *self.ancestors()))

    @property
    def block(self) -> "Node":
        """The innermost element around its content that begins a line."""
        return next(one for one in (self, *self.ancestors()) if one.tag in BLOCKS or one.parent is None)

    def holds(self, other: "Node") -> bool:
        """Whether *other* is this node or inside it."""
        return self.index <= other.index < self.end

    def ancestors(self) -> Iterator["Node"]:
        """Yield the parent, its parent and so on."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


class Document:
    """A parsed page."""

    def __init__(self, nodes: list[Node], by_tag: dict[str, list[Node]], shown: list[Node]) -> None:
        self.nodes = nodes
        self.by_tag = by_tag
        """The nodes of each tag, comments among them, texts not."""
        self.shown = shown
        """The texts that a reader sees, and the scripts that may write one, in document order."""

    def inside(self, node: Node) -> list[Node]:
        """Return *node* and everything inside it, in document order."""
        return self.nodes[node.index : node.end]

    def shown_in(self, start: int, end: int) -> list[Node]:
        """Return what is shown by ``nodes[start:end]``."""
        return self.shown[bisect_left(self._shown_at, start) : bisect_left(self._shown_at, end)]

    @cached_property
    def body(self) -> Node:
        """The body, or the root of a page without one."""
        return self.by_tag.get("body", self.nodes)[0]

    @cached_property
    def by_name(self) -> dict[str, list[Node]]:
        """The elements of each ``#id`` and ``.class``."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            if attributes := node.attributes:
                identity, classes = attributes.get("id"), attributes.get("class")
                if identity or classes:
                    for name in _names(identity, classes):
                        found.setdefault(name, []).append(node)
        return found

    def weight(self, start: int, end: int) -> int:
        """Return how many characters a reader sees among ``nodes[start:end]``."""
        at, sums, _ = self._weights
        return sums[bisect_left(at, end)] - sums[bisect_left(at, start)]

    def plain_weight(self, start: int, end: int) -> int:
        """Return how many of these characters stand outside links."""
        at, _, sums = self._weights
        return sums[bisect_left(at, end)] - sums[bisect_left(at, start)]

    @cached_property
    def visible(self) -> list[Node]:
        """The text nodes that a reader sees, in document order."""
        return [one for one in self.shown if one.text.strip()]

    @cached_property
    def plain(self) -> list[Node]:
        """The visible text nodes outside links."""
        return [one for one in self.shown if not one.linked and one.text.strip()]

    @cached_property
    def _shown_at(self) -> list[int]:
        return [one.index for one in self.shown]

    @cached_property
    def _weights(self) -> tuple[list[int], list[int], list[int]]:
        lengths = [
            len(one.text.strip()) if one.linked < FOLDED else len(one.text.replace(MENU, ""))
            for one in self.shown
        ]
        plain = (0 if one.linked else length for one, length in zip(self.shown, lengths, strict=True))
        return self._shown_at, [0, *accumulate(lengths)], [0, *accumulate(plain)]


@lru_cache(maxsize=8192)
def _names(identity: str | None, classes: str | None) -> tuple[str, ...]:
    """Return the names of an element; those of a site's menus come back on all its pages."""
    own = (f"#{identity.strip()}",) if identity else ()
    return (*own, *(f".{one}" for one in (classes or "").split()))


def parse(html: str) -> Document:
    """Return the page as a Document, read as a browser reads it."""
    root = LexborHTMLParser(_shallow(html) or " ").root
    top = Node("html", 0, None, "", root.attributes if root is not None else _NOTHING, 0, 0)
    document = Document([top], defaultdict(list, html=[top]), [])
    _walk(root.first_child if root is not None else None, document)
    return document


def _walk(at: LexborNode | None, document: Document) -> None:  # noqa: C901 - a call for each node would double the cost of a page
    """Meet every node once and do all that must be done for each: it is half of the cost of a page."""
    nodes, by_tag, shown = document.nodes, document.by_tag, document.shown
    parent, traits_of = nodes[0], _TRAITS.get
    trail: list[tuple[LexborNode, Node, int, int, int]] = []
    index, line, begun, hidden, linked, traits = 1, 0, -1, 0, 0, 0
    while at is not None and index < _LIMIT:
        if (kind := at.tag_id) == _TEXT_ID:
            text = at.text_content or ""
            if text[:1] == MENU and not hidden:
                nodes.append(Node(TEXT, index, parent, text[1:], _NOTHING, line + 1, FOLDED))
                shown.append(nodes[-1])
                index += 1
                begun = line = line + text.count(MENU)
            elif hidden or line == begun or not text.isspace():  # white space begins no line
                node = Node(TEXT, index, parent, text, _NOTHING, line, linked)
                nodes.append(node)
                index += 1
                if not hidden:
                    shown.append(node)
                    begun = line
        else:
            tag = COMMENT if kind == _COMMENT_ID else at.tag or ""
            line += (own := traits_of(tag, 0)) & _BLOCK
            node = Node(tag, index, parent, "", at.attributes, line, linked)
            nodes.append(node)
            by_tag[tag].append(node)
            index += 1
            if (child := at.first_child) is not None:
                if own & _SCRIPT and not hidden:
                    shown.append(node)
                trail.append((at, parent, traits, hidden, linked))
                at, parent, traits = child, node, own
                hidden, linked = hidden | own & _HIDDEN, linked | own & _LINK
                continue
            if kind == _COMMENT_ID:
                node.text, node.attributes = at.comment_content or "", _NOTHING
        at = at.next
        while at is None and trail:
            parent.end = index
            line += traits & _BLOCK
            at, parent, traits, hidden, linked = trail.pop()
            at = at.next
    for node in (parent, *(one[1] for one in trail)):
        node.end = index


def _shallow(html: str) -> str:
    """Return *html*, cut where tags opened and never closed would make reading it quadratic."""
    if len(html) <= _LARGE or html.count("<") - 2 * html.count("</") <= _DEEP:
        return html
    lower = html.lower()
    unclosed = sum(lower.count(f"<{tag}") - lower.count(f"</{tag}") for tag in _NESTING)
    return html[:_LARGE] if unclosed > _DEEP else html
