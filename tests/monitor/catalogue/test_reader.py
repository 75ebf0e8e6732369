from dataclasses import dataclass
from datetime import date

import pytest

from monitor.catalogue.documents import Place, Problems
from monitor.catalogue.reader import read_file
from monitor.words import Unit


@dataclass(frozen=True, kw_only=True)
class Inner:
    at: Place
    name: str
    n: int = 0


@dataclass(frozen=True, kw_only=True)
class Outer:
    day: date | None = None
    unit: Unit = Unit.WORKING_DAY
    flag: bool = False
    inner: tuple[Inner, ...] = ()


@pytest.fixture
def read(tmp_path):
    def read(text: str):
        path = tmp_path / "one.yaml"
        path.write_text(text, "utf-8")
        problems = Problems()
        return read_file(path, Outer, problems), [
            problem.message.partition(":")[2] for problem in problems.found
        ]

    return read


def test_every_kind_of_value_is_read(read):
    outer, problems = read("day: 2015-06-24\nunit: cd\nflag: true\ninner:\n- {name: 甲, n: 3}\n- name: 乙\n")
    assert problems == []
    assert (outer.day, outer.unit, outer.flag) == (date(2015, 6, 24), Unit.CALENDAR_DAY, True)
    assert [(one.name, one.n, one.at.line()) for one in outer.inner] == [("甲", 3, 5), ("乙", 0, 6)]


def test_null_is_none_only_where_none_may_be(read):
    assert read("day: null\n")[0] == Outer()
    assert read("flag: null\n")[1] == ["1: 'flag' wants true or false, not 'null'"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("flag: 1\n", ["1: 'flag' wants true or false, not '1'"], id="number for yes"),
        pytest.param(
            "day: 2015-02-30\n", ["1: 'day' wants a day such as 2015-06-24, not '2015-02-30'"], id="30 Feb"
        ),
        pytest.param(
            "day: 2015-06-24 10:00:00\n",
            ["1: 'day' wants a day such as 2015-06-24, not '2015-06-24 10:00:00'"],
            id="a time",
        ),
        pytest.param("inner: {}\n", ["1: 'inner' wants a list"], id="table for list"),
        pytest.param("inner: [3]\n", ["1: wants keys and values here"], id="number for table"),
        pytest.param(
            "inner:\n- {name: [x]}\n", ["2: 'name' wants text, not a list or a table"], id="list for text"
        ),
        pytest.param("- 1\n", ["1: wants keys and values here"], id="list at the top"),
        pytest.param(
            "at: 1\n", ["1: unknown key 'at'; known here: day, flag, inner, unit"], id="unknown key"
        ),
        pytest.param("inner:\n- {name: a, n: 0o7}\n", ["2: 'n' wants a whole number, not '0o7'"], id="octal"),
        pytest.param(
            "unit: days\ninner:\n- {n: x}\n",
            [
                "1: 'unit' cannot be 'days'; it is one of wd, cd, hour, week, month, quarter, half_year, year",
                "3: 'n' wants a whole number, not 'x'",
                "3: key 'name' is missing",
            ],
            id="several at once",
        ),
    ],
)
def test_what_does_not_fit_is_said(read, text, said):
    value, problems = read(text)
    assert value is None
    assert problems == said
