import gc

import pytest

from crawler.collecting import fewer_collections


def test_thresholds_are_as_before_even_after_an_error():
    before = gc.get_threshold()
    with pytest.raises(KeyError), fewer_collections():
        assert gc.get_threshold() > before
        assert gc.isenabled()
        raise KeyError
    assert gc.get_threshold() == before
