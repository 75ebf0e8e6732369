from datetime import date

import pytest

from crawler.errors import InvalidFile, UsageError
from crawler.registry import load_bureaus, load_site, load_sites, pick_sites

SITE = """\
id = "hb"
name = "环保局"
bureau = "hb"
base = "http://hb.example/"
[[column]]
id = "tzgg"
name = "通知公告"
url = "/col/col1/index.html"
"""


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_site_file_becomes_a_site(tmp_path):
    site = load_site(write(tmp_path, "hb.toml", SITE))
    assert site.address(site.column[0]) == "http://hb.example/col/col1/index.html"
    assert site.gap == 3.0
    assert site.obey_robots
    assert not site.allow_private
    assert len(site.digest) == 64


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(('id = "hb"', 'id = "h b"'), "lower-case words", id="a space in the id"),
        pytest.param(('id = "hb"', 'id = "other"'), "differs from the file's name", id="another file's id"),
        pytest.param(("http://hb", "ftp://hb"), "http or https", id="ftp"),
        pytest.param(("http://hb.example/", "http:///x"), "http or https", id="no host"),
        pytest.param(('id = "tzgg"', 'id = "通知"'), "lower-case words", id="column id"),
        pytest.param(("[[column]]", "[[columns]]"), "unknown key 'columns'", id="misspelt table"),
    ],
)
def test_a_broken_site_file_says_where(tmp_path, change, message):
    path = write(tmp_path, "hb.toml", SITE.replace(*change))
    with pytest.raises(InvalidFile, match=message) as caught:
        load_site(path)
    assert str(path) in caught.value.message


def test_a_column_id_stands_once(tmp_path):
    twice = SITE + SITE[SITE.index("[[column]]") :]
    with pytest.raises(InvalidFile, match="used twice: tzgg"):
        load_site(write(tmp_path, "hb.toml", twice))


def test_a_site_needs_a_column(tmp_path):
    with pytest.raises(InvalidFile, match="at least one"):
        load_site(write(tmp_path, "hb.toml", SITE[: SITE.index("[[column]]")]))


def test_sites_are_picked_by_name(tmp_path):
    write(tmp_path, "hb.toml", SITE)
    write(tmp_path, "cz.toml", SITE.replace('id = "hb"', 'id = "cz"'))
    sites = load_sites(tmp_path)
    assert list(sites) == ["cz", "hb"]
    assert list(pick_sites(sites, ())) == ["cz", "hb"]
    assert list(pick_sites(sites, ("hb",))) == ["hb"]
    with pytest.raises(UsageError, match="no such site: xx"):
        pick_sites(sites, ("xx",))


def test_the_digest_changes_with_the_file(tmp_path):
    one = load_site(write(tmp_path, "hb.toml", SITE)).digest
    assert load_site(write(tmp_path, "hb.toml", SITE)).digest == one
    assert load_site(write(tmp_path, "hb.toml", SITE.replace("col1", "col2"))).digest != one


def test_bureaus(tmp_path):
    text = '[[bureau]]\nid = "hb"\nname = "环保局"\nunit = "U_HB"\n'
    assert load_bureaus(write(tmp_path, "bureaus.toml", text))["hb"].unit == "U_HB"
    with pytest.raises(InvalidFile, match="stands twice"):
        load_bureaus(write(tmp_path, "bureaus.toml", text + text))


def test_all_that_is_wrong_in_all_files_is_said_with_its_line(tmp_path):
    write(
        tmp_path,
        "hb.toml",
        SITE.replace("http://hb", "ftp://hb").replace('bureau = "hb"', 'bureau = "hb"\ntls = "lax"'),
    )
    write(tmp_path, "mz.toml", SITE.replace("[[column]]", "whole = 1\n[[column]]"))
    write(tmp_path, "gt.toml", SITE.replace('id = "hb"', 'id = "gt"'))
    with pytest.raises(InvalidFile) as caught:
        load_sites(tmp_path)
    said = caught.value.message.splitlines()
    assert [one.partition(": ")[0].rpartition("/")[2] for one in said] == [
        "hb.toml:4",
        "hb.toml:5",
        "mz.toml:5",
    ]
    assert "base wants" in said[0] or "tls wants" in said[0]


def test_every_bureau_id_that_stands_twice_has_its_line(tmp_path):
    bureau = '[[bureau]]\nid = "{0}"\nname = "局"\n'
    text = "".join(bureau.format(one) for one in ("a", "b", "a", "b"))
    with pytest.raises(InvalidFile) as caught:
        load_bureaus(write(tmp_path, "bureaus.toml", text))
    assert [one.line for one in caught.value.each] == [8, 11]


@pytest.mark.parametrize("tls", ["", "lax", "Strict"])
def test_tls_is_one_of_two_words(tmp_path, tls):
    with pytest.raises(InvalidFile, match="tls wants record or strict"):
        load_site(write(tmp_path, "hb.toml", f'tls = "{tls}"\n{SITE}'))


def test_an_office_stands_from_its_first_day_to_its_last(tmp_path):
    text = '[[bureau]]\nid = "jd"\nname = "江东区财政局"\nsince = 2001-01-01\nuntil = 2016-09-13\n'
    office = load_bureaus(write(tmp_path, "bureaus.toml", text))["jd"]
    days = (date(2000, 12, 31), date(2001, 1, 1), date(2016, 9, 13), date(2016, 9, 14))
    assert [office.stood(one) for one in days] == [False, True, True, False]
    with pytest.raises(InvalidFile, match="is before since"):
        load_bureaus(write(tmp_path, "bureaus.toml", text.replace("2001", "2017")))
