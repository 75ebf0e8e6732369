"""robots.txt as earlier runs have read it: a day's copy is read from the archive, not asked for again by every process."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from crawler.archive.reader import read_payload
from crawler.errors import IntegrityFailure
from crawler.robots import KEPT, Rules, read_rules
from crawler.store.facts import Evidence
from crawler.store.rows import evidence
from crawler.store.tables import fetch, run, segment
from crawler.store.transaction import OpenTransaction
from crawler.words import Outcome, Purpose

_LONGEST_RUN = timedelta(hours=24)
_SILENT = frozenset({Outcome.REFUSED, Outcome.DNS, Outcome.TLS, Outcome.TIMEOUT, Outcome.FORBIDDEN_ADDRESS})
"""What may have been our own network: the next run asks again."""


def recall_robots(facts: OpenTransaction) -> dict[str, Evidence]:
    """Return the last answer for every robots.txt that was asked for within the time that a copy may be used."""
    since = facts.clock() - KEPT
    joined = fetch.join(run, run.c.id == fetch.c.run_id).outerjoin(
        segment, segment.c.id == fetch.c.segment_id
    )
    wanted = (
        select(fetch, segment.c.name.label("segment_name"))
        .select_from(joined)
        .where(
            run.c.started_at >= since - _LONGEST_RUN, fetch.c.purpose == Purpose.ROBOTS, fetch.c.at > since
        )
        .order_by(fetch.c.id)
    )
    return {one.url: evidence(one) for one in facts.connection.execute(wanted)}


def rules_of(folder: Path, answers: Mapping[str, Evidence], url: str) -> Rules | None:
    """Return the rules that the robots.txt at *url* was seen to hold; None where it is to be asked for.

    *folder* is the archive; what it no longer holds as it was written is asked for anew.
    """
    answer = answers.get(url)
    if answer is None or answer.outcome in _SILENT:
        return None
    try:
        body = read_payload(folder, answer) if answer.outcome is Outcome.OK else b""
    except IntegrityFailure:
        return None
    return read_rules(answer.outcome, body, answer.at)
