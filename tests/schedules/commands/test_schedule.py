"""``gongkai schedule list`` shows what comes and what was."""

import pytest
from click.testing import CliRunner

from crawler.clock import fixed_clock, system_clock
from crawler.errors import InvalidFile
from crawler.workspace import open_workspace
from schedules.cli import gongkai
from schedules.commands.schedule import open_slots
from schedules.plan import load_plan

PLAN = '[[job]]\nid = "{id}"\ndo = "{do}"\ncron = "0 8 * * mon"\n'


@pytest.fixture
def root(tmp_path):
    (tmp_path / "gongkai.toml").write_text("")
    jobs = [PLAN.format(id="looking", do="crawl"), PLAN.format(id="telling", do="report")]
    (tmp_path / "plan.toml").write_text("".join(jobs))
    return tmp_path


def listed(root):
    done = CliRunner().invoke(
        gongkai,
        ["-w", str(root), "schedule", "list"],
        env={"COLUMNS": "140"},
        standalone_mode=False,
    )
    assert done.exception is None
    return {line.split()[1]: line for line in done.output.splitlines() if line.startswith("│")}


def test_a_job_that_never_ran(root):
    rows = listed(root)
    assert list(rows) == ["looking", "telling"]
    assert rows["looking"].count(" - ") == 2
    assert "08:00:00" in rows["looking"]


def test_how_the_last_slot_went(root):
    slots = open_slots(open_workspace(root), system_clock)
    job, _ = load_plan(root / "plan.toml")
    planned = job.last_slot(system_clock())
    assert slots.claim("looking", planned, "caught up")
    assert "…" in listed(root)["looking"]
    slots.finish("looking", planned, 8)
    row = listed(root)["looking"]
    assert " 8 " in row
    assert "caught up" in row


def test_slots_are_claimed_by_the_clock_that_is_given(root):
    moment = system_clock()
    slots = open_slots(open_workspace(root), fixed_clock(moment))
    slots.claim("looking", moment)
    assert slots.latest("looking").claimed_at == moment


def test_without_a_plan_there_is_nothing_to_show(root):
    (root / "plan.toml").unlink()
    done = CliRunner().invoke(gongkai, ["-w", str(root), "schedule", "list"], standalone_mode=False)
    assert isinstance(done.exception, InvalidFile)


@pytest.mark.parametrize(("lang", "said"), [("zh", "做什么"), ("en", "does")])
def test_list_speaks_one_language(root, lang, said):
    words = ["-w", str(root), "schedule", "list", "--lang", lang]
    shown = CliRunner().invoke(gongkai, words, env={"COLUMNS": "140"}, standalone_mode=False).output
    assert said in shown
    assert ("do" if lang == "zh" else "做") not in shown.splitlines()[1]
