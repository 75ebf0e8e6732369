"""Soft 404: a page that came with status 200 and says that there is nothing here."""

import re
from urllib.parse import urlsplit

from crawler.visible import visible_text

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_PAGE = "(?:页面|网页|文件|文章|资源|网址|栏目)"
_AWAY = "(?:不存在|未找到|找不到|没有找到|走丢|弄丢|不见了|(?:已|被|已经|已被)(?:删除|撤销|下架|移除)|已失效|无法访问)"
_OTHER_SEARCH = r"(?!\s{0,3}(?:任何|符合|相关|匹配|满足))"
"""What follows where a search found nothing, which is an empty list."""
_TITLE_SAYS = re.compile(
    # a file or an information may be the subject of a notice, so the title must end with what is said of it
    rf"^\s{{0,9}}404\b|\b404\s{{0,9}}$|404\s{{0,3}}(?:not found|error|错误|页面)|not found\s{{0,9}}$|cannot be found|"
    rf"(?:页面|网页|网址|栏目|资源).{{0,3}}{_AWAY}|找不到{_PAGE}|您访问的页面|^\s{{0,9}}未找到\s{{0,9}}$|"
    rf"(?:文件|文章|内容|信息){_AWAY}\s{{0,9}}(?:$|[-_|—!！。,，])",
    re.IGNORECASE,
)
_BODY_SAYS = re.compile(
    rf"(?:页面|网页|网址|栏目|资源|文章).{{0,6}}{_AWAY}{_OTHER_SEARCH}|(?:找不到|没有找到|未找到).{{0,6}}{_PAGE}|"
    r"404 not found|HTTP 404|was not found on this server|requested (?:URL|resource|page) (?:was|is) not",
    re.IGNORECASE,
)
_SHORTLY_SAYS = re.compile(rf"(?:文件|内容|信息).{{0,6}}{_AWAY}{_OTHER_SEARCH}")
"""What a short notice may say of its subject, too."""
_SHORT = 400  # visible characters; what only says that it is missing says little else
_BRIEF = 150  # visible characters; a notice says more
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
    found = _BODY_SAYS.search(shown) if len(shown) <= _SHORT else None
    if len(shown) <= _BRIEF:
        found = found or _SHORTLY_SAYS.search(shown)
    if found:
        return f"page says {found[0][:40]!r}"
    return ""


def _leads_home(asked: str, url: str) -> bool:
    before, after = urlsplit(asked), urlsplit(url)
    if after.query or not _FRONT.fullmatch(after.path or "/"):
        return False
    return not _FRONT.fullmatch(before.path or "/")
