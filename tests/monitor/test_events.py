"""The file in which people write what happened."""

from datetime import date

import pytest

from crawler.errors import InvalidFile
from monitor.events import read_events

GOOD = """
[[event]]
duty = "C02.1"
bureau = "caizheng"
what = "罚字〔2015〕1号"
day = 2015-06-09
find = ["罚字〔2015〕1号"]
basis = "案件登记簿"
"""


def test_reads_events(tmp_path):
    path = tmp_path / "events.toml"
    path.write_text(GOOD, "utf-8")
    [event] = read_events(path)
    assert (event.duty, event.day, event.find) == ("C02.1", date(2015, 6, 9), ("罚字〔2015〕1号",))


def test_no_file_is_no_events(tmp_path):
    assert read_events(tmp_path / "events.toml") == ()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param('basis = "', 'source = "', "events.toml:8: unknown key 'source'", id="unknown key"),
        pytest.param("day = 2015-06-09", 'day = "June"', "events.toml:6: 'day' wants date", id="no date"),
        pytest.param(
            'find = ["罚字〔2015〕1号"]', "find = []", "find needs at least one text", id="nothing to find"
        ),
        pytest.param('basis = "案件登记簿"', 'basis = " "', "basis must not be empty", id="no source"),
    ],
)
def test_what_it_refuses(tmp_path, before, after, said):
    path = tmp_path / "events.toml"
    path.write_text(GOOD.replace(before, after), "utf-8")
    with pytest.raises(InvalidFile) as caught:
        read_events(path)
    assert said in caught.value.message
