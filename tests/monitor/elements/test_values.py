import re

import pytest

from monitor.elements.searched import Searched
from monitor.elements.values import CELLS, value_after

AMOUNT = re.compile(r"\d+\.\d+")


def value(text, name="接待费"):
    searched = Searched(text)
    at = value_after(searched, searched.shown.index(name) + len(name), AMOUNT)
    return None if at is None else AMOUNT.match(searched.shown, at)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("接待费：3.5万元", "3.5", id="behind a label"),
        pytest.param("其中接待费为3.5万元，出国费1.0万元。", "3.5", id="in a sentence"),
        pytest.param("接待费：\n3.5", "3.5", id="on the line below a label"),
        pytest.param("接待费：\n出国费：3.5", None, id="the next label's"),
        pytest.param("接待费：\n见附表\n3.5", None, id="two lines below a label"),
        pytest.param("接待费\n3.5\n出国费\n1.0", "3.5", id="the cell beside"),
        pytest.param("项目\n接待费\n出国费\n本局\n3.5\n1.0", "3.5", id="a cell below the head of a column"),
        pytest.param("科目\t接待费\t出国费\n本局\t3.5\t1.0", "3.5", id="a sheet, down the column"),
        pytest.param("科目\t出国费\t接待费\n本局\t1.0\t3.5", "3.5", id="the last column"),
        pytest.param("接待费\t\t3.5", "3.5", id="a sheet, along the row"),
        pytest.param("科目\t接待费\n本局\t见注\n下属\t3.5", "3.5", id="a sheet, further down"),
        pytest.param("科目\t接待费\n本局\n3.5", None, id="the table ends"),
        pytest.param("本年接待费按规定执行" + "，并按要求公开" * 14 + "，计3.5万元", None, id="too far off"),
        pytest.param("接待费" + "的说明文字" * 10 + "\n3.5", None, id="a sentence is no cell"),
        pytest.param("接待费\n" + "说明" * 40 + "\n3.5", None, id="prose ends the table"),
        pytest.param("接待费\n" + "一\n" * (CELLS + 1) + "3.5", None, id="a table too long"),
        pytest.param("接待费", None, id="nothing follows"),
        pytest.param("科目\t接待费", None, id="no row follows"),
        pytest.param("接待费：", None, id="an empty label at the end"),
    ],
)
def test_the_value_of_a_name(text, expected):
    assert value(text) == expected
