"""Reads spreadsheets, the newer and the older format, a table a sheet."""

import struct
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from io import BytesIO, StringIO

import python_calamine as calamine
import xlrd
from xlrd.biffh import XLRDError

from crawler.errors import FileRefused
from crawler.files import limits
from crawler.files.content import FileContent, Table, joined, lines_of
from crawler.files.packages import begin_entry, open_package, refuse_entities
from crawler.words import FileKind, FileOutcome

_OLE = b"\xd0\xcf\x11\xe0"


def read_xlsx(data: bytes) -> FileContent:
    """Return the sheets of a workbook; raise FileRefused where it is damaged or a bomb."""
    package = open_package(data)
    for name in package.namelist():
        if name.endswith((".xml", ".rels")):
            refuse_entities(begin_entry(package, name))
    return _workbook(data, FileKind.XLSX)


def read_xls(data: bytes) -> FileContent:
    """Return the sheets of an older workbook; those older still are a bare stream of records."""
    return _workbook(data, FileKind.XLS) if data.startswith(_OLE) else _bare(data)


def _workbook(data: bytes, kind: FileKind) -> FileContent:
    try:
        with calamine.CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            names = [one.name for one in book.sheets_metadata if one.typ is calamine.SheetTypeEnum.WorkSheet]
            sheets = {name: _table(book.get_sheet_by_name(name).iter_rows()) for name in names}
    except calamine.PasswordError as error:
        raise FileRefused(FileOutcome.ENCRYPTED, "needs a password") from error
    except (calamine.CalamineError, UnicodeDecodeError) as error:
        raise FileRefused(FileOutcome.DAMAGED, f"not a whole workbook: {error}") from error
    return _content(kind, sheets, f"python-calamine {version('python-calamine')}")


def _bare(data: bytes) -> FileContent:
    """Read a stream that names no encoding as one of a Chinese machine."""
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=StringIO(), encoding_override="gb18030")
        sheets = {
            one.name: _table([cell.value for cell in row] for row in one.get_rows()) for one in book.sheets()
        }
    except (XLRDError, AssertionError, IndexError, ValueError, struct.error) as error:
        raise FileRefused(FileOutcome.DAMAGED, f"not a whole workbook: {error}") from error
    return _content(FileKind.XLS, sheets, f"xlrd {xlrd.__version__}")


def _content(kind: FileKind, sheets: dict[str, Table], reader: str) -> FileContent:
    tables = tuple(table for table in sheets.values() if table)
    text = joined(f"{name}\n{lines_of([table])}" if table else "" for name, table in sheets.items())
    return FileContent(kind=kind, text=text, tables=tables, pages=len(sheets), reader=reader)


def _table(rows: Iterable[Sequence[object]]) -> Table:
    """Return the rows that hold something, as they are shown, up to what is kept of a file."""
    found, cells = [], 0
    for row in rows:
        shown = tuple(_shown(one) for one in row)
        if any(shown):
            found.append(shown)
            cells += len(shown)
        if cells > limits.CELLS:
            break
    return tuple(found)


def _shown(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
