"""Invented notices, one a duty: what of each is found, with which value, and what of it is not there."""

import pytest

from monitor.catalogue.load import find_edition
from monitor.elements.find import find_elements
from monitor.elements.notice import edition_values

NINGBO = find_edition("ningbo-2015")
VALUES = edition_values(NINGBO)
AROUND = (
    "现将有关情况公布如下，欢迎社会各界监督。本页内容由海城市有关部门编写，未经许可不得转载，以免以讹传讹。\n"
)

GUIDE = "设定依据：港口条例第二十条\n申请条件：具有法人资格\n申请材料：申请书\n办理流程：受理、审查、决定\n承诺期限：五个工作日\n收费标准：不收费\n审批结果：许可证\n年检要求：无\n注意事项：原件备查"
PENALTY = "海渔罚〔2015〕12号\n当事人：海城远洋渔业公司\n法定代表人：陶某\n统一社会信用代码：91330200MA2810AB3C\n违法事实：禁渔期内捕捞\n处罚种类：罚款三万元\n处罚依据：渔业法第三十八条\n履行方式和期限：十五日内缴至指定银行\n海城市渔业局\n2015年6月24日"
OFFICIAL = "因公出国（境）费\n0\n公务接待费\n3.52万元\n公务用车购置费\n未安排\n公务用车运行维护费\n8.10\n增减变化说明：比上年减少"
COUNTED = "本年因公出国（境）团组数0个，因公出国（境）人数0人；公务用车购置数0辆，公务用车保有量4辆；国内公务接待批次35批次，国内公务接待人数280人。增减原因说明：厉行节约"
BUDGET = "一、主要职能\n二、部门收支总表\n三、2010101 行政运行 2010102 一般管理 2010199 其他\n四、30101 基本工资 30102 津贴 30201 办公费\n五、项目支出\n六、“三公”经费预算表\n七、机关运行经费\n八、政府采购安排\n九、国有资产占用情况\n十、预算绩效情况\n十一、名词解释"
HOUSING = "项目名称：柳塘家园\n建设地点：柳塘路8号\n建设单位：海城安居公司\n总套数\n360套\n开工日期：2015年3月\n计划竣工时间：2017年6月\n建设方式：集中新建\n年度计划开工/竣工套数：360/0\n参建单位：设计、施工、监理各一家"
LEVY = "批准文号：浙土字A〔2015〕-0123\n批准日期：2015年5月8日\n征收范围：东至河道\n被征地单位：柳塘村，征地面积2.1公顷\n补偿标准与安置：按区片价\n补偿登记期限：公告之日起十日"
EIA = "项目名称：热电技改\n建设地点：港区\n建设单位：海城热电公司\n环境影响评价机构：某院\n建设项目概况：两台锅炉\n主要环境影响及预防减轻措施：脱硝\n公众参与情况：无异议\n环保措施承诺：达标排放\n公示期：5个工作日\n联系方式：88880000\n听证权利告知：五日内可申请听证\n报告书全本：见附件"
ACCIDENT = "事故概况：6月1日，一人死亡\n事故单位情况：海城船厂\n事故经过与应急处置：略\n事故原因：违章作业\n事故性质：生产安全责任事故\n责任认定与处理建议：罚款\n整改和防范措施：培训"
SAMPLED = "被抽样单位名称\t标称生产企业\t食品名称\t规格\t批号\t不合格项目\n某超市\t某厂\t米面\t500g\t1501\t铝\n检验机构：海城检验院"
REGISTERED = "名称：海城商会\n统一社会信用代码：51330200MJ8700001A\n法定代表人：陶某\n住所：望海路1号\n登记日期：2015年6月\n类型：社会团体"
FINANCES = "资产总额 1200.50亿元，资产负债率61%，营业收入320.2亿元，利润总额12.3亿元，上缴税费8.8亿元。"
PUBLIC = "公共服务事项：供水\n岗位职责：抄表\n服务承诺：二十四小时\n收费项目：水费\n收费标准：2.4元/吨\n工作规范：略\n办事纪律：不得吃拿卡要\n服务热线：96390"
GUIDEBOOK = "信息分类：机构职能等\n编排体系：按主题\n获取方式：网站查阅\n受理机构：海城市财政局办公室\n办公地址：望海路1号\n办公时间：8:30—17:00\n联系电话：0574-88880000\n传真号码：88880001\n电子邮箱：xxgk@haicheng.example\n申请方式：填写申请表\n投诉：向市政府办公室"
TENDER = "采购人和代理机构：海城市教育局\n项目名称和编号：课桌HC-15\n中标供应商：某公司\n中标金额：35.6万元\n规格型号：见表\n评审专家：甲乙丙\n采购文件随结果公告"
TEXTS = {
    "C01.2": GUIDE, "C02.1": PENALTY, "C03.5": BUDGET, "C03.7": OFFICIAL, "C03.8": COUNTED, "C05.2": HOUSING,
    "C06.7": LEVY, "C13.4": EIA, "C14.1": ACCIDENT, "C15.6": SAMPLED, "C17.1": REGISTERED, "C18.1": FINANCES,
    "C19.2": PUBLIC, "C20.1": GUIDEBOOK, "B01.2": TENDER,
}  # fmt: skip


def said(duty, text):
    return {one.element: one for one in find_elements(NINGBO.duty(duty), AROUND + text, VALUES)}


@pytest.mark.parametrize(("duty", "text"), TEXTS.items(), ids=TEXTS)
def test_all_of_it_is_found_with_its_passage(duty, text):
    elements = {one.key for one in NINGBO.duty(duty).elements}
    found = {key: one for key, one in said(duty, text).items() if key in elements}
    assert {key for key, one in found.items() if not one.present} == set()
    assert all(one.passage and one.spot.line > 1 for one in found.values())


@pytest.mark.parametrize(
    ("duty", "key", "cut", "present"),
    [
        pytest.param("C01.2", "fee", "收费标准：不收费\n", False, id="a guide without fees"),
        pytest.param("C01.2", "annual_check", "年检要求：无\n", False, id="a guide that is silent on yearly checks"),
        pytest.param("C02.1", "performance", "履行方式和期限：十五日内缴至指定银行\n", False, id="a penalty without its performance"),
        pytest.param("C02.1", "doc_no", "海渔罚〔2015〕12号\n", False, id="a penalty without its number"),
        pytest.param("C02.1", "date", "\n2015年6月24日", False, id="a penalty without its day"),
        pytest.param("C03.5", "func_item", "2010101 行政运行 2010102 一般管理 2010199 其他", False, id="a budget without items"),
        pytest.param("C03.7", "reception", "\n3.52万元\n公务用车购置费\n未安排\n公务用车运行维护费\n8.10", None, id="a fee without its amount"),
        pytest.param("C03.7", "car_run", "公务用车运行维护费\n8.10\n", False, id="no running costs"),
        pytest.param("C03.8", "rec_persons", "280人", None, id="guests without a number"),
        pytest.param("C05.2", "start", "2015年3月", None, id="a beginning without a day"),
        pytest.param("C05.2", "parties", "\n参建单位：设计、施工、监理各一家", False, id="nobody who builds"),
        pytest.param("C06.7", "approval_no", "浙土字A〔2015〕-0123", None, id="an approval without its number"),
        pytest.param("C13.4", "contact", "88880000", None, id="a contact that nobody can call"),
        pytest.param("C13.4", "hearing", "听证权利告知：五日内可申请听证\n", False, id="no word of a hearing"),
        pytest.param("C15.6", "lab", "\n检验机构：海城检验院", False, id="nobody who tested"),
        pytest.param("C18.1", "tax", "，上缴税费8.8亿元", False, id="no taxes"),
        pytest.param("C20.1", "fax", "88880001", None, id="a fax without its number"),
        pytest.param("B01.2", "amount", "35.6万元", None, id="a price without an amount"),
    ],
)  # fmt: skip
def test_what_is_taken_out_is_missed(duty, key, cut, present):
    text = TEXTS[duty]
    assert cut in text
    assert said(duty, text.replace(cut, "", 1))[key].present is present


def test_a_value_in_another_line_is_shown_with_its_name():
    assert said("C03.7", OFFICIAL)["reception"].passage == "公务接待费 … 3.52万元"


def test_a_cell_says_which():
    spot = said("C15.6", SAMPLED)["producer"].spot
    assert (spot.line, spot.cell) == (2, 2)
