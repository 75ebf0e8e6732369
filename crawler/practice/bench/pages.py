"""The pages of the benchmark: lists of twenty, notices of about 25 KB, each a pure function of its number."""

from dataclasses import dataclass

ROWS = 20
_MENU = "".join(
    f'<li class="item item-{at}"><a href="/channel/{at}/" title="栏目{at}" target="_self"><span>栏目{at}</span></a></li>\n'
    for at in range(120)
)
_SENTENCES = (
    "各有关单位应当按照本通知要求，结合实际制定实施方案，明确责任分工和完成时限。",
    "申请人对办理结果有异议的，可以自收到之日起六十日内依法申请行政复议。",
    "项目所需经费列入年度预算，专款专用，接受财政和审计部门的监督检查。",
    "现场核查由两名以上工作人员进行，核查情况应当记入档案并由当事人签字确认。",
)
_STYLE = "\n".join(f".block-{at} {{ margin: {at}px; padding: 0 {at}px; color: #333; }}" for at in range(80))
_PARAGRAPHS = 14
_DAYS = 28


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """How many sites there are, and how many notices each lists."""

    sites: int
    notices: int

    @property
    def lists(self) -> int:
        """List pages of one site."""
        return -(-self.notices // ROWS)

    @property
    def pages(self) -> int:
        """Lists and notices of all sites."""
        return self.sites * (self.lists + self.notices)


def host(site: int) -> str:
    """Return the address of a site: every address that begins with 127 is this machine.

    >>> host(300)
    '127.1.1.44'
    """
    return f"127.1.{site // 256}.{site % 256}"


def notice_path(number: int) -> str:
    """Return where a notice stands on its site."""
    return f"/tzgg/201506/t201506{number % _DAYS + 1:02}_{number}.html"


def answer(target: str, shelf: Shelf) -> bytes | None:
    """Return the page at *target*, the same on every site; None where there is none."""
    if target in {"/tzgg/", "/tzgg/index.html"}:
        return _list(0, shelf)
    stem = target.rpartition("/")[2].partition(".")[0]
    number = stem.rpartition("_")[2]
    if not number.isdigit():
        return None
    if stem.startswith("index_"):
        return _list(int(number), shelf) if int(number) < shelf.lists else None
    return _notice(int(number)) if stem.startswith("t2015") and int(number) < shelf.notices else None


def _page(title: str, head: str, body: str) -> bytes:
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title>{head}<style>{_STYLE}</style></head>\n'
        f'<body><div class="header"><ul class="nav">{_MENU}</ul></div>\n{body}\n'
        f'<div class="footer"><p>主办单位：练习局 网站标识码：9901000001</p></div></body></html>\n'
    ).encode()


def _title(number: int) -> str:
    return f"关于第{number}号事项办理结果的公告"


def _day(number: int) -> str:
    return f"2015-06-{number % _DAYS + 1:02}"


def _list(page: int, shelf: Shelf) -> bytes:
    numbers = range(page * ROWS, min((page + 1) * ROWS, shelf.notices))
    rows = "\n".join(
        f'<li><a href="{notice_path(at)}" title="{_title(at)}">{_title(at)}</a><span>{_day(at)}</span></li>'
        for at in numbers
    )
    pager = f'<script>createPageHTML({shelf.lists}, {page}, "index", "html")</script>'
    return _page("通知公告", '<meta name="ColumnName" content="通知公告">', f"<ul>{rows}</ul>{pager}")


def _notice(number: int) -> bytes:
    head = (
        f'<meta name="ArticleTitle" content="{_title(number)}"><meta name="PubDate" content="{_day(number)}">'
        '<meta name="ContentSource" content="练习局">'
    )
    text = "\n".join(
        f'<p style="text-indent: 2em; line-height: 1.8">（{at + 1}）第{number}号事项：'
        f"{_SENTENCES[at % 4]}{_SENTENCES[(at + number) % 4]}</p>"
        for at in range(_PARAGRAPHS)
    )
    line = f'<div class="info"><span>发布日期：{_day(number)}</span><span>来源：练习局</span></div>'
    return _page(_title(number), head, f'<h1>{_title(number)}</h1>{line}<div class="TRS_Editor">{text}</div>')
