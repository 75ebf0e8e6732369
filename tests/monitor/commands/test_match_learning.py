import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from crawler.errors import UsageError
from monitor.catalogue.load import find_edition
from monitor.decided.decision import Decision
from monitor.decided.file import FILE as DECIDED
from monitor.decided.file import add_decision
from monitor.matching.modelfile import FILE, read_model
from monitor.matching.notice import NoticeText
from schedules.cli import gongkai

EDITION = "nl-woo-2024"  # without rules and without examples, so that learning is quick


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """Notices of twelve issuers, labelled with the first two categories of the edition."""
    first, second = [one.number for one in find_edition(EDITION).categories][:2]
    kinds = [("besluit handhaving", [first]), ("begroting jaar", [second]), ("nieuws", [])]
    rows = [
        {
            "id": f"{issuer}-{labels}",
            "title": f"{title} {issuer}",
            "issuer": f"gemeente {issuer}",
            "labels": labels,
        }
        for issuer in range(12)
        for title, labels in kinds
    ]
    path = tmp_path_factory.mktemp("labelled") / "notices.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


def run(*words):
    return CliRunner().invoke(gongkai, ["match", *map(str, words)])


def test_evaluate_says_what_saw_what_and_how_each_way_did(file):
    result = run("evaluate", file, "--edition", EDITION, "--folds", 2)
    assert result.exit_code == 0, result.output
    assert "36 notices of 12 issuers, 2 folds" in result.output
    for name in (
        "rules and classifier",
        "rules alone",
        "classifier alone",
        "n-grams, linear",
        "title patterns",
    ):
        assert name in result.output
    assert "even SHA-256 of the id" in result.output
    assert "notices of 2 KB a second on one core" in result.output


def test_pace_says_how_time_grows_and_that_nothing_stalls_it(file):
    result = run("pace", file, "--edition", "ningbo-2015")
    assert result.exit_code == 0, result.output
    for beside in ("classifier and rules", "rules alone"):
        assert f"pace: {beside}, in processor time" in result.output
    for words in ("a notice of 16 KB", "every word that any rule looks for"):
        assert result.output.count(words) == 2


@pytest.mark.parametrize("folds", [1, 13])
def test_folds_that_cannot_be_are_refused(file, folds):
    assert isinstance(run("evaluate", file, "--edition", EDITION, "--folds", folds).exception, UsageError)


def test_train_writes_a_model_with_its_provenance(file, tmp_path):
    path = tmp_path / "model.npz"
    result = run("train", file, "--edition", EDITION, "--out", path)
    assert result.exit_code == 0, result.output
    provenance = read_model(path).provenance
    assert provenance["notices"] == "notices.jsonl, 36 of 12 issuers"
    assert {"trained", "notices_sha256", "rules_sha256", "micro_f1", "unread_half_answered_micro_f1"} <= set(
        provenance
    )


@pytest.fixture
def workspace(tmp_path):
    """A workspace judged by that edition, in which somebody decided of one notice."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "gongkai.toml").write_text(f'[judge]\nedition = "{EDITION}"\n', "utf-8")
    (folder / "bureaus.toml").write_text("", "utf-8")
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    first = find_edition(EDITION).categories[0].id
    add_decision(
        folder / DECIDED,
        Decision(
            url="http://a.example/1",
            site="a",
            sites=("a",),
            text=NoticeText(id="1", title="besluit handhaving tuinhuis", issuer="gemeente 99"),
            categories=(first,),
            author="Jansen",
            reason="gelezen",
            at=noon,
            recorded_at=noon,
        ),
    )
    return folder


def learn(workspace, *words):
    return CliRunner().invoke(gongkai, ["-w", str(workspace), "match", "learn", *map(str, words)])


def test_learning_shows_what_moves_and_keeps_it_only_when_told_to(file, workspace):
    path = workspace / "editions" / EDITION / FILE
    done = learn(workspace, file)
    assert done.exit_code == 0, (done.output, done.exception)
    assert "1 decision on 1 document" in done.output
    assert "micro_f1: " in done.output
    assert "0 notices of this workspace will be matched otherwise" in done.output
    assert not path.exists()
    assert learn(workspace, file, "--save").exit_code == 0
    first = read_model(path)
    assert (first.provenance["decisions"], first.provenance["notices"]) == (
        1,
        "notices.jsonl, 36 of 12 issuers",
    )
    assert learn(workspace, file, "--save").exit_code == 0
    second = read_model(path)
    assert (second.provenance["version"], second.provenance["parent_sha256"]) == (2, first.digest)
    assert read_model(path.with_name(f"model-{first.digest[:12]}.npz")).digest == first.digest
