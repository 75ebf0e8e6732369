"""Time stamps of an RFC 3161 authority under the daily roots: asked for over HTTP, checked without any network."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from crawler.archive.durable import write_whole
from crawler.archive.places import Place
from crawler.archive.proof.openssl import openssl_moment
from crawler.archive.proof.problems import Findings
from crawler.errors import InvalidFile, UsageError

STAMP = ".tsr"
AUTHORITY = "roots/authority-"
"""How the name of a file begins that has the certificates of an authority."""
_PATIENCE = timedelta(seconds=30)
_LARGEST = 1 << 20  # bytes of an answer; a stamp with its certificates has a few thousand
_UNCHECKED = "our library cannot read how the authority wrote its stamp, and openssl is not installed"


@dataclass(frozen=True, kw_only=True)
class Authority:
    """Who stamps."""

    url: str
    certificates: Path
    """File with its certificates, root included, as PEM."""


def stamp_roots(folder: Path, authority: Authority, roots: Sequence[str]) -> dict[str, str]:
    """Have the *roots* stamped that are not yet; return, by root, why one could not be, to be tried again later.

    What the authority answers is checked before it is kept. Raises InvalidFile where its certificates cannot be read.
    """
    if not authority.url.startswith(("http://", "https://")):
        raise UsageError(
            f"not the address of an authority: {authority.url!r}", hint="it begins with https://"
        )
    certificates = _certificates(authority.certificates)
    failed: dict[str, str] = {}
    for name in roots:
        if (folder / f"{name}{STAMP}").exists():
            continue
        data = (folder / name).read_bytes()
        try:
            answer = _asked(authority.url, data)
            if _moment(answer, data, certificates) is None:
                failed[name] = _UNCHECKED
                continue
        except (URLError, OSError, ValueError, VerificationError) as error:
            failed[name] = " ".join(str(error).split())
            continue
        _keep_certificates(folder, authority.certificates.read_bytes())
        write_whole(folder / f"{name}{STAMP}", answer)
    return failed


def check_stamp(place: Place, names: Sequence[str], root: str, data: bytes, findings: Findings) -> bool:
    """Note what is wrong with the stamp under *root*, which holds *data*; return whether it holds.

    That is by the certificates in the archive. What cannot be checked on this machine is a note, and no fault.
    """
    stamp = f"{root}{STAMP}"
    certificates: list[x509.Certificate] = []
    for one in (one for one in names if one.startswith(AUTHORITY)):
        try:
            certificates += x509.load_pem_x509_certificates(place.read(one))
        except ValueError:
            findings.wrong(one, "no certificates")
    if not certificates:
        findings.wrong(stamp, "the certificates of its authority are not in the archive")
        return False
    try:
        moment = _moment(place.read(stamp), data, certificates)
    except (ValueError, VerificationError) as error:
        findings.wrong(stamp, f"the stamp does not hold: {' '.join(str(error).split())}")
        return False
    if moment is None:
        line = f"cat {AUTHORITY}*.pem > /tmp/a.pem; openssl ts -verify -data {root} -in {stamp} -CAfile /tmp/a.pem"
        findings.notes.append(f"{stamp}: not checkable here: {_UNCHECKED}; where it is: {line}")
        return False
    findings.stamps.append(f"{root} {moment.isoformat()}")
    return True


def _asked(url: str, data: bytes) -> bytes:
    """Return the authority's answer to a request for a stamp under *data*."""
    asking = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()
    request = Request(  # noqa: S310 - the scheme was looked at
        url, data=asking.as_bytes(), headers={"Content-Type": "application/timestamp-query"}
    )
    with urlopen(request, timeout=_PATIENCE.total_seconds()) as answer:  # noqa: S310 - the same
        told: bytes = answer.read(_LARGEST)
        return told


def _moment(answer: bytes, data: bytes, certificates: list[x509.Certificate]) -> datetime | None:
    """Return the moment that the stamp *answer* attests for *data*, None where that cannot be told here.

    Raises ValueError or VerificationError where it attests none. The library takes DER alone; authorities, that of
    openssl among them, do not always put their certificates in its order, and openssl reads that.
    """
    try:
        stamp = decode_timestamp_response(answer)
    except ValueError:
        return openssl_moment(answer, data, b"".join(one.public_bytes(Encoding.PEM) for one in certificates))
    if PKIStatus(stamp.status) is not PKIStatus.GRANTED:
        raise ValueError(f"refused: {' '.join(stamp.status_string) or stamp.status}")
    VerifierBuilder(roots=certificates).build().verify_message(stamp, data)
    moment: datetime = stamp.tst_info.gen_time
    return moment


def _certificates(path: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        raise InvalidFile(path, None, f"the certificates of the authority cannot be read: {error}") from None


def _keep_certificates(folder: Path, data: bytes) -> None:
    """Put the authority's certificates beside its stamps, so that the archive holds all that a check needs."""
    path = folder / f"{AUTHORITY}{sha256(data).hexdigest()[:16]}.pem"
    if not path.exists():
        write_whole(path, data)
