"""An archive proves itself: nothing in it can be changed, taken out or put in without being named."""

import gzip
import json
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.archive.manifest import manifest_entries
from crawler.archive.places import FolderPlace
from crawler.archive.proof.check import check_archive
from crawler.archive.proof.keys import fingerprint_of, make_key, read_public
from crawler.archive.proof.links import LinkKind, link_files, read_link


def links_of(folder):
    return [read_link(one.read_bytes()) for one in link_files(folder)]


def entries_of(folder, link):
    return manifest_entries((folder / link.manifest).read_bytes())


def files_of(folder):
    return sorted(one for one in folder.rglob("*") if one.is_file() and one.name != ".lock")


@pytest.fixture
def third(sealed):
    """The last segment with its entries: warcinfo, three exchanges of which the last is a revisit, metadata."""
    link = links_of(sealed)[2]
    return sealed / link.segment, entries_of(sealed, link)


def test_a_sound_archive_has_no_problems(sealed, found, plainly):
    assert found(sealed) == []
    assert found(sealed, deep=True) == []
    assert plainly(sealed)
    findings = check_archive(FolderPlace(sealed), deep=True)
    assert findings.types == {"warcinfo": 3, "response": 7, "revisit": 2, "request": 9, "metadata": 3}
    assert findings.packed_bytes < findings.plain_bytes
    assert (findings.roots, len(findings.signers)) == (2, 1)
    assert findings.notes == ["1 of 3 links are in no root yet; each day has one once it is over"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(at=st.floats(0, 0.999999), which=st.floats(0, 0.999999), bit=st.integers(0, 7))
def test_every_flipped_bit_of_every_file_is_seen(sealed, found, at, which, bit):
    files = files_of(sealed)
    path = files[int(which * len(files))]
    whole = path.read_bytes()
    place = int(at * len(whole))
    path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
    try:
        assert found(sealed), f"bit {bit} of byte {place} of {path.name}"
    finally:
        path.write_bytes(whole)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(at=st.floats(0, 0.999999), which=st.floats(0, 0.999999))
def test_every_cut_of_every_file_is_seen(sealed, found, at, which):
    files = files_of(sealed)
    path = files[int(which * len(files))]
    whole = path.read_bytes()
    path.write_bytes(whole[: int(at * len(whole))])
    try:
        assert found(sealed), f"{path.name} at {at}"
    finally:
        path.write_bytes(whole)


def test_a_flipped_bit_is_named_by_segment_offset_and_address(third, sealed, found, plainly):
    path, entries = third
    one = entries[1]
    whole = bytearray(path.read_bytes())
    whole[one.offset + one.length // 2] ^= 1
    path.write_bytes(whole)
    assert found(sealed) == [
        f"{path.name}: its digest is not the one it was sealed with",
        f"{path.name} at {one.offset} ({one.url}): the response is not what was written",
    ]
    assert not plainly(sealed)


def test_a_cut_names_the_record_it_went_through_and_those_behind_it(third, sealed, found, plainly):
    path, entries = third
    whole = path.read_bytes()
    left = entries[3].offset + 40
    path.write_bytes(whole[:left])
    said = found(sealed)
    assert said[0] == f"{path.name}: {left} bytes long, not {len(whole)}"
    assert [one.partition(": the ")[2] for one in said[1:]] == [
        f"response is cut: {left} bytes are left of {len(whole)}",
        *(
            f"{kind} was cut off: {left} bytes are left of {len(whole)}"
            for kind in ("request", "revisit", "request", "metadata")
        ),
    ]
    assert not plainly(sealed)


@pytest.mark.parametrize("which", range(8))
def test_a_record_taken_out_is_named(third, sealed, found, plainly, which):
    path, entries = third
    one, whole = entries[which], path.read_bytes()
    path.write_bytes(whole[: one.offset] + whole[one.offset + one.length :])
    said = found(sealed)
    last = which == len(entries) - 1
    about = f" ({one.url})" if one.url else ""
    what = f"was cut off: {one.offset} bytes are left of {len(whole)}" if last else "was removed"
    assert said[1:] == [f"{path.name} at {one.offset}{about}: the {one.kind} {what}"]
    assert not plainly(sealed)


def packed(text):
    return gzip.compress(text)


FOREIGN = (
    b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Target-URI: http://harbour.example/new\r\n"
    b"Content-Type: text/plain\r\nContent-Length: 3\r\n\r\nnew\r\n\r\n"
)


@pytest.mark.parametrize("which", [0, 1, 4, 7])
def test_a_record_put_in_is_named(third, sealed, found, plainly, which):
    path, entries = third
    one, whole = entries[which], path.read_bytes()
    path.write_bytes(whole[: one.offset] + packed(FOREIGN) + whole[one.offset :])
    assert found(sealed)[1:] == [
        f"{path.name} at {one.offset} (http://harbour.example/new): the response was added: the manifest does not have it"
    ]
    assert not plainly(sealed)


def test_a_record_put_in_twice_is_named(third, sealed, found):
    path, entries = third
    one, whole = entries[1], path.read_bytes()
    path.write_bytes(whole + whole[one.offset : one.offset + one.length])
    assert found(sealed)[1:] == [f"{path.name} at {len(whole)} ({one.url}): the response is there once more"]


def test_records_in_another_order_are_named(third, sealed, found, plainly):
    path, entries = third
    first, second = entries[1], entries[2]
    whole = path.read_bytes()
    behind = second.offset + second.length
    path.write_bytes(
        whole[: first.offset]
        + whole[second.offset : behind]
        + whole[first.offset : second.offset]
        + whole[behind:]
    )
    (said,) = found(sealed)[1:]
    assert "was moved to" in said
    assert said.startswith((f"{path.name} at {first.offset} ", f"{path.name} at {second.offset} "))
    assert not plainly(sealed)


def test_bytes_that_are_no_record_are_named(third, sealed, found):
    path, _ = third
    whole = path.read_bytes()
    path.write_bytes(whole + b"junk")
    assert found(sealed)[1:] == [f"{path.name} at {len(whole)}: 4 bytes that are no record were added"]


def test_a_payload_forged_with_its_digests_is_named(third, sealed, found):
    path, entries = third
    one, whole = entries[1], path.read_bytes()
    plain = gzip.decompress(whole[one.offset : one.offset + one.length])
    head, _, block = plain.partition(b"\r\n\r\n")
    forged = block[:-4].replace(block[-20:-4], b"x" * 16)
    head = head.replace(sha256(block[:-4]).hexdigest().encode(), sha256(forged).hexdigest().encode())
    again = packed(head + b"\r\n\r\n" + forged + b"\r\n\r\n")
    path.write_bytes(whole[: one.offset] + again + whole[one.offset + one.length :])
    assert any(
        f"at {one.offset} ({one.url}): the response is not what was written" in each for each in found(sealed)
    )


def test_a_segment_gone_or_added_is_named(sealed, found, plainly):
    first, second, third = links_of(sealed)
    (sealed / second.segment).rename(sealed / "stranger.warc.gz")
    assert found(sealed) == [
        f"{second.segment}: the segment is missing, with {second.records} records",
        "stranger.warc.gz: was added: no link of the chain knows it",
    ]
    assert not plainly(sealed)
    (sealed / "stranger.warc.gz").rename(sealed / second.segment)
    (sealed / "more.warc.gz").write_bytes((sealed / third.segment).read_bytes())
    assert found(sealed) == ["more.warc.gz: was added: no link of the chain knows it"]
    assert not plainly(sealed)
    assert first.previous == ""


def test_a_file_among_the_roots_that_is_none_is_named(sealed, found):
    (sealed / "roots" / "more.txt").write_text("more")
    assert found(sealed) == ["roots/more.txt: was added: no link of the chain knows it"]


def test_segments_that_changed_places_are_named(sealed, found, plainly):
    first, second, _ = links_of(sealed)
    one, other = ((sealed / link.segment) for link in (first, second))
    one_bytes, other_bytes = one.read_bytes(), other.read_bytes()
    one.write_bytes(other_bytes)
    other.write_bytes(one_bytes)
    assert {said.partition(":")[0] for said in found(sealed) if "bytes long" in said or "digest" in said} == {
        one.name,
        other.name,
    }
    assert not plainly(sealed)


def taken_out(sealed):
    (sealed / "chain" / "00000002.json").unlink()


def rewritten(sealed):
    path = sealed / "chain" / "00000002.json"
    said = json.loads(path.read_bytes())
    said["records"] += 1
    path.write_bytes(json.dumps(said, indent=1, ensure_ascii=False).encode() + b"\n")


def unsigned(sealed):
    path = sealed / "chain" / "00000003.json"
    said = json.loads(path.read_bytes())
    del said["signer"]
    path.write_bytes(json.dumps(said, indent=1, ensure_ascii=False).encode() + b"\n")
    path.with_name("00000003.json.sig").unlink()


def without_signature(sealed):
    (sealed / "chain" / "00000003.json.sig").unlink()


def other_key(sealed):
    signer = make_key(sealed.parent / "other.pem", sealed)
    next((sealed / "keys").glob("*.pem")).write_bytes(signer.public)


def root_taken_out(sealed):
    next(iter(sorted((sealed / "roots").glob("*.sha256")))).unlink()


def root_forged(sealed):
    path = max((sealed / "roots").glob("*.sha256"))
    path.write_bytes(path.read_bytes().replace(b"  ", b" \t"))


def manifest_gone(sealed):
    (sealed / links_of(sealed)[0].manifest).unlink()


def root_of_fewer_links(sealed):
    path = max((sealed / "roots").glob("*.sha256"))
    lines = [one for one in path.read_text().splitlines(keepends=True) if "chain/" not in one]
    path.write_text("".join(lines))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(taken_out, "link 2 of the chain is missing before it", id="a link taken out"),
        pytest.param(
            rewritten, "does not follow chain/00000002.json as that is now", id="a link written anew"
        ),
        pytest.param(unsigned, "is not signed, though what is before it is", id="a link without its signer"),
        pytest.param(without_signature, "its signature is missing", id="a signature taken out"),
        pytest.param(other_key, "holds the key", id="another key"),
        pytest.param(root_taken_out, "root 1 of link 1 is missing before it", id="a root taken out"),
        pytest.param(root_forged, "not a root as we write them", id="a root written otherwise"),
        pytest.param(root_of_fewer_links, "does not have link 2", id="a root of fewer links"),
        pytest.param(manifest_gone, "the manifest is missing", id="a manifest taken out"),
    ],
)
def test_what_holds_the_archive_together_is_held_itself(sealed, found, plainly, spoil, said):
    spoil(sealed)
    assert any(said in one for one in found(sealed)), found(sealed)
    assert not plainly(sealed)


def test_only_a_trusted_key_counts(sealed, found):
    public = next((sealed / "keys").glob("*.pem")).read_bytes()
    right = fingerprint_of(read_public(public))
    assert found(sealed, trusted=[right]) == []
    assert len(found(sealed, trusted=["0" * 64])) == 5
    assert all("is not trusted" in one for one in found(sealed, trusted=["0" * 64]))


def test_a_manifest_that_does_not_fit_its_segment_is_seen_when_records_are_opened(sealed):
    links = links_of(sealed)
    assert all(one.kind is LinkKind.SEGMENT for one in links)
    assert sum(sum(one.types.values()) for one in links) == check_archive(FolderPlace(sealed)).types.total()


def test_a_segment_that_is_being_written_is_no_stranger(sealed, found, plainly):
    (sealed / "open.warc.gz").write_bytes(b"")
    (sealed / "open.warc.gz.lock").write_bytes(b"")
    (sealed / "open.jsonl.gz.part").write_bytes(b"")
    assert found(sealed) == []
    assert plainly(sealed)
    assert "open.warc.gz: still open" in check_archive(FolderPlace(sealed)).notes[-1]
