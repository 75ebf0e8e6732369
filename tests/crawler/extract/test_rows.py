from datetime import date

import pytest

from crawler.extract.rows import read_rows
from crawler.extract.tree import parse

URL = "http://www.harbour.example/zwgk/tzgg/"
TODAY = date(2024, 11, 1)
FIRST = ("关于港区泊位调整的通知", date(2024, 10, 14))
SECOND = ("关于公布渡口名录的公告", date(2024, 9, 3))
THIRD = ("港务局年度采购意向公开", date(2024, 8, 30))
ROWS = [FIRST, SECOND, THIRD]


def article(number, day):
    return f"./{day:%Y%m}/t{day:%Y%m%d}_{number}.html"


def page(skin, rows=ROWS, around="<ul>{}</ul>"):
    made = "".join(skin(title, day, article(at, day)) for at, (title, day) in enumerate(rows, 1))
    menu = "".join(f'<li><a href="/{name}/">{name}信息公开目录栏</a></li>' for name in "甲乙丙丁戊己庚")
    pager = '<a href="index_1.html">下一页</a><a href="index_9.html">尾页</a>'
    return (
        f"<body><div class='nav'><ul>{menu}</ul></div><p>今天是2024年11月1日</p>"
        f"<div class='main'>{around.format(made)}<div class='page'>{pager}</div></div>"
        f"<div class='footer'><a href='/about/'>关于我们网站</a></div>"
    )


SKINS = {
    "a date behind": lambda t, d, u: f'<li><a href="{u}" title="{t}">{t[:6]}…</a><span>{d}</span></li>',
    "a date before": lambda t, d, u: f'<li><span>[{d:%Y/%m/%d}]</span><a href="{u}">{t}</a></li>',
    "a date with signs": lambda t, d, u: (
        f'<li><a href="{u}">· {t}</a><i>{d.year}年{d.month}月{d.day}日</i></li>'
    ),
    "a date in the link, in brackets": lambda t, d, u: f'<li><a href="{u}">{t}（{d}）</a></li>',
    "a date in the link, in its own element": lambda t, d, u: f'<li><a href="{u}"><em>{d}</em>{t}</a></li>',
    "month and day": lambda t, d, u: f'<li><a href="{u}">{t}</a><span>{d:%m-%d}</span></li>',
    "a leaf of a calendar": lambda t, d, u: (
        f'<li><div><b>{d.day}</b><i>{d:%Y-%m}</i></div><h4><a href="{u}">{t}</a></h4></li>'
    ),
    "a card": lambda t, d, u: f'<a class="box" href="{u}"><img src="x.jpg"><h3>{t}({d})</h3><p>{t}</p></a>',
    "a card with its date below": lambda t, d, u: f'<a href="{u}"><p>{t}</p><p>{d}</p></a>',
    "a column before the title": lambda t, d, u: (
        f'<li><a href="/zwgk/">[公告]</a><a href="{u}">{t}</a><span>{d}</span></li>'
    ),
    "three links a row": lambda t, d, u: (
        f'<li><a href="/a/">甲局</a><a href="/b/">乙科</a><a href="{u}">{t}</a>{d}</li>'
    ),
    "an icon's link": lambda t, d, u: (
        f'<li><a href="{u}"><img src="i.gif"></a><a href="{u}">{t}</a><em>{d}</em></li>'
    ),
    "flat, date behind": lambda t, d, u: f'<a href="{u}">{t}</a> <span>{d}</span><br>',
    "flat, date before": lambda t, d, u: f'<span>{d}</span> <a href="{u}">{t}</a><br>',
    "a broken item": lambda t, d, u: f'<li style=<br/><a href="{u}">{t}</a><span>{d}</span>',
    "an unclosed link": lambda t, d, u: f'<li><a href="{u}">{t}<span>{d}</span></li>',
    "a table a row": lambda t, d, u: f'<table><tr><td><a href="{u}">{t}</a></td><td>{d}</td></tr></table>',
    "a link by script": lambda t, d, u: (
        f'<li><a href="javascript:void(0)" onclick="window.open(\'{u}\')">{t}</a>{d}</li>'
    ),
    "line breaks in the address": lambda t, d, u: f'<li><a href="\n  {u}\t">{t}</a><span>\n{d}\n</span></li>',
    "no date at all": lambda t, d, u: f'<li><a href="{u}">{t}</a></li>',
}


@pytest.mark.parametrize("name", SKINS)
def test_every_skin_of_a_list(name):
    rows = read_rows(page(SKINS[name]), URL, today=TODAY)
    dated = name != "no date at all"
    assert [(row.title, row.claimed) for row in rows] == [(t, d if dated else None) for t, d in ROWS]
    assert rows[0].url == "http://www.harbour.example/zwgk/tzgg/202410/t20241014_1.html"


@pytest.mark.parametrize(
    "around",
    [
        pytest.param("<dl>{}</dl>", id="a definition list"),
        pytest.param("<div><div><div>{}</div></div></div>", id="blocks"),
    ],
)
def test_terms_and_their_dates(around):
    rows = read_rows(page(lambda t, d, u: f'<dt><a href="{u}">{t}</a></dt><dd>{d}</dd>', around=around), URL)
    assert [(row.title, row.claimed) for row in rows] == ROWS


def test_a_catalogue_table_gives_numbers_too():
    def skin(t, d, u):
        return (
            f"<tr><td>330206-01-02-0301-{d:%Y%m%d}-1</td><td><a href='{u}'>{t}</a></td>"
            f"<td>港政〔{d.year}〕7号</td><td>{d}</td></tr>"
        )

    rows = read_rows(page(skin, around="<table><tr><th>索引号</th><th>名称</th></tr>{}</table>"), URL)
    assert [(row.title, row.claimed, row.doc_number) for row in rows] == [
        (t, d, "港政〔2024〕7号") for t, d in ROWS
    ]
    assert rows[0].index_number == "330206-01-02-0301-20241014-1"


def test_a_date_in_the_title_is_not_the_rows_date():
    rows = read_rows(page(lambda t, d, u: f'<li><a href="{u}">2023年1月5日{t}</a><span>{d}</span></li>'), URL)
    assert [row.claimed for row in rows] == [day for _, day in ROWS]
    assert rows[0].title == f"2023年1月5日{FIRST[0]}"


def test_a_day_without_a_year_and_without_today_stays_open():
    html = "".join(
        f'<li><a href="/info/1001/{n}.htm">关于渡口的通知之{n}</a><span>10-1{n}</span></li>' for n in "123"
    )
    assert [row.claimed for row in read_rows(f"<ul>{html}</ul>", URL)] == [None] * 3
    assert read_rows(f"<ul>{html}</ul>", URL, today=TODAY)[0].claimed == date(2024, 10, 11)


def test_the_deadline_of_a_row_is_not_its_date():
    html = page(lambda t, d, u: f'<li><a href="{u}">{t}</a><i>{d}</i><i>截止：2024-12-31</i></li>')
    assert [row.claimed for row in read_rows(html, URL)] == [day for _, day in ROWS]


def test_rows_in_comments_are_never_read():
    html = page(SKINS["a date behind"]).replace(
        '<ul><li><a href="./',
        "<ul><!-- <li><a href='./202001/t20200101_9.html'>旧的通知一则</a><span>2020-01-01</span></li> --><li><a href=\"./",
    )
    assert "旧的通知一则" in html
    assert len(read_rows(html, URL)) == 3


def test_a_list_dealt_out_over_several_blocks_is_one_list():
    many = [(f"关于第{n}号渡口的通知", date(2024, 1, n)) for n in range(1, 11)]
    made = [SKINS["a date behind"](t, d, article(d.day, d)) for t, d in many]
    html = f"<div class=w><ul>{''.join(made[:5])}</ul><ul class='last'>{''.join(made[5:])}</ul></div>"
    assert len(read_rows(html, URL)) == 10


def test_the_list_is_told_from_a_shorter_one_beside_it():
    side = "".join(
        f'<li><a href="/a/t20240101_{n}.html">热点新闻之{n}号</a><i>2024-01-0{n}</i></li>' for n in (1, 2)
    )
    html = page(SKINS["a date behind"]) + f"<div class='hot'><ol>{side}</ol></div>"
    assert [row.title for row in read_rows(html, URL)] == [title for title, _ in ROWS]


def test_rows_that_lead_nowhere_are_kept_only_for_those_who_ask():
    html = page(lambda t, d, u: f'<li><a href="javascript:;">{t}</a><span>{d}</span></li>')
    assert read_rows(html, URL) == ()
    assert [(row.url, row.title) for row in read_rows(html, URL, dead=True)] == [
        ("", title) for title, _ in ROWS
    ]


def test_rows_that_lead_to_other_sites_and_to_files_are_rows():
    links = [
        "https://mp.weixin.qq.com/s/abc",
        "//www.gov.cn/zhengce/202401/content_7.htm",
        "./P020240101.pdf",
    ]
    html = "".join(
        f'<li><a href="{u}">一则外部的通知{n}</a><i>2024-01-1{n}</i></li>' for n, u in enumerate(links)
    )
    assert [row.url for row in read_rows(f"<ul>{html}</ul>", URL)] == [
        "https://mp.weixin.qq.com/s/abc",
        "http://www.gov.cn/zhengce/202401/content_7.htm",
        "http://www.harbour.example/zwgk/tzgg/P020240101.pdf",
    ]


def test_a_base_element_moves_relative_addresses():
    html = '<base href="/other/">' + page(SKINS["a date behind"])
    assert read_rows(html, URL)[0].url == "http://www.harbour.example/other/202410/t20241014_1.html"


def test_pinned_rows_say_so_and_keep_their_title():
    html = page(lambda t, d, u: f'<li><i>置顶</i><a href="{u}">[置顶] {t}</a><span>{d}</span></li>')
    assert all(row.pinned for row in read_rows(html, URL))
    assert read_rows(html, URL)[0].title == FIRST[0]


def test_a_single_row_is_a_list():
    rows = read_rows(page(SKINS["a date behind"], [FIRST]), URL)
    assert [(row.title, row.claimed) for row in rows] == [FIRST]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("", id="nothing"),
        pytest.param("<p>暂无相关信息</p>", id="an empty column"),
        pytest.param(page(SKINS["a date behind"], []), id="menus and a clock"),
        pytest.param(
            "<ul style='display: none'>"
            + "<li><a href='http://x.example/'>友情链接单位网站</a></li>" * 9
            + "</ul>",
            id="hidden links",
        ),
    ],
)
def test_a_page_without_a_list_has_no_rows(html):
    assert read_rows(html, URL, dead=True) == ()


def test_the_date_is_kept_as_it_is_printed():
    html = page(lambda t, d, u: f'<li><span>[{d} 09:52]</span><a href="{u}">{t}</a></li>')
    assert read_rows(html, URL)[0].claimed_text == "2024-10-14 09:52"


def mixed(undated):
    made = [f'<li><a href="/v/show-{n}.aspx">关于渡口的通知之{n}</a><i>2024-01-1{n}</i></li>' for n in "123"]
    return f"<ul>{''.join(made)}{undated}</ul>"


def test_a_row_without_a_date_stays_where_its_address_is_like_the_others():
    rows = read_rows(mixed('<li><a href="/v/show-4.aspx">关于渡口的通知之四</a></li>'), URL)
    assert [row.claimed is None for row in rows] == [False, False, False, True]


def test_a_link_without_a_date_goes_where_its_address_is_another():
    assert len(read_rows(mixed('<li><a href="/v/about.aspx">关于本网站的一切信息</a></li>'), URL)) == 3


def test_today_and_yesterday_are_days_of_rows():
    html = "".join(
        f'<li><a href="/v/show-{n}.aspx">关于渡口的通知之{n}</a><span>{said}</span></li>'
        for n, said in enumerate(["今天 10:20", "昨天 16:05", "2024-10-30"])
    )
    rows = read_rows(f"<ul>{html}</ul>", URL, today=TODAY)
    assert [(TODAY - row.claimed).days for row in rows] == [0, 1, (TODAY - date(2024, 10, 30)).days]


def test_rows_of_today_are_told_from_a_longer_list_of_links():
    rows = "".join(
        f'<li><a href="/v/show-{n}.aspx">关于渡口的通知之{n}</a><span>今天 1{n}:20</span></li>' for n in "123"
    )
    links = "".join(f'<p><a href="/l/{n}.aspx">某某单位的网站{n}</a></p>' for n in "123456")
    found = read_rows(f"<ul>{rows}</ul><div>{links}</div>", URL, today=TODAY)
    assert [(row.title, row.claimed) for row in found] == [(f"关于渡口的通知之{n}", TODAY) for n in "123"]


MENU = "<ul>{}</ul>".format("".join(f"<li><a href='/c{at}/'>栏目名称之{at}</a></li>" for at in range(9)))


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param("<span>2015-06-01</span>", id="dated rows"),
        pytest.param("", id="plain titles, which could be a menu themselves"),
    ],
)
def test_rows_are_the_same_beside_a_menu_and_without_one(beside):
    rows = "".join(f"<li><a href='/x/{name}'>关于{name}的公告</a>{beside}</li>" for name in "甲乙丙丁")
    listed = f"<div class=main><ul>{rows}</ul></div>"
    alone = read_rows(listed, "http://h.example/")
    assert len(alone) == 4
    menu = f"<div class=nav>{MENU}</div>"
    assert read_rows(menu + listed, "http://h.example/") == alone
    assert read_rows(parse(menu + listed), "http://h.example/") == alone


def test_a_list_that_looks_like_a_menu_is_found_beside_a_shorter_one_that_does_not():
    long = "".join(f"<li><a href='/x/{name}'>关于{name}的公告</a></li>" for name in "甲乙丙丁戊己")
    short = "".join(f"<li><h3><a href='/y/{name}'>{name}号工作的指南</a></h3></li>" for name in "一二三")
    rows = read_rows(f"<div><ol>{short}</ol></div><div><ul>{long}</ul></div>", "http://h.example/")
    assert [one.title for one in rows] == [f"关于{name}的公告" for name in "甲乙丙丁戊己"]


RELATED = "".join(
    f"<li><a href='/news/t201506{at:02}_{at}.html'>某街道召开工作会议之{at}</a></li>" for at in range(1, 6)
)


@pytest.mark.parametrize(
    ("before", "found"),
    [
        pytest.param(
            {"h.example/tzgg/0.html"}, ["关于渡口的通知"], id="its address continues the pages before"
        ),
        pytest.param(
            {"h.example/other/0.html"}, [f"某街道召开工作会议之{at}" for at in range(1, 6)], id="it does not"
        ),
    ],
)
def test_the_last_row_of_a_list_goes_before_a_longer_box_of_other_articles(before, found):
    last = "<ul class=list><li><a href='/tzgg/7.html;jsessionid=5B06'>关于渡口的通知</a><i>2015-05-03</i></li></ul>"
    page = f"<body>{last}<div class=related><ul>{RELATED}</ul></div></body>"
    assert [one.title for one in read_rows(page, "http://h.example/", before=before)] == found


def test_boxes_beside_a_lone_last_row_do_not_become_its_list():
    boxes = "".join(
        f"<div class={name}><ul><li><a href='/news/{at}.html'>某街道召开工作会议</a></li><li><a href='/show/{at}.html'>"
        f"旧城改造稳步推进之{at}</a></li></ul></div>"
        for at, name in enumerate(("related", "hot", "more"), 71)
    )
    last = (
        "<div class=list><ul><li><a href='/show/7.html'>关于渡口的通知</a><i>2015-05-03</i></li></ul></div>"
    )
    page = f"<body>{last}{boxes}</body>"
    assert len(read_rows(page, "http://h.example/")) > 1, "by itself the page looks like boxes"
    found = read_rows(page, "http://h.example/", before={"h.example/show/0.html"})
    assert [one.title for one in found] == ["关于渡口的通知"]
