"""Notices that attack: their titles, bodies, sources, files and addresses reach every page and run nowhere."""

from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest

from crawler.clock import fixed_clock
from crawler.records import Article, AttachmentLink, Row
from crawler.store.facts import FetchFacts
from crawler.store.writer import FactWriter
from crawler.words import Ending, Outcome, PageKind, Purpose, RunState
from monitor.report.words import say
from monitor.web.app import create_app
from monitor.web.desk import Desk

DAY = date(2015, 7, 20)
UNPRINTABLE = [
    "\u202e<scr\u200bipt>alert(1)</scr\u200bipt>",
    "<scr\x01ipt>alert(1)</scr\x01ipt>",
    "<img src=x\x0conerror=alert(1)>",
    "<img src=x onerror\u2028=alert(1)>",
    "<a href='java\u00adscript:alert(1)'>x</a>",
    "\ufeff<script>alert(1)</script>",
]
PAYLOADS = [*Path(__file__).with_name("payloads.txt").read_text("utf-8").splitlines(), *UNPRINTABLE]
TOGETHER = 4
"""Payloads that share a notice; in each of its fields another of them comes first, so that none stands behind what it breaks."""
GROUPS = [PAYLOADS[at : at + TOGETHER] for at in range(0, len(PAYLOADS), TOGETHER)]
ADDRESSES = ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", 'http://web.test/"><script>alert(1)</script>']  # fmt: skip


@pytest.fixture(scope="module")
def attacked(story, tmp_path_factory):
    """A desk whose database holds every payload everywhere that a site can write."""
    folder = tmp_path_factory.mktemp("attacked")
    workspace = story.write(folder)
    engine = story.prepare(workspace)
    moment = story.end_of(DAY)
    with FactWriter(engine, fixed_clock(moment)).transaction() as facts:
        run = facts.start_run(workspace.sites()["web"], "test")
        reading = facts.start_reading(run, "web", "xzcf")
        fetch = FetchFacts(
            purpose=Purpose.LIST, url="http://www.web.test/xzcf/", at=moment, outcome=Outcome.OK
        )
        rows = [Row(title=title(at), url=address(at), claimed=DAY) for at in range(len(GROUPS))]
        seen = facts.record_list_page(reading, fetch, rows)
        facts.end_reading(reading, Ending.EXHAUSTED, "<script>alert(1)</script>")
        for at, one in enumerate(seen):
            for turn in ("", "改"):
                facts.record_notice(run, look(one.notice, address(at), moment), article(at, turn))
        facts.finish_run(run, RunState.FINISHED)
    yield Desk(workspace, engine, fixed_clock(moment))
    engine.dispose()


def title(at):
    return f"行政处罚决定书 望财罚字〔2015〕{at % 5 + 1}号 {said(at, 0)}"


def said(at, first):
    """Return the payloads of a group, beginning with the one at *first*."""
    group = GROUPS[at]
    turn = first % len(group)
    return " ".join(group[turn:] + group[:turn])


def address(at):
    return ADDRESSES[at] if at < len(ADDRESSES) else f"http://www.web.test/{at}.html?{said(at, 1)}"


def look(notice, url, moment):
    return FetchFacts(purpose=Purpose.NOTICE, url=url, at=moment, outcome=Outcome.OK, notice=notice)


def article(at, turn):
    return Article(
        kind=PageKind.ARTICLE,
        title=title(at),
        published=DAY,
        source=said(at, 1),
        doc_number=said(at, 2),
        body=f"{said(at, 3)}\n处罚{turn} {said(at, 0)} 决定",
        attachments=(
            AttachmentLink(name=said(at, 1), url=said(at, 2)),
            AttachmentLink(name=said(at, 3), url=ADDRESSES[0]),
        ),
    )


def test_there_are_payloads_enough():
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 120


@pytest.fixture(scope="module")
def visited(attacked, browser, serve):
    """Every page visited, with what the browser complained of, ran, asked for elsewhere, or was led to."""
    complaints, asked, links = [], [], []
    with serve(create_app(attacked)) as base:
        context = browser.new_context()
        page = context.new_page()
        page.on("dialog", lambda dialog: (complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        for path in pages(len(GROUPS)):
            page.goto(base + path)
            assert page.locator("h1").count() == 1, path
            links += page.evaluate(
                "[...document.querySelectorAll('[href],[src],[action]')].map(one => one.href || one.src || one.action)"
            )
            assert (
                page.evaluate(
                    "document.querySelectorAll('main script, main iframe, main img, main svg, main style').length"
                )
                == 0
            )
            assert page.evaluate(
                "[...document.querySelectorAll('*')].every(one => one.getAttributeNames().every(name => !name.startsWith('on')))"
            )
        context.close()
    return base, complaints, asked, links


def pages(count):
    yield from (
        "/",
        "/matrix",
        "/matrix?standing=met",
        "/bureaus/caizheng",
        "/bureaus/caizheng/duties/C02.1",
        "/coverage",
    )
    yield from ("/weekly/2015-W30", "/method", "/readings/1")
    for number in range(1, count + 1):
        yield f"/notices/{number}"
        yield f"/notices/{number}/diff"
    for at in range(len(GROUPS)):
        hostile = quote(said(at, at), safe="")
        words = (
            f"q={hostile}&site={hostile}&lang={hostile}"
            if at % 2
            else f"q=处罚&page={hostile}&year={hostile}"
        )
        yield f"/search?{words}"
    yield "/search?q=" + quote("alert")


def test_nothing_runs_and_nobody_complains(visited):
    assert visited[1] == []


def test_nothing_is_fetched_from_elsewhere(visited):
    base, _, asked, _ = visited
    assert [one for one in asked if not one.startswith(base)] == []


def test_links_lead_to_us_or_to_web_addresses(visited):
    assert [one for one in visited[3] if not one.startswith(("http://", "https://"))] == []


def test_the_letter_shows_them_as_text(attacked):
    from monitor.report.weekly import make_weekly

    made = make_weekly(attacked.workspace, attacked.engine, DAY, attacked.workspace.root / "reports")
    for tag in ("<script", "<img", "<svg", "<iframe", "onerror=alert(1)>"):
        assert tag not in made.letter.html


def letter(payloads):
    """Return the letter's page with every text of its lists hostile; it has no protection but its escapes."""
    from monitor.report.letter import _templates

    lists = {
        "numbers": ("name", "glyph"),
        "confirmed": (
            "bureau",
            "duty",
            "due",
            "description",
            "reviewers",
            "rectify_by",
            "remedy",
            "evidence",
        ),
        "rectifying": ("bureau", "duty", "rectify_by"),
        "untold": ("bureau", "reason"),
    }
    figures = {"value": 1, "change": 1, "count": 1, "overdue": True}
    values = {name: [dict.fromkeys(keys, one) | figures for one in payloads] for name, keys in lists.items()}
    texts = dict.fromkeys(
        ("subject", "sentence", "edition", "rules", "day", "base", "link", "coverage"), payloads[0]
    )
    counts = (
        "confirmed_rest",
        "untold_rest",
        "untold_total",
        "for_people",
        "suspected",
        "new",
        "flagged",
        "fixed",
        "roots_total",
        "total",
        "due",
        "judged",
        "columns",
    )
    values |= (
        texts
        | dict.fromkeys((*counts, "cleared", "unread"), 1)
        | {"roots": payloads, "lang": "zh", "t": partial(say, lang="zh")}
    )
    return _templates().get_template("weekly.html").render(values)


def sheet(payloads):
    """Return the provenance sheet with every text hostile."""
    from monitor.pack.sheet import _template

    single = (
        "key",
        "standing",
        "bureau",
        "as_of",
        "duty",
        "what",
        "basis",
        "reason",
        "digest",
        "zone",
        "software",
    )
    lists = {
        "notices": ("title", "url", "first"),
        "readings": ("column", "began", "range", "ending"),
        "records": ("name", "at", "url", "sha256"),
    }
    values = {
        name: [dict.fromkeys(keys, one) | {"pages": 1} for one in payloads] for name, keys in lists.items()
    }
    values |= dict.fromkeys((*single, "signed", "who", "why", "made"), payloads[0])
    values |= {"flags": payloads, "absent": True, "more": 1, "segments": 1, "stamped": True}
    return _template().render(values)


@pytest.mark.parametrize("document", [letter, sheet], ids=["the letter", "the provenance sheet"])
def test_nothing_runs_in_a_document_that_is_opened_without_us(browser, document):
    """Mail and saved pages have no header of ours that would forbid scripts."""
    complaints, asked = [], []
    text = document(PAYLOADS)
    context = browser.new_context()
    page = context.new_page()
    page.on("dialog", lambda dialog: (complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(text)
    shown = page.inner_text("body")
    strange = page.evaluate(
        "document.querySelectorAll('script, iframe, img, svg, math, object, embed, base, form, link').length"
    )
    handlers = page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => one.getAttributeNames().some(name => name.startsWith('on'))).length"
    )
    context.close()
    assert (complaints, asked, strange, handlers) == ([], [], 0, 0)
    assert "<script>alert(1)</script>" in shown
    assert "<svg onload=alert(1)>" in shown
