"""Soft 404: a page that came with status 200 and says that there is nothing here."""

import re
from urllib.parse import urlsplit

from crawler.visible import visible_text

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_TITLE_SAYS = re.compile(
    r"^\s{0,9}404\b|\b404\s{0,9}$|404\s{0,3}(?:not found|error|错误|页面)|not found\s{0,9}$|"
    r"(?:页面|网页|文件|内容|信息|文章)(?:不存在|未找到|找不到|已删除|已被删除)|找不到(?:页面|网页|文件)|您访问的页面",
    re.IGNORECASE,
)
_BODY_SAYS = re.compile(
    r"(?:页面|网页|文件|内容|信息|文章|网址|栏目)(?:.{0,6})(?:不存在|(?:未找到|找不到|没有找到)(?!\s{0,3}(?:任何|符合|相关|匹配|满足))|已删除|已被删除|已经删除|走丢)|"
    r"找不到(?:.{0,6})(?:页面|网页|文件)|404 not found|HTTP 404",
    re.IGNORECASE,
)
_SHORT = 400  # visible characters; what only says that it is missing says little else
_FRONT = re.compile(r"/(?:index\.s?html?|default\.s?html?)?")


def says_missing(text: str, *, asked: str, url: str, little: bool = True) -> str:
    """Return what shows that the page for *asked*, which came from *url*, is not there, or an empty text.

    Only where it may show *little* its text is looked through.
    """
    if asked != url and _leads_home(asked, url):
        return "led to the front page"
    title = _TITLE.search(text)
    if title and _TITLE_SAYS.search(title[1]):
        return f"title says {title[1].strip()[:40]!r}"
    shown = visible_text(text, _SHORT + 1) if text and little else ""
    if shown and len(shown) <= _SHORT and (found := _BODY_SAYS.search(shown)):
        return f"page says {found[0][:40]!r}"
    return ""


def _leads_home(asked: str, url: str) -> bool:
    before, after = urlsplit(asked), urlsplit(url)
    if after.query or not _FRONT.fullmatch(after.path or "/"):
        return False
    return not _FRONT.fullmatch(before.path or "/")
