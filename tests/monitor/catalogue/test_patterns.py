import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.catalogue.patterns import LONGEST, complaint


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("预算(公开)?", id="optional group"),
        pytest.param("(计划|规划).{0,20}公告", id="one gap"),
        pytest.param(r"20\d{2}年(度)?.{0,30}(预算|决算)", id="year"),
        pytest.param(r"[\](+*]{2}号", id="signs in a class"),
        pytest.param("(?:征收)?补偿", id="group that is not kept"),
        pytest.param("(?P<year>\\d{4})年", id="named group"),
        pytest.param("(?i)abc+", id="flag"),
        pytest.param("(?!转发)通知", id="look ahead"),
        pytest.param("(?<!征求)意见", id="look behind"),
        pytest.param("[^]]+", id="bracket in a class"),
        pytest.param("a{x}", id="braces that are no quantifier"),
        pytest.param("((甲|乙)丙?){1,2}", id="few repeats"),
        pytest.param("(ab){2,}", id="repeat of a fixed group"),
        pytest.param(".*公告", id="one open gap"),
        pytest.param(r"第\(.+?\)号", id="lazy, escaped brackets"),
    ],
)
def test_harmless_patterns_pass(pattern):
    assert complaint(pattern) == ""


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        pytest.param("(a+)+$", "itself varies", id="nested"),
        pytest.param("(a|a)*b", "itself varies", id="choices repeated"),
        pytest.param("(?:a?){9}b", "itself varies", id="many optional"),
        pytest.param("((a{1,9})b){2,}", "itself varies", id="two levels down"),
        pytest.param("(x(?:y|z))+", "itself varies", id="choice inside a group inside"),
        pytest.param(".*a.*b", "more than", id="two open gaps"),
        pytest.param(".{0,90}a.{0,90}b.{0,90}", "more than", id="three wide gaps"),
        pytest.param("a?" * 20 + "a" * 20, "optional parts", id="many optional signs"),
        pytest.param("(a)\\1", "refers back", id="back reference"),
        pytest.param("(?P<x>a)(?P=x)", "refers back", id="named back reference"),
        pytest.param("(a", "does not compile", id="open group"),
        pytest.param("a{9999999999}", "does not compile", id="too large"),
        pytest.param("[[a]", "does not compile", id="ambiguous class"),
        pytest.param("公" * (LONGEST + 1), "longer than", id="long"),
    ],
)
def test_dangerous_patterns_are_refused(pattern, why):
    assert why in complaint(pattern)


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="ab().|*+?{},12[]\\^$", max_size=24), st.text(alphabet="ab", min_size=150, max_size=200)
)
def test_what_passes_is_quick_on_any_title(pattern, title):
    if complaint(pattern) == "":
        start = time.perf_counter()
        re.search(pattern, title)
        assert time.perf_counter() - start < 1


def test_any_text_gets_an_answer():
    @settings(max_examples=200, deadline=None)
    @given(st.text(max_size=60))
    def ask(pattern):
        assert isinstance(complaint(pattern), str)

    ask()


EVIL = [
    "(a+)+$", "(a*)*$", "(a|aa)+$", "(a|a?)+$", "(.*a){12}$", "(a+){10}$", "((a+)+)+$", "(?:a+)*b", "([a-z]+)*$", "(a+a+)+b",
    "(x+x+)+y", "(.*)*b", "(.+)+b", "^(([a-z])+.)+[A-Z]([a-z])+$", r"(\d+)*$", r"(\w+\s?)*$", r"(\s+)*$", r"^(\w+)*@",
    r"(.*),(.*),(.*),(.*)b", ".*.*.*b", ".*a.*a.*a.*b", "a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaab", "(a{1,99}){1,99}b", "(?=(a+))a*b",
    "(?:(?:a|b)*)*c", "(公+)+$", "(公|公公)+$", "([^,]*,)*[^,]*b", r"(<[^>]*>)*b", r"^(a|b|ab)*c", r"(a+)\1b", "a*a*a*a*a*b",
]  # fmt: skip
LONG = 400
"""Characters; longer than the titles that are published."""
TITLES = [(one * LONG)[:LONG] for one in ("a", "公", "x", "1 ", "a,", "<a>", "ab")] + ["a" * LONG + "!"]


def test_there_are_thirty_evil_patterns():
    assert len(set(EVIL)) >= 30


@pytest.mark.parametrize("pattern", EVIL)
def test_an_evil_pattern_is_refused_or_harmless_here(pattern):
    if complaint(pattern):
        return
    compiled = re.compile(pattern)
    for title in TITLES:
        begun = time.process_time()
        compiled.search(title)
        assert time.process_time() - begun < 0.1, title[:9]
