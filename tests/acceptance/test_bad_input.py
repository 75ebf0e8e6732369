"""Whatever is wrong with what the program is given: one clear message, the right exit status, no traceback."""

import json
import shutil
import socket
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from crawler.locks import site_lock
from crawler.store.database import open_database

EDITIONS = Path(__file__).resolve().parents[2] / "monitor" / "editions"
SITE = "sites/caizheng-web.toml"
EVENT = 'duty = "C02.1"\nbureau = "caizheng"\nwhat = "1号"\nfind = ["1号"]\nbasis = "letter"\n'


@pytest.fixture
def fails(gongkai, root):
    """Runs the command, expects it to fail in one message with that status, and returns the message."""

    def run(status, *words, **options):
        done = gongkai(root, *words, **options)
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        said = [line for line in done.stderr.splitlines() if line.startswith("gongkai: ")]
        assert len(said) == 1, done.stderr
        return said[0].removeprefix("gongkai: ")

    return run


@pytest.mark.parametrize(
    ("name", "words", "content", "line"),
    [
        pytest.param(SITE, "crawl", 'id = "caizheng-web"\nname = \n', 2, id="site, no TOML"),
        pytest.param(SITE, "check", 'id = "caizheng-web"\nnome = "x"\n', 2, id="site, unknown key"),
        pytest.param(
            "bureaus.toml", "check", '[[bureau]]\nid = "x"\nname = "x"\nnome = "y"\n', 4, id="bureaus"
        ),
        pytest.param("events.toml", "check", "[[event]]\n" + EVENT + "day = 'soon'\n", 7, id="events"),
        pytest.param("events.toml", "judge", "[[event]]\nday = 2015-02-30\n", 2, id="events, no such day"),
        pytest.param("gongkai.toml", "crawl", "\n[crawl]\ngapp = 1\n", 3, id="settings"),
        pytest.param(
            "plan.toml",
            "schedule list",
            '[[job]]\nid = "a"\ndo = "crawl"\ncron = "61 * * * *"\n',
            4,
            id="plan, no such minute",
        ),
        pytest.param(
            "plan.toml", "schedule run", '[[job]]\nid = "a"\ndo = "fly"\ncron = "0 * * * *"\n', 3, id="plan"
        ),
    ],
)
def test_a_broken_file_is_named_with_its_line(fails, gongkai, root, name, words, content, line):
    (root / name).write_text(content, encoding="utf-8")
    assert fails(4, *words.split()).startswith(f"{root / name}:{line}: ")
    said = json.loads(gongkai(root, "--json", *words.split()).stderr)["error"]
    assert (said["code"], said["line"]) == ("CONFIG_INVALID", line)


@pytest.fixture
def wrong_edition(root):
    """The place of a day that never was, in the edition that the workspace is judged by."""
    shutil.copytree(EDITIONS / "ningbo-2015", root / "editions" / "ours")
    path = root / "editions" / "ours" / "edition.yaml"
    lines = path.read_text(encoding="utf-8").replace("id: ningbo-2015", "id: ours").splitlines()
    at = next(number for number, one in enumerate(lines) if one.startswith("document_date:"))
    lines[at] = "document_date: 2015-02-30"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    settings = root / "gongkai.toml"
    settings.write_text(settings.read_text().replace("[judge]\n", '[judge]\nedition = "ours"\n'))
    return f"{path}:{at + 1}: "


@pytest.mark.parametrize("words", ["check", "judge", "report weekly", "explain caizheng/C02.1"])
def test_an_edition_with_a_day_that_never_was(fails, wrong_edition, words):
    said = fails(4, *words.split())
    assert said.startswith(wrong_edition)
    assert "2015-02-30" in said


def test_edition_check_names_the_day_that_never_was(gongkai, root, wrong_edition):
    done = gongkai(root, "edition", "check", "ours")
    assert done.returncode == 4
    assert wrong_edition in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_a_workspace(fails, gongkai, tmp_path):
    done = gongkai(tmp_path, "check")
    assert (done.returncode, "gongkai.toml: no such file" in done.stderr) == (4, True)


@pytest.mark.parametrize(
    "words", ["crawl", "check", "serve --port 0", "schedule list", "migrate", "mail status"]
)
def test_an_unreachable_database(fails, root, words):
    (root / "plan.toml").write_text("")
    url = "postgresql://watch:s3cret@127.0.0.1:1/gongkai"
    said = fails(5, *words.split(), database=url)
    assert "127.0.0.1:1/gongkai" in said
    assert "does not answer" in said
    assert "s3cret" not in said


def test_a_database_that_is_none(fails, root):
    (root / "gongkai.db").write_bytes(b"not a database, but a letter to my aunt" * 99)
    assert "gongkai.db" in fails(5, "check")


def test_an_address_that_is_none(fails):
    assert "carrier-pigeon" in fails(5, "check", database="carrier-pigeon://home")


@pytest.mark.parametrize("table", ["facts_version", "judgement_version", "time_version"])
def test_a_database_of_a_newer_program(fails, gongkai, root, table):
    assert gongkai(root, "migrate").returncode == 0
    engine = create_engine(f"sqlite:///{root / 'gongkai.db'}")
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {table} SET version_num = '9999'"))
    engine.dispose()
    assert "newer than this program" in fails(5, "migrate")


@pytest.mark.parametrize("words", ["serve", "demo --serve"])
def test_a_port_in_use(fails, words):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"cannot listen on 127.0.0.1:{port}" in fails(2, *words.split(), "--port", port)


def test_a_demo_wants_an_empty_place_and_an_empty_database(fails, root):
    assert "not empty" in fails(2, "demo", "--folder", root)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param("crawl --site moon", "no such site: moon", id="site"),
        pytest.param("check --bureau moon", "no such bureau: 'moon'", id="bureau"),
        pytest.param("check --category C99", "no such category: 'C99'", id="category"),
        pytest.param("explain moon/C02.1/", "no such bureau: 'moon'", id="verdict"),
    ],
)
def test_what_does_not_exist(fails, words, said):
    assert fails(2, *words.split()).startswith(said)


def test_a_site_that_another_process_is_at(fails, root):
    with site_lock(root / "locks", "caizheng-web"):
        said = fails(12, "crawl", "--site", "caizheng-web")
    assert said == "another process is at: caizheng-web"


def test_a_site_file_taken_away_between_two_runs(gongkai, root):
    assert gongkai(root, "crawl").returncode == 0
    (root / SITE).unlink()
    again = gongkai(root, "crawl")
    assert (again.returncode, "caizheng-web" in again.stderr) == (0, False)
    judged = gongkai(root, "check", "--bureau", "caizheng", "--json")
    assert judged.returncode == 0, judged.stderr
    assert {one["standing"] for one in json.loads(judged.stdout)["verdicts"]} <= {"cannot_tell", "not_due"}
    engine = open_database(f"sqlite:///{root / 'gongkai.db'}")
    with engine.connect() as connection:
        kept = connection.scalar(text("SELECT count(*) FROM notice WHERE site = 'caizheng-web'"))
    engine.dispose()
    assert kept > 5
