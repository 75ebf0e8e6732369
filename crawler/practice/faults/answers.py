"""Faults of what a whole answer says: rows 13, 23, 24, 46 and 47 of the matrix."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.resources import files

from crawler.practice.faults.lists import beside
from crawler.practice.faults.model import Fault, Scene
from crawler.practice.http import NOT_FOUND, Reply, page
from crawler.words import Ending, Outcome, Purpose

_PAGES = frozenset({Purpose.LIST, Purpose.NOTICE})
_NOTICES = frozenset({Purpose.NOTICE})
_FILES = frozenset({Purpose.ATTACHMENT})
_NAMES = ("../../../etc/passwd", "C:\\windows\\con.pdf", "%2e%2e%2fx", "a" * 300 + ".pdf", "\u202egpj.exe")
_AWAY = (
    "file:///etc/passwd",
    "ftp://127.0.0.1/x",
    "data:text/html,x",
    "s3://bucket/x",
    "gopher://127.0.0.1:25/",
    "http://93.184.216.34/",
    "http://[2606:2800:220:1::1]/",
)


@dataclass(frozen=True, kw_only=True)
class ErrorPage:
    """A page that came with status 200 and says that nothing is there."""

    title: str
    body: str

    @property
    def markup(self) -> str:
        """The whole page."""
        head = f'<meta charset="utf-8"><title>{self.title}</title>'
        return f"<!DOCTYPE html><html><head>{head}</head><body>{self.body}</body></html>"


@cache
def error_pages() -> tuple[ErrorPage, ...]:
    """Return all of them."""
    text = (files("crawler.practice.faults") / "missing.toml").read_text(encoding="utf-8")
    return tuple(ErrorPage(**one) for one in tomllib.loads(text)["page"])


def softly_gone(scene: Scene) -> Reply:
    """Say with status 200 that nothing is there, each time in other words."""
    pages = error_pages()
    return page(pages[scene.served % len(pages)].markup)


def home(scene: Scene) -> Reply:
    """Send every visitor to the front page."""
    if scene.request.path == "/":
        return scene.reply
    return Reply(status=302, reason="Found", headers=(("Location", "/"),))


def gone(scene: Scene) -> Reply:
    """Say that nothing is there."""
    del scene
    return Reply(status=NOT_FOUND, body=b"<html><body>404</body></html>")


def furniture(scene: Scene) -> str:
    """Return what changes on a page with every visit and is no part of it."""
    at = scene.served * 7 + 113
    return (
        f"<div>浏览次数：{at}</div><div>您是第{at * 31}位访问者</div><div>当前在线：{at % 50}人</div>"
        f'<input type="hidden" name="_csrf" value="{at:032x}"><div>页面生成时间：{at % 60}毫秒</div>'
        f'<ul class="hot"><li><a href="/hot/{at}.html">热点推荐第{at}条</a></li></ul>'
    )


def named(scene: Scene) -> Reply:
    """Call the file by a name that would leave the folder it is put into."""
    name = _NAMES[scene.served % len(_NAMES)].encode().decode("latin-1")
    return replace(
        scene.reply,
        headers=(*scene.reply.headers, ("Content-Disposition", f'attachment; filename="{name}"')),
    )


def away(scene: Scene, target: str) -> Reply:
    """Send the visitor where no page is."""
    del scene
    return Reply(status=302, reason="Found", headers=(("Location", target),))


FAULTS = (
    Fault(
        row=13,
        name="all pages say they are gone",
        lay=softly_gone,
        over=_PAGES,
        endings=(Ending.NOT_FOUND,),
        outcome=Outcome.SOFT_404,
    ),
    Fault(row=13, name="notices say they are gone", lay=softly_gone, over=_NOTICES, outcome=Outcome.SOFT_404),
    Fault(
        row=13,
        name="all pages lead home",
        lay=home,
        over=_PAGES,
        endings=(Ending.NOT_FOUND,),
        outcome=Outcome.SOFT_404,
    ),
    Fault(row=23, name="counters and tokens", lay=beside(furniture), over=_PAGES, outcome=Outcome.OK),
    Fault(
        row=24,
        name="404 for everything",
        lay=gone,
        over=_PAGES,
        endings=(Ending.NOT_FOUND,),
        outcome=Outcome.NOT_FOUND,
    ),
    Fault(row=24, name="404 for notices", lay=gone, over=_NOTICES, outcome=Outcome.NOT_FOUND),
    Fault(row=24, name="404 for files", lay=gone, over=_FILES, outcome=Outcome.NOT_FOUND),
    Fault(row=46, name="names that lead out", lay=named, over=_FILES, outcome=Outcome.OK),
    *(
        Fault(
            row=47,
            name=f"sent to {one.partition('/')[0]}{'//' + one.split('/')[2] if one.startswith('http') else ''}",
            lay=partial(away, target=one),
            endings=(Ending.UNREACHABLE,),
            outcome=Outcome.ROBOTS if one.startswith("http") else Outcome.FORBIDDEN_ADDRESS,
            detail="forbidden_address" if one.startswith("http") else "",
        )
        for one in _AWAY
    ),
)
