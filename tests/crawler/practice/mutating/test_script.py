"""The play of the mutating sites: the same for the same seed, every deed done, and nothing done unseen."""

from collections import Counter

import pytest

from crawler.clock import local_day
from crawler.errors import UsageError
from crawler.practice.mutating.deeds import Deed
from crawler.practice.mutating.script import LEAST, write_play


@pytest.fixture(scope="module")
def play():
    return write_play(40, 300, 3)[0]


def test_the_same_seed_gives_the_same_play(play):
    assert write_play(40, 300, 3)[0] == play
    assert write_play(40, 300, 4)[0] != play


def test_every_deed_is_done_and_no_notice_twice(play):
    done = Counter(one.deed for one in play.acts)
    assert set(done) == set(Deed)
    assert min(done.values()) >= 3
    touched = Counter((one.site, one.number) for one in play.acts)
    assert set(touched.values()) == {1}


def test_what_is_done_is_done_between_the_first_and_the_last_look(play):
    for act in play.acts:
        assert play.looks[0] < act.at < play.looks[-1]
        assert act.until is None or act.at < act.until < play.looks[-1]


def test_nothing_is_done_before_it_could_be_read(play):
    out = {one.site: one for one in play.outages}
    for act in play.acts:
        came = play.came.get((act.site, act.number), play.looks[0])
        if act.deed in {Deed.BACKDATED, Deed.BULK}:
            continue
        blind = out.get(act.site)
        looks = [
            one
            for one in play.looks
            if came <= one < act.at and not (blind and blind.since <= local_day(one) <= blind.until)
        ]
        assert looks, act


def test_what_blinks_is_absent_at_one_look(play):
    for act in play.acts:
        if act.deed is Deed.BLINKED:
            assert sum(act.at < one < act.until for one in play.looks) == 1


def test_a_frame_shows_what_stands_from_its_moment_on(play):
    [act] = [one for one in play.acts if one.deed is Deed.BULK and one.site == "vsb-web"]
    frames = play.frames["vsb-web"]
    before = [one for one in frames if one.since < act.at][-1]
    at = [one for one in frames if one.since == act.at][-1]
    numbers = {one.number for one in at.notices} - {one.number for one in before.notices}
    assert numbers == {act.number, *act.others}


def test_too_short_a_play_is_refused():
    with pytest.raises(UsageError, match=f"{LEAST - 1} days are too few"):
        write_play(LEAST - 1, 60, 1)
