"""Tests of the gkmlpt sites over real HTTP: configuration, JSON pages, text in a script or in the page."""

import json
import re
from datetime import UTC, datetime, timedelta

from crawler.practice.truth import listed


def sid(visit, site: str) -> str:
    return re.search(r'SID: "(\d+)"', visit(site, "/gkmlpt/index").text)[1]


def articles(visit, site: str, category: int, number: int) -> dict:
    reply = visit(site, f"/gkmlpt/api/all/{category}?page={number}&sid={sid(visit, site)}")
    assert reply.headers["content-type"] == "application/json"
    return json.loads(reply.body)


def test_the_index_names_the_site_and_its_tree(visit, city):
    text = visit("shichang-web", "/gkmlpt/index").text
    tree = json.loads(re.search(r"TREE: (\[.*?\]), SERVICE", text)[1])
    assert [(one["id"], one["name"]) for one in tree] == [
        (one.code, one.name) for one in city.by_id["shichang"].columns
    ]


def test_page_0_is_page_1_and_the_pages_hold_everything_once(visit, city):
    first = articles(visit, "shichang-web", 7301, 1)
    assert articles(visit, "shichang-web", 7301, 0) == first
    second = articles(visit, "shichang-web", 7301, 2)
    expected = [one for one in listed(city.by_id["shichang"], city.first) if one.column == "tzgg"]
    assert len(first["articles"]) == 100
    assert first["total"] == len(expected) > 100
    titles = [one["title"] for one in first["articles"] + second["articles"]]
    assert titles == [one.title for one in expected]
    assert articles(visit, "shichang-web", 7301, 3)["articles"] == []


def test_a_row_says_its_day_in_seconds_and_its_address_in_full(visit, running, city):
    row = next(
        one for one in articles(visit, "renshe-web", 7201, 1)["articles"] if "invalid" not in one["url"]
    )
    expected = next(one for one in listed(city.by_id["renshe"], city.first) if one.number == row["id"])
    moment = datetime.fromtimestamp(row["display_publish_time"], UTC) + timedelta(hours=8)
    assert moment.date() == expected.claimed
    assert row["url"] == running.sites["renshe-web"] + expected.path


def test_a_wrong_sid_and_an_unknown_category_hold_nothing(visit):
    assert json.loads(visit("renshe-web", "/gkmlpt/api/all/7201?page=1&sid=1").body)["total"] == 0
    assert articles(visit, "renshe-web", 9999, 1)["articles"] == []


def test_an_empty_column_says_zero(visit):
    assert articles(visit, "shenji-web", 7103, 1)["total"] == 0


def test_the_text_stands_in_the_page_or_in_a_script_only(visit, city):
    bureau = city.by_id["renshe"]
    shapes = set()
    for row in listed(bureau, city.first)[:12]:
        if row.external:
            continue
        text = visit("renshe-web", row.path).text
        body = bureau.by_number[row.number].body[0]
        in_page = f"<p>　　{body}</p>" in re.sub(r"<script>.*?</script>", "", text)
        shapes.add(in_page)
        found = re.search(r"_CONFIG\.DETAIL = (\{.*?\});</script>", text)
        assert in_page is (found is None)
        if found:
            assert body in json.loads(found[1].replace("<\\/", "</"))["content"]
    assert shapes == {True, False}


def test_notices_and_lists_answer_304_and_what_is_not_there_a_soft_404(visit, city):
    row = next(one for one in listed(city.by_id["renshe"], city.first) if not one.external)
    for target in (row.path, f"/gkmlpt/api/all/7201?page=1&sid={sid(visit, 'renshe-web')}"):
        tag = visit("renshe-web", target).headers["etag"]
        assert visit("renshe-web", target, If_None_Match=tag).status == 304
    soft = visit("renshe-web", "/gkmlpt/content/0/9/post_9999.html")
    assert soft.status == 200
    assert "页面不存在404</title>" in soft.text
