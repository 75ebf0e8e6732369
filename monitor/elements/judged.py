"""Holds what the code finds of elements against what a reader judged by hand, sample by sample."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from crawler.errors import InvalidFile
from monitor.catalogue.model import Edition
from monitor.elements.find import ElementFinding, find_elements
from monitor.elements.notice import edition_values
from monitor.matching.notice import NoticeText
from monitor.text import normalise

FILE = "judged.yaml"
NEAR = 150  # characters; what the reader pointed to stands in the passage, or in the sentence beside it
_HEAD = "标题：{}\n"


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What a reader says of one element of one notice."""

    sample: str
    notice: str
    duty: str
    element: str
    at: int | None
    """Where in the body it stands; None where the notice does not hold it."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """One judgement, and what the code says of the same element of the same notice."""

    judged: Judged
    finding: ElementFinding | None
    near: bool = False
    """Whether the code points to where the reader does; an element may stand in several places."""

    @property
    def there(self) -> bool:
        """Return whether the reader saw it."""
        return self.judged.at is not None

    @property
    def found(self) -> bool:
        """Return whether the code says that it is there."""
        return self.finding is not None and self.finding.present is True

    @property
    def denied(self) -> bool:
        """Return whether the code says that it is not there."""
        return self.finding is not None and self.finding.present is False


def read_judged(path: Path) -> tuple[str, tuple[Judged, ...]]:
    """Return how the samples in *path* came about, and their judgements; raise InvalidFile where they cannot be read."""
    try:
        given: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        judged = [one for sample in given["samples"] for one in _sample(sample)]
        return str(given["note"]), tuple(judged)
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise InvalidFile(path, None, f"no samples of judgements: {error}") from error


def _sample(given: dict[str, Any]) -> Iterator[Judged]:
    for notice, (duty, elements) in given["notices"].items():
        for key, at in elements.items():
            place = None if at is False else int(at)
            yield Judged(sample=given["id"], notice=notice, duty=duty, element=key, at=place)


def hold(edition: Edition, judged: Judged, notices: Mapping[str, NoticeText]) -> Held | None:
    """Return *judged* beside what the code says; None where the notice is not among those given."""
    notice = notices.get(judged.notice)
    if notice is None:
        return None
    duty, day = edition.duty(judged.duty), notice.published or edition.document_date
    owed = replace(duty, elements=duty.elements_on(day) if day else duty.elements, element_sets=())
    head = _HEAD.format(notice.title)
    said = find_elements(owed, head + notice.body, edition_values(edition))
    finding = next((one for one in said if one.element == judged.element), None)
    if finding is None or finding.present is not True or judged.at is None:
        return Held(judged=judged, finding=finding)
    place = len(normalise(head + notice.body[: judged.at]))
    return Held(judged=judged, finding=finding, near=abs(place - finding.spot.start) <= NEAR)
