from datetime import date

import pytest

from monitor.catalogue.load import find_edition
from monitor.catalogue.naming import Way, called, moved

NINGBO = find_edition("ningbo-2015")


@pytest.mark.parametrize(
    ("name", "unit", "way", "sure"),
    [
        pytest.param("宁波市审计局", "U_SJ", Way.NAME, True, id="own name behind the city's"),
        pytest.param("宁波市住房和城乡建设委员会", "U_ZJ", Way.ALIAS, True, id="full name"),
        pytest.param("宁波市自然资源和规划局", "U_GT", Way.SUCCESSOR, True, id="after the restructuring"),
        pytest.param("宁波市卫生健康委员会", "U_WJ", Way.SUCCESSOR, False, id="from memory"),
        pytest.param("北仑区应急管理局", "U_AJ", Way.DISTRICT, True, id="district counterpart"),
        pytest.param("宁波市规划局", "U_GT", Way.SUCCESSION, False, id="merged into another"),
    ],
)
def test_a_name_leads_to_its_unit(name, unit, way, sure):
    assert [(one.unit, one.way, one.sure) for one in called(NINGBO, name)] == [(unit, way, sure)]


def test_an_office_of_no_duty_is_nobodys():
    assert called(NINGBO, "宁波市商务局") == ()


def test_a_name_that_two_units_share_names_both():
    assert {one.unit for one in called(NINGBO, "区政府")} == {"U_GOV"}
    assert {one.unit for one in called(NINGBO, "北仑区政府办公室")} == {"U_OFFICE"}


@pytest.mark.parametrize(
    ("day", "gone"),
    [
        pytest.param(date(2016, 9, 13), False, id="the day before"),
        pytest.param(date(2016, 9, 14), True, id="the day itself"),
    ],
)
def test_a_territory_that_was_merged_is_told_from_its_day_on(day, gone):
    changes = moved(NINGBO, "江东区财政局", day)
    assert bool(changes) is gone
    assert not moved(NINGBO, "北仑区财政局", day)
    if gone:
        assert "鄞州区" in changes[0].into
