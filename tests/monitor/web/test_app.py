"""Addresses, forms, headers, and what is said when something is not there."""

import csv
import json
import re
from datetime import date
from html.parser import HTMLParser
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from crawler.clock import fixed_clock
from crawler.errors import DatabaseUnavailable
from monitor.commands.check import check
from monitor.report.weekly import judge_week
from monitor.web.app import VIEWS
from monitor.web.desk import Desk
from monitor.web.headers import HEADERS

PAGES = {
    "overview": "/index",
    "matrix": "/matrix",
    "one standing": "/matrix",
    "bureau": "/bureaus/caizheng",
    "obligation": "/bureaus/caizheng/duties/C02.1",
    "notice": "/notices/1",
    "difference": "/notices/1/diff",
    "reading": "/readings/1",
    "search": "/search",
    "coverage": "/coverage",
    "weekly": "/weekly/2015-W32",
    "changes": "/changes",
    "method": "/method",
}


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links, self.forms, self.attributes, self.tags = [], [], set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(values)
        if tag == "a":
            self.links.append(values["href"])
        if tag == "form":
            self.forms.append(values)


def test_every_view_is_looked_at_here():
    patterns = [re.sub(r"\{\w+:\w+\}", "[^/]+", path) for path in VIEWS]
    assert all(any(re.fullmatch(one, path) for path in PAGES.values()) for one in patterns)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_address_answers_as_page_json_and_csv(client, path, lang):
    page = client.get(path, params={"lang": lang})
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    said = client.get(f"{path}.json", params={"lang": lang}).json()
    table = client.get(f"{path}.csv", params={"lang": lang})
    assert table.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(table.content.decode("utf-8-sig"))))
    assert len(rows) - 1 == said["count"] == len(said["rows"])
    assert said["title"] in page.text or "&" in page.text
    assert all(list(row) == rows[0] for row in said["rows"])


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
def test_every_answer_carries_the_safe_headers(client, path, ending):
    headers = client.get(path + ending).headers
    assert all(headers[name.lower()] == value for name, value in HEADERS.items())
    assert re.fullmatch("[0-9a-f]{16}", headers["x-request-id"])


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_pages_need_no_script_no_inline_style_and_nothing_from_elsewhere(client, path):
    read = Links(client.get(path).text)
    assert "script" not in read.tags
    assert "style" not in read.tags | read.attributes
    assert not any(name.startswith("on") for name in read.attributes)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_links_keep_language_and_day(client, path):
    read = Links(client.get(path, params={"lang": "en", "as_of": "2015-08-09"}).text)
    ours = [urlsplit(one) for one in read.links if one.startswith("/")]
    assert ours
    for one in ours:
        query = parse_qs(one.query)
        assert query["as_of"] == ["2015-08-09"], one
        assert query["lang"] == ["en"] or one.path == path, one


def test_links_lead_somewhere(client):
    seen, waiting = set(), ["/"]
    while waiting:
        address = waiting.pop()
        page = client.get(address)
        assert page.status_code == 200, address
        if page.headers["content-type"].startswith("text/html"):
            found = {one.split("#")[0] for one in Links(page.text).links if one.startswith("/")}
            fresh = {
                one for one in found if "lang=en" not in one and "W2" not in one and "W1" not in one
            } - seen
            waiting += sorted(fresh)
            seen |= fresh
    assert len(seen) > 30


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/nothing", id="no such address"),
        pytest.param("/bureaus/nobody", id="no such bureau"),
        pytest.param("/bureaus/caizheng/duties/C99.9", id="no such duty"),
        pytest.param("/notices/999", id="no such notice"),
        pytest.param("/notices/999999999999999", id="a number no table has"),
        pytest.param("/notices/99999999999999999999", id="a number no database has"),
        pytest.param("/notices/1/diff?a=9", id="no such version"),
        pytest.param("/notices/1/diff?a=%E0%B9%91", id="a digit of another script"),
        pytest.param("/readings/99999", id="no such reading"),
        pytest.param("/weekly/2015-W54", id="no such week"),
        pytest.param("/weekly/2015-W60", id="a number that is no week"),
        pytest.param("/weekly/2033-W01", id="a week that has not come"),
        pytest.param("/weekly/0000-W01", id="a year before all years"),
        pytest.param("/matrix?as_of=2015-02-31", id="no such day"),
        pytest.param("/matrix?as_of=2030-01-01", id="a day that has not come"),
        pytest.param("/matrix?as_of=0001-01-01", id="a day before anything was owed"),
        pytest.param("/matrix?standing=guilty", id="no such standing"),
        pytest.param("/notices/1?as_of=2015-06-01", id="a notice before it was seen"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_not_there_is_said_in_plain_words(client, path, lang):
    page = client.get(path + ("&" if "?" in path else "?") + f"lang={lang}")
    assert page.status_code == 404
    assert ("没有这个页面" if lang == "zh" else "No such page") in page.text
    assert ("回到总览" if lang == "zh" else "Back to the overview") in page.text
    assert page.headers["content-security-policy"]


def test_nothing_of_the_request_is_repeated(client):
    page = client.get("/bureaus/hello-there")
    links = {one for one in Links(page.text).links if "hello-there" in one}
    assert links == {"/bureaus/hello-there?lang=zh", "/bureaus/hello-there?lang=en"}
    assert page.text.count("hello-there") == len(links)


def test_json_says_what_is_missing(client):
    said = client.get("/bureaus/nobody.json", params={"lang": "en"})
    assert (said.status_code, said.json()["error"]["message"]) == (404, "No such bureau is registered.")


def test_a_post_is_refused(client):
    assert client.post("/matrix").status_code == 405


def test_a_database_that_is_away_is_said_with_503(desk, ask, monkeypatch):
    def away(*_):
        raise DatabaseUnavailable("database postgresql://x:***@db/g does not answer")

    monkeypatch.setattr(desk, "judgement", away)
    with ask(desk) as client:
        page = client.get("/", params={"lang": "en"})
    assert page.status_code == 503
    assert "cannot be read at the moment" in page.text
    assert "does not answer" in page.text


def test_an_error_that_nobody_foresaw_is_said_without_its_details(desk, ask, monkeypatch):
    monkeypatch.setattr(desk, "judgement", lambda *_: 1 / 0)
    with ask(desk) as client:
        page = client.get("/", params={"lang": "en"})
    assert page.status_code == 500
    assert "Something went wrong" in page.text
    assert "division" not in page.text
    assert page.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("day", [date(2015, 6, 20), date(2015, 7, 19), date(2015, 8, 9)], ids=str)
def test_pages_say_the_numbers_of_the_command_and_the_week(shown, client, day):
    done = CliRunner().invoke(check, ["--as-of", str(day), "--json"], obj=lambda: shown[0])
    wanted = json.loads(done.output)
    weekly = judge_week(*shown, day)
    pages = [
        client.get("/index.json", params={"as_of": day}).json(),
        client.get("/matrix.json", params={"as_of": day}).json(),
    ]
    if day.isoweekday() == 7:
        pages.append(client.get(f"/weekly/{weekly.week.name}.json").json())
        assert (pages[-1]["new"], pages[-1]["cleared"]) == (len(weekly.new), len(weekly.cleared))
    for page in pages:
        assert page["counts"] == wanted["counts"]
        assert page["coverage"] == wanted["coverage"]
        assert page["flags"] == wanted["flags"]
    overview = client.get("/", params={"as_of": day}).text
    shown = [int(one) for one in re.findall(r"<b>(\d+)</b>", overview)]
    assert shown == list(wanted["counts"].values())


def test_the_language_is_the_browsers_when_none_is_asked_for(desk, ask):
    with ask(desk, "en-GB,en;q=0.9") as client:
        assert '<html lang="en">' in client.get("/").text
        assert '<html lang="zh-CN">' in client.get("/?lang=zh").text


def test_personal_data_is_masked_on_every_page(client):
    for path in PAGES.values():
        for ending in ("", ".json", ".csv"):
            assert "陶文澜" not in client.get(path + ending).text
    assert "陶某某" in client.get("/notices/1").text


def test_an_empty_workspace_shows_empty_pages(story, ask, tmp_path):
    workspace = story.write(tmp_path)
    (tmp_path / "events.toml").write_text("", "utf-8")
    (tmp_path / "bureaus.toml").write_text("", "utf-8")
    (tmp_path / "sites" / "web.toml").unlink()
    engine = story.prepare(workspace)
    with ask(Desk(workspace, engine, fixed_clock(story.end_of(date(2015, 8, 10))))) as client:
        for path in ("/", "/matrix", "/coverage", "/search", "/weekly/2015-W32", "/method"):
            assert client.get(path).status_code == 200, path
    engine.dispose()


def test_robots_are_turned_away(client):
    assert "Disallow: /" in client.get("/robots.txt").text
    assert 'content="noindex, nofollow"' in client.get("/").text


def test_the_policy_allows_our_own_style_and_pictures_and_nothing_else(client):
    headers = client.get("/").headers
    policy = dict(one.strip().split(" ", 1) for one in headers["content-security-policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-robots-tag"].startswith("noindex")
