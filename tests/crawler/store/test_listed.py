"""Files that only a list names belong to the notice as those that its page links to."""

from dataclasses import replace

import pytest

from crawler.records import AttachmentLink
from crawler.store.database import reading
from crawler.store.listed import listed_files, with_listed

FIRST = AttachmentLink(name="附件1.pdf", url="http://harbour.example/files/1.pdf")
SECOND = AttachmentLink(name="附件2.xls", url="http://harbour.example/files/2.xls")


@pytest.fixture
def listed(scribe):
    def listed(*rows):
        seen = scribe.page(scribe.reading(), *rows)
        with reading(scribe.engine) as connection:
            return [one.notice for one in seen], listed_files(connection, "harbour")

    return listed


def test_a_list_names_files_once(scribe, listed):
    row = scribe.row(1, attachments=(FIRST, SECOND))
    (notice,), _ = listed(row)
    (again,), found = listed(row)
    assert notice == again
    assert found == {notice: (FIRST, SECOND)}


def test_a_file_that_comes_later_is_added(scribe, listed):
    listed(scribe.row(1, attachments=(FIRST,)))
    (notice,), found = listed(scribe.row(1, attachments=(replace(FIRST, name="改名"), SECOND)))
    assert found == {notice: (FIRST, SECOND)}


def test_rows_without_files_and_other_sites_have_none(scribe, listed):
    _, found = listed(scribe.row(1))
    assert found == {}
    listed(scribe.row(2, attachments=(FIRST,)))
    with reading(scribe.engine) as connection:
        assert listed_files(connection, "island") == {}


@pytest.mark.parametrize(
    ("linked", "files", "together"),
    [
        pytest.param((), (FIRST,), (FIRST,), id="only the list names it"),
        pytest.param((SECOND,), (FIRST,), (SECOND, FIRST), id="each names one"),
        pytest.param(
            (replace(FIRST, url="https://harbour.example/files/1.pdf"),),
            (FIRST,),
            (replace(FIRST, url="https://harbour.example/files/1.pdf"),),
            id="both name the same one",
        ),
        pytest.param((FIRST,), (), (FIRST,), id="the list names none"),
    ],
)
def test_a_notice_has_the_files_of_its_page_and_of_its_list(scribe, linked, files, together):
    article = scribe.article(files=tuple((one.name, one.url) for one in linked))
    assert with_listed(article, files).attachments == together
