"""Builds a message: text and HTML side by side, files attached, headers that cannot be injected into."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256

from crawler.clock import SHANGHAI

_KEEP = SMTP.clone(max_line_length=78)


@dataclass(frozen=True, kw_only=True)
class AttachedFile:
    """A file to attach; ``kind`` is its media type."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a message says, before it is addressed; ``key`` is the same for the same week's message."""

    key: str
    subject: str
    text: str
    html: str
    files: tuple[AttachedFile, ...] = ()


def message_id(letter_key: str, recipient: str, sender: str) -> str:
    """Return the Message-ID, the same for the same letter and recipient however often it is built."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    identity = f"{letter_key}\n{recipient}"
    return f"<{sha256(identity.encode()).hexdigest()[:40]}@{domain}>"


def one_line(text: str) -> str:
    r"""Return *text* as one line, so that a title cannot bring a header of its own.

    >>> one_line("通报\r\nBcc: a@b")
    '通报 Bcc: a@b'
    """
    return " ".join(text.split())


def build(letter: Letter, recipient: str, sender: str, moment: datetime) -> EmailMessage:
    """Return the message to *recipient*, ready to be sent."""
    message = EmailMessage(policy=_KEEP)
    message["Message-ID"] = message_id(letter.key, recipient, sender)
    message["Date"] = format_datetime(moment.astimezone(SHANGHAI))
    message["From"] = one_line(sender)
    message["To"] = one_line(recipient)
    message["Subject"] = one_line(letter.subject)
    message["Auto-Submitted"] = "auto-generated"
    message["List-ID"] = f"<gongkai-weekly.{parseaddr(sender)[1].rpartition('@')[2] or 'localhost'}>"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    _attach(message, letter.files)
    return message


def _attach(message: EmailMessage, files: Sequence[AttachedFile]) -> None:
    for one in files:
        main, _, sub = one.kind.partition("/")
        message.add_attachment(one.content, maintype=main, subtype=sub, filename=one.name)
