"""What can be seen of a site on a day: the rows of its columns, in the order of the site."""

from datetime import date

from crawler.practice.model import Bureau, Column, Notice

CUT = 26  # characters after which a row's text is cut; the whole title stands in its attribute


def rows(bureau: Bureau, column: Column, day: date) -> list[Notice]:
    """Return the notices that *column* lists on *day*: pinned ones first, then by the date they claim."""
    shown = [one for one in bureau.notices if column.id in one.columns and one.listed_on(day)]
    return sorted(shown, key=lambda one: (not one.pinned, -one.claimed.toordinal(), -one.number))


def pages(column: Column, count: int) -> int:
    """Return how many pages *count* rows of *column* fill; never none."""
    return max(1, -(-count // column.page_size))


def page(column: Column, listed: list[Notice], number: int) -> list[Notice]:
    """Return the rows of page *number*; the first is 1."""
    start = (number - 1) * column.page_size
    return listed[start : start + column.page_size]


def find(bureau: Bureau, number: int, day: date) -> Notice | None:
    """Return the notice when its page is there on *day*."""
    notice = bureau.by_number.get(number)
    return notice if notice and notice.listed_on(day) and not notice.external else None


def shown(title: str) -> str:
    """Return the text of a row."""
    return title if len(title) <= CUT else f"{title[:CUT]}…"
