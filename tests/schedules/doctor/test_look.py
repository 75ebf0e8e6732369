import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine

from crawler.archive.segment import OpenSegment
from crawler.clock import fixed_clock
from crawler.store.database import open_database, writing
from crawler.store.tables import run, segment
from crawler.workspace import open_workspace
from monitor.mail.tables import outbox
from schedules.backup.drill import DRILLS
from schedules.backup.make import make
from schedules.commands.init import init
from schedules.doctor.finding import Level, Patient, _book
from schedules.doctor.fix import fix
from schedules.doctor.look import look_over
from schedules.slots import Slots
from schedules.store import prepare

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.fixture
def patient(tmp_path):
    """A workspace as ``init`` makes it, with its tables in place."""
    root = tmp_path / "workspace"
    assert CliRunner().invoke(init, [str(root), "--pack", "ningbo"]).exit_code == 0
    workspace = open_workspace(root)
    engine = open_database(workspace.database_url)
    prepare(engine)
    yield Patient(workspace=workspace, engine=engine, now=NOW)
    engine.dispose()


def levels(patient):
    found = {}
    for one in look_over(patient):
        found[one.key] = max(one.level, found.get(one.key, Level.OK), key=list(Level).index)
    return found


def setting(patient, section, **values):
    settings = patient.workspace.settings
    changed = replace(settings, **{section: replace(getattr(settings, section), **values)})
    return replace(patient, workspace=replace(patient.workspace, settings=changed))


def test_a_new_workspace_has_notes_and_nothing_wrong(patient):
    found = levels(patient)
    assert [key for key, level in found.items() if level is Level.WRONG] == []
    assert {"key_missing", "no_stamps", "no_backup", "no_recipients", "contact"} <= {
        key for key, level in found.items() if level is Level.NOTE
    }


def wal(patient):
    with closing(sqlite3.connect(patient.engine.url.database)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def open_key(patient):
    patient.workspace.signing_key.write_text("key")
    patient.workspace.signing_key.chmod(0o644)


def dead_segment(patient):
    folder = patient.workspace.archive
    folder.mkdir(exist_ok=True)
    left = OpenSegment(folder / "a.warc.gz")
    left.close()
    with writing(patient.engine) as connection:
        connection.execute(segment.insert().values(name="a.warc.gz", opened_at=NOW, committed=0, records=0))


def wrong_clock(patient):
    with writing(patient.engine) as connection:
        connection.execute(
            run.insert().values(
                site="s",
                started_at=NOW,
                state="finished",
                site_sha256="0" * 64,
                software="x",
                clock_offset=3600.0,
            )
        )


def broken_site(patient):
    next((patient.workspace.root / "sites").glob("*.toml")).write_text("id = ")


def broken_plan(patient):
    (patient.workspace.root / "plan.toml").write_text("[[job]]\nid = 'a'\n")


def missed_slot(patient):
    slots = Slots(patient.engine, fixed_clock(NOW), "elsewhere/1/1")
    slots.claim("daily-judgement", NOW - timedelta(days=3))
    slots.finish("daily-judgement", NOW - timedelta(days=3), 0)


def failed_job(patient):
    slots = Slots(patient.engine, fixed_clock(NOW), "elsewhere/1/1")
    slots.claim("weekly-report", NOW)
    slots.finish("weekly-report", NOW, 5)


def old_backup(patient):
    make(patient.workspace, patient.engine, patient.workspace.root / "backups", NOW - timedelta(days=5))


def failed_drill(patient):
    old_backup(patient)
    line = '{"at": "2026-11-20T00:00:00+00:00", "backup": "b", "seconds": 1.0, "wrong": ["gone: x"]}\n'
    (patient.workspace.root / "backups" / DRILLS).write_text(line)


@pytest.mark.parametrize(
    ("harm", "key", "level"),
    [
        pytest.param(wal, "sqlite", Level.WRONG, id="a library that loses commits in this mode"),
        pytest.param(open_key, "key_open", Level.WRONG, id="a key that others may read"),
        pytest.param(dead_segment, "segments", Level.NOTE, id="a segment of a dead process"),
        pytest.param(wrong_clock, "clock", Level.WRONG, id="a clock an hour ahead"),
        pytest.param(broken_site, "files", Level.WRONG, id="a site's file that cannot be read"),
        pytest.param(broken_plan, "plan", Level.WRONG, id="a plan that cannot be read"),
        pytest.param(missed_slot, "missed", Level.WRONG, id="a job that did not run"),
        pytest.param(failed_job, "ended", Level.NOTE, id="a job that ended badly"),
        pytest.param(old_backup, "backup", Level.NOTE, id="a backup of five days ago"),
        pytest.param(failed_drill, "drill_failed", Level.WRONG, id="a drill that failed"),
    ],
)
def test_what_is_wrong_is_found_and_said_how_to_mend(patient, monkeypatch, harm, key, level):
    monkeypatch.setattr("schedules.doctor.store.sqlite3.sqlite_version_info", (3, 40, 1))
    harm(patient)
    assert levels(patient)[key] is level
    for one in look_over(patient):
        for lang in ("zh", "en"):
            assert "{" not in one.said(lang)
            assert bool(one.mend(lang)) is (one.level is not Level.OK), one


@pytest.mark.parametrize(
    ("section", "values", "now", "key", "level"),
    [
        pytest.param(
            "archive", {"reserve_mb": 10**9}, NOW, "room", Level.WRONG, id="less room than the reserve"
        ),
        pytest.param(
            "judge",
            {},
            datetime(2035, 5, 1, tzinfo=UTC),
            "calendar",
            Level.WRONG,
            id="a year without calendar",
        ),
        pytest.param(
            "mail",
            {"recipients": ("a@b.example",), "host": "127.0.0.1", "port": 1},
            NOW,
            "mail_silent",
            Level.WRONG,
            id="a mail server that is not there",
        ),
        pytest.param(
            "archive", {"store": "s3://b/p", "authority": ""}, NOW, "no_stamps", Level.NOTE, id="no stamps"
        ),
    ],
)
def test_settings_that_do_not_hold_are_found(patient, section, values, now, key, level):
    assert levels(replace(setting(patient, section, **values), now=now))[key] is level


def test_a_letter_that_no_retry_will_move_is_found(patient):
    letter = {
        "message_id": "<1@x>", "letter": "w", "recipient": "a@b.example", "subject": "s", "content": b"", "attempts": 1,
        "state": "unknown", "queued_at": NOW, "due_at": NOW, "changed_at": NOW, "replies": [],
    }  # fmt: skip
    with writing(patient.engine) as connection:
        connection.execute(outbox.insert().values(**letter))
    served = setting(patient, "mail", recipients=("a@b.example",), port=1)
    assert levels(served)["outbox"] is Level.WRONG


def test_an_empty_database_is_looked_over_without_its_tables(patient, tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    found = levels(replace(patient, engine=engine))
    engine.dispose()
    assert found["schema"] is Level.WRONG
    assert "outbox" not in found


def test_what_can_be_mended_without_a_choice_is_mended(patient):
    open_key(patient)
    patient.workspace.signing_key.unlink()
    dead_segment(patient)
    with writing(patient.engine) as connection:
        connection.exec_driver_sql("DROP TABLE slot")
        connection.exec_driver_sql("DELETE FROM time_version")
    done = list(fix(patient, look_over(patient), fixed_clock(NOW)))
    assert done[0] == "gongkai migrate"
    done += fix(patient, look_over(patient), fixed_clock(NOW))
    assert "sealed a.warc.gz" in done
    found = levels(patient)
    assert found["schema"] is Level.OK
    assert found["segments"] is Level.OK


def test_every_finding_has_words_that_its_values_fill():
    for key, entry in _book().items():
        for words in filter(None, (entry.said, entry.wrong, entry.mend)):
            assert words.zh.count("{") == words.en.count("{"), key
