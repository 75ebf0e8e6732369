import pytest

from crawler.errors import InvalidFile
from monitor.catalogue.documents import DEEPEST, LARGEST, Place, compose


@pytest.fixture
def write(tmp_path):
    def write(data: bytes):
        path = tmp_path / "one.yaml"
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        pytest.param(b"", 1, "the file is empty", id="empty"),
        pytest.param(b"a: 1\n---\nb: 2\n", 2, "not valid YAML", id="two documents"),
        pytest.param(b"a: [1\n", 2, "not valid YAML", id="open list"),
        pytest.param(b"a: \x00\n", None, "not valid YAML", id="a null byte"),
        pytest.param(b"a: \xff\n", None, "cannot be read", id="not UTF-8"),
        pytest.param(b"a: 1\nb: !!python/name:os.system ''\n", 2, "is refused", id="python name"),
        pytest.param(b"a: 1\nb: !mine 2\n", 2, "is refused", id="private tag"),
        pytest.param(b"a: &x [1]\nb: [*x, *x]\n", 1, "anchors and aliases", id="alias"),
        pytest.param(b"[" * 5000, 1, f"deeper than {DEEPEST}", id="deep"),
        pytest.param(b"#" * (LARGEST + 1), None, "are not read", id="large"),
    ],
)
def test_what_is_no_plain_document_is_refused(write, data, line, message):
    with pytest.raises(InvalidFile) as raised:
        compose(write(data))
    assert message in raised.value.message
    assert raised.value.line == line


def test_a_folder_cannot_be_read(tmp_path):
    with pytest.raises(InvalidFile, match="cannot be read"):
        compose(tmp_path)


def test_a_place_knows_the_line_of_what_is_below_it(write):
    path = write("a:\n  b:\n  - 1\n  - c: 甲\n".encode())
    place = Place(path, compose(path))
    assert place.line("a", "b", 1, "c") == 4
    assert place.line("a", "b", 7) == 3
    assert place.line("nothing") == 1
    assert place.problem("wrong", "a", "b", 1).message == f"{path}:4: wrong"
