"""Where in a notice something stands: on its page or in a file, by page or sheet, line, cell and offset."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Spot:
    """One place; numbers begin with 1, and 0 means that there is no such thing to count."""

    file: str = ""
    """Name of the file; empty for the page."""
    part: int = 0
    """Page or sheet of the file."""
    line: int = 0
    """Line of the page's text, or of that part; 0 where the file as such is meant."""
    cell: int = 0
    """Cell of the line, where it is the row of a table."""
    start: int = -1
    """Offset in the normalised text of page or file."""


NOWHERE = Spot()
