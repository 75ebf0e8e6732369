"""Notices that attack: their titles, bodies, sources, files and addresses reach every page and run nowhere."""

from datetime import date
from urllib.parse import quote

import pytest

from crawler.clock import fixed_clock
from crawler.records import Article, AttachmentLink, Row
from crawler.store.facts import FetchFacts
from crawler.store.writer import FactWriter
from crawler.words import Ending, Outcome, PageKind, Purpose, RunState
from monitor.web.app import create_app
from monitor.web.desk import Desk

DAY = date(2015, 7, 20)
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<body onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href=javascript:alert(1)>x</a>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<math><mtext></mtext><mglyph><style><!--</style><img title='--><img src=x onerror=alert(1)>'>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=//evil.invalid/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.invalid/x.css>",
    "<style>*{background:url(//evil.invalid/x)}</style>",
    "<form action=//evil.invalid/><button>x</button></form>",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    '" onmouseover="alert(1)" x="',
    "' autofocus onfocus='alert(1)' x='",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "{{7*7}}{% for x in ().__class__.__base__.__subclasses__() %}{{x}}{% endfor %}",
    "${alert(1)}`-alert(1)-`",
    "\u202e<scr\u200bipt>alert(1)</scr\u200bipt>",
    "＜script＞alert(1)＜/script＞",
    "<scr\x00ipt>alert(1)</scr\x00ipt>".replace("\x00", "\x01"),
]  # fmt: skip
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
        rows = [Row(title=title(at), url=address(at), claimed=DAY) for at in range(len(PAYLOADS))]
        seen = facts.record_list_page(reading, fetch, rows)
        facts.end_reading(reading, Ending.EXHAUSTED, "<script>alert(1)</script>")
        for at, one in enumerate(seen):
            for turn in ("", "改"):
                facts.record_notice(run, look(one.notice, address(at), moment), article(at, turn))
        facts.finish_run(run, RunState.FINISHED)
    yield Desk(workspace, engine, fixed_clock(moment))
    engine.dispose()


def title(at):
    return f"行政处罚决定书 望财罚字〔2015〕{at % 5 + 1}号 {PAYLOADS[at]}"


def address(at):
    return ADDRESSES[at] if at < len(ADDRESSES) else f"http://www.web.test/{at}.html?{PAYLOADS[at]}"


def look(notice, url, moment):
    return FetchFacts(purpose=Purpose.NOTICE, url=url, at=moment, outcome=Outcome.OK, notice=notice)


def article(at, turn):
    payload = PAYLOADS[at]
    return Article(
        kind=PageKind.ARTICLE,
        title=title(at),
        published=DAY,
        source=payload,
        doc_number=payload,
        body=f"{payload}\n处罚{turn} {payload} 决定",
        attachments=(
            AttachmentLink(name=payload, url=payload),
            AttachmentLink(name=payload, url=ADDRESSES[0]),
        ),
    )


def test_there_are_thirty_payloads():
    assert len(set(PAYLOADS)) >= 30


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
        for path in pages(len(PAYLOADS)):
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
    for payload in PAYLOADS:
        hostile = quote(payload, safe="")
        yield f"/search?q={hostile}&site={hostile}&lang={hostile}"
        yield f"/search?q=处罚&page={hostile}&year={hostile}"
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
