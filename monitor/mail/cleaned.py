"""Takes out of a message that waits in the outbox what was taken down since it was written."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo, is_zipfile

from crawler.door.taken import Taken


def cleaned(content: bytes, taken: Taken) -> bytes:
    """Return a message without the words of what was taken down, in its texts and in its workbooks; its headers stay."""
    if not taken.words:
        return content
    message = message_from_bytes(content, policy=SMTP)
    if not isinstance(message, EmailMessage):
        return content
    changed = [_clean(part, taken) for part in message.walk() if not part.is_multipart()]
    return message.as_bytes() if any(changed) else content


def _clean(part: EmailMessage, taken: Taken) -> bool:
    """Take the words out of one part, a text or a workbook, attached or not; return whether there were any."""
    kind, name = part.get_content_type(), part.get_filename()
    if kind.startswith("text/"):
        text = str(part.get_content())
        fresh = _without(text, taken, markup=kind == "text/html")
        if fresh != text:
            disposition = "attachment" if name else None
            part.set_content(
                fresh, subtype=part.get_content_subtype(), disposition=disposition, filename=name
            )
        return fresh != text
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not is_zipfile(BytesIO(payload)):
        return False
    book = clean_book(payload, taken)
    if book != payload:
        main, sub = part.get_content_maintype(), part.get_content_subtype()
        part.set_content(book, maintype=main, subtype=sub, filename=name or "")
    return book != payload


def clean_book(payload: bytes, taken: Taken) -> bytes:
    """Return a workbook without the words, the same bytes where it holds none of them."""
    members = list(_members(payload))
    fresh = [(info, _without(text, taken, markup=True)) for info, text in members]
    if fresh == members:
        return payload
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as book:
        for info, text in fresh:
            book.writestr(ZipInfo(info.filename, info.date_time), text.encode(), ZIP_DEFLATED)
    return out.getvalue()


def _members(payload: bytes) -> Iterator[tuple[ZipInfo, str]]:
    with ZipFile(BytesIO(payload)) as book:
        for info in book.infolist():
            yield info, book.read(info).decode("utf-8", "replace")


def _without(text: str, taken: Taken, *, markup: bool) -> str:
    """Return *text* without the words, also as markup and addresses write them."""
    if not markup:
        return taken.without(text)
    escaped = {
        escape(word, quote=quoted): key for word, key in taken.words.items() for quoted in (False, True)
    }
    return Taken(seal=taken.seal, words=taken.words | escaped).without(text)
