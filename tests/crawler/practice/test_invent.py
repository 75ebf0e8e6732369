"""Tests of invented names and numbers."""

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from crawler.practice.invent import CODE_DIGITS, Inventor, chinese, credit_code
from crawler.practice.script import load_script


@given(st.integers())
def test_a_credit_code_proves_itself_and_is_no_identity_number(seed):
    code = credit_code(Random(seed))
    assert len(code) == 18
    *body, check = (CODE_DIGITS.index(one) for one in code)
    assert (sum(value * pow(3, at, 31) for at, value in enumerate(body)) + check) % 31 == 0
    assert not code[:17].isdigit()


def test_the_same_key_invents_the_same():
    script = load_script()
    part = script.cast.bureau[0]
    one, same, other = (Inventor(script.cast, part, key) for key in ("a", "a", "b"))
    day = date(2015, 6, 1)
    assert one.blanks(day) == same.blanks(day) != other.blanks(day)


def test_dates_are_written_as_notices_write_them():
    assert chinese(date(2015, 12, 31)) == "2015年12月31日"
