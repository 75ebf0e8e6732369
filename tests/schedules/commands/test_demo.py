"""The demo as a person calls it, with two of its days: the whole of it is run by ``make demo``."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from crawler.clock import system_clock
from crawler.errors import UsageError
from crawler.registry import Column, Site
from crawler.store.database import open_database
from crawler.store.writer import FactWriter
from schedules.cli import gongkai
from schedules.commands import demo as module
from schedules.store import prepare


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(module, "days_of", lambda _first, last: [last - timedelta(days=1), last])

    def go(*words, database=""):
        return CliRunner().invoke(gongkai, ["--db", database, "demo", *words], standalone_mode=False)

    return go


def test_differing_verdicts_end_with_1_and_say_so_last(run, tmp_path):
    place = tmp_path / "play"
    done = run("--no-serve", "--folder", str(place))
    assert done.return_value == 1, done.exception
    lines = done.stdout.splitlines()
    assert lines[0].startswith("day 2 of 2: 2015-09-28")
    assert lines[-2].startswith("✕ ")
    assert lines[-2].endswith(" of 101 verdicts differ from the truth")
    assert lines[-1] == f"pages: gongkai -w {place} serve --as-of 2015-09-28"
    assert any(line.endswith(f"seconds; everything is in {place}") for line in lines)
    short = [line for line in lines if str(place) not in line]
    assert max(cell_len(line.rstrip()) for line in short) <= 100
    assert {one.suffix for one in (place / "reports").iterdir()} == {".html", ".xlsx"}


def test_right_verdicts_end_with_0_and_the_pages_are_served(run, tmp_path, monkeypatch):
    served = []

    def serve(_server, sockets):
        served.append(sockets[0].getsockname())
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "compare", lambda *_: [])
    monkeypatch.setattr(module.uvicorn.Server, "run", serve)
    done = run("--serve", "--port", "0", "--folder", str(tmp_path / "play"))
    assert (done.exception, done.return_value) == (None, None)
    (host, port) = served[0]
    assert done.stdout.splitlines()[-1] == f"pages: http://{host}:{port}/  (Ctrl-C ends)"


def test_a_used_database_is_left_alone(run, tmp_path):
    url = f"sqlite:///{tmp_path / 'facts.db'}"
    engine = open_database(url)
    prepare(engine)
    column = Column(id="tzgg", name="通知公告", url="/")
    site = Site(id="web", name="网站", bureau="one", base="http://localhost/", column=(column,))
    with FactWriter(engine, system_clock).transaction() as facts:
        facts.start_run(site, "test")
    engine.dispose()
    done = run("--no-serve", "--folder", str(tmp_path / "play"), database=url)
    assert isinstance(done.exception, UsageError)
    assert "already holds crawls" in done.exception.message


def test_a_folder_with_anything_in_it_is_left_alone(run, tmp_path):
    (tmp_path / "letter.txt").write_text("dear aunt")
    done = run("--no-serve", "--folder", str(tmp_path))
    assert isinstance(done.exception, UsageError)
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]
