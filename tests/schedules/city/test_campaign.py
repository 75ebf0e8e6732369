"""The campaign in short: six bureaus and a year, sound and with some faults; the truth is found and nobody is accused."""

from datetime import UTC, datetime

import pytest

from crawler.errors import UsageError
from crawler.practice.faults.registry import city_faults
from crawler.practice.grown.grow import grow_city
from monitor.words import Standing
from schedules.city.held import Held, for_people, held
from schedules.city.ours import OURS
from schedules.city.rounds import Round, deal
from schedules.city.run import campaign
from schedules.city.show import confusion, fault_table, flag_table, left_out, summary, wrong
from schedules.commands.practice_city import machine_in

FAULTS = (
    "a closed port",
    "a page of welcome",
    "404 for one of two networks",
    "everything new dated 45 days back",
    "days of another time zone, one too early",
)
FAR, UNKNOWN = OURS[-2:]


def playing(folder, grown, *, kept=False):
    return campaign(grown, folder, lambda: datetime.now(UTC), lambda *_: None, machine_in, kept=kept)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("city")


@pytest.fixture(scope="module")
def played(folder):
    """The sound city, the same with a fault over each site, and with what is wrong with our calendar."""
    grown = grow_city(6, 1)
    chosen = [one for one in city_faults() if one.name in FAULTS]
    with playing(folder, grown) as running:
        (dealt,) = deal(grown, chosen, 1)
        sound = running.sound()
        ours = Round(sites=dealt.sites[:1], ours=UNKNOWN)
        return sound, running.round(1, dealt), running.round(2, ours)


def every(played):
    return [one for compared in played.compared.values() for one in compared]


def test_every_standing_and_flag_of_the_truth_is_found(played):
    sound, *_ = played
    assert list(wrong(sound)) == []
    assert len(every(sound)) > 60
    assert {one.truth.standing for one in every(sound)} >= {"met", "late", "suspected_missing", "not_due"}
    assert sum(len(one.truth.flags) for one in every(sound)) > 15


def test_faults_weaken_and_never_accuse(played):
    _, faulty, _ = played
    assert list(wrong(faulty)) == []
    assert {fault.name for fault in faulty.round.faults.values()} == set(FAULTS)
    counts = [held(one) for one in every(faulty)]
    assert counts.count(Held.WEAKENED) > 0
    assert counts.count(Held.FOUND) > counts.count(Held.WEAKENED)


def test_what_is_dated_back_goes_to_people(played):
    _, faulty, _ = played
    row = [one.row for one in faulty.round.faults.values()].index(21)
    compared = list(faulty.compared.values())[row]
    assert sum(map(for_people, compared)) > 0


def test_without_the_holidays_of_a_year_nothing_of_it_is_told(played):
    sound, _, ours = played
    assert list(wrong(ours)) == []
    (bureau, compared), *_ = ours.compared.items()
    unsure = [one for one in compared if one.verdict and one.verdict.standing == Standing.CANNOT_TELL]
    before = [one for one in sound.compared[bureau] if one.verdict.standing == Standing.CANNOT_TELL]
    assert len(unsure) > len(before)


def test_what_is_known_before_a_fault_stays_known(played):
    _, faulty, _ = played
    late = [one for one in every(faulty) if one.truth and one.truth.standing == Standing.LATE]
    assert any(held(one) is Held.FOUND for one in late)


def test_says_what_came_of_it(played):
    sound, faulty, ours = played
    assert confusion("sound", every(sound)).row_count >= 5
    assert flag_table(every(sound)).row_count == 7
    assert fault_table([faulty, ours]).row_count == len(FAULTS) + 1
    assert set(range(1, 28)) - set(left_out([faulty, ours])) == {1, 15, 16, 21, 27}
    assert summary([sound]).endswith("0 weakened, 0 other, 0 wrong")


def test_what_was_kept_is_judged_again_without_a_crawl(played, folder):
    sound, *_ = played
    with playing(folder, grow_city(6, 1), kept=True) as running:
        assert summary([running.sound_again()]) == summary([sound])


def test_faults_are_laid_anew_over_what_was_kept(played, folder):
    grown = grow_city(6, 1)
    (folder / "round-3" / "left").mkdir(parents=True)
    with playing(folder, grown, kept=True) as running:
        far = running.round(3, Round(sites=tuple(grown.sites)[:1], ours=FAR))
    assert all(held(one) is Held.FOUND for one in every(far))
    assert len(every(far)) > 5


@pytest.mark.parametrize(
    ("bureaus", "place", "message"),
    [
        pytest.param(7, ".", "another city", id="of other bureaus"),
        pytest.param(6, "elsewhere", "no city was played", id="nothing there"),
    ],
)
def test_what_was_not_kept_cannot_be_played_again(played, folder, bureaus, place, message):
    with (
        pytest.raises(UsageError, match=message),
        playing(folder / place, grow_city(bureaus, 1), kept=True),
    ):
        pass
