import random

import pytest
from opencc import OpenCC

from crawler.errors import InvalidFile
from monitor.catalogue.load import find_edition
from monitor.importing.findings import Litter, Question
from monitor.importing.notice import import_notice, read_notice_file
from monitor.importing.repair import Sureness
from monitor.text import half_width, simplify


def rows(imported):
    return [(one.row.number, one.row.name, one.responsible) for one in imported.rows]


def asked(imported):
    return [one.question for one in imported.decisions]


def test_the_notice_of_2015_gives_the_rows_of_its_annex(seed):
    text = seed.read_text("utf-8")
    imported = import_notice(text, seed)
    cells = [cell.strip() for cell in simplify(text).splitlines()[77:214] if cell.strip()]
    expected = list(zip(map(int, cells[::3]), cells[1::3], cells[2::3], strict=True))
    assert [(one.row.number, one.row.name, one.row.responsible) for one in imported.rows] == expected
    assert len(expected) == 23


def test_the_notice_of_2015_agrees_with_the_shipped_edition(seed):
    imported = import_notice(seed.read_text("utf-8"), seed)
    shipped = find_edition("ningbo-2015")
    annex = [one for one in shipped.categories if one.number]
    names = {one.id: one.name for one in shipped.units.values()}
    for ours, theirs in zip(imported.rows, annex, strict=True):
        who = ours.responsible
        assert ours.row.number == theirs.number
        assert ours.row.name.partition("(")[0] == theirs.name
        assert who.mode == theirs.mode
        assert list(who.lead) == [names[one] for one in theirs.lead]
        assert list(who.others) == [names[one] for one in theirs.others]
        assert ours.passage is not None
        assert ours.passage.place == theirs.place


def test_every_broken_place_of_the_notice_of_2015_is_mended_and_told(seed):
    imported = import_notice(seed.read_text("utf-8"), seed)
    assert [(one.line, simplify(one.after), one.sureness) for one in imported.repairs] == [
        (32, "。县", Sureness.CERTAIN),
        (34, "。“三公”经费", Sureness.CERTAIN),
        (52, "。回应力求表达", Sureness.CERTAIN),
    ]
    assert "展持续发布动态信息。回应力求表达准确、亲切、自然" in imported.rows[21].passage.text


def test_what_was_planted_in_the_notice_of_2015_is_dropped(seed):
    imported = import_notice(seed.read_text("utf-8"), seed)
    dropped = [(one.line, one.litter) for one in imported.dropped]
    assert {line for line, litter in dropped if litter is Litter.TAG} == {1, 2}
    for expected in (
        (4, Litter.COUNTER),
        (4, Litter.FONT_SIZE),
        (220, Litter.FOOTER),
        (220, Litter.AFTER_FOOTER),
    ):
        assert expected in dropped
    assert len(dropped) == 10


def test_what_a_person_must_decide_about_the_notice_of_2015(seed):
    known = find_edition("ningbo-2015").instruments.values()
    imported = import_notice(seed.read_text("utf-8"), seed, known)
    about = {}
    for one in imported.decisions:
        about.setdefault(one.question, []).append(one.subject)
    assert about[Question.NUMBER_BLANK] == ["仑政办〔2015〕?号"]
    assert set(about[Question.UNIT]) == {"市级各相关部门", "各地、各部门", "政策起草部门", "行业主管部门"}
    assert about[Question.PASSAGE] == ["5 城镇保障性安居工程信息公开"]
    assert about[Question.LAW_NAME] == ["《浙江省行政处罚信息网上公开暂行办法》"]
    assert {one.partition(" ")[0] for one in about[Question.TIME_LIMIT]} == {"2", "20", "21"}
    assert str(imported.heading.document_number) == "甬政办发〔2015〕105号"


def clean_twin(text):
    """The notice as its office may have published it: simplified, full-width signs, nothing broken or planted."""
    for broken, whole in (
        ("??h", "。縣"),
        ("?!叭\ue422\ue05e苯涃M", "。“三公”經費"),
        ("?;貞\ue020η蟊磉_", "。回應力求表達"),
    ):
        assert broken in text
        text = text.replace(broken, whole)
    kept = simplify("\n".join(text.split("\n")[2:215]))
    wide = {one: chr(ord(one) + 0xFEE0) for one in ",;:()!"}
    return "".join(wide.get(one, one) for one in kept)


def test_the_clean_simplified_twin_gives_the_same_rows(seed):
    text = seed.read_text("utf-8")
    twin = import_notice(clean_twin(text), "twin")
    imported = import_notice(text, seed)
    assert rows(twin) == rows(imported)
    assert twin.repairs == ()
    places = [(one.passage.place, half_width(one.passage.text)) for one in twin.rows]
    assert places == [(one.passage.place, half_width(one.passage.text)) for one in imported.rows]


def test_a_notice_of_another_county_is_read(lake):
    imported = import_notice(lake, "lake.txt")
    assert [
        (one.row.number, one.row.name, one.responsible.lead, one.responsible.others) for one in imported.rows
    ] == [
        (1, "图书馆服务公开", ("县文化局",), ("县级有关部门",)),
        (2, "场馆开放信息公开", ("县体育局",), ()),
        (3, "赛事信息公开", ("县体育局",), ("县公安局",)),
        (4, "专栏维护", (), ("各乡镇、各部门",)),
    ]
    assert [one.passage.place for one in imported.rows] == ["一、(一)", "一、(二)一是", "一、(二)二是", "二"]
    assert str(imported.heading.number) == "湖政办〔2017〕12号"
    assert imported.heading.published.isoformat() == "2017-03-09"
    assert imported.repairs == ()
    assert Litter.AFTER_FOOTER in [one.litter for one in imported.dropped]
    assert Question.NUMBER_BLANK not in asked(imported)


@pytest.mark.parametrize("seed_of_chance", range(6))
def test_a_broken_traditional_twin_gives_the_same_rows(lake, seed_of_chance):
    chance = random.Random(seed_of_chance)
    body = OpenCC("s2t").convert(lake).splitlines()
    at = chance.choice([n for n, line in enumerate(body) if line.startswith("（")])
    stop = body[at].index("。")
    lost = (
        body[at].encode("gb18030")[len(body[at][:stop].encode("gb18030")) + 1 :].decode("gb18030", "replace")
    )
    body[at] = f"{body[at][:stop]}?{lost}"
    imported = import_notice("\n".join(['<em id="qrtzx"></em>', *body]), "twin")
    assert rows(imported) == rows(import_notice(lake, "lake.txt"))
    assert [one.line for one in imported.repairs] == [at + 2]


def test_rows_out_of_order_are_told(lake):
    imported = import_notice(lake.replace("3\t赛事", "4\t赛事").replace("4\t专栏", "5\t专栏"), "lake.txt")
    assert Question.ROW in asked(imported)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "has no title", id="nothing"),
        pytest.param("今天天气很好\n", "has no title", id="a text of another kind"),
        pytest.param(
            "关于放假的通知\n各单位：\n今日放假。\n", "has no annex", id="a notice without an annex"
        ),
        pytest.param("关于放假的通知\n附件：表\n1\n放假\n", "has no annex", id="an annex without units"),
    ],
)
def test_what_is_no_such_notice_is_refused(text, message):
    with pytest.raises(InvalidFile, match=message):
        import_notice(text, "some.txt")


def test_files_in_the_old_encoding_are_read(tmp_path, lake):
    path = tmp_path / "lake.txt"
    path.write_bytes(lake.encode("gb18030"))
    assert read_notice_file(path) == lake


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"PK\x03\x04\x00\x00", "is no text file", id="binary"),
        pytest.param(b"a" * 2_000_001, "more than", id="too large"),
        pytest.param(None, "cannot be read", id="absent"),
    ],
)
def test_files_that_are_no_text_are_refused(tmp_path, data, message):
    path = tmp_path / "some.bin"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InvalidFile, match=message):
        read_notice_file(path)
