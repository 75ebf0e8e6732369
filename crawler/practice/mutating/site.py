"""Serves the mutating sites: each as it stands at the moment of the crawl's own clock, also while a crawl is on."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random

from crawler.clock import SHANGHAI, local_day
from crawler.practice.families.furniture import missing
from crawler.practice.http import NOT_FOUND, Reply, Request, encode
from crawler.practice.model import Bureau, City
from crawler.practice.mutating.deeds import Frame, Play
from crawler.practice.mutating.furniture import STYLES, Style, furnish, without_session
from crawler.practice.render import UNAVAILABLE, render
from crawler.practice.server import RunningCity

REFUSED = 403
_MARKUP = "text/html"


@dataclass
class Site:
    """One site with its script; what it shows is made anew when something has happened."""

    bureau: Bureau
    frames: tuple[Frame, ...]
    style: Style
    standing: int = -1
    moments: list[datetime] = field(default_factory=list)

    def at(self, now: datetime) -> Bureau:
        """Return the site as it stands at *now*."""
        self.moments = self.moments or [one.since for one in self.frames]
        place = bisect_right(self.moments, now) - 1
        if place != self.standing:
            self.standing = place
            notices = self.frames[place].notices if place >= 0 else ()
            self.bureau = replace(self.bureau, notices=notices)
        return self.bureau


class MutatingCity(RunningCity):
    """Sites that follow their script, with other furniture at every request."""

    def __init__(self, city: City, play: Play, now: Callable[[], datetime]) -> None:
        self.play = play
        self.now = now
        self.chance = Random("furniture")  # noqa: S311 - a play wants the same dice every time
        self.scripted = {
            one.site: Site(bureau=one, frames=play.frames[one.site], style=STYLES[at % len(STYLES)])
            for at, one in enumerate(city.bureaus)
        }
        super().__init__(city, play.first)

    def _answerer(self, bureau: Bureau) -> Callable[[Request], bytes]:
        site = self.scripted[bureau.site]

        def answer(request: Request) -> bytes:
            self.counts[bureau.site][request.path] += 1
            return encode(self._reply(site, request), head=request.method == "HEAD")

        return answer

    def _reply(self, site: Site, request: Request) -> Reply:
        now = self.now()
        if request.path != "/robots.txt" and (refused := self._out(site, now)):
            return refused
        asked = replace(request, target=without_session(request.target))
        bureau = site.at(now)
        if asked.target in bureau.files:
            return render(bureau, local_day(now), asked)
        # a page is never the same, so no validator is believed and none is given
        plain = {name: value for name, value in asked.headers.items() if not name.startswith("if-")}
        reply = render(bureau, local_day(now), replace(asked, headers=plain))
        if not reply.kind.startswith(_MARKUP):
            return reply
        text = furnish(reply.body.decode(), site.style, now.astimezone(SHANGHAI), self.chance)
        kept = tuple(one for one in reply.headers if one[0] not in {"ETag", "Last-Modified"})
        return replace(reply, body=text.encode(), headers=kept)

    def _out(self, site: Site, now: datetime) -> Reply | None:
        """Return what the site answers to everything on a day on which it cannot be read."""
        day = local_day(now)
        how = next(
            (
                one.how
                for one in self.play.outages
                if one.site == site.bureau.site and one.since <= day <= one.until
            ),
            "",
        )
        page = missing(site.bureau).encode()
        return {
            "down": Reply(status=UNAVAILABLE, body=b"down"),
            "refused": Reply(status=REFUSED, body=b"refused"),
            "lost": Reply(status=NOT_FOUND, body=page),
            "soft": Reply(body=page),
        }.get(how)


@contextmanager
def serve_mutating(city: City, play: Play, now: Callable[[], datetime]) -> Iterator[MutatingCity]:
    """Serve *city* by its *play* while the block runs, as it stands at *now*."""
    running = MutatingCity(city, play, now)
    running.start()
    try:
        yield running
    finally:
        running.stop()
