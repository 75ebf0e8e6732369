"""Takes off what pages put under a text: sharing, printing, codes to scan, the numbers of further parts."""

import re
from collections.abc import Sequence

_TOOLS = re.compile(
    r"分享|扫一扫|打印|关闭|收藏|返回顶部|字号|纠错|评论|点赞|相关(?:附件|文章|新闻|链接|信息|稿件|阅读|文档|文件)|"
    r"(?:上|下)一[篇条页]|^附件(?:下载)?[:：]$|^[\[\]\d\s]+$|^[\W_]+$|来源网站|"
    r"^(?:QQ空间|新浪微博|腾讯微博|人人网|微信|QQ好友|微博|更多|朋友圈|豆瓣|百度贴吧)(?:\s|$)"
)
_SHORT = 60
_PROSE = re.compile("[。；]")


def without_tail(shown: Sequence[tuple[int, str]]) -> Sequence[tuple[int, str]]:
    """Return the lines of a text without the tools of the page that follow it; never takes off all of it."""
    end = len(shown)
    while end > 1 and _is_tool(shown[end - 1][1]):
        end -= 1
    return shown[:end]


def _is_tool(text: str) -> bool:
    return len(text) <= _SHORT and bool(_TOOLS.search(text)) and not _PROSE.search(text)
