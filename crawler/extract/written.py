"""What inline scripts write into the page with ``document.write``, as far as literals and plain variables tell.

Nothing is executed: a write with anything else in it is left unread.
"""

import re

from crawler.extract.text import tidy
from crawler.extract.tree import Document

_VARIABLE = re.compile(r"\bvar\s+(\w{1,40})\s*=\s*(?:'([^'\n]{0,200})'|\"([^\"\n]{0,200})\")")
_WRITE = re.compile(r"document\.write(?:ln)?\(((?:'[^'\n]{0,300}'|\"[^\"\n]{0,300}\"|[^'\"();\n]){1,400})\)")
_PART = re.compile(r"\s*(?:'([^'\n]*)'|\"([^\"\n]*)\"|(\w+))\s*(\+|$)")
_MARKUP = re.compile(r"<[^>]{0,200}>|&\w{1,8};")
_LONGEST = 4000
"""Scripts beyond this are libraries, not templates."""


def written_texts(document: Document) -> dict[int, str]:
    """Return the text that each inline script writes, by the script's index; scripts that write none are left out."""
    found = {}
    for node in document.by_tag.get("script", ()):
        if node.end == node.index + 1:
            continue
        script = document.nodes[node.index + 1].text
        if len(script) < _LONGEST and "document.write" in script and (text := written_text(script)):
            found[node.index] = text
    return found


def written_text(script: str) -> str:
    """Return what one script writes; a write whose variables are all empty is one that its condition withholds.

    >>> written_text("var d='2017年08月10日'; if(d!=''){ document.write('发布时间：'+d); }")
    '发布时间：2017年08月10日'
    """
    known = {name: single or double for name, single, double in _VARIABLE.findall(script)}
    texts = []
    for write in _WRITE.finditer(script):
        parts = _parts(write[1], known)
        if parts is not None:
            texts.append(tidy(_MARKUP.sub(" ", "".join(parts))))
    return " ".join(text for text in texts if text)


def _parts(expression: str, known: dict[str, str]) -> list[str] | None:
    parts, values, at = [], [], 0
    while at < len(expression):
        found = _PART.match(expression, at)
        if not found:
            return None
        if found[3]:
            if found[3] not in known:
                return None
            values.append(known[found[3]])
        parts.append(found[1] or found[2] or (values[-1] if found[3] else ""))
        at = found.end()
    return None if values and not any(values) else parts
