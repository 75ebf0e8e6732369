"""Protection pages, as they stand before real sites: what a collector must name and never mistake for an empty list."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crawler.practice.http import OK, Reply, Request
from crawler.strict import read_toml

WALLS = Path(__file__).parent / "data" / "walls.toml"
SELF = "self"
_BROWSER = "Mozilla/"


@dataclass(frozen=True, kw_only=True)
class Wall:
    """One protection page, and who gets past it."""

    label: str
    """What a collector has to call it: the outcome, and what its detail begins with."""
    status: int = OK
    reason: str = ""
    cookies: tuple[str, ...] = ()
    location: str = ""
    """Where it sends a visitor; ``self`` is the address that was asked for."""
    passes: str = ""
    """``browser`` lets who calls himself one through, ``cookie`` who brings its cookies back."""
    reset: bool = False
    """Whether it ends the connection without a word."""
    body: str = ""

    def reply(self, request: Request) -> Reply | None:
        """Return what stands before *request*, or None where it lets the visitor through."""
        if self._lets_through(request):
            return None
        headers = [("Set-Cookie", one) for one in self.cookies]
        if self.location:
            headers.append(("Location", request.target if self.location == SELF else self.location))
        return Reply(
            status=self.status,
            reason=self.reason,
            kind="text/html",
            body=self.body.encode(),
            headers=tuple(headers),
            reset=self.reset,
        )

    def _lets_through(self, request: Request) -> bool:
        if self.passes == "browser":
            return request.headers.get("user-agent", "").startswith(_BROWSER)
        brought = request.headers.get("cookie", "")
        return self.passes == "cookie" and all(one.partition(";")[0] in brought for one in self.cookies)


@dataclass(frozen=True, kw_only=True)
class _Walls:
    wall: dict[str, Wall]


@cache
def walls() -> dict[str, Wall]:
    """Return every protection page by name."""
    return read_toml(WALLS, _Walls).wall
