"""Values for the texts: offices with their officers, companies, codes and amounts, all of which must stay."""

from collections.abc import Callable
from datetime import date, timedelta

from crawler.practice.invent import chinese, credit_code
from crawler.practice.penalties.values import DISTRICTS, SURNAMES, Dice

FIRMS = (
    "宁波甬晟建设有限公司", "浙江海纳机电科技股份有限公司", "慈溪市恒泰轴承厂", "宁波市鄞州金桥印务有限公司",
    "余姚市四明山林场", "宁波港通物流有限公司", "象山县东海水产合作社", "宁波东方化工集团有限公司镇海分公司",
)  # fmt: skip
SHOPS = (
    "{district}{name}小吃店",
    "{district}老{surname}家面馆",
    "{district}好又多超市",
    "{name}五金商行",
    "{district}蓝月亮网吧",
)
OFFICES = (
    "宁波市市场监督管理局", "宁波市公安局海曙分局", "慈溪市综合行政执法局", "宁波市生态环境局鄞州分局", "余姚市农业农村局",
    "宁波市交通运输局", "宁海县水利局", "宁波市卫生健康委员会",
)  # fmt: skip


class World:
    """Everything else in a text: offices with their officers, companies, one named after *owner* now and then, codes, amounts."""

    def __init__(self, dice: Dice, owner: str) -> None:
        self.dice = dice
        self.office = dice.one(OFFICES)
        self.seat = dice.place()
        name = owner if dice.likely(0.3) else dice.name()[:3]
        self.shop = dice.one(SHOPS).format(
            district=f"宁波市{dice.one(DISTRICTS)}", name=name, surname=dice.one(SURNAMES)
        )
        self.firm = dice.one(FIRMS)

    def value(self, what: str) -> str:
        """Return what the slot asks for."""
        dice = self.dice
        ways: dict[str, Callable[[], str]] = {
            "office": lambda: self.office,
            "office.line": lambda: f"0574-8{dice.digits(7)}",
            "office.addr": lambda: f"宁波市{self.seat}",
            "office.mail": lambda: f"xzcf{dice.digits(3)}@ningbo.gov.cn",
            "officer": dice.name,
            "officer2": dice.name,
            "firm": lambda: self.firm,
            "firm.line": lambda: f"0574-8{dice.digits(7)}",
            "shop": lambda: self.shop,
            "site": lambda: f"{dice.place()}",
            "uscc": lambda: credit_code(dice.chance),
            "docno": self._number,
            "docno2": self._number,
            "docno3": self._number,
            "account": lambda: dice.digits(19),
            "uscc2": lambda: credit_code(dice.chance),
            "amount": lambda: f"{dice.chance.randint(200, 900_000)}",
            "day": lambda: chinese(date(2014, 1, 1) + timedelta(days=dice.chance.randrange(3_000))),
            "code": lambda: dice.digits(16),
            "number": lambda: dice.digits(5),
            "badge": lambda: f"330200{dice.digits(5)}",
            "licence": lambda: dice.digits(15),
            "treasury": lambda: (
                f"中国银行宁波市分行（户名：宁波市财政局罚没收入专户，账号：{dice.digits(16)}）"
            ),
            "treasury.account": lambda: dice.digits(15),
        }
        return ways[what]()

    def _number(self) -> str:
        word = self.dice.one(("甬市监罚字", "甬公海罚决字", "慈综执罚决字", "甬环鄞罚", "余农（渔政）罚"))
        return f"{word}〔{self.dice.chance.randint(2014, 2022)}〕第{self.dice.chance.randint(1, 4000)}号"
