from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from monitor.evidence import Reason
from monitor.report.letter import FOR_PEOPLE, NAMED, weekly_letter
from monitor.report.weekly import judge_week
from monitor.words import Standing

BASE = "http://monitor.example/"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def week(watched):
    return judge_week(*watched, date(2015, 8, 10))


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)


def parsed(letter):
    reader = Tags()
    reader.feed(letter.html)
    return reader


def test_says_how_many_who_and_how_sure(week):
    letter = weekly_letter(week, BASE, ())
    share = week.now.coverage()
    assert letter.subject == "[政务公开监测] 2015年第33周 | 确认0 疑似2 无法判定1 | 本周消除0"
    for text in (letter.text, letter.html):
        assert "其中 1 项须由人判断" in text
        assert "望潮市财政局" not in text
        assert "请勿外传，待核实" in text
        assert "http://monitor.example/weekly/2015-W33" in text
        assert "http://monitor.example/method" in text
        assert f"可判定 {share.judged} 项（{share.share:.0%}）" in text
        assert "未收到即为故障" in text


def test_both_forms_say_the_same_numbers(week):
    letter = weekly_letter(week, BASE, ())
    said = "".join("".join(parsed(letter).text).split())
    for number in ("确认问题", "疑似", "无法判定", "已公开"):
        assert number in said
        assert number in letter.text
    assert "共2项，其中新增0项" in said
    assert "共 2 项，其中新增 0 项" in letter.text


def test_brings_nothing_from_elsewhere_and_stays_small(week):
    letter = weekly_letter(week, BASE, ())
    reader = parsed(letter)
    assert {tag for tag, _ in reader.tags}.isdisjoint({"img", "script", "link", "iframe", "form", "style"})
    assert all(attrs["href"].startswith(BASE) for tag, attrs in reader.tags if tag == "a")
    assert len(letter.html.encode()) < 100_000


def test_names_no_bureau_it_suspects(week):
    letter = weekly_letter(week, BASE, ())
    for one in week.suspected:
        assert one.obligation.what not in letter.text + letter.html


@pytest.mark.parametrize("key", sorted(FOR_PEOPLE))
def test_names_no_bureau_where_its_notice_is_in_question(week, key):
    one = week.of(Standing.CANNOT_TELL)[0]
    values = dict.fromkeys(("title", "claimed", "due", "lower", "upper", "days"), "某日")
    changed = replace(one, reason=Reason(key=key, values=values))
    verdicts = tuple(changed if item is one else item for item in week.now.verdicts)
    letter = weekly_letter(replace(week, now=replace(week.now, verdicts=verdicts)), BASE, ())
    name = week.now.bureaus[one.obligation.bureau].name
    assert name not in letter.text + letter.html
    assert "其中 1 项须由人判断" in letter.text


def test_hostile_titles_are_escaped_and_personal_data_is_masked(week):
    reason = Reason(key="never_looked", values={"name": f"{HOSTILE} 电话13800138000", "site": "web"})
    one = week.of(Standing.CANNOT_TELL)[0]
    changed = tuple(replace(one, reason=reason) if item is one else item for item in week.now.verdicts)
    letter = weekly_letter(replace(week, now=replace(week.now, verdicts=changed)), BASE, ())
    assert "<script>" not in letter.html
    assert "<img" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert "13800138000" not in letter.html + letter.text


def test_a_city_that_cannot_be_read_still_fits_a_letter(week):
    one = week.of(Standing.CANNOT_TELL)[0]
    one = replace(one, reason=Reason(key="never_looked", values={"name": "公告", "site": "web"}))
    bureau = next(iter(week.now.bureaus.values()))
    bureaus = {f"b{at}": replace(bureau, id=f"b{at}", name=f"第{at}局") for at in range(NAMED + 7)}
    verdicts = tuple(replace(one, obligation=replace(one.obligation, bureau=key)) for key in bureaus)
    now = replace(week.now, bureaus=bureaus, verdicts=verdicts, places=dict.fromkeys(bureaus, ()))
    letter = weekly_letter(replace(week, now=now), BASE, ())
    assert "其余 7 个单位见附件" in letter.text
    assert "其余 7 个单位见附件" in letter.html
    assert len(letter.html.encode()) < 100_000


def test_the_key_is_the_weeks_and_the_deployments(week):
    key = weekly_letter(week, BASE, ()).key
    assert key == weekly_letter(week, BASE, ()).key
    assert key.startswith("weekly/2015-W33/")
    assert key != weekly_letter(week, "http://other.example/", ()).key
    assert len(key) <= 120
