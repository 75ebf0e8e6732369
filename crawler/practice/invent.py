"""Invents companies, people, places, amounts and code numbers, the same ones for the same seed."""

from datetime import date, timedelta
from random import Random

from crawler.practice.script import Cast, Part

CODE_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: no I, O, S, V, Z
ORG_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # GB 11714
ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
CENT = 100


def chinese(day: date) -> str:
    """Return *day* as notices write it.

    >>> chinese(date(2015, 8, 5))
    '2015年8月5日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def credit_code(chance: Random) -> str:
    """Return a unified credit code whose two check characters are right."""
    body = "".join(chance.choice("ABCDEFGHJKLMNPQRTUWXY") for _ in range(3))
    body += "".join(chance.choice("0123456789") for _ in range(5))
    rest = sum(ORG_DIGITS.index(one) * weight for one, weight in zip(body, ORG_WEIGHTS, strict=True)) % 11
    organisation = body + {0: "0", 1: "X"}.get(rest, str(11 - rest))
    code = f"91990100{organisation}"
    total = sum(CODE_DIGITS.index(one) * pow(3, at, 31) for at, one in enumerate(code))
    return code + CODE_DIGITS[-total % 31]


class Inventor:
    """Fills the blanks of the city's texts; every name is made up."""

    def __init__(self, cast: Cast, part: Part, key: str) -> None:
        self.cast = cast
        self.part = part
        self.chance = Random(key)  # noqa: S311 - a play wants the same dice every time

    def company(self) -> str:
        """Return the name of a company that does not exist."""
        mark, trade = self.chance.choice(self.cast.marks), self.chance.choice(self.cast.trades)
        return f"{self.cast.name}{mark}{trade}有限公司"

    def person(self) -> str:
        """Return the name of a person who does not exist."""
        return self.chance.choice(self.cast.surnames) + self.chance.choice(self.cast.given)

    def blanks(self, day: date) -> dict[str, str]:
        """Return a value for every blank of an everyday text written on *day*."""
        pick = self.chance
        coming = day + timedelta(days=pick.randint(3, 12))
        place, place2 = pick.sample(self.cast.places, 2)
        return {
            "city": self.cast.name,
            "bureau": self.part.name,
            "short": self.part.short,
            "topic": pick.choice(self.part.topics),
            "place": place,
            "place2": place2,
            "company": self.company(),
            "person": self.person(),
            "credit": credit_code(pick),
            "month": str(coming.month),
            "day": str(coming.day),
            "count": str(pick.randint(18, 96)),
            "many": str(pick.randint(3, 9) * CENT),
            "few": str(pick.randint(2, 6)),
        } | self.amounts()

    def amounts(self) -> dict[str, str]:
        """Return sums of several sizes."""
        pick = self.chance
        return {
            "amount": str(pick.randint(11, 98) * CENT * 5),
            "big": f"{pick.randint(900000, 3900000) / CENT:.2f}",
            "part": f"{pick.randint(90000, 490000) / CENT:.2f}",
            "small": f"{pick.randint(9000, 49000) / CENT:.2f}",
            "tiny": f"{pick.randint(1100, 4900) / CENT:.2f}",
            "mini": f"{pick.randint(110, 900) / CENT:.2f}",
        }
