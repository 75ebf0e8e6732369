"""Facts about how well we looked: runs and readings, each closed once."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select, update

from crawler.ourclock import UNKNOWN, ClockFacts
from crawler.reach import Outage
from crawler.registry import Site
from crawler.store.tables import outage, reading, run
from crawler.store.transaction import OpenTransaction, storable
from crawler.words import Ending, RunState


class RunFacts(OpenTransaction):
    """Opens and closes runs and readings."""

    def start_run(self, site: Site, software: str, vantage: str = "") -> int:
        """Record that a crawl of *site* begins from *vantage*; *software* names the program and its version."""
        return self.insert(
            run,
            site=site.id,
            started_at=self.clock(),
            state=RunState.RUNNING,
            site_sha256=site.digest,
            software=software,
            vantage=vantage,
        )

    def record_clock(self, runs: Iterable[int], known: ClockFacts) -> None:
        """Record what is *known* of our clock in *runs*; nothing where nothing is."""
        if known.offset is None and known.behind is None:
            return
        told = update(run).where(run.c.id.in_(list(runs)))
        self.connection.execute(
            told.values(clock_offset=_seconds(known.offset), clock_behind=_seconds(known.behind))
        )

    def finish_run(self, run_id: int, state: RunState, clock: ClockFacts = UNKNOWN) -> None:
        """Close a run that is still open, with what is known of our *clock* by now."""
        self.record_clock([run_id], clock)
        closed = update(run).where(run.c.id == run_id, run.c.ended_at.is_(None))
        self.connection.execute(closed.values(state=state, ended_at=self.clock()))

    def record_outages(self, outages: Iterable[Outage]) -> None:
        """Record that the network was out for us, for every run that met it."""
        for one in outages:
            for identity in one.runs:
                self.insert(
                    outage,
                    run_id=identity,
                    began_at=one.began,
                    ended_at=one.ended,
                    noted_at=self.clock(),
                    hosts=list(one.hosts),
                )

    def close_interrupted(self, site_id: str) -> list[int]:
        """Close what a dead process left open, and return its runs; the caller holds the site's lock.

        Their readings end as OPEN, which is never complete.
        """
        left = select(run.c.id).where(run.c.site == site_id, run.c.state == RunState.RUNNING)
        runs = list(self.connection.execute(left.order_by(run.c.id)).scalars())
        for one in runs:
            self.finish_run(one, RunState.INTERRUPTED)
        opened = update(reading).where(reading.c.run_id.in_(runs), reading.c.ended_at.is_(None))
        self.connection.execute(opened.values(ended_at=self.clock()))
        return runs

    def start_reading(self, run_id: int, site: str, column: str) -> int:
        """Record that a look at one column begins."""
        return self.insert(
            reading,
            run_id=run_id,
            site=site,
            column=column,
            started_at=self.clock(),
            pages=0,
            ending=Ending.OPEN,
            complete=False,
            sightings=[],
            detail="",
        )

    def end_reading(self, reading_id: int, ending: Ending, detail: str = "") -> None:
        """Close a reading that is still open; whether it is complete follows from its *ending*."""
        closed = update(reading).where(reading.c.id == reading_id, reading.c.ended_at.is_(None))
        self.connection.execute(
            closed.values(
                ended_at=self.clock(), ending=ending, complete=ending.complete, detail=storable(detail)
            )
        )


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds()
