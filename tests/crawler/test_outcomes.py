import pytest

from crawler.outcomes import Answer, judge_answer
from crawler.words import Outcome, Purpose

TEXT = "本局依法公开下列事项，欢迎监督。" * 30
ARTICLE = f"<!DOCTYPE html><html><head><title>关于开展检查的通知</title></head><body><p>{TEXT}</p><script>var a=1</script></body></html>"


def answer(body=ARTICLE, status=200, asked="http://h.example/a/t20150601_7.html", url="", **values):
    raw = body if isinstance(body, bytes) else body.encode()
    text = values.pop("text", "" if isinstance(body, bytes) else body)
    headers = values.pop("headers", {})
    return Answer(
        url=url or asked, asked=asked, status=status, headers=headers, body=raw, text=text, **values
    )


@pytest.mark.parametrize(
    ("given", "outcome", "detail"),
    [
        pytest.param({}, Outcome.OK, "", id="an article"),
        pytest.param({"status": 304, "body": ""}, Outcome.NOT_MODIFIED, "", id="not modified"),
        pytest.param({"status": 404}, Outcome.NOT_FOUND, "status 404", id="not found"),
        pytest.param({"status": 410}, Outcome.NOT_FOUND, "status 410", id="gone for good"),
        pytest.param({"status": 403}, Outcome.BLOCKED, "status 403", id="forbidden"),
        pytest.param({"status": 405}, Outcome.BLOCKED, "status 405", id="method refused"),
        pytest.param({"status": 412}, Outcome.BLOCKED, "status 412", id="precondition"),
        pytest.param({"status": 429}, Outcome.BLOCKED, "status 429", id="too many requests"),
        pytest.param({"status": 521}, Outcome.BLOCKED, "status 521", id="refused by a protection layer"),
        pytest.param({"status": 418}, Outcome.BLOCKED, "status 418", id="a joke of a status"),
        pytest.param({"status": 500}, Outcome.SERVER_ERROR, "status 500", id="server error"),
        pytest.param({"status": 503}, Outcome.SERVER_ERROR, "status 503", id="overloaded"),
        pytest.param({"status": 302}, Outcome.REDIRECT_LOOP, "status 302", id="redirect to nowhere"),
        pytest.param({"status": 202}, Outcome.OK, "", id="accepted with a whole page"),
        pytest.param({"cut": True}, Outcome.TRUNCATED, "promised length", id="cut by the wire"),
        pytest.param(
            {"body": ARTICLE[:300], "open_ended": True}, Outcome.TRUNCATED, "no </html>", id="cut at a close"
        ),
        pytest.param({"open_ended": True}, Outcome.OK, "", id="a close at the right place"),
        pytest.param({"body": ""}, Outcome.BLOCKED, "an empty answer", id="nothing at all"),
        pytest.param(
            {"body": "<html><script>eval(x)</script></html>"},
            Outcome.BLOCKED,
            "a shell",
            id="an unknown shell",
        ),
        pytest.param(
            {"body": "<html><script>eval(x)</script></html>", "status": 202},
            Outcome.BLOCKED,
            "status 202",
            id="accepted with a shell",
        ),
        pytest.param(
            {"body": '<script>location.href="/tzgg/index.html"</script>'},
            Outcome.OK,
            "",
            id="a shell that leads on is no refusal",
        ),
        pytest.param(
            {"body": "<html><script>window._CONFIG = {SID:'1'}</script></html>"},
            Outcome.OK,
            "",
            id="a page whose data is a script",
        ),
        pytest.param(
            {"body": '<html><script src=a.js></script><a href="/a/t20150601_7.html">一</a></html>'},
            Outcome.OK,
            "",
            id="a very short list",
        ),
        pytest.param(
            {
                "body": "<title>停水通知</title><script src=a.js></script>"
                '<div id="zoom">因管道检修，本周五上午九时至十二时停水，敬请谅解。</div>'
            },
            Outcome.OK,
            "",
            id="a very short notice",
        ),
        pytest.param(
            {"body": '<title>停水通知</title><script src=a.js></script><div id="zoom">加载中</div>'},
            Outcome.BLOCKED,
            "a shell",
            id="a notice that scripts have yet to draw",
        ),
        pytest.param(
            {"body": "<p>暂无相关信息</p><script>pageCount:1,</script>"},
            Outcome.OK,
            "",
            id="a list that is empty",
        ),
    ],
)
def test_names_how_a_page_went(given, outcome, detail):
    judged = judge_answer(answer(**given), Purpose.NOTICE)
    assert judged.outcome is outcome
    assert judged.detail.startswith(detail) or detail in judged.detail


CHALLENGES = [
    pytest.param(
        "jsl", 521, "<script>document.cookie=('_')+('_')+('j');location.href=x</script>", {}, id="jsl one"
    ),
    pytest.param(
        "jsl", 521, "<script>nothing known</script>", {"set-cookie": "__jsluid_s=1"}, id="jsl by its cookie"
    ),
    pytest.param(
        "jsl", 200, '<script>;go({"bts":["1"],"tn":"__jsl_clearance_s"})</script>', {}, id="jsl two"
    ),
    pytest.param("rs", 412, "<html><script>$_ts=window['$_ts'];</script></html>", {}, id="rs with 412"),
    pytest.param("rs", 202, "<html><script>$_ts.nsd=1</script></html>", {}, id="rs with 202"),
    pytest.param("wzws", 200, "<script>eval(1)</script>", {"set-cookie": "wzws_sessionid=a"}, id="wzws"),
    pytest.param("hoy_tr", 200, "<script>var HOY_TR=1</script>", {}, id="hoy_tr"),
    pytest.param("rs", 400, "<html><script src='/a.js' r='m'></script></html>", {}, id="rs with 400"),
    pytest.param("wzws", 302, "", {"location": "/WZWSRELcHJhY3Q="}, id="wzws by where it leads"),
    pytest.param("ct6t", 302, "", {"set-cookie": "CT6T=1"}, id="ct6t"),
    pytest.param("c3vk", 200, "<script>document.cookie='C3VK=1';location.reload()</script>", {}, id="c3vk"),
    pytest.param("tst_status", 200, "<script>var __tst_status=3</script>", {}, id="tst_status"),
    pytest.param("yd_cookie", 200, "<script>yd_cookie</script>", {}, id="yd_cookie"),
    pytest.param(
        "acw", 200, "<script>var arg1='0123456789ABCDEF0123456789ABCDEF0123'</script>", {}, id="acw"
    ),
    pytest.param("captcha", 405, "<html>请拖动滑块完成验证<script></script></html>", {}, id="a slider"),
    pytest.param("refusal", 403, "<html>访问被拦截</html>", {}, id="refused in words"),
]


@pytest.mark.parametrize(("name", "status", "body", "headers"), CHALLENGES)
def test_names_the_protection_page(name, status, body, headers):
    judged = judge_answer(answer(body, status=status, headers=headers), Purpose.LIST)
    assert (judged.outcome, judged.detail) == (Outcome.CHALLENGE, name)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(ARTICLE.replace("检查", "短信验证码"), {}, id="an article about codes"),
        pytest.param(
            ARTICLE, {"set-cookie": "__jsluid_s=a; path=/"}, id="a protection cookie on a good page"
        ),
        pytest.param(ARTICLE + "<!-- C3VK -->", {}, id="a mark in a whole page"),
    ],
)
def test_does_not_suspect_a_good_page(body, headers):
    assert judge_answer(answer(body, headers=headers), Purpose.NOTICE).outcome is Outcome.OK


MISSING = [
    pytest.param({"body": "<title>404</title><p>x</p>"}, id="title 404"),
    pytest.param({"body": "<title>某局网站-404</title>" + TEXT}, id="title ending in 404"),
    pytest.param({"body": "<title>页面不存在</title>" + TEXT}, id="title in words"),
    pytest.param(
        {"body": "<title>某局</title><p>您访问的页面不存在或已被删除</p>"}, id="a short page in words"
    ),
    pytest.param({"body": ARTICLE, "url": "http://h.example/"}, id="led to the front page"),
    pytest.param(
        {"body": ARTICLE, "url": "http://h.example/index.html"}, id="led to the index of the front page"
    ),
]


@pytest.mark.parametrize("given", MISSING)
def test_tells_a_soft_404(given):
    assert judge_answer(answer(**given), Purpose.NOTICE).outcome is Outcome.SOFT_404


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"body": ARTICLE.replace("检查", "404号文件")}, id="a number in a title"),
        pytest.param(
            {"body": ARTICLE.replace("<p>", "<p>信息不存在的，本局予以告知。")}, id="an article that says so"
        ),
        pytest.param(
            {"asked": "http://h.example/", "url": "http://h.example/index.html"},
            id="the front page asked for",
        ),
        pytest.param({"url": "http://h.example/b/"}, id="led to another folder"),
    ],
)
def test_does_not_take_a_page_for_missing(given):
    assert judge_answer(answer(**given), Purpose.NOTICE).outcome is Outcome.OK


@pytest.mark.parametrize(
    ("body", "extra", "outcome"),
    [
        pytest.param(b"%PDF-1.4 ... %%EOF", {}, Outcome.OK, id="a whole file"),
        pytest.param(b"%PDF-1.4 ...", {"open_ended": True}, Outcome.TRUNCATED, id="half a PDF"),
        pytest.param(b"%PDF-1.4 %%EOF", {"open_ended": True}, Outcome.OK, id="a PDF to its end"),
        pytest.param(b"PK\x03\x04 half", {"open_ended": True}, Outcome.TRUNCATED, id="half an archive"),
        pytest.param(b"", {}, Outcome.TRUNCATED, id="an empty file"),
        pytest.param(ARTICLE, {}, Outcome.BLOCKED, id="a page in place of a file"),
        pytest.param(
            ARTICLE.replace("短信", "").replace("依法", "请输入验证码"),
            {},
            Outcome.CHALLENGE,
            id="a captcha in its place",
        ),
        pytest.param(
            ARTICLE.replace("<html>", '<html xmlns:o="urn:schemas-microsoft-com:office:office">'),
            {},
            Outcome.OK,
            id="a document of an office program written as a page",
        ),
    ],
)
def test_names_how_a_file_went(body, extra, outcome):
    given = answer(body, asked="http://h.example/a/P020150601.pdf", **extra)
    assert judge_answer(given, Purpose.ATTACHMENT).outcome is outcome


def test_an_empty_robots_file_is_a_whole_one():
    assert judge_answer(answer(""), Purpose.ROBOTS).outcome is Outcome.OK


def test_a_mark_that_no_other_page_holds_counts_however_much_is_written_around_it():
    script = "<script>document.cookie=('_')+('_')+('j')</script>"
    padded = f"<!DOCTYPE html><html><body>{script}<p>{TEXT * 5}</p></body></html>"
    assert answer(padded).full
    judged = judge_answer(answer(padded), Purpose.NOTICE)
    assert (judged.outcome, judged.detail) == (Outcome.CHALLENGE, "jsl")
