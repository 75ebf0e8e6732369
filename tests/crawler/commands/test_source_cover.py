"""Tests of ``gongkai source cover``."""

import json

import pytest
from click.testing import CliRunner

from crawler.commands.source_cover import cover
from crawler.errors import InvalidFile

ENTRIES = [
    {"kind": "list", "family": "trs", "list_url": "http://h.example/tzgg/", "item_selector": "li"},
    {"kind": "list", "family": "own", "list_url": "http://h.example/api", "item_selector": "json rows"},
]


@pytest.fixture
def registry(tmp_path):
    path = tmp_path / "registry.jsonl"
    path.write_text("\n".join(map(json.dumps, ENTRIES)), encoding="utf-8")
    return str(path)


def test_prints_a_line_a_family_and_a_sum(registry):
    done = CliRunner().invoke(cover, [registry])
    assert done.exit_code == 0
    assert "50.0%" in next(line for line in done.output.splitlines() if "all" in line)
    assert all(name in done.output for name in ("trs", "own", "static"))


@pytest.mark.parametrize(("least", "status"), [("50", 0), ("50.1", 1)])
def test_fails_below_what_was_asked_for(registry, least, status):
    assert CliRunner().invoke(cover, [registry, "--least", least]).exit_code == status


def test_names_what_nothing_covers(registry):
    done = CliRunner().invoke(cover, [registry, "--missing"])
    assert "own: 'http://h.example/api': no adapter reads 'json rows'" in done.output


def test_a_file_that_is_not_there_is_named(tmp_path):
    done = CliRunner().invoke(cover, [str(tmp_path / "none")])
    assert isinstance(done.exception, InvalidFile)
