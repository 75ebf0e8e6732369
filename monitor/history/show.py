"""Draws what became of notices, and gives it as rows with stable codes."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from rich.console import RenderableType
from rich.text import Text

from crawler.clock import SHANGHAI
from crawler.records import Passage
from monitor.guard import Cell
from monitor.hanging import hung
from monitor.history.say import Line, say_manner, say_what
from monitor.say import say_edit, say_moment
from monitor.text import visible

COLUMNS = (
    "site",
    "what",
    "notices",
    "title",
    "kinds",
    "manner",
    "after",
    "until",
    "details",
    "before_text",
    "after_text",
)
SHOWN = 6  # passages of one change that are drawn


def rows(site: str, found: Iterable[Line]) -> list[list[Cell]]:
    """Return a row for each, with codes where codes are stable; passages stand one below the other."""
    return [
        [
            site,
            one.what.value,
            " ".join(map(str, one.notices)),
            one.title,
            " ".join(kind.value for kind in one.kinds),
            one.manner.value if one.manner else "",
            one.after,
            one.until,
            "; ".join(one.details),
            "\n".join(passage.before for passage in one.passages),
            "\n".join(passage.after for passage in one.passages),
        ]
        for one in found
    ]


def draw(found: Iterable[Line], lang: str, zone: ZoneInfo = SHANGHAI) -> Iterator[RenderableType]:
    """Yield the lines of a site: what it is and when, the details, the passages before and after."""
    for one in found:
        said = say_what(one.what, lang)
        if one.manner:
            kinds, manner = say_edit(one.kinds, lang), say_manner(one.manner, lang)
            said += f"（{kinds}；{manner}）" if lang == "zh" else f" ({kinds}; {manner})"
        after = say_moment(one.after, zone) if one.after else "—"
        numbers = " ".join(map(str, one.notices[:SHOWN]))
        yield hung(Text(f"{said} · {visible(one.title)} · {numbers}", style="bold"))
        yield hung(Text(f"({after}, {say_moment(one.until, zone)}]", style="bright_black"), "  ")
        for detail in one.details:
            yield hung(Text(visible(detail)), "  ")
        yield from draw_passages(one.passages)


def draw_passages(passages: Iterable[Passage]) -> Iterator[RenderableType]:
    """Yield the passages of one change, what went and what came."""
    for at, one in enumerate(passages):
        if at == SHOWN:
            yield Text("  …", style="bright_black")
            return
        if one.before:
            yield hung(Text(visible(one.before), style="red"), "  － ")
        if one.after:
            yield hung(Text(visible(one.after), style="green"), "  ＋ ")
