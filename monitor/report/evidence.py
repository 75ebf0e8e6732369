"""The address of the page that shows a verdict's evidence, and the digest that names what it rests on."""

import json
from hashlib import sha256
from urllib.parse import quote, urlencode

from monitor.verdict import Verdict


def evidence_address(base: str, verdict: Verdict) -> str:
    """Return the address of the obligation's page as of the verdict's day."""
    owed = verdict.obligation
    query = urlencode({"what": owed.what, "as_of": verdict.evidence.day.isoformat()})
    return f"{base.rstrip('/')}/bureaus/{quote(owed.bureau)}/duties/{quote(owed.duty)}?{query}"


def evidence_digest(verdict: Verdict) -> str:
    """Return the SHA-256 over the readings and fetches that the verdict used."""
    used = {
        "readings": sorted(verdict.readings),
        "fetches": sorted(verdict.fetches),
        "verdict": verdict.digest,
    }
    return sha256(json.dumps(used, sort_keys=True).encode()).hexdigest()
