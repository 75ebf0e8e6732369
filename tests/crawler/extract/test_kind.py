from dataclasses import replace
from datetime import date

import pytest

from crawler.extract.kind import Signs, tell_kind
from crawler.records import Row
from crawler.words import PageKind

SIGNS = Signs(dated=False, headed=False, contained=False, prose=0)
DATED_ROWS = tuple(
    Row(title="关于港区渡口名录的公告", url=f"http://x.example/t2024010{n}_1.html", claimed=date(2024, 1, n))
    for n in range(1, 9)
)
MENU = tuple(Row(title="政务公开栏目", url=f"http://x.example/{n}/") for n in range(9))
METAS = {"ArticleTitle": "甲", "PubDate": "2024-01-02"}
ARTICLE_URL = "http://x.example/202401/t20240102_7.html"


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        pytest.param(PageKind.ARTICLE, {"metas": METAS, "rows": DATED_ROWS}, id="both metas"),
        pytest.param(PageKind.LIST, {"metas": {"ColumnName": "甲"}}, id="a column's meta alone"),
        pytest.param(PageKind.LIST, {"rows": DATED_ROWS, "signs": replace(SIGNS, headed=True, prose=90)}, id="rows and little prose"),
        pytest.param(PageKind.ARTICLE, {"rows": DATED_ROWS, "signs": Signs(dated=True, headed=True, contained=False, prose=150)}, id="a dated text beside a list"),
        pytest.param(PageKind.ARTICLE, {"rows": MENU, "signs": replace(SIGNS, contained=True, prose=200)}, id="a contained text beside a menu"),
        pytest.param(PageKind.ARTICLE, {"url": ARTICLE_URL, "signs": replace(SIGNS, dated=True)}, id="a picture with a date"),
        pytest.param(PageKind.OTHER, {"url": ARTICLE_URL, "signs": replace(SIGNS, prose=20)}, id="a stub"),
        pytest.param(PageKind.OTHER, {"signs": replace(SIGNS, prose=500)}, id="prose without anything else"),
        pytest.param(PageKind.GUIDE, {"metas": METAS, "title": "某局信息公开指南"}, id="a guide"),
        pytest.param(PageKind.ARTICLE, {"metas": METAS, "title": "关于修订信息公开指南的通知"}, id="a notice about a guide"),
    ],
)  # fmt: skip
def test_tell_kind(kind, given):
    defaults = {"metas": {}, "url": "http://x.example/tzgg/", "rows": (), "signs": SIGNS, "title": "甲"}
    assert tell_kind(**(defaults | given)) is kind
