"""Protection pages, as they stand before real sites: what a collector must name and never mistake for an empty list."""

from collections.abc import Callable

from crawler.practice.http import OK, Reply

BLOCKED = 521  # what one protection service answers first

JSL = (
    "<script>document.cookie=('_')+('_')+('j')+('s')+('l')+('_')+('c')+('l')+('e')+('a')+('r')+('a')+('n')"
    "+('c')+('e')+('_')+('s')+('=')+(-~0+'')+('|')+('0')+('|')+'practice';"
    "location.href=location.pathname+location.search</script>"
)
C3VK = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><script type='text/javascript'>"
    "var value='c3practice';document.cookie='C3VK='+value+';path=/;max-age=300';"
    "window.location.reload();</script></head><body></body></html>"
)


def jsl() -> Reply:
    """Return the first page of a clearance by cookie: status 521 and nothing but a script."""
    cookie = ("Set-Cookie", "__jsluid_s=practice0practice0practice0prac; max-age=31536000; path=/; HttpOnly")
    return Reply(
        status=BLOCKED, body=JSL.encode(), headers=(cookie,), reason="Web Server Is Down", kind="text/html"
    )


def c3vk() -> Reply:
    """Return a page of status 200 that sets a cookie and loads itself again."""
    return Reply(status=OK, body=C3VK.encode(), kind="text/html")


WALLS: dict[str, Callable[[], Reply]] = {"jsl": jsl, "c3vk": c3vk}
