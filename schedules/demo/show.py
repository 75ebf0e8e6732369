"""Shows the comparison as a table that a person reads from the differences down."""

from collections import Counter

from rich.table import Table

from monitor.say import colour, glyph
from monitor.words import Standing
from schedules.demo.compare import Compared

TROUBLED = "down, blocked or redesigned"


def comparison_table(compared: list[Compared]) -> Table:
    """Return a row for every obligation that is more than plainly met, the wrong ones first."""
    told = sorted((one for one in compared if not one.plain), key=lambda one: (one.right, one.name))
    table = Table(title="判定与真值对照 · verdicts against the truth", title_justify="left")
    for name in ("", "单位 bureau", "事项 duty", "对象 what", "真值 truth", "判定 verdict"):
        table.add_column(name, overflow="fold")
    for one in told:
        mark = "[green]✓[/]" if one.right else "[bold red]✕[/]"
        table.add_row(mark, *(str(part) for part in one.name), one.wanted, _coloured(one))
    return table


def _coloured(one: Compared) -> str:
    if one.verdict is None:
        return one.found
    standing = one.verdict.standing
    return f"[{colour(standing)}]{glyph(standing)} {one.found}[/]"


def summary_lines(compared: list[Compared], troubled: set[str]) -> list[str]:
    """Return what a person wants to know first; *troubled* are the bureaus whose site could not be read."""
    wrong = sum(not one.right for one in compared)
    accused = [one for one in compared if one.accused]
    held = [one for one in compared if one.name[0] in troubled]
    unseen = [one for one in held if one.verdict and one.verdict.standing is Standing.CANNOT_TELL]
    counts = Counter(one.verdict.standing for one in compared if one.verdict)
    said = "  ".join(f"{glyph(one)} {one.value} {counts[one]}" for one in Standing if counts[one])
    flags = Counter(flag.value for one in compared if one.verdict for flag in one.verdict.flags)
    return [
        f"{len(compared)} obligations judged: {said}",
        f"flags: {'  '.join(f'{name} {count}' for name, count in sorted(flags.items())) or 'none'}",
        f"{len(compared) - wrong} as the truth has it, {wrong} otherwise",
        f"{len(accused)} wrong accusations; {len(unseen)} obligations of sites that were {TROUBLED}: cannot tell",
    ]
