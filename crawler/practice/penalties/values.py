"""Values for the texts: people who do not exist, with everything that is theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from crawler.practice.invent import chinese

SURNAMES = (
    "王王王王李李李李张张张刘刘陈陈杨杨赵黄黄周周吴吴徐徐孙朱朱马胡胡郭林何何高梁郑郑罗宋谢唐韩曹许许邓萧冯曾程程蔡彭潘"
    "袁于董余苏叶叶吕魏蒋蒋田杜丁沈沈姜范江江傅钟卢汪戴崔任陆陆廖姚方金金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵邵史毛常万"
    "顾赖武康贺严尹钱施牛洪龚俞裘柴乐应竺鲍虞翁励屠忻毕柯阮翟戚成时向安常祝盛包章查樊纪舒乔褚殷詹"
)
COMPOUND = ("欧阳", "司马", "上官", "诸葛", "皇甫", "令狐", "尉迟")
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文海波晓红梅鹏飞宇浩然子轩雨欣博天佑思远佳琪俊峰立新春生永康"
    "德福根法祥林全财金水土火木良民义仁忠孝国庆胜利和安东方南北西云龙虎彪豹亮光辉耀祖宗书香琴棋诗画莉莎娅婷燕凤翠萍珍珠宝贵"
    "银铜铁钢锋锐利达成功名誉荣华富自立自强正大中一二三小大长青松柏柳桃李杏梨月星辰阳晨曦晖旭冬夏秋雪霜露雯雷震霆炎焱炜烨"
)
DOTTED = ("买买提·艾力", "阿卜杜拉·吐尔逊", "古丽·阿不都", "迪力夏提·库尔班")
DISTRICTS = (
    "海曙区",
    "江北区",
    "鄞州区",
    "镇海区",
    "北仑区",
    "奉化区",
    "慈溪市",
    "余姚市",
    "象山县",
    "宁海县",
)
ROADS = (
    "中山西路", "药行街", "百丈东路", "环城北路东段", "天童南路", "解放北路", "庄市大道", "新碶街道明州路", "溪口镇武岭西路",
    "观海卫镇三北大街", "泗门镇汝湖路", "丹东街道新华路",
)  # fmt: skip
VILLAGES = (
    "横溪镇金峨村",
    "龙山镇方家河头村",
    "大佳何镇滨海村",
    "周巷镇劳家埭村",
    "莼湖街道鸿峙村",
    "洞桥镇百梁桥村",
)
PROVINCES = (
    "浙江省宁波市",
    "安徽省阜阳市颍上县",
    "贵州省毕节市织金县",
    "河南省周口市",
    "江西省上饶市鄱阳县",
    "宁波市",
    "",
)
PLATE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
DIGITS = "0123456789"
NUMERALS = "〇一二三四五六七八九"
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@dataclass(frozen=True, kw_only=True)
class Dice:
    """One source of chance, and what is drawn from it."""

    chance: Random

    def one(self, values: "tuple[str, ...] | str") -> str:
        """Return one of *values*."""
        return self.chance.choice(values)

    def digits(self, count: int) -> str:
        """Return so many digits, the first not 0."""
        return self.one(DIGITS[1:]) + "".join(self.one(DIGITS) for _ in range(count - 1))

    def likely(self, share: float) -> bool:
        """Return whether what happens in *share* of all cases happens now."""
        return self.chance.random() < share

    def name(self) -> str:
        """Return the name of a person who does not exist."""
        if self.likely(0.02):
            return self.one(DOTTED)
        surname = self.one(COMPOUND) if self.likely(0.02) else self.one(SURNAMES)
        return surname + "".join(self.one(GIVEN) for _ in range(1 if self.likely(0.25) else 2))

    def place(self) -> str:
        """Return a street with its number."""
        return f"{self.one(DISTRICTS)}{self.one(ROADS)}{self.chance.randint(2, 998)}号"


class Person:
    """A person: the values of every slot behind its number are its own and stay the same in a text."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.name = dice.name()

    @cached_property
    def birthday(self) -> date:
        """The day of birth."""
        return date(1945, 1, 1) + timedelta(days=self.dice.chance.randrange(23_500))

    def value(self, what: str) -> str:
        """Return what the slot asks for."""
        ways: dict[str, Callable[[], str]] = {
            "": lambda: self.name,
            "id": self._identity,
            "mobile": self._mobile,
            "line": lambda: f"0574-8{self.dice.digits(7)}",
            "home": self._home,
            "born": self._born,
            "date": self._date,
            "card": self._card,
            "account": lambda: self.dice.digits(12),
            "plate": self._plate,
            "mail": lambda: (
                f"{self.dice.one(('zhang', 'lxm', 'nb', 'hua'))}{self.dice.digits(5)}@{self.dice.one(('qq.com', '163.com', 'example.com'))}"
            ),
            "chat": lambda: f"wx{self.dice.one(('hao', 'li', 'gd'))}{self.dice.digits(5)}",
            "passport": lambda: self.dice.one("EGP") + self.dice.digits(8),
        }
        return ways[what]()

    def _identity(self) -> str:
        dice = self.dice
        stem = f"{dice.one(('330203', '330225', '341226', '522425', '411625', '361128'))}{self.birthday:%Y%m%d}{dice.digits(3)}"
        check = CHECKS[sum(int(sign) * weight for sign, weight in zip(stem, WEIGHTS, strict=True)) % 11]
        if dice.likely(0.12):  # damaged: the check sign of another number
            check = dice.one(CHECKS.replace(check, ""))
        number = stem + check
        if dice.likely(0.12):
            return number.translate(WIDE)
        if dice.likely(0.12):
            return f"{number[:6]} {number[6:14]} {number[14:]}"
        return number.lower() if dice.likely(0.1) else number

    def _mobile(self) -> str:
        number = self.dice.one(("13", "15", "17", "18", "19")) + self.dice.digits(9)
        if self.dice.likely(0.1):
            return number.translate(WIDE)
        if self.dice.likely(0.2):
            gap = self.dice.one("- ")
            return f"{number[:3]}{gap}{number[3:7]}{gap}{number[7:]}"
        return number

    def _home(self) -> str:
        dice = self.dice
        start = dice.one(PROVINCES) + dice.one(DISTRICTS)
        if dice.likely(0.4):
            return f"{start}{dice.one(VILLAGES)}{dice.chance.randint(1, 15)}组{dice.chance.randint(1, 99)}号"
        return f"{start}{dice.one(ROADS)}{dice.chance.randint(2, 900)}弄{dice.chance.randint(1, 90)}号{dice.chance.randint(101, 2804)}室"

    def _born(self) -> str:
        """Return the day of birth with its label; between the marks stands what is personal of it."""
        day = self.birthday
        numerals = "".join(NUMERALS[int(sign)] for sign in str(day.year))
        ways = (
            f"«{chinese(day)}»出生",
            f"«{chinese(day)}»生",
            f"«{day.year}年{day.month}月»生",
            f"出生日期«{day:%Y-%m-%d}»",
            f"«{numerals}年{_numeral(day.month)}月{_numeral(day.day)}日»出生",
            f"«{day.year}.{day.month}.{day.day}»出生",
        )
        return self.dice.one(ways)

    def _date(self) -> str:
        return self.dice.one(
            (f"{self.birthday:%Y-%m-%d}", chinese(self.birthday), f"{self.birthday:%Y/%m/%d}")
        )

    def _card(self) -> str:
        stem = self.dice.one(("622848", "621700", "622202", "621799")) + self.dice.digits(12)
        total = sum(_crossed(int(sign) * (2 - at % 2)) for at, sign in enumerate(reversed(stem)))
        number = stem + str(-total % 10)
        return " ".join(number[at : at + 4] for at in range(0, 19, 4)) if self.dice.likely(0.25) else number

    def _plate(self) -> str:
        tail = "".join(self.dice.one(PLATE_SIGNS) for _ in range(4)) + self.dice.one(DIGITS)
        head = self.dice.one(("浙B", "浙B", "皖K", "沪C", "赣E"))
        if self.dice.likely(0.15):
            return f"{head}D{tail}"
        return f"{head}{self.dice.one(('·', '', '', ' '))}{tail}"


def _crossed(value: int) -> int:
    return value - 9 if value > 9 else value  # noqa: PLR2004 - the cross sum of two digits


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{NUMERALS[tens]}十")
    return head + (NUMERALS[ones] if ones else "")
