"""What was read in part says so, and the pages, sheets and entries of a text can be told apart."""

import io
import zipfile

import pypdfium2 as pdfium
import pytest

from crawler.files.content import PART, joined
from crawler.files.reading import read_file
from crawler.words import FileOutcome
from tests.crawler.files.conftest import TEXT, make_docx, make_pdf, make_scan, make_xlsx, packed


def bound(*files):
    """Return one PDF of the pages of several."""
    whole, out = pdfium.PdfDocument.new(), io.BytesIO()
    for one in files:
        whole.import_pages(pdfium.PdfDocument(one))
    whole.save(out)
    return out.getvalue()


def with_picture(document):
    out = io.BytesIO(document)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/media/image1.png", b"\x89PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "claimed", "outcome", "detail"),
    [
        pytest.param(bound(make_pdf(), make_pdf()), "pdf", FileOutcome.READ, "", id="a PDF of texts"),
        pytest.param(bound(make_pdf(), make_scan(), make_pdf()), "pdf", FileOutcome.PARTLY, "pages 2 are pictures", id="a scan among its pages"),
        pytest.param(make_docx(), "docx", FileOutcome.READ, "", id="a document of words"),
        pytest.param(with_picture(make_docx()), "docx", FileOutcome.PARTLY, "1 picture not read", id="a document with a picture"),
        pytest.param(packed({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}), "zip", FileOutcome.READ, "2 read", id="a package of texts"),
        pytest.param(packed({"a.txt": TEXT.encode(), "b.pdf": make_scan()}), "zip", FileOutcome.PARTLY, "1 read, 1 scan", id="a scan in a package"),
        pytest.param(packed({"a.txt": TEXT.encode(), "b.docx": with_picture(make_docx())}), "zip", FileOutcome.PARTLY, "1 partly, 1 read", id="a picture in a document in a package"),
        pytest.param(packed({"a.txt": TEXT.encode(), "b.txt": b""}), "zip", FileOutcome.READ, "1 empty, 1 read", id="an empty entry hides nothing"),
        pytest.param(packed({"a.pdf": make_scan(), "b.pdf": make_scan()}), "zip", FileOutcome.SCAN, "2 scan", id="a package of scans"),
    ],
)  # fmt: skip
def test_how_much_was_read(data, claimed, outcome, detail):
    found = read_file(data, claimed)
    assert (found.outcome, found.detail) == (outcome, detail)
    assert (TEXT in found.text) is (outcome is not FileOutcome.SCAN)


def test_pages_are_told_apart_with_those_that_show_nothing():
    pages = read_file(bound(make_pdf(), make_scan(), make_pdf("末页")), "pdf").text.split(PART)
    assert len(pages) == 3
    assert pages[1] == ""
    assert "末页" in pages[2]


def test_entries_are_told_apart_and_their_pages_are_not():
    entries = read_file(packed({"a.pdf": make_pdf(pages=2), "b.xlsx": make_xlsx()}), "zip").text.split(PART)
    assert [one.split("\n")[0] for one in entries] == ["a.pdf", "b.xlsx"]


def test_nothing_is_no_text():
    assert joined(["", "", ""]) == ""
    assert joined([]) == ""
    assert joined(["", "二"]) == f"{PART}二"
