"""The moment of publication lies inside the first-seen interval, however often, how well and when we looked."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crawler.clock import local_day
from crawler.records import ReadingRecord
from crawler.words import Ending
from monitor.appearance import Stood, first_seen

START = datetime(2015, 7, 1, tzinfo=UTC)
HOURS = 24 * 20


@st.composite
def looks(draw):
    """Return looks at one column: beginning, length, how deep in days it went, and how it ended."""
    count = draw(st.integers(1, 12))
    begins = sorted(draw(st.lists(st.integers(0, HOURS), min_size=count, max_size=count, unique=True)))
    made = []
    for number, begin in enumerate(begins, 1):
        room = min([one for one in begins if one > begin] or [begin + 2]) - begin
        ending = draw(
            st.sampled_from(
                [Ending.EXHAUSTED, Ending.COVERED, Ending.BLOCKED, Ending.LOST_NEXT, Ending.GLANCED]
            )
        )
        made.append((number, begin, draw(st.floats(0.01, room * 0.9)), draw(st.integers(0, 30)), ending))
    return made


@given(
    looks(),
    st.floats(0, HOURS),
    st.integers(-40, 3),
    st.floats(0, 1),
    st.booleans(),
)
def test_the_true_moment_is_inside(looked, published, claimed_after, place, dated):
    """A row is met by a reading that turns to its page after it was published, if the reading goes so deep."""
    came = START + timedelta(hours=published)
    claimed = local_day(came) + timedelta(days=claimed_after) if dated else None
    readings, met, seen_at = [], set(), None
    for number, begin, length, depth, ending in looked:
        started = START + timedelta(hours=begin)
        ended = started + timedelta(hours=length)
        oldest = local_day(started) - timedelta(days=depth)
        turned = started + (ended - started) * place
        deep = ending is Ending.EXHAUSTED or (
            ending in {Ending.COVERED, Ending.LOST_NEXT, Ending.GLANCED}
            and claimed is not None
            and claimed >= oldest
        )
        if ending is not Ending.BLOCKED and deep and came <= turned:
            met.add(number)
            seen_at = seen_at or turned
        readings.append(
            ReadingRecord(
                id=number, site="web", column="c", started_at=started, ended_at=ended, pages=1, ending=ending,
                complete=ending.complete, oldest=None if ending is Ending.BLOCKED else oldest, newest=None, sightings=(),
            )
        )  # fmt: skip
    if seen_at is None:
        return
    found = first_seen([Stood(readings=readings, met=frozenset(met))], claimed, seen_at)
    assert found.lower is None or found.lower < came
    assert came <= found.upper


def test_the_property_is_about_something():
    """One example by hand: read whole at noon, published at one, met at two."""
    noon, two = (START + timedelta(hours=one) for one in (12, 14))
    readings = [
        ReadingRecord(
            id=number, site="web", column="c", started_at=at, ended_at=at, pages=1, ending=Ending.EXHAUSTED, complete=True,
            oldest=None, newest=None, sightings=(),
        )
        for number, at in ((1, noon), (2, two))
    ]  # fmt: skip
    found = first_seen([Stood(readings=readings, met=frozenset({2}))], date(2015, 7, 1), two)
    assert (found.lower, found.upper) == (noon, two)
