from __future__ import annotations

from collections.abc import Iterator

import pytest

from roleplay_lite.knowledge.pack.pack import Pack
from roleplay_lite.knowledge.query.names import Names
from tests.knowledge.query.made import small_pack


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pack]:
    with Pack.open(small_pack(tmp_path_factory.mktemp("packs") / "small.db")) as found:
        yield found


@pytest.fixture(scope="session")
def names(pack: Pack) -> Names:
    return Names([pack])
