"""The benchmark runs, counts right, and refuses a contender that read less than there is; it asserts no speed."""

import json
import urllib.error
import urllib.request

import pytest
from click.testing import CliRunner

from crawler.errors import GongkaiError
from crawler.extract.page import read_notice
from crawler.practice.bench import run as module
from crawler.practice.bench.pages import Shelf, answer, host, notice_path
from crawler.practice.bench.run import NAMES, Result, missing, run, served
from schedules.cli import gongkai

SMALL = Shelf(sites=3, notices=45)


@pytest.mark.parametrize(("shelf", "lists", "pages"), [(SMALL, 3, 144), (Shelf(sites=2, notices=20), 1, 42)])
def test_how_many_pages_there_are(shelf, lists, pages):
    assert (shelf.lists, shelf.pages) == (lists, pages)


def test_pages_are_of_the_size_and_can_be_read():
    body = answer(notice_path(17), SMALL)
    assert 20_000 < len(body) < 30_000
    article = read_notice(body, f"http://{host(0)}{notice_path(17)}")
    assert (article.title, str(article.published)) == ("关于第17号事项办理结果的公告", "2015-06-18")
    assert article.body.count("第17号事项") == 14
    assert 20_000 < len(answer("/tzgg/", SMALL)) < 30_000


@pytest.mark.parametrize(
    "target", ["/", "/tzgg/index_3.html", notice_path(45), "/tzgg/x_1.html", "/tzgg/index_x.html"]
)
def test_what_is_not_there(target):
    assert answer(target, SMALL) is None


def test_every_site_has_an_address_of_its_own_on_this_machine():
    hosts = {host(at) for at in range(2000)}
    assert len(hosts) == 2000
    assert all(one.startswith("127.") for one in hosts)


@pytest.fixture(scope="module")
def port():
    with served(SMALL) as opened:
        yield opened


@pytest.mark.parametrize("name", NAMES)
def test_each_contender_reads_every_page(port, name):
    if missing(name):
        pytest.skip(f"{name} is not installed")
    found = run(name, SMALL, port)
    assert found.pages == SMALL.pages
    assert found.seconds > 0
    assert found.peak_mb > 10


def test_the_server_says_what_is_not_there(port):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://{host(1)}:{port}/none", timeout=5)
    refused.value.close()
    assert refused.value.code == 404


def test_who_reads_less_is_refused(monkeypatch):
    monkeypatch.setattr(module.subprocess, "run", lambda *_, **__: Done())
    with pytest.raises(GongkaiError, match="read 144 of 192 pages"):
        run("client", Shelf(sites=4, notices=45), 1)


class Done:
    returncode = 0
    stderr = ""
    stdout = json.dumps({"pages": 144, "seconds": 1.0, "cpu": 1.0, "peak_mb": 50.0, "marks": []})


def test_the_cost_of_a_page_along_the_way():
    marks = ((100, 1.0), (5_050, 6.0), (9_000, 8.0), (10_100, 11.05))
    result = Result(name="pipeline", pages=10_100, seconds=1, cpu=11, peak_mb=1, marks=marks)
    assert [(at, round(cost, 2)) for at, cost in result.costs(5_000)] == [(10_100, 1.0)]


def test_the_command_prints_ratios():
    words = ["practice", "bench", "--sites", "2", "--notices", "20", "--open", "0", "--json"]
    done = CliRunner().invoke(gongkai, [*words, "--only", "pipeline", "--only", "client"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert {one["pages"] for one in said["tools"].values()} == {42}
    assert set(said["ratios"]) == {"client"}
    done = CliRunner().invoke(gongkai, [*words[:-1], "--only", "client"])
    assert "pages/s" in done.output
