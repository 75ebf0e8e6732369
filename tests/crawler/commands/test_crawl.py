import re
import signal
import socket
import subprocess
import sys
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.clock import system_clock
from crawler.errors import AllBlocked, DiskLow, InvalidFile, LockHeld, UsageError
from crawler.locks import site_lock
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.words import RunState
from crawler.workspace import open_workspace
from schedules.cli import gongkai

SITE = """
id = "{id}"
name = "港湾局"
bureau = "harbour"
base = "{base}"
gap = {gap}
allow_private = true
[[column]]
id = "tzgg"
name = "通知公告"
url = "/tzgg/"
"""


@pytest.fixture
def folder(tmp_path):
    """Return a function that writes a workspace of scripted sites."""

    def write(gap=0.0, reserve=1, **scripts):
        (tmp_path / "sites").mkdir()
        (tmp_path / "gongkai.toml").write_text(f"[archive]\nreserve_mb = {reserve}\n", "utf-8")
        (tmp_path / "bureaus.toml").write_text('[[bureau]]\nid = "harbour"\nname = "港湾局"\n', "utf-8")
        for name, script in scripts.items():
            text = SITE.format(id=name, base=script.base, gap=gap)
            (tmp_path / "sites" / f"{name}.toml").write_text(text, "utf-8")
        return tmp_path

    return write


def run(folder, *words):
    return CliRunner().invoke(gongkai, ["-w", str(folder), *words], standalone_mode=False)


def test_says_what_came_of_it(serve, folder, pages):
    script = serve({"/tzgg/": pages.listing([1, 2]), **pages.notices([1, 2])})
    done = run(folder(harbour=script), "crawl")
    assert done.exception is None
    assert "harbour/tzgg: exhausted" in done.stderr
    assert "1 site, 4 requests, 2 new rows, 2 versions" in done.stderr
    assert done.stdout == ""


def test_crawls_only_the_sites_that_are_named(serve, folder, pages):
    scripts = {
        name: serve({"/tzgg/": pages.listing([1]), **pages.notices([1])}) for name in ("harbour", "quay")
    }
    run(folder(**scripts), "crawl", "--site", "quay")
    assert not scripts["harbour"].asked
    assert scripts["quay"].asked


def test_an_unknown_site_is_refused(serve, folder):
    assert isinstance(run(folder(harbour=serve()), "crawl", "--site", "moon").exception, UsageError)


def test_all_refused_has_its_own_status(serve, folder):
    done = run(folder(harbour=serve({"/tzgg/": (403, {}, "")})), "crawl")
    assert isinstance(done.exception, AllBlocked)
    assert done.exception.exit_code == 8
    assert "harbour/tzgg: blocked" in done.stderr


def test_one_site_that_can_be_read_is_enough(serve, folder, pages):
    good = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])})
    assert run(folder(harbour=serve({"/tzgg/": (403, {}, "")}), quay=good), "crawl").exception is None


def test_a_locked_site_has_its_own_status_and_the_others_are_read(serve, folder, pages):
    scripts = {
        name: serve({"/tzgg/": pages.listing([1]), **pages.notices([1])}) for name in ("harbour", "quay")
    }
    root = folder(**scripts)
    with site_lock(root / "locks", "harbour"):
        done = run(root, "crawl")
    assert isinstance(done.exception, LockHeld)
    assert scripts["quay"].asked


def test_a_full_disk_has_its_own_status(serve, folder, pages):
    root = folder(reserve=10**9, harbour=serve({"/tzgg/": pages.listing([1])}))
    assert isinstance(run(root, "crawl").exception, DiskLow)


def test_a_number_of_requests_ends_it(serve, folder, pages):
    script = serve({"/tzgg/": pages.listing(range(1, 9)), **pages.notices(range(1, 9))})
    assert run(folder(harbour=script), "crawl", "--max-requests", "3").exception is None
    assert len(script.asked) == 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["interrupt", "terminate"])
def test_a_signal_ends_it_cleanly(serve, folder, pages, number):
    script = serve({"/tzgg/": pages.listing(range(1, 9)), **pages.notices(range(1, 9))})
    root = folder(gap=0.3, harbour=script)
    command = [Path(sys.executable).with_name("gongkai"), "-w", root, "crawl"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as child:
        first = child.stderr.readline()
        child.send_signal(number)
        said = child.stderr.read()
    assert first.startswith("harbour/tzgg")
    assert child.returncode == 11, said
    assert "run the command again" in said
    workspace = open_workspace(root)
    engine = open_database(workspace.database_url)
    assert [one.state for one in FactReader(engine).runs("harbour")] == [RunState.INTERRUPTED]
    engine.dispose()


def test_source_lists_and_checks(serve, folder):
    root = folder(harbour=serve())
    assert "harbour" in run(root, "source", "list").stdout
    said = run(root, "source", "check").stdout
    assert "1 site, nothing to put right" in said
    assert "without whole = true" in said


def test_source_check_names_every_error(serve, folder):
    root = folder(harbour=serve(), quay=serve())
    broken = root / "sites" / "harbour.toml"
    broken.write_text(broken.read_text("utf-8").replace("gap", "gpa"), "utf-8")
    other = root / "sites" / "quay.toml"
    other.write_text(
        'adapter = "wordpress"\n' + other.read_text("utf-8").replace('"harbour"', '"moon"'), "utf-8"
    )
    done = run(root, "source", "check")
    assert isinstance(done.exception, InvalidFile)
    assert "harbour.toml:6: unknown key 'gpa'" in done.stderr
    assert "no such bureau: 'moon'" in done.stderr
    assert "no such adapter: 'wordpress'" in done.stderr


def test_source_test_shows_adapter_reasons_and_rows(serve, folder, pages):
    script = serve({"/tzgg/": pages.listing(range(1, 6))})
    done = run(folder(harbour=script), "source", "test", "harbour")
    assert "adapter static" in done.stdout
    assert "no adapter reaches 5 points: trs has 4" in done.stdout
    assert "5 rows" in done.stdout
    assert script.targets() == ["/tzgg/"]


def test_source_test_takes_an_address(serve, pages):
    call = '<script>createPageHTML(1, 0, "index", "html")</script>'
    script = serve({"/x/": pages.listing(range(1, 6), extra=call)})
    done = CliRunner().invoke(
        gongkai, ["source", "test", "--private", f"{script.base}x/"], standalone_mode=False
    )
    assert done.exception is None
    assert "adapter trs, 7 points" in done.stdout
    assert "its pager call" in done.stdout


def test_source_test_shows_no_markup_of_a_page(serve, pages):
    hostile = pages.listing(range(1, 6)).replace("事项", "[red]\x1b[31m")
    script = serve({"/x/": hostile})
    done = CliRunner().invoke(
        gongkai, ["source", "test", "--private", f"{script.base}x/"], standalone_mode=False
    )
    assert "\x1b" not in done.stdout
    assert "[red]" in done.stdout


def test_source_test_refuses_what_is_neither(serve, folder):
    assert isinstance(run(folder(harbour=serve()), "source", "test", "moon").exception, UsageError)


def test_an_outage_of_ours_is_told(serve, folder, monkeypatch):
    async def unknown(*_):
        raise OSError(socket.EAI_AGAIN, "temporary failure in name resolution")

    monkeypatch.setattr("crawler.transport.guard.ThreadedResolver.resolve", unknown)
    place = folder(harbour=serve(), bridge=serve())
    for site in (place / "sites").iterdir():
        site.write_text(site.read_text("utf-8").replace("//127.0.0.1", f"//{site.stem}.test"), "utf-8")
    done = run(place, "crawl")
    assert isinstance(done.exception, AllBlocked)
    assert "self_outage" in done.exception.message
    assert "self_outage: the network was out for us at 2 of them" in " ".join(done.stderr.split())
    shown = CliRunner().invoke(
        gongkai, ["-w", str(place), "source", "health", "--lang", "en"], env={"COLUMNS": "300"}
    )
    assert "self_outage" in shown.output
    assert "counts against nobody" in " ".join(shown.output.split())


def test_a_clock_of_ours_that_is_off_is_told(serve, folder, pages):
    def dated(_):
        return (
            200,
            {"Date": format_datetime(system_clock() + timedelta(hours=1), usegmt=True)},
            pages.listing([1]),
        )

    place = folder(**{name: serve({"/tzgg/": dated}) for name in ("harbour", "bridge", "quay")})
    told = " ".join(run(place, "crawl").stderr.split())
    assert re.search(r"our clock is 3[56]\d\d s behind, as several servers tell", told)
    assert "decides no deadline" in told
    shown = CliRunner().invoke(
        gongkai, ["-w", str(place), "source", "health", "--lang", "en"], env={"COLUMNS": "300"}
    )
    assert re.search(r": our clock is 3[56]\d\d s behind", shown.output)
