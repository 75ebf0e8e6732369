"""What inline scripts write into the page with ``document.write``, as far as literals and plain variables tell.

Nothing is executed: a write with anything else in it is left unread.
"""

import re
from collections.abc import Iterator

from crawler.extract.text import tidy
from crawler.extract.tree import Document

_VARIABLE = re.compile(r"\bvar\s+(\w{1,40})\s*=\s*(?:'([^'\n]{0,600})'|\"([^\"\n]{0,600})\")")
_WRITE = re.compile(r"document\.write(?:ln)?\(((?:'[^'\n]{0,300}'|\"[^\"\n]{0,300}\"|[^'\"();\n]){1,400})\)")
_PART = re.compile(r"\s*(?:'([^'\n]*)'|\"([^\"\n]*)\"|(\w+))\s*(\+|$)")
_MARKUP = re.compile(r"<[^>]{0,200}>|&\w{1,8};")
_LONGEST = 4000
"""Scripts beyond this are libraries, not templates."""
_SCRIPT = re.compile(r"<script\b[^<>]{0,300}>", re.IGNORECASE)
_END = re.compile(r"</script\s{0,9}>", re.IGNORECASE)


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
    texts = (tidy(_MARKUP.sub(" ", text)) for text in _writes(script))
    return " ".join(text for text in texts if text)


def with_written(html: str) -> str:
    """Return *html* with what its inline scripts write in the places of the scripts.

    >>> with_written("<li><script>var a='<a href=x>甲</a>'; document.write(a);</script></li>")
    '<li><a href=x>甲</a></li>'
    """
    kept, at = [], 0
    for start in _SCRIPT.finditer(html):
        if start.start() < at:
            continue
        end = _END.search(html, start.end())
        if end is None:
            break
        script = html[start.end() : end.start()]
        if len(script) < _LONGEST and "document.write" in script:
            kept += [html[at : start.start()], *_writes(script)]
            at = end.end()
    return "".join([*kept, html[at:]])


def _writes(script: str) -> Iterator[str]:
    """Yield what each write of a script adds, where it can be told."""
    known = {name: single or double for name, single, double in _VARIABLE.findall(script)}
    for write in _WRITE.finditer(script):
        parts = _parts(write[1], known)
        if parts is not None:
            yield "".join(parts)


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
