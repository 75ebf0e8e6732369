"""What differs between two readings of a notice, and what of it is nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.records import AttachmentLink, FileChange
from crawler.versions.difference import LONGEST, MOST, Content, differ
from crawler.words import EditKind as Kind

DAY = date(2015, 6, 1)
BODY = "关于汛期登记的通知。\n一、请于7月1日前报送。\n二、补助标准为每户5,000元。\n望潮市教育局"
BASE = "http://h.example/"


def link(name, url):
    return AttachmentLink(name=name, url=BASE + url)


FORM, LIST = link("申报表", "1.doc"), link("名单", "2.xls")


def content(body=BODY, **more):
    return Content(
        **{"title": "关于汛期登记的通知", "published": DAY, "body": body, "files": (FORM, LIST), **more}
    )


def test_a_changed_sentence_is_a_passage_and_its_neighbours_are_none():
    found = differ(content(), content(BODY.replace("5,000", "8,000")))
    [one] = found.passages
    assert (one.where, one.before, one.after) == (
        "text",
        "二、补助标准为每户5,000元。",
        "二、补助标准为每户8,000元。",
    )
    assert found.kinds == (Kind.FIGURE,)


def test_several_changes_are_told_one_by_one_the_weightiest_first():
    body = BODY.replace("汛期登记", "汛期登纪").replace("5,000", "8,000").replace("7月1日", "7月8日")
    found = differ(content(), content(body))
    assert found.kinds == (Kind.FIGURE, Kind.DATE, Kind.TYPO)
    assert len(found.passages) == 3


def test_a_sentence_that_came_between_is_not_taken_for_its_neighbour():
    after = BODY.replace("\n二、", "\n另附表格。\n二、").replace("5,000", "8,000")
    found = differ(content(), content(after))
    assert [(bool(one.before), one.kinds) for one in found.passages] == [
        (False, (Kind.WORDING,)),
        (True, (Kind.FIGURE,)),
    ]


@pytest.mark.parametrize(
    ("more", "kinds"),
    [
        pytest.param({"title": "关于汛期检查的通知"}, [Kind.WORDING], id="title"),
        pytest.param({"published": date(2015, 6, 9)}, [Kind.DATE], id="date shown"),
        pytest.param({"published": None}, [Kind.DATE], id="date no longer shown"),
        pytest.param({"files": (FORM,)}, [Kind.FILE], id="a file went"),
        pytest.param({"files": (FORM, LIST, link("表三", "3.doc"))}, [Kind.FILE], id="a file came"),
        pytest.param({"files": (FORM, link("名单", "9.xls"))}, [Kind.FILE], id="a file at another address"),
        pytest.param({"files": (FORM, link("人员安排", LIST.url[len(BASE) :]))}, [Kind.WORDING], id="a file renamed"),
        pytest.param({"body": f"{BODY}\n附件：名单"}, [Kind.FILE], id="the name of a file, its link known from elsewhere"),
        pytest.param({"body": f"{BODY}\n3.doc", "files": (FORM, LIST, link("3.doc", "3.doc"))}, [Kind.FILE], id="a file came, named under the text"),
        pytest.param({"files": (LIST, FORM)}, [], id="files in another order"),
        pytest.param({"files": (FORM, link("名单", "2.xls;jsessionid=7F"))}, [], id="a session in an address"),
        pytest.param({"body": BODY.replace("\n", "\n\n  ")}, [], id="white space"),
        pytest.param({"body": f"{BODY}\n浏览次数：17"}, [], id="a counter"),
        pytest.param({"body": f"今天是2015年6月20日\n{BODY}\n相关链接\n甲\n乙"}, [], id="date of the day and other things"),
    ],
)  # fmt: skip
def test_which_changes_are_of_substance(more, kinds):
    found = differ(content(), content(**more))
    assert list(found.kinds) == kinds
    assert bool(found) is bool(kinds)


def test_replaced_files_are_told_by_their_names():
    found = differ(content(), content(files=(link("名单", "8.xls"), link("申报表", "9.doc"))))
    assert set(found.files) == {
        FileChange(before=FORM, after=link("申报表", "9.doc")),
        FileChange(before=LIST, after=link("名单", "8.xls")),
    }


def test_counters_that_differ_are_the_same_substance():
    before, after = (
        content(f"{BODY}\n浏览次数：{at}\n下一篇：{name}") for at, name in ((17, "甲"), (18, "乙"))
    )
    assert not differ(before, after)


def test_what_is_kept_has_a_bound():
    many = differ(content("".join(f"第{at}句。" for at in range(900))), content("另一段话" * 5_000))
    assert len(many.passages) <= MOST
    assert all(max(len(one.before), len(one.after)) <= LONGEST for one in many.passages)


BODIES = st.lists(st.sampled_from(["甲。", "乙5元。", "丙。", "浏览次数：3"]), max_size=8).map("\n".join)


@given(BODIES)
def test_nothing_differs_from_itself(body):
    assert not differ(content(body), content(body))


@given(BODIES, BODIES)
def test_a_change_taken_back_is_as_large_as_the_change(before, after):
    there, back = differ(content(before), content(after)), differ(content(after), content(before))
    assert bool(there) is bool(back)
