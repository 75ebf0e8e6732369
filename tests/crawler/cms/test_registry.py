"""The document is held against the adapters, the practice hosts and the tests that it names."""

import re
from pathlib import Path

import pytest

from crawler.cms.declared import DECLARED
from crawler.cms.registry import ADAPTERS
from crawler.practice.hosts.build import kinds

HERE = Path(__file__).resolve()
DOCUMENT = (HERE.parents[3] / "docs" / "adapters.md").read_text(encoding="utf-8")
KNOWN = {*ADAPTERS, DECLARED.adapter}
WANTED = [
    "TRS, static",
    "TRS, in an iframe",
    "WAS5",
    "IGS",
    "IRS",
    "Hanweb jpage, by groups",
    "Hanweb jpage, by pages",
    "Hanweb xxgk search",
    "jpaas",
    "UCAP, static",
    "UCAP, JSON",
    "UCAP-new",
    "NFCMS",
    "gkmlpt",
    "LonSun",
    "VSB",
    "EasySite",
    "IVS",
    "EPoint",
    "TrueCMS",
    "InterTID",
    "showList",
    "channel/list",
    "SiteServer",
    "EmpireCMS",
    "JEECMS",
    "N-section",
    "Xinhua JSON",
    "iList.jsp",
    "generic, static",
]
"""What collection at full breadth has to read."""


def names(cell):
    return re.findall(r"`([^`]+)`", cell)


def rows():
    chapter = DOCUMENT.partition("## Which family is read by what")[2]
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in chapter.splitlines()
        if line[:1] == "|"
    ]
    return {row[0]: [names(cell) for cell in row[1:]] for row in cells[2:]}


def test_the_document_names_every_adapter_and_no_other():
    named = re.findall(r"^\| `(\w+)` \|", DOCUMENT, re.MULTILINE)
    assert sorted(named) == sorted(KNOWN)


def test_every_adapter_has_a_practice_host():
    assert {one.adapter for one in kinds().values()} >= KNOWN


def test_every_family_that_must_be_read_is_in_the_table():
    assert [one for one in WANTED if one not in rows()] == []
    assert {adapter for adapters, _, _ in rows().values() for adapter in adapters} == KNOWN


@pytest.mark.parametrize("family", sorted(rows()))
def test_a_family_has_adapters_hosts_and_tests(family):
    adapters, hosts, tests = rows()[family]
    assert adapters
    assert hosts
    assert tests
    assert {kinds()[one].adapter for one in hosts} == set(adapters)
    assert [one for one in tests if not (HERE.parent / f"{one}.py").exists()] == []
