"""The form in which identifying texts, such as document numbers, are looked for in a notice."""

from monitor.matching.plain import plain

LONG = 200_000  # characters of a body in which an identifying text is looked for; the longest real one had 120,000
_BRACKETS = str.maketrans(dict.fromkeys("〔﹝【［(", "[") | dict.fromkeys("〕﹞】］)", "]"))


def comparable(text: str, limit: int = LONG) -> str:
    """Return the form in which identifying texts are looked for; every site has its own brackets in numbers.

    >>> comparable("望财罚字（２０１５） 4号") == comparable("望财罚字﹝2015﹞4号")
    True
    """
    return plain(text, limit).translate(_BRACKETS)
