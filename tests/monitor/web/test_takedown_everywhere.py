"""On either database: within a minute nothing of a notice that is taken down leaves by any way, waiting letters included."""

import socket
import time
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import SMTP

import pytest
from aiosmtpd.controller import Controller
from click.testing import CliRunner
from sqlalchemy import create_engine

from crawler.clock import fixed_clock
from crawler.store.writer import FactWriter
from crawler.workspace import open_workspace
from monitor.mail.send import deliver
from monitor.report.weekly import make_weekly, post
from monitor.search.index import update_index
from monitor.web.app import VIEWS
from monitor.web.desk import Desk
from schedules.cli import gongkai
from tests.monitor.conftest import end_of, moment, prepared, write
from tests.monitor.web.canaries import _text

BEGAN, LAST = date(2015, 7, 20), date(2015, 8, 10)
URL, TITLE = "http://www.web.test/2.html", "行政处罚决定书 望财罚字〔2015〕2号"
WORDS = (TITLE, "www.web.test/2.html")
MINUTE = 60.0
LEAST = 6  # ways by which the notice is shown while nobody has taken it down
DAY = LAST.isoformat()
GIVEN = {
    "/bureaus/{bureau:name}": "/bureaus/caizheng",
    "/bureaus/{bureau:name}/duties/{duty:name}": "/bureaus/caizheng/duties/C02.1",
    "/notices/{notice:number}": "/notices/{}",
    "/notices/{notice:number}/diff": "/notices/{}/diff",
    "/readings/{reading:number}": "/readings/1",
    "/weekly/{week:name}": "/weekly/2015-W32",
}
COMMANDS = [
    ("search", "2号", "--json"), ("search", "2号"), ("check", "--as-of", DAY, "--json"), ("judge", "--as-of", DAY, "--json"),
    ("changes", "--as-of", DAY, "--csv"), ("compare", BEGAN.isoformat(), DAY, "--json"), ("review", "queue", "--as-of", DAY, "--json"),
    ("explain", "--bureau", "caizheng", "--duty", "C02.1", "--as-of", DAY), ("leads", "--as-of", DAY, "--json"), ("files", "list", "--json"),
]  # fmt: skip


class Inbox:
    """Keeps what a server was sent."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(envelope.content)
        return "250 OK"


@pytest.fixture
def city(tmp_path, database_url, story):
    folder = tmp_path / "city"
    folder.mkdir()
    write(folder)
    workspace = open_workspace(folder, database_url=database_url)
    engine = prepared(workspace)
    story.watch(workspace, engine).play(BEGAN, LAST)
    update_index(engine)
    yield workspace, engine
    engine.dispose()


@pytest.fixture
def inbox():
    found = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found.port = probe.getsockname()[1]
    controller = Controller(found, hostname="127.0.0.1", port=found.port)
    controller.start()
    yield found
    controller.stop()


def quoted(text):
    return [one for one in WORDS if one in text]


def letters(contents):
    parts = (
        part
        for one in contents
        for part in message_from_bytes(one, policy=SMTP).walk()
        if not part.is_multipart()
    )
    return "\n".join(_text(part.get_payload(decode=True)) for part in parts)


def everything(city, client, notice, folder):
    """Yield every way out by name, and what leaves by it."""
    workspace, engine = city
    for path in VIEWS:
        for form in ("", ".json", ".csv"):
            address = GIVEN.get(path, path).format(notice) + form
            yield address, client.get(address, params={"q": "2号"} if path == "/search" else {}).text
    for words in COMMANDS:
        done = CliRunner().invoke(
            gongkai, ["-w", str(workspace.root), "--db", workspace.database_url, *words]
        )
        yield " ".join(words), done.output + str(done.exception or "")
    for name in ("sheet.xlsx", "sheet.csv"):
        sheet = ("review", "export", str(folder / name), "--as", "王芳", "--as-of", DAY)
        CliRunner().invoke(gongkai, ["-w", str(workspace.root), "--db", workspace.database_url, *sheet])
        yield name, _text((folder / name).read_bytes())
    for path in make_weekly(workspace, engine, LAST, folder / "reports").files:
        yield path.name, _text(path.read_bytes())


@pytest.fixture
def ended(monkeypatch):
    """Close what commands leave open to the end of their process, which here is the process of the tests."""
    made = []

    def remembered(*given, **more):
        made.append(create_engine(*given, **more))
        return made[-1]

    monkeypatch.setattr("crawler.store.database.create_engine", remembered)
    yield
    for one in made:
        one.dispose()


@pytest.mark.usefixtures("ended")
def test_nothing_of_it_leaves_by_any_way_and_waiting_letters_go_without_it(city, ask, inbox, tmp_path):
    workspace, engine = city
    mail = replace(
        workspace.settings.mail,
        recipients=("a@b.example",),
        sender="g@b.example",
        host="127.0.0.1",
        port=inbox.port,
    )
    mailing = replace(workspace, settings=replace(workspace.settings, mail=mail))
    made = make_weekly(mailing, engine, LAST, tmp_path / "before")
    assert post(mailing, engine, made, moment(LAST)) == 1
    with FactWriter(engine, fixed_clock(moment(LAST))).transaction() as facts:
        notice = facts.notice_named(URL)
    for folder in ("open", "down"):
        (tmp_path / folder).mkdir()
    with ask(Desk(workspace, engine, fixed_clock(end_of(LAST)))) as client:
        showing = {name for name, said in everything(city, client, notice, tmp_path / "open") if quoted(said)}
        assert {f"/notices/{notice}", f"/notices/{notice}.json", "search 2号 --json"} <= showing
        assert len(showing) >= LEAST, showing
        began = time.monotonic()
        said = CliRunner().invoke(
            gongkai,
            ["-w", str(workspace.root), "--db", workspace.database_url, "takedown", str(notice), "--as", "王芳", "--reason", "本人来函"],
        )  # fmt: skip
        assert said.exit_code == 0, said.output
        assert client.get(f"/notices/{notice}").status_code == 410
        assert time.monotonic() - began < MINUTE
        left = {name: quoted(said) for name, said in everything(city, client, notice, tmp_path / "down")}
    assert {name: words for name, words in left.items() if words} == {}
    assert deliver(engine, mail, "", fixed_clock(moment(LAST)), lambda _: None).accepted == 1
    assert quoted(letters(inbox.letters)) == []
    assert "内容已按要求撤下" in letters(inbox.letters)
