"""Every way out is walked with a notice full of personal data, and what comes out is searched for all of it."""

import logging
import sys
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from sqlalchemy import select, text

import monitor
from crawler.clock import fixed_clock
from crawler.door.streams import masked_streams
from crawler.store.database import reading, writing
from monitor.mail.tables import outbox
from monitor.report.weekly import make_weekly, post
from monitor.search.index import update_index
from monitor.web.app import VIEWS
from monitor.web.desk import Desk
from schedules.cli import gongkai
from tests.monitor.conftest import moment
from tests.monitor.web.canaries import BODY, CANARIES, FILE, NAME, PUBLIC, TITLE, URL, add_canaries, leaks

LAST = date(2015, 8, 10)
DAY = LAST.isoformat()
KEY = "caizheng/C02.1"
SHOWN = f"对{NAME[0]}某某的行政处罚"


@pytest.fixture
def canaried(own):
    return add_canaries(*own, moment)


@pytest.fixture
def run(canaried):
    def go(*words, ok=(0,), **more):
        done = CliRunner().invoke(
            gongkai, ["-w", str(canaried.workspace.root), *words], catch_exceptions=True, **more
        )
        raised = done.exception and not isinstance(done.exception, SystemExit)
        assert not raised or type(done.exception).__module__ == "crawler.errors", done.exception
        assert raised or done.exit_code in ok, done.output
        said = str(done.exception) if raised else ""
        return done.output + done.stderr, said

    return go


EDITION = str(Path(monitor.__file__).parent / "editions" / "ningbo-2015")
AS_OF = ("--as-of", DAY)
READS = {
    "files list": [("files", "list"), ("files", "list", "--json")],
    "source list": [("source", "list")],
    "source health": [("source", "health")],
    "source assess": [("source", "assess", "web")],
    "match decisions": [("match", "decisions"), ("match", "decisions", "--json")],
    "edition elements": [("edition", "elements", EDITION)],
    "judge": [("judge", *AS_OF), ("judge", *AS_OF, "--json")],
    "check": [
        ("check", *AS_OF),
        ("check", *AS_OF, "--json"),
        ("check", *AS_OF, "--json", "--bureau", "caizheng"),
    ],
    "explain": [
        ("explain", f"{KEY}/{SHOWN}", *AS_OF),
        ("explain", f"{KEY}/{SHOWN}", *AS_OF, "--json"),
        ("explain", "--bureau", "caizheng", "--duty", "C02.1", *AS_OF),
    ],
    "compare": [("compare", "2015-07-20", DAY), ("compare", "2015-07-20", DAY, "--json")],
    "changes": [("changes", *AS_OF), ("changes", *AS_OF, "--json"), ("changes", *AS_OF, "--csv")],
    "review queue": [("review", "queue", *AS_OF), ("review", "queue", *AS_OF, "--json")],
    "review show": [
        ("review", "show", f"{KEY}/{SHOWN}", *AS_OF),
        ("review", "show", f"{KEY}/{SHOWN}", *AS_OF, "--json"),
    ],
    "review log": [("review", "log"), ("review", "log", "--csv")],
    "review sample": [
        ("review", "sample", "--seed", "s", "--of", "met", *AS_OF),
        ("review", "sample", "--seed", "s", *AS_OF, "--csv"),
    ],
    "review agreement": [("review", "agreement")],
    "score": [("score", *AS_OF), ("score", "caizheng", *AS_OF), ("score", "caizheng", *AS_OF, "--json")],
    "leads": [("leads", *AS_OF), ("leads", *AS_OF, "--json")],
    "search": [("search", "处罚"), ("search", PUBLIC, "--json")],
    "mail status": [("mail", "status")],
    "schedule list": [("schedule", "list")],
    "takedown": [("takedown", "--list"), ("takedown", "--list", "--json")],
    "reparse": [("reparse", "--dry-run"), ("reparse", "--dry-run", "--json")],
    "edition preview": [
        ("edition", "preview", EDITION, *AS_OF),
        ("edition", "preview", EDITION, *AS_OF, "--json"),
    ],
    "report weekly": [("report", "weekly", *AS_OF)],
}
"""Command → how it is run here."""
CRAWLS = "asks sites over the wire, and prints counts, endings and addresses through the door's console"
MADE_UP = "shows only what this machine made up, in a folder of its own"
READS_DATA = (
    "reads editions, calendars or labelled notices that its caller holds, and nothing of a workspace's pages"
)
BY_SEAL = "prints names of segments, digests and counts, and never a text"
OTHERS = {
    "archive key": BY_SEAL, "archive remove": BY_SEAL, "archive root": BY_SEAL, "verify": BY_SEAL,
    "crawl": CRAWLS, "source cover": CRAWLS, "source new": CRAWLS, "source simulate": CRAWLS, "source test": CRAWLS,
    "source accept": "prints the id of a column", "source check": "prints ids of sites and what is wrong in their files",
    "source start": "prints the host it was given", "source stop": "prints the host it was given",
    "files read": "prints counts; what is wrong with a file goes through the door's console, as in files list",
    "extract": "shows a page that its caller holds; its table goes through the door all the same",
    "original": "shows an original, which is what it is for, after the look was recorded; its log is walked below",
    "evidence pack": "its records are sealed originals by design, and taking it out is recorded; what it says is walked in tests/monitor/pack",
    "backup": "prints its folder and counts; it holds originals and says so", "restore": "prints where it put what",
    "migrate": "prints an address of a database without its password", "init": "writes and names its own templates",
    "doctor": "prints settings, versions and counts", "serve": "prints its address; its pages are walked below",
    "schedule run": "prints names of jobs; what its children print goes through their doors",
    "demo": MADE_UP, "practice archive": MADE_UP, "practice bench": MADE_UP, "practice city": MADE_UP,
    "practice crash": MADE_UP, "practice faults": MADE_UP, "practice hosts": MADE_UP, "practice judgebench": MADE_UP,
    "practice kills": MADE_UP, "practice redaction": MADE_UP, "practice serve": MADE_UP, "practice tamper": MADE_UP,
    "practice truth": MADE_UP, "practice versions": MADE_UP,
    "calendar check": READS_DATA, "calendar diff": READS_DATA, "calendar show": READS_DATA,
    "edition check": READS_DATA, "edition diff": READS_DATA, "edition import": READS_DATA, "edition list": READS_DATA,
    "edition new": READS_DATA, "edition show": READS_DATA, "edition units": READS_DATA,
    "match evaluate": READS_DATA, "match pace": READS_DATA, "match train": READS_DATA, "match learn": READS_DATA,
    "match decide": "prints the number of a notice and the categories that a person gave it",
    "mail retry": "prints a count", "mail send": "prints recipients and what their servers answered",
    "review decide": "prints the masked key that it was given", "review excuse": "prints the masked key that it was given",
    "review notify": "prints the masked key that it was given", "review override": "prints the masked key that it was given",
    "review reply": "prints the masked key that it was given", "review withdraw": "prints the masked key that it was given",
    "review export": "its sheets are walked below", "review import": "prints counts",
}  # fmt: skip
"""Command → why it is not run here: what it shows is nothing of what was crawled, or is walked elsewhere."""


def leaves(command, context):
    if not isinstance(command, click.Group):
        yield context.command_path.split(" ", 1)[1]
        return
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        yield from leaves(inner, click.Context(inner, info_name=name, parent=context))


def test_every_command_is_walked_or_has_its_own_reason_not_to_be():
    every = set(leaves(gongkai, click.Context(gongkai, info_name="gongkai")))
    assert sorted(every - set(READS) - set(OTHERS)) == []
    assert sorted((set(READS) | set(OTHERS)) - every) == []
    assert sorted(set(READS) & set(OTHERS)) == []


@pytest.mark.parametrize("words", [one for each in READS.values() for one in each], ids=" ".join)
def test_no_command_lets_anything_personal_out(run, words):
    output, error = run(*words, ok=(0, 1, 6, 7))
    assert leaks(output) == []
    assert leaks(error) == []


def test_the_walk_sees_the_notice(run):
    assert SHOWN in "".join(run("check", *AS_OF, "--json"))
    assert f"{NAME[0]}某某" in "".join(run("search", "望财罚字", "--json"))
    assert '"total": 0' in "".join(run("search", NAME, "--json"))


def test_canaries_are_seen_where_they_leave():
    assert leaks(BODY) == sorted(CANARIES)
    assert "name" in leaks(URL)
    assert "name" in leaks(TITLE)
    assert leaks("卞某某") == []


@pytest.fixture
def pages(canaried, story, ask):
    with ask(Desk(canaried.workspace, canaried.engine, fixed_clock(story.end_of(LAST)))) as client:
        yield client


def addresses(notice):
    given = {
        "/bureaus/{bureau:name}": "/bureaus/caizheng",
        "/bureaus/{bureau:name}/duties/{duty:name}": "/bureaus/caizheng/duties/C02.1",
        "/notices/{notice:number}": f"/notices/{notice}",
        "/notices/{notice:number}/diff": f"/notices/{notice}/diff",
        "/readings/{reading:number}": "/readings/1",
        "/weekly/{week:name}": "/weekly/2015-W32",
        "/search": "/search",
    }
    return {path: given.get(path, path) for path in VIEWS}


@pytest.mark.parametrize("path", VIEWS)
def test_no_page_lets_anything_personal_out(pages, canaried, path):
    address = addresses(canaried.notice)[path]
    assert "{" not in address, "a new page wants an address here"
    for form in ("", ".json", ".csv"):
        for query in ("", "?q=处罚", f"?q={NAME}", f"?what={SHOWN}", "?lang=en"):
            answer = pages.get(address + form + query)
            assert answer.status_code in {200, 404}, address
            said = answer.text.replace(f'value="{NAME}"', "").replace(f"q={NAME}", "")
            assert [one for one in leaks(said) if not (NAME in query and one == "name")] == [], (
                address + form + query
            )


def test_links_with_masked_words_lead_to_what_they_name(pages):
    page = pages.get("/bureaus/caizheng/duties/C02.1", params={"what": SHOWN})
    assert SHOWN in page.text
    assert PUBLIC in page.text


def test_no_report_and_no_mail_lets_anything_personal_out(canaried, tmp_path):
    made = make_weekly(canaried.workspace, canaried.engine, LAST, tmp_path / "reports")
    for path in made.files:
        assert leaks(path.read_bytes()) == [], path.name
        assert leaks(path.name) == []
    workspace = canaried.workspace
    mail = workspace.settings.mail
    workspace = replace(
        workspace,
        settings=replace(
            workspace.settings, mail=replace(mail, recipients=("a@b.example",), sender="g@b.example")
        ),
    )
    assert post(workspace, canaried.engine, made, moment(LAST))
    with reading(canaried.engine) as connection:
        contents = connection.scalars(select(outbox.c.content)).all()
    parts = [
        part.get_payload(decode=True)
        for content in contents
        for part in message_from_bytes(content, policy=SMTP).walk()
        if not part.is_multipart()
    ]
    assert len(parts) == 3
    assert [leaks(part) for part in parts] == [[], [], []]


def test_worksheets_let_nothing_personal_out_and_are_taken_in_again(run, canaried, tmp_path):
    for name in ("sheet.xlsx", "sheet.csv"):
        run("review", "export", str(tmp_path / name), "--as", "王芳", *AS_OF)
        assert leaks((tmp_path / name).read_bytes()) == []


def test_the_search_index_holds_nothing_personal(canaried):
    update_index(canaried.engine)
    with reading(canaried.engine) as connection:
        for table in ("search_entry", "search_piece", "search_gram"):
            for row in connection.execute(text(f"SELECT * FROM {table}")):
                assert leaks(" ".join(map(str, row))) == []


def test_what_another_way_of_masking_indexed_is_indexed_again(canaried):
    update_index(canaried.engine)
    with writing(canaried.engine) as connection:
        connection.execute(text("UPDATE search_entry SET masker = 'old'"))
    assert update_index(canaried.engine) > 0
    assert update_index(canaried.engine) == 0


def test_errors_logs_and_tracebacks_go_through_the_door(run):
    output, _ = run("explain", f"{KEY}/对{NAME}的行政", *AS_OF)
    assert NAME not in output
    runner = CliRunner()

    @click.command()
    def spills():
        with masked_streams():
            logging.getLogger("gongkai-test").addHandler(handler := logging.StreamHandler(sys.stderr))
            logging.getLogger("gongkai-test").warning("读到 当事人：%s，电话13957412368", NAME)
            logging.getLogger("gongkai-test").removeHandler(handler)
            sys.stdout.write(f"\x1b[1m当事人：{NAME}\x1b[0m，身份证号330203198811236128\n")
            sys.stderr.write(FILE.name)

    done = runner.invoke(spills, catch_exceptions=False)
    assert leaks(done.output + done.stderr) == []
    assert "某某" in done.output
