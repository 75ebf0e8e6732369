"""Fills a database with the facts of the made-up province, in bulk: what crawls of so many days would have left."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Table

from crawler.store.database import writing
from crawler.store.tables import fetch, notice, reading, run, sighting, version
from crawler.words import Ending, Outcome, Purpose, RunState
from monitor.matches import MatchStore
from monitor.tables import match
from schedules.judgebench.province import CLAIMED, COLUMNS, DAY, FIRST, YEAR, Item, Posted, Province, moment

_BUREAUS = 500  # bureaus whose rows are written with one statement a table
HOUR = 20
_MINUTES = timedelta(minutes=5)
Rows = dict[Table, list[dict[str, Any]]]


class Filler:
    """Plays days; numbers of rows are given out here, so nothing has to be asked back."""

    def __init__(self, engine: Engine, province: Province, items: list[Item], store: MatchStore) -> None:
        self.engine = engine
        self.province = province
        self.items = items
        self.store = store
        self.out: set[tuple[int, int]] = set()
        """What was published after the first look, by bureau and item."""
        self._rows: dict[Table, int] = defaultdict(int)
        self._there: dict[tuple[int, int], list[int]] = defaultdict(list)

    def first_days(self) -> None:
        """Play all days before the first judgement; everything published is there at the first look."""
        for n in range(self.province.days):
            day = FIRST + n * DAY
            self.day(day, self._initial() if not n else ())

    def day(self, day: date, posts: Iterable[Posted]) -> None:
        """Read every column of every bureau on *day*, on which *posts* appear."""
        came: dict[int, list[Posted]] = defaultdict(list)
        for one in posts:
            came[one.bureau].append(one)
        for start in range(0, self.province.bureaus, _BUREAUS):
            rows: Rows = defaultdict(list)
            for bureau in range(start, min(start + _BUREAUS, self.province.bureaus)):
                self._visit(rows, bureau, day, came.get(bureau, []))
            with writing(self.engine) as connection:
                _write(connection, rows)

    def _initial(self) -> Iterator[Posted]:
        for bureau in range(self.province.bureaus):
            for item in self.province.initial(bureau, len(self.items)):
                due = self.items[item].due
                yield Posted(bureau=bureau, item=item, day=min(due - 3 * DAY, CLAIMED) if due else CLAIMED)

    def _visit(self, rows: Rows, bureau: int, day: date, came: list[Posted]) -> None:
        began = moment(day, HOUR)
        visit = self._add(
            rows,
            run,
            site=f"b{bureau}",
            started_at=began,
            ended_at=began + _MINUTES,
            state=RunState.FINISHED,
            site_sha256="",
            software="bench",
            vantage="",
        )
        readings = {column: self._next(reading) for column in range(COLUMNS)}
        for one in came:
            self._publish(rows, one, day, visit, readings)
        for column, identity in readings.items():
            rows[reading].append(
                {
                    "id": identity,
                    "run_id": visit,
                    "site": f"b{bureau}",
                    "column": f"c{column}",
                    "started_at": began,
                    "ended_at": began + _MINUTES,
                    "pages": 1,
                    "ending": Ending.EXHAUSTED,
                    "complete": True,
                    "oldest": None,
                    "newest": None,
                    "sightings": list(self._there[bureau, column]),
                    "detail": "",
                }
            )

    def _publish(self, rows: Rows, one: Posted, day: date, visit: int, readings: dict[int, int]) -> None:
        site, column = f"b{one.bureau}", one.item % COLUMNS
        item, seen = self.items[one.item], moment(day, HOUR) + timedelta(minutes=1)
        identity = self._next(notice)
        title, url = f"{YEAR}年{item.name}", f"http://{site}.bench.invalid/{identity}.html"
        rows[notice].append({"id": identity, "site": site, "url_key": url, "url": url, "first_seen_at": seen})
        self._there[one.bureau, column].append(
            self._add(
                rows,
                sighting,
                reading_id=readings[column],
                notice_id=identity,
                site=site,
                column=f"c{column}",
                seen_at=seen,
                title=title,
                url=url,
                claimed=one.day,
                pinned=False,
                row_sha256=f"{identity:064x}",
            )
        )
        look = self._add(
            rows,
            fetch,
            run_id=visit,
            purpose=Purpose.NOTICE,
            notice_id=identity,
            url=url,
            at=seen,
            outcome=Outcome.OK,
            detail="",
        )
        self._text(rows, one, (identity, look, title), item)

    def _text(self, rows: Rows, one: Posted, page: tuple[int, int, str], item: Item) -> None:
        identity, look, title = page
        body = f"{title}\n发布单位：第{one.bureau}局\n公开内容如下：" + "按照规定主动公开有关情况，" * 10
        known = self._add(
            rows,
            version,
            notice_id=identity,
            number=1,
            fetch_id=look,
            seen_at=moment(max(one.day, FIRST), HOUR) + timedelta(minutes=1),
            text_sha256=sha256(body.encode()).hexdigest(),
            title=title,
            published=one.day,
            published_text=f"{one.day}",
            source="",
            doc_number="",
            index_number="",
            body=body,
            provenance={},
            cause="seen",
        )
        said = {"score": 1.0, "reasons": ["bench"]}
        self._add(
            rows,
            match,
            version_id=known,
            matcher=self.store.digest,
            categories=[{"category": item.category, **said}],
            near=[],
            duties=[{"category": item.duty, **said}],
            abstain=False,
        )

    def _add(self, rows: Rows, table: Table, **values: Any) -> int:
        identity = self._next(table)
        rows[table].append({"id": identity, **values})
        return identity

    def _next(self, table: Table) -> int:
        self._rows[table] += 1
        return self._rows[table]


def _write(connection: Connection, rows: Rows) -> None:
    for table in (run, notice, fetch, reading, sighting, version, match):
        if rows[table]:
            connection.execute(table.insert(), rows[table])
