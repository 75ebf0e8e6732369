"""Looks at the work: the clock, the calendar, the files that people edit, the mail, and what should have run."""

import smtplib
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from crawler.authoring.check import problems
from crawler.clock import local_day
from crawler.errors import InvalidFile
from crawler.ourclock import TOO_FAR
from crawler.store.clocks import RunClockFacts
from crawler.store.database import reading
from crawler.workspace import CrawlSettings
from monitor.calendar import find_calendar
from monitor.catalogue.load import find_edition
from monitor.mail.outbox import MailState
from monitor.mail.send import knock
from monitor.mail.tables import outbox
from schedules.doctor.finding import Finding, Level, Patient, judged
from schedules.plan import load_plan
from schedules.slots import Slots, is_gone, this_owner

_ANNOUNCED = 12  # month in which the next year's working days are known at the latest
_PATIENCE = timedelta(hours=2)  # a job may be this late before anybody is told
_SHOWN = 3


def clock(patient: Patient) -> Iterator[Finding]:
    """Yield how far our own clock was off when servers last told."""
    with reading(patient.engine) as connection:
        told = RunClockFacts(connection, lambda: patient.now).last_clock()
    if told is None:
        yield judged("clock_unknown", Level.OK)
        return
    at, known = told
    level = Level.WRONG if known.wrong else Level.NOTE if known.notable else Level.OK
    off = known.offset if known.offset is not None else -(known.behind or timedelta(0))
    yield judged(
        "clock", level, seconds=f"{off.total_seconds():+.0f}", at=f"{at:%Y-%m-%d}", most=TOO_FAR.seconds
    )


def calendar(patient: Patient) -> Iterator[Finding]:
    """Yield whether the working days of the year, and soon of the next, are known."""
    edition = find_edition(patient.workspace.settings.judge.edition, patient.workspace.root)
    days = find_calendar(edition.calendar, patient.workspace.root)
    today = local_day(patient.now)
    wanted = {today.year, today.year + (today.month >= _ANNOUNCED)}
    missing = sorted(wanted - days.years.keys())
    level = Level.WRONG if today.year in missing else Level.NOTE if missing else Level.OK
    yield judged("calendar", level, id=days.id, last=max(days.years), missing=", ".join(map(str, missing)))


def edited(patient: Patient) -> Iterator[Finding]:
    """Yield what is wrong in the files of sites and bureaus, and whether an operator could write to us."""
    found = problems(patient.workspace.root)
    said = "; ".join(found[:_SHOWN])
    yield judged("files", Level.WRONG if found else Level.OK, number=len(found), said=said)
    crawl = patient.workspace.settings.crawl
    nobody = crawl.contact == CrawlSettings().contact
    yield judged("contact", Level.NOTE if nobody else Level.OK, contact=crawl.contact)


def mail(patient: Patient) -> Iterator[Finding]:
    """Yield whether the mail server answers, and what lies in the outbox that no retry will move."""
    settings = patient.workspace.settings.mail
    if not settings.recipients:
        yield judged("no_recipients", Level.NOTE)
        return
    try:
        knock(settings)
    except (smtplib.SMTPException, OSError) as error:
        yield judged("mail_silent", Level.WRONG, host=settings.host, port=settings.port, said=str(error))
    else:
        yield judged("mail", Level.OK, host=settings.host, port=settings.port)
    with reading(patient.engine) as connection:
        states = Counter(connection.execute(select(outbox.c.state)).scalars())
    stuck = {one: states[one] for one in (MailState.FAILED, MailState.UNKNOWN) if states[one]}
    said = ", ".join(f"{number} {state}" for state, number in stuck.items())
    yield judged("outbox", Level.WRONG if stuck else Level.OK, said=said, accepted=states[MailState.ACCEPTED])


def schedules(patient: Patient) -> Iterator[Finding]:
    """Yield the jobs of the plan whose last slot nobody ran, or that ended badly."""
    try:
        jobs = load_plan(patient.workspace.root / "plan.toml")
    except InvalidFile as error:
        yield judged("plan", Level.WRONG, said=error.message)
        return
    slots = Slots(patient.engine, lambda: patient.now, this_owner())
    for job in jobs:
        due, last = job.last_slot(patient.now - _PATIENCE), slots.latest(job.id)
        values = {"job": job.id, "due": f"{due:%Y-%m-%d %H:%M}" if due else "-"}
        if last is None and due is not None:
            yield judged("never_ran", Level.NOTE, **values)
        elif last is not None and due is not None and last.planned < due:
            yield judged("missed", Level.WRONG, **values)
        elif last is not None and last.ended_at is None and is_gone(last.owner):
            yield judged("died", Level.WRONG, **values)
        elif last is not None and last.exit_code:
            yield judged("ended", Level.NOTE, code=last.exit_code, **values)
        else:
            yield judged("ran", Level.OK, **values)
