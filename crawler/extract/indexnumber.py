"""Reads index numbers (索引号) of the disclosure catalogue; every jurisdiction has its own form, six are known."""

import re

from crawler.extract.text import bare

_FORMS = re.compile(
    r"[0-9A-HJ-NPQRTUWXY]{18}/\d{4}(?:\d{2})?-\d{1,9}"
    r"|[0-9A-Za-z]{7,8}-?[0-9X][/-]\d{4}(?:\d{2})?-\d{1,9}"
    r"|\d{6,12}-[A-Za-z0-9]+-\d{1,4}-\d{2,6}-\d{8}-\d+"
    r"|[A-Za-z]{0,2}\d{6,10}-{0,2}/?-?\d{4}-\d{1,9}"
    r"|\d{21}"
)
_SHORTEST, _LONGEST = 4, 60
"""Lengths between which a value may be a number."""


def whole_index(text: str) -> str:
    """Return *text* as an index number where it is nothing else.

    >>> whole_index("002482330/2020-10091"), whole_index("2020-10-09")
    ('002482330/2020-10091', '')
    """
    value = bare(text)
    return value if len(value) < _LONGEST and _FORMS.fullmatch(value) else ""


def labelled_index(text: str) -> str:
    """Return the value of a label as an index number, of a known form or not, if it can be one."""
    value = bare(text)
    known = _FORMS.match(value)
    if known:
        return known[0]
    return (
        value
        if _SHORTEST < len(value) < _LONGEST
        and re.fullmatch(r"[0-9A-Za-z/\-_—.()（）\u4e00-\u9fff]*\d", value)
        else ""
    )
