"""The texts of a notice as they are searched: its page, then each of its files."""

from collections.abc import Iterator

from monitor.elements.notice import read_files
from monitor.elements.searched import Searched
from monitor.known import KnownNotice


def texts_of(notice: KnownNotice) -> Iterator[Searched]:
    """Yield the newest text of the page, then the texts of the files that it links to."""
    if notice.versions:
        yield Searched(notice.versions[-1].body)
        for one in read_files(notice):
            yield Searched(one.text, one.name)
