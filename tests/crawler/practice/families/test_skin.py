"""What a skinned site answers beyond what every host's crawl shows: refusals, ends and traps."""

import json
from urllib.parse import urlencode

import pytest

from crawler.practice.hosts.build import DAY_ONE, DAY_TWO, build_hosts
from crawler.practice.http import Request
from crawler.practice.render import list_path, notice_path, render

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"


@pytest.fixture(scope="module")
def hosts():
    return {one.id: one for one in build_hosts().bureaus}


def got(bureau, target, day=DAY_ONE, **values):
    return render(bureau, day, Request(target=target, **values))


def unit(bureau, **values):
    page = got(bureau, list_path(bureau, bureau.columns[0])).body.decode()
    identity = page.split("'pageId':'")[1][:32]
    query = {"pageId": identity, "tagId": "右侧内容"} | values
    return f"{UNIT}?{urlencode(query)}"


def test_jpaas_refuses_who_comes_from_nowhere(hosts):
    target = unit(hosts["jpaas"])
    assert got(hosts["jpaas"], target).status == 403
    assert got(hosts["jpaas"], target, headers={"referer": "x"}).status == 200


def test_jpaas_counts_pages_inside_its_parameter_only(hosts):
    def html(**values):
        answer = got(hosts["jpaas"], unit(hosts["jpaas"], **values), headers={"referer": "x"})
        return json.loads(answer.body)["data"]["html"]

    first = html()
    assert html(paramJson='{"pageNo":2}') != first
    assert html(paramJson='{"pageNo":1}') == first


def test_a_unit_that_is_no_list_has_nothing(hosts):
    missing = got(hosts["jpaas"], unit(hosts["jpaas"], tagId="导航"), headers={"referer": "x"})
    assert missing.status == 404


def test_easysite_repeats_its_last_page_for_ever(hosts):
    page = got(hosts["easysite"], list_path(hosts["easysite"], hosts["easysite"].columns[0])).body.decode()
    call = page.split("&quot;")[1].replace("&amp;", "&")
    last, beyond = (
        got(hosts["easysite"], call.replace("currentPage=2", f"currentPage={at}")).body for at in (4, 9)
    )
    assert last == beyond


def test_a_frame_is_all_that_its_shell_has(hosts):
    page = got(hosts["trs-iframe"], "/zfxxgk/tzgg/").body.decode()
    assert '<iframe src="../tzgg_list/"' in page
    assert "<li>" not in page


def test_a_get_is_no_post(hosts):
    assert got(hosts["irs"], "/irs/front/list?tableName=t_12101").status == 404


def test_what_is_gone_is_gone_on_its_day(hosts):
    bureau = hosts["ucap"]
    gone = next(one for one in bureau.notices if one.gone)
    path = notice_path(bureau, bureau.columns[0], gone)
    assert [got(bureau, path, day).status for day in (DAY_ONE, DAY_TWO)] == [200, 404]
