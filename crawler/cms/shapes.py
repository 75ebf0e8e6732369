"""The shapes of article addresses, by CMS family: they vote for an adapter and tell an article from a list."""

import re
from urllib.parse import urlsplit

ARTICLES: dict[str, re.Pattern[str]] = {
    family: re.compile(pattern, re.IGNORECASE)
    for family, pattern in {
        "trs": r"/t20\d{6}_\d+(?:_\d+)?\.s?html?$|/t\d{6,10}\.s?html$",
        "hanweb": r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html$",
        "jpaas": r"/art/\d{4}/art_[0-9a-f]{32}\.html$",
        "ivs": r"/20\d{6}/[0-9a-f]{32}\.html$",
        "ucap": r"/20\d{4}/[0-9a-f]{32}\.s?html$|/c\d+/c\d+/content\.shtml$"
        r"|/\d{4}-\d{2}/\d{2}/content_\d+\.shtml$|/\d{4}/\d{1,2}/\d{1,2}/[0-9a-f]{32}\.s?html$",
        "ucapnew": r"/pc/content/(?:\d+/)?content_\d{15,20}\.html$",
        "gkmlpt": r"/gkmlpt/content/\d+/\d+/m?post_\d+\.html$",
        "nfcms": r"/content/m?post_\d+\.html$",
        "showlist": r"/(?:News|OpennessContent|XxgkContent|Special)/show/\d+\.html$",
        "vsb": r"/info/\d+/\d+\.htm$",
        "epoint": r"/\d{6,}/20\d{6}/[0-9a-f-]{32,36}\.html$"
        r"|/govxxgk/[^/]+/\d{4}-\d{2}-\d{2}/[0-9a-f-]{32,36}\.html$",
        "truecms": r"/content/[0-9a-f-]{36}\.html$",
        "nsection": r"/n\d+(?:/n\d+)*/c\d+/content\.html$",
        "intertid": r"/doc/\d{4}/\d{2}/\d{2}/\d+\.shtml$",
        "hebei": r"/columns/[0-9a-f-]{36}/\d{6}/\d{2}/[0-9a-f-]{36}\.html$",
        "dahe": r"/20\d\d/\d\d-\d\d/\d+\.html$",
        "xinhua": r"/20\d{6}/[0-9a-f]{32}/c\.html$|/\d{4}-\d{2}/\d{2}/c_\d+\.htm$",
        "govcn": r"/content/20\d{4}/content_\d+\.htm$|/\d{4}-\d{2}/\d{2}/content_\d+\.htm$",
        "siteserver": r"/contents/\d+/\d+\.s?html$",
        "channel": r"/single/\d+/\d+\.html$",
        "inumber": r"/20\d{6}/i\d+\.html$",
        "jeecms": r"/[a-z0-9/]+/\d+\.jhtml$",
        "people": r"/n\d/\d{4}/\d{4}/c\d+-\d+\.html$",
        "lonsun": r"/public/\d+/\d+\.html$|/content/article/\d+$",
        "empire": r"/20\d\d-\d\d-\d\d/\d+\.html$",
    }.items()
}
"""Family → pattern of the path; the first that matches wins, so narrow shapes stand before wide ones."""

LISTS: dict[str, re.Pattern[str]] = {
    "hanweb": re.compile(r"/col/col\d+"),
    "ucap": re.compile(r"/(?:\w*_)?lists?\d?(?:_\d+)?\.shtml$"),
    "lonsun": re.compile(r"/public/column/"),
    "showlist": re.compile(r"/showList/"),
    "channel": re.compile(r"/channel/list/"),
    "ucapnew": re.compile(r"/pc/list\.html$"),
    "gkmlpt": re.compile(r"/gkmlpt/(?:index|api)"),
    "siteserver": re.compile(r"/channels/\d+(?:_\d+)?\.s?html$"),
    "jeecms": re.compile(r"/index(?:_\d+)?\.jhtml$"),
    "nsection": re.compile(r"(?:/n\d+)+/index(?:_\d+_\d+)?\.html$"),
    "epoint": re.compile(r"/(?:\w{1,40}_)?(?:subPage|moreinfo|govInfoPub)(?:_\w+)?\.html$", re.IGNORECASE),
    "inumber": re.compile(r"/c\d+/(?:index|pages/\d+)\.html$"),
    "nsetpage": re.compile(r"/col/\d+_\d+/(?:index(?:_\d+)?\.html)?$"),
    "lnstatic": re.compile(r"/index(?:_\d+)?\.shtml$"),
}
"""Family → pattern of a list's path."""

OWN: dict[str, re.Pattern[str]] = {
    "ilist": re.compile(r"/iList\.jsp$", re.IGNORECASE),
    "glist": re.compile(r"/glist\d*\.html$"),
    "was5": re.compile(r"/was5/web/search$"),
    "igs": re.compile(r"/igs/front/search"),
    "gkmlpt": re.compile(r"/gkmlpt/api/all/"),
    "ucapjson": re.compile(r"/(?:searchList|common/search)/[0-9a-f]{32}"),
    "szinf": re.compile(r"/szinf/info/getInfoCommon"),
    "affairs": re.compile(r"/zwgk-search-front/api/data/affair"),
    "easysite": re.compile(r"/eportal/ui$"),
    "hanweb": re.compile(r"/module/web/jpage/dataproxy\.jsp$"),
    "hanwebxxgk": re.compile(r"/xxgk_right\.jsp$|/module/xxgk/"),
    "jpaas": re.compile(r"/jpaas-publish-server/"),
}
"""Family → pattern of the path of a service or a list that no other has."""


_LONGEST = 500  # characters; a longer path is a trap, and would keep the patterns busy


def family_of(url: str) -> str:
    """Return the family whose article addresses look like *url*, or an empty text.

    >>> family_of("http://h.example/tzgg/201506/t20150612_1001.html")
    'trs'
    >>> family_of("http://h.example/tzgg/index_1.html")
    ''
    """
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    if len(path) > _LONGEST:
        return ""
    return next((family for family, pattern in ARTICLES.items() if pattern.search(path)), "")
