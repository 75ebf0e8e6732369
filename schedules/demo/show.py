"""Shows the comparison to a person: a line for each obligation with something to tell, and the counts."""

from collections import Counter

from rich import box
from rich.cells import cell_len, chop_cells
from rich.table import Table
from rich.text import Text

from crawler.plural import counted
from monitor.say import colour, glyph
from monitor.text import visible
from monitor.words import Standing
from schedules.demo.compare import Compared

TROUBLED = "down, blocked or redesigned"
WIDTH = 100  # columns of the output where no terminal says otherwise; the matrix is made for as many
WHAT = 26  # cells for what an obligation is about; leaves room for the longest standing with a flag, twice


def comparison_table(compared: list[Compared]) -> Table:
    """Return a row for every obligation that is more than plainly met, the wrong ones first."""
    told = sorted((one for one in compared if not one.plain), key=lambda one: (one.right, one.name))
    table = Table(
        title="判定与真值对照 · verdicts against the truth",
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=0,
    )
    for name in ("", "单位", "事项", "对象 what", "真值 truth", "判定 verdict"):
        table.add_column(name, overflow="fold")
    for one in told:
        bureau, duty, what = one.name
        mark = Text("✓", "green") if one.right else Text("✕", "bold red")
        table.add_row(mark, bureau, duty, Text(middle(visible(what), WHAT)), one.wanted, _coloured(one))
    return table


def middle(text: str, width: int) -> str:
    """Return *text* in at most *width* cells, its middle left out: a title differs at its end.

    >>> middle("望潮市教育局行政处罚决定书 望教罚字〔2015〕5号", 26)
    '望潮市教育局…〔2015〕5号'
    """
    if cell_len(text) <= width:
        return text
    half = (width - 1) // 2
    end = chop_cells(text[::-1], half)[0][::-1]
    head = chop_cells(text, width - 1 - half)[0]
    while end and cell_len(f"{head}…{end}") > width:  # signs that join are wider apart than together
        end = end[1:]
    while head and cell_len(f"{head}…{end}") > width:
        head = head[:-1]
    return f"{head}…{end}"


def _coloured(one: Compared) -> Text:
    if one.verdict is None:
        return Text(one.found)
    standing = one.verdict.standing
    return Text(f"{glyph(standing)} {one.found}", colour(standing))


def summary_lines(compared: list[Compared], troubled: set[str]) -> list[str]:
    """Return what a person wants to know first; *troubled* are the bureaus whose site could not be read."""
    accused = sum(one.accused for one in compared)
    held = [one for one in compared if one.name[0] in troubled and one.verdict]
    unseen = sum(one.verdict.standing is Standing.CANNOT_TELL for one in held if one.verdict)
    counts = Counter(one.verdict.standing for one in compared if one.verdict)
    said = "  ".join(f"{glyph(one)} {one.value} {counts[one]}" for one in Standing if counts[one])
    flags = Counter(flag.value for one in compared if one.verdict for flag in one.verdict.flags)
    return [
        f"standings: {said}",
        f"flags: {'  '.join(f'{name} {count}' for name, count in sorted(flags.items())) or 'none'}",
        f"bureaus whose site was {TROUBLED}: {counted(len(held), 'obligation')}, {unseen} cannot_tell",
        f"accusations that the truth does not know: {accused}",
    ]


def final_line(compared: list[Compared]) -> Text:
    """Return the one line that says whether every verdict is right."""
    wrong = sum(not one.right for one in compared)
    if wrong:
        return Text(f"✕ {wrong} of {len(compared)} verdicts differ from the truth", "bold red")
    return Text(f"✓ all {len(compared)} verdicts are as the truth has them", "bold green")
