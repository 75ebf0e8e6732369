"""Every time in which a notice was not there: confirmed as a withdrawal is, and whether it came back."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from monitor.appearance import before, gone, times_present
from monitor.history.happening import Absence
from monitor.known import KnownNotice


def absences(notice: KnownNotice, moved: Mapping[int, int]) -> Iterator[Absence]:
    """Yield the times in which *notice* was not there, each confirmed as a withdrawal is.

    *moved* says as which notice a document came again.
    """
    for (_, last), (start, again) in pairwise(times_present(notice.stood, notice.looks)):
        if start - last <= notice.apart:
            continue
        looks = [one for one in notice.looks if one.at < start]
        if found := gone(before(notice.stood, start), looks, notice.claimed, notice.apart):
            yield Absence(notice=notice.id, gone=found, restored=again, moved_to=moved.get(notice.id))
    if found := gone(notice.stood, notice.looks, notice.claimed, notice.apart):
        yield Absence(notice=notice.id, gone=found, moved_to=moved.get(notice.id))
