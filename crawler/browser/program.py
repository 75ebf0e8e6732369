"""The browser's program: whether it is here, and how it is started."""

import os
import shutil
from importlib.util import find_spec

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
HINT = "pip install 'gongkai[browser]', and Debian's chromium"
NOWHERE = "http://nowhere.invalid:1"
"""The proxy that every connection of the browser's own would need; there is none."""
FLAGS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",  # it finds no host by itself
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # containers give little of it
    "--js-flags=--max-old-space-size=256",
)


def program(named: str) -> str:
    """Return the path of the browser: the *named* one, or the first on the path; an empty text where there is none."""
    for one in [named] if named else NAMES:
        if found := shutil.which(one):
            return found
    return ""


def absence(named: str) -> str:
    """Return why no page can be drawn here, with what would help, or an empty text."""
    if find_spec("playwright") is None:
        return f"no browser here: {HINT}"
    if not program(named):
        return f"no browser here: {named or NAMES[0]!r} is not found; {HINT}"
    return ""


def flags() -> list[str]:
    """Return what the browser is started with; its sandbox cannot be had by root."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
