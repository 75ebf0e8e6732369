from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from crawler.store.database import writing
from crawler.store.schema import prepare_facts
from crawler.store.tables import fetch, notice, run, version
from monitor.search.index import PIECE, update_index
from monitor.search.query import search
from monitor.store import prepare_judgement

NOON = datetime(2015, 6, 24, 4, tzinfo=UTC)
FILL = "一般公共事务的常规内容。" * 400


@pytest.fixture
def store(engine):
    prepare_facts(engine)
    prepare_judgement(engine)
    with writing(engine) as connection:
        row = {"site": "hb", "started_at": NOON, "state": "finished", "site_sha256": "", "software": "test"}
        connection.execute(insert(run).values(id=1, **row))
        row = {
            "run_id": 1,
            "purpose": "notice",
            "url": "http://x/",
            "at": NOON,
            "outcome": "ok",
            "detail": "",
        }
        connection.execute(insert(fetch).values(id=1, **row))
    return engine


def put(store, key, title, body="", site="hb", day=date(2015, 6, 24), number=1):
    with writing(store) as connection:
        if number == 1:
            row = {"site": site, "url_key": f"x/{key}", "url": f"http://x/{key}", "first_seen_at": NOON}
            connection.execute(insert(notice).values(id=key, **row))
        row = {"notice_id": key, "number": number, "fetch_id": 1, "seen_at": NOON, "text_sha256": str(number)}
        row |= {"title": title, "published": day, "published_text": "", "source": "", "doc_number": ""}
        connection.execute(insert(version).values(index_number="", body=body, provenance={}, **row))
    update_index(store)


def found(store, query, **options):
    return [hit.notice for hit in search(store, query, **options).hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("罚", [2, 1], id="one character"),
        pytest.param("处罚", [2, 1], id="two characters"),
        pytest.param("处罚决", [1], id="three characters"),
        pytest.param("行政处罚", [2, 1], id="four characters"),
        pytest.param("行政處罰", [2, 1], id="traditional script"),
        pytest.param("处罚 预算", [2], id="two words in different places"),
        pytest.param("罚行", [], id="letters that do not meet"),
        pytest.param("ＰＭ２．５", [3], id="full width"),
        pytest.param("pm2", [3], id="beginning of a latin word"),
        pytest.param("事务的常", [3], id="deep in a long body"),
        pytest.param("尾声标记", [3], id="at the very end of a long body"),
        pytest.param("", [3, 2, 1], id="nothing asked finds all"),
        pytest.param("  ", [3, 2, 1], id="blanks alone find all"),
        pytest.param("%", [], id="a sign without a word finds none"),
        pytest.param("'\" OR 1 --", [], id="hostile signs"),
        pytest.param("search_gram MATCH *", [], id="hostile words"),
    ],
)
def test_words_of_any_length_are_found(store, query, expected):
    put(store, 1, "行政处罚决定书", day=date(2015, 6, 1))
    put(store, 2, "行政处罚公示", "含有预算的内容", day=date(2015, 6, 2))
    put(store, 3, "空气质量月报", f"PM2.5 浓度。{FILL}尾声标记", day=date(2015, 6, 3))
    assert found(store, query) == expected


@pytest.mark.parametrize("edge", range(PIECE - 6, PIECE + 3))
def test_a_word_on_the_edge_of_a_piece_is_found(store, edge):
    put(store, 1, "公告", "甲" * edge + "行政处罚" + "乙" * 50)
    assert found(store, "行政处罚") == [1]


def test_only_the_newest_version_is_found(store):
    put(store, 1, "罚款五万元")
    put(store, 1, "罚款三万元", number=2)
    assert found(store, "五万") == []
    assert found(store, "三万") == [1]


def test_personal_data_is_not_to_be_found(store):
    put(store, 1, "处罚决定书", "当事人：张三丰，身份证号 11010519491231002X，电话 13800138000。")
    for one in ("张三丰", "11010519491231002X", "13800138000"):
        assert found(store, one) == []


def test_facets_total_and_narrowing(store):
    for key in range(1, 8):
        site, day = ("hb", date(2014, 1, key)) if key < 6 else ("cz", date(2015, 1, key))
        put(store, key, f"公告第{key}号", site=site, day=day)
    answer = search(store, "公告", limit=3)
    assert (answer.total, [hit.notice for hit in answer.hits]) == (7, [7, 6, 5])
    assert answer.sites == {"hb": 5, "cz": 2}
    assert answer.years == {2014: 5, 2015: 2}
    assert found(store, "公告", site="cz") == [7, 6]
    assert found(store, "公告", year=2014, limit=2, offset=2) == [3, 2]


def test_a_hit_shows_the_word_in_its_place(store):
    put(store, 1, "公告", "经查明，该公司未批先建，构成违法。")
    (hit,) = search(store, "未批先建").hits
    assert (hit.before, hit.word, hit.after) == ("经查明，该公司", "未批先建", "，构成违法。")


def test_the_passage_is_shown_as_it_was_written(store):
    put(store, 1, "公告", "關於ＡＢ公司的行政處罰決定")
    (hit,) = search(store, "ab公司的行政处罚").hits
    assert (hit.before, hit.word, hit.after) == ("關於", "ＡＢ公司的行政處罰", "決定")


def test_a_run_of_letters_without_end_is_indexed_and_found(store):
    put(store, 1, "公告", "x" * 5000 + "终")
    put(store, 2, "公告", "二〇一五年")
    assert found(store, "x" * 100) == [1]
    assert found(store, "二〇一五") == [2]


def test_a_second_look_indexes_nothing_new(store):
    put(store, 1, "公告", "内容")
    assert update_index(store) == 0
