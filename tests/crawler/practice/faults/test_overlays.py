"""Faults over the list and notice pages of every family: what the reader, the shape of a list and the wire make of them."""

from datetime import timedelta

import pytest

from crawler.cms.page import Page, PageRequest
from crawler.cms.rows import rows_of
from crawler.extract.page import read_notice
from crawler.health.healthy import drift, learn
from crawler.health.shape import shape_of
from crawler.outcomes import Answer, judge_answer
from crawler.practice.faults.answers import furniture
from crawler.practice.faults.lists import DRIFTS, REDESIGNS, beside
from crawler.practice.faults.model import Scene
from crawler.practice.faults.rows import count_rows
from crawler.practice.faults.weight import MIXES, written
from crawler.practice.hosts.build import DAY_ONE, build_hosts
from crawler.practice.http import Request
from crawler.practice.render import list_path, notice_path, render
from crawler.words import Outcome, Purpose

LATEST = DAY_ONE + timedelta(days=7)
MIN_ROWS = 5
HTML = {"content-type": "text/html"}


def scene(bureau, target, purpose=Purpose.LIST, served=1):
    request = Request(target=target, headers={"host": "h.example"})
    return Scene(
        request=request,
        reply=render(bureau, DAY_ONE, request),
        purpose=purpose,
        first=target,
        ask=lambda other: render(bureau, DAY_ONE, Request(target=other)),
        day=DAY_ONE,
        served=served,
    )


def rows(reply, target):
    url = f"http://h.example{target}"
    text = reply.body.decode("utf-8", "replace")
    return rows_of(Page(url=url, text=text, request=PageRequest(url=url), today=DAY_ONE))


@pytest.fixture(scope="module")
def lists():
    """The first page of a list of every family that writes its rows into the page, ten of them."""
    found = []
    for bureau in build_hosts().bureaus:
        one = scene(bureau, list_path(bureau, bureau.columns[0]))
        if b"charset=gb" not in one.reply.body and count_rows(one.markup) >= MIN_ROWS:
            before = rows(one.reply, one.request.target)
            if len(before) >= MIN_ROWS:
                found.append((bureau.id, one, before))
    assert len(found) >= 10
    return found[:10]


def alarmed(one, before, lay):
    """Whether a maintainer hears of the fault: no row is left, or the page has fallen out of its healthy range."""
    after = rows(lay(one), one.request.target)
    healthy = learn([shape_of(before, LATEST)] * 3)
    return not after or bool(drift(shape_of(after, LATEST), healthy))


def test_every_redesign_reaches_a_maintainer(lists):
    missed = [
        (name, at)
        for name, one, before in lists
        for at, lay in REDESIGNS.items()
        if not alarmed(one, before, lay)
    ]
    assert len(lists) * len(REDESIGNS) >= 30
    assert missed == []


def test_nearly_every_lost_part_of_a_row_reaches_a_maintainer(lists):
    tried = [
        (name, at, alarmed(one, before, lay)) for name, one, before in lists for at, lay in DRIFTS.items()
    ]
    assert len(tried) >= 50
    assert sum(found for *_, found in tried) / len(tried) >= 0.96, [one for one in tried if not one[2]]


def test_a_healthy_list_reaches_nobody(lists):
    assert [name for name, one, before in lists if alarmed(one, before, lambda it: it.reply)] == []


@pytest.fixture(scope="module")
def notice():
    bureau = build_hosts(("vsb",)).bureaus[0]
    found = next(one for one in bureau.notices if len("".join(one.body)) > 150 and not one.external)
    target = notice_path(bureau, bureau.column(found.columns[0]), found)
    return bureau, target, found


def read(reply):
    return read_notice(reply.body, "http://h.example/info/1/1.htm", reply.kind, today=DAY_ONE)


def test_what_changes_around_a_notice_is_no_edit(notice):
    bureau, target, _ = notice
    lay = beside(furniture)
    texts = {read(lay(scene(bureau, target, Purpose.NOTICE, served=at))).body for at in range(200)}
    assert len(texts) == 1


def test_every_edit_of_an_amount_is_seen(notice):
    bureau, target, found = notice
    one = scene(bureau, target, Purpose.NOTICE)
    middle = found.body[0][: len(found.body[0]) // 2]
    texts = {
        read(one.page(one.markup.replace(middle, f"{middle}罚款{at}元", 1))).body for at in range(100, 200)
    }
    assert len(texts) == 100


@pytest.mark.parametrize(("body", "meta", "header"), MIXES)
def test_whatever_the_labels_say_the_title_is_exact(notice, body, meta, header):
    bureau, target, found = notice
    one = scene(bureau, target, Purpose.NOTICE)
    rare = f"{found.title}㐀镕喆"
    page = one.page(one.markup.replace(found.title, rare))
    again = scene(bureau, target, Purpose.NOTICE)
    object.__setattr__(again, "reply", page)
    got = read(written(again, body, meta, header))
    assert got.title == rare
    assert "\ufffd" not in got.title + got.body


def test_a_page_cut_by_the_end_of_the_connection_is_flagged_wherever_it_is_cut(lists):
    whole = lists[0][1].reply.body
    cuts = [whole[: len(whole) * at // 51] for at in range(1, 51)]
    flagged = 0
    for body in cuts:
        answer = Answer(
            url="http://h.example/a/",
            asked="http://h.example/a/",
            status=200,
            headers=HTML,
            body=body,
            text=body.decode("utf-8", "replace"),
            open_ended=True,
        )
        flagged += judge_answer(answer, Purpose.LIST).outcome is Outcome.TRUNCATED
    assert len(cuts) == 50
    assert flagged / len(cuts) >= 0.98
