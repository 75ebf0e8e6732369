"""A file may kill its reader, and nothing else."""

import io
import os
import random
import resource
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.files import limits
from crawler.files.sandbox import Sandbox
from crawler.words import FileOutcome
from tests.crawler.files.conftest import MEGABYTE, TEXT, make_docx, make_pdf, make_xlsx, packed

ZEROS = b"\x00" * MEGABYTE
HEAD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
REST = b"</w:body></w:document>"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + one, b"&%c;" % (97 + one) * 10) for one in range(9))
    + b"]><w>&j;</w>"
)
REACHES_OUT = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'


def repeating(size):
    """Return *size* bytes or so of a document that says the same again and again."""
    line = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>"
    return HEAD + line * (size // len(line)) + REST


def various(size):
    """Return a document of many small elements, between which so much differs that its directory shows nothing."""
    numbers = random.Random(7)
    line = b"<a/>" * 50 + b"%d"
    return HEAD + b"".join(line % numbers.randrange(10**12) for _ in range(size // len(line))) + REST


def overlapping(entries=250):
    """Return a package whose entries all lie at the same place."""
    first = packed({"0.txt": ZEROS})
    directory = first.index(b"PK\x01\x02")
    end = first.index(b"PK\x05\x06")
    entry = first[directory:end]
    head = first[:directory]
    many = entry * entries
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, entries, entries, len(many), len(head), 0)
    return head + many + tail


def many_entries():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for at in range(limits.ENTRIES + 1):
            package.writestr(str(at), b"")
    return out.getvalue()


def pdf_of(stream, filters):
    """Return a PDF whose only page is drawn by *stream*."""
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>",
        b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(stream), filters, stream),
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % one for one in places)
    return bytes(out + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)


def flate_twice():
    """Return a stream that unfolds twice: 1 GB in a few kilobytes."""
    packer = zlib.compressobj(1)
    once = b"".join(packer.compress(b" " * MEGABYTE) for _ in range(1024)) + packer.flush()
    return pdf_of(zlib.compress(once, 9), b"/FlateDecode /FlateDecode")


def far_cell():
    """Return a workbook with two cells as far apart as can be."""
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    with zipfile.ZipFile(io.BytesIO(make_xlsx())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return packed({**parts, "xl/worksheets/sheet1.xml": sheet})


BOMBS = {
    "a document of repeated text": lambda: packed({"word/document.xml": repeating(150 * MEGABYTE)}),
    "a document whose tree is too large": lambda: packed({"word/document.xml": various(40 * MEGABYTE)}),
    "a sheet of zeros": lambda: packed({"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": ZEROS * 150}),
    "a workbook with a far cell": far_cell,
    "entries that overlap": overlapping,
    "too many entries": many_entries,
    "package in package": lambda: packed({f"{at}.zip": packed({"a": ZEROS * 20}) for at in range(16)}),
    "a PDF that unfolds twice": flate_twice,
    "laughs": lambda: packed({"word/document.xml": LAUGHS}),
    "laughs in a sheet": lambda: packed({"xl/workbook.xml": LAUGHS}),
    "a reference to a file": lambda: packed({"word/document.xml": REACHES_OUT}),
    "a reference in UTF-16": lambda: packed({"word/document.xml": REACHES_OUT.decode().encode("utf-16")}),
    "bare laughs": lambda: LAUGHS,
}


def resident():
    """Return the memory of this process, in megabytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / MEGABYTE


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_contained(sandbox, name):
    bomb = BOMBS[name]()
    before = resident()
    found = sandbox.read(bomb, "docx")
    assert found.outcome in {
        FileOutcome.BOMB,
        FileOutcome.TOO_HEAVY,
        FileOutcome.NESTED,
        FileOutcome.DAMAGED,
    }, found
    assert "root:" not in found.text
    assert resident() - before < 20
    assert sandbox.read(b"the next file", "txt").text == "the next file"


def test_the_process_is_kept_for_many_files_and_replaced_after_a_failure():
    with Sandbox() as sandbox:
        for _ in range(5):
            assert sandbox.read(make_docx(), "docx").outcome is FileOutcome.READ
        assert sandbox.started == 1
        assert (
            sandbox.read(packed({"word/document.xml": various(40 * MEGABYTE)}), "docx").outcome
            is FileOutcome.TOO_HEAVY
        )
        assert TEXT in sandbox.read(make_pdf(), "pdf").text
        assert sandbox.started == 2


def test_a_process_that_was_killed_is_replaced():
    with Sandbox() as sandbox:
        sandbox.read(b"one", "txt")
        os.kill(sandbox._child.pid, 9)
        sandbox._child.wait()
        assert sandbox.read(b"two", "txt").text == "two"


def test_more_time_than_it_is_given(monkeypatch):
    import crawler.files.sandbox as module

    monkeypatch.setattr(module.limits, "PATIENCE", module.limits.PATIENCE * 0)
    with Sandbox() as sandbox:
        found = sandbox.read(b"one", "txt")
    assert (found.outcome, found.detail) == (FileOutcome.TOO_HEAVY, "took more than its time")


def test_more_bytes_than_we_open_start_no_process(monkeypatch):
    monkeypatch.setattr(limits, "PAYLOAD", 3)
    with Sandbox() as sandbox:
        assert sandbox.read(b"four", "txt").outcome is FileOutcome.TOO_LARGE
        assert sandbox.read(b"", "txt").outcome is FileOutcome.EMPTY
        assert sandbox.started == 0


def test_nothing_secret_reaches_the_process(monkeypatch):
    from crawler.files.sandbox import _environment

    monkeypatch.setenv("GONGKAI_SMTP_PASSWORD", "secret")
    assert "secret" not in _environment().values()


START = (
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF-1.7\n",
    b"\x09\x08\x08\x00",
    b"\x89PNG\r\n",
    b"{\\rtf1",
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(START), st.binary(max_size=600))
def test_random_bytes_never_hurt_the_parent(sandbox, start, rest):
    assert sandbox.read(start + rest, "pdf").outcome in FileOutcome


WHOLE = (make_docx(), make_xlsx(), make_pdf())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(WHOLE), st.integers(0, 10**6), st.binary(min_size=1, max_size=20))
def test_a_damaged_file_never_hurts_the_parent(sandbox, whole, at, wrong):
    at %= len(whole)
    assert sandbox.read(whole[:at] + wrong + whole[at + len(wrong) :], "").outcome in FileOutcome
