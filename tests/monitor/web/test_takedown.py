"""A notice that is taken down leaves every view at once, also those of a server that is running, and verdicts stand."""

import time
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import SMTP

import pytest
from click.testing import CliRunner
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from crawler.clock import fixed_clock
from crawler.store.database import reading, writing
from crawler.store.takedowns import TakedownList
from crawler.store.writer import FactWriter
from monitor.judge import judge
from monitor.mail.cleaned import cleaned
from monitor.mail.tables import outbox
from monitor.report.weekly import make_weekly, post
from monitor.web.desk import Desk
from schedules.cli import gongkai
from tests.monitor.conftest import end_of, moment

LAST = date(2015, 8, 10)
TITLE, NUMBER, NOTICE = "行政处罚决定书 望财罚字〔2015〕2号", "望财罚字〔2015〕2号", 2
MINUTE = 60.0


@pytest.fixture
def run(own):
    def go(*words, ok=0):
        done = CliRunner().invoke(gongkai, ["-w", str(own[0].root), *words])
        assert done.exception is None or isinstance(done.exception, SystemExit) or ok, done.exception
        return done.output + str(done.exception or "")

    return go


@pytest.fixture
def notice(own):
    with FactWriter(own[1], fixed_clock(moment(LAST))).transaction() as facts:
        return facts.notice_named("http://www.web.test/2.html")


def down(run, notice, *more):
    return run("takedown", str(notice), "--as", "王芳", "--reason", "本人来函", *more)


PAGES = ("/notices/{}", "/notices/{}.json", "/bureaus/caizheng/duties/C02.1", "/bureaus/caizheng/duties/C02.1.json",
         "/search.json?q=2号", "/index.json", "/weekly/2015-W32.json", "/matrix", "/bureaus/caizheng.csv")  # fmt: skip


def test_a_running_server_shows_nothing_of_it_within_a_minute_and_again_when_lifted(own, ask, run, notice):
    with ask(Desk(*own, fixed_clock(end_of(LAST)))) as client:
        assert TITLE in client.get(f"/notices/{notice}").text
        assert "2.html" in client.get("/bureaus/caizheng/duties/C02.1").text
        began = time.monotonic()
        said = down(run, notice)
        answers = {path: client.get(path.format(notice)) for path in PAGES}
        took = time.monotonic() - began
        assert took < MINUTE, took
        assert "sealed as" in said
        for path, answer in answers.items():
            assert TITLE not in answer.text, path
            assert "www.web.test/2.html" not in answer.text, path
        assert answers["/notices/{}"].status_code == 410
        assert "封存" in answers["/notices/{}"].text
        assert "内容已按要求撤下" in answers["/bureaus/caizheng/duties/C02.1"].text
        assert client.get(f"/notices/{notice}/diff").status_code == 410
        down(run, notice, "--lift")
        assert TITLE in client.get(f"/notices/{notice}").text
        assert TITLE in client.get("/bureaus/caizheng/duties/C02.1").text
        assert (
            client.get("/search.json?q=2号").json()["total"] > answers["/search.json?q=2号"].json()["total"]
        )


def test_verdicts_stand_as_they_stood_and_say_so(own, run, notice):
    before = judge(*own, as_of=end_of(LAST))
    down(run, notice)
    after = judge(*own, as_of=end_of(LAST))
    assert [(one.key, one.standing, one.flags, one.digest) for one in after.verdicts] == [
        (one.key, one.standing, one.flags, one.digest) for one in before.verdicts
    ]
    said = run("explain", f"caizheng/C02.1/{NUMBER}", "--as-of", LAST.isoformat())
    assert "内容已按要求撤下" in said
    assert "出借会计从业资格" not in said
    assert "http://www.web.test/2.html" not in said


def test_a_mail_that_waits_is_sent_without_it(own, run, notice, tmp_path):
    workspace, engine = own
    mail = replace(workspace.settings.mail, recipients=("a@b.example",), sender="g@b.example")
    workspace = replace(workspace, settings=replace(workspace.settings, mail=mail))
    made = make_weekly(workspace, engine, LAST, workspace.root / "reports")
    assert post(workspace, engine, made, moment(LAST)) == 1
    with reading(engine) as connection:
        content = connection.scalar(select(outbox.c.content))
    address = b"www.web.test/2.html"
    assert address in _parts(content)
    said = down(run, notice)
    assert "made before and quotes it" in said
    sent = cleaned(content, TakedownList(engine)())
    assert address not in _parts(sent)
    assert "内容已按要求撤下".encode() in _parts(sent)
    ids = [message_from_bytes(one, policy=SMTP)["Message-ID"] for one in (content, sent)]
    assert ids[0] == ids[1]
    assert cleaned(sent, TakedownList(engine)()) == sent


def _parts(content):
    from tests.monitor.web.canaries import _text

    parts = (one for one in message_from_bytes(content, policy=SMTP).walk() if not one.is_multipart())
    return "\n".join(_text(one.get_payload(decode=True)) for one in parts).encode()


def test_words_are_only_added(own, run, notice):
    down(run, notice)
    again = CliRunner().invoke(
        gongkai, ["-w", str(own[0].root), "takedown", str(notice), "--as", "a", "--reason", "b"]
    )
    assert "is taken down" in str(again.exception)
    listed = run("takedown", "--list", "--json")
    assert '"down": true' in listed
    for act in ("UPDATE takedown SET who = 'x'", "DELETE FROM takedown"):
        with pytest.raises(DBAPIError, match="only added"), writing(own[1]) as connection:
            connection.execute(text(act))


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("9999", "--as", "a", "--reason", "b"), id="no such notice"),
        pytest.param(("http://www.web.test/none", "--as", "a", "--reason", "b"), id="no such address"),
        pytest.param(("2", "--as", "a"), id="no reason"),
        pytest.param(("2", "--reason", "b"), id="nobody"),
    ],
)
def test_what_is_not_said_is_refused(own, words):
    for verb in ("takedown", "original"):
        done = CliRunner().invoke(
            gongkai, ["-w", str(own[0].root), verb, *words], env={"GONGKAI_REVIEWER": ""}
        )
        assert type(done.exception).__name__ == "UsageError"
    with FactWriter(own[1], fixed_clock(moment(LAST))).transaction() as facts:
        assert (facts.takedowns(), facts.accesses()) == ([], [])


def test_an_original_is_shown_as_it_is_and_the_look_is_recorded_before(own, run, notice):
    down(run, notice)
    said = run("original", str(notice), "--as", "王芳", "--reason", "复核被处罚人")
    assert "陶文澜" in said
    listed = run("original", "--log", "--json")
    assert '"who": "王芳"' in listed
    assert "复核被处罚人" in listed
    with pytest.raises(DBAPIError, match="only added"), writing(own[1]) as connection:
        connection.execute(text("DELETE FROM original_access"))


def test_a_look_is_recorded_also_where_nothing_could_be_given_out(own, run, notice, tmp_path):
    run("original", str(notice), "--as", "王芳", "--reason", "取证", "--version", "1")
    done = run(
        "original", str(notice), "--as", "王芳", "--reason", "取证", "--out", str(tmp_path / "a.html"), ok=1
    )
    assert "the archive holds no answer" in done
    with FactWriter(own[1], fixed_clock(moment(LAST))).transaction() as facts:
        assert [one.version for one in facts.accesses()] == [1]
