"""Small corpora, written into a folder and read as the shipped one is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from roleplay_lite.tuning.corpus import Corpus, read_corpus

LINES = """
[lines]
greeting = ["来啦。"]
sorry = ["风大，没听清。"]
deflect = ["手上有活，换个话说。"]
silence = ["嗯，我接着忙。"]
goodbye = ["慢走。"]
"""
"""What every character's file has to have."""
AFU = """
schema = 1
name = "阿福"
summary = "阿福在巷口修鞋，话不多，手不停。"
languages = ["zh", "en"]
[facts.self]
name = "阿福"
age = "三十六岁"
hometown = "扬州"
occupation = "修鞋匠"
[facts."女儿"]
name = "阿宝"
age = "九岁"
[style]
bans = ["电脑"]
[[examples]]
user = "鞋底裂了一道缝"
reply = "缝要趁早补，等它笑开了口，我就得换整张底。"
"""
JUZI = """
schema = 1
name = "橘子"
summary = "橘子是巷口的一只猫，什么都懒得管。"
languages = ["zh"]
[facts.self]
name = "橘子"
species = "猫"
"""
TURN = {"said": "今早菜场的葱又涨价", "reply": "那就少放两根，汤里我多撒把虾皮，照样鲜。"}


def dialogue(*turns: dict[str, object], id: str = "t-1", persona: str = "afu", **fields: object) -> dict[str, object]:
    """A dialogue as it stands in a file; small talk unless a kind is given."""
    return {"id": id, "persona": persona, "kind": "smalltalk", "turns": list(turns or (TURN,))} | fields


def written(
    folder: Path,
    *dialogues: dict[str, object],
    plain: Sequence[dict[str, object]] = (),
    splits: str = "",
    excused: str = "",
    personas: Sequence[str] = (),
) -> Corpus:
    """The corpus of these dialogues, and of `plain` ones; `personas` are the files of more characters, called `p0`,
    `p1`, …"""
    (folder / "personas").mkdir(parents=True)
    files = {"afu": AFU, "juzi": JUZI, **{f"p{place}": text for place, text in enumerate(personas)}}
    for id, text in files.items():
        (folder / "personas" / f"{id}.toml").write_text(text + LINES, encoding="utf-8")
    for name, part in (("dialogues-1.jsonl", dialogues), ("dialogues-p1.jsonl", plain)):
        rows = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in part)
        (folder / name).write_text(rows, encoding="utf-8")
    for name, text in (("splits.toml", splits), ("excused.toml", excused)):
        if text:
            (folder / name).write_text(text, encoding="utf-8")
    return read_corpus(folder)
