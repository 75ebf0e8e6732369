import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.importing.damage import learn
from monitor.importing.misalignment import Reader
from monitor.importing.repair import Sureness, repair

SENTENCES = """\
各單位應當及時公開辦事指南。服務對象可以通過網站查詢辦理進度。
縣文化局負責公共圖書館的開放管理。公共圖書館應當公布開放時間和借閱規則。
縣體育局負責體育場館的開放管理。體育場館應當公布開放時間和收費標準。
對群眾反映的問題,有關單位應當及時答復。有關單位應當公布監督電話。
建立健全信息公布制度,加強監督檢查。監督檢查的結果應當及時公布。
公共圖書館每年編制工作報告。工作報告應當經縣文化局審核后公布。
體育場館的收費標準由縣體育局審核。收費標準調整的,應當提前公布。
鼓勵社會力量參與公共文化服務。參與辦法由縣文化局制定并公布。
""".splitlines()
SIMPLIFIED = [
    "各单位应当及时公开办事指南。服务对象可以通过网站查询办理进度。",
    "公共图书馆应当公布开放时间和借阅规则。有关单位应当公布监督电话。",
    "体育场馆应当公布开放时间和收费标准。收费标准由县体育局审核。",
]


def damaged(sentence, at, *, mark="?", codec="gb18030", private=None):
    """Lose the first byte of the character at *at*, as a broken page would; *private* replaces what has no name."""
    raw = sentence.encode("gb18030")
    offset = len(sentence[:at].encode("gb18030"))
    lost = raw[offset + 1 :].decode(codec, "replace")
    return sentence[:at] + mark + (lost if private is None else re.sub("[\ue000-\uf8ff]", private, lost))


@pytest.mark.parametrize(
    "codec",
    [
        pytest.param("gb18030", id="private characters kept"),
        pytest.param("gbk", id="what has no name replaced"),
    ],
)
@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(SENTENCES[1], id="the library"),
        pytest.param(SENTENCES[4], id="the rules"),
        pytest.param(SENTENCES[5], id="the report"),
        pytest.param(SIMPLIFIED[1], id="the library, simplified"),
    ],
)
def test_a_lost_full_stop_is_put_back(sentence, codec):
    rest = SENTENCES if sentence in SENTENCES else SIMPLIFIED
    others = [one for one in rest if one != sentence]
    broken = damaged(sentence, sentence.index("。"), codec=codec)
    lines, repairs = repair([*others, *others, sentence[:6], broken])
    assert repairs[0].line == len(lines)
    assert repairs[0].after.startswith("。")
    if codec == "gb18030":
        assert broken.replace(repairs[0].before, repairs[0].after) == sentence
    assert lines[-1] in (sentence, broken)


def test_dropped_private_characters_are_thought_of():
    sentence = "預算公開情況。“三公”經費預算應當公布。"
    broken = damaged(sentence, sentence.index("。"), private="")
    assert len(broken) < len(damaged(sentence, sentence.index("。")))
    model = learn(["各單位公布“三公”經費預算。", "“三公”經費預算應當公布。", "預算公開情況應當公布。"] * 3)
    assert "。“三公”經費" in [one.text for one in Reader(model).readings(broken, sentence.index("。"))]


def test_what_cannot_be_confirmed_stays_as_it_is():
    broken = "甲乙丙丁?戊己庚辛"
    lines, repairs = repair([broken])
    assert lines == (broken,)
    assert [one.applied for one in repairs] == [False]


def test_a_place_that_nothing_explains_is_told():
    _, repairs = repair([*SENTENCES, "縣文化局????????負責"])
    assert [(one.sureness, one.before) for one in repairs] == [(Sureness.UNREADABLE, "????????")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("為什么要公布開放時間?因為群眾需要。", id="a question"),
        pytest.param("公共圖書館是否開放?", id="a question at the end"),
        pytest.param("公布A類和B類場館,網址見http://example.org/a?b=1。", id="letters and an address"),
        pytest.param("鄞州區、鄮縣、鄞州圖書館公布開放時間。", id="rare names"),
        pytest.param("", id="nothing"),
    ],
)
def test_sound_text_is_left_alone(text):
    lines, repairs = repair([*SENTENCES, text])
    assert lines[-1] == text
    assert [one for one in repairs if one.applied] == []


def test_lines_are_told_by_the_numbers_given():
    broken = damaged(SENTENCES[1], SENTENCES[1].index("。"))
    _, repairs = repair([SENTENCES[0], broken], [7, 30])
    assert {one.line for one in repairs} == {30}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_repair_called_certain_is_right(data):
    corpus = data.draw(st.sampled_from([SENTENCES, SIMPLIFIED * 2]))
    sentence = data.draw(st.sampled_from(corpus))
    at = data.draw(st.integers(1, len(sentence) - 2).filter(lambda at: sentence[at] != ","))
    mark = data.draw(st.sampled_from(["?", "\ufffd", ""]))
    private = data.draw(st.sampled_from(["", "?", "\ufffd"]))
    codec = data.draw(st.sampled_from(["gbk", "gb18030"]))
    others = [one for one in corpus if one != sentence]
    broken = damaged(sentence, at, mark=mark, codec=codec, private=private)
    lines, repairs = repair([*others, broken])
    if any(one.applied for one in repairs):
        assert lines[-1] == sentence


WORDS = [
    "公布",
    "开放",
    "时间",
    "标准",
    "单位",
    "应当",
    "及时",
    "监督",
    "检查",
    "服务",
    "群众",
    "信息",
    "管理",
    "县",
    "局",
    "的",
    "和",
    "图书馆",
    "体育",
    "收费",
    "审核",
    "制定",
    "办法",
    "。",
    "，",
    "、",
]
MORE = [
    "草案",
    "橘子",
    "漂亮",
    "保护",
    "骆驼",
    "专业",
    "常常",
    "校长",
    "模型",
    "缺少",
    "懒惰",
    "榴莲",
    "芝麻",
    "徒步",
    "缮写",
    "力量",
    "渠道",
    "汽车",
    "钳子",
    "；",
]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    words=st.lists(st.sampled_from(WORDS + MORE), min_size=12, max_size=30),
    rest=st.lists(
        st.lists(st.sampled_from(WORDS), min_size=10, max_size=20).map("".join), min_size=8, max_size=12
    ),
    where=st.integers(0, 1000),
    mark=st.sampled_from(["?", ""]),
)
def test_random_sentences_are_never_mended_wrongly(words, rest, where, mark):
    sentence = "".join(words)
    broken = damaged(sentence, 1 + where % (len(sentence) - 2), mark=mark)
    lines, repairs = repair([*rest, broken])
    if any(one.applied for one in repairs if one.line == len(lines)):
        assert lines[-1] == sentence


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=60))
def test_any_text_can_be_looked_at(text):
    lines, _ = repair(text.split("\n"))
    assert len(lines) == len(text.split("\n"))
