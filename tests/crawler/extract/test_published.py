from datetime import date

import pytest

from crawler.extract.labels import Labelled
from crawler.extract.published import read_published, read_source

DAY = date(2024, 1, 2)


def labelled(*pairs):
    return [
        Labelled(field=field, label=label, value=value, index=at)
        for at, (field, label, value) in enumerate(pairs)
    ]


@pytest.mark.parametrize(
    ("labels", "metas", "beside", "where"),
    [
        pytest.param([("published", "发布日期", "2024-01-02 10:00")], {"PubDate": "2024-01-09"}, [], "label 发布日期", id="the label first"),
        pytest.param([("published", "时间", "2024-01-05"), ("published", "发布时间", "2024-01-02")], {}, [], "label 发布时间", id="the clearer label first"),
        pytest.param([("published", "发布日期", "无"), ("published", "时间", "2024年1月2日")], {}, [], "label 时间", id="the label with a date"),
        pytest.param([("written", "成文日期", "2024-01-01")], {}, ["2024-01-02"], "line under the title", id="a lone date"),
        pytest.param([], {"PubDate": "2024-01-02"}, [], "meta PubDate", id="the meta"),
        pytest.param([], {"PubDate": "20240102"}, [], "meta PubDate", id="the meta in eight digits"),
    ],
)  # fmt: skip
def test_read_published(labels, metas, beside, where):
    found = read_published(labelled(*labels), metas, beside)
    assert (found.day, found.where) == (DAY, where)
    assert found.text


def test_the_day_of_writing_is_no_day_of_publication():
    assert read_published(labelled(("written", "成文日期", "2024-01-01")), {}, []).day is None


@pytest.mark.parametrize(
    ("labels", "source"),
    [
        pytest.param(
            [("issuer", "发布机构", "乙局"), ("source", "来源", "甲局")],
            ("甲局", "label 来源"),
            id="the source first",
        ),
        pytest.param([("issuer", "发布机构", "乙局")], ("乙局", "label 发布机构"), id="the issuer"),
        pytest.param(
            [("source", "来源", "2024-01-02")],
            ("丙网", "meta ContentSource"),
            id="a date behind an empty label",
        ),
        pytest.param([], ("丙网", "meta ContentSource"), id="the meta"),
    ],
)
def test_read_source(labels, source):
    assert read_source(labelled(*labels), {"ContentSource": "丙网"}) == source
