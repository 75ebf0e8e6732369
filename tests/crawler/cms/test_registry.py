import re
from pathlib import Path

from crawler.cms.registry import ADAPTERS
from crawler.practice.hosts.build import kinds

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "adapters.md"


def test_the_document_names_every_adapter_and_no_other():
    named = re.findall(r"^\| `(\w+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(ADAPTERS)


def test_every_adapter_has_a_practice_host():
    assert {one.adapter for one in kinds().values()} == set(ADAPTERS)
