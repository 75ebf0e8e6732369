"""Row 3 of the matrix: a site over HTTPS with a certificate that proves nothing."""

import ssl
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.practice.faults.model import Fault, Scene
from crawler.practice.http import Reply
from crawler.words import Outcome, Purpose

KINDS = (
    "a certificate that expired",
    "a certificate nobody vouches for",
    "another's certificate",
)
_EXPIRED, UNPROVEN, _OTHER = KINDS
_HOST, _ELSEWHERE = "127.0.0.1", "192.0.2.7"
_DAY = timedelta(days=1)


def secured(scene: Scene) -> Reply:
    """Answer as ever; what is wrong is the connection."""
    return scene.reply


def context(kind: str, folder: Path, now: datetime) -> ssl.SSLContext:
    """Return what answers a handshake as this *kind* of site does; its certificate is written into *folder*."""
    key = ec.generate_private_key(ec.SECP256R1())
    until = now - timedelta(hours=1) if kind == _EXPIRED else now + _DAY
    made = _signed(key, now - 2 * _DAY, until, _ELSEWHERE if kind == _OTHER else _HOST)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / f"{KINDS.index(kind)}.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    found.load_cert_chain(path)
    return found


def _signed(key: ec.EllipticCurvePrivateKey, since: datetime, until: datetime, host: str) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "practice")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )


FAULTS = tuple(
    Fault(
        row=3,
        name=one,
        lay=secured,
        over=frozenset({Purpose.LIST, Purpose.NOTICE}),
        outcome=Outcome.OK,
        detail="tls_invalid",
        tls=one,
    )
    for one in KINDS
)
