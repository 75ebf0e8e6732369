"""What is inconsistent between site files, bureaus and saved pages is named; nothing else is."""

import shutil
from pathlib import Path

import pytest

from crawler.authoring.check import problems

SOUND = Path(__file__).parent / "workspace"
SITE = "sites/zhujian-web.toml"
LIST = "sites/zhujian-web/list.toml"
NOTICE = "sites/zhujian-web/notice.toml"
PAGE = "sites/zhujian-web/list.html"


@pytest.fixture
def root(tmp_path):
    """A copy of the sound workspace."""
    return Path(shutil.copytree(SOUND, tmp_path / "workspace"))


def change(path, before, after):
    text = path.read_bytes()
    assert before.encode() in text
    path.write_bytes(text.replace(before.encode(), after.encode(), 1))


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        pytest.param(SITE, 'bureau = "zhujian"', 'bureau = "nobody"', "no such bureau: 'nobody'", id="bureau"),
        pytest.param(SITE, "gap = 0.0", "gaps = 0.0", "unknown key 'gaps'", id="key"),
        pytest.param(SITE, "gap = 0.0", 'adapter = "wordpress"', "no such adapter: 'wordpress'", id="adapter"),
        pytest.param(SITE, 'url = "/xzcf/"', 'url = "/tzgg/index.html"', "has the address of zhujian-web/tzgg", id="one address twice"),
        pytest.param(SITE, 'url = "/tzgg/"', 'url = "/moved/"', "is now at", id="column moved from under its page"),
        pytest.param(SITE, 'id = "tzgg"', 'id = "news"', "no such column: 'tzgg'", id="column renamed"),
        pytest.param(SITE, 'url = "/tzgg/"', 'url = "/tzgg/"\nrow = "p.none"', "row: 15 were there, 0 are read", id="a selector that finds nothing"),
        pytest.param(LIST, 'adapter = "trs"', 'adapter = "vsb"', "detected as 'trs', was 'vsb'", id="another adapter"),
        pytest.param(LIST, "claimed = 2015-09-25", "claimed = 2015-09-26", "row 4 was", id="a date"),
        pytest.param(LIST, 'file = "list.html"', 'file = "gone.html"', "cannot be read", id="page not there"),
        pytest.param(LIST, 'file = "list.html"', 'file = "../../../list.html"', "a name without a folder", id="page outside"),
        pytest.param(PAGE, "<li", "<!-- <li", "row 1 was", id="the page changed"),
        pytest.param(NOTICE, "characters = ", "characters = 9", "characters was 9", id="a text that grew"),
        pytest.param(NOTICE, 'file = "notice.html"', 'file = "list.html"', "title was", id="another page"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(root, file, before, after, said):
    change(root / file, before, after)
    found = problems(root)
    assert found
    assert any(said in one for one in found), found
    assert all("zhujian-web" in one for one in found)


def test_two_sites_with_one_address(root):
    text = (root / SITE).read_text("utf-8").replace('id = "zhujian-web"', 'id = "again"')
    (root / "sites" / "again.toml").write_text(text, "utf-8")
    found = problems(root)
    assert len(found) == 4
    assert "has the address of again/tzgg" in found[0]


def test_saved_pages_of_no_site(root):
    (root / SITE).unlink()
    (found,) = problems(root)
    assert "saved pages of no site" in found


def test_columns_behind_a_hash_are_not_one(root):
    assert problems(root) == []  # the columns of shenji-web differ only behind the #


def test_no_bureaus(root):
    (root / "bureaus.toml").unlink()
    (found,) = problems(root)
    assert "bureaus.toml: no such file" in found


def test_every_problem_has_its_line(root):
    change(root / SITE, 'bureau = "zhujian"', 'bureau = "nobody"')
    change(root / SITE, "gap = 0.0", 'adapter = "wordpress"')
    change(root / "sites/shenji-web.toml", "gap = 0.0", 'gaps = 0.0\nhours = "late"')
    found = [one.partition(" ")[0].rpartition("/")[2] for one in problems(root)]
    assert [one for one in found if not one.endswith((":", ".toml:"))] == []
    assert sum(one.startswith("zhujian-web.toml:") and one[17].isdigit() for one in found) == 2
    assert sum(one.startswith("shenji-web.toml:") and one[16].isdigit() for one in found) == 2
