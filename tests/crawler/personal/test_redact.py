import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.personal.redact import redact
from monitor.redact import over_disclosed
from tests.crawler.personal.synthetic import Maker


def test_nearly_everything_personal_is_hidden_and_hardly_anything_else():
    samples = Maker(2015).samples(600)
    shown = [
        (secret, one.text)
        for one in samples
        for secret in one.secret
        if secret in redact(one.text, penalty=True)
    ]
    hurt = [
        (public, one.text)
        for one in samples
        for public in one.public
        if public not in redact(one.text, penalty=True)
    ]
    secrets = sum(len(one.secret) for one in samples)
    hidden = secrets - len(shown)
    assert hidden / secrets >= 0.99, shown[:3]
    assert hidden / (hidden + len(hurt)) >= 0.95, hurt[:3]


def test_what_leaks_is_named_without_being_repeated():
    leaks = over_disclosed(
        "名单：身份证号11010519491231002X，手机13800001111，xxgk@county.gov.cn，a.b@example.com。"
    )
    assert [(one.kind, one.masked) for one in leaks] == [
        ("身份证号码", "110*************2X"),
        ("手机号码", "138******11"),
        ("电子邮箱", "a***@example.com"),
    ]
    assert [one.start for one in leaks] == [7, 28, 59]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("当事人：张三，男", "当事人：张某某，男", id="a party"),
        pytest.param("被处罚人: 李小明（个体）", "被处罚人: 李某某（个体）", id="brackets behind"),
        pytest.param("当事人：欧阳修远，男。欧阳修远承认", "当事人：欧阳某某，男。欧阳某某承认", id="a compound surname"),
        pytest.param("当事人：买买提·艾力，男", "当事人：买某某，男", id="a name with a dot"),
        pytest.param("姓名\t王五\n", "姓名\t王某某\n", id="a cell of a table"),
        pytest.param("法定代表人：陈明华职务：经理", "法定代表人：陈某某职务：经理", id="no sign behind"),
        pytest.param("王五辩称。当事人：王五。", "王某某辩称。当事人：王某某。", id="a mention before the label"),
        pytest.param("当事人：张某某，男", "当事人：张某某，男", id="masked already"),
        pytest.param("当事人：平湖县张三小吃店，", "当事人：平湖县张三小吃店，", id="a company"),
        pytest.param("当事人：高桥店。", "当事人：高桥店。", id="a short company"),
        pytest.param("当事人应当于十日内缴款", "当事人应当于十日内缴款", id="no name at all"),
        pytest.param("当事人 应当 缴款", "当事人 应当 缴款", id="no name, spaced"),
        pytest.param("负责人：办公室主任", "负责人：办公室主任", id="an office"),
        pytest.param("张三，手机１３８００００１１１１", "张三，手机138******11", id="full-width digits"),
        pytest.param("当事人：张三，电话：0574-88123456", "当事人：张某某，电话：***********56", id="a party's fixed line"),
        pytest.param("举报电话：0574-88123456", "举报电话：0574-88123456", id="an office's fixed line"),
        pytest.param("当事人：张三，住甬城县湖滨路1号。", "当事人：张某某，住甬城***。", id="where a party lives"),
        pytest.param("住址：已核实无误", "住址：已核实无误", id="no address at all"),
        pytest.param("身份证号：330203600101123", "身份证号：330**********23", id="an old identity number"),
        pytest.param("编号110105194912310021", "编号110105194912310021", id="a wrong check sign"),
        pytest.param("总投资13800001111元", "总投资13800001111元", id="an amount"),
        pytest.param("合同HT13800001111", "合同HT13800001111", id="part of a code"),
        pytest.param("文书编号：4111111111111111", "文书编号：4111111111111111", id="a code that passes for a card"),
        pytest.param("卡号4111 1111 1111 1111", "卡号4111*************11", id="a card with blanks"),
    ],
)  # fmt: skip
def test_in_penalties(text, masked):
    assert redact(text, penalty=True) == masked


def test_names_stay_outside_penalties():
    assert redact("主讲人：张三，联系人：李四，手机13800001111", penalty=False) == (
        "主讲人：张三，联系人：李四，手机138******11"
    )


@given(st.integers(0, 10_000), st.booleans())
@settings(deadline=None)
def test_masking_twice_changes_nothing(seed, penalty):
    (sample,) = Maker(seed).samples(1)
    once = redact(sample.text, penalty=penalty)
    assert redact(once, penalty=penalty) == once


PIECES = ["当事人", "姓名", "：", "张三", "欧阳", "于", "，", "。", "住", "住址", "13800001111", "11010519491231002X", "@", "a.b", "护照", "E12345678", "4111111111111111", " ", "电话", "0574-88123456", "市", "号", "·", "某", "*", "\n"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.booleans())
@settings(deadline=None, max_examples=400)
def test_masking_any_mixture_twice_changes_nothing(text, penalty):
    once = redact(text, penalty=penalty)
    assert redact(once, penalty=penalty) == once


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("1", id="digits"),
        pytest.param("当事人：", id="labels"),
        pytest.param("当事人：张三，", id="parties"),
        pytest.param("住址：", id="homes"),
        pytest.param("a.", id="mail"),
        pytest.param("4111 ", id="cards"),
        pytest.param("护照", id="passports"),
        pytest.param("，住", id="lives"),
    ],
)
def test_long_texts_take_time_in_proportion(piece):
    def took(count):
        began = time.process_time()
        redact(piece * count, penalty=True)
        return time.process_time() - began

    took(2_000)
    assert min(took(40_000) for _ in range(2)) < 40 * max(min(took(4_000) for _ in range(3)), 0.001)
