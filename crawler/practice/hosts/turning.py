"""Serves sites that answer by one scheme only, and by the other than their file says while they are in trouble."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from crawler.practice.door import HOST
from crawler.practice.faults.server import FaultyDoor
from crawler.practice.model import City
from crawler.practice.server import RunningCity

OTHER = {"http": "https", "https": "http"}


class TurningCity(RunningCity):
    """A served city; *named* are the schemes of those sites that have trouble with it, *context* answers a handshake."""

    def __init__(self, city: City, day: date, named: Mapping[str, str], context: ssl.SSLContext) -> None:
        super().__init__(city, day)
        self.named = named
        self.context = context
        self._turning = {site: FaultyDoor(answer=self._doors[site].answer) for site in named}
        self._doors.update(self._turning)

    @property
    def sites(self) -> dict[str, str]:
        """The address of each site as its file says it."""
        own = {site: f"{one}://{HOST}:{self._doors[site].port}" for site, one in self.named.items()}
        return super().sites | own

    async def move(self, day: date) -> None:
        """Move the city to *day*, from inside its own loop; a door that turns is shut meanwhile."""
        for bureau in self.city.bureaus:
            if (door := self._turning.get(bureau.site)) is None:
                continue
            trouble, named = bureau.trouble_on(day), self.named[bureau.site]
            spoken = OTHER[named] if trouble and trouble.kind == "scheme" else named
            context = self.context if spoken == "https" else None
            if door.context is not context:
                await door.shut()
                door.context = context
        await super().move(day)


@contextmanager
def serve_turning(
    city: City, day: date, named: Mapping[str, str], context: ssl.SSLContext
) -> Iterator[TurningCity]:
    """Serve *city* while the block runs."""
    running = TurningCity(city, day, named, context)
    running.start()
    try:
        yield running
    finally:
        running.stop()
