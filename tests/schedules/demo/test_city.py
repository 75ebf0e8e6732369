"""The city lives in a process of its own, follows the day, and ends with the block."""

import json
from datetime import date
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from crawler.errors import GongkaiError
from crawler.workspace import open_workspace
from schedules.demo import city as module
from schedules.demo.city import city_process


def test_it_follows_and_it_ends(tmp_path):
    with city_process(tmp_path, seed=1) as process:
        assert len(open_workspace(tmp_path).sites()) == 12
        process.move(date(2015, 7, 3))
        with urlopen(f"{process.control}/day", timeout=10) as answer:
            assert json.load(answer) == {"day": "2015-07-03"}
    with pytest.raises(URLError):
        urlopen(process.control, timeout=10)


def test_a_city_that_does_not_begin_is_an_error_of_ours(tmp_path, monkeypatch):
    monkeypatch.setattr(module.sys, "executable", "/bin/false")
    with pytest.raises(GongkaiError, match="ended with 1 before it began"), city_process(tmp_path, seed=1):
        pass
