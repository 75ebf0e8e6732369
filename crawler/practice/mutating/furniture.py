"""Puts around and into every page what changes at every look and is no part of any notice."""

import re
from dataclasses import dataclass
from datetime import datetime
from html import escape
from random import Random

from crawler.practice.mutating.edits import words

WEEK = "一二三四五六日"
_PARAGRAPH = re.compile("<p>　　")
_LAST = re.compile(r"(?s)(.*<p>　　.*?</p>)")
_SHOWN_DATE = re.compile(r"(发布(?:时间|日期)：\d{4}[-年]\d{1,2}[-月]\d{1,2}日?)")
_LINK = re.compile(
    r'href="(?!https?:|#|javascript|mailto)([^"#?]*\.(?:s?html?|jhtml|jsp|pdf|docx?|xlsx?)|/content/article/\d+)(\?[^"#]*)?(#[^"]*)?"'
)
_TAG = re.compile(r'<(a|li|div|span)((?:\s+[\w-]+="[^"]*"){2,})\s*>')
_ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
_SESSION = re.compile(r";jsessionid=[0-9A-F]+", re.IGNORECASE)
_TOKEN = re.compile(r"[?&](?:sid|token)=[0-9a-f]{32}(?=&|$)")
_DIGITS = "0123456789abcdef"


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a site goes about it; every site has its own."""

    session: str = ""
    """What its links carry: ``path`` for a jsessionid, or the name of a parameter of the query."""
    inside: bool = False
    """Whether counters, today and other things to read stand inside the container of the text, too."""
    under_title: bool = False
    """Whether a counter stands in the line of date and source."""


STYLES = (
    Style(session="path", inside=True),
    Style(under_title=True),
    Style(session="sid", inside=True, under_title=True),
    Style(session="token", under_title=True),
    Style(inside=True),
    Style(session="path", under_title=True),
)


def without_session(target: str) -> str:
    """Return the address that is asked for, whoever asks."""
    bare = _TOKEN.sub("", _SESSION.sub("", target))
    return bare if "?" in bare or "&" not in bare else bare.replace("&", "?", 1)


def furnish(text: str, style: Style, now: datetime, chance: Random) -> str:
    """Return a page with everything around and in it that is another at every look."""
    if "</body>" not in text:
        return text
    if style.under_title:
        text = _SHOWN_DATE.sub(
            lambda found: f"{found[1]} 浏览次数：<span>{_count(chance)}</span>", text, count=1
        )
    if style.inside:
        text = _PARAGRAPH.sub(lambda found: f"{_inner_head(now, chance)}{found[0]}", text, count=1)
        text = _LAST.sub(lambda found: f"{found[1]}{_inner_tail(chance)}", text, count=1)
    if style.session:
        text = _LINK.sub(lambda found: _carrying(found, style.session, chance), text)
    text = _TAG.sub(lambda found: f"<{found[1]} {' '.join(_shuffled(found[2], chance))}>", text)
    text = re.sub(r"(<body[^>]*>)", lambda found: f"{found[1]}{_head(now, chance)}", text, count=1)
    return text.replace("</body>", f"{_foot(now, chance)}</body>")


def _count(chance: Random) -> int:
    return chance.randint(17, 99_999)


def _hex(chance: Random, length: int = 32) -> str:
    return "".join(chance.choice(_DIGITS) for _ in range(length))


def _today(now: datetime) -> str:
    return f"今天是{now.year}年{now.month}月{now.day}日 星期{WEEK[now.weekday()]}"


def _names(chance: Random, count: int = 4) -> list[str]:
    return [f"{one}（{chance.randint(1, 99)}）" for one in chance.sample(words().related, count)]


def _links(chance: Random) -> str:
    made = (
        f'<a href="/news/{_hex(chance, 8)}.html" title="{escape(one)}">{escape(one)}</a>'
        for one in _names(chance)
    )
    return "".join(f"<li>{one}</li>" for one in made)


def _head(now: datetime, chance: Random) -> str:
    return (
        f'<!-- {_hex(chance)} --><div id="top{_hex(chance, 6)}" class="t{_hex(chance, 4)}"><span>{_today(now)}</span>'
        f"<span>{now:%H:%M:%S}</span><span>当前在线：{_count(chance)}人</span></div>"
        f'<div class="ad" id="ad{chance.randint(1, 9999)}"><a href="/ad/{_hex(chance, 8)}">{chance.choice(words().ads)}</a></div>'
    )


def _foot(now: datetime, chance: Random) -> str:
    return (
        f'<div class="xgwz"><h4>相关链接</h4><ul>{_links(chance)}</ul></div>'
        f'<div class="hot"><h4>热点推荐</h4><ul>{_links(chance)}</ul></div>'
        f"<div>上一篇：{escape(_names(chance, 1)[0])}</div><div>您是第{_count(chance)}位访问者</div>"
        f"<div>页面更新时间：{now:%Y-%m-%d %H:%M:%S}</div>"
        f'<script>var _t="{_hex(chance)}";</script><!-- generated in {chance.randint(2, 90)}ms -->'
    )


def _inner_head(now: datetime, chance: Random) -> str:
    return (
        f"<p>{_today(now)}　浏览次数：{_count(chance)}次</p>"
        if chance.randrange(2)
        else f"<p>{_today(now)}</p>"
    )


def _inner_tail(chance: Random) -> str:
    listed = "".join(
        f'<p><a href="/news/{_hex(chance, 8)}.html">{escape(one)}</a></p>' for one in _names(chance)
    )
    return (
        f"<p>阅读次数：{_count(chance)}</p><p>【打印】【关闭】</p><p>广告：{chance.choice(words().ads)}</p>"
        f"<p>相关链接</p>{listed}"
    )


def _carrying(found: re.Match[str], session: str, chance: Random) -> str:
    """Return a link that carries a session."""
    path, query, fragment = found[1], found[2] or "", found[3] or ""
    if session == "path" or path.startswith("/content/article"):
        return f'href="{path};jsessionid={_hex(chance).upper()}{query}{fragment}"'
    mark = f"{session}={_hex(chance)}"
    return f'href="{path}{query}{"&amp;" if query else "?"}{mark}{fragment}"'


def _shuffled(attributes: str, chance: Random) -> list[str]:
    """Return the attributes of a tag in another order, with a new one that means nothing."""
    found = _ATTRIBUTE.findall(attributes)
    chance.shuffle(found)
    return [*found, f'data-r="{_hex(chance, 6)}"']
