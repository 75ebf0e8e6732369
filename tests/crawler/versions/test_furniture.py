"""What is left of a text without what pages put around it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.versions.furniture import without_furniture

TEXT = "关于汛期登记的通知。\n请于7月1日前报送。"


@pytest.mark.parametrize(
    "line",
    [
        "浏览次数：17",
        "浏览次数: 17次",
        "点击数：[ 1024 ]",
        "【浏览：17次】",
        "阅读量 88",
        "本页访问量：3000",
        "今天是2015年6月20日 星期六",
        "2015年6月20日 星期六 10:22:31",
        "您是第 10086 位访问者",
        "当前在线人数：12",
        "页面更新时间：2015-06-20 09:00:00",
        "上一篇：关于端午节放假的通知",
        "下一条：没有了",
        "【打印】【关闭】",
        "广告：某某招商",
        "主办单位：望潮市教育局 版权所有 未经许可不得镜像",
        "网站标识码：9901000535 技术支持：市信息中心",
        "相关链接\n端午节放假\n招聘公告",
        "【热点推荐】\n夏季招生",
    ],
)
@pytest.mark.parametrize("place", ["{line}\n{text}", "{text}\n{line}"], ids=["before", "behind"])
def test_furniture_is_left_out(line, place):
    if "\n" in line and place.startswith("{line}"):
        pytest.skip("what stands under a heading reaches to the end")
    assert without_furniture(place.format(line=line, text=TEXT)) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "全年网站访问量：123456次。",
        "网站总访问量123456人次，发布信息2000条。",
        "2015年6月20日",
        "相关链接口的改造费用为5万元。",
        "最新文章：本文修订了第三条。",
        "浏览次数统计表",
        "附件：2015年阅读活动名单",
        "主办单位：望潮市教育局",
    ],
)
def test_what_only_looks_like_it_stays(line):
    assert line in without_furniture(f"{TEXT}\n{line}")


def test_a_line_that_says_more_keeps_the_rest():
    assert without_furniture(f"来源：教育局 浏览次数：17\n{TEXT}") == f"来源：教育局\n{TEXT}"


def test_in_the_middle_of_a_long_text_nothing_is_left_out():
    lines = [f"第{at}条 内容。" for at in range(40)]
    lines[20] = "浏览次数：17"
    assert "浏览次数：17" in without_furniture("\n".join(lines))


def test_a_heading_over_sentences_is_no_list_of_other_things():
    body = f"{TEXT}\n相关信息\n本次调整自7月1日起施行。"
    assert without_furniture(body) == body


@given(st.text(st.sampled_from("浏览次数：17\n今天是2015年。相关链接"), max_size=80))
def test_leaving_out_twice_is_leaving_out_once(body):
    once = without_furniture(body)
    assert set(without_furniture(once)) <= set(once)


def test_a_hostile_text_is_read_in_time():
    began = time.process_time()
    without_furniture("浏览次数 " * 50_000 + "\n" + "\n".join(["浏览" + " " * 70] * 50_000))
    assert time.process_time() - began < 2
