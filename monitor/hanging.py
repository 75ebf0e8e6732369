"""Text for a terminal whose further lines stand under its first, not under its mark."""

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from crawler.door.terminal import let_out_text

WIDTH = 100


def hung(text: Text, lead: str = "", *, width: int = WIDTH) -> Text:
    """Return *text* behind *lead*, in lines of *width* cells that all begin where its first begins.

    It goes through the door before it is cut: half a number would not be known for one.

    >>> print(hung(Text("one two three"), "· ", width=9).plain)
    · one two
      three
    """
    indent = cell_len(lead)
    room = width - indent
    lines = let_out_text(text).wrap(Console(width=room), room, overflow="fold")
    whole = Text()
    for at, line in enumerate(lines):
        line.rstrip()
        whole.append(("\n" + " " * indent) if at else lead, style=text.style if not at else "")
        whole.append_text(line)
    return whole
