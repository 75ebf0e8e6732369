"""Compares two editions: which categories, duties, time rules, units and instruments came, went or changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

from monitor.catalogue.describe import say_rule
from monitor.catalogue.model import Category, Duty, Edition, Timing


class Thing(StrEnum):
    """What a change is about."""

    EDITION = "edition"
    CATEGORY = "category"
    DUTY = "duty"
    TIMING = "timing"
    UNIT = "unit"
    INSTRUMENT = "instrument"


class How(StrEnum):
    """What became of it."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that came, went, or says something else in one of its keys."""

    thing: Thing
    id: str
    how: How
    name: str = ""
    key: str = ""
    """Empty for what came or went."""
    old: str = ""
    new: str = ""


_LARGE = frozenset({"instruments", "units", "categories", "duties", "timings"})
"""Keys whose values are compared one by one."""


def differences(old: Edition, new: Edition) -> tuple[Change, ...]:
    """Return what is different in *new*, in the order of the catalogue.

    A time rule has no name of its own: equal rules of a duty are set off against each other, and what is left is paired
    by its place.
    """
    olds, news = _duties(old), _duties(new)
    return (
        *_of(Thing.EDITION, {"": old}, {"": new}, skip=_LARGE),
        *_of(Thing.INSTRUMENT, old.instruments, new.instruments),
        *_of(Thing.UNIT, old.units, new.units),
        *_of(Thing.CATEGORY, _by_id(old.categories), _by_id(new.categories), skip=_LARGE),
        *_of(Thing.DUTY, olds, news, skip=_LARGE),
        *(one for each in olds if each in news for one in _timings(olds[each], news[each])),
    )


def _duties(edition: Edition) -> dict[str, Duty]:
    return {duty.id: duty for category in edition.categories for duty in category.duties}


def _by_id(categories: Iterable[Category]) -> dict[str, Category]:
    return {one.id: one for one in categories}


def _timings(old: Duty, new: Duty) -> Iterator[Change]:
    was, now = _left(old.timings, new.timings), _left(new.timings, old.timings)
    yield from _of(Thing.TIMING, was, now, skip=frozenset({"id"}))


def _left(mine: tuple[Timing, ...], theirs: tuple[Timing, ...]) -> dict[str, Timing]:
    """Return the rules of *mine* that *theirs* lack, by id."""
    spare = Counter(map(_unnamed, theirs))
    left: dict[str, Timing] = {}
    for one in mine:
        if spare[_unnamed(one)]:
            spare[_unnamed(one)] -= 1
        else:
            left[one.id] = one
    return left


def _unnamed(timing: Timing) -> tuple[Any, ...]:
    return tuple(getattr(timing, one.name) for one in fields(timing) if one.name != "id")


def _of(
    thing: Thing, old: Mapping[str, Any], new: Mapping[str, Any], skip: frozenset[str] = frozenset()
) -> Iterator[Change]:
    for one in dict.fromkeys((*old, *new)):
        if one not in new:
            yield Change(thing=thing, id=one, how=How.REMOVED, name=_name(old[one]))
        elif one not in old:
            yield Change(thing=thing, id=one, how=How.ADDED, name=_name(new[one]))
        else:
            yield from _keys(thing, one, old[one], new[one], skip)


def _keys(thing: Thing, one: str, old: Any, new: Any, skip: frozenset[str]) -> Iterator[Change]:
    for each in fields(old):
        was, now = getattr(old, each.name), getattr(new, each.name)
        if each.name not in skip and was != now:
            gone, come = _apart(was, now)
            yield Change(
                thing=thing, id=one, how=How.CHANGED, name=_name(new), key=each.name, old=gone, new=come
            )


def _apart(was: Any, now: Any) -> tuple[str, str]:
    """Return both values as text; of two lists only what the other lacks, unless only their order differs."""
    if isinstance(was, tuple) and isinstance(now, tuple):
        gone = [one for one in was if one not in now]
        come = [one for one in now if one not in was]
        if gone or come:
            return "、".join(map(_said, gone)), "、".join(map(_said, come))
    return _said(was), _said(now)


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return "、".join(map(_said, value))
    if is_dataclass(value) and not isinstance(value, type):
        given = ((one.name, getattr(value, one.name)) for one in fields(value))
        return " ".join(f"{name}={_said(one)}" for name, one in given if one not in ("", (), None, False))
    return "" if value is None else str(value)


def _name(value: Any) -> str:
    """Return what people call it; a time rule goes by its form."""
    return say_rule(value) if isinstance(value, Timing) else str(value.name)
