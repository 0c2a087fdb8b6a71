"""Each finding is found, at its level and field, and a good persona has none."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona import Fact, Persona, read_persona
from roleplay_lite.persona.facts import KEYS
from roleplay_lite.persona.finding import Finding, field_of
from roleplay_lite.persona.lint import CHECKS, check_persona
from roleplay_lite.persona.load import persona_files, persona_of
from roleplay_lite.persona.locate import located
from roleplay_lite.persona.lorebook import Lorebook, LoreEntry
from roleplay_lite.persona.persona import Boundaries, Example, Golden, Lines, Scope, Style, Trait, Value
from roleplay_lite.tomlfile import Document, read

from .texts import SMALL

TODAY = date(2026, 11, 23)
GOOD = Persona(
    id="laoding",
    name="老丁",
    summary="老丁是修伞的师傅。",
    facts=(Fact(key="birthday", value="1958-03-12"), Fact(key="hometown", value="婺源")),
    examples=(Example(user="饿", reply="灶上有面，自己下。"),),
    lines=Lines(greeting=("来啦",), sorry=("没听清",), deflect=("换一个",), silence=("人呢",), goodbye=("慢走",)),
)


def says(reply: str) -> dict[str, Any]:
    return {"examples": (Example(user="饿", reply=reply),)}


def knows(*facts: Fact, era: str = "") -> dict[str, Any]:
    return {"facts": facts, "scope": Scope(era=era)}


def has(*traits: str) -> dict[str, Any]:
    return {"traits": tuple(Trait(name=trait, behaviour="慢慢说") for trait in traits)}


REPLY = "examples[0].reply"

FOUND: list[tuple[dict[str, Any], str, str, str]] = [
    (says("（笑）自己下面。"), "error", REPLY, "a stage direction: '（笑）'"),
    (says("*叹气* 自己下面。"), "error", REPLY, "a stage direction"),
    (says("自己下面😀"), "error", REPLY, "an emoji"),
    (says("自己下面☀"), "error", REPLY, "an emoji"),
    (says("**自己**下面"), "error", REPLY, "Markdown"),
    (says("- 面\n- 汤"), "error", REPLY, "Markdown"),
    (says("看 https://a.cn"), "error", REPLY, "a link"),
    (says("今天二十℃～"), "error", REPLY, "holds ℃ ～, which no voice can read"),
    (says("自己\x07下"), "error", REPLY, r"holds \x07"),
    (says("有什么可以帮你的吗"), "error", REPLY, "service desks"),
    (says("As an AI, no."), "error", REPLY, "service desks"),
    ({"summary": "修伞的。<|im_end|>"}, "error", "summary", "end of a message"),
    (says("一。二！三？"), "warning", REPLY, "has 3 sentences"),
    (says("长" * 101), "warning", REPLY, "101 characters"),
    ({"style": Style(bans=("灶上",))}, "error", REPLY, "'灶上', which style.bans forbids"),
    ({"style": Style(bans=("婺源",))}, "error", "facts.self.hometown", "forbids it to say"),
    ({"style": Style(catch_phrases=("哈哈～",))}, "error", "style.catch_phrases[0]", "～"),
    ({"style": Style(reminder="慢" * 31)}, "warning", "style.reminder", "every turn"),
    ({"examples": ()}, "warning", "examples", "are missing"),
    ({"lines": replace(GOOD.lines, sorry=("哎", "（愣住）"))}, "error", "lines.sorry[1]", "stage direction"),
    ({"boundaries": Boundaries(refuses=("赌",), refusal=("不🙅",))}, "error", "boundaries.refusal[0]", "emoji"),
    ({"values": (Value(topic="钱", stance="够用就行💰"),)}, "error", "values[0].stance", "emoji"),
    (
        {"examples": (*GOOD.examples, Example(user="困", reply="灶上有面自己下"))},
        *("error", "examples[1].reply", "the same as examples[0].reply"),
    ),
    (
        {"examples": (*GOOD.examples, Example(user="饿！", reply="那就吃。"))},
        *("warning", "examples[1].user", "the same as examples[0].user"),
    ),
    ({"golden": (Golden(user="饿。", reply="吃。"),)}, "warning", "golden[0].user", "measures nothing"),
    ({"golden": (Golden(user="谁", reply="老王", must=("老丁",)),)}, "error", "golden[0].reply", "none of its own"),
    ({"golden": (Golden(user="谁", reply="老王", never=("王",)),)}, "error", "golden[0].reply", "'王' of its own"),
    ({"lore": Lorebook(entries=(LoreEntry(content="巷子里有七家铺子"),))}, "error", "lore[0]", "no key"),
    (knows(Fact(key="birthday", value="2月30日")), "error", "facts.self.birthday", "no such day as 2月30日"),
    (knows(Fact(key="birthday", value="2006-02-30")), "error", "facts.self.birthday", "no such day"),
    (knows(Fact(key="birthday", value="2006-13-01")), "error", "facts.self.birthday", "no such day"),
    (knows(Fact(owner="女儿", key="birthday", value="2026-11-24")), "error", "facts.女儿.birthday", "future"),
    (knows(Fact(key="age", value="-3")), "error", "facts.self.age", "negative"),
    (knows(Fact(key="age", value="三百岁")), "error", "facts.self.age", "nobody is that old"),
    (
        knows(Fact(key="birthday", value="1958-03-12"), Fact(key="age", value="五十二")),
        *("error", "facts.self.age", "the birthday makes it 68"),
    ),
    (
        knows(Fact(key="birthday", value="1958-03-12"), Fact(key="age", value="69")),
        *("warning", "facts.self.age", "goes stale"),
    ),
    (knows(Fact(key="marriage", value="已婚", since="去年")), "error", "facts.self.marriage", "write 2025"),
    (knows(Fact(key="ocupation", value="修伞")), "warning", "facts.self.ocupation", "did you mean occupation?"),
    (knows(Fact(key="爱吃", value="面")), "warning", "facts.self.爱吃", "did you mean food?"),
    (knows(Fact(key="qq", value="1")), "warning", "facts.self.qq", "no question will find it"),
    (
        knows(Fact(key="pet", value="猫"), Fact(key="pet", value="猫", polarity="no")),
        *("error", "facts.self.pet", "both 猫 and not 猫"),
    ),
    ({"traits": (Trait(name="爱伞的"),)}, "warning", "traits[0].behaviour", "the dictionary has no '爱伞的'"),
    (has("强势的", "善变的"), "warning", "traits", "contradict itself"),
    (has("快乐的", "乐观的", "温暖的", "爱伞的"), "warning", "traits", "there are 4"),
    (has("好奇的", "好奇"), "error", "traits", "named twice"),
]


@pytest.mark.parametrize(("change", "level", "field", "words"), FOUND)
def test_finds(change: dict[str, Any], level: str, field: str, words: str) -> None:
    found = check_persona(replace(GOOD, **change), today=TODAY)
    assert [(finding.level, finding.field) for finding in found] == [(level, field)]
    assert words in found[0].message


FINE: list[dict[str, Any]] = [
    {},
    says("Sure, it's five o'clock. 去吧。"),
    says("等等……《伞》还没补好呢。行，一，二，三！"),
    knows(Fact(key="birthday", value="2月29日")),
    knows(Fact(key="birthday", value="二月十二花朝节"), Fact(key="age", value="三十二")),
    knows(Fact(key="age", value="服役九百年"), Fact(key="species", value="灯塔")),
    knows(Fact(key="birthday", value="2110-01-01"), Fact(key="age", value="三十"), era="二一四〇年"),
    knows(Fact(key="marriage", value="已婚", since="2024-05")),
    knows(Fact(key="pet", value="猫"), Fact(key="pet", value="狗", polarity="no")),
]


@pytest.mark.parametrize("change", FINE)
def test_finds_nothing_in(change: dict[str, Any]) -> None:
    assert check_persona(replace(GOOD, **change), today=TODAY) == []


def test_errors_come_first_and_every_check_is_reached() -> None:
    examples = (Example(user="饿", reply="一。二。三。"), Example(user="困", reply="睡😀"))
    found = check_persona(replace(GOOD, examples=examples), today=TODAY)
    assert [finding.level for finding in found] == ["error", "warning"]
    bad = [replace(GOOD, **change) for change, *_ in FOUND]
    bad += [replace(GOOD, facts=facts, scope=Scope(era=era)) for facts, era in map(_facts_in, WRONG)]
    unreached = {check.__name__ for check in CHECKS if not any(list(check(persona, TODAY)) for persona in bad)}
    assert not unreached


WRONG: list[tuple[str, str, str, str]] = [
    ("[facts.self]\nbirthday = '2月30日'  # <-", "error", "birthday", "there is no such day as 2月30日"),
    ("[facts.self]\n'生日' = '13月1日'  # <-", "error", "birthday", "there is no such day"),
    ("[facts.self]\nbirthday = '农历八月三十一'  # <-", "error", "birthday", "there is no such day"),
    ("[facts.self]\n'年龄' = -3  # <-", "error", "age", "is negative: -3"),
    ("[facts.self]\nage = '－３岁'  # <-", "error", "age", "is negative"),
    ("[facts.self]\nspecies = '人'\nage = 300  # <-", "error", "age", "nobody is that old"),
    ("[facts.self]\nage = '五十二'  # <-\nbirthday = 1958-03-12", "error", "age", "the birthday makes it 68"),
    ("[facts.self]\nage = ' ５２ 岁 '  # <-\nbirthday = '１９５８年３月１２日'", "error", "age", "makes it 68"),
    ("[facts.self]\nage = '六十多岁'  # <-\nbirthday = 1958-03-12", "warning", "age", "goes stale"),
    ("[facts.self]\nbirthday = 2006-05-02\nsign = '双子'  # <-", "error", "sign", "makes it 金牛座"),
    ("[facts.self]\nbirthday = '5月2日'\nsign = 'Gemini'  # <-", "error", "sign", "makes it 金牛座"),
    ("[facts.self]\nbirthday = 2006-05-21\nzodiac = '属鸡'  # <-", "error", "zodiac", "makes it 狗"),
    ("[facts.self]\nbirthday = '06年5月'\nzodiac = '猪'  # <-", "error", "zodiac", "makes it 狗"),
    ('[facts."妹妹"]\nbirthday = 2030-01-01  # <-', "error", "birthday", "is in the future"),
    ("[facts.self]\nbirthday = '2030年冬至'  # <-", "error", "birthday", "is in the future"),
    ("[[fact]]\nkey = 'hobby'\nvalue = '下棋'\nsince = '2027-01'  # <-", "error", "hobby", "is in the future"),
    ("[[fact]]\nkey = 'hobby'\nvalue = '下棋'\nsince = '2025-02-30'  # <-", "error", "hobby", "write 2025,"),
    ("[[fact]]\nvalue = '下棋'\nkey = 'hoby'  # <-", "warning", "hoby", "did you mean hobby?"),
    (
        "[facts.self]\nmarriage = '单身'  # <-\n[facts.'妻子']\nname = '阿云'",
        "error",
        "marriage",
        "there is facts.妻子",
    ),
    (
        "[facts.'哥哥']\nmarriage = '还没结婚'  # <-\n[facts.'嫂子']\nname = '小林'",
        *("error", "marriage", "there is facts.嫂子"),
    ),
    ("[facts.self]\nmarriage = '离异'  # <-\n[facts.'丈夫']\nname = '阿云'", "warning", "marriage", "became of them"),
    ("[facts.self]\nmarriage = '已婚'  # <-\n[facts.'女朋友']\nname = '阿云'", "warning", "marriage", "facts.女朋友"),
    ("[facts.self]\nhometown = [\n  '江西婺源',\n  '福建漳州',  # <-\n]", "error", "hometown", "but 江西婺源 as well"),
    ("[facts.self]\ngender = '男'\n[[fact]]\nkey = '性别'\nvalue = '女'  # <-", "error", "gender", "男 as well"),
    ("[facts.self]\nheight = '一米六'\n'身高' = '一米八'  # <-", "error", "height", "一米六 as well"),
    ("[facts.'哥哥']\ngender = '女孩'  # <-", "error", "gender", "a 哥哥 is 男"),
    (
        "[facts.self]\ngender = '男'  # <-\n[facts.'丈夫']\nname = '阿云'",
        "warning",
        "gender",
        "leave it if that is meant",
    ),
    (
        "[facts.self]\nbirthday = 2006-05-21\n[facts.'哥哥']\nbirthday = 2008-08-07  # <-",
        *("error", "birthday", "makes the 哥哥 younger than the persona (facts.self.birthday is 2006-05-21)"),
    ),
    ("[facts.self]\nage = '三十'\n[facts.'女儿']\nage = '三十二岁'  # <-", "error", "age", "the 女儿 older"),
    (
        "[facts.self]\npet = ['猫', '狗']\n[[fact]]\nkey = 'pet'\nvalue = ' 狗'  # <-\npolarity = 'no'",
        *("error", "pet", "both 狗 and not 狗"),
    ),
    (
        "[facts.self]\nfamily = ['妈妈',\n  '弟弟豆豆',  # <-\n]\n[facts.'弟弟']\nname = '团团'",
        *("error", "family", "calls the 弟弟 豆豆, but facts.弟弟.name is 团团"),
    ),
    (
        "[facts.'妹妹']\nname = '小雨'\n[[fact]]\nkey = 'family'\nvalue = '妹妹'  # <-\npolarity = 'no'",
        *("error", "family", "there is no 妹妹, but there is facts.妹妹"),
    ),
    (
        "[facts.self]\nhometown = '浙江绍兴'\n[[fact]]\nkey = 'been_to'\nvalue = '绍兴'  # <-\npolarity = 'no'",
        *("error", "been_to", "denies 绍兴, but facts.self.hometown is 浙江绍兴"),
    ),
    (
        "[scope]\nera = '唐朝'\n[facts.self]\nbirthday = 1998-03-05  # <-",
        *("error", "birthday", "but the era is 唐朝"),
    ),
    (
        "[facts.self]\nhometown = '浙江绍兴'\nprovince = '江苏'  # <-",
        *("error", "province", "facts.self.hometown is 浙江绍兴"),
    ),
    ("[facts.self]\nera = '唐朝'\nlikes = '手机'  # <-", "warning", "likes", "唐朝 did not know yet"),
    (
        "[scope]\nera = '唐朝'\n[facts.self]\nhobby = ['下棋', '看电影']  # <-",
        *("warning", "hobby", "唐朝 did not know yet"),
    ),
]


@pytest.mark.parametrize(("facts", "level", "field", "words"), WRONG)
def test_a_fact_is_found_on_its_line(tmp_path: Path, facts: str, level: str, field: str, words: str) -> None:
    file = tmp_path / "laoding.toml"
    file.write_text(f"{SMALL}\n[[examples]]\nuser = '饿'\nreply = '自己下。'\n{facts}\n", encoding="utf-8")
    persona = read_persona(file)
    (found,) = located(check_persona(persona, today=TODAY), persona, read(file, PersonaError))
    (line,) = [number for number, text in enumerate(file.read_text().splitlines(), 1) if text.endswith("# <-")]
    assert (found.level, found.line) == (level, line)
    assert found.field.endswith(f".{field}")
    assert words in found.message


def _facts_in(wrong: tuple[str, str, str, str]) -> tuple[tuple[Fact, ...], str]:
    text = f"{SMALL}\n{wrong[0]}"
    document = Document(data=tomllib.loads(text), text=text, file=Path("laoding.toml"), error=PersonaError)
    persona = persona_of(document, "laoding")
    return persona.facts, persona.scope.era


CONSISTENT = [
    "[facts.self]\nbirthday = 2006-05-21\nsign = '金牛座'",  # the sun crossed over on that day
    "[facts.self]\nbirthday = 1985-02-10\nzodiac = '牛'",  # between 立春 and new year
    "[facts.self]\nbirthday = 1985-02-10\nzodiac = '鼠'",
    "[facts.self]\nbirthday = '腊月初八'\nsign = '双鱼座'",
    "[facts.self]\nbirthday = ['1998-03-05', '农历1998年二月初七']",
    "[facts.self]\nhometown = ['浙江绍兴', '绍兴柯桥']",
    "[facts.self]\nmarriage = ['已婚', '结婚三年']\n[facts.'妻子']\nname = '阿云'",
    "[facts.self]\nmarriage = '寡居'\n[facts.'丈夫']\nname = '阿云'\noccupation = '已故的木匠'",
    "[[fact]]\nkey = 'marriage'\nvalue = '未婚'\nsince = '2000'\n"
    "[[fact]]\nkey = 'marriage'\nvalue = '已婚'\nsince = '2020'",
    "[facts.self]\nfamily = ['弟弟豆豆', '弟弟团团']\n[facts.'弟弟']\nname = '豆豆'",
    "[facts.self]\nfamily = '妹妹Nora'\n[facts.'妹妹']\nname = 'nora'",
    "[facts.self]\nage = '三十'\n[facts.'哥哥']\nage = '三十'",
    "[facts.self]\nmarriage = '未娶'\n[facts.'先生']\noccupation = '私塾先生'",
    "[facts.self]\nspecies = '女孩'\nage = '永远十八岁'\nbirthday = 2001-01-01",
    "[facts.self]\nspecies = '灯塔'\nage = '服役三百年'",
    "[facts.self]\nhometown = '浙江绍兴'\n[[fact]]\nkey = 'been_to'\nvalue = '北京'\npolarity = 'no'",
    "[scope]\nera = '唐朝'\n[facts.self]\nbirthday = '二月十二花朝节'\n"
    "[[fact]]\nkey = 'likes'\nvalue = '看电影'\npolarity = 'no'",
    "[scope]\nera = '二一四〇年'\n[facts.self]\nbirthday = '二一一〇年一月一日'\nage = 30",
]


@pytest.mark.parametrize("facts", CONSISTENT)
def test_what_may_be_so_is_left_alone(facts: str) -> None:
    held, era = _facts_in((facts, "", "", ""))
    assert check_persona(replace(GOOD, facts=held, scope=Scope(era=era)), today=TODAY) == []


@pytest.mark.parametrize("name", persona_files())
def test_every_fact_of_a_shipped_file_is_found_where_it_stands(name: str) -> None:
    persona = read_persona(persona_files()[name])
    document = read(persona_files()[name], PersonaError)
    lines = document.text.splitlines()
    marked = [Finding(level="error", field=field_of(fact), message="", fact=fact) for fact in persona.facts]
    for finding in located(marked, persona, document):
        assert finding.fact
        assert finding.fact.value in lines[finding.line - 1]


@given(st.lists(st.tuples(st.sampled_from(sorted(KEYS)), st.text(min_size=1, max_size=10)), max_size=5))
def test_any_values_can_be_checked(told: list[tuple[str, str]]) -> None:
    facts = tuple(Fact(key=key, value=value) for key, value in told)
    for finding in check_persona(replace(GOOD, facts=facts), today=TODAY):
        assert finding.message


def test_lore_of_a_card_is_on_no_line_of_the_file() -> None:
    text = f"{SMALL}\n[[lore]]\nkeys = ['伞']\ntext = '巷口有伞铺。'\n"
    document = Document(data=tomllib.loads(text), text=text, file=Path("laoding.toml"), error=PersonaError)
    own = persona_of(document, "laoding")
    both = replace(own, lore=Lorebook(entries=(LoreEntry(content="卡里的。"), *own.lore.entries)))
    lore = [Finding(level="warning", field=field, message="") for field in ("lore[0]", "lore[1].keys[0]")]
    assert [finding.line for finding in located(lore, both, document)] == [
        0,
        text.splitlines().index("keys = ['伞']") + 1,
    ]
