from datetime import date
from pathlib import Path

import pytest

from crawler.errors import InvalidFile
from monitor.catalogue.load import SHIPPED, find_edition
from monitor.commands.match import read_notice
from monitor.elements.judged import FILE, Judged, hold, read_judged
from monitor.matching.notice import NoticeText

NINGBO = find_edition("ningbo-2015")
NOTICES = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "notices.jsonl"
BODY = (
    "一、处罚依据：渔业条例第三条。" + "本决定依法公开，承办人已将案卷归档。" * 12 + "违法事实：禁渔期捕捞。"
)
FLOORS = {"first": (0.95, 0.97), "second": (0.95, 0.97)}  # of what is there found, of what is found right


def notice():
    return NoticeText(
        id="n1", title="行政处罚决定书", column="行政处罚", issuer="海城市渔业局", body=BODY,
        published=date(2015, 6, 24),
    )  # fmt: skip


def held(element, at):
    judged = Judged(sample="s", notice="n1", duty="C02.1", element=element, at=at)
    return hold(NINGBO, judged, {"n1": notice()})


def test_a_find_where_the_reader_saw_it_is_near():
    one = held("basis", BODY.index("处罚依据"))
    assert (one.there, one.found, one.denied, one.near) == (True, True, False, True)


def test_a_find_elsewhere_is_not_near_and_one_that_is_not_there_is_neither():
    assert not held("basis", BODY.index("违法事实")).near
    one = held("basis", None)
    assert (one.there, one.found, one.near) == (False, True, False)


def test_what_is_there_and_not_found_is_denied():
    one = held("performance", 5)
    assert (one.there, one.found, one.denied) == (True, False, True)


def test_a_judgement_of_a_notice_that_is_not_here_is_left_out():
    assert hold(NINGBO, Judged(sample="s", notice="n2", duty="C02.1", element="basis", at=1), {}) is None


@pytest.mark.parametrize(
    "text", ["samples: 3", "note: x\nsamples: [{id: a, notices: {n1: [C02.1]}}]", "- [", "note: x"]
)
def test_samples_that_cannot_be_read_are_named(tmp_path, text):
    path = tmp_path / FILE
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidFile, match="no samples of judgements"):
        read_judged(path)


def test_every_judgement_is_of_an_element_that_the_edition_has():
    note, judged = read_judged(SHIPPED / "ningbo-2015" / FILE)
    assert "first sample was in view" in note
    assert len(judged) == len({(one.notice, one.element) for one in judged})
    for one in judged:
        duty = NINGBO.duty(one.duty)
        keys = {each.key for each in duty.elements} | {
            each.key for part in duty.element_sets for each in part.elements
        }
        assert one.element in keys


@pytest.mark.skipif(not NOTICES.is_file(), reason="the judged notices are not beside this checkout")
def test_no_share_falls_below_its_floor():
    lines = enumerate(NOTICES.read_text("utf-8").splitlines(), 1)
    notices = {one.id: one for one in (read_notice(line, number) for number, line in lines)}
    _, judged = read_judged(SHIPPED / "ningbo-2015" / FILE)
    for sample, (recall, right) in FLOORS.items():
        said = [hold(NINGBO, one, notices) for one in judged if one.sample == sample]
        both = sum(one.there and one.found for one in said)
        assert both >= recall * sum(one.there for one in said)
        assert both >= right * sum(one.found for one in said)
