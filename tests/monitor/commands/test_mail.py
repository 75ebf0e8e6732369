"""``gongkai mail`` as people call it, against a server that answers."""

import socket
from datetime import UTC, datetime

import pytest
from aiosmtpd.controller import Controller
from click.testing import CliRunner

from crawler.errors import MailRefused
from crawler.store.database import open_database, writing
from crawler.workspace import open_workspace
from monitor.commands.mail import mail
from monitor.mail.message import Letter
from monitor.mail.outbox import queue

LETTER = Letter(key="weekly/2015-W26", subject="[政务公开监测] 第26周", text="正文", html="<p>正文</p>")


class Handler:
    answer = "250 OK"

    async def handle_DATA(self, server, session, envelope):
        return self.answer


@pytest.fixture
def posting(story, tmp_path):
    """A workspace with one letter queued, and the handler of its mail server."""
    handler = Handler()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    workspace = story.write(tmp_path)
    path = tmp_path / "gongkai.toml"
    path.write_text(f'{path.read_text("utf-8")}[mail]\nhost = "127.0.0.1"\nport = {port}\n', "utf-8")
    workspace = open_workspace(tmp_path)
    engine = story.prepare(workspace)
    with writing(engine) as connection:
        queue(connection, LETTER, ["a@b.example"], "g@c.example", datetime(2015, 6, 24, tzinfo=UTC))
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield workspace, handler
    controller.stop()
    engine.dispose()


def run(workspace, *words):
    return CliRunner().invoke(mail, list(words), obj=lambda: workspace)


def test_sends_and_counts(posting):
    done = run(posting[0], "send")
    assert done.exit_code == 0, done.output
    assert done.stdout == "1 accepted, 0 waiting, 0 failed, 0 unknown\n"
    assert "a@b.example: accepted: 250 OK" in done.stderr
    assert run(posting[0], "send").stdout == "0 accepted, 0 waiting, 0 failed, 0 unknown\n"


def test_a_refused_letter_fails_and_can_be_tried_again(posting):
    workspace, handler = posting
    handler.answer = "554 not here"
    done = run(workspace, "send")
    assert isinstance(done.exception, MailRefused)
    assert done.exception.exit_code == 10
    status = run(workspace, "status").stdout
    assert "失败" in status
    assert "✕" in status
    handler.answer = "250 OK"
    assert run(workspace, "retry").stdout == "1 queued again\n"
    assert run(workspace, "send").exit_code == 0


def test_a_copy_that_waits_for_its_next_try_is_told(posting):
    engine = open_database(posting[0].database_url)
    with writing(engine) as connection:
        queue(connection, LETTER, ["c@b.example"], "g@c.example", datetime(2999, 1, 1, tzinfo=UTC))
    engine.dispose()
    done = run(posting[0], "send")
    assert done.exit_code == 0
    assert done.stdout.endswith("1 more not due yet; see: gongkai mail status\n")


def test_status_shows_what_waits_and_treats_the_servers_words_as_text(posting):
    workspace, handler = posting
    assert "待发" in run(workspace, "status").stdout
    handler.answer = "451 [red]later[/red] [/x]"
    run(workspace, "send")
    assert "[red]" in "".join(run(workspace, "status").stdout.split())


def test_status_of_an_empty_outbox_says_so(story, tmp_path):
    workspace = story.write(tmp_path)
    assert run(workspace, "status").stdout == "没有待发或已发的邮件\n"
    assert run(workspace, "status", "--lang", "en").stdout == "the outbox is empty\n"


@pytest.mark.parametrize(("lang", "said", "unsaid"), [("zh", "… 待发", "queued"), ("en", "… queued", "待发")])
def test_status_speaks_one_language(posting, lang, said, unsaid):
    workspace, _ = posting
    shown = CliRunner().invoke(
        mail, ["status", "--lang", lang], obj=lambda: workspace, env={"COLUMNS": "200"}
    )
    assert said in shown.stdout
    assert unsaid not in shown.stdout
