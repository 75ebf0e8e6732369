"""Sheets that open without a word of complaint: text stays text, days are days, the same data is the same file."""

import shutil
import subprocess
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.clock import SHANGHAI
from monitor.report.book import BORN, LINE, TALLEST, Book, Link, Sheet
from monitor.report.states import states

STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "＝",
    "＋",
    "－",
    "＠",
    "\u00a0=",
    "\u3000=",
    " =",
    "\n=",
    "\ufeff=",
    "\u200b=",
]
TAILS = ["1+1", 'HYPERLINK("http://x/","点")']
HOSTILE = [
    *(f"{start}{tail}" for start in STARTS for tail in TAILS),
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    'DDE("cmd","/C calc","x")',
    "公告\n=1+1",
    "{=1+1}",
    "'=1+1",
    "_x003D_1+1",
    "\x01=1+1\x0b",
    "javascript:alert(1)",
    "file:///etc/passwd",
    'http://x/" onclick="alert(1)',
]  # fmt: skip


def sheet(rows, headings=(("标题", 20), ("状态", 10)), **more):
    return Sheet(name="疑似待核", title="第26周疑似待核", headings=headings, rows=rows, **more)


def written(*sheets):
    book = Book("政务公开问题清单", SHANGHAI)
    for one in sheets:
        book.add(one)
    return book.close()


def opened(content):
    return openpyxl.load_workbook(BytesIO(content))


def parts(content, name):
    with ZipFile(BytesIO(content)) as held:
        return held.read(name).decode()


def test_there_are_forty_hostile_strings():
    assert len(HOSTILE) >= 40


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_stays_text(text):
    content = written(sheet([[text, Link(address=text)]]))
    page = opened(content).active
    assert {page.cell(3, 1).data_type, page.cell(3, 2).data_type} == {"s"}
    assert page.cell(3, 2).hyperlink is None or text.startswith("http://")
    assert "<f>" not in parts(content, "xl/worksheets/sheet1.xml")


@given(st.text(max_size=60))
@settings(max_examples=30, deadline=None)
def test_no_text_breaks_the_file_or_computes(text):
    content = written(sheet([[text, "待核实"]]))
    cell = opened(content).active.cell(3, 1)
    assert cell.data_type in {"s", "n"}
    assert cell.data_type == "s" or cell.value is None
    assert "<f>" not in parts(content, "xl/worksheets/sheet1.xml")


def test_days_moments_numbers_and_shares_are_what_they_are():
    moment = datetime(2015, 6, 24, 16, 30, 59, tzinfo=UTC)
    headings = [("日", 12), ("时", 17), ("数", 8), ("率", 8), ("空", 8)]
    (row,) = opened(written(sheet([[date(2015, 6, 24), moment, 7, 0.875, None]], headings))).active["A3:E3"]
    assert [cell.value for cell in row] == [
        datetime(2015, 6, 24),
        datetime(2015, 6, 25, 0, 30),
        7,
        0.875,
        None,
    ]
    assert [cell.number_format for cell in row][:4] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm", "#,##0", "0%"]
    assert [cell.is_date for cell in row][:2] == [True, True]


def test_a_link_is_a_relationship_and_not_a_formula():
    address = "http://web.example/a?b=1&c=2#d"
    content = written(sheet([[Link(address=address), "待核实"]]))
    cell = opened(content).active.cell(3, 1)
    assert (cell.value, cell.hyperlink.target, cell.hyperlink.location) == (
        address,
        "http://web.example/a?b=1&c=2",
        "d",
    )
    assert 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"' in parts(
        content, "xl/worksheets/_rels/sheet1.xml.rels"
    )


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("http://x/" + "a" * 2100, id="longer than a link may be"),
        pytest.param("http://x/\n=1", id="a line of its own"),
    ],
)
def test_what_is_no_link_stays_text(address):
    cell = opened(written(sheet([[Link(address=address), ""]]))).active.cell(3, 1)
    assert (cell.data_type, cell.hyperlink) == ("s", None)


def test_the_sheet_prints_and_freezes_as_staff_expect():
    page = opened(written(sheet([["甲", states()[0]]] * 3))).active
    assert page.freeze_panes == "A3"
    assert page.print_title_rows == "$1:$2"
    assert page.auto_filter.ref == "A2:B5"
    assert [str(one) for one in page.merged_cells.ranges] == ["A1:B1"]
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", 9)
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
    cell = page["A3"]
    assert (cell.font.name, cell.font.size, cell.alignment.wrap_text) == ("仿宋", 12, True)
    (rule,) = page.data_validations.dataValidation
    assert rule.formula1 == '"' + ",".join(states()) + '"'
    assert "B3" in rule.sqref
    assert "B100" in rule.sqref


def test_an_empty_sheet_says_so():
    page = opened(written(sheet([], empty="本周无疑似问题。"))).active
    assert page["A3"].value == "本周无疑似问题。"


def test_the_same_data_gives_the_same_bytes():
    content = written(sheet([["甲", "待核实"]]))
    assert content == written(sheet([["甲", "待核实"]]))
    assert opened(content).properties.created == BORN


def test_an_office_program_opens_it_and_sees_text(tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    source = tmp_path / "hostile.xlsx"
    source.write_bytes(written(sheet([[text, "待核实"] for text in HOSTILE])))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    flat = (tmp_path / "hostile.fods").read_text("utf-8")
    assert "table:formula" not in flat
    assert flat.count('office:value-type="string"') >= len(HOSTILE)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("短", 1, id="short"),
        pytest.param("公" * 40, 5, id="as many lines as it wraps to"),
        pytest.param("甲\n乙\n丙", 3, id="lines of its own"),
        pytest.param("公" * 30_000, None, id="no taller than Excel allows"),
    ],
)
def test_a_row_is_tall_enough_to_be_read(text, lines):
    height = opened(written(sheet([[text, "待核实"]]))).active.row_dimensions[3].height
    assert height == (TALLEST if lines is None else pytest.approx(lines * LINE + 3))
