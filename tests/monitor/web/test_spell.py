import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.door.markup import let_out
from monitor.guard import BLANKS, FORMULA, guarded
from monitor.web.spell import as_csv
from monitor.web.templates import safe_link
from monitor.web.view import View

STARTS = [*FORMULA, " =", "\u00a0=", "\u3000=", "\n=", "公告\n=", "\ufeff=", "\u200b=", " \u00a0\u3000@"]
TAILS = ["1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x/","点")']  # fmt: skip


@pytest.mark.parametrize("text", [f"{start}{tail}" for start in STARTS for tail in TAILS], ids=ascii)
def test_no_cell_of_a_csv_computes(text):
    (row,) = list(csv.reader(StringIO(as_csv(view(text)).body.decode("utf-8-sig"))))[1:]
    assert row[0].startswith("'")


@given(st.text())
def test_every_text_comes_back_whole_or_guarded(text):
    said = guarded(text)
    lines = said.split("\n")
    assert said.startswith("'") or not any(one.lstrip(BLANKS).startswith(FORMULA) for one in lines)


def view(text):
    return View(template="", title="", columns=("title",), rows=[[text]])


def test_numbers_stay_numbers():
    assert guarded(-5) == "-5"
    assert guarded(None) == ""


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//x/", "vbscript:x", "\x01http://x"],
)  # fmt: skip
def test_only_web_addresses_are_links(address):
    assert safe_link(address) == ""


def test_web_addresses_are_links():
    assert safe_link("HTTPS://web.example/") == "HTTPS://web.example/"


def test_signs_that_turn_text_around_are_not_shown():
    assert let_out("公告\u202egnp.exe\u200b") == "公告gnp.exe"
