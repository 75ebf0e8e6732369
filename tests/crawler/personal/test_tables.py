import pytest

from crawler.personal.redact import redact

HELP = ("救助对象", "身份证号", "家庭住址", "患病种类", "金额（元）")
ROWS = [("展华柏", "330203198609099745", "柿林村三组12号", "尿毒症", "500"), ("陆海", "无", "春申小区3幢201室", "冠心病", "800")]  # fmt: skip
PUBLIC = ("金额（元）", "500", "800", "患病种类", "救助对象")
SECRET = ("展华柏", "陆海", "330203198609099745", "柿林村三组", "春申小区3幢", "尿毒症", "冠心病")


@pytest.mark.parametrize(
    ("row", "rows"),
    [
        pytest.param("\t", "\n", id="a workbook's"),
        pytest.param("\n", "\n", id="a page's, a line a cell"),
        pytest.param("   ", "\n", id="a printed page's"),
        pytest.param(" | ", "\n", id="with strokes"),
    ],
)
def test_what_stands_under_a_heading_is_masked_however_the_table_is_laid_out(row, rows):
    shown = redact(rows.join(row.join(one) for one in [HELP, *ROWS]), penalty=True)
    assert [one for one in SECRET if one in shown] == []
    assert [one for one in PUBLIC if one not in shown] == []


def test_a_row_that_lacks_a_cell_is_still_one():
    cells = [
        "户主",
        "身份证号",
        "备注",
        "张三",
        "330203198609099745",
        "李四",
        "330226197502156038",
        "迁入",
        "王五",
        "无",
    ]
    shown = redact("\n".join(cells), penalty=True)
    assert [one for one in ("张三", "李四", "王五") if one in shown] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("姓名\t职务\t联系电话\n张三\t局长\t0574-88123456", id="who is in office"),
        pytest.param("姓名\t拟任职务\t出生年月\n张三\t科长\t见附件", id="who is to be appointed"),
        pytest.param("项目\t金额\n王庄改造\t500", id="no column about persons"),
        pytest.param("单位名称\t地址\n望潮市财政局\t湖滨路1号", id="where offices are"),
        pytest.param("被处罚人\t地址\n望潮建筑有限公司\t湖滨路1号", id="a firm among who was fined"),
        pytest.param("姓名\t成绩\n张三\t80", id="a name beside nothing private"),
    ],
)
def test_who_acts_in_office_and_what_is_a_firms_stays(text):
    assert redact(text, penalty=True) == text


def test_who_is_named_in_a_table_is_known_in_the_text():
    assert "展华柏" not in redact("展华柏一户\n救助对象\t金额\n展华柏\t500", penalty=True)
