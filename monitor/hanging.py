"""Text for a terminal whose further lines stand under its first, not under its mark."""

import shutil
import sys
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from crawler.door.terminal import let_out_text

WIDTH = 100
"""Columns that output is made for, and takes wherever it does not go to a narrower terminal."""
_LEAST = 40  # columns under which nothing would be readable


def columns() -> int:
    """Return how many columns a command may fill: those of its terminal, as long as that is not a wide one."""
    if not sys.stdout.isatty():
        return WIDTH
    return max(_LEAST, min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns))


@dataclass(frozen=True)
class Hung:
    """Text behind a lead, cut into lines by the width at which it comes to be shown."""

    text: Text
    lead: str = ""

    def laid_out(self, width: int) -> Text:
        """Return the lines at *width* cells; all begin where the first one does.

        It goes through the door before it is cut: half a number would not be known for one.

        >>> print(hung(Text("one two three"), "· ").laid_out(9).plain)
        · one two
          three
        """
        indent = cell_len(self.lead)
        room = max(1, width - indent)
        lines = let_out_text(self.text).wrap(Console(width=room), room, overflow="fold")
        whole = Text()
        for at, line in enumerate(lines):
            line.rstrip()
            whole.append(("\n" + " " * indent) if at else self.lead, style=self.text.style if not at else "")
            whole.append_text(line)
        return whole

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines as wide as there is room."""
        yield self.laid_out(options.max_width)


def hung(text: Text, lead: str = "") -> Hung:
    """Return *text* behind *lead*, to be shown in lines that all begin where its first begins."""
    return Hung(text, lead)
