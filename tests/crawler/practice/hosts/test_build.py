from collections import Counter

import pytest

from crawler.errors import UsageError
from crawler.practice.families import skins
from crawler.practice.hosts.build import DAY_ONE, DAY_TWO, build_hosts, kinds
from crawler.practice.hosts.misc import NAME as MISC
from crawler.practice.view import rows


@pytest.fixture(scope="module")
def bureaus():
    return {one.id: one for one in build_hosts().bureaus}


@pytest.mark.parametrize("name", sorted(kinds().keys() - {MISC}))
def test_a_host_has_everything_that_lists_are_full_of(bureaus, name):
    bureau = bureaus[name]
    column, second = bureau.columns
    listed = rows(bureau, column, DAY_ONE)
    files = [one for one in listed if one.attachments and not one.external]
    assert len(listed) == 47
    assert sum(one.pinned for one in listed) == 3
    assert len(files) == 5
    assert sum(bool(one.index_number) for one in listed) == 2
    assert [one.external.startswith("http") for one in listed if one.external].count(True) == 1
    assert [one.attachments[0].path for one in listed if one.external and one.attachments] == [
        one.external for one in listed if one.external and one.attachments
    ]
    assert [one.columns for one in listed if second.id in one.columns] == [(column.id, second.id)]
    assert -(-len(listed) // column.page_size) >= {"gkmlpt": 3, "hanweb-arrays": 1}.get(name, 4)


@pytest.mark.parametrize("name", sorted(kinds().keys() - {MISC}))
def test_on_the_second_day_one_is_new_one_is_gone_one_has_changed(bureaus, name):
    bureau = bureaus[name]
    before, after = (
        {one.number for one in rows(bureau, bureau.columns[0], day)} for day in (DAY_ONE, DAY_TWO)
    )
    assert (len(after - before), len(before - after)) == (1, 1)
    changed = [one for one in bureau.notices if one.body_on(DAY_ONE) != one.body_on(DAY_TWO)]
    assert [one.number in before & after for one in changed] == [True]


def test_addresses_and_titles_are_each_another(bureaus):
    for bureau in bureaus.values():
        assert max(Counter(one.title for one in bureau.notices).values()) == 1
        assert len(bureau.by_number) == len(bureau.notices)


def test_there_is_a_host_for_every_skin():
    assert set(skins()) <= set(kinds())
    assert [one.id for one in build_hosts(("vsb", "trs")).bureaus] == ["vsb", "trs"]


def test_an_unknown_host_is_named():
    with pytest.raises(UsageError, match="no such host: nowhere"):
        build_hosts(("nowhere",))
