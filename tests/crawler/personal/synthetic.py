"""Makes texts with personal data in known places, and public data that looks alike."""

import random
from dataclasses import dataclass

from crawler.personal.numbers import valid_card, valid_credit_code, valid_identity

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文海波晓红梅鹏飞宇浩然子轩雨欣博天佑思远佳琪俊峰立新春生永康"
COMPOUND = ["欧阳", "司马", "上官", "诸葛", "皇甫", "令狐"]
PLACES = [
    "海曙区中山路",
    "鄞州区天童北路",
    "镇海区招宝山街道",
    "奉化区溪口镇溪南村",
    "余姚市凤山街道",
    "平湖县湖滨路",
]
COMPANIES = [
    "宁波海潮贸易有限公司",
    "平湖县湖滨小吃店",
    "镇海金海岸足浴中心",
    "高桥陈记五金经营部",
    "江北万豪网吧",
    "奉化林场合作社",
]
PARTIES = [
    "当事人：",
    "被处罚人：",
    "当事人姓名:",
    "违法行为人：",
    "姓名：",
    "法定代表人：",
    "经营者：",
    "负责人：",
    "被处罚人姓名\t",
    "当 事 人：".replace(" ", ""),
]
TAILS = ["，男，", "，女，汉族，", "，", "，性别男，", "，身份证号", "(个体工商户)，"]


@dataclass(frozen=True)
class Sample:
    """A text, what in it is personal, and what is not."""

    text: str
    secret: tuple[str, ...]
    public: tuple[str, ...]


class Maker:
    """Draws everything from one source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def digits(self, count: int) -> str:
        return "".join(self.chance.choice("0123456789") for _ in range(count))

    def name(self) -> str:
        head = self.chance.choice(COMPOUND) if self.chance.random() < 0.05 else self.chance.choice(SURNAMES)
        return head + "".join(self.chance.choice(GIVEN) for _ in range(self.chance.choice([1, 2, 2])))

    def identity(self) -> str:
        day = f"{self.chance.randint(1940, 2005)}{self.chance.randint(1, 12):02d}{self.chance.randint(1, 28):02d}"
        stem = f"330{self.digits(3)}{day}{self.digits(3)}"
        return next(stem + check for check in "0123456789X" if valid_identity(stem + check))

    def card(self) -> str:
        stem = self.chance.choice(["6222", "6217", "6228", "4367", "9558"]) + self.digits(
            self.chance.choice([11, 14])
        )
        number = next(stem + check for check in "0123456789" if valid_card(stem + check))
        spaced = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
        return spaced if self.chance.random() < 0.3 else number

    def credit_code(self) -> str:
        stem = "9133" + self.digits(13)
        return next(
            stem + check for check in "0123456789ABCDEFGHJKLMNPQRTUWXY" if valid_credit_code(stem + check)
        )

    def mobile(self) -> str:
        return self.chance.choice(["13", "15", "18", "17", "19"]) + self.digits(9)

    def home(self) -> str:
        return f"浙江省宁波市{self.chance.choice(PLACES)}{self.chance.randint(1, 300)}号{self.chance.randint(1, 30)}幢{self.digits(3)}室"

    def penalty(self) -> Sample:
        """A decision against a person."""
        name, identity, mobile, home = self.name(), self.identity(), self.mobile(), self.home()
        line = f"0574-8{self.digits(7)}"
        where = self.chance.choice(["住址：", "，家庭住址:", "，住", "，户籍地址：", "，地址："])
        text = (
            f"行政处罚决定书\n{self.chance.choice(PARTIES)}{name}{self.chance.choice(TAILS)}公民身份号码：{identity}"
            f"{where if where[0] == '，' else '，' + where}{home}，联系电话：{mobile}，固定电话：{line}。\n"
            f"经查，{name}于2020年5月6日无证经营。{name}对上述事实无异议。罚款{self.digits(5)}元。\n"
            f"如不服本决定，可向平湖县人民政府申请行政复议，电话：0573-{self.digits(8)}。"
        )
        officer = "法定" in text[:30] or "负责" in text[:30]
        hidden = (name, identity, mobile) if officer else (name, identity, mobile, home, line)
        return Sample(text, hidden, ("行政处罚决定书", "平湖县人民政府"))

    def company(self) -> Sample:
        """A decision against a company, with its responsible person."""
        company, boss, code = self.chance.choice(COMPANIES), self.name(), self.credit_code()
        text = (
            f"当事人：{company}\n统一社会信用代码：{code}\n住所：平湖县湖滨路{self.chance.randint(1, 99)}号\n"
            f"法定代表人：{boss}\n{company}未按规定公示。{boss}在笔录上签字。处罚文书编号：{self.digits(16)}。"
        )
        return Sample(text, (boss,), (company, code, "住所：平湖县湖滨路"))

    def notice(self) -> Sample:
        """A notice with contacts of offices and numbers that mean no person."""
        company, code = self.chance.choice(COMPANIES), self.credit_code()
        project = f"2305-330203-04-01-{self.digits(6)}"
        phone, mail = f"0574-8{self.digits(7)}", "xxgk@pinghu.gov.cn"
        amount = f"1{self.chance.choice('3578')}{self.digits(9)}"
        text = (
            f"公示\n建设单位：{company}(信用代码{code})\n项目代码：{project}\n总投资{amount}元。\n"
            f"联系单位：平湖县发展和改革局，通讯地址：平湖县湖滨路1号，联系电话：{phone}，电子邮箱：{mail}。\n"
            f"公示期限：2015年6月24日至2015年7月1日。负责人应当签字，当事人应当配合。"
        )
        return Sample(
            text, (), (company, code, project, phone, mail, amount, "平湖县湖滨路1号", "应当签字", "应当配合")
        )

    def list_of_names(self) -> Sample:
        """A list that shows cards, mailboxes and passports."""
        card, mail = self.card(), f"{self.chance.choice(['zhang', 'li', 'wang'])}{self.digits(4)}@example.com"
        passport = self.chance.choice("EGP") + self.digits(8)
        mobile = self.mobile()
        text = f"补贴发放名单\n户名 {self.name()} 账号 {card} 手机 {mobile}\n护照号码：{passport}，邮箱 {mail}\n合计 3 户 {self.digits(4)} 元"
        return Sample(text, (card, mail, passport, mobile), ("补贴发放名单", "合计 3 户"))

    def samples(self, count: int) -> list[Sample]:
        """Draw *count* texts of every kind."""
        kinds = (self.penalty, self.company, self.notice, self.list_of_names)
        return [self.chance.choice(kinds)() for _ in range(count)]
