"""A page as one flat list of nodes in document order, so that any part of it is a slice."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser

TEXT = "#text"
COMMENT = "#comment"
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
_NESTING = (
    "div",
    "span",
    "font",
    "a",
    "ul",
    "ol",
    "table",
    "section",
    "center",
    "em",
    "strong",
    "form",
    "dl",
    "blockquote",
)


_NOTHING: Mapping[str, str | None] = {}


class Node:
    """One element, text or comment; ``document.nodes[node.index : node.end]`` is everything inside it."""

    __slots__ = ("attributes", "block", "end", "index", "parent", "tag", "text")

    def __init__(
        self,
        tag: str,
        index: int,
        parent: "Node | None",
        text: str,
        attributes: Mapping[str, str | None] = _NOTHING,
    ) -> None:
        self.tag = tag
        self.index = index
        self.end = index + 1
        self.parent = parent
        self.text = text
        self.block: Node | None = self if tag in BLOCKS or parent is None else parent.block
        self.attributes = attributes

    def get(self, name: str) -> str:
        """Return an attribute, or an empty string."""
        return self.attributes.get(name) or ""

    @property
    def hidden(self) -> bool:
        """Whether a style of this element or one around it hides it."""
        return any("display:none" in one.get("style").replace(" ", "") for one in (self, *self.ancestors()))

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

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes

    def inside(self, node: Node) -> list[Node]:
        """Return *node* and everything inside it, in document order."""
        return self.nodes[node.index : node.end]

    @cached_property
    def body(self) -> Node:
        """The body, or the root of a page without one."""
        return next((node for node in self.nodes if node.tag == "body"), self.nodes[0])

    @cached_property
    def by_tag(self) -> dict[str, list[Node]]:
        """The nodes of each tag."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            found.setdefault(node.tag, []).append(node)
        return found

    @cached_property
    def by_name(self) -> dict[str, list[Node]]:
        """The elements of each ``#id`` and ``.class``."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            if node.attributes:
                if name := node.get("id"):
                    found.setdefault(f"#{name.strip()}", []).append(node)
                for one in node.get("class").split():
                    found.setdefault(f".{one}", []).append(node)
        return found

    def weight(self, start: int, end: int) -> int:
        """Return how many characters a reader sees among ``nodes[start:end]``."""
        at, sums = self._weights
        return sums[bisect_left(at, end)] - sums[bisect_left(at, start)]

    def plain_weight(self, start: int, end: int) -> int:
        """Return how many of these characters stand outside links."""
        at, sums = self._plain_weights
        return sums[bisect_left(at, end)] - sums[bisect_left(at, start)]

    @cached_property
    def plain(self) -> list[Node]:
        """The visible text nodes outside links."""
        found, links = [], iter(self.by_tag.get("a", ()))
        link = next(links, None)
        for node in self.visible:
            while link is not None and link.end <= node.index:
                link = next(links, None)
            if link is None or node.index < link.index:
                found.append(node)
        return found

    @cached_property
    def _plain_weights(self) -> tuple[list[int], list[int]]:
        at = [node.index for node in self.plain]
        return at, [0, *accumulate(len(node.text.strip()) for node in self.plain)]

    @cached_property
    def _weights(self) -> tuple[list[int], list[int]]:
        at = [node.index for node in self.visible]
        return at, [0, *accumulate(len(node.text.strip()) for node in self.visible)]

    @cached_property
    def visible(self) -> list[Node]:
        """The text nodes of the body that a reader sees, in document order."""
        found = []
        skip = 0
        for node in self.inside(self.body):
            if node.index < skip:
                continue
            if node.tag in HIDDEN:
                skip = node.end
            elif node.tag == TEXT and not node.text.isspace():
                found.append(node)
        return found


def parse(html: str) -> Document:
    """Return the page as a Document, read as a browser reads it."""
    nodes = [Node("html", 0, None, "")]
    root = LexborHTMLParser(_shallow(html) or " ").root
    open_nodes = [nodes[0]]
    at = root.first_child if root is not None else None
    trail = []
    if root is not None:
        nodes[0].attributes = root.attributes
    while at is not None and len(nodes) < _LIMIT:
        if at.is_text_node:
            nodes.append(Node(TEXT, len(nodes), open_nodes[-1], at.text_content or ""))
        elif at.is_comment_node:
            nodes.append(Node(COMMENT, len(nodes), open_nodes[-1], at.comment_content or ""))
        else:
            node = Node(at.tag or "", len(nodes), open_nodes[-1], "", at.attributes)
            nodes.append(node)
            if at.is_element_node and (child := at.first_child) is not None:
                trail.append(at)
                open_nodes.append(node)
                at = child
                continue
        at = at.next
        while at is None and trail:
            open_nodes.pop().end = len(nodes)
            at = trail.pop().next
    for node in open_nodes:
        node.end = len(nodes)
    return Document(nodes)


def _shallow(html: str) -> str:
    """Return *html*, cut where tags opened and never closed would make reading it quadratic."""
    if len(html) <= _LARGE:
        return html
    lower = html.lower()
    unclosed = sum(lower.count(f"<{tag}") - lower.count(f"</{tag}") for tag in _NESTING)
    return html[:_LARGE] if unclosed > _DEEP else html
