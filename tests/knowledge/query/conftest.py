from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from roleplay_lite.knowledge.pack.pack import Pack
from roleplay_lite.knowledge.query.names import Names
from tests.knowledge.query.made import small_pack


@pytest.fixture(scope="session")
def names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Names]:
    file: Path = small_pack(tmp_path_factory.mktemp("packs") / "small.db")
    with Pack.open(file) as pack:
        found = Names([pack])
        found.prepare()
        yield found
