"""What stands inside the elements of a piece of XML in a page, found in one pass, whatever is left open."""

import re
from html import unescape


def inner(text: str, name: str) -> list[str]:
    """Return what stands between every ``<name>`` and its end; one that is never closed is none.

    >>> inner("<a>1</a><A>2</A><a>3", "a")
    ['1', '2']
    """
    end = re.compile(rf"</{name}>", re.IGNORECASE)
    parts = re.split(rf"<{name}>", text, flags=re.IGNORECASE)[1:]
    return [part[: closed.start()] for part in parts if (closed := end.search(part))]


def value(text: str) -> str:
    """Return the text of an element: as it stands in a CDATA section, else without its entities.

    >>> value(" <![CDATA[a & b]]> "), value("a &amp; b")
    ('a & b', 'a & b')
    """
    bare = text.strip()
    if bare.startswith("<![CDATA[") and bare.endswith("]]>"):
        return bare[9:-3].strip()
    return unescape(bare)
