import pytest

from crawler.personal.columns import Column, column_of, fits


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        pytest.param("户主姓名", Column.NAME, id="a householder"),
        pytest.param("姓 名", Column.BARE, id="a bare name, stretched"),
        pytest.param("法定代表人", Column.NAME, id="who acts for a firm"),
        pytest.param("身份证号码(后四位)", Column.IDENTITY, id="with an aside"),
        pytest.param("残疾类别等级", Column.HEALTH, id="a disability"),
        pytest.param("一卡通账号", Column.ACCOUNT, id="an account"),
        pytest.param("金额(元)", None, id="money"),
        pytest.param("单位名称", None, id="an office"),
        pytest.param("准考证号", None, id="by which an examinee is told without a name"),
        pytest.param("经办人", None, id="who acts for an office"),
    ],
)
def test_a_heading_says_what_its_column_holds(heading, kind):
    assert column_of(heading) is kind


@pytest.mark.parametrize(
    ("kind", "cell", "right"),
    [
        pytest.param(Column.NAME, "张  伟", True, id="a stretched name"),
        pytest.param(Column.NAME, "扎西卓玛", True, id="a name by its sound"),
        pytest.param(Column.NAME, "张某某", False, id="masked already"),
        pytest.param(Column.NAME, "望潮建筑有限公司", False, id="a firm"),
        pytest.param(Column.HEALTH, "健康", False, id="nothing to hide"),
        pytest.param(Column.HEALTH, "***", False, id="hidden already"),
        pytest.param(Column.IDENTITY, "3302 0319 8609 099745", True, id="in groups"),
        pytest.param(Column.OFFICE, "局长", False, id="a post is nobody's secret"),
    ],
)
def test_a_cell_holds_what_its_column_is_for(kind, cell, right):
    assert fits(kind, cell) is right
