"""The key that signs the archive: Ed25519, made once, kept outside the archive, read by its owner alone."""

import os
import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from crawler.errors import InvalidFile, UsageError

OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, kw_only=True)
class Signer:
    """A private key at work; nothing prints it."""

    key: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """The public half, as PEM."""
        return self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public half, by which people compare it."""
        return fingerprint_of(self.key.public_key())

    def sign(self, data: bytes) -> bytes:
        """Return the 64 bytes of the signature."""
        return self.key.sign(data)

    def __repr__(self) -> str:
        return f"Signer({self.fingerprint[:16]})"


def make_key(path: Path, archive: Path) -> Signer:
    """Make a key at *path*, which must not exist and must not be in the folder *archive*."""
    if path.resolve().is_relative_to(archive.resolve()):
        raise UsageError(
            f"{str(path)!r} is inside the archive", hint="whoever copies the archive must not get it"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    except FileExistsError:
        raise UsageError(
            f"{str(path)!r} is there already", hint="a lost key proves nothing more; keep it"
        ) from None
    with os.fdopen(descriptor, "wb") as target:
        target.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        target.flush()
        os.fsync(target.fileno())
    return Signer(key=key)


def load_signer(path: Path) -> Signer | None:
    """Return the key at *path*, or None where there is none; raise InvalidFile unless it is ours alone."""
    try:
        mode, data = path.stat().st_mode, path.read_bytes()
    except FileNotFoundError:
        return None
    if mode & OTHERS:
        raise InvalidFile(path, None, "others may read it", hint=f"chmod 600 {path}")
    try:
        key = load_pem_private_key(data, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise InvalidFile(path, None, "not an Ed25519 key", hint="make one with: gongkai archive key")
    return Signer(key=key)


def read_public(data: bytes) -> Ed25519PublicKey:
    """Return the public key in *data*, which is PEM; raise ValueError where it is none."""
    try:
        key = load_pem_public_key(data)
    except UnsupportedAlgorithm as error:
        raise ValueError(str(error)) from error
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not an Ed25519 key")  # noqa: TRY004 - what is wrong is the file
    return key


def fingerprint_of(key: Ed25519PublicKey) -> str:
    """Return the SHA-256 of the key as DER, as ``openssl pkey -pubin -outform DER | sha256sum`` prints it."""
    return sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def holds(key: Ed25519PublicKey, signature: bytes, data: bytes) -> bool:
    """Whether *signature* is that of *key* under *data*."""
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True
