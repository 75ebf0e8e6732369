from pathlib import Path

import pytest

SEED = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "000_67b199419e66ea1d.txt"

LAKE = """\
首页 > 政务公开
关于印发《2017年平湖县公共文化信息公开工作安排》的通知
发布日期：2017年 3月 9日  浏览次数：1024  字号：大 中 小
湖政办〔2017〕12号
各乡镇人民政府、县政府各部门：
现将《2017年平湖县公共文化信息公开工作安排》印发给你们，请认真落实。
平湖县人民政府办公室
2017年3月8日
2017年平湖县公共文化信息公开工作安排
一、重点任务
（一）推进图书馆服务公开。公开图书馆开放时间、借阅规则和活动安排。图书馆应当每月公布新书目录。（县文化局牵头，县级有关部门配合）
（二）推进体育场馆公开。一是做好场馆开放信息公开。公布场馆名称、地址、开放时间和收费标准。（县体育局负责）\
二是做好赛事信息公开。赛事安排应当在活动前10日公布。（县体育局、县公安局分别负责）
二、工作要求
各乡镇、各部门要做好公开专栏的日常维护，年内完成专栏清理。
附件：公共文化信息公开任务分工表
序号\t公开事项\t牵头单位\t配合单位
1\t图书馆服务公开\t县文化局\t县级有关部门
2\t场馆开放信息公开\t县体育局\t
3\t赛事信息公开\t县体育局\t县公安局
4\t专栏维护\t各乡镇、各部门\t
技术支持：湖畔网络科技公司 彩票开户
"""
"""A notice of our own: simplified, full-width signs, four columns between tabs, nothing broken."""


@pytest.fixture
def seed() -> Path:
    if not SEED.exists():
        pytest.skip("the notice of 2015 is not on this machine")
    return SEED


@pytest.fixture
def lake() -> str:
    return LAKE
