"""Crawled text for the terminal."""

from rich.text import Text


def plain(text: str) -> Text:
    """Return crawled text such that the terminal takes nothing in it for a command or for markup."""
    return Text("".join(one if one.isprintable() else "\ufffd" for one in text))
