import pytest

from crawler.extract.docnumber import head_number, labelled_number, normal_form, title_number, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("甬政办发〔2015〕12号", "甬政办发〔2015〕12号", id="as the standard has it"),
        pytest.param(
            "（甬政办发﹝2015﹞12 号）", "甬政办发﹝2015﹞12号", id="in brackets, with small brackets inside"
        ),
        pytest.param("财预[2016]143号", "财预[2016]143号", id="ASCII brackets"),
        pytest.param("国土资发(2010)137号", "国土资发(2010)137号", id="round brackets"),
        pytest.param("仑政办〔2015〕 号", "仑政办〔2015〕号", id="the running number missing"),
        pytest.param("甬奉征告〔20245号", "甬奉征告〔20245号", id="the closing bracket lost"),
        pytest.param("黑政办发201835号", "黑政办发201835号", id="both brackets lost"),
        pytest.param("某某市人民政府令第12号", "某某市人民政府令第12号", id="a decree"),
        pytest.param("侖政〔2015〕1號", "侖政〔2015〕1號", id="traditional"),
        pytest.param("根据国发〔2017〕28号", "", id="a quotation"),
        pytest.param("国发〔2017〕28号精神", "", id="more behind it"),
        pytest.param("第20号建议", "", id="a proposal"),
        pytest.param("电话8712号", "", id="no year"),
    ],
)
def test_whole_number(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("title", "number"),
    [
        pytest.param("关于共享资源的通知（甬发〔2020〕78号）", "甬发〔2020〕78号", id="in brackets behind"),
        pytest.param("关于审理案件的规定 法释【2014】9号", "法释【2014】9号", id="behind a space"),
        pytest.param("甬发改价[2018]13号某局关于减免收费的通知", "甬发改价[2018]13号", id="before"),
        pytest.param("某局转发豫体群〔2020〕19号关于检查的通知", "", id="the forwarded document's"),
        pytest.param("关于落实《意见》（国发〔2017〕28号）", "", id="a quoted document's"),
        pytest.param("关于废止甬政〔2010〕1号文件的决定", "", id="the abolished document's"),
        pytest.param("关于检查的通知", "", id="none"),
    ],
)
def test_title_number(title, number):
    assert title_number(title) == number


def test_the_number_above_the_addressees_is_the_documents_own():
    assert head_number("某县人民政府文件\n柘政〔2018〕12号\n关于嘉奖的决定\n各乡镇：") == "柘政〔2018〕12号"


def test_a_number_in_the_text_is_a_quotation():
    prose = "根据上级要求，" * 12
    assert head_number(f"关于检查的通知\n{prose}\n国发〔2017〕28号\n") == ""
    assert head_number("为贯彻国发〔2017〕28号，现通知如下。") == ""


@pytest.mark.parametrize(
    ("value", "number"),
    [
        pytest.param("甬政〔2015〕1号 有效", "甬政〔2015〕1号", id="more behind it"),
        pytest.param("2015年第105号", "2015年第105号", id="a form of its own"),
        pytest.param("无", "", id="none"),
        pytest.param("某某局办公室", "", id="a name"),
    ],
)
def test_labelled_number(value, number):
    assert labelled_number(value) == number


@pytest.mark.parametrize(
    ("number", "normal"),
    [
        pytest.param("财预[2016]0143号", "财预〔2016〕143号", id="brackets and zeros"),
        pytest.param("仑政办〔2015〕 号", "仑政办〔2015〕?号", id="missing"),
        pytest.param("某市令第12號", "某市令第12号", id="a decree"),
    ],
)
def test_normal_form(number, normal):
    assert normal_form(number) == normal
