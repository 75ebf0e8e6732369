"""No page, however made, brings an adapter down or holds it up: it reads it, or says that the shape is lost."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.cms.detect import score
from crawler.cms.page import Page, PageRequest
from crawler.cms.registry import ADAPTERS
from crawler.errors import PageChanged
from crawler.practice.hosts.build import DAY_ONE, build_hosts
from crawler.practice.http import Request
from crawler.practice.render import list_path, render

URL = "http://h.example/public/column/9?type=4&pageIndex=1"
MARKS = (
    "articleList = [", "<REC>", "<TITLE>", "{labelName", "'/site/label/8888?", "'/eportal/ui?", "currentPage=",
    "'/was5/web/search?", "'/igs/front/search?", "pageName='", "maxPageNum=", "<record>", "<datastore>", "f(",
    ")   ", '{"tableName":', '{"channelList":', "queryData=\"{'a':", "<a href='/t20150601_1.html'>", "/common/search/",
    "getSearchList(1,", "siteGuid:'", "count=", "[[[[", '{"a":', "categorynum=", "data=':", "共1", "1/",
)  # fmt: skip
ALIKE = {
    "glist",
    "inumber",
    "lnstatic",
    "siteserver",
    "jeecms",
    "nfcms",
    "ivs",
    "epoint",
    "channel",
    "empire",
    "vsb",
}
READERS = {name: one for name, one in ADAPTERS.items() if name not in ALIKE}
"""The adapters that look for something of their own; the others read as one of these does."""
ENDS_OF_JSON = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just('{"pc": ')
KEYS = st.sampled_from(
    ["data", "list", "results", "rows", "total", "title", "url", "urls", "page", "content", "custom", "articles",
     "infolist", "datasource", "articleFiles", "attachment", "domainMetaList", "resultList", "pager", "result", "html"]
)  # fmt: skip
VALUES = st.recursive(
    ENDS_OF_JSON,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def tried(adapter, text, memo=None):
    page = Page(url=URL, text=text, request=PageRequest(url=URL, memo=memo or {}))
    try:
        adapter.read(page)
    except PageChanged:
        return


@pytest.mark.parametrize("adapter", READERS.values(), ids=READERS)
@given(value=VALUES, wrap=st.sampled_from(["{}", "f({});", "<script>var articleList = [{}]</script>"]))
@settings(max_examples=12, deadline=None)
def test_any_json_is_read_or_refused(adapter, value, wrap):
    text = wrap.replace("{}", json.dumps(value), 1)
    tried(adapter, text)
    tried(adapter, text, {"url": URL, "body": "", "kind": "", "first": "1", "column": URL})


@pytest.mark.parametrize("adapter", READERS.values(), ids=READERS)
@given(pieces=st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=12))
@settings(max_examples=12, deadline=None)
def test_any_text_is_read_or_refused(adapter, pieces):
    tried(adapter, "".join(pieces))


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_ten_thousand_times_holds_nothing_up(mark):
    text = mark * (60_000 // len(mark))
    started = time.process_time()
    score(Page(url=URL, text=text, request=PageRequest(url=URL)))
    for adapter in READERS.values():
        tried(adapter, text)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("bureau", build_hosts().bureaus, ids=lambda one: one.id)
def test_half_a_page_brings_nothing_down(bureau):
    path = list_path(bureau, bureau.columns[0])
    text = render(bureau, DAY_ONE, Request(target=path)).body.decode("utf-8", "replace")
    for end in range(0, len(text), max(1, len(text) // 6)):
        for adapter in READERS.values():
            tried(adapter, text[:end])
