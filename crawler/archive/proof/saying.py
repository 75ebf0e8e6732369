"""Says in words what a check spent its time on and what bound it, and by what each part of the chain is held."""

from crawler.archive.proof.coverage import Cover, Covered
from crawler.archive.proof.pace import Work
from crawler.archive.proof.problems import Findings

_MB = 1e6
_WORK = {
    "zh": {
        Work.READING: "读取文件",
        Work.HASHING: "SHA-256",
        Work.UNPACKING: "解压",
        Work.HEADS: "读记录头并核对清单",
        Work.REVISITS: "核对重访记录所指",
        Work.CHAIN: "链、签名与日根",
    },
    "en": {
        Work.READING: "reading files",
        Work.HASHING: "SHA-256",
        Work.UNPACKING: "unpacking",
        Work.HEADS: "reading heads and manifests",
        Work.REVISITS: "following revisits",
        Work.CHAIN: "chain, signatures and roots",
    },
}
_PACE = {
    "zh": "{packed:.1f} MB，用时 {seconds:.2f} 秒，CPU {cpu:.2f} 秒：每核每秒 {rate:.0f} MB",
    "en": "{packed:.1f} MB in {seconds:.2f} s, {cpu:.2f} s of CPU time: {rate:.0f} MB/s a core",
}
_PLAIN = {
    "zh": "；解压后 {plain:.1f} MB、{records} 条记录，每核每秒 {rate:.0f} MB、{each:.0f} 条",
    "en": "; unpacked {plain:.1f} MB in {records} records, {rate:.0f} MB/s and {each:.0f} records a second",
}
_SHARES = {"zh": "CPU 时间：{shares}", "en": "CPU time: {shares}"}
_BOUND = {
    "zh": "瓶颈：{work}；SHA-256 算了 {hashed:.1f} MB，每秒 {pace:.0f} MB（本机单独测得 {machine:.0f} MB）；等候磁盘 {waited:.2f} 秒",
    "en": "bound by {work}; {hashed:.1f} MB hashed at {pace:.0f} MB/s, where this machine does {machine:.0f} MB/s of "
    "SHA-256 by itself; {waited:.2f} s of waiting for files",
}
_BY = {
    "zh": {
        Cover.STAMP: "有时间戳的日根",
        Cover.SIGNED_ROOT: "有签名的日根",
        Cover.ROOT: "无签名的日根（须另存一份才有证明力）",
        Cover.SIGNATURE: "自身签名",
        Cover.NEXT: "后一环的摘要（无签名，整条链可被重写）",
        Cover.NOTHING: "无（改动或取走都看不出来）",
    },
    "en": {
        Cover.STAMP: "a stamped root",
        Cover.SIGNED_ROOT: "a signed root",
        Cover.ROOT: "a root that nobody signed, worth what a copy kept elsewhere is worth",
        Cover.SIGNATURE: "their own signatures",
        Cover.NEXT: "the next link's digest alone: without a key, all of it could be written anew",
        Cover.NOTHING: "nothing: changed or taken off, it would not be missed",
    },
}
_HELD = {"zh": "第 {links} 环由以下所证：{by}", "en": "links {links} held by {by}"}
_END = {
    "zh": "链止于 {file}，SHA-256 {digest}；另处记下，日后用 --noted 核对",
    "en": "the chain ends with {file}, SHA-256 {digest}; note it elsewhere, and check it later with --noted",
}


def pace_lines(findings: Findings, seconds: float, machine: float, lang: str) -> list[str]:
    """Return at what pace a check that took *seconds* ran, its CPU time by kind of work, and what bound it.

    *machine* is how many bytes of SHA-256 the machine does in a second.
    """
    pace = findings.pace
    cpu = max(pace.total, 1e-9)
    packed, plain, records = findings.packed_bytes / _MB, findings.plain_bytes / _MB, findings.types.total()
    first = _PACE[lang].format(packed=packed, seconds=seconds, cpu=cpu, rate=packed / cpu)
    if plain:
        first += _PLAIN[lang].format(plain=plain, records=records, rate=plain / cpu, each=records / cpu)
    by_share = sorted(Work, key=pace.share, reverse=True)
    shares = ", ".join(f"{_WORK[lang][one]} {pace.share(one):.0%}" for one in by_share)
    bound = _BOUND[lang].format(
        work=_WORK[lang][pace.bound],
        hashed=pace.hashed / _MB,
        pace=pace.hashing_rate / _MB,
        machine=machine / _MB,
        waited=pace.waited,
    )
    return [first, _SHARES[lang].format(shares=shares if lang == "en" else shares.replace(", ", "、")), bound]


def coverage_lines(findings: Findings, lang: str) -> list[str]:
    """Return by what the links are held, and with what the chain ends."""
    said = [_HELD[lang].format(links=_links(one), by=_BY[lang][one.by]) for one in findings.covered]
    file, digest = findings.end
    return [*said, _END[lang].format(file=file, digest=digest)] if file else said


def _links(covered: Covered) -> str:
    return str(covered.first) if covered.first == covered.last else f"{covered.first}-{covered.last}"
