"""Shows the days go by: a bar on a terminal, a line every twenty days elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from crawler.plural import counted
from schedules.demo.play import Played

Tell = Callable[[date, Played], None]
EVERY = (
    20  # days between two lines where there is no terminal: six lines a demo, the first after some seconds
)
BAR = 30  # columns of the bar; the line fits eighty


@contextmanager
def days_shown(console: Console, days: int) -> Iterator[Tell]:
    """Yield what to call after every day."""
    if not console.is_terminal:
        yield lambda day, played: _line(console, days, day, played)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(BAR),
        MofNCompleteColumn(),
        TextColumn("days"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[counts]}"),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("crawling", total=days, counts="")
        yield lambda day, played: progress.update(
            task, advance=1, description=f"{day}", counts=f"{counted(played.requests, 'request')}"
        )


def _line(console: Console, days: int, day: date, played: Played) -> None:
    if played.days % EVERY == 0 or played.days == days:
        console.print(
            f"day {played.days} of {days}: {day}  {counted(played.requests, 'request')}  {counted(played.new, 'row')}  "
            f"{counted(played.versions, 'version')}",
            highlight=False,
        )
