"""Which notices discharge an obligation, surely or possibly, and which do not."""

from datetime import date

import pytest

from crawler.records import (
    AttachmentLink,
    FileTextRecord,
    LookRecord,
    NoticeRecord,
    SightingRecord,
    VersionRecord,
)
from crawler.registry import Bureau, Column, Site
from crawler.words import FileKind, FileOutcome, Outcome
from monitor.candidates import named_by_events, pick
from monitor.known import KnownBureau, KnownNotice
from monitor.matching.match import UNDECIDED
from monitor.matching.notice import Asserted, MatchResult
from monitor.obligations import Comes, Obligation
from monitor.shelf import Shelf
from monitor.unread import unread

SITE = Site(
    id="web", name="网站", bureau="caizheng", base="http://www.web.test/",
    column=(Column(id="tzgg", name="通知公告", url="tzgg/"),),
)  # fmt: skip
TRIGGER = date(2015, 6, 24)
NUMBER = "望财罚字〔2015〕4号"
SIBLINGS = frozenset({"C02.1", "C02.2", "C21.1", "C21.2"})
LONG = "现将有关事项公布如下。" * 20


def said(*names, score=0.9):
    return tuple(Asserted(category=name, score=score, reasons=("标题",)) for name in names)


def matched(*categories, near=(), duties=()):
    return MatchResult(
        categories=said(*categories),
        near=said(*near, score=0.5),
        abstain=bool(near) and not categories,
        duties=duties,
    )


@pytest.fixture
def notice(made):
    def make(
        number=7,
        *,
        title="公告",
        body=LONG,
        doc_number="",
        files=0,
        read=True,
        partial=False,
        url="",
        seen=TRIGGER,
        claimed=None,
        look=None,
        told=None,
        outcome=FileOutcome.READ,
        pictures=0,
    ):
        at = made.at(seen)
        url = url or f"http://www.web.test/{number}.html"
        version = VersionRecord(
            id=number, notice=number, number=1, fetch=number, seen_at=at, text_sha256="a", title=title,
            published=claimed, source="", doc_number=doc_number, index_number="", body=body,
            attachments=tuple(AttachmentLink(name=f"{n}.doc", url="u") for n in range(files)), partial=partial,
            pictures=pictures,
        )  # fmt: skip
        text = FileTextRecord(
            fetch=1, notice=number, url="u", name="0.doc", payload_sha256="a", kind=FileKind.DOC, outcome=outcome,
            detail="", text=told or "", pages=None, reader="", read_at=at,
        )  # fmt: skip
        sighting = SightingRecord(
            id=number,
            notice=number,
            site="web",
            column="tzgg",
            reading=1,
            title=title,
            url=url,
            claimed=claimed,
        )
        return KnownNotice(
            record=NoticeRecord(id=number, site="web", url=url, first_seen_at=at),
            sightings=(sighting,),
            versions=(version,) if read else (),
            looks=(LookRecord(fetch=1, notice=number, at=at, outcome=look),) if look else (),
            shelves=(Shelf(site="web", column="tzgg", name="通知公告", readings=(), met={}),),
            site=SITE,
            files=() if told is None else (text,),
        )

    return make


def bureau(*pairs, blind=None):
    notices = {one.id: one for one, _ in pairs}
    return KnownBureau(
        bureau=Bureau(id="caizheng", name="财政局", unit="CZ"),
        places=(),
        notices=notices,
        matches={one.id: match for one, match in pairs},
        blind=blind or {},
    )


def event(find=(NUMBER,)):
    return Obligation(
        bureau="caizheng", category="C02", duty="C02.1", what=NUMBER, comes=Comes.EVENT, trigger=TRIGGER, counted=True,
        find=find,
    )  # fmt: skip


def yearly():
    return Obligation(
        bureau="caizheng", category="C21", duty="C21.1", what="2015", comes=Comes.YEARLY, trigger=date(2015, 3, 31),
        counted=True, year=2014,
    )  # fmt: skip


def picked(obligation, held, taken=frozenset()):
    found = pick(obligation, held, siblings=SIBLINGS, taken=taken)
    return [(one.notice.id, one.certain) for one in found]


@pytest.mark.parametrize(
    ("about", "match", "expected"),
    [
        pytest.param({"title": f"处罚决定（{NUMBER}）"}, matched("C02"), [(7, True)], id="named in the title"),
        pytest.param({"doc_number": NUMBER}, matched("C02"), [(7, True)], id="named by its number"),
        pytest.param({"body": f"{LONG}{NUMBER}"}, matched("C02"), [(7, True)], id="named in the text"),
        pytest.param({"title": "望财罚字[2015] 4号"}, matched("C02"), [(7, True)], id="other brackets, a space"),
        pytest.param({"title": "望财罚字〔２０１５〕４号"}, matched("C02"), [(7, True)], id="full-width digits"),
        pytest.param({"body": f"{LONG}{NUMBER}"}, matched("C22"), [], id="news that quotes it"),
        pytest.param({"body": f"{LONG}{NUMBER}"}, matched(near=("C02",)), [(7, False)], id="named, but of uncertain kind"),
        pytest.param({"title": NUMBER}, matched(), [(7, False)], id="named in the title, of no kind"),
        pytest.param({"body": f"{LONG}{NUMBER}"}, matched(), [], id="named in the text, of no kind"),
        pytest.param({}, matched("C02"), [], id="of the kind, but of another event"),
        pytest.param({"body": "见附件。", "files": 1}, matched("C02"), [(7, False)], id="its text is in a file"),
        pytest.param({"body": ""}, matched("C02"), [(7, False)], id="a page without text"),
        pytest.param({"body": "", "title": "望财罚字〔2015〕9号"}, matched("C02"), [], id="without text, of another number"),
        pytest.param({"body": "见附件。", "files": 1, "seen": date(2015, 6, 1)}, matched("C02"), [], id="in a file, before the event"),
    ],
)  # fmt: skip
def test_what_discharges_an_event(notice, about, match, expected):
    assert picked(event(), bureau((notice(**about), match))) == expected


COVER = {"body": "见附件。", "files": 1}


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        pytest.param({}, [(7, False)], id="its file was not read"),
        pytest.param({"told": LONG}, [], id="its file was read and does not name the event"),
        pytest.param({"told": f"{LONG}望财罚字[2015] 4号"}, [(7, False)], id="its file names the event"),
        pytest.param({"told": "x" * 300_000 + NUMBER}, [(7, False)], id="a long file names it at its end"),
        pytest.param({"told": LONG, "outcome": FileOutcome.PARTLY}, [(7, False)], id="its file was read in part"),
        pytest.param({"told": LONG, "pictures": 1}, [(7, False)], id="a picture stands beside its file"),
        pytest.param({"told": LONG, "partial": True}, [(7, False)], id="a page of its text is lacking"),
    ],
)  # fmt: skip
def test_a_file_that_was_read_hides_nothing(notice, about, expected):
    assert picked(event(), bureau((notice(**COVER, **about), matched("C02")))) == expected


def duty(name, *reasons):
    return Asserted(category=name, score=0.3, reasons=reasons or ("标题",))


UNTOLD = (duty("C02.1", UNDECIDED), duty("C02.2", UNDECIDED))


@pytest.mark.parametrize(
    ("categories", "duties", "expected"),
    [
        pytest.param(("C02",), UNTOLD, [(7, False)], id="no word tells which"),
        pytest.param(("C02",), (duty("C02.1"), duty("C02.2")), [(7, False)], id="words for this one, too"),
        pytest.param(("C02",), (duty("C02.2"),), [], id="words for another alone"),
        pytest.param(
            ("C02", "C21"), (*UNTOLD, duty("C21.1")), [], id="words for one of another category alone"
        ),
    ],
)
def test_a_cover_whose_words_speak_for_another_duty_hides_nothing(notice, categories, duties, expected):
    held = bureau((notice(**COVER), matched(*categories, duties=duties)))
    assert picked(event(), held) == expected


def test_a_file_that_another_event_names_is_not_in_question(notice):
    held = bureau((notice(body="见附件。", files=1), matched("C02")))
    assert picked(event(), held, taken=frozenset({7})) == []


def test_a_misplaced_notice_is_known_by_what_it_would_be_elsewhere(notice):
    one = notice(title=f"处罚决定（{NUMBER}）")
    held = bureau((one, matched()), blind={7: matched("C02")})
    assert picked(event(), held) == [(7, True)]


def test_certain_notices_come_first(notice):
    unsure = notice(1, body="见附件。", files=1)
    sure = notice(2, title=NUMBER, seen=date(2015, 7, 1))
    assert picked(event(), bureau((unsure, matched("C02")), (sure, matched("C02")))) == [
        (2, True),
        (1, False),
    ]


REPORT = (
    Asserted(category="C21.1", score=0.9, reasons=()),
    Asserted(category="C21.2", score=0.2, reasons=()),
)
CATCH_UP = (
    Asserted(category="C21.2", score=0.9, reasons=()),
    Asserted(category="C21.1", score=0.4, reasons=()),
)
UNDECIDED = (
    Asserted(category="C21.1", score=0.3, reasons=()),
    Asserted(category="C21.2", score=0.3, reasons=()),
)


@pytest.mark.parametrize(
    ("title", "claimed", "match", "expected"),
    [
        pytest.param("2014年政府信息公开年度报告", None, matched("C21", duties=REPORT), [(7, True)], id="of the year"),
        pytest.param("2013年政府信息公开年度报告", None, matched("C21", duties=REPORT), [], id="of the year before"),
        pytest.param("２０１４年度报告", None, matched("C21", duties=REPORT), [(7, True)], id="full-width year"),
        pytest.param("政府信息公开年度报告", date(2015, 3, 9), matched("C21", duties=REPORT), [(7, False)], id="no year, published in the due year"),
        pytest.param("政府信息公开年度报告", date(2014, 3, 9), matched("C21", duties=REPORT), [], id="no year, published a year earlier"),
        pytest.param("2014年年报补报", None, matched("C21", duties=CATCH_UP), [], id="another duty of the category"),
        pytest.param("2014年年报", None, matched("C21", duties=UNDECIDED), [(7, False)], id="the duties cannot be told apart"),
        pytest.param("2014年年报", None, matched(near=("C21",)), [(7, False)], id="of uncertain kind"),
        pytest.param("2014年年报", None, matched("C03"), [], id="of another kind"),
    ],
)  # fmt: skip
def test_what_discharges_a_yearly_duty(notice, title, claimed, match, expected):
    assert picked(yearly(), bureau((notice(title=title, claimed=claimed), match))) == expected


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        pytest.param(date(2015, 7, 1), [(7, True)], id="since the rule is in force"),
        pytest.param(date(2014, 7, 1), [], id="older than the rule"),
        pytest.param(None, [(7, True)], id="undated"),
    ],
)
def test_nothing_older_than_its_rule_discharges_a_one_off_duty(notice, claimed, expected):
    owed = Obligation(
        bureau="caizheng", category="C21", duty="C21.2", what="2015-08-31", comes=Comes.ONCE, counted=True,
        trigger=date(2015, 8, 31), since=date(2015, 1, 1),
    )  # fmt: skip
    held = bureau((notice(title="补齐历年年报", claimed=claimed), matched("C21", duties=CATCH_UP)))
    assert picked(owed, held) == expected


@pytest.mark.parametrize(
    ("reasons", "body", "expected"),
    [
        pytest.param(("标题含“年报”",), LONG, [(7, False)], id="its title speaks for it"),
        pytest.param(("栏目含“年报”",), LONG, [], id="only its column does, and the text was read"),
        pytest.param(
            ("栏目含“年报”",), "见附件。", [(7, False)], id="only its column does, and there is no text"
        ),
    ],
)
def test_a_column_alone_makes_nothing_possible(notice, reasons, body, expected):
    near = (Asserted(category="C21", score=0.5, reasons=reasons),)
    match = MatchResult(categories=(), near=near, abstain=True)
    held = bureau((notice(title="2014年机构调整情况", body=body), match))
    assert picked(yearly(), held) == expected


def test_events_name_their_notices(notice):
    held = bureau((notice(1, title=NUMBER), matched("C02")), (notice(2), matched("C02")))
    assert named_by_events([event(), yearly()], held) == {1}


@pytest.mark.parametrize(
    ("about", "match", "expected"),
    [
        pytest.param({"read": False}, matched(), (7,), id="its title tells nothing"),
        pytest.param({"read": False}, matched("C02"), (7,), id="its title is of the kind"),
        pytest.param({"read": False}, matched("C21"), (), id="its title is of another kind"),
        pytest.param({"read": False, "seen": date(2015, 6, 1)}, matched(), (), id="older than the event"),
        pytest.param(
            {"read": False, "url": "http://else.test/1"}, matched(), (), id="it leads to another host"
        ),
        pytest.param({"read": False, "look": Outcome.NOT_FOUND}, matched(), (), id="there is no page"),
        pytest.param({"read": False, "look": Outcome.BLOCKED}, matched(), (7,), id="the page is blocked"),
        pytest.param({"partial": True}, matched(), (7,), id="a page of its text is lacking"),
        pytest.param({}, matched(), (), id="read"),
    ],
)
def test_pages_that_we_failed_to_read(notice, about, match, expected):
    assert unread(event(), bureau((notice(**about), match))) == expected
