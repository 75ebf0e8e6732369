"""Checks who signed what in an archive, by the public keys that lie in it and those that the asker trusts."""

from collections.abc import Collection, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from crawler.archive.places import Place
from crawler.archive.proof.keys import fingerprint_of, holds, read_public
from crawler.archive.proof.links import KEYS, SIGNATURE
from crawler.archive.proof.problems import Findings


class Keys:
    """The public keys of an archive."""

    def __init__(
        self, place: Place, names: Sequence[str], trusted: Collection[str], findings: Findings
    ) -> None:
        self.place = place
        self.trusted = trusted
        self.findings = findings
        self.files: dict[str, str] = {}
        """Fingerprint → file."""
        self._keys: dict[str, Ed25519PublicKey] = {}
        for name in names:
            if name.startswith(f"{KEYS}/"):
                self._read(name)

    def _read(self, name: str) -> None:
        try:
            key = read_public(self.place.read(name))
        except ValueError as error:
            self.findings.wrong(name, f"no public key: {error}")
            return
        print_ = fingerprint_of(key)
        if name != f"{KEYS}/{print_[:16]}.pem":
            self.findings.wrong(name, f"holds the key {print_[:16]}")
        self.files[print_] = name
        self._keys[print_] = key

    def check(self, name: str, data: bytes, signer: str, before: bool, names: Collection[str]) -> bool:
        """Check the signature of the file *name* by *signer*; return whether what follows must be signed, too."""
        wrong = self.findings.wrong
        if not signer:
            if before or self.trusted:
                wrong(name, "is not signed" + (", though what is before it is" if before else ""))
            return before
        key = self._keys.get(signer)
        if self.trusted and signer not in self.trusted:
            wrong(name, f"is signed by {signer[:16]}, which is not trusted")
        if key is None:
            wrong(name, f"the key {signer[:16]} that signed it is not in the archive")
        elif f"{name}{SIGNATURE}" not in names:
            wrong(name, "its signature is missing")
        elif not holds(key, self.place.read(f"{name}{SIGNATURE}"), data):
            wrong(name, f"its signature {name}{SIGNATURE} does not hold")
        else:
            self.findings.signers.add(signer)
        return True
