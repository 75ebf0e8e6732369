"""Follows redirects, five at most and only over HTTP; a gate that sends a visitor to itself with a cookie is passed once."""

from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response

from crawler.challenges import challenge_in
from crawler.errors import FetchFailed
from crawler.outcomes import REDIRECTS
from crawler.transport.guard import unusable
from crawler.words import Outcome

MOST = 5


class FollowRedirects:
    """Turns a redirect into the next request; ``hops`` in the request's meta are the addresses visited so far."""

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the next hop, or *response* where it is the end of the way."""
        location = response.headers.get("Location")
        if response.status not in REDIRECTS or not location:
            return response
        target = _target(request.url, location)
        hops: list[str] = [*request.meta.get("hops", []), request.url]
        cookies = _cookies(response)
        again = target in hops and not _is_gate(request, target, cookies)
        if _is_wall(location, cookies, again=again):
            return response
        if len(hops) > MOST or again:
            raise FetchFailed(Outcome.REDIRECT_LOOP, f"{len(hops)} hops, then again {target[:200]!r}")
        headers = request.headers.copy()
        headers.pop("Cookie", None)
        if cookies and _same_origin(request.url, target):
            headers["Cookie"] = cookies
        slot = urlsplit(target).netloc
        meta = {**request.meta, "hops": hops, "download_slot": slot, "carried": target in hops}
        return Request(target, headers=headers, meta=meta, dont_filter=True)


def _target(url: str, location: bytes) -> str:
    said = location.decode("utf-8", "replace").strip()
    try:
        target = urljoin(url, said)
    except ValueError:
        target = ""
    if why := unusable(target):
        raise FetchFailed(Outcome.FORBIDDEN_ADDRESS, f"led to {said[:200]!r}: {why}")
    return target


def _is_gate(request: Request, target: str, cookies: str) -> bool:
    """Whether the site sends us to the same place again only to see its cookie, for the first time."""
    return target == request.url and cookies != "" and not request.meta.get("carried")


def _is_wall(location: bytes, cookies: str, *, again: bool) -> bool:
    """Whether a known protection stands here: told from where it leads, and once it leads in a circle from its cookies."""
    headers = {"location": location.decode("latin-1"), "set-cookie": cookies}
    return challenge_in("", headers, suspicious=again) != ""


def _cookies(response: Response) -> str:
    pairs = (one.split(b";", 1)[0].strip() for one in response.headers.getlist("Set-Cookie"))
    return "; ".join(one.decode("latin-1") for one in pairs if b"=" in one)


def _same_origin(one: str, other: str) -> bool:
    return urlsplit(one).netloc == urlsplit(other).netloc
