"""An encrypted store tells nothing to one without its key, and says what is wrong to one who has mislaid it."""

from __future__ import annotations

import logging
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from roleplay_lite.errors import EngineMissing, StoreError
from roleplay_lite.memory.backup import Backups
from roleplay_lite.memory.cipher import VARIABLE, change_key, driver_for, new_key
from roleplay_lite.memory.driver import PLAIN, Driver
from roleplay_lite.memory.migrations import migrations
from roleplay_lite.memory.sqlite_file import SqliteFile

SECRET = "存折藏在米缸里"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "talk.db"


def key_in(folder: Path) -> Driver:
    key = folder / "keys" / f"{secrets.token_hex(4)}.key"
    new_key(key)
    return driver_for(key)


def opened(file: Path, driver: Driver) -> SqliteFile:
    backups = Backups(file, driver=driver)
    return SqliteFile(file, migrations, name="the store", elsewhere="--store", driver=driver, backups=backups)


def filled(file: Path, driver: Driver) -> None:
    db = opened(file, driver)
    with db.writing(durable=True) as connection:
        connection.execute("insert into person (id, name, created) values ('p', ?, 1)", (SECRET,))
    assert db.backups
    db.backups.take()
    db.close()


def names(file: Path, driver: Driver) -> list[str]:
    db = opened(file, driver)
    try:
        return [row["name"] for row in db.read("select name from person")]
    finally:
        db.close()


def holders(folder: Path) -> set[str]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return {each.name for each in files if SECRET.encode() in each.read_bytes()}


def test_without_the_package_it_says_what_to_install(tmp_path: Path) -> None:
    try:
        import sqlcipher3  # noqa: F401
    except ImportError:
        with pytest.raises(EngineMissing, match=r"roleplay-lite\[cipher\]"):
            driver_for(None, {VARIABLE: "0" * 64})
    assert driver_for(None, {}) == PLAIN


def test_a_key_is_drawn_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    key = tmp_path / "keys" / "talk.key"
    new_key(key)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    drawn = key.read_text()
    with pytest.raises(StoreError, match="is there already"):
        new_key(key)
    assert key.read_text() == drawn


BAD_KEYS: dict[str, Callable[[Path], object]] = {
    "no such file": lambda key: None,
    "empty": lambda key: key.write_text(""),
    "a password": lambda key: key.write_text("芝麻开门"),
    "too short": lambda key: key.write_text("ab" * 31),
    "other signs": lambda key: key.write_text("0" * 63 + "x"),
    "bytes": lambda key: key.write_bytes(bytes(range(128, 160))),
}


@pytest.mark.parametrize("case", BAD_KEYS)
def test_a_key_that_is_none_is_told_without_showing_it(tmp_path: Path, case: str) -> None:
    pytest.importorskip("sqlcipher3")
    key = tmp_path / "talk.key"
    BAD_KEYS[case](key)
    if key.exists():
        key.chmod(0o600)
    with pytest.raises(StoreError, match=r"talk\.key") as caught:
        driver_for(key)
    shown = str(caught.value) + repr(caught.value.__cause__)
    assert not any(part in shown for part in ("芝麻", "abab", "0000", "\\x80"))


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3")
    key = tmp_path / "talk.key"
    new_key(key)
    key.chmod(0o644)
    with pytest.raises(StoreError, match="chmod 600"):
        driver_for(key)


def test_no_file_holds_a_word_and_the_key_stands_nowhere(
    file: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("sqlcipher3")
    caplog.set_level(logging.DEBUG)
    driver = key_in(file.parent)
    filled(file, driver)
    assert names(file, driver) == [SECRET]
    assert holders(file.parent) == set()
    assert not file.read_bytes().startswith(b"SQLite format")
    with pytest.raises(StoreError) as wrong:
        opened(file, key_in(file.parent))
    said = repr(driver) + str(wrong.value) + caplog.text + "".join(capfd.readouterr())
    assert driver.key.hex() not in said
    assert repr(driver.key) not in said


def test_a_wrong_key_and_none_change_nothing(file: Path) -> None:
    """Above all the store is not taken for a damaged one and replaced."""
    pytest.importorskip("sqlcipher3")
    driver = key_in(file.parent)
    filled(file, driver)
    before = file.read_bytes()
    with pytest.raises(StoreError, match=r"the key in store\.key_file is not the one"):
        opened(file, key_in(file.parent))
    with pytest.raises(StoreError, match=r"or it is encrypted: give its key, store\.key_file"):
        opened(file, PLAIN)
    assert file.read_bytes() == before
    assert names(file, driver) == [SECRET]
    plain = file.with_name("plain.db")
    filled(plain, PLAIN)
    with pytest.raises(StoreError, match="it is not encrypted: encrypt it"):
        opened(plain, driver)
    assert names(plain, PLAIN) == [SECRET]


def test_a_plain_store_is_encrypted_given_another_key_and_made_plain_again(file: Path) -> None:
    pytest.importorskip("sqlcipher3")
    one, other = key_in(file.parent), key_in(file.parent)
    filled(file, PLAIN)
    assert holders(file.parent) == {"talk.db", "000001.db"}
    change_key(file, migrations, now=PLAIN, to=one)
    assert holders(file.parent) == set()
    assert names(file, one) == [SECRET]
    change_key(file, migrations, now=one, to=other)
    assert names(file, other) == [SECRET]
    with pytest.raises(StoreError):
        opened(file, one)
    with pytest.raises(StoreError, match=r"damaged, no store, or of another key"):
        change_key(file, migrations, now=one, to=key_in(file.parent))
    change_key(file, migrations, now=other, to=PLAIN)
    assert names(file, PLAIN) == [SECRET]
    assert {each.name for each in file.parent.iterdir()} == {
        "keys",
        "talk.db",
        "talk.db.backups",
        "talk.db.lock",
        "talk.db.open",
    }


def test_a_change_that_was_cut_off_is_finished(file: Path) -> None:
    """The new file is in place, and what it was made of still lies beside it."""
    pytest.importorskip("sqlcipher3")
    filled(file, PLAIN)
    plain = file.read_bytes()
    driver = key_in(file.parent)
    change_key(file, migrations, now=PLAIN, to=driver)
    file.with_name("talk.db.replaced-20310101T000000Z").write_bytes(plain)
    change_key(file, migrations, now=PLAIN, to=driver)
    assert holders(file.parent) == set()
    assert names(file, driver) == [SECRET]


def test_a_store_in_use_keeps_its_key(file: Path) -> None:
    pytest.importorskip("sqlcipher3")
    filled(file, PLAIN)
    db = opened(file, PLAIN)
    with pytest.raises(StoreError, match="is in use"):
        change_key(file, migrations, now=PLAIN, to=key_in(file.parent))
    db.close()
    assert names(file, PLAIN) == [SECRET]


def test_damage_to_an_encrypted_store_is_mended_from_its_copy(file: Path) -> None:
    pytest.importorskip("sqlcipher3")
    driver = key_in(file.parent)
    filled(file, driver)
    data = bytearray(file.read_bytes())
    data[5000] ^= 1
    file.write_bytes(data)
    file.with_name("talk.db.suspect").touch()
    db = opened(file, driver)
    assert db.restored_from
    assert db.broken
    assert db.broken.read_bytes() == data
    db.close()
    assert names(file, driver) == [SECRET]
