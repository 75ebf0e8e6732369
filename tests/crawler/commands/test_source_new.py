"""``source new`` on the practice city: on each family the right columns, and what it writes can be crawled."""

import shutil

import pytest
from click.testing import CliRunner

from crawler.errors import AllBlocked, InvalidFile, UsageError
from crawler.practice.city import build_city
from crawler.practice.render import list_path
from crawler.practice.server import serve_city
from crawler.practice.workspace import write_workspace
from crawler.registry import load_site
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.workspace import open_workspace
from schedules.cli import gongkai

CITY = build_city()
FAMILIES = {one.family: one for one in reversed(CITY.bureaus)}


@pytest.fixture(scope="module")
def running():
    with serve_city(CITY, CITY.last) as served:
        yield served


@pytest.fixture
def root(running, tmp_path):
    """A workspace of the city that knows its bureaus and no site."""
    write_workspace(tmp_path, running)
    shutil.rmtree(tmp_path / "sites")
    return tmp_path


def call(root, *words):
    return CliRunner().invoke(gongkai, ["-w", str(root), *words], catch_exceptions=True)


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family(root, running, family):
    bureau = FAMILIES[family]
    done = call(root, "source", "new", f"{running.sites[bureau.site]}/", "--id", bureau.site, "--private")
    assert done.exit_code == 0, done.output
    site = load_site(root / "sites" / f"{bureau.site}.toml")
    assert site.bureau == bureau.id
    assert {(one.name, site.address(one)) for one in site.column} == {
        (one.name, f"{running.sites[bureau.site]}{list_path(bureau, one)}") for one in bureau.columns
    }
    assert [one.id for one in site.column] == [one.id for one in bureau.columns]
    assert call(root, "source", "check").exit_code == 0
    crawled = call(root, "crawl", "--max-requests", "60")
    assert crawled.exit_code in {0, 11}, crawled.output
    workspace = open_workspace(root)
    engine = open_database(workspace.database_url)
    readings = FactReader(engine).readings(bureau.site)
    engine.dispose()
    assert [one.column for one in readings][:2] == [one.id for one in bureau.columns][:2]
    assert all(one.complete for one in readings[:1])


def test_a_second_time_is_refused_before_anything_is_asked(root, running):
    url = f"{running.sites[FAMILIES['trs'].site]}/"
    (root / "sites").mkdir()
    (root / "sites" / "old.toml").write_text("# mine\n", "utf-8")
    done = call(root, "source", "new", url, "--id", "old", "--private")
    assert isinstance(done.exception, UsageError)
    assert "already there" in done.exception.message
    assert (root / "sites" / "old.toml").read_text("utf-8") == "# mine\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("http://127.0.0.1:9/", "--private"), "gives no name", id="no name in a number"),
        pytest.param(("ftp://harbour.example/",), "not an address", id="no web address"),
        pytest.param(("http://h.example/", "--bureau", "nobody"), "no such bureau", id="unknown bureau"),
        pytest.param(("http://h.example/", "--id", "Über"), "an id is lower-case words", id="no id"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_asked(root, words, said):
    done = call(root, "source", "new", *words)
    assert isinstance(done.exception, UsageError)
    assert said in done.exception.message


def test_a_site_that_cannot_be_read(root):
    done = call(root, "source", "new", "http://127.0.0.1:9/", "--id", "gone", "--private")
    assert isinstance(done.exception, AllBlocked)
    assert not (root / "sites").exists()


def test_check_ends_with_status_four(root, running):
    bureau = FAMILIES["vsb"]
    call(root, "source", "new", f"{running.sites[bureau.site]}/", "--id", bureau.site, "--private")
    answer = root / "sites" / bureau.site / "notice.toml"
    answer.write_text(answer.read_text("utf-8").replace('title = "', 'title = "旧'), "utf-8")
    done = call(root, "source", "check")
    assert isinstance(done.exception, InvalidFile)
    assert "title was" in done.output
