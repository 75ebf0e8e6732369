"""Which pages without rows are suspected of being drawn by scripts, and what trying, surveying and checking say of them."""

import pytest

from crawler.authoring.check import pages_of
from crawler.authoring.entries import load_entries
from crawler.authoring.survey import Surveyor
from crawler.authoring.write import write_site
from crawler.browser.need import need
from crawler.browser.program import HINT
from crawler.clock import local_day
from crawler.outcomes import SHELL
from crawler.reading import Ended
from crawler.registry import load_site
from crawler.trial import try_out
from crawler.words import Ending
from crawler.workspace import CrawlSettings

ZERO = Ended(ending=Ending.PARSE_ZERO)
BARE = Ended(ending=Ending.BLOCKED, detail=f"page 1: blocked {SHELL}")
LONG = "<p>本栏目依法公开有关事项，欢迎查阅和监督。</p>" * 12
JS = {"Content-Type": "text/javascript"}


@pytest.mark.parametrize(
    ("text", "ended", "adapter", "said"),
    [
        pytest.param(
            "<div id=app></div><script src=a.js></script>", BARE, "", "hardly any text", id="a shell"
        ),
        pytest.param("<ul id=x></ul><script></script>", ZERO, "static", "hardly any text", id="little text"),
        pytest.param(
            f"{LONG}<script>$.ajax('/x')</script>", ZERO, "static", "'.ajax('", id="a script that asks"
        ),
        pytest.param(
            f"{LONG}<ul id=rows> </ul><script src=a.js></script>", ZERO, "trs", "'rows'", id="an empty place"
        ),
        pytest.param(f"{LONG}<ul id=rows></ul>", ZERO, "static", "", id="no script"),
        pytest.param(f"{LONG}<script src=a.js></script>", ZERO, "static", "", id="no place for rows"),
        pytest.param("<div id=app></div><script></script>", ZERO, "jpaas", "", id="a service that is silent"),
        pytest.param(
            "<script>x</script>",
            Ended(ending=Ending.BLOCKED, detail="page 1: challenge rs"),
            "",
            "",
            id="a challenge",
        ),
        pytest.param(
            "<script></script>", Ended(ending=Ending.EMPTY), "static", "", id="a list that says it is empty"
        ),
        pytest.param(
            "<script></script>", Ended(ending=Ending.EXHAUSTED), "static", "", id="a list with rows"
        ),
    ],
)
def test_what_is_suspected(text, ended, adapter, said):
    found = need(text, ended, adapter)
    assert said in found
    assert bool(found) == bool(said)


def test_a_list_that_scripts_draw_is_tried_with_the_browser(drawn, crawl, words):
    column = words.plain
    trial = try_out(crawl.site(drawn, column), CrawlSettings(), crawl.clock)
    assert trial.drawn == {"tzgg"}
    assert len(trial.rows) == 6
    assert b"<li>" in trial.pages["tzgg"][-1].body
    assert trial.progress.readings["tzgg"].ending is Ending.TOO_MANY_PAGES


def test_without_a_browser_it_is_only_suspected(drawn, crawl, words):
    trial = try_out(crawl.site(drawn, words.plain), CrawlSettings(browser="no-such-browser"), crawl.clock)
    assert (trial.drawn, trial.rows) == (frozenset(), ())
    assert HINT in trial.absence
    assert list(trial.needs) == ["tzgg"]


def test_an_ordinary_list_is_tried_without_the_browser(serve, crawl, words, pages, monkeypatch):
    monkeypatch.setattr("crawler.browser.browser.Browser._started", None)
    script = serve({"/tzgg/": pages.listing([1, 2, 3], extra="<div id=x></div><script>fetch('/x')</script>")})
    trial = try_out(crawl.site(script, words.plain), CrawlSettings(), crawl.clock)
    assert (trial.needs, len(trial.rows)) == ({}, 3)


MENU = """
document.getElementById("app").innerHTML = `<a href="/tzgg/">通知公告</a><a href="/zcwj/">政策文件</a>
  <a href="/rsxx/">人事信息</a><a href="/zfcg/">政府采购</a><p>欢迎访问港湾局网站，本站依法公开政府信息。</p>`;
"""


def surveyed(crawl, url, **values):
    surveyor = Surveyor(
        behaviour=CrawlSettings(list_timeout=5, **values),
        clock=crawl.clock,
        entries=load_entries(),
        private=True,
        gap=0.0,
        most=10,
        pause=lambda seconds: None,
        say=lambda text: None,
    )
    return surveyor.survey(url)


@pytest.fixture
def whole(serve, pages, words):
    """A site of which nothing comes without scripts: start, four lists and the notices."""
    home = words.shell.replace("app.js", "home.js")
    numbers = {"tzgg": range(1, 6), "zcwj": range(6, 9), "rsxx": range(9, 12), "zfcg": range(12, 15)}
    answers = {
        "/": home,
        "/static/home.js": (200, JS, MENU),
        "/static/app.js": (
            200,
            JS,
            words.script.replace('"/open/data?p=" + page', '"/open" + location.pathname'),
        ),
    }
    for name, found in numbers.items():
        answers[f"/{name}/"] = words.shell
        answers[f"/open/{name}/"] = words.things(pages, found)
    notice = words.shell.replace("app.js", "notice.js")
    answers |= {pages.path(at): notice for found in numbers.values() for at in found}
    text = "<p>第一号事项，由脚本写出，依法公开。</p>"
    draw = f'document.getElementById("app").innerHTML = "<h1>关于第一号事项的公告</h1><div id=zoom>" + "{text}".repeat(12) + "</div>"'
    answers["/static/notice.js"] = (200, JS, draw)
    return serve(answers)


def test_a_site_of_scripts_is_surveyed_and_its_file_says_so(whole, crawl, tmp_path):
    found = surveyed(crawl, whole.base)
    assert {one.candidate.name for one in found.columns} == {"通知公告", "政策文件", "人事信息", "政府采购"}
    assert all(one.drawn for one in found.columns)
    write_site(tmp_path, "harbour", "harbour", whole.base, found, private=True, day=local_day(crawl.clock()))
    site = load_site(tmp_path / "harbour.toml")
    assert all(one.render and one.render_notices for one in site.column)
    text = (tmp_path / "harbour.toml").read_text("utf-8")
    assert "drawn by the browser, which this column needs" in text
    assert pages_of(tmp_path / "harbour", site) == []
    saved = (tmp_path / "harbour" / "list.html").read_text("utf-8")
    assert "关于第1号事项的公告" in saved


def test_a_site_file_that_forgets_it_is_refused(drawn, crawl, tmp_path, words, pages, serve):
    """The saved page is the shell, as somebody would save it by hand."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "list.html").write_text(words.shell, "utf-8")
    (folder / "list.toml").write_text(
        'column = "tzgg"\nadapter = "static"\n[[page]]\nfile = "list.html"\nasked = "http://h.example/tzgg/"\n'
        'url = "http://h.example/tzgg/"\ncontent_type = "text/html"\nday = 2015-07-01\n',
        "utf-8",
    )
    text = 'id = "harbour"\nname = "港湾局"\nbureau = "harbour"\nbase = "http://h.example/"\n[[column]]\nid = "tzgg"\nname = "x"\nurl = "/tzgg/"\n'
    (tmp_path / "harbour.toml").write_text(text, "utf-8")
    (said,) = pages_of(folder, load_site(tmp_path / "harbour.toml"))
    assert "column 'tzgg' needs the browser, so render = true: hardly any text" in said
    (tmp_path / "harbour.toml").write_text(f"{text}render = true\n", "utf-8")
    assert pages_of(folder, load_site(tmp_path / "harbour.toml")) == []


def test_without_a_browser_the_survey_tells_what_it_could_not_see(serve, crawl, pages, words, tmp_path):
    home = '<html><body><a href="/tzgg/">通知公告</a><a href="/zcwj/">政策文件</a></body></html>'
    script = serve(
        {"/": home, "/tzgg/": pages.listing([1, 2, 3]), "/zcwj/": words.shell, **pages.notices([1, 2, 3])}
    )
    found = surveyed(crawl, script.base, browser="no-such-browser")
    write_site(tmp_path, "harbour", "harbour", script.base, found, private=True, day=local_day(crawl.clock()))
    text = (tmp_path / "harbour.toml").read_text("utf-8")
    assert "render" not in text.partition("Looked at and not taken")[0]
    assert "hardly any text without its scripts; no browser here" in text
