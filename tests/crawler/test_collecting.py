import gc

import pytest

from crawler.collecting import fewer_collections


def _fail_within():
    with fewer_collections():
        assert gc.get_threshold()[0] > 700
        assert gc.isenabled()
        raise KeyError


def test_thresholds_are_as_before_even_after_an_error():
    before = gc.get_threshold()
    with pytest.raises(KeyError):
        _fail_within()
    assert gc.get_threshold() == before
