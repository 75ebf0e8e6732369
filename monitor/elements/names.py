"""The ways in which an element may be named."""

import re
from functools import lru_cache

from monitor.catalogue.model import Element
from monitor.elements.searched import bare, pairs

PIECE = 4  # characters; a shorter piece of a name, such as 期限, stands in every text
_REMARK = re.compile(r"\([^()]*\)")
_SUFFIXES = ("名称", "姓名", "说明", "情况")
"""What a catalogue adds to the name of a thing, and a notice need not."""
_JOINT = re.compile(r"[/、]|与|和|及|或|等")


@lru_cache(maxsize=4096)  # an edition has some six hundred, and each is asked for in every text
def spellings(element: Element) -> tuple[str, ...]:
    """Return the ways in which *element* may be named: name, synonyms, and what a joint name consists of.

    >>> spellings(Element(key="party", name="被处罚人名称或姓名（全称）", synonyms=("当事人",)))
    ('被处罚人名称或姓名(全称)', '当事人', '被处罚人名称或姓名', '被处罚人名称', '被处罚人')
    """
    whole = [bare(name) for name in (element.name, *element.synonyms)]
    short = [_REMARK.sub("", name) for name in whole]
    pieces = [piece for name in short for piece in _JOINT.split(name)]
    for suffix in _SUFFIXES:
        pieces += [piece.removesuffix(suffix) for piece in pieces if piece.endswith(suffix)]
    known = [name for name in (*whole, *short) if name] + [one for one in pieces if len(one) >= PIECE]
    return tuple(dict.fromkeys(known))


@lru_cache(maxsize=4096)
def name_pairs(element: Element) -> frozenset[str]:
    """Return the pairs of neighbouring characters of the name of *element*."""
    return pairs(bare(element.name))
