"""Invents the people of the other wordings: who they are, where they live, what they suffer from."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from random import Random

from crawler.practice.wordings.lists import Lists

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_NEW_YEAR = date(2016, 1, 1)
_LATIN = "ABCDEFGHJKLMNPQRSTUVWXYZ"


class Person:
    """A made-up person; whatever is asked twice is answered the same way."""

    def __init__(self, chance: Random, lists: Lists) -> None:
        self._chance = chance
        self._lists = lists
        self._known: dict[str, str] = {}
        minor = chance.random() < 0.15  # noqa: PLR2004 - some are children
        self.born = _NEW_YEAR - timedelta(
            days=chance.randint(900, 6200) if minor else chance.randint(7000, 30000)
        )

    def value(self, kind: str) -> str:
        """Return what this person's *kind* is: ``name``, ``id``, ``mobile`` …"""
        if kind not in self._known:
            self._known[kind] = self._made[kind]()
        return self._known[kind]

    @cached_property
    def _made(self) -> dict[str, Callable[[], str]]:
        return {
            "name": self._name,
            "id": self._id,
            "oldid": lambda: self._body(2),
            "mobile": lambda: self._chance.choice(self._lists.mobiles) + self._digits(8),
            "line": lambda: (
                f"0{self._chance.choice('35678')}{self._digits(2)}-{self._chance.choice('2345678')}{self._digits(6)}"
            ),
            "home": self._home,
            "card": self._card,
            "account": lambda: self._chance.choice(("6013", "1208", "4030")) + self._digits(15),
            "plate": lambda: (
                self._pick(self._lists.provinces) + self._chance.choice("ABCDEFG") + self._plate()
            ),
            "passport": lambda: self._chance.choice(("E", "G")) + self._digits(8),
            "permit": lambda: self._chance.choice(("H", "M")) + self._digits(8),
            "macau": lambda: self._chance.choice(("C", "W")) + self._digits(8),
            "taiwan": lambda: self._digits(8),
            "born": lambda: f"{self.born.year}年{self.born.month}月{self.born.day}日",
            "birthmonth": lambda: f"{self.born.year}.{self.born.month:02}",
            "illness": lambda: self._pick(self._lists.illnesses),
            "disability": lambda: self._pick(self._lists.disabilities),
            "mail": lambda: (
                f"{self._chance.choice(('lan', 'yu', 'hai', 'sky'))}{self._digits(5)}@{self._chance.choice(('mail', 'post', 'letters'))}.example"
            ),
            "chat": lambda: f"{self._chance.choice(('wx', 'ly_', 'hao'))}{self._digits(6)}",
            "serial": lambda: self._digits(17),
            "security": lambda: self._chance.choice(_LATIN) + self._digits(8),
        }

    def _pick(self, these: tuple[str, ...]) -> str:
        return self._chance.choice(these)

    def _digits(self, count: int) -> str:
        return "".join(self._chance.choice("0123456789") for _ in range(count))

    def _plate(self) -> str:
        return "".join(self._chance.choice(_LATIN.replace("I", "") + "0123456789" * 2) for _ in range(5))

    def _name(self) -> str:
        drawn = self._chance.random()
        if drawn < 0.03:  # noqa: PLR2004 - the share of other peoples' names
            return self._pick(self._lists.minorities)
        surname = self._pick(self._lists.rare) if drawn < 0.12 else self._pick(self._lists.surnames)  # noqa: PLR2004
        one, two = self._pick(self._lists.given), self._pick(self._lists.given)
        return surname + (one if self._chance.random() < 0.3 else one + two)  # noqa: PLR2004 - a third is short

    def _body(self, digits: int) -> str:
        day = f"{self.born.year % 10**digits:0{digits}}{self.born.month:02}{self.born.day:02}"
        return self._pick(self._lists.regions) + day + f"{self._chance.randint(1, 999):03}"

    def _id(self) -> str:
        body = self._body(4)
        return body + _CHECKS[sum(int(one) * weight for one, weight in zip(body, _WEIGHTS, strict=True)) % 11]

    def _card(self) -> str:
        body = self._pick(self._lists.banks) + self._digits(12)
        doubled = [int(one) * (2 if at % 2 == 0 else 1) for at, one in enumerate(reversed(body))]
        return body + str(-sum(one // 10 + one % 10 for one in doubled) % 10)

    def _home(self) -> str:
        number = self._chance.randint(1, 398)
        shape = self._pick(self._lists.homes)
        return shape.format(
            road=self._pick(self._lists.roads),
            estate=self._pick(self._lists.estates),
            village=self._pick(self._lists.villages),
            town=self._pick(self._lists.towns),
            n=number,
            b=self._chance.randint(1, 36),
            u=self._chance.randint(1, 4),
            r=f"{self._chance.randint(1, 28)}0{self._chance.randint(1, 6)}",
            g=self._pick(("一", "二", "三", "四", "五", "六", "七", "八", "九")),
        )
