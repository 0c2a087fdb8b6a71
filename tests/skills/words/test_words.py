"""The words as a whole: small, licensed, light to load, and each character's own way of giving them."""

from __future__ import annotations

import subprocess
import sys
from importlib import resources
from pathlib import Path

from roleplay_lite.persona.load import load_persona
from roleplay_lite.skills.words.chain import Chain
from roleplay_lite.skills.words.poem import Poem
from roleplay_lite.skills.words.ready import prepare
from roleplay_lite.skills.words.riddle import Riddle
from roleplay_lite.skills.words.sounds import heard_in, near_sound, same_sound
from roleplay_lite.skills.words.story import Story
from roleplay_lite.skills.words.translate import Translate
from tests.skills.words.talking import Talk, every_skill, persona

FOLDER = Path(str(resources.files("roleplay_lite.skills.words")))
MOST_BYTES = 400_000


def test_the_files_are_small_and_say_where_they_are_from() -> None:
    files = list(FOLDER.glob("*.txt"))
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"`{file.name}`" in readme for file in files)
    assert "Apache-2.0" in readme


def test_loading_the_skills_reads_no_file_of_words() -> None:
    code = (
        "import sys, time; import roleplay_lite.skills.words.chain, roleplay_lite.skills.words.riddle; "
        "from roleplay_lite.skills.words.idioms import idioms; assert not idioms.cache_info().currsize; "
        "assert not {'pypinyin', 'numpy', 'llama_cpp'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_prepare_can_be_called_again() -> None:
    prepare()
    prepare()


def test_every_shipped_character_plays_without_a_word_it_bans() -> None:
    for name in ("niaoniao", "xiaoman", "peizhao", "cuijiuniang", "tongshifu", "ajiao", "milo"):
        who = load_persona(name)
        for seed in range(4):
            for skill, lines in (
                (Chain(), ("成语接龙", "给个提示", "认输")),
                (Riddle(), ("猜谜语", "宇宙飞船", "不知道", "不要了")),
            ):
                talk = Talk(skill, who=who, seed=seed)
                said = [talk.says(line) for line in lines]
                assert all(said)
                assert not any(ban in text for text in said for ban in who.style.bans if ban)


def test_names_of_skills_are_their_own() -> None:
    names = [skill.name for skill in every_skill()]
    assert len(set(names)) == len(names)


def test_sounds() -> None:
    assert same_sound("花生", "华声")
    assert not same_sound("花生", "花")
    assert near_sound("画龙点金", "画龙点睛")
    assert not near_sound("今天天气", "画龙点睛")
    assert heard_in("我觉得是西瓜", "西瓜")
    assert heard_in("是不是希瓜", "西瓜")
    assert not heard_in("天气", "天天")


def test_a_character_of_another_time_knows_what_was_there_then() -> None:
    tang = persona(era="唐朝天宝年间")
    for seed in range(60):
        text = Talk(Poem(), who=tang, seed=seed).says("背首诗")
        assert not any(f"{dynasty}代" in text for dynasty in ("宋", "元", "明", "清")), text
        assert not any(thing in Talk(Riddle(), who=tang, seed=seed).says("猜谜语") for thing in ("冰", "吸"))
        assert "火车" not in Talk(Story(), who=tang, seed=seed).says("讲个睡前故事")
    assert "明月几时有" not in Talk(Poem(), who=tang).says("背一首苏轼的水调歌头")
    assert "把酒问青天" not in Talk(Poem(), who=tang).says("明月几时有的下一句")
    assert "疑是地上霜" in Talk(Poem(), who=tang).says("床前明月光的下一句")
    assert "apple" not in Talk(Translate(), who=tang).says("苹果用英语怎么说")
    assert "apple" in Talk(Translate(), who=persona(era="二一四〇年")).says("苹果用英语怎么说")
