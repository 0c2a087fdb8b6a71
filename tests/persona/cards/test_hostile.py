"""Cards that mean harm are refused, or lose what is harmful, before memory or disk is spent on them."""

from __future__ import annotations

import io
import json
import stat
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.cards import limits
from roleplay_lite.persona.cards.card import Card
from roleplay_lite.persona.cards.reading import card_in, read_card
from tests.persona.cards.hostile import END, SIGNATURE, charx, chunk, packed, png, text, v2, v3


def refused(raw: bytes, words: str, name: str = "card") -> PersonaError:
    """The error, made within 64 MB."""
    tracemalloc.start()
    try:
        with pytest.raises(PersonaError, match=words) as caught:
            card_in(raw, Path(name))
        assert tracemalloc.get_traced_memory()[1] < 64 << 20
    finally:
        tracemalloc.stop()
    return caught.value


def test_a_length_of_two_gigabytes_allocates_nothing() -> None:
    forged = SIGNATURE + struct.pack(">I4s", 0x7FFFFFFF, b"tEXt") + b"chara\0e30="
    refused(forged + bytes(8), "claims 2147483647 bytes")


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt"])
def test_a_chunk_that_inflates_without_end(kind: bytes) -> None:
    bomb = zlib.compress(bytes(80 << 20), 9)
    head = b"chara\0\0" if kind == b"zTXt" else b"chara\0\1\0\0\0"
    error = refused(png(chunk(kind, head + bomb)), "limit")
    assert error.field == "chara"


def test_a_thousand_card_chunks_are_not_all_tried() -> None:
    refused(png(*(text(b"chara", b"?") for _ in range(limits.TEXTS + 1))), "limit")


@pytest.mark.parametrize("deep", ["[" * 100_000, '{"a":' * 100_000, '{"name": "x", "a": ' + "[" * 70 + "]" * 70 + "}"])
def test_deep_nesting(deep: str) -> None:
    refused(deep.encode(), "deep|JSON")


def test_a_million_empty_lists() -> None:
    refused(b'{"name": "x", "a": [' + b"[]," * 1_000_000 + b"[]]}", "values")


def test_a_card_of_many_megabytes() -> None:
    refused(json.dumps({"name": "x" * (limits.CARD + 1)}).encode(), "larger")


def test_a_file_past_the_limit_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "huge.json"
    with file.open("wb") as stream:
        stream.truncate(limits.FILE * 4)
    with pytest.raises(PersonaError, match="larger"):
        read_card(file)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "9" * 5000])
def test_numbers_that_no_json_can_write_again(number: str) -> None:
    refused(f'{{"name": "x", "a": {number}}}'.encode(), "not JSON")


@pytest.mark.parametrize(
    "name",
    ["../../evil.txt", "/etc/passwd", "a/../../b", "C:\\evil", "..\\evil", "a//b", "nul\nname", "x" * 400, "a:stream"],
)
def test_names_that_lead_out(name: str) -> None:
    card = card_in(charx({name: b"evil", "assets/icon/images/main.png": b"good"}))
    assert list(card.files) == ["assets/icon/images/main.png"]
    assert any("name" in warning for warning in card.warnings)


def test_an_entry_without_a_name() -> None:
    raw = charx({"q": b"evil"})
    place = raw.rfind(b"PK\x01\x02")
    nameless = bytearray(raw[: place + 46] + raw[place + 47 :])
    struct.pack_into("<H", nameless, place + 28, 0)
    end = nameless.rfind(b"PK\x05\x06")
    struct.pack_into("<I", nameless, end + 12, struct.unpack_from("<I", nameless, end + 12)[0] - 1)
    card = card_in(bytes(nameless))
    assert not card.files
    assert "name" in card.warnings[0]


def with_entry(change: Any) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("card.json", json.dumps(v3()))
        info = zipfile.ZipInfo("link")
        change(info)
        archive.writestr(info, b"/etc/passwd")
    return stream.getvalue()


def test_symbolic_links_and_odd_compression_are_left_out() -> None:
    def link(info: zipfile.ZipInfo) -> None:
        info.external_attr = (stat.S_IFLNK | 0o777) << 16

    def lzma(info: zipfile.ZipInfo) -> None:
        info.compress_type = zipfile.ZIP_LZMA

    for change, words in ((link, "symbolic link"), (lzma, "compressed")):
        card = card_in(with_entry(change))
        assert not card.files
        assert words in card.warnings[0]


def zipped(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def test_two_cards_in_one_file_are_none() -> None:
    card = ("card.json", json.dumps(v3()).encode())
    with pytest.warns(UserWarning, match="Duplicate"):
        raw = zipped(card, card)
    refused(raw, "2 files named card.json")


def test_the_same_asset_twice_is_one() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        raw = zipped(("card.json", json.dumps(v3()).encode()), ("a.png", b"first"), ("a.png", b"second"))
    card = card_in(raw)
    assert dict(card.files) == {"a.png": b"first"}
    assert "twice" in card.warnings[0]


def test_an_encrypted_card_is_refused() -> None:
    raw = bytearray(charx({}))
    for place in (raw.find(b"PK\x03\x04") + 6, raw.find(b"PK\x01\x02") + 8):
        raw[place] |= 1
    refused(bytes(raw), "encrypted")


def test_assets_that_inflate_a_thousand_times_and_all_together() -> None:
    ratio = card_in(charx({"a.bin": bytes(8 << 20)}))
    assert not ratio.files
    assert "inflates" in ratio.warnings[0]


def test_too_many_assets_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ASSETS", 25)
    card = card_in(charx({f"{number}.bin": b"0123456789" for number in range(5)}))
    assert sum(map(len, card.files.values())) <= 25
    assert any("limit" in warning for warning in card.warnings)


def test_a_declared_size_that_lies() -> None:
    raw = charx({"big.bin": bytes(4 << 20)})
    place = raw.rfind(b"PK\x01\x02")
    lying = raw[: place + 24] + struct.pack("<I", 10) + raw[place + 28 :]
    card = card_in(lying)
    assert not card.files
    assert any("big.bin" in warning for warning in card.warnings)


def test_a_directory_of_a_million_entries_is_not_walked() -> None:
    raw = bytearray(charx({}))
    end = raw.rfind(b"PK\x05\x06")
    struct.pack_into("<H", raw, end + 10, 60_000)
    refused(bytes(raw), "files, the limit")
    struct.pack_into("<HI", raw, end + 10, 1, limits.DIRECTORY + 1)
    refused(bytes(raw), "files, the limit")


def test_zip64_is_refused_before_its_numbers_are_believed() -> None:
    raw = charx({})
    end = raw.rfind(b"PK\x05\x06")
    refused(raw[:end] + b"PK\x06\x07" + bytes(16) + raw[end:], "ZIP64")


def test_ccv3_that_is_broken_gives_way_to_chara() -> None:
    card = card_in(png(text(b"ccv3", b"@@@"), text(b"chara", packed(v2()))))
    assert card.version == "v2"
    assert "ccv3" in card.warnings[0]


def test_a_picture_cut_short_after_its_card_still_gives_it() -> None:
    card = card_in(png(text(b"chara", packed(v2())))[: -len(END)])
    assert card.name == "小婉"
    assert "IEND" in card.warnings[0]
    assert not card.image


def test_assets_in_chunks_of_their_own_are_read_within_bounds() -> None:
    assets = [{"type": "emotion", "uri": "__asset:a/b.png", "name": "b", "ext": "png"}]
    card = card_in(
        png(
            text(b"ccv3", packed(v3(assets=assets))),
            text(b"chara-ext-asset_:a/b.png", b"AAEC"),
            text(b"chara-ext-asset_:../x", b"AAEC"),
        )
    )
    assert card.assets[0].data == b"\0\1\2"
    assert list(card.files) == ["a/b.png"]
    assert "leads out" in card.warnings[0]


def asset(uri: object) -> Card:
    return card_in(json.dumps(v3(assets=[{"type": "icon", "uri": uri, "name": "main", "ext": "png"}])).encode())


@pytest.mark.parametrize("uri", ["https://example.invalid/a.png", "http://127.0.0.1:1/a.png", "ccdefault:"])
def test_addresses_are_kept_and_never_fetched(uri: str) -> None:
    # The tests fail on any connection.
    card = asset(uri)
    assert (card.assets[0].uri, card.assets[0].data) == (uri, None)
    assert not card.warnings


@pytest.mark.parametrize("uri", ["file:///etc/passwd", "/etc/passwd", "ftp://x/y", "javascript:alert(1)", ""])
def test_places_of_this_machine_are_never_opened(uri: str) -> None:
    card = asset(uri)
    assert card.assets[0].data is None
    assert "never opened" in card.warnings[0]


def test_data_addresses_hold_their_bytes() -> None:
    assert asset("data:image/png;base64,AAEC").assets[0].data == b"\0\1\2"
    assert asset("data:,%00%01").assets[0].data == b"\0\1"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({}, "neither"),
        ({"spec": "chara_card_v2"}, "data"),
        ({"spec": "chara_card_v2", "data": {}}, "data.name: is missing"),
        ({"name": ""}, "name: is missing"),
        ({"name": None}, "name: is missing"),
        ({"spec": ["chara_card_v2"], "data": 7}, "data"),
    ],
)
def test_what_is_no_card_says_what_is_missing(raw: object, words: str) -> None:
    refused(json.dumps(raw).encode(), words)


def test_sizes_of_a_lorebook_are_bounded() -> None:
    entries = [{"keys": ["x"], "content": "y"}] * (limits.LORE + 1)
    card = card_in(json.dumps(v2(character_book={"entries": entries})).encode())
    assert card.lorebook is not None
    assert len(card.lorebook["entries"]) == limits.LORE
    assert "left out" in card.warnings[0]


def test_world_info_of_sillytavern_is_a_lorebook() -> None:
    entry = {
        "uid": 3,
        "key": ["西湖"],
        "keysecondary": ["雨"],
        "content": "断桥",
        "order": 7,
        "disable": True,
        "position": 4,
    }
    world = {
        "entries": {"3": {**entry, "excludeRecursion": True, "selectiveLogic": 2, "depth": 2, "caseSensitive": None}}
    }
    card = card_in(json.dumps(world).encode())
    assert card.version == "lorebook"
    assert card.lorebook is not None
    (read,) = card.lorebook["entries"]
    assert read["keys"] == ["西湖"]
    assert read["secondary_keys"] == ["雨"]
    assert (read["id"], read["insertion_order"], read["enabled"], read["position"]) == (3, 7, False, "after_char")
    assert read["extensions"] == {"position": 4, "exclude_recursion": True, "selectiveLogic": 2, "depth": 2}
