import pytest

from monitor.importing.responsible import read_responsible
from monitor.words import Mode


@pytest.mark.parametrize(
    ("text", "mode", "lead", "others"),
    [
        pytest.param("县文化局牵头落实", Mode.LEAD, ["县文化局"], [], id="one leads"),
        pytest.param("县文化局牵头", Mode.LEAD, ["县文化局"], [], id="one leads, in short"),
        pytest.param("县文化局负责", Mode.LEAD, ["县文化局"], [], id="one is in charge"),
        pytest.param("县文化局牵头,县级各相关部门落实", Mode.LEAD_PLUS_ALL, ["县文化局"], ["县级各相关部门"], id="one leads, all do"),
        pytest.param("县文化局牵头,县财政局、县体育局配合", Mode.LEAD_PLUS_ALL, ["县文化局"], ["县财政局", "县体育局"], id="named helpers"),
        pytest.param("县文化局、县体育局牵头", Mode.LEAD, ["县文化局", "县体育局"], [], id="two lead"),
        pytest.param("县文化局、县体育局分别落实", Mode.SEPARATELY, ["县文化局", "县体育局"], [], id="each its part"),
        pytest.param("各地、各部门落实", Mode.EVERY, [], ["各地、各部门"], id="everybody"),
        pytest.param("县级有关部门落实", Mode.ALL_DEPARTMENTS, [], ["县级有关部门"], id="all departments"),
        pytest.param("文件起草部门落实", Mode.ROLE, ["文件起草部门"], [], id="the drafter"),
        pytest.param("行业主管部门牵头落实", Mode.ROLE, ["行业主管部门"], [], id="the authority of the trade"),
        pytest.param("牵头单位:县文化局;配合单位:县财政局", Mode.LEAD_PLUS_ALL, ["县文化局"], ["县财政局"], id="labels"),
    ],
)  # fmt: skip
def test_who_leads_and_who_else(text, mode, lead, others):
    found = read_responsible(text)
    assert (found.mode, list(found.lead), list(found.others)) == (mode, lead, others)


def test_helpers_without_a_lead_stand_alone():
    found = read_responsible("", "各部门")
    assert (found.mode, found.lead, found.others) == (Mode.ALL_DEPARTMENTS, (), ("各部门",))


def test_a_column_of_helpers_makes_the_other_column_lead():
    found = read_responsible("县文化局", "县财政局、县体育局")
    assert (found.lead, found.others) == (("县文化局",), ("县财政局", "县体育局"))
