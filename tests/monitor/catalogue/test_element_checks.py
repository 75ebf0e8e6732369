import pytest

from monitor.catalogue.load import check_edition, load_edition

CATEGORY = "categories/C01-budget.yaml"
TOTAL = "{key: total, name: 收支总表, synonyms: [总表]}"
AMOUNT = r"{id: amount, name: 金额, example: 3元, pattern: '\d元'}"


def write(folder, values, element=TOTAL):
    (folder.path / "values.yaml").write_text(f"values:\n- {values}\n", "utf-8")
    folder.replace(CATEGORY, TOTAL, element)


def test_an_element_says_how_it_is_told(folder):
    write(
        folder,
        AMOUNT,
        "{key: total, name: 收支总表, value: amount, shapes: [amount], least: 2, files: [总表]}",
    )
    (one,) = load_edition(folder.path).duty("C01.1").elements
    assert (one.value, one.shapes, one.least, one.files, one.soft) == (
        "amount",
        ("amount",),
        2,
        ("总表",),
        False,
    )
    assert [each.id for each in load_edition(folder.path).values] == ["amount"]


@pytest.mark.parametrize(
    ("values", "element", "problem"),
    [
        pytest.param(AMOUNT, "{key: total, name: 总, value: sum}", "no kind of value 'sum'", id="an unknown value"),
        pytest.param(AMOUNT, "{key: total, name: 总, shapes: [sum]}", "no kind of value 'sum'", id="an unknown shape"),
        pytest.param(AMOUNT, "{key: total, name: 总, files: ['(']}", "does not compile", id="a broken name of a file"),
        pytest.param(AMOUNT, "{key: total, name: 总, least: 0}", "'least' cannot be 0", id="none is enough"),
        pytest.param("{id: a, name: a, example: b, pattern: a}", TOTAL, "does not find the example 'b'", id="an example that is none"),
        pytest.param("{id: a, name: a, example: a, pattern: '(a+)+$'}", TOTAL, "repeats a group that itself varies", id="a pattern that could stall"),
        pytest.param(f"{AMOUNT}\n- {AMOUNT}", TOTAL, "id 'amount' stands twice", id="twice"),
        pytest.param(AMOUNT, TOTAL + "\n  elements_cite: [nowhere]", "no instrument for citation 'nowhere'", id="an unknown source"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(folder, values, element, problem):
    write(folder, values, element)
    (found,) = check_edition(folder.path)
    assert problem in found.message


@pytest.mark.parametrize(
    ("more", "soft"),
    [
        pytest.param("", False, id="of a duty that binds"),
        pytest.param("\n  elements_cite: ['law#3']", False, id="with a source that was read"),
        pytest.param("\n  elements_cite: [memory]", True, id="with one from memory"),
        pytest.param("\n  elements_apart: true", True, id="each by itself"),
        pytest.param("\n  elements_apart: true\n  elements_cite: ['law#3']", True, id="each by itself, whatever the source"),
    ],
)  # fmt: skip
def test_whether_its_lack_makes_anybody_incomplete(folder, more, soft):
    folder.replace(CATEGORY, TOTAL, TOTAL + more)
    edition = load_edition(folder.path)
    assert [one.soft for one in edition.duty("C01.1").elements] == [soft]
    assert [one.soft for one in edition.duty("C01.2").elements] == [soft], (
        "who takes elements over takes their source"
    )
