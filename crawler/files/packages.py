"""Opens a zip package only after its directory has been looked at: what it promises, and where it says it lies."""

import zipfile
import zlib
from io import BytesIO
from itertools import pairwise

from lxml import etree

from crawler.errors import FileRefused
from crawler.files import limits
from crawler.words import FileOutcome

_HEADER = 30  # bytes before the name of an entry
_ENCRYPTED = 0x1
_DECLARATIONS = 4096  # bytes
_SPENT = (None, 0, etree.ErrorTypes.ERR_NO_MEMORY)  # the parser has often no memory left to say so
_BROKEN = (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError)


def open_package(data: bytes) -> zipfile.ZipFile:
    """Return the package in *data*; raise FileRefused where it is damaged, locked or a bomb by its directory."""
    try:
        package = zipfile.ZipFile(BytesIO(data))
    except _BROKEN as error:
        if "verlapped" in str(error):
            raise FileRefused(FileOutcome.BOMB, "its entries overlap") from error
        raise FileRefused(FileOutcome.DAMAGED, f"not a whole package: {error}") from error
    entries = package.infolist()
    if len(entries) > limits.ENTRIES:
        raise FileRefused(FileOutcome.BOMB, f"{len(entries)} entries")
    _weigh(entries)
    if any(one.flag_bits & _ENCRYPTED for one in entries):
        raise FileRefused(FileOutcome.ENCRYPTED, "its entries are locked by a password")
    return package


def read_entry(package: zipfile.ZipFile, name: str) -> bytes:
    """Return the bytes of one entry; raise FileRefused where they are not what the directory says."""
    return _unpacked(package, name, -1)


def begin_entry(package: zipfile.ZipFile, name: str) -> bytes:
    """Return the first bytes of one entry, in which XML makes its declarations."""
    return _unpacked(package, name, _DECLARATIONS)


def _unpacked(package: zipfile.ZipFile, name: str, size: int) -> bytes:
    try:
        with package.open(name) as entry:
            return entry.read(size)
    except KeyError:
        raise FileRefused(FileOutcome.DAMAGED, f"lacks {name!r}") from None
    except (*_BROKEN, zlib.error) as error:
        raise FileRefused(FileOutcome.DAMAGED, f"{name!r} cannot be unpacked: {error}") from error


def parse_part(data: bytes) -> etree._Element:
    """Return the tree of an XML part; one that declares its own entities is refused unread."""
    refuse_entities(data[:_DECLARATIONS])
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) in _SPENT:  # which the stubs do not know
            raise FileRefused(FileOutcome.TOO_HEAVY, "its XML wants more than its memory") from error
        raise FileRefused(FileOutcome.DAMAGED, f"not XML: {error.msg}") from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that hid it from the look above
        raise FileRefused(FileOutcome.BOMB, "its XML declares entities")
    return root


def refuse_entities(start: bytes) -> None:
    """Raise FileRefused where an XML part that begins with *start* declares what office files never do."""
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise FileRefused(FileOutcome.BOMB, "its XML declares entities")


def _weigh(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(one.file_size for one in entries)
    packed = sum(one.compress_size for one in entries)
    if unpacked > limits.UNPACKED:
        raise FileRefused(FileOutcome.BOMB, f"unfolds to {unpacked // limits.MEBIBYTE} MB")
    if unpacked > limits.RATIO_FROM and unpacked > limits.RATIO * max(packed, 1):
        raise FileRefused(FileOutcome.BOMB, f"unfolds to {unpacked // max(packed, 1)} times its size")
    placed = sorted(entries, key=lambda one: one.header_offset)
    for one, after in pairwise(placed):
        if one.header_offset + _HEADER + one.compress_size > after.header_offset:
            raise FileRefused(FileOutcome.BOMB, "its entries overlap")
