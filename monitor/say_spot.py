"""Says where in a notice something stands."""

from monitor.elements.spot import NOWHERE, Spot
from monitor.say import heading


def say_spot(spot: Spot, lang: str = "zh") -> str:
    """Return the place in words; nothing where there is none.

    >>> say_spot(Spot(file="决算.xls", part=2, line=3, cell=4, start=9))
    '附件《决算.xls》第2页第3行第4列'
    """
    if spot == NOWHERE:
        return ""
    named = "in_file" if spot.file else "on_page"
    counted = [f"at_{name}" for name in ("part", "line", "cell") if getattr(spot, name)]
    gap = "" if lang == "zh" else ", "
    said = gap.join(heading(one, lang) for one in (named, *counted))
    return said.format(file=spot.file, part=spot.part, line=spot.line, cell=spot.cell)
