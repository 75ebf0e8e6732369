"""A short play, crawled through the real crawler: every change told rightly, none from furniture, no date outside its interval."""

from datetime import timedelta

import pytest

from crawler.practice.mutating.deeds import Deed
from crawler.practice.mutating.script import write_play
from crawler.store.reader import FactReader
from crawler.words import EditKind as Kind
from schedules.commands.practice_versions import sound
from schedules.versions.measure import measure
from schedules.versions.play import crawl_play

DAYS, NOTICES, SEED = 14, 66, 1


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    play, city = write_play(DAYS, NOTICES, SEED)
    workspace, engine, running = crawl_play(play, city, tmp_path_factory.mktemp("play"))
    yield play, workspace, engine, running
    engine.dispose()


def test_every_change_is_told_rightly_and_nothing_else(played):
    found = measure(*played)
    assert (found.wrong, found.vain) == ([], [])
    assert sound(found)
    assert found.total.done == len(played[0].acts) > 30
    assert found.total.inside == found.total.done
    assert found.inside == found.came > 30
    assert found.quiet > 300, "furniture must have differed, or nothing was shown"


def test_the_check_sees_a_change_that_is_not_told(played):
    play, workspace, engine, running = played
    gone = next(one for one in play.acts if one.deed is Deed.FIGURE)
    added = gone.__class__(**{**vars(gone), "deed": Deed.TYPO})
    other = play.__class__(**{**vars(play), "acts": (*(one for one in play.acts if one is not gone), added)})
    found = measure(other, workspace, engine, running)
    assert not sound(found)
    assert len(found.wrong) == len(found.vain) == 1
    assert found.total.unlooked == 0, "it was looked at since, so that is no excuse"


def test_a_change_after_the_last_look_is_said_to_be_unlooked_at(played):
    play, workspace, engine, running = played
    last = next(one for one in play.acts if one.deed is Deed.SAME_FILE)
    since = last.__class__(**{**vars(last), "deed": Deed.TYPO, "at": play.looks[-1] + timedelta(hours=1)})
    acts = tuple(since if one is last else one for one in play.acts)
    found = measure(play.__class__(**{**vars(play), "acts": acts}), workspace, engine, running)
    assert found.deeds[Deed.TYPO].unlooked == found.total.unlooked == 1


def test_the_check_sees_a_notice_that_came_outside_its_interval(played):
    play, workspace, engine, running = played
    moved = dict.fromkeys(play.came, play.looks[-1])
    found = measure(play.__class__(**{**vars(play), "came": moved}), workspace, engine, running)
    assert found.inside < found.came
    assert not sound(found)


def test_versions_are_opened_by_deeds_alone(played):
    _, _, engine, running = played
    reader = FactReader(engine)
    for bureau in running.city.bureaus:
        versions, edits = reader.versions(bureau.site), reader.edits(bureau.site)
        opened = {one.version for one in edits if one.version}
        assert {one.id for one in versions if one.number > 1} == opened
        assert all(one.kind in Kind for one in edits)
