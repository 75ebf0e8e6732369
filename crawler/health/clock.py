"""Our own clock in words: how far it was off, and what that means for what was seen."""

from datetime import timedelta

from crawler.ourclock import NOTABLE, ClockFacts

_OFF = {
    "zh": "我方时钟{way} {seconds:.0f} 秒（按多台服务器所报时间）：请校准（NTP）。",
    "en": "our clock is {seconds:.0f} s {way}, as several servers tell: set it right (NTP).",
}
_WAYS = {"zh": ("偏快", "偏慢"), "en": ("ahead", "behind")}
_BEHIND = {
    "zh": "开始时我方时钟比已存的最新时刻早 {seconds:.0f} 秒：其间被调回，或此前有误。",
    "en": "our clock began {seconds:.0f} s before the newest stored moment: it was set back, or had been wrong.",
}
_REFUSED = {
    "zh": "其间所见不用于判断期限。",
    "en": "What was seen meanwhile decides no deadline.",
}
_ZERO = timedelta(0)


def clock_words(known: ClockFacts, lang: str) -> str:
    """Return what is to be said of our clock; an empty text where nothing is."""
    said = []
    offset, behind = known.offset or _ZERO, known.behind or _ZERO
    if abs(offset) > NOTABLE:
        way = _WAYS[lang][offset < _ZERO]
        said.append(_OFF[lang].format(way=way, seconds=abs(offset).total_seconds()))
    if behind > NOTABLE:
        said.append(_BEHIND[lang].format(seconds=behind.total_seconds()))
    if known.wrong:
        said.append(_REFUSED[lang])
    return (" " if lang == "en" else "").join(said)
