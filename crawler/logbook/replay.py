"""Plays the requests of logged runs again: what each brought is read from the archive by today's code and recorded anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from crawler.archive.reader import ArchivedAnswer, read_answer
from crawler.clock import Clock, local_day
from crawler.extract.decode import text_of
from crawler.extract.parts import Parts
from crawler.extract.whole import PartPage, page_of, read_whole
from crawler.logbook.lists import ReadAgain, is_shell
from crawler.logbook.log import RunLog, Said
from crawler.records import AttachmentLink
from crawler.registry import Site
from crawler.store.facts import Evidence, FetchFacts, PartFacts, Placed
from crawler.store.fetches import fetch_values
from crawler.store.listed import listed_files, with_listed
from crawler.store.tables import attachment, fetch, version
from crawler.store.writer import Facts
from crawler.words import Outcome, Purpose


class NumberedFacts(Facts):
    """Records requests under the numbers that they had."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        super().__init__(connection, clock)
        self.number = 0
        """The number of the request that is recorded next."""

    def record_fetch(self, run_id: int, facts: FetchFacts) -> int:
        """Record one request and how it went; return its id."""
        return self.insert(fetch, id=self.number, run_id=run_id, **fetch_values(facts))


class Replay:
    """Takes requests in the order of their numbers."""

    def __init__(self, folder: Path, facts: NumberedFacts, segments: Mapping[str, int]) -> None:
        self.folder = folder
        self.facts = facts
        self.segments = segments
        """Name of a segment → number of its row."""
        self._readings: dict[tuple[int, str], list[ReadAgain]] = {}
        self._parts: dict[int, list[Evidence]] = defaultdict(list)
        """Notice → the further pages that came since its page was asked for last."""
        self._listed: dict[str, dict[int, tuple[AttachmentLink, ...]]] = {}

    def open(self, log: RunLog, site: Site) -> None:
        """Make the readings of a run ready; a column that the site's file no longer has is passed over."""
        columns = {one.id: one for one in site.column}
        good = [one for one in log.fetches if _good(one) and one["purpose"] == Purpose.LIST]
        for name in {one["column"] for one in log.readings} & columns.keys():
            mine = [one for one in log.readings if one["column"] == name]
            answers = sum(one.get("column") == name for one in good)
            self._readings[log.id, name] = [
                ReadAgain(
                    identity=one["id"],
                    site=site,
                    column=columns[name],
                    adapter=columns[name].adapter or site.adapter or log.adapters.get(name, ""),
                    pages=one["pages"],
                    ended_at=_moment(one.get("ended_at") or log.run["ended_at"]),
                    surplus=answers - sum(each["pages"] for each in mine),
                )
                for one in mine
            ]

    def play(self, log: RunLog, said: Said) -> None:
        """Record one request anew, with what its answer says today; raise IntegrityFailure where the bytes are not there."""
        self.facts.number = said["id"]
        purpose = Purpose(said["purpose"])
        if purpose is Purpose.LIST and _good(said):
            self._list(log, said)
        elif purpose is Purpose.NOTICE and _good(said):
            self._notice(log, said)
        else:
            self.facts.record_fetch(log.id, self._facts(said))
            if purpose is Purpose.PART and _good(said):
                self._parts[said["notice_id"]].append(evidence_of(said))
        if purpose is Purpose.NOTICE:
            self._parts.pop(said["notice_id"], None)

    def _list(self, log: RunLog, said: Said) -> None:
        facts, at = self._facts(said), _moment(said["at"])
        readings = self._readings.get((log.id, said.get("column", "")), [])
        reading = next((one for one in readings if one.pages > 0 and at <= one.ended_at), None)
        read = reading.read(said["url"], self._answer(said), at) if reading else None
        if reading is None or read is None:
            self.facts.record_fetch(log.id, facts)
            return
        seen = self.facts.record_list_page(reading.identity, facts, reading.rows(read))
        reading.took(read, seen)
        self._listed.pop(log.site_id, None)

    def _notice(self, log: RunLog, said: Said) -> None:
        notice, answer, at = said["notice_id"], self._answer(said), _moment(said["at"])
        if is_shell(answer):
            self.facts.record_fetch(log.id, self._facts(said))
            return
        whole: Parts[PartPage] = Parts(answer.url)
        whole.take(0, _page(answer), text_of(answer.body, answer.content_type))
        came = []
        for one in self._parts.get(notice, ()):
            position, url = next(iter(whole.missing.items()), (0, ""))
            if not position:
                break
            further = read_answer(self.folder, one)
            if is_shell(further):
                continue
            whole.take(position, _page(further), text_of(further.body, further.content_type))
            came.append(
                PartFacts(position=position, url=url, fetch=one.fetch, payload_sha256=one.payload_sha256)
            )
        lacking = [PartFacts(position=at, url=url) for at, url in whole.missing.items()]
        article = read_whole(whole.in_order, partial=bool(lacking), today=local_day(at))
        article = with_listed(article, self._files(log.site_id).get(notice, ()))
        self.facts.record_notice(log.id, self._facts(said), article, (*came, *lacking))

    def _files(self, site: str) -> dict[int, tuple[AttachmentLink, ...]]:
        if site not in self._listed:
            self._listed[site] = listed_files(self.facts.connection, site)
        return self._listed[site]

    def _answer(self, said: Said) -> ArchivedAnswer:
        return read_answer(self.folder, evidence_of(said))

    def _facts(self, said: Said) -> FetchFacts:
        where = None
        if segment := said.get("segment"):
            where = Placed(segment=self.segments[segment], offset=said["offset"], length=said["length"])
        own = ("etag", "last_modified", "payload_sha256", "payload_bytes", "retry_after", "status", "column")
        return FetchFacts(
            purpose=Purpose(said["purpose"]),
            url=said["url"],
            at=_moment(said["at"]),
            outcome=Outcome(said["outcome"]),
            detail=said.get("detail", ""),
            notice=said.get("notice_id"),
            attachment=self._attachment(said),
            placed=where,
            **{name: said.get(name) for name in own},
        )

    def _attachment(self, said: Said) -> int | None:
        """Return the number of the file that was asked for, as the newest version of its notice has it here."""
        if "file" not in said:
            return None
        wanted = (
            select(attachment.c.id)
            .join(version, version.c.id == attachment.c.version_id)
            .where(version.c.notice_id == said["notice_id"], attachment.c.url == said["file"])
            .order_by(attachment.c.id.desc())
            .limit(1)
        )
        return self.facts.connection.execute(wanted).scalar_one_or_none()


def evidence_of(said: Said) -> Evidence:
    """Return a logged request with the place of its bytes."""
    return Evidence(
        fetch=said["id"],
        url=said["url"],
        at=_moment(said["at"]),
        outcome=Outcome(said["outcome"]),
        status=said.get("status"),
        segment=said.get("segment", ""),
        offset=said.get("offset", 0),
        length=said.get("length", 0),
        payload_sha256=said.get("payload_sha256", ""),
    )


def in_order(logs: Iterable[RunLog]) -> list[tuple[RunLog, dict[str, Any]]]:
    """Return the requests of *logs* in the order in which they were recorded."""
    every = [(log, one) for log in logs for one in log.fetches]
    return sorted(every, key=lambda one: int(one[1]["id"]))


def _good(said: Said) -> bool:
    return said["outcome"] == Outcome.OK and "segment" in said


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said)


def _page(answer: ArchivedAnswer) -> PartPage:
    return page_of(answer.body, answer.url, answer.content_type)
