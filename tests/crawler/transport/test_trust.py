"""Certificates that prove nothing: the content is fetched and says so, or nothing is read, as the site's file wants."""

import re
import ssl
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import select
from warcio.archiveiterator import ArchiveIterator

from crawler.store.tables import fetch
from crawler.transport import handler
from crawler.words import Ending, Outcome

_DAY = timedelta(days=1)


def _name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(subject, key, issuer, signer, *, ends, address="", authority=False):
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(_name(subject)).issuer_name(_name(issuer))
    made = made.public_key(key.public_key()).serial_number(x509.random_serial_number())
    made = made.not_valid_before(now - 9 * _DAY).not_valid_after(now + ends)
    made = made.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    if address:
        made = made.add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False
        )
    return made.sign(signer, hashes.SHA256())


def _pem(key, certificate):
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    return private + certificate.public_bytes(serialization.Encoding.PEM)


@pytest.fixture
def secure(tmp_path, monkeypatch):
    """Return a function that makes a server's context, whose authority our side trusts."""
    authority = ec.generate_private_key(ec.SECP256R1())
    root = _certificate("root", authority, "root", authority, ends=9 * _DAY, authority=True)
    (tmp_path / "root.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    trusting = ssl.create_default_context(cafile=tmp_path / "root.pem")
    monkeypatch.setattr(handler, "verifying", lambda: trusting)

    def make(*, address="127.0.0.1", ends=9 * _DAY, signed=True, old=False):
        key = ec.generate_private_key(ec.SECP256R1())
        signer, issuer = (authority, "root") if signed else (key, "server")
        leaf = _certificate("server", key, issuer, signer, ends=ends, address=address)
        (tmp_path / "leaf.pem").write_bytes(_pem(key, leaf))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "leaf.pem")
        if old:
            context.set_ciphers("DEFAULT:@SECLEVEL=0")
            context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
            context.options |= ssl.OP_NO_TLSv1_2 | ssl.OP_NO_TLSv1_3
        context.fingerprint = sha256(leaf.public_bytes(serialization.Encoding.DER)).hexdigest()
        return context

    return make


def secured(script):
    """Speak to *script* over TLS."""
    return f"https://127.0.0.1:{script.port}/"


def details(crawl):
    with crawl.engine.connect() as connection:
        return [(one.outcome, one.detail) for one in connection.execute(select(fetch).order_by(fetch.c.id))]


def archived(crawl):
    """Return the header blocks of the archived answers."""
    found = []
    for path in sorted(crawl.workspace.archive.glob("*.warc.gz")):
        with path.open("rb") as source:
            records = ArchiveIterator(source, check_digests=True)
            found += [one.rec_headers for one in records if one.rec_type == "response"]
    return found


@pytest.mark.filterwarnings(r"ignore:ssl\.OP_NO:DeprecationWarning")
@pytest.mark.parametrize(
    ("server", "said"),
    [
        pytest.param({"ends": -_DAY}, "expired", id="expired"),
        pytest.param({"signed": False}, "self-signed", id="self-signed"),
        pytest.param({"address": "127.0.0.9"}, "mismatch", id="of another name"),
        pytest.param({"old": True}, "PROTOCOL|legacy sigalg", id="old protocol"),
    ],
)
def test_what_proves_nothing_is_read_and_every_fetch_and_record_says_so(
    serve, crawl, pages, secure, server, said
):
    context = secure(**server)
    script = serve({"/tzgg/": pages.listing([1]), **pages.notices([1])}, context=context)
    site = crawl.site(script, base=secured(script), obey_robots=False)
    assert crawl.run(site).sites["harbour"].readings["tzgg"].ending.complete
    assert [outcome for outcome, _ in details(crawl)] == [Outcome.OK, Outcome.OK]
    for _, detail in details(crawl):
        assert detail.startswith("tls_invalid: ")
        assert re.search(said, detail)
        assert context.fingerprint in detail
    for headers in archived(crawl):
        assert re.search(said, headers.get_header("X-Tls-Invalid").replace("%20", " "))
        assert headers.get_header("X-Certificate-Digest") == f"sha256:{context.fingerprint}"


def test_a_sound_certificate_is_noted_and_nothing_is_held_against_it(serve, crawl, pages, secure):
    context = secure()
    script = serve({"/tzgg/": pages.listing([1])}, context=context)
    crawl.run(crawl.site(script, base=secured(script), obey_robots=False), lists_only=True)
    assert details(crawl) == [(Outcome.OK, "")]
    (headers,) = archived(crawl)
    assert headers.get_header("X-Tls-Invalid") is None
    assert headers.get_header("X-Certificate-Digest") == f"sha256:{context.fingerprint}"
    assert headers.get_header("WARC-Protocol") == "tls/1.3"


def test_a_strict_site_is_not_read_nor_over_plain_http(serve, crawl, pages, secure):
    script = serve({"/tzgg/": pages.listing([1])}, context=secure(signed=False))
    site = crawl.site(script, base=secured(script), obey_robots=False, tls="strict")
    done = crawl.run(site).sites["harbour"]
    assert done.readings["tzgg"].ending is Ending.UNREACHABLE
    assert dict(done.outcomes) == {Outcome.TLS: 1}
    assert script.asked == []


def test_a_hop_that_proves_nothing_is_said_of_what_it_led_to(serve, crawl, pages, secure):
    plain = serve({"/tzgg/": pages.listing([1])})
    gate = serve({"/tzgg/": (302, {"Location": f"{plain.base}tzgg/"}, "")}, context=secure(signed=False))
    site = crawl.site(gate, base=secured(gate), obey_robots=False)
    crawl.run(site, lists_only=True)
    ((outcome, detail),) = details(crawl)
    assert outcome == Outcome.OK
    assert detail.startswith("tls_invalid: ")
    (headers,) = archived(crawl)
    assert headers.get_header("WARC-Protocol") is None, "the page itself came over plain HTTP"
