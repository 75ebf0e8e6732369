"""A copy of the archive, on a machine that has nothing else, gives every verdict again, or says why it cannot."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.clock import SHANGHAI, fixed_clock
from crawler.crawl import crawl_sites
from crawler.errors import GongkaiError, IntegrityFailure, UsageError
from crawler.files.sandbox import Sandbox
from crawler.files.step import read_files
from crawler.logbook import replay
from crawler.practice.hosts.build import build_hosts
from crawler.practice.model import Event, Notice
from crawler.practice.server import serve_city
from crawler.practice.workspace import write_workspace
from crawler.store.database import open_database
from crawler.workspace import open_workspace
from monitor.commands.check import check
from monitor.commands.explain import explain
from monitor.commands.judge import judge
from schedules.store import prepare

DECIDED, DUE, LAST = date(2015, 6, 24), date(2015, 7, 22), date(2015, 7, 31)
DAYS = [date(2015, 6, 20), date(2015, 7, 21), *(date(2015, 7, one) for one in (24, 28, 29, 30, 31))]
NUMBERS = {at: f"望财罚字〔2015〕{at}号" for at in (1, 2, 3)}
BODY = """处罚决定书文号：{number}
当事人：望潮恒岳机电有限公司
处罚种类和内容：罚款人民币五千元。
作出处罚的机关名称：望潮市财政局
作出处罚决定日期：2015年6月24日"""


def decision(at, appears):
    return Notice(
        number=2000 + at,
        columns=("tzgg",),
        title=f"行政处罚决定书 {NUMBERS[at]}",
        claimed=appears,
        appears=appears,
        body=tuple(BODY.format(number=NUMBERS[at]).splitlines()),
    )


def town():
    """A bureau that published one decision in time, one late, and one not at all."""
    plain = build_hosts(("channel",))
    one = plain.bureaus[0]
    some = [each for each in one.notices if not each.external and each.number < 1012]
    columns = (replace(one.columns[0], name="行政处罚"),)
    ours = replace(
        one,
        id="caizheng",
        unit="U_CZ",
        columns=columns,
        notices=(*some, decision(1, DAYS[0]), decision(2, date(2015, 7, 29))),
    )
    events = tuple(
        Event(duty="C02.1", bureau="caizheng", what=number, day=DECIDED, find=(number,), basis="案件登记簿")
        for number in NUMBERS.values()
    )
    return replace(plain, last=LAST, bureaus=(ours,), duties=("C02.1",), events=events)


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """The folder of an archive whose workspace and database are gone, and what was said while they were there."""
    root = tmp_path_factory.mktemp("origin") / "workspace"
    with serve_city(town(), DAYS[0]) as running:
        write_workspace(root, running)
        workspace = open_workspace(root)
        engine = open_database(workspace.database_url)
        prepare(engine)
        with Sandbox() as sandbox:
            for day in DAYS:
                running.set_day(day)
                clock = fixed_clock(datetime.combine(day, time(9), SHANGHAI).astimezone(UTC))
                asyncio.run(crawl_sites(workspace, workspace.sites(), engine, clock))
                read_files(workspace.archive, engine, clock, sandbox)
        engine.dispose()
    for day in (DAYS[3], LAST):
        _run(judge, workspace, "--as-of", day.isoformat())
    said = json.loads(_run(check, workspace, "--as-of", LAST.isoformat(), "--json").output)["verdicts"]
    elsewhere = tmp_path_factory.mktemp("another machine") / "copy"
    shutil.copytree(workspace.archive, elsewhere)
    shutil.rmtree(root)
    return elsewhere, {one["key"]: one for one in said}


def _run(command, workspace, *words):
    done = CliRunner().invoke(command, words, obj=lambda: workspace, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done


def again(archive, key, *words):
    """Reach a verdict from *archive* in this process; raise what the command raises."""
    return CliRunner().invoke(
        explain, [key, "--from", str(archive), *words], obj=lambda: pytest.fail("no workspace is there")
    )


def key_of(at):
    return f"caizheng/C02.1/{NUMBERS[at]}"


def test_another_machine_says_the_same_of_everything(judged, tmp_path):
    archive, said = judged
    assert {said[key_of(at)]["standing"] for at in NUMBERS} == {"met", "late", "suspected_missing"}
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    for key, one in said.items():
        done = subprocess.run(
            [sys.executable, "-m", "schedules", "explain", key, "--from", str(archive), "--json"],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env=environment,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        assert found["reproduced"]["same"] is True
        assert found["reproduced"]["causes"] == []
        assert found["reproduced"]["payloads"] > 0
        assert {name: found[name] for name in ("standing", "flags", "due", "digest")} == {
            name: one[name] for name in ("standing", "flags", "due", "digest")
        }
    assert list(tmp_path.iterdir()) == []


def test_it_reads_as_an_explanation_in_both_languages(judged):
    zh, en = again(judged[0], key_of(2)), again(judged[0], key_of(2), "--lang", "en")
    assert "与存档一致" in zh.output
    assert "◔ 逾期公开" in zh.output
    assert "the same verdict from the archive alone" in en.output
    assert "late" in en.output


def test_an_earlier_day_is_told_as_it_was_then(judged):
    found = json.loads(again(judged[0], key_of(2), "--as-of", "2015-07-28", "--json").output)
    assert found["reproduced"]["same"] is True
    assert found["standing"] != "late"
    assert found["as_of"].startswith("2015-07-28")


def everything(archive, *words):
    """Reach all verdicts from *archive* in this process."""
    return CliRunner().invoke(
        explain, ["--all", "--from", str(archive), *words], obj=lambda: pytest.fail("no workspace is there")
    )


def test_all_verdicts_are_reached_at_once(judged):
    archive, said = judged
    done = everything(archive, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert (found["total"], found["same"], found["lost"]) == (len(said), len(said), [])
    assert {one["key"]: one["now"]["digest"] for one in found["verdicts"]} == {
        key: one["digest"] for key, one in said.items()
    }
    assert f"{len(said)} of {len(said)} verdicts are the same" in everything(archive, "--lang", "en").output


def test_all_may_be_reached_as_they_were_said_on_an_earlier_day(judged):
    found = json.loads(everything(judged[0], "--as-of", "2015-07-28", "--json").output)
    assert found["total"] == found["same"] > 0
    assert {one["as_of"][:10] for one in found["verdicts"]} == {"2015-07-28"}
    assert key_of(2) in {one["key"] for one in found["verdicts"]}


def test_of_all_verdicts_only_those_that_differ_are_named(judged, monkeypatch):
    whole = replay.read_whole
    monkeypatch.setattr(replay, "read_whole", lambda *pages, **more: replace(whole(*pages, **more), title="", body="", doc_number=""))  # fmt: skip
    monkeypatch.setattr(replay.Replay, "_files", lambda *_: {})
    done = everything(judged[0])
    assert done.exit_code == 6
    assert f"3 项判定：{1 if key_of(3) not in done.output else 0} 项与存档一致" in done.output
    assert f"✕ {key_of(2)}" in done.output
    assert "不一致：" in done.output
    assert "今天读法不同" in done.output


def test_an_archive_without_a_judgement_of_that_day_says_so(judged):
    done = everything(judged[0], "--as-of", "2015-01-01")
    assert isinstance(done.exception, UsageError)
    assert "keeps no verdict by 2015-01-01" in done.exception.message


@pytest.mark.parametrize(
    "words",
    [
        pytest.param((), id="neither a key nor all"),
        pytest.param((key_of(2), "--all"), id="both"),
        pytest.param(("--all", "--keep"), id="keeping"),
    ],
)
def test_either_one_verdict_or_all(judged, words):
    done = CliRunner().invoke(explain, [*words, "--from", str(judged[0])])
    assert isinstance(done.exception, UsageError)


def test_all_is_for_archives():
    assert "--from" in CliRunner().invoke(explain, ["--all"]).exception.message


def test_what_reads_otherwise_today_is_named_and_ends_the_command(judged, monkeypatch):
    whole = replay.read_whole
    monkeypatch.setattr(replay, "read_whole", lambda *pages, **more: replace(whole(*pages, **more), title="", body="", doc_number=""))  # fmt: skip
    monkeypatch.setattr(replay.Replay, "_files", lambda *_: {})
    done = again(judged[0], key_of(2), "--json")
    assert done.exit_code == 6
    told = json.loads(done.output)["reproduced"]
    assert (told["same"], told["causes"]) == (False, ["reread"])
    assert {one["what"] for one in told["reread"]} == {"notice"}
    assert "今天读法不同" in again(judged[0], key_of(2)).output


def damaged(judged, tmp_path, name):
    copy = tmp_path / "damaged"
    shutil.copytree(judged[0], copy)
    return copy, copy / name


def segments(folder):
    return sorted(one.name for one in Path(folder).glob("*.warc.gz"))


def test_a_flipped_byte_anywhere_is_refused(judged, tmp_path):
    for at, name in enumerate(segments(judged[0])):
        copy, path = damaged(judged, tmp_path / str(at), name)
        data = bytearray(path.read_bytes())
        data[len(data) * (at + 1) // (at + 3)] ^= 1 << at % 8
        path.write_bytes(data)
        done = again(copy, key_of(2))
        assert isinstance(done.exception, IntegrityFailure), done.output
        assert name in done.exception.message


def test_a_segment_that_is_not_there_is_missed(judged, tmp_path):
    for at, name in enumerate(segments(judged[0])):
        copy, path = damaged(judged, tmp_path / str(at), name)
        path.unlink()
        done = again(copy, key_of(3))
        assert isinstance(done.exception, GongkaiError), (name, done.output)
        assert isinstance(done.exception, IntegrityFailure) or "keeps no verdict" in done.exception.message


def test_a_verdict_that_nobody_kept_is_not_there(judged):
    done = again(judged[0], "caizheng/C02.1/望财罚字〔2015〕9号")
    assert isinstance(done.exception, UsageError)
    assert "keeps no verdict" in done.exception.message
    assert NUMBERS[1] in done.exception.hint


def test_a_folder_without_an_archive_is_said_to_be_none(tmp_path):
    done = again(tmp_path, key_of(2))
    assert isinstance(done.exception, UsageError)
    assert str(tmp_path) in done.exception.message
