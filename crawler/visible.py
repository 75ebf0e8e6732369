"""The text that a page shows: markup, scripts, styles and comments left out, in one pass and without a parser."""

import re
from html import unescape

_SKIPPED = re.compile(r"<!--|<(script|style|template|noscript|textarea|title)\b", re.IGNORECASE)
_TAGS = re.compile(
    r"(?:<(?!!--|(?:script|style|template|noscript|textarea|title)\b)[^>]*>(?:\s+(?=<))?)+", re.IGNORECASE
)
"""Tags one after the other with nothing to read between them: most of a page, passed over at once."""
_SPACE = re.compile(r"\s+")


def visible_text(html: str, limit: int = 2000) -> str:
    """Return the first *limit* characters or so that *html* shows; runs of white space are one space.

    >>> visible_text("<p>通知&nbsp;公告</p><script>var a = '暂无数据'</script><!-- 旧 -->")
    '通知 公告'
    """
    pieces: list[str] = []
    length = at = 0
    while at < len(html) and length < limit:
        if tags := _TAGS.match(html, at):
            at = tags.end()
        elif html[at] != "<":
            end = html.find("<", at)
            end = len(html) if end < 0 else end
            text = _SPACE.sub(" ", unescape(html[at:end]))
            if text != " ":
                pieces.append(text)
                length += len(text)
            at = end
        else:
            at = _after_markup(html, at)
    return "".join(pieces).strip()


def _after_markup(html: str, at: int) -> int:
    """Return where the text goes on after the tag, comment or hidden element that starts at *at*."""
    skipped = _SKIPPED.match(html, at)
    if not skipped:
        end = html.find(">", at)
        return len(html) if end < 0 else end + 1
    if not skipped[1]:
        end = html.find("-->", at)
        return len(html) if end < 0 else end + 3
    closing = re.compile(f"</{skipped[1]}", re.IGNORECASE).search(html, at)
    if not closing:
        return len(html)
    end = html.find(">", closing.start())
    return len(html) if end < 0 else end + 1
