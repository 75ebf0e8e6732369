"""The roots of days are stamped by a real authority on this machine, and a stamp for other bytes does not hold."""

import http.server
import subprocess
import threading
from types import SimpleNamespace

import pytest
from rfc3161_client import decode_timestamp_response

from crawler.archive.places import FolderPlace
from crawler.archive.proof.check import check_archive
from crawler.archive.proof.roots import root_names
from crawler.archive.proof.stamps import Authority, stamp_roots
from crawler.errors import InvalidFile, UsageError

_CONFIG = """
[tsa]
default_tsa = local
[local]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[ext]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
"""


def openssl(*command):
    subprocess.run(["openssl", *map(str, command)], check=True, capture_output=True)


def certified(folder):
    """Make an authority: its own certificate, and that of whoever signs stamps for it."""
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder))
    key = ("-newkey", "rsa:2048", "-nodes", "-days", "30")
    openssl(
        "req",
        "-x509",
        *key,
        "-keyout",
        folder / "ca.key",
        "-out",
        folder / "ca.pem",
        "-subj",
        "/CN=Practice CA",
    )
    openssl(
        "req",
        *key[:3],
        "-keyout",
        folder / "tsa.key",
        "-out",
        folder / "tsa.csr",
        "-subj",
        "/CN=Practice TSA",
    )
    ca = ("-CA", folder / "ca.pem", "-CAkey", folder / "ca.key", "-CAcreateserial", "-days", "30")
    signed = ("-extfile", folder / "tsa.cnf", "-extensions", "ext", "-out", folder / "tsa.pem")
    openssl("x509", "-req", "-in", folder / "tsa.csr", *ca, *signed)


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """An authority that answers over HTTP; ``refuses`` makes it answer something else."""
    folder = tmp_path_factory.mktemp("authority")
    certified(folder)
    state = SimpleNamespace(refuses=None, asked=0, sends_chain=False)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            state.asked += 1
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/timestamp-query"
            (folder / "asked.tsq").write_bytes(asked)
            openssl(
                "ts",
                "-reply",
                "-config",
                folder / "tsa.cnf",
                "-queryfile",
                folder / "asked.tsq",
                "-out",
                folder / "a.tsr",
                *(("-chain", folder / "ca.pem") if state.sends_chain else ()),
            )
            body = (folder / "a.tsr").read_bytes() if state.refuses is None else state.refuses
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    state.authority = Authority(
        url=f"http://127.0.0.1:{server.server_port}/tsr", certificates=folder / "ca.pem"
    )
    yield state
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _at_peace(authority):
    authority.refuses, authority.asked, authority.sends_chain = None, 0, False


@pytest.fixture
def stamped(sealed, authority):
    """The archive with its roots stamped."""
    assert stamp_roots(sealed, authority.authority, root_names(sealed)) == {}
    return sealed


def test_every_root_is_stamped_once_and_the_stamps_hold(stamped, found, plainly, authority):
    assert authority.asked == 2
    assert stamp_roots(stamped, authority.authority, root_names(stamped)) == {}
    assert authority.asked == 2
    assert found(stamped) == []
    assert plainly(stamped)
    stamps = check_archive(FolderPlace(stamped)).stamps
    assert [one.partition(" ")[0] for one in stamps] == root_names(stamped)


@pytest.fixture
def unordered(sealed, authority):
    """The archive stamped with the authority's own certificate beside that of its signer, as openssl puts them: in no order.

    Which certificate comes first in the order of DER depends on their lengths, so the longer one goes first.
    """
    authority.sends_chain = True
    assert stamp_roots(sealed, authority.authority, root_names(sealed)) == {}
    for one in sealed.rglob("*.tsr"):
        with pytest.raises(ValueError, match="InvalidSetOrdering"):
            decode_timestamp_response(one.read_bytes())
    return sealed


def test_a_stamp_whose_certificates_are_in_no_order_is_checked_by_openssl(unordered, found, plainly):
    assert found(unordered) == []
    assert plainly(unordered)
    stamps = check_archive(FolderPlace(unordered)).stamps
    assert [one.partition(" ")[0] for one in stamps] == root_names(unordered)
    first, second = (unordered / f"{one}.tsr" for one in root_names(unordered))
    second.write_bytes(first.read_bytes())
    (said,) = found(unordered)
    assert "000002-2015-06-25.sha256.tsr: the stamp does not hold: openssl refuses it" in said


def test_without_openssl_such_a_stamp_is_not_called_false(unordered, monkeypatch):
    monkeypatch.setenv("PATH", "")
    findings = check_archive(FolderPlace(unordered))
    assert findings.problems == []
    assert findings.stamps == []
    said = [one for one in findings.notes if "not checkable here" in one]
    assert len(said) == 2
    for one in said:
        assert "openssl ts -verify -data roots/" in one


def test_an_authority_whose_stamp_cannot_be_read_here_is_asked_again(sealed, authority, monkeypatch):
    authority.sends_chain = True
    monkeypatch.setattr("crawler.archive.proof.stamps.openssl_moment", lambda *_: None)
    failed = stamp_roots(sealed, authority.authority, root_names(sealed))
    assert all("openssl is not installed" in one for one in failed.values())
    assert sorted(failed) == root_names(sealed)
    assert list(sealed.rglob("*.tsr")) == []


def test_a_stamp_of_another_root_does_not_hold(stamped, found, plainly):
    first, second = (stamped / f"{one}.tsr" for one in root_names(stamped))
    second.write_bytes(first.read_bytes())
    (said,) = found(stamped)
    assert said.startswith("roots/000002-2015-06-25.sha256.tsr: the stamp does not hold")
    assert not plainly(stamped)


def test_a_stamp_is_worth_nothing_by_the_certificates_of_another_authority(stamped, tmp_path, found, plainly):
    (tmp_path / "other").mkdir()
    certified(tmp_path / "other")
    next((stamped / "roots").glob("authority-*")).write_bytes((tmp_path / "other" / "ca.pem").read_bytes())
    assert all("the stamp does not hold" in one for one in found(stamped))
    assert len(found(stamped)) == 2
    assert not plainly(stamped)


def test_stamps_without_the_certificates_of_their_authority_are_told(stamped, found):
    next((stamped / "roots").glob("authority-*")).unlink()
    assert all("are not in the archive" in one for one in found(stamped))
    assert len(found(stamped)) == 2


@pytest.mark.parametrize("answer", [b"", b"no stamp at all"], ids=["nothing", "another thing"])
def test_what_is_no_stamp_is_not_kept_and_asked_for_again(sealed, authority, answer):
    authority.refuses = answer
    assert sorted(stamp_roots(sealed, authority.authority, root_names(sealed))) == root_names(sealed)
    assert list(sealed.rglob("*.tsr")) == []
    authority.refuses = None
    assert stamp_roots(sealed, authority.authority, root_names(sealed)) == {}


def test_an_authority_that_does_not_answer_is_told_by_root(sealed, authority):
    silent = Authority(url="http://127.0.0.1:9/tsr", certificates=authority.authority.certificates)
    assert list(stamp_roots(sealed, silent, root_names(sealed))) == root_names(sealed)


def test_wrong_settings_are_told(sealed, tmp_path, authority):
    with pytest.raises(UsageError, match="not the address of an authority: 'file:///etc/passwd'"):
        stamp_roots(sealed, Authority(url="file:///etc/passwd", certificates=tmp_path), root_names(sealed))
    with pytest.raises(InvalidFile, match="the certificates of the authority cannot be read"):
        stamp_roots(sealed, Authority(url=authority.authority.url, certificates=tmp_path / "none"), ["r"])
