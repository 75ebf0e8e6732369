"""Says how one request for a page went, with a glyph, in Chinese or English."""

from crawler.words import Outcome

_SAID = {
    Outcome.OK: ("✓ 正常", "✓ ok"),
    Outcome.NOT_MODIFIED: ("✓ 未变", "✓ not modified"),
    Outcome.NOT_FOUND: ("✕ 已无此页", "✕ not found"),
    Outcome.SOFT_404: ("✕ 页面称不存在", "✕ says it is not there"),
    Outcome.BLOCKED: ("－ 被拦截", "－ blocked"),
    Outcome.CHALLENGE: ("－ 防护验证页", "－ challenge page"),
    Outcome.ROBOTS: ("－ robots 禁止", "－ forbidden by robots.txt"),
    Outcome.SERVER_ERROR: ("－ 服务器错误", "－ server error"),
    Outcome.TRUNCATED: ("－ 传输不完整", "－ cut off"),
    Outcome.TOO_LARGE: ("－ 过大", "－ too large"),
    Outcome.REDIRECT_LOOP: ("－ 循环跳转", "－ redirect loop"),
    Outcome.TIMEOUT: ("－ 超时", "－ timeout"),
    Outcome.TLS: ("－ 证书或加密错误", "－ TLS error"),
    Outcome.DNS: ("－ 域名无法解析", "－ name not resolved"),
    Outcome.REFUSED: ("－ 无法连接", "－ no connection"),
    Outcome.FORBIDDEN_ADDRESS: ("－ 地址不可访问", "－ forbidden address"),
    Outcome.NOT_DRAWN: ("－ 脚本页面未绘出", "－ not drawn by a browser"),
}


def say_outcome(outcome: Outcome, lang: str) -> str:
    """Return how a request went."""
    return _SAID[outcome][lang == "en"]
