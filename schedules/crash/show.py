"""Shows what came of the campaign: a table of all stages, and a line as each has been played."""

from collections import Counter
from collections.abc import Iterable, Iterator
from signal import Signals

from rich.table import Table

from schedules.crash.course import Row
from schedules.crash.run import LeftOut

_HEADS = ("database", "disturbance", "stage", "times", "ended", "lost", "double", "bad", "same", "", "")


def lines_of(row: Row | LeftOut) -> Iterator[str]:
    """Yield how a stage went, and what its lives said that should not have been said."""
    if isinstance(row, LeftOut):
        yield f"  left out: {row.why}"
    else:
        yield f"  {'✓' if row.right else '✗'} {_endings(row.lived.ended)}"
        yield from row.lived.wrong


def table_of(rows: Iterable[Row | LeftOut]) -> Table:
    """Return the table of all *rows*."""
    table = Table(*_HEADS)
    for row in rows:
        table.add_row(
            *(_cells(row) if isinstance(row, Row) else (row.what, "", "", "", f"left out: {row.why}"))
        )
    return table


def disturbed(rows: Iterable[Row | LeftOut]) -> str:
    """Return how often each disturbance struck."""
    done = Counter[str]()
    for row in rows:
        if isinstance(row, Row):
            done[row.disturbance] += row.lived.struck
    return ", ".join(f"{name}: {times}" for name, times in done.items())


def _cells(row: Row) -> tuple[str, ...]:
    tally = row.tally
    return (
        row.database,
        row.disturbance,
        row.stage,
        str(row.lived.struck),
        _endings(row.lived.ended),
        *(str(one) for one in (tally.lost, tally.double, tally.bad)),
        "yes" if tally.same else "no",
        "[green]✓[/]" if row.right else "[red]✗[/]",
        row.remark,
    )


def _endings(ended: Counter[int]) -> str:
    """Return how lives ended: each exit status, or the signal that ended them, and how often."""
    named = {status: Signals(-status).name if status < 0 else str(status) for status in ended}
    return ", ".join(f"{named[status]} × {times}" for status, times in sorted(ended.items()))
