"""Personal data in the open is listed with where it stands, and never shown."""

import pytest

from crawler.words import FileOutcome
from monitor.catalogue.load import find_edition
from monitor.elements.spot import Spot
from monitor.exposed import MOST, about_persons, exposed_in
from tests.monitor.elements.test_notice import notice, read

IDENTITY = "11010519491231002X"
LEAK = f"当事人：陶文澜，身份证号码：{IDENTITY}，罚款二百元。"


def test_a_page_and_its_files_are_looked_at():
    found = exposed_in(notice(read(text=f"封面\f{LEAK}"), body=f"公告\n{LEAK}"), persons=True)
    assert [(one.kind, one.spot.file, one.spot.part, one.spot.line) for one in found] == [
        ("身份证号码", "", 0, 2),
        ("身份证号码", "a.pdf", 2, 1),
    ]


def test_nothing_of_it_is_shown():
    (one,) = exposed_in(notice(links=0, body=LEAK), persons=True)
    assert IDENTITY not in repr(one)
    assert IDENTITY[6:14] not in repr(one)
    assert "文澜" not in repr(one)
    assert "罚款二百元" in one.passage


@pytest.mark.parametrize(
    ("outcome", "found"),
    [
        pytest.param(FileOutcome.READ, True, id="read"),
        pytest.param(FileOutcome.PARTLY, True, id="read in part"),
        pytest.param(FileOutcome.SCAN, False, id="OCR may have misread it"),
    ],
)
def test_what_was_read_for_certain_counts(outcome, found):
    assert bool(exposed_in(notice(read(text=LEAK, outcome=outcome), body="公告"), persons=True)) is found


def test_a_roll_is_listed_up_to_a_point():
    roll = "\n".join(f"联系电话：138{n:08}" for n in range(90))
    found = exposed_in(notice(links=0, body=roll), persons=True)
    assert len(found) == MOST
    assert found[0].spot == Spot(line=1, start=5)


@pytest.mark.parametrize(
    ("text", "persons", "office"),
    [
        pytest.param("联系邮箱：haicheng@mail.example", True, False, id="where the office is reached"),
        pytest.param("招标联系人手机：13800001111", True, False, id="who answers for a tender"),
        pytest.param(f"身份证号码：{IDENTITY}", True, True, id="an identity number is nobody's address"),
    ],
)
def test_an_office_may_say_how_it_is_reached(text, persons, office):
    one = notice(links=0, body=text)
    assert bool(exposed_in(one, persons=True)) is persons
    assert bool(exposed_in(one, persons=False)) is office


@pytest.mark.parametrize(
    ("duty", "persons"),
    [
        pytest.param("C02.1", True, id="penalties"),
        pytest.param("C16.5", True, id="penalties of enterprises, which are the same"),
        pytest.param("C05.6", True, id="a roll of who applied"),
        pytest.param("C08.3", False, id="a tender"),
        pytest.param("C20.1", False, id="the guide"),
    ],
)
def test_which_notices_are_about_persons(duty, persons):
    edition = find_edition("ningbo-2015")
    assert about_persons(edition, edition.duty(duty)) is persons
