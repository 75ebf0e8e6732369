"""The protection pages that stand before official sites: recognised and named, never solved."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_START = 200_000  # characters that are searched; every known page says it early
_ADDRESS = 2000  # characters of an address


@dataclass(frozen=True, kw_only=True)
class Signature:
    """How one kind shows: in the body, and by its cookies."""

    name: str
    body: re.Pattern[str] | None = None
    cookies: tuple[str, ...] = ()
    certain: re.Pattern[str] | None = None
    """What no other page holds, so that it counts without any further suspicion."""
    hints: tuple[str, ...] = ()
    """Plain texts of which ``certain`` holds one: looking for them first takes a tenth of the time."""


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(one) for one in words))


SIGNATURES = (
    Signature(
        name="jsl",
        cookies=("__jsluid",),
        body=_any("__jsl_clearance", "document.cookie=('_')"),
        certain=re.compile(r";go\(\{\"bts\"|document\.cookie=\('_'\)\+"),
        hints=(";go(", "document.cookie="),
    ),
    Signature(
        name="rs",
        body=re.compile(r"\$_ts\b|\bMMB1_\w|_\$\w{2,4}=|<(?:meta|script)\b[^>]{0,400}\sr=[\"']m[\"']"),
    ),
    Signature(
        name="wzws",
        body=_any("WZWSREL", "wzws-waf", "wzwsconfirm"),
        cookies=("wzws_sessionid", "wzws_cid"),
        certain=re.compile(r"/WZWSREL\w|wzwsconfirm="),
        hints=("WZWSREL", "wzwsconfirm"),
    ),
    Signature(name="hoy_tr", body=_any("HOY_TR"), cookies=("HOY_TR",)),
    Signature(name="ct6t", body=_any("CT6T"), cookies=("CT6T",)),
    Signature(name="c3vk", body=_any("C3VK"), cookies=("C3VK",)),
    Signature(name="tst_status", body=_any("__tst_status", "EO_Bot_Ssid"), cookies=("__tst_status",)),
    Signature(name="yd_cookie", body=_any("yd_cookie"), cookies=("yd_cookie",)),
    Signature(
        name="acw",
        body=_any("acw_sc__v2", "acw_sc__v3"),
        certain=re.compile(r"var arg1\s?=\s?'[0-9A-F]{30,50}'"),
        hints=("var arg1",),
    ),
    Signature(
        name="captcha", body=re.compile(r"滑块|滑动验证|验证码|NWAF|人机验证|安全验证|请完成.{0,6}验证")
    ),
    Signature(
        name="refusal",
        body=re.compile(r"访问被拦截|访问被阻断|您的请求可能存在威胁|拦截提示|Web应用防火墙|不合法的参数"),
    ),
)


def challenge_in(text: str, headers: Mapping[str, str], *, suspicious: bool) -> str:
    """Return the name of the protection page that an answer is, or an empty text.

    A mark counts only where the answer is *suspicious*, refused or bare: an article may speak of a 验证码, and some
    layers set their cookie on every good page. Where a redirect leads is a mark as what stands on a page is.
    """
    start = text[:_START] + headers.get("location", "")[:_ADDRESS]
    cookies = headers.get("set-cookie", "")
    for one in SIGNATURES:
        if one.certain and any(hint in start for hint in one.hints) and one.certain.search(start):
            return one.name
        if suspicious and one.body and one.body.search(start):
            return one.name
        if suspicious and any(name in cookies for name in one.cookies):
            return one.name
    return ""
