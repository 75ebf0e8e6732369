"""What every page has around its content: head, menu, foot, the day's date, the counter."""

from datetime import date
from html import escape

from crawler.practice.model import Bureau, Column, Notice

WEEK = "一二三四五六日"
GONE = "您访问的页面不存在"


def metas(bureau: Bureau, column: Column | None, notice: Notice | None = None) -> str:
    """Return the standard labels; on lists the article's stand there empty, as they do in life."""
    values = {
        "SiteName": bureau.name,
        "SiteDomain": f"{bureau.id}.invalid",
        "SiteIDCode": f"9901{sum(bureau.id.encode()):06d}",
        "ColumnName": column.name if column else "",
        "ArticleTitle": notice.title if notice else "",
        "PubDate": f"{notice.published:%Y-%m-%d} 09:30" if notice and notice.published else "",
        "ContentSource": bureau.name if notice else "",
    }
    return "\n".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in values.items())


def document(*, title: str, head: str, body: str, charset: str = "utf-8") -> str:
    """Return a whole page."""
    return (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset={charset}">\n'
        f"<title>{escape(title)}</title>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def menu(bureau: Bureau, links: list[tuple[str, str]]) -> str:
    """Return the head of the page with its menu."""
    entries = "".join(f'<a href="{escape(address)}">{escape(name)}</a> ' for name, address in links)
    return f'<div class="header"><h3>{escape(bureau.name)}</h3><div class="nav">{entries}</div></div>'


def home(bureau: Bureau, day: date, links: list[tuple[str, str]]) -> str:
    """Return the front page."""
    body = f"{menu(bureau, links)}{today(day)}<h1>欢迎访问{bureau.name}网站</h1>{foot(bureau)}"
    return document(title=bureau.name, head=metas(bureau, None), body=body)


def foot(bureau: Bureau) -> str:
    """Return the foot of the page."""
    return (
        f'<div class="footer"><p>主办单位：{escape(bureau.name)} 版权所有 未经许可不得镜像</p>'
        f"<p>网站标识码：9901{sum(bureau.id.encode()):06d} 技术支持：市信息中心</p></div>"
    )


def today(day: date) -> str:
    """Return the line that says what day it is; it is no part of any notice."""
    return f'<div class="date">今天是{day.year}年{day.month}月{day.day}日 星期{WEEK[day.weekday()]}</div>'


def views(notice: Notice, day: date) -> int:
    """Return how often the page says that it was read; it grows every day."""
    return 17 + notice.number % 89 + 7 * max(0, (day - notice.appears).days)


def paragraphs(body: tuple[str, ...]) -> str:
    """Return the text as markup."""
    return "\n".join(f"<p>　　{escape(one)}</p>" for one in body)


def label_table(notice: Notice, bureau: Bureau) -> str:
    """Return the two-column head of a catalogue article, where the notice has one."""
    if not (notice.index_number or notice.doc_number):
        return ""
    cells = [
        ("索 引 号", notice.index_number),
        ("文　　号", notice.doc_number),
        ("发布机构", bureau.name),
        ("发布日期", f"{notice.claimed:%Y-%m-%d}"),
    ]
    rows = "".join(f"<tr><td>{name}：</td><td>{escape(value)}</td></tr>" for name, value in cells if value)
    return f'<table class="table-bordered xxsx">{rows}</table>'


def missing(bureau: Bureau) -> str:
    """Return the page of an address that shows nothing."""
    return document(
        title=f"{bureau.name} - 页面不存在404",
        head="",
        body=f'<div class="error"><h2>{GONE}</h2><p>{GONE}，可能已被删除或移动，请返回首页。</p></div>{foot(bureau)}',
    )
