"""What a command prints: tables, lines and JSON, each through the door before it is laid out."""

import json
from collections.abc import Iterable
from typing import Any

import click
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from crawler.door.door import current
from crawler.door.streams import aside


class _DoorConsole(Console):
    """A console that knows no other text than the door lets out; a cell is asked about whole, not line by line."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Yield the segments of *renderable*, with its texts as they may leave."""
        if isinstance(renderable, Text):
            renderable = let_out_text(renderable)
        elif isinstance(renderable, str):
            renderable = current().text(renderable)
        return super().render(renderable, options)


def terminal(**options: Any) -> Console:
    """Return a console whose every text goes through the door; *options* are those of rich."""
    return _DoorConsole(**options)


def echo_json(value: Any, *, indent: int | None = 1) -> None:
    """Print *value* as one JSON value, every text in it as it may leave."""
    written = json.dumps(current().data(value), ensure_ascii=False, indent=indent, default=str)
    with aside():  # masked already, text by text; a number must not be taken for a telephone's
        click.echo(written)


def let_out_text(text: Text) -> Text:
    """Return *text* as it may leave; where nothing has to change with its colours, else with the first of each line."""
    shown = current().text(text.plain)
    if shown == text.plain:
        return text
    plain = Text(shown, style=text.style, justify=text.justify, overflow=text.overflow, no_wrap=text.no_wrap)
    for span in text.spans:
        before, inside = text.plain[: span.start], text.plain[span.start : span.end]
        start = len(current().text(before)) if before else 0
        plain.stylize(span.style, start, start + len(current().text(inside)))
    return plain
