from dataclasses import dataclass, field
from datetime import date

import pytest

from crawler.errors import InvalidFile
from crawler.strict import line_of, read_toml


@dataclass(frozen=True, kw_only=True)
class Leaf:
    name: str
    day: date | None = None
    weights: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Tree:
    id: str
    size: int = 1
    share: float = 0.5
    ready: bool = False
    tags: tuple[str, ...] = ()
    leaf: tuple[Leaf, ...] = ()
    trunk: Leaf = field(default_factory=lambda: Leaf(name="none"))

    def __post_init__(self):
        if self.size < 0:
            raise ValueError(f"size wants a positive number, not {self.size}")
        if not self.id:
            raise ValueError("neither this nor that")


def read(tmp_path, text):
    path = tmp_path / "tree.toml"
    path.write_text(text, encoding="utf-8")
    return read_toml(path, Tree)


def test_a_whole_file_becomes_frozen_values(tmp_path):
    tree = read(
        tmp_path,
        'id = "oak"\nshare = 1\ntags = ["老", "高"]\n[trunk]\nname = "t"\nweights = { a = 1 }\n'
        '[[leaf]]\nname = "one"\nday = 2015-06-24\n[[leaf]]\nname = "two"\n',
    )
    assert tree.share == 1.0
    assert tree.tags == ("老", "高")
    assert tree.trunk.weights == {"a": 1.0}
    assert tree.leaf == (Leaf(name="one", day=date(2015, 6, 24)), Leaf(name="two"))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param('id = "a"\n\nsise = 3\n', 3, "unknown key 'sise'", id="unknown key"),
        pytest.param("# only a comment\n", None, "key 'id' is missing", id="missing key"),
        pytest.param('id = "a"\nsize = "3"\n', 2, "'size' wants int, not '3'", id="wrong type"),
        pytest.param('id = "a"\nsize = true\n', 2, "'size' wants int", id="a bool is no number"),
        pytest.param('id = "a"\nready = 1\n', 2, "'ready' wants bool", id="a number is no bool"),
        pytest.param('id = "a"\ntags = "x"\n', 2, "'tags' wants a list", id="a string is no list"),
        pytest.param('id = "a"\nleaf = 1\n', 2, "'leaf' wants a list", id="a number is no table"),
        pytest.param('id = "a"\ntrunk = 1\n', 2, "'trunk' wants a table", id="no table"),
        pytest.param(
            'id = "a"\n[[leaf]]\nname = "x"\n[[leaf]]\nname = "y"\nday = 2015-06-24T10:00:00\n',
            6,
            "wants date",
            id="a moment is no day, in the second table",
        ),
        pytest.param(
            'id = "a"\n[[leaf]]\nday = 2015-06-24\n', 2, "key 'name' is missing", id="missing in a table"
        ),
        pytest.param('id = "a"\nsize = -1\n', 2, "size wants a positive number", id="the value's own check"),
        pytest.param('leaf = []\nid = ""\n', None, "neither this nor that", id="a check that names no key"),
        pytest.param('id = "a\n', 1, "not valid TOML", id="no TOML"),
    ],
)
def test_what_is_wrong_has_its_line(tmp_path, text, line, message):
    with pytest.raises(InvalidFile) as caught:
        read(tmp_path, text)
    assert message in caught.value.message
    assert caught.value.line == line
    assert "tree.toml" in caught.value.message


def test_an_absent_file_is_named(tmp_path):
    with pytest.raises(InvalidFile, match="no such file"):
        read_toml(tmp_path / "absent.toml", Tree)


def test_bytes_that_are_no_text_are_named(tmp_path):
    path = tmp_path / "tree.toml"
    path.write_bytes(b"id = '\xff\xfe'")
    with pytest.raises(InvalidFile, match="cannot be read"):
        read_toml(path, Tree)


def test_everything_that_is_wrong_is_said_at_once_in_the_order_of_the_lines(tmp_path):
    with pytest.raises(InvalidFile) as caught:
        read(tmp_path, 'size = "3"\nsise = 3\n[[leaf]]\nday = 1\n[[leaf]]\nname = "x"\nnane = "y"\n')
    said = [(one.line, one.message.partition(": ")[2].partition(";")[0]) for one in caught.value.each]
    assert said == [
        (1, "'size' wants int, not '3'"),
        (2, "unknown key 'sise'"),
        (3, "key 'name' is missing"),
        (4, "'day' wants date, not 1"),
        (7, "unknown key 'nane'"),
        (None, "key 'id' is missing"),
    ]
    assert caught.value.message.count("\n") == 5


def test_a_values_own_check_speaks_beside_an_unknown_key(tmp_path):
    with pytest.raises(InvalidFile) as caught:
        read(tmp_path, 'id = "a"\nsize = -1\nsise = 3\n')
    assert [one.line for one in caught.value.each] == [2, 3]


@pytest.mark.parametrize(
    ("place", "line"),
    [
        pytest.param(("id",), 1, id="a key"),
        pytest.param(("leaf", "1", "name"), 5, id="a key of the second table"),
        pytest.param(("leaf", "1", "day"), 4, id="a key that is not there"),
        pytest.param(("other",), None, id="nothing"),
    ],
)
def test_finds_the_line_of_a_place(tmp_path, place, line):
    path = tmp_path / "tree.toml"
    path.write_text('id = "a"\n[[leaf]]\nname = "x"\n[[leaf]]\nname = "y"\n', encoding="utf-8")
    assert line_of(path, *place) == line
