"""``gongkai match decide`` and ``decisions``, and the notices that wait for them in the queue."""

import json
from datetime import date, datetime

import pytest
from click.testing import CliRunner

from crawler.clock import SHANGHAI, fixed_clock
from crawler.errors import UsageError
from crawler.store.reader import FactReader
from monitor.commands import check as checking
from monitor.commands import match_decide, reviewing
from monitor.commands.match import match
from monitor.commands.review import review
from monitor.decided.file import FILE, read_decisions

MOMENT = datetime(2015, 8, 10, 23, tzinfo=SHANGHAI)


@pytest.fixture
def run(own, monkeypatch):
    for module in (reviewing, checking, match_decide):
        monkeypatch.setattr(module, "system_clock", fixed_clock(MOMENT))

    def go(*words, command=match):
        return CliRunner().invoke(command, [str(one) for one in words], obj=lambda: own[0])

    return go


@pytest.fixture
def notice(own):
    """The first notice of the story."""
    return FactReader(own[1]).notices("web")[0]


def test_a_decision_is_kept_and_listed(own, run, notice):
    done = run("decide", notice.id, "--as", "王芳", "--category", "C03", "--reason", "全文核对")
    assert done.exit_code == 0, (done.output, done.exception)
    (kept,) = read_decisions(own[0].root / FILE)
    assert (kept.url, kept.categories, kept.author, kept.at) == (notice.url, ("C03",), "王芳", MOMENT)
    assert "web" in kept.sites
    assert "C03（全文核对）" in run("decisions").output
    assert json.loads(run("decisions", "--json").output)["categories"] == ["C03"]


def test_none_is_an_answer_too_and_may_have_been_given_on_a_day_before(own, run, notice):
    done = run("decide", notice.id, "--as", "王芳", "--none", "--reason", "只是动态", "--on", "2015-08-01")
    assert done.exit_code == 0, (done.output, done.exception)
    (kept,) = read_decisions(own[0].root / FILE)
    assert (kept.categories, kept.at.date(), kept.recorded_at) == ((), date(2015, 8, 1), MOMENT)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(("--as", "王芳", "--reason", "核对"), "--category, or --none", id="nothing said"),
        pytest.param(("--as", "王芳", "--category", "C03", "--none"), "--category, or --none", id="both"),
        pytest.param(
            ("--as", "王芳", "--category", "X99", "--reason", "核对"), "no such category: 'X99'", id="unknown"
        ),
        pytest.param(
            ("--as", "王芳", "--category", "C03", "--duty", "C02.1", "--reason", "核对"),
            "'C02.1' is no duty",
            id="stray",
        ),
        pytest.param(("--as", "王芳", "--none"), "say why", id="no reason"),
        pytest.param(("--none", "--reason", "核对"), "say who you are", id="nobody"),
    ],
)
def test_what_cannot_be_a_decision_is_refused(own, run, notice, words, message):
    done = run("decide", notice.id, *words)
    assert isinstance(done.exception, UsageError)
    assert message in str(done.exception)
    assert not (own[0].root / FILE).exists()


def test_learning_needs_something_decided(run, tmp_path):
    (tmp_path / "notices.jsonl").write_text("", "utf-8")
    done = run("learn", tmp_path / "notices.jsonl")
    assert isinstance(done.exception, UsageError)
    assert "nobody has decided" in str(done.exception)


def test_a_notice_that_may_be_it_waits_in_the_queue(run):
    done = run("queue", "--waits", "match", "--json", "--limit", "50", command=review)
    assert done.exit_code == 0, (done.output, done.exception)
    said = json.loads(done.output)["queue"]
    assert all(one["standing"] == "cannot_tell" and one["possible"] for one in said)
    everything = json.loads(run("queue", "--json", "--limit", "50", command=review).output)["queue"]
    assert [one for one in everything if one["waits"] == "match"] == said
