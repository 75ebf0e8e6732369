"""Cuts title, column and issuer of a notice into the short runs of characters that the classifier knows."""

from collections.abc import Iterator, Mapping

from monitor.matching.notice import Field

Gram = tuple[Field, str]
"""A run of characters and the field it stands in."""

SIZES: Mapping[Field, range] = {
    Field.TITLE: range(1, 4),
    Field.COLUMN: range(2, 4),
    Field.ISSUER: range(2, 4),
}
"""How long the runs of each field are; the body is left to the rules, because few labelled notices have one."""

START, END = "\x02", "\x03"  # no text that was made plain holds them


def grams(texts: Mapping[Field, str]) -> Iterator[Gram]:
    """Yield the runs of plain *texts*, some more than once; the ends of a field count as characters.

    >>> [run for _, run in grams({Field.COLUMN: "甲"})] == [START + "甲", "甲" + END, START + "甲" + END]
    True
    """
    for place, sizes in SIZES.items():
        for run in runs(texts.get(place, ""), sizes):
            yield place, run


def runs(text: str, sizes: range) -> list[str]:
    """Return the runs of those sizes in *text*."""
    if not text:
        return []
    whole = bounded(text)
    return [whole[start : start + size] for size in sizes for start in range(len(whole) - size + 1)]


def bounded(text: str) -> str:
    """Return *text* with its ends as characters."""
    return f"{START}{text}{END}"


def shown(run: str) -> str:
    """Return *run* as a person reads it."""
    return run.strip(START + END)
