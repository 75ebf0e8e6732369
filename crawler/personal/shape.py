"""Whether a name stands at a place of a text, and where it ends: a sign, a word that follows names, or no character of names."""

import re
from functools import lru_cache

from crawler.personal.words import HAN, crossing, either, given, labels, ordinary, roles, surnames

LONGEST = 24
"""Characters of a name with dots at most."""
_SIGN = re.compile(r"$|[\s,.。;、:()<>《》【】\[\]\"“”‘’|/?!·0-9A-Za-z-]")
_BINDING = frozenset("的于系等因违未与将向对被已曾仍又均不是及并")
"""What follows a name and hardly ever ends one; where it is doubtful whose character it is, it is none of the name."""
_ORGANISATION = re.compile(
    r"公司|企业|厂$|店$|中心|合作社|单位|部门|机关|学校|医院|银行|协会|集团|吧$|馆$|摊$|铺$|局$|所$|科$|处$|队$|院$|委$|省$|市$|区$|县$|镇$|村$|路$"
)
_SOMEBODY = "某"


_DOTTED = rf"[{HAN}]{{2,8}}(?:·[{HAN}]{{2,8}}?){{1,2}}?"
_SPACED = re.compile(rf" {{1,2}}[{HAN}](?={_SIGN.pattern})")
"""The given name behind a surname that stands apart to fill a column."""
_NUMBERED = re.compile(rf"[{HAN}]{{2,12}}(?:\([{HAN}]{{1,6}}\))?[{HAN}]{{0,6}}[〔﹝【\[](?:19|20)")
"""The office word of a document number, which may begin as a name does."""


@lru_cache(maxsize=1)
def _dotted() -> tuple[re.Pattern[str], ...]:
    """Return a name with dots up to a word that follows names, up to a sign, and as long as such names mostly are."""
    long = either(tuple(one for one in roles().follows if len(one) > 1))
    return (
        re.compile(rf"{_DOTTED}(?={long}|[{''.join(sorted(_BINDING - {'不'}))}])"),
        re.compile(rf"[{HAN}]{{2,8}}(?:·[{HAN}]{{2,6}}){{1,2}}(?=$|[^·{HAN}])"),
        re.compile(rf"[{HAN}]{{2,8}}(?:·[{HAN}]{{2,4}}){{1,2}}"),
    )


@lru_cache(maxsize=1)
def _follows() -> re.Pattern[str]:
    return re.compile(either((*roles().follows, *roles().duties)))


@lru_cache(maxsize=1)
def _places() -> re.Pattern[str]:
    return re.compile(either(roles().places))


@lru_cache(maxsize=1)
def _others() -> re.Pattern[str]:
    return re.compile(either(roles().others))


@lru_cache(maxsize=2)
def _surname(*, usual: bool) -> re.Pattern[str]:
    single, compound = surnames()
    return re.compile(rf"(?:{compound})|[{roles().common if usual else single}]")


def name_at(text: str, start: int, *, usual: bool) -> str:
    """Return the name that stands at *start* of half-width *text*; nothing where none does.

    Where no label introduces it, only *usual* surnames and characters make one.

    >>> (
    ...     name_at("张三于昨日", 0, usual=True),
    ...     name_at("陈国和在场", 0, usual=True),
    ...     name_at("应当缴款", 0, usual=False),
    ... )
    ('张三', '陈国和', '')
    """
    for pattern in _dotted():
        if dotted := pattern.match(text, start, start + LONGEST):
            return dotted[0] if _foreign(dotted[0], usual=usual) else ""
    if heard := _heard().match(text, start):
        return heard[0]
    surname = _surname(usual=usual).match(text, start)
    if surname is None or (usual and text[max(0, start - 1) : start + 1] in crossing()):
        return ""
    end = surname.end()
    if spaced := _SPACED.match(text, end):
        return text[start : spaced.end()]
    lengths = sorted((1, 2), key=lambda count: -_edge(text, end, count, usual=usual))
    if _edge(text, end, 1, usual=usual) == _edge(text, end, 2, usual=usual):
        lengths.reverse()
    for length in lengths:
        edge, name = _edge(text, end, length, usual=usual), text[start : end + length]
        if edge and is_name(name, sure=edge == _SURE and not usual) and not _NUMBERED.match(text, start):
            word = name in ordinary() or (edge < _SURE and name[:2] in ordinary())
            return "" if usual and word else name
    return ""


@lru_cache(maxsize=1)
def _heard() -> re.Pattern[str]:
    """Return a name without a dot that is written by its sound: 尼玛次仁, up to a sign or a word that follows names."""
    return re.compile(rf"[{roles().sounds}]{{4,8}}(?={_SIGN.pattern}|{_follows().pattern})")


def _foreign(name: str, *, usual: bool) -> bool:
    """Return whether *name* with its dots is one and no slogan, and begins with no label."""
    heard = sum(sign in roles().sounds for sign in name)
    return not labels().begins(name) and (not usual or 2 * heard >= len(name))


def ends(text: str, at: int) -> bool:
    """Return whether a sign stands at a place, or the text is over there."""
    return bool(_SIGN.match(text, at))


_SURE = 4
_HOUSEHOLD = frozenset("(因住有里中")
"""What behind 家 tells that it is a household and no end of a name."""


def _edge(text: str, end: int, count: int, *, usual: bool) -> int:
    """Return how surely a given name of *count* characters behind *end* is over there: 0 not at all, 4 by a sign."""
    name, edge = text[end : end + count], end + count
    if len(name) < count or not all("\u4e00" <= sign <= "\u9fff" for sign in name):
        return 0
    known = given_signs().issuperset(name)
    if (usual and not known) or (name[-1] == "家" and text[edge : edge + 1] in _HOUSEHOLD):
        return 0
    if _SIGN.match(text, edge):
        return _SURE
    if follows := _follows().match(text, edge):
        return 3 if len(follows[0]) > 1 or follows[0] in _BINDING else 2
    place, stranger = _places().match(text, edge), text[edge] not in given_signs()
    fits = (count > 1 or not usual) if stranger else (count > 1 and not usual and known)
    return int(fits and not place)


@lru_cache(maxsize=1)
def given_signs() -> frozenset[str]:
    """Return the characters of given names."""
    return frozenset(given())


def is_name(text: str, *, sure: bool = False) -> bool:
    """Return whether *text* may be a name: not masked or called by a title, no organisation, and no other word.

    Where its end is *sure* a name may begin like another word.

    >>> is_name("张三"), is_name("应当"), is_name("张某某")
    (True, False, False)
    """
    masked = _SOMEBODY in text[1:] or text.endswith(roles().titles)
    other = _others().fullmatch(text) if sure else _others().match(text)
    return not masked and not other and not _ORGANISATION.search(text)
