"""The engine: fires the plan's jobs, makes up for missed slots once, and never runs a slot twice."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from apscheduler.schedulers.background import BackgroundScheduler

from crawler.clock import SHANGHAI, Clock
from schedules.plan import Job
from schedules.runner import Run
from schedules.slots import Slots, is_gone

Say = Callable[[str], None]


class Engine:
    """Runs jobs at their slots until stopped."""

    def __init__(self, jobs: tuple[Job, ...], slots: Slots, run: Run, clock: Clock, say: Say) -> None:
        self.jobs = jobs
        self.slots = slots
        self.run = run
        self.clock = clock
        self.say = say
        self.scheduler = BackgroundScheduler(timezone=SHANGHAI)
        self.missed: list[Future[None]] = []
        # not a job of the scheduler's: it trips over its own one-time jobs when it is shut down at once
        self.catching_up = ThreadPoolExecutor(thread_name_prefix="catch-up")

    def start(self) -> None:
        """Catch up, then fire as planned, in threads of this process."""
        started = self.clock()
        for job in self.jobs:
            self.scheduler.add_job(
                self.fire,
                job.trigger(),
                args=[job],
                id=job.id,
                coalesce=True,  # default too; a late slot and the present one are one run
                misfire_grace_time=None,  # default 1 s drops a slot that a busy machine reaches late
                max_instances=1,
            )
        self.scheduler.start()
        self.missed = [self.catching_up.submit(self.catch_up, job, started) for job in self.jobs]

    def stop(self) -> None:
        """Wait for running jobs and end."""
        self.catching_up.shutdown(wait=True)
        self.scheduler.shutdown(wait=True)
        for one in self.missed:
            one.result()

    def catch_up(self, job: Job, now: datetime) -> None:
        """Run the last missed slot of a job once, and say when it was planned.

        A job that never ran has missed nothing. A slot whose owner died in the middle is taken over.
        """
        record = self.slots.latest(job.id)
        if record is None:
            return
        if record.ended_at is None and is_gone(record.owner) and self.slots.take_over(record):
            self._run(job, record.planned, "taken over from a process that died")
        planned = job.last_slot(now)
        if planned and planned > record.planned and self.slots.claim(job.id, planned, "caught up"):
            self._run(job, planned, "caught up")

    def fire(self, job: Job) -> None:
        """Run the slot of this moment, unless anybody has it."""
        planned = job.last_slot(self.clock())
        if planned and self.slots.claim(job.id, planned):
            self._run(job, planned, "on time")

    def _run(self, job: Job, planned: datetime, how: str) -> None:
        shown = planned.astimezone(SHANGHAI).isoformat(sep=" ", timespec="seconds")
        self.say(f"{job.id}: slot {shown}, {how}: started")
        status = self.run(job)
        self.slots.finish(job.id, planned, status)
        self.say(f"{job.id}: slot {shown}, {how}: ended with {status}")
