"""An imported character on disk: all of it or nothing, private, and never outside its folder."""

from __future__ import annotations

import errno
import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona import read_persona
from roleplay_lite.persona.cards import keeping
from roleplay_lite.persona.cards.card import Card
from roleplay_lite.persona.cards.convert import persona_of_card
from roleplay_lite.persona.cards.keeping import Kept, keep, kept_card, write_whole
from roleplay_lite.persona.cards.png import plain_png
from roleplay_lite.persona.cards.reading import card_in, read_card
from tests.persona.cards.hostile import charx, v3
from tests.persona.cards.test_made import MADE


def kept(card: Card, folder: Path, *, replace_old: bool = False) -> Kept:
    return keep(persona_of_card(card, "wanwan").persona, card, folder, replace_old=replace_old)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_card_comes_back_whole(tmp_path: Path) -> None:
    card = replace(read_card(MADE / "v3.charx"), image=plain_png())
    place = kept(card, tmp_path)
    assert kept_card(place.card) == card
    persona = read_persona(place.file)
    assert persona.card == place.card
    assert replace(persona, card=None) == persona_of_card(card, "wanwan").persona


def test_half_a_character_is_kept_too(tmp_path: Path) -> None:
    card = read_card(MADE / "lone_surrogate.json")
    assert kept_card(kept(card, tmp_path).card).raw == card.raw


def test_only_its_owner_reads_the_card(tmp_path: Path) -> None:
    place = kept(read_card(MADE / "v3.charx"), tmp_path / "new" / "folder")
    assert stat.S_IMODE(place.card.stat().st_mode) == 0o600
    assert {stat.S_IMODE(file.stat().st_mode) for file in place.assets.iterdir()} == {0o600}
    assert stat.S_IMODE(place.assets.stat().st_mode) == 0o700


def test_names_of_assets_are_ours(tmp_path: Path) -> None:
    files = {
        "assets/icon/images/小婉 头像.PNG": b"1",
        ".htaccess": b"2",
        "a/CON.exe": b"3",
        "x/" + "长" * 200: b"4",
        "index.json": b"5",
    }
    place = kept(card_in(charx(files)), tmp_path)
    names = {file.name for file in place.assets.iterdir()}
    assert names == {
        "0001-asset.png",
        "0002-asset.htaccess",
        "0003-CON.exe",
        "0004-asset.bin",
        "0005-index.json",
        "index.json",
    }
    assert dict(kept_card(place.card).files) == files


def test_traversal_writes_nothing_outside(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    kept(read_card(MADE / "traversal.charx"), folder)
    assert {file.name for file in tmp_path.rglob("*") if file.is_file()} == {"wanwan.toml", "wanwan.card.json"}


@pytest.mark.parametrize("name", ["wanwan.toml", "wanwan.card.json"])
def test_nothing_is_replaced_unasked(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(PersonaError, match=r"already.*--force"):
        kept(read_card(MADE / "v3.charx"), tmp_path)
    assert tree(tmp_path) == {name: b"mine"}


def test_replacing_leaves_nothing_of_the_old_one(tmp_path: Path) -> None:
    kept(read_card(MADE / "v3.charx"), tmp_path)
    kept(read_card(MADE / "v1.json"), tmp_path, replace_old=True)
    assert set(tree(tmp_path)) == {"wanwan.toml", "wanwan.card.json"}


@pytest.mark.parametrize("fails_at", range(6))
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
    kept(read_card(MADE / "v1.json"), tmp_path)
    before, count = tree(tmp_path), 0
    write = keeping._write

    def full(file: Path, data: bytes, mode: int) -> None:
        nonlocal count
        count += 1
        if count > fails_at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(file, data, mode)

    monkeypatch.setattr(keeping, "_write", full)
    if fails_at < 5:
        with pytest.raises(PersonaError, match="No space left"):
            kept(read_card(MADE / "v3.charx"), tmp_path, replace_old=True)
        assert tree(tmp_path) == before
    else:
        kept(read_card(MADE / "v3.charx"), tmp_path, replace_old=True)
        assert tree(tmp_path) != before


@pytest.mark.parametrize("fails_at", range(5))
def test_a_rename_that_fails_halfway_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
    kept(read_card(MADE / "v3.charx"), tmp_path)
    before, count = tree(tmp_path), 0
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == fails_at + 1:
            raise OSError(errno.EIO, "broken disk")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PersonaError, match="broken disk"):
        kept(read_card(MADE / "v3_missing_asset.charx"), tmp_path, replace_old=True)
    assert tree(tmp_path) == before


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PersonaError, match="cannot be written"):
        kept(read_card(MADE / "v1.json"), tmp_path / "file")


@pytest.mark.parametrize(
    "index",
    ["[]", "{", '{"files": 3}', '{"files": {"a": "../../secret", "b": 3, "c": "link"}, "image": "/etc/passwd"}'],
)
def test_an_index_that_was_tampered_with_opens_nothing_else(tmp_path: Path, index: str) -> None:
    (tmp_path / "secret").write_text("secret")
    place = kept(card_in(charx({"a": b"1"}, v3())), tmp_path)
    (place.assets / "index.json").write_text(index)
    (place.assets / "link").symlink_to(tmp_path / "secret")
    card = kept_card(place.card)
    assert not card.files
    assert not card.image


def test_a_card_that_is_gone_is_said_with_its_name(tmp_path: Path) -> None:
    place = kept(read_card(MADE / "v2.json"), tmp_path)
    place.card.unlink()
    with pytest.raises(PersonaError, match=r"wanwan\.card\.json: cannot be read"):
        read_persona(place.file)


def test_lore_of_the_card_and_of_the_file_stand_together(tmp_path: Path) -> None:
    place = kept(read_card(MADE / "v2.json"), tmp_path)
    with place.file.open("a", encoding="utf-8") as stream:
        stream.write('\n[[lore]]\nkeys = ["伞"]\ntext = "蓝伞。"\n')
    entries = read_persona(place.file).lore.entries
    assert entries[-1].content == "蓝伞。"
    assert len({entry.id for entry in entries}) == len(entries) == 5


def test_an_export_replaces_only_when_told(tmp_path: Path) -> None:
    file = tmp_path / "card.json"
    write_whole(file, b"1")
    with pytest.raises(PersonaError, match="--force"):
        write_whole(file, b"2")
    write_whole(file, json.dumps({}).encode(), replace_old=True)
    assert tree(tmp_path) == {"card.json": b"{}"}
