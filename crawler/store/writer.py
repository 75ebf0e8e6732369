"""The only way into the store: transactions in which facts are recorded, all of them or none."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from crawler.clock import Clock
from crawler.store.clocks import RunClockFacts
from crawler.store.database import writing
from crawler.store.file_work import FileWorkFacts
from crawler.store.files import FileTextFacts
from crawler.store.halts import HaltFacts
from crawler.store.listings import ListFacts
from crawler.store.pages import PageFacts
from crawler.store.runs import RunFacts
from crawler.store.sealing import SealFacts
from crawler.store.shapes import ShapeFacts
from crawler.store.ways import WayFacts
from crawler.store.work import WorkFacts


class Facts(
    RunFacts,
    RunClockFacts,
    ListFacts,
    PageFacts,
    WorkFacts,
    FileWorkFacts,
    ShapeFacts,
    HaltFacts,
    FileTextFacts,
    WayFacts,
    SealFacts,
):
    """Everything that can be recorded or asked for inside one open transaction."""


class FactWriter:
    """Opens transactions on one database."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine = engine
        self.clock = clock

    @contextmanager
    def transaction(self) -> Iterator[Facts]:
        """Open a transaction; it is committed at the end, and rolled back whole on any error."""
        with writing(self.engine) as connection:
            yield Facts(connection, self.clock)
