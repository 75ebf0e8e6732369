"""The public things of the other wordings: offices and who acts for them, firms, numbers, days, sums."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from random import Random

from crawler.practice.invent import credit_code
from crawler.practice.wordings.lists import Lists
from crawler.practice.wordings.people import Person

_FIRST = date(2016, 1, 4)


class World:
    """What may be read by everybody; whatever is asked twice is answered the same way."""

    def __init__(self, chance: Random, lists: Lists) -> None:
        self._chance = chance
        self._lists = lists
        self._known: dict[str, str] = {}

    def value(self, slot: str) -> str:
        """Return the value of a *slot*; a figure behind its name asks for another one of the kind."""
        if slot not in self._known:
            self._known[slot] = self._made[slot.rstrip("0123456789")]()
        return self._known[slot]

    @cached_property
    def _made(self) -> dict[str, Callable[[], str]]:
        pick, lists, chance = self._chance.choice, self._lists, self._chance
        return {
            "firm": lambda: f"{pick(lists.cities)}{pick(lists.marks)}{pick(lists.trades)}有限公司",
            "shop": lambda: (
                f"{pick(lists.districts)}{pick(lists.surnames)}{pick(('记面馆', '氏理发店', '家早餐店', '师傅汽修部'))}"
            ),
            "office": lambda: f"{pick(lists.cities)}{pick(lists.districts)}{pick(lists.bureaus)}",
            "officer": lambda: Person(chance, lists).value("name"),
            "officeaddr": lambda: f"{pick(lists.cities)}{pick(lists.roads)}{chance.randint(1, 900)}号",
            "officeline": lambda: f"0{chance.randint(571, 599)}-{chance.randint(81000000, 89999999)}",
            "hotline": lambda: pick(("12345", "12315", "12369", "96345")),
            "docno": lambda: (
                f"{pick(('澜市监', '青综执', '鹿卫医', '沧应急', '宁交执'))}罚〔{chance.randint(2016, 2024)}〕{chance.randint(1, 1900)}号"
            ),
            "uscc": lambda: credit_code(chance),
            "day": self._day,
            "amount": lambda: f"{chance.randint(1, 90) * 500}",
            "batch": lambda: (
                f"{chance.randint(2016, 2024)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
            ),
            "contract": lambda: f"ZB{chance.randint(2016, 2024)}-{chance.randint(1, 999):04}",
            "serial": lambda: "".join(pick("0123456789") for _ in range(20)),
            "count": lambda: str(chance.randint(2, 4800)),
            "work": lambda: pick(lists.works),
            "goods": lambda: pick(lists.goods),
            "town": lambda: pick(lists.towns),
            "village": lambda: pick(lists.villages),
            "sickness": lambda: pick(lists.illnesses),
            "treasury": lambda: "3310" + "".join(pick("0123456789") for _ in range(15)),
            "officemail": lambda: (
                f"{pick(('jubao', 'xxgk', 'office'))}@{pick(('lanzhou', 'qingyu'))}.gov.example"
            ),
            "exam": lambda: "".join(pick("0123456789") for _ in range(11)),
            "licence": lambda: f"JY{chance.randint(10**13, 10**14 - 1)}",
        }

    def _day(self) -> str:
        day = _FIRST + timedelta(days=self._chance.randint(0, 3200))
        return self._chance.choice(
            (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day.year}.{day.month}.{day.day}")
        )
