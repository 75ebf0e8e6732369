"""What a person sees: journeys in both languages in a real browser, without script, on a small and a large screen."""

import re
from urllib.parse import quote

import pytest

WORDS = {
    "zh": {
        "matrix": "单位与类别",
        "search": "检索",
        "compare": "对比 A 与 B",
        "late": "逾期公开",
        "found": "共 5 条",
    },
    "en": {
        "matrix": "Matrix",
        "search": "Search",
        "compare": "Compare A and B",
        "late": "late",
        "found": "5 found",
    },
}
PATHS = (
    "/", "/matrix", "/matrix?standing=met", "/bureaus/caizheng", "/bureaus/caizheng/duties/C02.1", "/notices/1",
    "/notices/4/diff", "/readings/1", "/search?q=处罚", "/coverage", "/weekly/2015-W32", "/method", "/nothing",
)  # fmt: skip


@pytest.fixture(scope="module")
def address(client):
    return str(client.base_url)


@pytest.fixture
def page(browser, request):
    """A page of a browser that will not run scripts, and that fails on any complaint of its console."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    opened = context.new_page()
    said = []
    opened.on("console", lambda message: said.append(message.text))
    yield opened
    context.close()
    assert [one for one in said if "404" not in one] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_from_the_overview_to_what_changed_in_a_notice(page, address, lang):
    words = WORDS[lang]
    page.goto(f"{address}/?lang={lang}")
    page.get_by_role("navigation").get_by_role("link", name=words["matrix"]).click()
    page.get_by_role("heading", level=1, name=words["matrix"]).wait_for()
    assert words["matrix"] in page.title()
    page.get_by_role("link", name="望潮市财政局", exact=True).click()
    page.get_by_role("heading", level=1, name="望潮市财政局").wait_for()
    assert "望潮市财政局" in page.title()
    row = page.get_by_role("row").filter(has_text="5号").first
    row.get_by_role("link", name=re.compile("C02.1")).click()
    page.get_by_role("heading", level=1, name=re.compile("^望潮市财政局 · C02.1")).wait_for()
    page.get_by_role("link", name=re.compile("5号")).first.click()
    page.get_by_role("button", name=words["compare"]).click()
    assert page.locator(".text ins").inner_text() == "八"
    assert page.locator(".text del").inner_text() == "五"
    assert ("lang=en" in page.url) == (lang == "en")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("query", ["罚", "处罚", "处罚决", "行政处罚"])
def test_words_of_one_to_four_characters_are_found(page, address, lang, query):
    page.goto(f"{address}/method?lang={lang}")
    page.get_by_role("banner").get_by_role("searchbox").fill(query)
    page.get_by_role("banner").get_by_role("button", name=WORDS[lang]["search"]).click()
    page.wait_for_url(f"{address}/search?**")
    assert WORDS[lang]["found"] in page.get_by_role("main").inner_text()
    assert page.locator("main mark").first.inner_text() == query
    page.get_by_role("complementary").get_by_role("link", name="2015").click()
    page.wait_for_url("**year=2015**")
    assert WORDS[lang]["found"] in page.get_by_role("main").inner_text()


def test_the_other_language_is_the_same_page(page, address):
    page.goto(f"{address}/bureaus/caizheng?as_of=2015-08-09")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**lang=en")
    assert page.url == f"{address}/bureaus/caizheng?as_of=2015-08-09&lang=en"
    assert page.locator("html").get_attribute("lang") == "en"
    assert WORDS["en"]["late"] in page.get_by_role("main").inner_text()


def test_the_first_key_leads_past_the_navigation(page, address):
    page.goto(f"{address}/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_small_screen_never_scrolls_sideways(browser, address, path, scheme):
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme=scheme)
    opened = context.new_page()
    opened.goto(address + quote(path, safe="/?=&"))
    wide = opened.evaluate("document.documentElement.scrollWidth")
    small = opened.evaluate(
        "[...document.querySelectorAll('a,button,input')].filter(one => {"
        "const box = one.getBoundingClientRect(); return box.width && getComputedStyle(one).display != 'inline'"
        " && (box.height < 24 || box.width < 24)}).map(one => one.outerHTML)"
    )
    context.close()
    assert wide <= 320
    assert small == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(browser, address, path, scheme):
    context = browser.new_context(color_scheme=scheme)
    opened = context.new_page()
    opened.goto(address + quote(path, safe="/?=&"))
    faint = opened.evaluate(CONTRAST)
    context.close()
    assert faint == []


CONTRAST = """() => {
  const light = one => { const [r, g, b] = one.map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 });
    return .2126 * r + .7152 * g + .0722 * b };
  const read = text => { const v = text.match(/[\\d.]+/g).map(Number); return v.length > 3 ? v : [...v, 1] };
  const ground = one => { while (one) { const v = read(getComputedStyle(one).backgroundColor); if (v[3] == 1) return v; one = one.parentElement }
    return [255, 255, 255, 1] };
  const faint = [];
  for (const one of document.querySelectorAll('main *, footer *')) {
    if (![...one.childNodes].some(node => node.nodeType == 3 && node.data.trim())) continue;
    const style = getComputedStyle(one);
    const [a, b] = [light(read(style.color).slice(0, 3)), light(ground(one).slice(0, 3))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) faint.push(`${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 20)}`);
  }
  return faint;
}"""


def test_every_standing_has_a_glyph_beside_its_colour(page, address):
    page.goto(f"{address}/matrix")
    for cell in page.locator("a.cell").all():
        assert re.match("[✓◔？－·○]", cell.inner_text())
