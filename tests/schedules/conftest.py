"""Obligations as they are and as they were judged."""

from types import SimpleNamespace

import pytest

from crawler.practice.truth import Obligation
from monitor.words import Flag, Standing
from schedules.demo.compare import compare


def truth(standing="met", *flags, what="1号", bureau="caizheng", late=None):
    return Obligation(
        bureau=bureau,
        duty="C02.1",
        what=what,
        standing=standing,
        flags=flags,
        late_working_days=late,
        why="",
        due=None,
        trigger=None,
        notice="",
        claimed=None,
        appeared=None,
    )


def verdict(standing="met", *flags, what="1号", bureau="caizheng", late=None):
    return SimpleNamespace(
        obligation=SimpleNamespace(bureau=bureau, duty="C02.1", what=what),
        standing=Standing(standing),
        flags=tuple(Flag(one) for one in flags),
        late_working_days=late,
    )


@pytest.fixture
def pair():
    """Compares one obligation as it is with how it was judged, each given as the words of its standing and flags."""

    def compared(wanted, found):
        known = [truth(*wanted[0], **wanted[1])] if wanted else []
        judged = [verdict(*found[0], **found[1])] if found else []
        return compare(known, judged)[0]

    return compared
