from types import SimpleNamespace

import pytest

from monitor.pack.sheet import _absent


def verdict(*complete, certain=False, used=None):
    readings = [SimpleNamespace(id=at, complete=one) for at, one in enumerate(complete)]
    return SimpleNamespace(
        readings=tuple(range(len(complete)) if used is None else used),
        evidence=SimpleNamespace(
            places=[SimpleNamespace(readings=readings)], candidates=[SimpleNamespace(certain=certain)]
        ),
    )


@pytest.mark.parametrize(
    ("told", "absent"),
    [
        pytest.param(verdict(True, True), True, id="every list read whole"),
        pytest.param(verdict(True, False), False, id="one broken off"),
        pytest.param(verdict(True, False, used=[0]), True, id="the broken one was not used"),
        pytest.param(verdict(True, certain=True), False, id="something was found"),
        pytest.param(verdict(), False, id="nothing was read"),
    ],
)
def test_the_sheet_says_absent_only_where_every_list_was_read_whole(told, absent):
    assert _absent(told) is absent
