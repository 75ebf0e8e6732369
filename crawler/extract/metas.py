"""Reads the standard metas that the national rule for site labelling asks of every page."""

from crawler.extract.text import tidy
from crawler.extract.tree import Document

_NAMES = {
    name.lower(): name
    for name in (
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnType",
        "ArticleTitle",
        "PubDate",
        "ContentSource",
    )
}
_PLACEHOLDERS = {
    "网站名称",
    "网站域名",
    "政府网站标识码",
    "栏目名称",
    "文章标题",
    "内容来源",
    "发布日期",
    "null",
    "undefined",
}
"""What a template says before anyone filled it in."""


def read_metas(document: Document) -> dict[str, str]:
    """Return the standard metas with something in them, under their standard names, wherever on the page they stand."""
    found: dict[str, str] = {}
    for node in document.by_tag.get("meta", ()):
        name = _NAMES.get(node.get("name").strip().lower())
        content = tidy(node.get("content"))
        if name and content and content not in _PLACEHOLDERS:
            found.setdefault(name, content)
    return found
