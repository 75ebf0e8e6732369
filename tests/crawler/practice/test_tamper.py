"""The tamper campaign finds everything, by the check and by the shell alone, and says so where something is not found."""

import pytest
from click.testing import CliRunner

from crawler.archive.proof.problems import Findings
from crawler.commands.practice_tamper import tamper
from crawler.errors import GongkaiError, IntegrityFailure
from crawler.practice import tamper as campaigns
from crawler.practice.sample import make_sample
from crawler.practice.tamper import campaign


def test_the_short_campaign_finds_and_names_everything():
    done = CliRunner().invoke(tamper, ["--short"], catch_exceptions=False)
    rows = [one.split("│")[1:6] for one in done.output.splitlines() if one.startswith("│")]
    assert [[cell.strip() for cell in row] for row in rows] == [
        ["flip", "10", "10", "10", "10"],
        *([what, "5", "5", "5", "5"] for what in ("truncation", "removal", "insertion", "reordering")),
    ]


def test_what_is_not_found_is_a_failure(monkeypatch):
    monkeypatch.setattr(campaigns, "check_archive", lambda _: Findings())
    done = CliRunner().invoke(tamper, ["--short"])
    assert isinstance(done.exception, IntegrityFailure)
    assert "flip in " in done.exception.message


def test_an_archive_that_is_not_sound_or_too_small_is_no_ground(tmp_path):
    folder = make_sample(tmp_path / "made", 8)
    spoiled = next(folder.glob("*.warc.gz"))
    whole = spoiled.read_bytes()
    spoiled.write_bytes(whole[:-1])
    with pytest.raises(GongkaiError, match="not sound to begin with"):
        list(campaign(folder, tmp_path / "a", 1, {"flip": 1}))
    (tmp_path / "empty").mkdir()
    with pytest.raises(GongkaiError, match="two sealed segments"):
        campaigns.Tamperer(tmp_path / "empty", 1)


def test_a_sample_repeats_pages_that_did_not_change(tmp_path):
    found = campaigns.check_archive(campaigns.FolderPlace(make_sample(tmp_path, 12)), deep=True)
    assert found.problems == []
    assert found.types["response"] == 12
    assert found.types["revisit"] == 3
    assert found.segments == 4
