"""A survey finds the columns of a site nobody described, tells what it left out, and brings one notice."""

import pytest

from crawler.authoring.entries import load_entries
from crawler.authoring.survey import Surveyor
from crawler.authoring.write import write_site
from crawler.clock import local_day
from crawler.errors import UsageError
from crawler.registry import load_site
from crawler.workspace import CrawlSettings


def page(*links, title="港湾局", extra=""):
    shown = "".join(f'<a href="{href}">{text}</a>' for href, text in links)
    meta = f'<meta name="SiteName" content="{title}">'
    return f"<!DOCTYPE html><html><head><title>欢迎</title>{meta}</head><body><div class=nav>{shown}</div>{extra}</body></html>"


@pytest.fixture
def site(serve, pages):
    """A site whose menu has a list, a hub, an article by another name, the same list again and a dead link."""
    home = page(
        ("/tzgg/", "通知公告"),
        ("/zwgk/", "政务公开"),
        ("/about/", "机构职能"),
        ("/new/", "最新公告"),
        ("/dead/", "行政许可"),
        ("http://elsewhere.example/", "政府网"),
    )
    return serve(
        {
            "/": home,
            "/tzgg/": pages.listing([1, 2, 3, 4]),
            "/zwgk/": page(
                ("/zwgk/xxgknb/", "公开年报"), ("/zwgk/ysqgk/", "依申请公开"), ("/tzgg/", "通知公告")
            ),
            "/zwgk/xxgknb/": pages.listing([21, 22, 23]),
            "/zwgk/ysqgk/": page(extra="<p>申请人可当面提交申请。</p>"),
            "/about/": page(extra="<p>负责港航管理。</p>"),
            "/new/": pages.listing([1, 2, 3, 4]),
            **pages.notices([1, 2, 3, 4, 21, 22, 23]),
        }
    )


@pytest.fixture
def look(crawl):
    """Return a function that surveys an address."""
    pauses = []

    def survey(url, most=40, gap=0.0):
        surveyor = Surveyor(
            behaviour=CrawlSettings(list_timeout=5),
            clock=crawl.clock,
            entries=load_entries(),
            private=True,
            gap=gap,
            most=most,
            pause=pauses.append,
            say=lambda text: None,
        )
        return surveyor.survey(url)

    survey.pauses = pauses
    return survey


def names(looked):
    return {one.candidate.name for one in looked}


def test_columns_of_the_menu_and_behind_the_hub(site, look):
    found = look(site.base)
    assert found.name == "港湾局"
    assert names(found.columns) == {"通知公告", "公开年报"}
    assert names(found.others) == {"政务公开", "机构职能", "最新公告", "行政许可", "依申请公开"}
    assert [len(one.rows) for one in found.columns] == [4, 3]
    assert found.notice.url.startswith(f"{site.base}a/t2015")


def test_every_link_is_asked_for_once_and_robots_first(site, look):
    look(site.base)
    asked = [one.target for one in site.asked]
    assert asked[0] == "/robots.txt"
    lists = [one for one in asked if not one.startswith("/a/") and one != "/robots.txt"]
    assert sorted(lists) == sorted(set(lists))


def test_what_robots_forbid_is_not_asked_for(site, look):
    site.answers["/robots.txt"] = (200, {"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /tzgg/\n")
    found = look(site.base)
    assert "/tzgg/" not in site.targets()
    assert "通知公告" in names(found.others)


def test_no_more_than_asked_for(site, look):
    found = look(site.base, most=2)
    assert len(found.columns) + len(found.others) == 2
    assert names(found.columns) == {"通知公告"}


def test_between_rounds_there_is_a_pause(site, look):
    look(site.base, gap=0.01)
    assert len(look.pauses) == 3
    assert set(look.pauses) == {0.01}


def test_a_list_as_the_start_is_a_column_itself(site, look):
    assert "欢迎" not in names(look(f"{site.base}tzgg/").columns)
    found = look(f"{site.base}zwgk/xxgknb/")
    assert [one.candidate.url for one in found.columns] == [f"{site.base}zwgk/xxgknb/"]


def test_a_site_that_refuses(serve, look):
    script = serve({"/": (403, {}, "forbidden")})
    found = look(script.base)
    assert (found.start, found.columns) == ((), [])
    assert "blocked" in found.start_ending


def test_what_is_written_reads_back_and_is_never_overwritten(site, look, tmp_path, crawl):
    found, day = look(site.base), local_day(crawl.clock())
    written = write_site(tmp_path, "harbour", "harbour", site.base, found, private=True, day=day)
    assert [one.name for one in written] == [
        "harbour.toml",
        "list.html",
        "list.toml",
        "notice.html",
        "notice.toml",
    ]
    loaded = load_site(tmp_path / "harbour.toml")
    assert [(one.id, one.url) for one in loaded.column] == [("tzgg", "/tzgg/"), ("xxgknb", "/zwgk/xxgknb/")]
    text = (tmp_path / "harbour.toml").read_text("utf-8")
    assert "# 4 rows on the first page, 2015-06-02 to 2015-06-05" in text
    assert '"行政许可"' in text.partition("Looked at and not taken")[2]
    before = {one: one.read_bytes() for one in written}
    with pytest.raises(UsageError, match="already there"):
        write_site(tmp_path, "harbour", "harbour", site.base, found, private=True, day=day)
    (tmp_path / "harbour.toml").rename(tmp_path / "kept.toml")
    with pytest.raises(UsageError, match="already there"):
        write_site(tmp_path, "harbour", "harbour", site.base, found, private=True, day=day)
    assert all(one.read_bytes() == before[one] for one in written[1:])


def test_hostile_names_stay_data(serve, pages, look, tmp_path, crawl):
    bad = "公告&quot;]\x07\x7f"
    script = serve(
        {
            "/": page(("/tzgg/", bad), ("/x/", "动\x1b[31m态"), title="港湾&quot;\n局\x00"),
            "/tzgg/": pages.listing([1, 2, 3]),
        }
    )
    found = look(script.base)
    write_site(tmp_path, "harbour", "harbour", script.base, found, private=True, day=local_day(crawl.clock()))
    loaded = load_site(tmp_path / "harbour.toml")
    assert [one.name for one in loaded.column] == ['公告"]\x07\x7f']
    assert loaded.name == '港湾" 局�'
