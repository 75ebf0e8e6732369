import pytest

from crawler.errors import UsageError
from monitor.catalogue.load import check_edition
from monitor.importing.edition_files import unit_ids, write_edition
from monitor.importing.notice import import_notice


@pytest.fixture
def imported(lake):
    return import_notice(lake, "lake.txt")


def test_the_edition_loads_and_says_what_the_notice_says(imported, tmp_path):
    edition = write_edition(imported, tmp_path / "lake-2017", calendar="china")
    assert check_edition(tmp_path / "lake-2017") == []
    assert (edition.id, edition.year, edition.jurisdiction) == ("lake-2017", 2017, "平湖县")
    assert (edition.doc_no, edition.document_date.isoformat()) == ("湖政办〔2017〕12号", "2017-03-08")
    assert [(one.id, one.number, one.name) for one in edition.categories][1] == ("C02", 2, "场馆开放信息公开")
    helped = edition.categories[0]
    assert [edition.units[one].name for one in (*helped.lead, *helped.others)] == ["县文化局", "县级有关部门"]
    assert helped.passage.startswith("（一）推进图书馆服务公开。")
    assert [one.kind for one in edition.units.values()] == ["unit", "set", "unit", "unit", "set"]


def test_the_same_notice_can_be_imported_again(imported, tmp_path):
    once = write_edition(imported, tmp_path / "lake-2017", calendar="china")
    assert write_edition(imported, tmp_path / "lake-2017", calendar="china") == once


def test_what_a_person_changed_is_not_written_over(imported, tmp_path):
    write_edition(imported, tmp_path / "lake-2017", calendar="china")
    units = tmp_path / "lake-2017" / "units.yaml"
    units.write_text(units.read_text("utf-8") + "# checked\n", "utf-8")
    with pytest.raises(UsageError, match="is there already"):
        write_edition(imported, tmp_path / "lake-2017", calendar="china")
    assert units.read_text("utf-8").endswith("# checked\n")


def test_nothing_is_left_behind_when_the_edition_does_not_load(imported, tmp_path):
    with pytest.raises(Exception, match="an id is lower-case words"):
        write_edition(imported, tmp_path / "Not An Id", calendar="china")
    assert list(tmp_path.iterdir()) == []


def test_a_unit_named_twice_has_one_id(imported):
    assert unit_ids(imported) == {
        "县文化局": "U01", "县级有关部门": "U02", "县体育局": "U03", "县公安局": "U04", "各乡镇、各部门": "U05",
    }  # fmt: skip
