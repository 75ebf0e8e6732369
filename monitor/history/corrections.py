"""Whether a change is told of: by the page itself, or by a notice that corrects another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from crawler.records import EditRecord, Passage
from crawler.strict import read_toml
from monitor.known import KnownNotice
from monitor.matching.plain import plain

AROUND = timedelta(days=10)  # between a correction and the notice that tells of it, whichever is seen first
SHORTEST = 6  # signs of a title that names one notice and no other
READ = 2_000  # characters of a notice in which the corrected one is named


@dataclass(frozen=True, kw_only=True)
class _Terms:
    titles: tuple[str, ...]
    marks: tuple[str, ...]


@lru_cache(maxsize=1)
def _terms() -> _Terms:
    return read_toml(Path(str(files("monitor") / "history" / "terms.toml")), _Terms)


def corrections(notices: Iterable[KnownNotice]) -> tuple[KnownNotice, ...]:
    """Return those of *notices* whose titles say that they correct another."""
    return tuple(one for one in notices if any(word in one.title for word in _terms().titles))


def says_so(passages: Sequence[Passage]) -> bool:
    """Whether what came into a page says of the page that it was corrected."""
    return any(
        word in one.after and word not in one.before
        for one in passages
        for word in _terms().marks
        if one.where in {"title", "text"}
    )


def told_by(edit: EditRecord, notice: KnownNotice, known: Iterable[KnownNotice]) -> KnownNotice | None:
    """Return the correction among *known* that names *notice* and came about when it was changed."""
    for one in known:
        near = abs(one.record.first_seen_at - edit.at) <= AROUND
        if near and one.id != notice.id and _names(one, notice):
            return one
    return None


def _names(correction: KnownNotice, notice: KnownNotice) -> bool:
    """Whether *correction* names *notice*: by its title in brackets, as a part of its own title, or by its number."""
    heading = plain(correction.title)
    said = plain(f"{correction.title}\n{correction.versions[-1].body if correction.versions else ''}", READ)
    titles = {plain(one) for one in (notice.title, *(row.title for row in notice.sightings))}
    for one in titles:
        # a longer title that begins or ends like this one is another notice's
        if len(one) >= SHORTEST and (f"《{one}》" in said or heading.endswith(one) or _opens(heading, one)):
            return True
    number = plain(notice.versions[-1].doc_number) if notice.versions else ""
    return len(number) >= SHORTEST and number in said


def _opens(heading: str, title: str) -> bool:
    rest = heading.removeprefix(title).lstrip("的()（）[]【】 ")
    return rest != heading and rest.startswith(_terms().titles)
