"""Files that a notice links to, and what they are called."""

import pytest

from crawler.extract.attachments import read_attachments
from crawler.extract.frame import Frame
from crawler.extract.tree import parse

BASE = "http://h.example/tzgg/"


def files(html):
    document = parse(f"<body><p>正文</p>{html}</body>")
    return [(one.name, one.url) for one in read_attachments(document, Frame(document), BASE, 0)]


@pytest.mark.parametrize(
    ("link", "name"),
    [
        pytest.param(
            '<a href="1.pdf" title="收支预算表.pdf">附件1</a>', "收支预算表.pdf", id="the title says more"
        ),
        pytest.param(
            '<a href="1.pdf" download="预算.pdf">点击下载</a>', "预算.pdf", id="the download says more"
        ),
        pytest.param(
            '<a href="1.pdf" title="预算">收支预算表.pdf</a>', "收支预算表.pdf", id="the text says it"
        ),
        pytest.param('<a href="1.pdf" title="附件">附件1</a>', "附件1", id="neither says anything"),
        pytest.param('<a href="1.pdf"><img src="i.gif"></a>', "1.pdf", id="an icon alone"),
        pytest.param(
            '<a href="1.pdf"><img src="i.gif"></a><a href="./1.pdf">预算表</a>', "预算表", id="icon and text"
        ),
        pytest.param(
            '<a href="javascript:void(0)" oldsrc="1.pdf">预算表</a>', "预算表", id="the editor's own"
        ),
    ],
)
def test_a_file_is_named_by_what_says_most(link, name):
    assert files(link) == [(name, f"{BASE}1.pdf")]
