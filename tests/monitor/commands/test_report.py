"""``gongkai report weekly`` as people call it."""

from datetime import date
from hashlib import sha256

import pytest
from click.testing import CliRunner

from crawler.clock import fixed_clock
from crawler.errors import MailRefused, UsageError
from crawler.workspace import open_workspace
from monitor.commands import report as module
from monitor.commands.report import report


def run(own, *words):
    return CliRunner().invoke(report, ["weekly", *words], obj=lambda: own[0])


@pytest.fixture
def addressed(own):
    """A workspace whose mail server does not listen."""
    workspace, engine = own
    path = workspace.root / "gongkai.toml"
    mail = '[mail]\nhost = "127.0.0.1"\nport = 1\nrecipients = ["a@b.example"]\n'
    path.write_text(path.read_text("utf-8") + mail, "utf-8")
    return open_workspace(workspace.root), engine


def test_prints_the_digest_of_each_file(own, tmp_path):
    done = run(own, "--as-of", "2015-08-10", "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    lines = [line.split("  ", 1) for line in done.stdout.splitlines()]
    assert len(lines) == 2
    for digest, name in lines:
        (path,) = [one for one in (tmp_path / "out").iterdir() if str(one) == name]
        assert sha256(path.read_bytes()).hexdigest() == digest


def test_without_a_day_it_is_today_into_the_workspace(own, story, monkeypatch):
    monkeypatch.setattr(module, "system_clock", fixed_clock(story.end_of(date(2015, 7, 5))))
    assert run(own).exit_code == 0
    assert (own[0].root / "reports" / "问题清单_20150705_第27周.xlsx").exists()


def test_to_send_it_wants_somebody_to_write_to(own):
    done = run(own, "--send")
    assert isinstance(done.exception, UsageError)
    assert "recipients" in done.exception.hint


def test_a_letter_that_nobody_takes_waits_and_says_so(addressed):
    done = run(addressed, "--as-of", "2015-08-10", "--send")
    assert isinstance(done.exception, MailRefused)
    assert "1 copies queued" not in done.stderr
    assert "1 copy queued" in done.stderr
    again = run(addressed, "--as-of", "2015-08-10", "--send")
    assert "already queued" in again.stderr
    assert again.exit_code == 0


def test_says_the_next_step(own, addressed, tmp_path):
    alone = run(own, "--as-of", "2015-08-10", "--out", str(tmp_path / "a")).stderr
    assert "[mail] recipients of gongkai.toml" in alone
    ready = run(addressed, "--as-of", "2015-08-10", "--out", str(tmp_path / "b")).stderr
    assert ready == "send it with: gongkai report weekly --send\n"


def test_a_day_to_come_is_refused(own):
    done = run(own, "--as-of", "2999-01-01")
    assert isinstance(done.exception, UsageError)
    assert "has not come yet" in done.exception.message
