"""What was lost, is there twice, or is not what it was: the numbers in which the campaign reckons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler.practice.reckoning import Line


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What came of a stage against what should have come."""

    wanted: int
    """Things that should be there."""
    lost: int = 0
    double: int = 0
    """Things that are there though they should not, or once too often."""
    bad: int = 0
    """Things that are there with other bytes or values."""
    same: bool = True
    """Whether reports, or what they rest on, are those of an undisturbed run."""

    @property
    def right(self) -> bool:
        """Whether all is as it should be."""
        return self.wanted > 0 and self.same and not (self.lost or self.double or self.bad)


def tally(wanted: Mapping[str, object], found: Mapping[str, object]) -> Tally:
    """Return what *found* has of what is *wanted*; both say by name what a thing is."""
    bad = sum(found[name] != value for name, value in wanted.items() if name in found)
    return Tally(
        wanted=len(wanted),
        lost=len(wanted.keys() - found.keys()),
        double=len(found.keys() - wanted.keys()),
        bad=bad,
        same=wanted == found,
    )


def of_lines(lines: Sequence[Line], *, same: bool) -> Tally:
    """Return the tally of an archive that was held against what stood on the sites; *same* is known from elsewhere."""
    said = {one.what: one for one in lines}
    rows = said["rows seen"]
    twice = ("notices that never were", "notices with two versions", "notices twice")
    return Tally(
        wanted=said["notices with a version"].wanted + rows.wanted,
        lost=said["notices lost"].found + max(0, rows.wanted - rows.found),
        double=sum(said[one].found for one in twice) + max(0, rows.found - rows.wanted),
        bad=said["problems of the archive"].found + said["answers that differ"].found,
        same=same and all(one.right for one in lines),
    )
