import ssl
import threading
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.words import Ending, Outcome


@pytest.fixture
def self_signed(tmp_path):
    """A certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "server.pem"
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_a_certificate_that_nobody_vouches_for_is_named(serve, crawl, self_signed):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed)
    script = serve(context=context)
    site = crawl.site(script, obey_robots=False)
    object.__setattr__(site, "base", f"https://127.0.0.1:{script.port}/")
    summary = crawl.run(site)
    assert summary.sites["harbour"].readings["tzgg"].ending is Ending.UNREACHABLE
    assert dict(summary.sites["harbour"].outcomes) == {Outcome.TLS: 1}
    assert script.asked == []


def test_a_name_that_does_not_exist_is_named(serve, crawl):
    site = crawl.site(serve(), obey_robots=False)
    object.__setattr__(site, "base", "http://no-such-name.invalid/")
    summary = crawl.run(site)
    assert dict(summary.sites["harbour"].outcomes) == {Outcome.DNS: 1}


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        pytest.param("gzip", b"\x1f\x8b\x08 not gzip", id="broken"),
        pytest.param("br", b"\x00\x01", id="short"),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_not_whole(serve, crawl, coding, body):
    script = serve({"/tzgg/": (200, {"Content-Encoding": coding}, body)})
    summary = crawl.run(crawl.site(script, obey_robots=False))
    assert dict(summary.sites["harbour"].outcomes) == {Outcome.TRUNCATED: 1}


def test_one_host_never_gets_two_requests_at_once(serve, crawl, pages):
    busy, most = threading.Semaphore(1), []

    def alone(asked):
        most.append(busy.acquire(blocking=False))
        text = pages.notice(int(asked.target.rpartition("_")[2].removesuffix(".html")))
        busy.release()
        return text

    script = serve({"/tzgg/": pages.listing(range(1, 12)), **{pages.path(at): alone for at in range(1, 12)}})
    assert crawl.run(crawl.site(script)).versions == 11
    assert all(most)
