import pytest

from crawler.visible import visible_text


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        pytest.param("<p>通知</p><p>公告</p>", "通知公告", id="markup is left out"),
        pytest.param("a<script>var b = '<p>';</script>c", "ac", id="a script with markup inside"),
        pytest.param("a<STYLE>b{}</STYLE >c", "ac", id="a style in capitals"),
        pytest.param("a<!-- <li>旧</li> -->c", "ac", id="rows in a comment"),
        pytest.param("<title>站</title>文", "文", id="the title is no text of the page"),
        pytest.param("a &amp;\n\t b", "a & b", id="entities and white space"),
        pytest.param("a<script>never closed", "a", id="a script without an end"),
        pytest.param("a<!-- never closed", "a", id="a comment without an end"),
        pytest.param("a<p", "a", id="a tag without an end"),
    ],
)
def test_shows_what_a_reader_would_see(html, shown):
    assert visible_text(html) == shown


def test_stops_at_its_limit():
    assert len(visible_text("<b>字</b>" * 5000, limit=100)) == 100
