"""Tests of what holds on every site: everything listed is there, robots are told, errors have each family's shape."""

from datetime import date
from hashlib import sha256

import pytest

from crawler.practice.city import build_city
from crawler.practice.http import Request
from crawler.practice.render import list_path, render
from crawler.practice.truth import listed

CITY = build_city()
BUREAUS = [pytest.param(one, id=one.id) for one in CITY.bureaus]
DAYS = (date(2015, 6, 1), date(2015, 7, 10), date(2015, 8, 16), date(2015, 9, 28))


def text(reply) -> str:
    charset = "gb18030" if b"gb2312" in reply.body[:200] else "utf-8"
    return reply.body.decode(charset)


@pytest.mark.parametrize("bureau", BUREAUS)
def test_everything_listed_has_its_page_with_title_and_date(bureau):
    for day in DAYS:
        trouble = bureau.trouble_on(day)
        for row in listed(bureau, day):
            if row.external or (trouble and trouble.kind != "redesign"):
                continue
            page = text(render(bureau, day, Request(target=row.path)))
            assert f'<meta name="ArticleTitle" content="{row.title}">' in page
            assert f'<meta name="PubDate" content="{row.claimed:%Y-%m-%d} 09:30">' in page
            assert f'<meta name="SiteName" content="{bureau.name}">' in page
            for label, path, digest in row.attachments:
                assert label in page
                assert sha256(render(bureau, day, Request(target=path)).body).hexdigest() == digest


@pytest.mark.parametrize("bureau", BUREAUS)
def test_what_has_not_appeared_is_not_there_yet(bureau):
    early, late = DAYS[0], DAYS[-1]
    here = {one.path for one in listed(bureau, early)}
    coming = [one for one in listed(bureau, late) if one.path not in here]
    assert coming
    for row in coming:
        reply = render(bureau, early, Request(target=row.path))
        assert reply.status == (200 if bureau.family in {"hanweb", "gkmlpt"} else 404)
        assert "页面不存在404" in text(reply)


@pytest.mark.parametrize("bureau", BUREAUS)
def test_robots_and_the_home_page_answer_and_the_same_is_answered_twice(bureau):
    robots = render(bureau, DAYS[0], Request(target="/robots.txt"))
    assert robots.body.startswith(b"User-agent: *\nDisallow: /admin/")
    for target in ("/", *(list_path(bureau, one) for one in bureau.columns)):
        first, second = (render(bureau, DAYS[0], Request(target=target)) for _ in range(2))
        assert first == second
        assert first.status == 200


@pytest.mark.parametrize("bureau", BUREAUS)
def test_list_pages_carry_the_labels_of_an_article_empty(bureau):
    page = text(render(bureau, DAYS[0], Request(target=list_path(bureau, bureau.columns[-1]))))
    assert '<meta name="ArticleTitle" content="">' in page or "Refresh" in page
