"""A served city and a visitor, shared by the tests of the practice city."""

import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from crawler.practice.city import build_city
from crawler.practice.model import City
from crawler.practice.server import RunningCity, serve_city


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        charset = "gb18030" if b"gb2312" in self.body[:200] else "utf-8"
        return self.body.decode(charset)


Visit = Callable[..., Answer]


@pytest.fixture(scope="session")
def city() -> City:
    return build_city()


@pytest.fixture(scope="session")
def _served(city: City) -> Iterator[RunningCity]:
    with serve_city(city) as running:
        yield running


@pytest.fixture
def running(_served: RunningCity) -> RunningCity:
    _served.set_day(_served.city.first)
    return _served


@pytest.fixture
def visit(running: RunningCity) -> Visit:
    def visit(site: str, target: str, *, method="GET", body=None, **headers) -> Answer:
        connection = http.client.HTTPConnection(running.sites[site].removeprefix("http://"), timeout=5)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, target, body=body, headers=sent)
        reply = connection.getresponse()
        found = Answer(
            status=reply.status, headers={k.lower(): v for k, v in reply.getheaders()}, body=reply.read()
        )
        connection.close()
        return found

    return visit
