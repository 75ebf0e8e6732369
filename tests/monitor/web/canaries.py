"""A workspace whose penalty notice is full of a person who does not exist; nothing of that person may leave."""

from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from urllib.parse import quote, unquote, unquote_plus
from zipfile import ZipFile, is_zipfile

from crawler.clock import fixed_clock
from crawler.plaintext import half_width
from crawler.records import Article, AttachmentLink, Row
from crawler.store.facts import FetchFacts, FileFacts, Placed
from crawler.store.tables import segment
from crawler.store.writer import FactWriter
from crawler.words import Ending, FileKind, FileOutcome, Outcome, PageKind, Purpose, RunState

NAME, OTHER, BOSS = "卞玥霖", "褚琬婷", "阙桂芬"
IDENTITY, DAMAGED = "330203198811236128", "330203199004058877"
MOBILE, SPACED = "13957412368", "138 5741 9026"
CARD, PLATE, MAIL = "6228480318051081101", "浙B8K27Q", "bianyuelin77@qq.com"
HOME, BORN = "海曙区药行街88弄6号1207室", "1988年11月23日"
CANARIES = {
    "name": NAME, "other": OTHER, "boss": BOSS, "identity": IDENTITY, "damaged": DAMAGED, "mobile": MOBILE,
    "spaced": SPACED.replace(" ", ""), "card": CARD, "plate": PLATE, "mail": MAIL, "home": "药行街88弄6号1207室", "born": BORN,
}  # fmt: skip
"""What → the words that may stand in no output, as they are written without blanks and in half width."""

TITLE = f"关于对{NAME}无证经营作出行政处罚的决定"
URL = f"http://www.web.test/cf/{quote(NAME)}处罚决定书.html"
FILE = AttachmentLink(
    name=f"对{NAME}的行政处罚决定书.pdf", url=f"http://www.web.test/files/{quote(NAME + '处罚')}.pdf"
)
BODY = f"""处罚决定书文号：望财罚字〔2015〕9号
当事人：{NAME}，女，{BORN}出生，公民身份号码：{IDENTITY}，住{HOME}，电话：{MOBILE}，邮箱{MAIL}。
法定代表人或负责人：{BOSS}
主要违法事实：{NAME}驾驶{PLATE}运送账册，证人{OTHER}（身份证号{DAMAGED}，手机{SPACED}）作证。款项由{NAME}的农行卡{CARD}转出。
处罚种类和内容：对{NAME}罚款人民币五千元。
处罚依据：《中华人民共和国会计法》第四十三条
作出处罚的机关名称：望潮市财政局
作出处罚决定日期：2015年6月9日"""
EVENT = f"""
[[event]]
duty = "C02.1"
bureau = "caizheng"
what = "对{NAME}的行政处罚"
day = 2015-06-09
find = ["望财罚字〔2015〕9号"]
basis = "案件登记簿，当事人：{NAME}，电话{MOBILE}"
"""
PUBLIC = "望财罚字〔2015〕9号"
SEEN = date(2015, 7, 22)


@dataclass(frozen=True)
class Canaried:
    """The workspace, its database, and the number of the notice."""

    workspace: object
    engine: object
    notice: int


def add_canaries(workspace, engine, moment):
    """Publish the notice in a watched workspace, with its event and its file, and a silent edit of it."""
    events = workspace.root / "events.toml"
    events.write_text(events.read_text("utf-8") + EVENT, "utf-8")
    key = 0
    for day in range(3):
        at = moment(SEEN + timedelta(days=day))
        with FactWriter(engine, fixed_clock(at)).transaction() as facts:
            key = _look(
                facts, workspace.sites()["web"], at, BODY if day == 0 else BODY.replace("五千元", "八千元")
            )
    return Canaried(workspace=workspace, engine=engine, notice=key)


def _look(facts, site, at, body):
    run = facts.start_run(site, "test")
    reading = facts.start_reading(run, "web", "xzcf")
    page = FetchFacts(purpose=Purpose.LIST, url="http://www.web.test/xzcf/", at=at, outcome=Outcome.OK)
    (row,) = facts.record_list_page(reading, page, [Row(title=TITLE, url=URL, claimed=SEEN)])
    facts.end_reading(reading, Ending.EXHAUSTED)
    fetch = FetchFacts(
        purpose=Purpose.NOTICE, url=URL, at=at, outcome=Outcome.OK, notice=row.notice, payload_sha256="b" * 64
    )
    article = Article(
        kind=PageKind.ARTICLE, title=TITLE, published=SEEN, body=body, attachments=(FILE,),
        source=f"望潮市财政局 经办 当事人：{NAME}", doc_number="望财罚字〔2015〕9号",
    )  # fmt: skip
    facts.record_notice(run, fetch, article)
    where = facts.insert(segment, name=f"s{run}", opened_at=at, committed=0, records=0)
    facts.record_fetch(
        run,
        FetchFacts(
            purpose=Purpose.ATTACHMENT, url=FILE.url, at=at, outcome=Outcome.OK, notice=row.notice,
            payload_sha256="a" * 64, placed=Placed(segment=where, offset=0, length=1),
        ),
    )  # fmt: skip
    facts.record_file(
        FileFacts(
            payload_sha256="a" * 64, name=FILE.name, kind=FileKind.PDF, outcome=FileOutcome.READ, text=body,
            detail=f"页眉：当事人：{NAME}", tables=((("当事人", NAME), ("身份证号", IDENTITY)),),
        )
    )  # fmt: skip
    facts.finish_run(run, RunState.FINISHED)
    return row.notice


def leaks(output):
    """Return the canaries that stand in *output*, bytes or text, however it writes them."""
    text = _text(output)
    forms = {
        text,
        unescape(text),
        unquote(text),
        unquote_plus(unescape(text)),
        text.encode().decode("unicode_escape", "replace"),
    }
    flat = {
        half_width(one).replace(" ", "").replace("-", "").replace("\n", "").replace("│", "") for one in forms
    }
    return sorted(name for name, word in CANARIES.items() if any(word in one for one in flat))


def _text(output):
    if isinstance(output, str):
        return output
    if is_zipfile(BytesIO(output)):
        with ZipFile(BytesIO(output)) as book:
            return "\n".join(f"{one}\n{book.read(one).decode('utf-8', 'replace')}" for one in book.namelist())
    return output.decode("utf-8", "replace")
