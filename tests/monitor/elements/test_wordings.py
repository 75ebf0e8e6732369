"""Duties as offices really word them: in sentences, in tables, under other headings; and what such wordings must not pass for."""

import pytest

from monitor.catalogue.load import find_edition
from monitor.elements.find import find_elements
from monitor.elements.notice import edition_values

NINGBO = find_edition("ningbo-2015")
VALUES = edition_values(NINGBO)
AROUND = (
    "现将有关内容公布如下，欢迎社会各界监督。本页由海城市有关部门整理，转载时请写明来处，以便读者核对。\n"
)

EXPENSES = {"groups", "persons", "car_bought", "car_held", "rec_batches", "rec_persons", "reason"}
FEES = {"abroad", "reception", "car_buy", "car_run", "delta"}
NINE = {
    "basis", "conditions", "materials", "process", "time_limit", "fee", "certificate", "annual_check", "notes",
}  # fmt: skip
PENALTY = {
    "doc_no",
    "party",
    "legal_rep",
    "uscc",
    "facts",
    "penalty",
    "basis",
    "performance",
    "agency",
    "date",
}
PROJECT = {"name", "address", "owner", "scale", "start", "finish"}


def found(duty, text):
    said = find_elements(NINGBO.duty(duty), AROUND + text, VALUES)
    return {one.element for one in said if one.present}


@pytest.mark.parametrize(
    ("duty", "wanted", "text"),
    [
        pytest.param(
            "C03.8", EXPENSES,
            "全年因公出国（境）团组2个，累计5人次。本年购置公务用车1辆，年末公务用车保有量为6辆。"
            "国内公务接待42批次、318人次。支出减少的主要原因是严控接待。", id="expenses in a sentence",
        ),
        pytest.param(
            "C03.8", EXPENSES,
            "2015年未安排因公出国（境）。未购置公务用车，年末保有3辆。公务接待12批、96人。支出下降的原因：压缩开支。",
            id="expenses of which there were none",
        ),
        pytest.param(
            "C03.8", EXPENSES,
            "项目\t数量\n因公出国（境）团组数（个）\t1\n因公出国（境）人次数（人）\t3\n公务用车购置数（辆）\t0\n"
            "公务用车保有量（辆）\t4\n国内公务接待批次（个）\t20\n国内公务接待人次（人）\t150\n变动原因\t厉行节约",
            id="expenses as rows of a table",
        ),
        pytest.param(
            "C03.7", FEES,
            "因公出国（境）经费预算0万元，与上年持平；公务接待经费2.1万元；公车购置费0万元，公车运行维护费6.5万元，较上年减少。",
            id="fees by their short names",
        ),
        pytest.param(
            "C03.7", FEES,
            "年度\t因公出国（境）费用\t公务用车购置费\t公务用车运行费\t公务接待费\t较上年\n2015\t0\t0\t8.2\t3.4\t-5%",
            id="fees as columns of a table",
        ),
        pytest.param(
            "C01.2", NINE,
            "一、法定依据\n港口条例第二十条\n二、受理范围\n从事装卸的法人\n三、申报材料\n申请书\n四、办理程序\n受理、审查、决定\n"
            "五、法定时限\n二十个工作日\n六、收费情况\n不收取任何费用\n七、证件名称\n经营许可证\n八、年审\n无\n九、温馨提醒\n原件备查",
            id="a guide under other headings",
        ),
        pytest.param(
            "C01.2", NINE,
            "设立依据\t申请人条件\t所需资料\t审批程序\t办结期限\t收费依据\t核发证件\t年度检验\t特别说明\n"
            "条例\t法人\t申请书\t受理后审查\t十日\t无\t许可证\t不要求\t无",
            id="a guide as a table",
        ),
        pytest.param(
            "C02.1", PENALTY,
            "行政处罚决定文书号\t相对人名称\t法定代表人\t统一社会信用代码\t案件名称\t处罚类别\t处罚依据\t执行情况\t处罚机关\t处罚日期\n"
            "海渔罚〔2015〕12号\t海城远洋渔业有限公司\t陶某\t91330200MA2810AB3C\t禁渔期捕捞案\t罚款\t渔业法第三十八条\t已缴清\t市渔业局\t2015-06-24",
            id="a penalty as a row of a table",
        ),
        pytest.param(
            "C02.1", PENALTY,
            "海渔罚〔2015〕12号\n受处罚单位：海城远洋渔业有限公司，主要负责人陶某，信用代码91330200MA2810AB3C。\n"
            "经查明，该公司在禁渔期内捕捞。根据《渔业法》第三十八条，决定罚款三万元。\n"
            "应于收到本决定之日起十五日内到指定银行缴款。\n海城市渔业局\n2015年6月24日",
            id="a penalty in prose",
        ),
        pytest.param(
            "C05.2", PROJECT,
            "小区名称\t项目位置\t项目业主\t建设套数\t计划开工\t计划竣工\n柳塘家园\t柳塘路8号\t海城安居公司\t360套\t2015年3月\t2017年6月",
            id="a housing project as a row of a table",
        ),
        pytest.param(
            "C05.2", PROJECT,
            "小区名称：柳塘家园。坐落于柳塘路8号，业主为海城安居公司，总建筑面积2.4万平方米，2015年3月开工建设，计划2017年6月竣工，"
            "开工日期2015年3月，竣工日期2017年6月。", id="a housing project in a sentence",
        ),
    ],
)  # fmt: skip
def test_all_is_found_however_it_is_worded(duty, wanted, text):
    assert wanted - found(duty, text) == set()


@pytest.mark.parametrize(
    ("duty", "not_held", "text"),
    [
        pytest.param(
            "C03.8", EXPENSES,
            "因公出国（境）费支出3.2万元，公务用车购置费18万元，公务用车运行费6.1万元，公务接待费2.4万元。", id="amounts are no counts",
        ),
        pytest.param(
            "C03.7", FEES - {"delta"}, "本年“三公”经费合计12.4万元，比上年减少。", id="a total is none of its parts",
        ),
        pytest.param(
            "C01.2", {"annual_check", "fee", "certificate"},
            "设定依据：条例\n申请条件：法人\n申请材料：申请书\n办理流程：受理、审查\n办理时限：十日\n", id="a guide that stops halfway",
        ),
        pytest.param(
            "C02.1", {"performance", "legal_rep", "uscc"},
            "海渔罚〔2015〕12号\n当事人：海城远洋渔业有限公司\n违法事实：禁渔期内捕捞\n处罚结果：警告\n海城市渔业局\n2015年6月24日",
            id="a warning that nobody has to pay",
        ),
        pytest.param(
            "C05.2", {"start", "finish"}, "项目名称：柳塘家园\n建设地址：柳塘路8号\n建设单位：海城安居公司\n开工日期：\n竣工日期：待定",
            id="labels with nothing behind them",
        ),
        pytest.param(
            "C08.3", {"notice"}, "柳塘大道工程中标候选人公示\n招标公告编号：HC-15\n中标候选人名称：某公司", id="the number of a notice is no notice",
        ),
    ],
)  # fmt: skip
def test_what_looks_like_it_is_not_found(duty, not_held, text):
    assert found(duty, text) & not_held == set()


def test_a_heading_in_a_text_run_together_is_shown_before_a_mention():
    text = (
        "本报告由主动公开、收费情况等部分组成。一、主动公开情况 公开130条。二、收费和减免情况 全年没有收费。"
    )
    said = {one.element: one for one in find_elements(NINGBO.duty("C21.1"), AROUND + text, VALUES)}
    assert said["fees"].spot.start > (AROUND + text).index("二、")


def test_a_little_word_between_does_not_part_a_name():
    assert {"access", "phone"} <= found("C20.1", "公开的形式：网站查阅\n联系的电话：0574-88880000\n")
