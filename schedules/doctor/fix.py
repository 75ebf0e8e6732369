"""Mends what can be mended without a choice: the schema, the key's permissions, segments of dead processes."""

from collections.abc import Iterator

from crawler.archive.proof.keys import load_signer
from crawler.archive.recovery import recover_segments
from crawler.clock import Clock
from schedules.doctor.finding import Finding, Level, Patient
from schedules.store import prepare


def fix(patient: Patient, found: list[Finding], clock: Clock) -> Iterator[str]:
    """Mend what is wrong among *found* as far as that is safe, and yield what was done."""
    keys = {one.key for one in found if one.level is not Level.OK}
    workspace = patient.workspace
    if "schema" in keys:
        prepare(patient.engine)
        yield "gongkai migrate"
    if "key_open" in keys:
        workspace.signing_key.chmod(0o600)
        yield f"chmod 600 {workspace.signing_key}"
    if "segments" in keys:
        signer = load_signer(workspace.signing_key)
        for name in recover_segments(workspace.archive, patient.engine, clock, signer):
            yield f"sealed {name}"
