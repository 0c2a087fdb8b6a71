"""Without the extra, and without the switch, nothing of it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from roleplay_lite.errors import EngineMissing
from roleplay_lite.knowledge.cloud.cloud import Cloud
from roleplay_lite.knowledge.cloud.config import CloudConfig
from roleplay_lite.knowledge.evidence import Query
from tests.knowledge.cloud.making import cloud, provider
from tests.knowledge.cloud.server import answers, searx, serving


def test_a_device_is_read_without_the_http_client() -> None:
    program = (
        "import sys; import roleplay_lite.device, roleplay_lite.knowledge.cloud.cloud;"
        "print([name for name in sys.modules if name in ('httpx', 'certifi', 'pypinyin')])"
    )
    output = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert output.strip() == "[]"


def test_a_missing_package_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(EngineMissing) as caught:
        Cloud.open(CloudConfig(enabled=True), store=None, names=tuple)
    assert caught.value.hint == 'pip install "roleplay-lite[cloud]"'


def test_off_is_off() -> None:
    with serving(answers(searx("a"))) as server, cloud(provider(server.url), enabled=False) as one:
        assert one.look(Query(text="珠穆朗玛峰多高")).why == "cloud: off"
        assert not server.received
