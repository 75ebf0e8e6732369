"""Reads when an article says it was published, and by whom: on the page first, in the metas where the page is silent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from crawler.extract.dates import find_dates, read_compact_date, read_date
from crawler.extract.labels import Labelled

VAGUE = ("时间", "日期")
"""Labels that may mean any date; believed where no clearer one stands."""


@dataclass(frozen=True, kw_only=True)
class Published:
    """A date as a page claims it."""

    day: date | None = None
    text: str = ""
    where: str = ""


def read_published(
    labels: Iterable[Labelled], metas: dict[str, str], beside: Iterable[str], today: date | None = None
) -> Published:
    """Return the date of publication: behind its label, alone in a line under the title, or in the metas."""
    labels = sorted(labels, key=lambda one: one.label in VAGUE)
    for one in labels:
        if one.field == "published" and (day := read_date(one.value, today)):
            return Published(day=day, text=one.value, where=f"label {one.label}")
    for text in beside:
        for found in find_dates(text, today):
            return Published(day=found.day, text=found.text, where="line under the title")
    said = metas.get("PubDate", "")
    if day := read_date(said, today) or read_compact_date(said, today):
        return Published(day=day, text=said, where="meta PubDate")
    return Published()


def read_source(labels: Iterable[Labelled], metas: dict[str, str]) -> tuple[str, str]:
    """Return who published, and where that is said."""
    labels = list(labels)
    for field in ("source", "issuer"):
        for one in labels:
            if one.field == field and not read_date(one.value):
                return one.value, f"label {one.label}"
    if said := metas.get("ContentSource", ""):
        return said, "meta ContentSource"
    return "", ""
