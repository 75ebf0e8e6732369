"""The lines of shell by which a stranger checks an archive with sha256sum, openssl and gunzip, and nothing of ours."""

from collections.abc import Iterable, Sequence
from shlex import quote

from crawler.archive.places import Place
from crawler.archive.proof.links import CHAIN, KEYS, NUMBERED, SIGNATURE, Link, LinkKind, read_link
from crawler.archive.proof.roots import ROOTS
from crawler.archive.proof.stamps import AUTHORITY, STAMP

_PREVIOUS = """sed -n 's/^ "previous": "\\([0-9a-f]*\\)",*$/\\1/p'"""
_PAIRS = """awk -F'"' '$2=="kind" {k=$4} $2=="segment" {s=$4} $2=="sha256" && k=="segment" {print $4 "  " s} $2=="manifest" {m=$4} $2=="manifest_sha256" {print $4 "  " m}'"""


def plain_lines(place: Place) -> list[str]:
    """Return the lines for the archive at *place*, which lies in a folder; run by ``sh``, they stop at what is wrong."""
    names = place.names()
    links = list(_links(place, names))
    gone = [one.segment for one in links if one.kind is LinkKind.REMOVAL]
    return [
        "set -eu; export LC_ALL=C",
        f"cd {quote(place.address)}",
        *_files(gone),
        *_chain(),
        *_signed(links),
        *_roots(names, gone),
        *_stamped(names),
        'echo "all of it is what was sealed; the chain ends with link $n, SHA-256 $p"',
    ]


def _links(place: Place, names: Sequence[str]) -> Iterable[Link]:
    for name in names:
        if name.startswith(f"{CHAIN}/") and NUMBERED.fullmatch(name.removeprefix(f"{CHAIN}/")):
            try:
                yield read_link(place.read(name))
            except ValueError:
                continue


def _files(gone: Sequence[str]) -> list[str]:
    """Every segment and manifest has the sum that its link gives, and there is no other of either."""
    listed = f"{_PAIRS} {CHAIN}/[0-9]*.json{_without(gone)}"
    open_ones = "while read -r f; do b=${f%.warc.gz}; test -e ${b%.jsonl.gz}.warc.gz.lock || echo $f; done"
    found = f"ls | grep -E '[.](warc|jsonl)[.]gz$' | {open_ones} | sort"
    removed = f"; removed with a record: {' '.join(gone)}" if gone else ""
    return [
        f"# every segment and manifest is what was sealed{removed}",
        f"{listed} | sha256sum -c --strict --quiet -",
        "# and there is none that no link knows; what has a .lock beside it is still being written",
        f'test "$({listed} | cut -c67- | sort)" = "$({found})"',
    ]


def _without(gone: Sequence[str]) -> str:
    """Return what leaves out the sums of the segments that were removed."""
    return " | grep -v -F" + "".join(f" -e {quote(f'  {one}')}" for one in gone) if gone else ""


def _chain() -> list[str]:
    """Every link has the sum of the one before."""
    steps = (
        "n=$((n+1))",
        f"test $f = $(printf {CHAIN}/%08d.json $n)",
        f'test "$({_PREVIOUS} $f)" = "$p"',
        "p=$(sha256sum < $f | cut -c1-64)",
    )
    return [
        "# every link of the chain has the sum of the one before, and none is missing",
        f"n=0; p=; for f in {CHAIN}/[0-9]*.json; do {'; '.join(steps)}; done",
    ]


def _signed(links: Sequence[Link]) -> list[str]:
    """Every link and root is signed by the key that it names."""
    lines = []
    files = f"{CHAIN}/[0-9]*.json $(ls -d {ROOTS}/*.sha256 2>/dev/null)"
    for signer in sorted({one.signer for one in links if one.signer}):
        key = f"{KEYS}/{signer[:16]}.pem"
        names = f"""$(grep -l -E '("signer": "|signer ){signer}' {files})"""
        check = f"openssl pkeyutl -verify -pubin -inkey {key} -rawin -in $f -sigfile $f{SIGNATURE}"
        lines += [
            f"# the key whose SHA-256 is {signer}: compare it with what you were told",
            f'test "$(openssl pkey -pubin -in {key} -outform DER | sha256sum | cut -c1-64)" = {signer}',
            f"for f in {names}; do {check} >/dev/null; done",
        ]
    if first := next((one.number for one in links if one.signer), 0):
        lines += [
            f"# from link {first} on, none is without a signature",
            f"""test $(grep -L '"signer"' {CHAIN}/[0-9]*.json | wc -l) -eq {first - 1}""",
        ]
    return lines


def _roots(names: Sequence[str], gone: Sequence[str]) -> list[str]:
    """Every file is what the daily roots say."""
    if not any(one.startswith(f"{ROOTS}/") and one.endswith(".sha256") for one in names):
        return ["# no day is over yet: there is no root"]
    sums = f"grep -h -v -e '^#' {ROOTS}/*.sha256{_without(gone)}"
    return ["# every file is what the roots of the days say", f"{sums} | sha256sum -c --strict --quiet -"]


def _stamped(names: Sequence[str]) -> list[str]:
    """Every stamp holds by the certificates of its authority."""
    stamped = [
        one.removesuffix(STAMP) for one in names if one.startswith(f"{ROOTS}/") and one.endswith(STAMP)
    ]
    if not stamped:
        return []
    check = 'openssl ts -verify -data $f -in $f.tsr -CAfile "$c" >/dev/null 2>&1'
    return [
        "# every stamp holds; compare the certificates with those that the authority publishes",
        f"c=$(mktemp); trap 'rm -f $c' EXIT; cat {AUTHORITY}*.pem > $c",
        f"for f in {' '.join(stamped)}; do {check}; done",
    ]
