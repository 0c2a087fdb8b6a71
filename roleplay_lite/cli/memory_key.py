"""`roleplay-lite memory key | encrypt | decrypt`: an encrypted store (the extra `cipher`)."""

from __future__ import annotations

from pathlib import Path

import click

from roleplay_lite.cli.memory_options import store_option, yes_option

_key_file = click.argument("key_file", type=click.Path(path_type=Path, dir_okay=False))


@click.command(short_help="Draw a key into a new file.")
@_key_file
def key(key_file: Path) -> None:
    """Draw a key for an encrypted store into KEY_FILE, which only you can read. Whoever loses it has lost the store.

    \b
    Examples:
      roleplay-lite memory key ~/.config/roleplay.key
    """
    from roleplay_lite.memory.cipher import new_key

    new_key(key_file)
    click.echo(f"{key_file} holds a new key; `roleplay-lite memory encrypt {key_file}` encrypts the store", err=True)


@click.command(short_help="Encrypt the store.")
@_key_file
@yes_option
@store_option
def encrypt(key_file: Path, yes: bool, store: Path | None) -> None:
    """Encrypt the store, which no program may have open, with the key in KEY_FILE; or give an encrypted one that key.
    The plain copies beside it are deleted. Afterwards `store.key_file` in device.toml has to name KEY_FILE.

    \b
    Examples:
      roleplay-lite memory encrypt ~/.config/roleplay.key
    """
    _change(key_file, store, yes=yes, question="encrypt {}, and delete its plain copies?")
    click.echo(f'set key_file = "{key_file}" under [store] in device.toml', err=True)


@click.command(short_help="Make an encrypted store plain.")
@yes_option
@store_option
def decrypt(yes: bool, store: Path | None) -> None:
    """Make the store plain again. Afterwards `store.key_file` has to leave device.toml.

    \b
    Examples:
      roleplay-lite memory decrypt
    """
    _change(None, store, yes=yes, question="make {} readable without a key?")


def _change(key_file: Path | None, store: Path | None, *, yes: bool, question: str) -> None:
    from roleplay_lite.device import Device
    from roleplay_lite.memory.cipher import change_key, driver_for
    from roleplay_lite.memory.migrations import migrations
    from roleplay_lite.memory.opening import place_of

    place = place_of(store)
    now, to = driver_for(Device.read().store.key_file), driver_for(key_file, {})
    if not yes:
        click.confirm(question.format(place), abort=True, err=True)
    change_key(place, migrations, now=now, to=to)
