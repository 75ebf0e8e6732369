"""A tree is data, and a wrong one is refused with its place."""

import pytest

from crawler.errors import InvalidFile, UsageError
from monitor.scores.tree import FOLDER, find_tree

WHOLE = """
id = "own"
name = "自定"
name_en = "own"
min_coverage = 0.5
[[group]]
id = "g"
name = "一"
name_en = "one"
weight = 1
[[group.leaf]]
id = "l"
name = "一"
name_en = "one"
of = ["met", "late"]
loss = { late = 1.0 }
"""


def write(root, text):
    (root / FOLDER).mkdir()
    (root / FOLDER / "own.toml").write_text(text, "utf-8")
    return find_tree("own", root)


def test_a_workspace_has_its_own_beside_the_shipped(tmp_path):
    assert write(tmp_path, WHOLE).group[0].leaf[0].loss == {"late": 1.0}
    assert find_tree("five", tmp_path).min_coverage == 0.6


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param('"met", "late"', '"cannot_tell"', "cannot_tell", id="what is not told in a denominator"),
        pytest.param("late = 1.0", "lost = 1.0", "lost", id="a word that no verdict has"),
        pytest.param("late = 1.0", "late = 2.0", "between 0 and 1", id="more than there is"),
        pytest.param("weight = 1", "weight = 0", "above 0", id="no weight"),
        pytest.param('id = "l"', 'id = "g"', "used twice", id="an id twice"),
        pytest.param('id = "own"', 'id = "other"', "file's name", id="another file's id"),
        pytest.param("min_coverage = 0.5", "min_coverage = 60", "between 0 and 1", id="a percentage"),
    ],
)
def test_a_wrong_tree_is_refused(tmp_path, old, new, says):
    with pytest.raises(InvalidFile, match=says) as caught:
        write(tmp_path, WHOLE.replace(old, new, 1))
    assert "own.toml" in caught.value.message


def test_a_tree_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(UsageError) as caught:
        find_tree("cass")
    assert "five" in caught.value.hint
