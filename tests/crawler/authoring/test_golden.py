"""Every registered site of the tests' workspace reads its saved pages as its answers say; a new site is tested by being there."""

from pathlib import Path

import pytest

from crawler.authoring.check import pages_of, problems
from crawler.registry import load_sites

WORKSPACE = Path(__file__).parent / "workspace"
SITES = load_sites(WORKSPACE / "sites")


@pytest.mark.parametrize("site", SITES.values(), ids=list(SITES))
def test_saved_pages_read_as_their_answers(site):
    folder = WORKSPACE / "sites" / site.id
    assert {one.name for one in folder.glob("*.toml")} >= {"list.toml", "notice.toml"}
    assert pages_of(folder, site) == []


def test_the_workspace_is_consistent():
    assert problems(WORKSPACE) == []
