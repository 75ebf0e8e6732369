from crawler.cms.nextlink import STATIC, VSB

COLUMN = "http://h.example/tzgg.htm"


def test_follows_the_link_down_the_numbers(shape):
    read = VSB.read(shape.page(shape.vsb(), url=COLUMN))
    assert [one.url for one in read.following] == ["http://h.example/tzgg/10.htm"]
    assert (len(read.rows), read.total_pages, read.total_rows) == (5, 11, 52)
    assert read.rows[0].url == "http://h.example/info/1039/3000.htm"


def test_links_of_deeper_pages_start_from_their_folder(shape):
    request = VSB.read(shape.page(shape.vsb(), url=COLUMN)).following[0]
    read = VSB.read(
        shape.page(shape.vsb(following="9.htm", promised="2/11"), url=request.url, request=request)
    )
    assert [(one.url, one.number) for one in read.following] == [("http://h.example/tzgg/9.htm", 3)]


def test_ends_where_the_link_is_dead(shape):
    assert VSB.read(shape.page(shape.vsb(following="", promised="11/11"), url=COLUMN)).following == ()


def test_the_generic_adapter_reads_any_list(shape):
    text = shape.html(f"<ul>{shape.rows(['/x/1.html', '/x/2.html', '/x/3.html'])}</ul>")
    read = STATIC.read(shape.page(text))
    assert (len(read.rows), read.following) == (3, ())
