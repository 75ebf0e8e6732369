"""Which headers of the browser go out, and which of an answer come in."""

from collections.abc import Mapping

_OURS = frozenset(
    {
        *(
            "user-agent",
            "accept-encoding",
            "accept-language",
            "host",
            "cookie",
            "connection",
            "content-length",
        ),
        *(
            "if-none-match",
            "if-modified-since",
            "upgrade-insecure-requests",
            "origin",
            "pragma",
            "cache-control",
        ),
    }
)
"""Headers of the browser that are not sent: they are ours to set, or would give away a memory that it has not."""
_DROPPED = frozenset(
    {
        *("content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"),
        *("set-cookie", "refresh", "link", "strict-transport-security"),
    }
)
"""Headers of answers that the browser does not get: the body is unpacked, and it keeps and follows nothing."""


def is_sent(name: str) -> bool:
    """Whether a header that the browser sets goes to the site."""
    return name not in _OURS and not name.startswith((":", "sec-", "proxy-"))


def kept(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers of an answer that the browser gets."""
    return {name: value.replace("\n", ", ") for name, value in headers.items() if name not in _DROPPED}
