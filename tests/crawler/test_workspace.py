import pytest

from crawler.errors import InvalidFile
from crawler.workspace import open_workspace


def make(tmp_path, text=""):
    (tmp_path / "gongkai.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_an_empty_file_is_a_workspace(tmp_path):
    workspace = open_workspace(make(tmp_path))
    assert workspace.database_url == f"sqlite:///{tmp_path.resolve()}/gongkai.db"
    assert workspace.archive == tmp_path / "archive"
    assert workspace.settings.judge.min_readings == 3


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param("postgresql://localhost/gongkai", "postgresql://localhost/gongkai", id="a server"),
        pytest.param("sqlite:////srv/a.db", "sqlite:////srv/a.db", id="an absolute path"),
        pytest.param("sqlite:///:memory:", "sqlite:///:memory:", id="in memory"),
    ],
)
def test_the_given_address_goes_first(tmp_path, given, expected):
    assert open_workspace(make(tmp_path), database_url=given).database_url == expected


def test_the_agent_names_whom_to_write_to(tmp_path):
    workspace = open_workspace(make(tmp_path, '[crawl]\ncontact = "ops@city.example"\n'))
    assert "mailto:ops@city.example" in workspace.agent


def test_no_file_says_how_to_make_one(tmp_path):
    with pytest.raises(InvalidFile, match="no such file") as caught:
        open_workspace(tmp_path)
    assert "gongkai init" in caught.value.hint


def test_a_misspelt_section_has_its_line(tmp_path):
    with pytest.raises(InvalidFile, match=r"gongkai.toml:2: unknown key 'gapp'"):
        open_workspace(make(tmp_path, "[crawl]\ngapp = 3\n"))
