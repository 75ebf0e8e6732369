"""Hands the outbox to an SMTP server, one copy after the other."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.policy import SMTP
from email.utils import parseaddr

from sqlalchemy import Engine

from crawler.clock import Clock
from crawler.store.takedowns import TakedownList
from crawler.workspace import MailSettings
from monitor.mail.cleaned import cleaned
from monitor.mail.outbox import Copy, MailState, claim_next, doubt, settle

TIMEOUT = 60.0  # seconds a server may take for one step
KNOCK = 10.0  # seconds that one who only wants to know waits


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """How the copies of one round went."""

    accepted: int = 0
    waiting: int = 0
    failed: int = 0
    unknown: int = 0


def deliver(
    engine: Engine, settings: MailSettings, password: str, clock: Clock, say: Callable[[str], None]
) -> Delivery:
    """Send all that is due; a copy that is not accepted stays in the outbox with the server's words."""
    unknown, taken = doubt(engine, clock()), TakedownList(engine)
    count = dict.fromkeys(MailState, 0)
    while (copy := claim_next(engine, clock())) is not None:
        copy = replace(copy, content=cleaned(copy.content, taken()))
        state, reply = _attempt(copy, settings, password)
        state = settle(engine, copy, state, reply, clock())
        count[state] += 1
        say(f"{copy.recipient}: {state}: {reply}")
    return Delivery(
        accepted=count[MailState.ACCEPTED],
        waiting=count[MailState.QUEUED],
        failed=count[MailState.FAILED],
        unknown=unknown + count[MailState.UNKNOWN],
    )


def _attempt(copy: Copy, settings: MailSettings, password: str) -> tuple[MailState, str]:
    try:
        with _connect(settings) as server:
            if settings.user:
                server.login(settings.user, password)
            return _hand_over(server, copy, settings)
    except smtplib.SMTPRecipientsRefused as error:
        code, text = next(iter(error.recipients.values()))
        return _after(code), f"{code} {text.decode(errors='replace')}"
    except smtplib.SMTPResponseException as error:
        said = (
            error.smtp_error.decode(errors="replace")
            if isinstance(error.smtp_error, bytes)
            else error.smtp_error
        )
        return _after(error.smtp_code), f"{error.smtp_code} {said}"
    except (smtplib.SMTPException, OSError) as error:
        return MailState.QUEUED, f"no connection to {settings.host}:{settings.port}: {error}"


def knock(settings: MailSettings) -> None:
    """Greet the mail server and leave again; raise SMTPException or OSError where it does not answer."""
    with _connect(settings, KNOCK) as server:
        server.ehlo_or_helo_if_needed()


def _connect(settings: MailSettings, timeout: float = TIMEOUT) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if settings.security == "tls":
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=timeout, context=context)
    server = smtplib.SMTP(settings.host, settings.port, timeout=timeout)
    if settings.security == "starttls":
        server.starttls(context=context)
    return server


def _hand_over(server: smtplib.SMTP, copy: Copy, settings: MailSettings) -> tuple[MailState, str]:
    message = message_from_bytes(copy.content, policy=SMTP)
    server.ehlo_or_helo_if_needed()
    sender, recipient = parseaddr(settings.sender)[1], parseaddr(copy.recipient)[1]
    code, text = server.mail(sender)
    if code < 300:  # noqa: PLR2004 - SMTP replies: 2xx yes, 4xx later, 5xx never
        code, text = server.rcpt(recipient)
    if code < 300:  # noqa: PLR2004 - as above
        try:
            code, text = server.data(message.as_bytes())
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            # the server may have taken it before the line broke: sending again could double it
            return MailState.UNKNOWN, f"the connection broke while the message was handed over: {error}"
    return _after(code), f"{code} {text.decode(errors='replace')}"


def _after(code: int) -> MailState:
    if code < 300:  # noqa: PLR2004 - SMTP replies: 2xx yes, 4xx later, 5xx never
        return MailState.ACCEPTED
    return MailState.FAILED if code >= 500 else MailState.QUEUED  # noqa: PLR2004 - as above
