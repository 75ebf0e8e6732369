"""The headers that every answer carries."""

from secrets import token_hex

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
"""No script, no frame, nothing from elsewhere, no address of ours to others, and no search engine."""


class Safe:
    """Puts the safe headers on every answer, with a number by which a request can be found in a log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                _dress(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_safely if scope["type"] == "http" else send)


def safe(response: Response) -> Response:
    """Return *response* with the headers, for an answer that is given outside of everything else."""
    _dress(response.headers)
    return response


def _dress(headers: MutableHeaders) -> None:
    headers.update(HEADERS)
    headers.setdefault("Cache-Control", "no-cache")
    headers["X-Request-ID"] = token_hex(8)
