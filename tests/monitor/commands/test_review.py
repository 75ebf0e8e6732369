"""``gongkai review`` as reviewers, arbiters, supervisors and bureaus meet it."""

import csv
import json
from datetime import date, datetime
from io import StringIO

import openpyxl
import pytest
from click.testing import CliRunner

from crawler.clock import SHANGHAI, fixed_clock
from crawler.errors import InvalidFile, UsageError
from crawler.workspace import open_workspace
from monitor.commands import check as checking
from monitor.commands import reviewing
from monitor.commands.review import review

KEY = "caizheng/C02.1/望财罚字〔2015〕3号"
LATE = "caizheng/C02.1/望财罚字〔2015〕2号"
DAY = "2015-08-10"


@pytest.fixture
def clock(monkeypatch):
    """Set the time that every verb of review reads."""

    def set_to(day, hour=10):
        moment = datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)
        monkeypatch.setattr(reviewing, "system_clock", fixed_clock(moment))
        monkeypatch.setattr(checking, "system_clock", fixed_clock(moment))

    set_to(date(2015, 8, 10), 23)
    return set_to


@pytest.fixture
def run(own, clock):
    def go(*words, **more):
        return CliRunner().invoke(review, list(words), obj=lambda: more.get("workspace", own[0]))

    return go


def decide(run, who, choice="confirm", key=KEY, *more):
    return run("decide", key, "--as", who, "--choice", choice, "--reason", "逐栏核对", *more)


def told(done):
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def state(run, *words):
    return json.loads(told(run("show", KEY, "--json", *words)))["review"]


def test_the_queue_puts_what_costs_most_first(run):
    found = json.loads(told(run("queue", "--json")))
    assert KEY in {one["key"] for one in found["queue"]}
    effects = [one["effect"] for one in found["queue"]]
    assert effects == sorted(effects, reverse=True)
    assert found["open"] == len(found["queue"]) == 4
    assert {one["waits"] for one in found["queue"]} == {"reviewer"}
    assert "影响" in told(run("queue"))
    assert "points hang on it" in told(run("queue", "--lang", "en"))


def test_who_has_decided_does_not_see_it_in_the_queue_and_others_do(run):
    told(decide(run, "王芳"))
    mine = json.loads(told(run("queue", "--as", "王芳", "--json")))
    assert KEY not in {one["key"] for one in mine["queue"]}
    others = json.loads(told(run("queue", "--as", "李明", "--json", "--waits", "second_reviewer")))
    assert [one["key"] for one in others["queue"]] == [KEY]


def test_a_second_reviewer_learns_nothing_of_the_first(run):
    told(decide(run, "王芳", "reject"))
    for seen in (state(run), state(run, "--as", "李明")):
        assert (seen["entries"], seen["hidden"], seen["waits"]) == ([], 1, "second_reviewer")
    assert "王芳" not in told(run("show", KEY, "--as", "李明"))
    assert "王芳" not in told(run("log"))
    assert "王芳" in told(run("show", KEY, "--as", "王芳"))
    told(decide(run, "李明"))
    assert len(state(run)["entries"]) == 2
    assert told(run("log")).count("王芳") == 1


def test_from_two_opinions_to_a_confirmed_problem(run, clock, own):
    told(decide(run, "王芳"))
    assert "待告知单位" in told(decide(run, "李明"))
    clock(date(2015, 8, 11))
    assert "反馈期至 2015-08-18" in told(run("notify", KEY, "--as", "周强", "--reason", "提示单33号"))
    clock(date(2015, 8, 18), 23)
    assert state(run)["state"] == "under_review"
    clock(date(2015, 8, 19), 8)
    found = state(run)
    assert (found["state"], found["called"], found["rectify_by"]) == (
        "confirmed",
        "confirmed_missing",
        "2015-09-01",
    )
    assert "整改期限 2015-09-01" in told(run("show", KEY))
    # a day before is still told as it was known then
    assert state(run, "--as-of", DAY)["waits"] == "notice_to_bureau"
    assert KEY not in {one["key"] for one in json.loads(told(run("queue", "--json")))["queue"]}


def test_two_who_differ_need_an_arbiter_who_is_neither(run):
    told(decide(run, "王芳"))
    assert "待仲裁" in told(decide(run, "李明", "unsure"))
    third = decide(run, "赵敏")
    assert isinstance(third.exception, UsageError)
    assert "arbiter" in third.exception.message
    assert isinstance(decide(run, "王芳", "confirm", KEY, "--arbiter").exception, UsageError)
    assert "不成立" in told(decide(run, "赵敏", "reject", KEY, "--arbiter"))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(("decide", KEY, "--choice", "confirm", "--reason", "x"), "who you are", id="nobody"),
        pytest.param(("decide", KEY, "--as", "王", "--choice", "confirm"), "reason", id="no reason"),
        pytest.param(("notify", KEY, "--as", "周", "--reason", "x"), "two people agree", id="told too early"),
        pytest.param(("override", KEY, "--as", "周", "--reason", "x"), "nothing is confirmed", id="nothing to bring forward"),
        pytest.param(("decide", "caizheng/C02.1/9号", "--as", "王", "--choice", "confirm", "--reason", "x"), "no such obligation", id="unknown"),
        pytest.param(("decide", KEY, "--as", "王", "--choice", "confirm", "--reason", "x", "--on", "2015-08-11"), "not come yet", id="a day to come"),
        pytest.param(("sample", "--seed", "x", "--precision", "1"), "between 0 and 1", id="certainty"),
        pytest.param(("export", "sheet.doc", "--as", "王"), ".xlsx or .csv", id="another kind of file"),
    ],
)  # fmt: skip
def test_what_cannot_count_is_refused(run, words, says):
    done = run(*words)
    assert isinstance(done.exception, UsageError), done.output
    assert says in f"{done.exception.message} {done.exception.hint}"
    assert told(run("log")) == ""


def test_only_the_people_that_the_workspace_names_may(run, own):
    path = own[0].root / "gongkai.toml"
    people = '[review]\nreviewers = ["王芳"]\nsupervisors = ["周强"]\n'
    path.write_text(path.read_text("utf-8") + people, "utf-8")
    workspace = open_workspace(own[0].root)
    stranger = run("decide", KEY, "--as", "孙立", "--choice", "confirm", "--reason", "x", workspace=workspace)
    assert "may not decide" in stranger.exception.message
    told(run("decide", KEY, "--as", " 王芳 ", "--choice", "confirm", "--reason", "x", workspace=workspace))
    supervisor = run("withdraw", KEY, "--as", "王芳", "--reason", "x", workspace=workspace)
    assert "may not withdraw" in supervisor.exception.message


def test_what_was_decided_on_paper_keeps_both_days(run, clock):
    told(decide(run, "王芳"))
    clock(date(2015, 8, 14))
    told(decide(run, "李明", "confirm", KEY, "--on", "2015-08-12"))
    assert '"suspected_missing"' in told(run("log")), (
        "a site that nobody read since does not change what is reviewed"
    )
    entries = [json.loads(line) for line in told(run("log")).splitlines()]
    assert [one["at"][:10] for one in entries] == ["2015-08-10", "2015-08-12"]
    assert entries[1]["recorded_at"].startswith("2015-08-14")
    early = run("notify", KEY, "--as", "周强", "--reason", "x", "--on", "2015-08-11")
    assert "done later already" in early.exception.message


def test_a_bureau_that_disputes_sends_it_back(run, clock):
    told(decide(run, "王芳"))
    told(decide(run, "李明"))
    told(run("notify", KEY, "--as", "周强", "--reason", "提示单"))
    clock(date(2015, 8, 12))
    link = "http://www.web.test/3.html"
    answer = told(
        run("reply", KEY, "--as", "财政局", "--choice", "published", "--link", link, "--reason", "早已公开")
    )
    assert "有异议" in answer
    assert state(run)["entries"][-1]["link"] == link
    clock(date(2015, 8, 20))
    assert state(run)["state"] == "disputed"


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_worksheet_goes_out_and_comes_back(run, tmp_path, ending):
    path = tmp_path / f"sheet.{ending}"
    assert "4 verdicts" in told(run("export", str(path), "--as", "王芳"))
    fill(path, {KEY: ("成立", "逐栏核对"), LATE: ("unsure", "=看不清")})
    assert "2 decisions would be" in told(run("import", str(path), "--as", "王芳", "--dry-run"))
    assert told(run("log", "--as", "王芳")) == ""
    assert "2 decisions written" in told(run("import", str(path), "--as", "王芳"))
    logged = list(csv.DictReader(StringIO(told(run("log", "--csv", "--as", "王芳")).removeprefix("\ufeff"))))
    assert [(one["choice"], one["reason"]) for one in logged] == [
        ("confirm", "逐栏核对"),
        ("unsure", "'=看不清"),
    ]
    again = tmp_path / f"again.{ending}"
    assert "2 verdicts" in told(run("export", str(again), "--as", "王芳"))


def fill(path, opinions):
    """Write opinions into the worksheet as a person would."""
    if path.suffix == ".csv":
        rows = list(csv.reader(StringIO(path.read_text("utf-8").removeprefix("\ufeff"))))
        head = rows[0]
        for row in rows[1:]:
            choice, reason = opinions.get(row[head.index("应公开项")], ("", ""))
            row[head.index("意见")], row[head.index("理由")] = choice, reason
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return
    book = openpyxl.load_workbook(path)
    page = book.active
    head = [cell.value for cell in page[2]]
    for row in page.iter_rows(min_row=3):
        choice, reason = opinions.get(row[head.index("应公开项")].value, (None, None))
        row[head.index("意见")].value = choice
        row[head.index("理由")].value = reason
        row[head.index("理由")].data_type = "s"
    book.save(path)


@pytest.mark.parametrize(
    ("opinion", "says"),
    [
        pytest.param(("也许", "x"), "意见 wants", id="another word"),
        pytest.param(("成立", ""), "needs its 理由", id="no reason"),
    ],
)
def test_a_worksheet_with_a_wrong_row_is_taken_in_not_at_all(run, tmp_path, opinion, says):
    path = tmp_path / "sheet.csv"
    told(run("export", str(path), "--as", "王芳"))
    fill(path, {KEY: opinion, LATE: ("成立", "看过")})
    done = run("import", str(path), "--as", "王芳")
    assert isinstance(done.exception, InvalidFile)
    assert says in done.exception.message
    assert told(run("log", "--as", "王芳")) == ""


def test_a_worksheet_about_another_verdict_than_todays_is_refused(run, tmp_path):
    path = tmp_path / "sheet.csv"
    told(run("export", str(path), "--as", "王芳"))
    fill(path, {KEY: ("成立", "看过")})
    text = path.read_text("utf-8")
    path.write_text(text.replace("suspected_missing", "late"), "utf-8")
    done = run("import", str(path), "--as", "王芳")
    assert "another than the one that was shown" in done.exception.message


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no zip", b"\xff\xfe\x00"], ids=["empty", "torn", "bytes"]
)
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_file_that_is_no_worksheet_is_named(run, tmp_path, content, ending):
    path = tmp_path / f"sheet.{ending}"
    path.write_bytes(content)
    done = run("import", str(path), "--as", "王芳")
    assert isinstance(done.exception, InvalidFile)
    assert path.name in done.exception.message


def test_a_sample_says_how_many_and_what_they_prove(run):
    found = json.loads(
        told(run("sample", "--seed", "a", "--precision", "0.99", "--of", "suspected", "--json"))
    )
    assert (found["needed"], found["drawn"], found["decided"], found["proves"]) == (299, 2, 0, 0)
    for who in ("王芳", "李明"):
        told(decide(run, who))
        told(decide(run, who, "reject", LATE))
    found = json.loads(told(run("sample", "--seed", "a", "--json")))
    assert (found["needed"], found["decided"], found["wrong"]) == (59, 2, 1)
    assert {one["obligation"]: one["decision"] for one in found["sample"]} == {KEY: "confirm", LATE: "reject"}
    assert told(run("sample", "--seed", "a", "--csv")) == told(run("sample", "--seed", "a", "--csv"))
    assert "needs 59 looked at" in run("sample", "--seed", "a").stderr


def test_what_is_met_can_be_audited_without_accusing(run):
    (met, *_) = json.loads(told(run("sample", "--seed", "a", "--of", "met", "--json")))["sample"]
    for who in ("王芳", "李明"):
        told(decide(run, who, "reject", met["obligation"]))
    found = json.loads(told(run("sample", "--seed", "a", "--of", "met", "--json")))
    assert (found["decided"], found["wrong"]) == (1, 1)


def test_agreement_says_how_little_it_knows(run):
    assert "0 verdicts reviewed" in told(run("agreement"))
    for who, late in (("王芳", "confirm"), ("李明", "reject")):
        told(decide(run, who))
        told(decide(run, who, late, LATE))
    said = told(run("agreement"))
    assert "2 verdicts reviewed, 2 of them by two people" in said
    assert "raw agreement          0.500" in said
    assert "fewer than 20" in said
    found = json.loads(told(run("agreement", "--json")))
    assert found["prevalence"] == {"confirm": 0.75, "reject": 0.25}
