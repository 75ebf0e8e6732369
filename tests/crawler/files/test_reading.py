"""Every kind of file gives its text, and whatever is not what it says is named."""

import re
import subprocess
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.files import legacy, ocr
from crawler.files.reading import read_file
from crawler.practice.files import make_file
from crawler.words import FileKind, FileOutcome
from tests.crawler.files.conftest import (
    FONT,
    ROWS,
    TEXT,
    make_docx,
    make_ofd,
    make_pdf,
    make_scan,
    make_xlsx,
    packed,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PAGE = "<html><body><table><tr><th>被处罚人</th><th>处罚依据</th></tr><tr><td>某公司</td><td>第九十四条</td></tr></table></body></html>"
LOGIN = "<html><title>登录</title><form>用户名<input name=u><input type='password'></form></html>"
WORD_2003 = f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w><t>{TEXT}</t></w>'


def wide(name):
    return OLE + (name + "\x00").encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "claimed", "kind", "text"),
    [
        pytest.param(make_pdf(), "pdf", FileKind.PDF, TEXT, id="PDF"),
        pytest.param(make_docx(), "docx", FileKind.DOCX, TEXT, id="DOCX"),
        pytest.param(make_docx(), "doc", FileKind.DOCX, TEXT, id="DOCX under the old ending"),
        pytest.param(make_xlsx(), "xlsx", FileKind.XLSX, "第九十四条", id="XLSX"),
        pytest.param(make_file("xls", TEXT, "正文"), "xls", FileKind.XLS, TEXT, id="a sheet of the oldest format"),
        pytest.param(make_file("doc", TEXT, "正文"), "doc", FileKind.RTF, TEXT, id="RTF under the ending of Word"),
        pytest.param(b"{\\rtf1\\ansi\\ansicpg936 \\'b9\\'ab\\'b8\\'e6\\par}", "rtf", FileKind.RTF, "公告", id="RTF in bytes of GBK"),
        pytest.param(make_ofd(), "ofd", FileKind.OFD, "第一行\n第二行", id="OFD"),
        pytest.param(PAGE.encode("gbk"), "xls", FileKind.HTML, "第九十四条", id="a page saved as a sheet"),
        pytest.param(WORD_2003.encode(), "doc", FileKind.XML, TEXT, id="Word of 2003"),
        pytest.param(TEXT.encode("gb18030"), "txt", FileKind.TEXT, TEXT, id="plain text in GBK"),
        pytest.param(packed({"一.docx": make_docx(), "二.pdf": make_pdf("另一份文件")}), "zip", FileKind.ZIP, "另一份文件", id="ZIP"),
    ],
)  # fmt: skip
def test_text(data, claimed, kind, text):
    found = read_file(data, claimed)
    assert (found.kind, found.outcome) == (kind, FileOutcome.READ), found.detail
    assert text in found.text
    assert found.reader


@pytest.mark.parametrize(
    ("data", "claimed"),
    [
        pytest.param(make_pdf(), "pdf", id="PDF"),
        pytest.param(make_docx(), "docx", id="DOCX"),
        pytest.param(PAGE.encode(), "xls", id="a page saved as a sheet"),
        pytest.param(packed({"a.docx": make_docx()}), "zip", id="DOCX in ZIP"),
    ],
)
def test_tables(data, claimed):
    assert read_file(data, claimed).tables == (ROWS,)


def test_sheets_show_numbers_as_people_do():
    assert read_file(make_xlsx(), "xlsx").tables == ((*ROWS, ("12", "2.5")),)


def test_a_pdf_without_lines_has_no_table():
    assert read_file(make_pdf(ruled=False), "pdf").tables == ()


def test_a_document_is_read_in_the_order_of_the_page():
    text = read_file(make_docx(), "docx").text
    assert text.index(TEXT) < text.index("第九十四条") < text.index("二〇一五年七月一日")


@pytest.mark.parametrize(
    ("data", "claimed", "outcome", "detail"),
    [
        pytest.param(b"", "pdf", FileOutcome.EMPTY, "", id="no byte"),
        pytest.param(LOGIN.encode(), "pdf", FileOutcome.NOT_WHAT_IT_SAYS, "a login", id="a login for a PDF"),
        pytest.param(LOGIN.encode("gbk"), "doc", FileOutcome.NOT_WHAT_IT_SAYS, "a login", id="a login for a document"),
        pytest.param(b"<html><script>document.cookie=('_')+('_')</script>", "zip", FileOutcome.NOT_WHAT_IT_SAYS, "a challenge (jsl)", id="a challenge"),
        pytest.param("<html><title>404</title>您访问的页面不存在".encode(), "xls", FileOutcome.NOT_WHAT_IT_SAYS, "nothing is there", id="a soft 404"),
        pytest.param(PAGE.encode(), "pdf", FileOutcome.NOT_WHAT_IT_SAYS, "a web page", id="any page for a PDF"),
        pytest.param(make_pdf(password="geheim"), "pdf", FileOutcome.ENCRYPTED, "password", id="a locked PDF"),
        pytest.param(wide("EncryptedPackage"), "docx", FileOutcome.ENCRYPTED, "password", id="a locked document"),
        pytest.param(make_docx()[:2000], "docx", FileOutcome.DAMAGED, "not a whole package", id="half a document"),
        pytest.param(b"%PDF-1.4\nnothing", "pdf", FileOutcome.DAMAGED, "not a whole PDF", id="the beginning of a PDF"),
        pytest.param(packed({"word/document.xml": b"<w:document"}), "docx", FileOutcome.DAMAGED, "not XML", id="half of the XML"),
        pytest.param(packed({"OFD.xml": b"<OFD/>"}), "ofd", FileOutcome.DAMAGED, "no pages", id="OFD without pages"),
        pytest.param(wide("Workbook"), "xls", FileOutcome.DAMAGED, "not a whole workbook", id="a sheet without records"),
        pytest.param(b"\x09\x00\x04\x00\x02\x00\x10\x00\x04\x00\xff\xff", "xls", FileOutcome.DAMAGED, "not a whole workbook", id="records cut short"),
        pytest.param(packed({"xl/workbook.xml": b"<!DOCTYPE w [<!ENTITY a 'b'>]><w/>"}), "xlsx", FileOutcome.BOMB, "entities", id="a sheet that declares entities"),
        pytest.param(b"Rar!\x1a\x07\x00", "rar", FileOutcome.NO_READER, "'rar'", id="RAR"),
        pytest.param(packed({"ppt/presentation.xml": b"<p/>"}), "pptx", FileOutcome.NO_READER, "'pptx'", id="slides"),
        pytest.param(packed({"in.zip": packed({"a.txt": b"a"})}), "zip", FileOutcome.NESTED, "1 nested", id="a package in a package"),
        pytest.param(packed({}), "zip", FileOutcome.EMPTY, "", id="an empty package"),
    ],
)  # fmt: skip
def test_what_gives_no_text_is_named(data, claimed, outcome, detail):
    found = read_file(data, claimed)
    assert (found.outcome, found.text) == (outcome, "")
    assert detail in found.detail


def test_a_package_is_read_as_far_as_it_goes():
    found = read_file(packed({"a.txt": b"first", "b.rar": b"Rar!\x1a\x07\x00", "c/": b""}), "zip")
    assert (found.outcome, found.text, found.pages) == (FileOutcome.PARTLY, "a.txt\nfirst", 2)
    assert found.detail == "1 no_reader, 1 read"


def test_names_in_a_package_of_a_chinese_windows():
    old = "附表.txt".encode("gbk").decode("cp437")
    data = packed({"x" * len(old): b"text"}).replace(b"x" * len(old), old.encode("cp437"))
    assert read_file(data, "zip").text == "附表.txt\ntext"


def test_text_that_is_said_twice_for_older_programs_is_read_once(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("before")._p
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    again = f'<mc:AlternateContent xmlns:mc="{mc}" xmlns:w="{main}">%s</mc:AlternateContent>'
    inside = "".join(f"<mc:{one}><w:r><w:t>boxed</w:t></w:r></mc:{one}>" for one in ("Choice", "Fallback"))
    paragraph.append(docx.oxml.parse_xml(again % inside))
    document.save(tmp_path / "a.docx")
    assert read_file((tmp_path / "a.docx").read_bytes(), "docx").text == "beforeboxed"


def test_a_scan_is_recognised_without_ocr(monkeypatch):
    monkeypatch.setattr(ocr, "ocr_version", lambda: "")
    found = read_file(make_scan(), "pdf")
    assert (found.outcome, found.text, found.pages, found.detail) == (FileOutcome.SCAN, "", 1, ocr.HINT)


@pytest.mark.skipif(not ocr.ocr_version(), reason="tesseract with chi_sim is not installed")
@pytest.mark.skipif(not FONT.exists(), reason="no Chinese font to make a scan with")
def test_a_scan_is_read_where_ocr_is_installed():
    found = read_file(make_scan("行政处罚决定书"), "pdf")
    assert (found.outcome, found.text) == (FileOutcome.SCAN, "行政处罚决定书")
    assert found.reader.startswith("tesseract")


def test_the_older_word_format_needs_a_program(monkeypatch):
    monkeypatch.setattr(legacy, "tool", lambda _: "")
    monkeypatch.setattr(legacy, "office", lambda: "")
    found = read_file(wide("WordDocument"), "wps")
    assert (found.kind, found.outcome, found.detail) == (FileKind.DOC, FileOutcome.NEEDS_TOOL, legacy.HINT)


@pytest.mark.skipif(not legacy.office(), reason="LibreOffice Writer is not installed")
def test_the_older_word_format_is_read_where_a_program_is(tmp_path):
    (tmp_path / "a.docx").write_bytes(make_docx())
    words = [legacy.office(), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    words += ["--convert-to", "doc", "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(words, check=True, capture_output=True, timeout=60)
    found = read_file((tmp_path / "a.doc").read_bytes(), "wps")
    assert (found.kind, found.outcome) == (FileKind.DOC, FileOutcome.READ)
    assert TEXT in found.text
    assert found.reader.startswith(("antiword", "LibreOffice"))


@pytest.mark.skipif(not legacy.tool("antiword"), reason="antiword is not installed")
def test_a_document_that_no_program_can_read_is_damaged(monkeypatch):
    monkeypatch.setattr(legacy, "office", lambda: "")
    assert read_file(wide("WordDocument"), "doc").outcome is FileOutcome.DAMAGED


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(
        [b"", b"%PDF-1.4\n", b"{\\rtf1 ", b"<html>", b"<?xml version='1.0'?>", b"\x09\x00\x04\x00"]
    ),
    st.binary(max_size=300),
    st.sampled_from(["pdf", "doc", "xls", "zip", ""]),
)
def test_any_text_like_bytes_have_an_outcome(start, rest, claimed):
    assert read_file(start + rest, claimed).outcome in FileOutcome


DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "files.md"


def test_the_document_says_what_may_come_of_a_file():
    named = re.findall(r"^\| `(\w+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert named == [one.value for one in FileOutcome]


def test_a_page_with_very_many_rows_is_read_in_time():
    row = "<tr><td>一</td><td>二</td></tr>"
    found = read_file(f"<html><table>{row * 20_000}</table>".encode(), "xls")
    assert len(found.tables[0]) == 20_000


def test_only_innermost_tables_count():
    inner = "<table><tr><td>甲</td><th>乙</th></tr></table>"
    found = read_file(f"<html><table><tr><td>{inner}</td><td>{inner}</td></tr></table>".encode(), "doc")
    assert found.tables == ((("甲", "乙"),),) * 2
