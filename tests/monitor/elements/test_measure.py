from datetime import date

import pytest

from monitor.catalogue.load import find_edition
from monitor.elements.measure import LEAST, every_element, locate_all, read_all
from monitor.matching.match import Matcher
from monitor.matching.notice import NoticeText
from monitor.matching.rulefile import find_knowledge

NINGBO = find_edition("ningbo-2015")
BODY = (
    "处罚依据：渔业条例第三条。违法事实：禁渔期捕捞。处罚结果：罚款。被处罚人：海城船厂。"
    + "本决定依法公开。" * 30
)


@pytest.fixture(scope="module")
def matcher():
    return Matcher(NINGBO, find_knowledge(NINGBO))


def notice(n, body=BODY):
    return NoticeText(
        id=str(n), title="行政处罚决定书 望罚字〔2015〕7号", column="行政处罚", issuer="海城市渔业局", body=body,
        published=date(2015, 6, 24),
    )  # fmt: skip


def test_every_element_of_the_edition_can_be_located():
    located = list(locate_all(NINGBO))
    assert len(located) == 171
    assert [one.duty.id for one in located if one.found != {each.key for each in one.elements}] == []


def test_an_element_that_several_years_want_counts_once():
    keys = [one.key for one in every_element(NINGBO.duty("C21.1"))]
    assert len(keys) == len(set(keys))


def test_what_a_text_holds_is_read_and_a_title_is_no_text(matcher):
    read = list(read_all(NINGBO, matcher, [notice(1), notice(2, "处罚依据：条例" + "。" * (LEAST - 20))]))
    assert {one.notice.id for one in read} == {"1"}
    said = {one.element.key: one.finding.present for one in read}
    assert (said["basis"], said["doc_no"], said["performance"]) == (True, True, False)


def test_a_sample_is_the_same_for_a_seed_and_another_for_another(matcher):
    read = list(read_all(NINGBO, matcher, [notice(n) for n in range(5)]))
    orders = [[one.drawn(seed) for one in read] for seed in (1, 1, 2)]
    assert orders[0] == orders[1] != orders[2]
    assert len(set(orders[0])) == len(read)
