"""What stands in device.toml about the cloud: complete, checked, and never a key."""

from __future__ import annotations

import os
import re
from pathlib import Path
from textwrap import dedent

import pytest

from roleplay_lite.errors import CloudError, DeviceError
from roleplay_lite.knowledge.cloud.config import KINDS, CloudConfig, is_near, read_cloud
from roleplay_lite.knowledge.cloud.secret import Secret, key_of
from roleplay_lite.tomlfile import read
from tests.knowledge.cloud.making import EVEREST, cloud, provider
from tests.knowledge.cloud.server import answers, chat, serving

WHOLE = """
    [knowledge.cloud]
    enabled = true
    deadline_seconds = 2.5
    calls_per_day = 50
    money_per_day = 1.5

    [knowledge.cloud.providers.qwen]
    kind = "chat"
    base_url = "https://dashscope.aliyuncs.com/compatible-mode/v1/"
    model = "qwen-plus"
    key_env = "DASHSCOPE_API_KEY"
    money_per_1000_tokens = 0.002
    extra = { enable_search = true }

    [knowledge.cloud.providers.wiki]
    kind = "mediawiki"
    contact = "https://example.org/speaker"

    [knowledge.cloud.providers.own]
    kind = "searxng"
    base_url = "http://192.168.1.5:8080"

    [knowledge.cloud.providers.bocha]
    kind = "bocha"
    enabled = false
    """


def config(text: str, folder: Path) -> CloudConfig:
    file = folder / "device.toml"
    file.write_text(dedent(text), encoding="utf-8")
    return read_cloud(read(file, DeviceError).sub("knowledge").sub("cloud"))


def test_nothing_said_is_off(tmp_path: Path) -> None:
    assert config("", tmp_path) == CloudConfig()
    assert not CloudConfig().enabled


def test_a_whole_table(tmp_path: Path) -> None:
    found = config(WHOLE, tmp_path)
    assert found.enabled
    assert [one.name for one in found.providers] == ["qwen", "wiki", "own"]
    qwen, wiki, _ = found.providers
    assert qwen.base_url == "https://dashscope.aliyuncs.com/compatible-mode/v1"
    assert qwen.extra == {"enable_search": True}
    assert wiki.base_url == "https://zh.wikipedia.org/w/api.php"
    assert (found.deadline_seconds, found.calls_per_day, found.money_per_day) == (2.5, 50, 1.5)


@pytest.mark.parametrize(
    ("line", "field", "says"),
    [
        ('kind = "oracle"', "kind", "allowed: baidu, bocha, chat, mediawiki, searxng"),
        ('kind = "chat"\nbase_url = "https://a.example/v1"', "model", "is missing"),
        ('kind = "chat"\nmodel = "m"', "base_url", "is missing"),
        ('kind = "searxng"\nbase_url = "http://searx.example.org"', "base_url", "must be https://"),
        ('kind = "searxng"\nbase_url = "ftp://localhost"', "base_url", "must begin with https://"),
        ('kind = "searxng"\nbase_url = "https://me:secret@searx.example.org"', "base_url", "must not hold a password"),
        ('kind = "searxng"\nbase_url = "https://searx.example.org/?q=a"', "base_url", "must end before"),
        ('kind = "searxng"\nbase_url = "https://[bad"', "base_url", "is no address"),
        ('kind = "mediawiki"', "contact", "is missing"),
        ('kind = "mediawiki"\ncontact = "联系我"', "contact", "plain ASCII"),
        ('kind = "bocha"', "key_env", "needs a key"),
        ('kind = "bocha"\nkey_env = "sk-0123"', "key_env", "must be the name of an environment variable"),
        ('kind = "bocha"\nkey_env = "A"\nkey_file = "b"', "key_env", "leave one out"),
        ('kind = "bocha"\nkey = "sk-0123456789"', "key", "does not belong in this file"),
        ('kind = "bocha"\nkey_env = "A"\nkeys = 1', "keys", "is no field here"),
        ('kind = "bocha"\nkey_env = "A"\nmoney_per_call = -1', "money_per_call", "allowed: 0 to"),
        ('kind = "bocha"\nkey_env = "A"\nextra = 1', "extra", "must be a table"),
    ],
)
def test_a_wrong_provider_is_named_with_its_line_and_no_key_is_shown(
    line: str, field: str, says: str, tmp_path: Path
) -> None:
    with pytest.raises(DeviceError) as caught:
        config(f"[knowledge.cloud.providers.one]\n{line}\n", tmp_path)
    assert caught.value.field == f"knowledge.cloud.providers.one.{field}"
    assert caught.value.line > 0
    assert says in str(caught.value)
    assert "sk-0123" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_on_without_anybody_to_ask_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(DeviceError, match="nobody to ask"):
        config("[knowledge.cloud]\nenabled = true\n", tmp_path)
    with pytest.raises(DeviceError, match="no name for a provider"):
        config('[knowledge.cloud.providers."my wiki"]\nkind = "mediawiki"\n', tmp_path)


def test_what_is_of_the_same_network() -> None:
    near = ("localhost", "127.0.0.1", "192.168.1.5", "10.0.0.8", "searx.local", "nas.lan", "::1", "fd00::1")
    assert all(map(is_near, near))
    assert not any(map(is_near, ("example.org", "8.8.8.8", "local.example.org", "10.0.0.8.example.org")))


def test_a_key_is_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("sk-0123456789\n")
    file.chmod(0o600)
    key = key_of(provider("https://localhost", "bocha", key_file=file))
    assert key.reveal() == "sk-0123456789"
    assert "0123" not in f"{key!r} {key} {[key]}"
    assert key_of(provider("https://localhost", "bocha", key_env="K"), {"K": " sk-1 "}).reveal() == "sk-1"
    assert not key_of(provider("https://localhost"))
    assert not Secret("")


@pytest.mark.parametrize(
    ("content", "mode", "says"),
    [
        ("sk-0123", 0o644, "chmod 600"),
        ("", 0o600, "holds no key"),
        ("sk-0123 and more", 0o600, "holds no key"),
        ("密钥sk-0123", 0o600, "holds no key"),
        ("sk-0123\nX-Other: 1", 0o600, "holds no key"),
    ],
)
def test_a_key_that_cannot_be_used_is_no_key(content: str, mode: int, says: str, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(content)
    os.chmod(file, mode)
    with pytest.raises(CloudError, match=says) as caught:
        key_of(provider("https://localhost", "bocha", key_file=file))
    assert "0123" not in str(caught.value)


def test_without_its_key_a_provider_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_SUCH_KEY", raising=False)
    with serving(answers(chat("8848米"))) as server:
        with cloud(provider(server.url, "chat", key_env="NO_SUCH_KEY")) as one:
            assert "$NO_SUCH_KEY is not set" in one.look(EVEREST).why
            monkeypatch.setenv("NO_SUCH_KEY", "sk-0123456789")
            looked = one.look(EVEREST)
            assert looked.answer == "8848米"
            assert "0123" not in looked.why
        assert b"Authorization: Bearer sk-0123456789" in server.received[0]


def test_the_examples_of_the_document_load(tmp_path: Path) -> None:
    document = (Path(__file__).parents[3] / "docs" / "cloud.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```", document, re.MULTILINE | re.DOTALL)
    found = config("\n".join(blocks), tmp_path)
    assert {one.kind for one in found.providers} == set(KINDS)
    for kind in KINDS:
        assert f"| `{kind}` |" in document
