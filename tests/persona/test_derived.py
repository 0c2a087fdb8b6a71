"""What follows from facts, and what must not: a wrong one would be told as true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.persona import Fact, Persona
from roleplay_lite.persona.derived import Derived, derived_facts
from roleplay_lite.persona.facts import KEYS
from roleplay_lite.persona.load import load_persona, persona_files
from roleplay_lite.persona.persona import Lines, Scope

TODAY = date(2026, 11, 23)
NOBODY = Persona(
    id="nobody",
    name="老丁",
    summary="老丁是修伞的师傅。",
    lines=Lines(greeting=("来啦",), sorry=("啊",), deflect=("换一个",), silence=("人呢",), goodbye=("慢走",)),
)


def facts(*told: str) -> tuple[Fact, ...]:
    """「哥哥.marriage=已婚」, 「pet!=狗」."""
    found = []
    for text in told:
        where, value = text.split("=", 1)
        owner, _, key = where.rstrip("!").rpartition(".")
        found.append(Fact(owner=owner or "self", key=key, value=value, polarity="no" if where[-1] == "!" else "yes"))
    return tuple(found)


def follow(*told: str, era: str = "", today: date = TODAY) -> dict[str, str]:
    """What follows, by rule, as it would be written above."""
    found: dict[str, str] = {}
    for derived in derived_facts(replace(NOBODY, facts=facts(*told), scope=Scope(era=era)), today):
        fact = derived.fact
        owner = "" if fact.owner == "self" else f"{fact.owner}."
        text = f"{owner}{fact.key}{'!' if fact.polarity == 'no' else ''}={fact.value}"
        found[derived.rule] = f"{found[derived.rule]} {text}" if derived.rule in found else text
    return found


FOLLOWS: list[tuple[tuple[str, ...], dict[str, str]]] = [
    (
        ("birthday=2006-05-21",),
        {
            "birthday->birth_year": "birth_year=2006",
            "birthday->birth_month": "birth_month=5",
            "birthday->zodiac": "zodiac=狗",
            "birthday->sign": "sign=双子座",
            "birthday->age": "age=20",
            "birthday->next_birthday": "next_birthday=2027-05-21",
        },
    ),
    (("birthday=2006-01-28",), {"birthday->zodiac": "zodiac=鸡"}),
    (("birthday=一九九八年三月五日",), {"birthday->age": "age=28", "birthday->sign": "sign=双鱼座"}),
    (
        ("birthday=五月二十一",),
        {"birthday->sign": "sign=双子座", "birthday->next_birthday": "next_birthday=2027-05-21"},
    ),
    (("birthday=腊月初八",), {"birthday->next_birthday": "next_birthday=2027-01-15"}),
    (("birthday=农历八月十五",), {"birthday->next_birthday": "next_birthday=2027-09-15"}),
    (
        ("birthday=农历2006年四月廿四",),
        {"birthday->age": "age=20", "birthday->sign": "sign=双子座", "birthday->zodiac": "zodiac=狗"},
    ),
    (("birthday=06年5月",), {"birthday->age": "age=20", "birthday->zodiac": "zodiac=狗"}),
    (("birthday=1998年",), {"birthday->birth_year": "birth_year=1998"}),
    (("marriage=已婚", "先生.name=阿明"), {"marriage->spouse": "spouse=先生阿明"}),
    (("birthday=谷雨那天",), {"birthday->next_birthday": "next_birthday=2027-04-20"}),
    (("birthday=清明那天",), {"birthday->sign": "sign=白羊座"}),
    (("妹妹.birthday=2012-02-17",), {"birthday->age": "妹妹.age=14", "birthday->sign": "妹妹.sign=水瓶座"}),
    (
        ("hometown=浙江绍兴",),
        {
            "hometown->been_to": "been_to=浙江 been_to=绍兴",
            "hometown->province": "province=浙江",
            "hometown->country": "country=中国",
            "hometown->dialect": "dialect=绍兴话",
            "hometown->landmark": "landmark=鲁迅故居 landmark=沈园 landmark=东湖",
        },
    ),
    (("hometown=广东化州",), {"hometown->been_to": "been_to=广东 been_to=化州", "hometown->dialect": "dialect=化州话"}),
    (("hometown=温哥华",), {"hometown->country": "country=加拿大"}),
    (("residence=杭州城北的合租屋",), {"residence->been_to": "been_to=杭州"}),
    (("residence=六楼阳台的音箱顶上",), {"residence->been_to": "been_to=六楼阳台的音箱顶上"}),
    (("哥哥.residence=宁波",), {"residence->been_to": "哥哥.been_to=宁波"}),
    (("school=南京大学",), {"school->been_to": "been_to=南京"}),
    (("works=在敦煌拍的短片",), {"works->been_to": "been_to=敦煌"}),
    (
        ("marriage=已婚", "老伴.name=桂珍"),
        {"marriage->spouse": "spouse=老伴桂珍", "spouse->marriage": "老伴.marriage=已婚"},
    ),
    (("marriage=已婚", "gender=男"), {"marriage->spouse": "spouse=妻子"}),
    (("marriage=有丈夫",), {"marriage->spouse": "spouse=丈夫"}),
    (("marriage=单身",), {"marriage->spouse": "spouse!=爱人"}),
    (("marriage=寡居",), {"marriage->spouse": "spouse!=爱人"}),
    (("哥哥.marriage=已婚",), {"marriage->spouse": "哥哥.spouse=妻子"}),
    (
        ("妻子.occupation=护士",),
        {
            "spouse->marriage": "marriage=已婚 妻子.marriage=已婚",
            "spouse->spouse": "spouse=妻子",
            "occupation->workplace": "妻子.workplace=医院",
            "owner->gender": "妻子.gender=女",
        },
    ),
    (("family=老伴桂珍",), {"spouse->marriage": "marriage=已婚", "family->name": "老伴.name=桂珍"}),
    (("未婚夫.name=阿明",), {"betrothed->marriage": "marriage=订婚了"}),
    (("女朋友.name=小林",), {"sweetheart->marriage": "marriage=有女朋友"}),
    (("姐姐.name=裴星", "姐夫.occupation=厨师"), {"in_law->marriage": "姐姐.marriage=已婚"}),
    (("occupation=急诊科护士",), {"occupation->workplace": "workplace=医院"}),
    (("occupation=小学老师",), {"occupation->workplace": "workplace=小学"}),
    (("occupation=美院学生",), {"occupation->student": "student=学生"}),
    (("occupation=交换生", "occupation=咖啡馆兼职"), {"occupation->student": "student=学生"}),
    (
        ("哥哥.name=立秋",),
        {
            "owner->family": "family=哥哥立秋",
            "owner->gender": "哥哥.gender=男",
            "owner->seniority": "哥哥.seniority=比我大",
        },
    ),
    (
        ("family=弟弟豆豆", "family=养女阿蛮", "family=妹妹Nora"),
        {
            "family->name": "弟弟.name=豆豆 养女.name=阿蛮 妹妹.name=Nora",
            "family->gender": "弟弟.gender=男 养女.gender=女 妹妹.gender=女",
            "family->seniority": "弟弟.seniority=比我小 养女.seniority=比我小 妹妹.seniority=比我小",
        },
    ),
    (("family=爸爸妈妈和妹妹小雨",), {"family->gender": "爸爸.gender=男 妈妈.gender=女 妹妹.gender=女"}),
    (("family=爸爸妈妈和妹妹小雨",), {"family->name": "妹妹.name=小雨"}),
    (("family=Sister Nora",), {"family->name": "sister.name=Nora"}),
    (("birthday=1958-03-12", "marriage=丧偶，妻子去世了"), {"birthday->age": "age=68"}),
    (("family=两个姐姐",), {"family->gender": "姐姐.gender=女", "family->seniority": "姐姐.seniority=比我大"}),
    (("birthday=2006-05-21", "闺蜜.birthday=2006-02-01"), {"birthday->seniority": "闺蜜.seniority=比我大"}),
    (("age=三十二", "伙计.age=十七八岁"), {"age->seniority": "伙计.seniority=比我小"}),
    (("年糕.species=橘猫",), {"species->pet": "pet=橘猫年糕", "species->species": "年糕.species!=人类"}),
    (("species=绿绣眼",), {"species->species": "species!=人类"}),
    (("era=唐朝天宝年间",), {"era->era": "era!=今天"}),
]


@pytest.mark.parametrize(("told", "expected"), FOLLOWS)
def test_follows(told: tuple[str, ...], expected: dict[str, str]) -> None:
    found = follow(*told)
    assert {rule: found.get(rule) for rule in expected} == expected


NEVER: list[tuple[tuple[str, ...], str]] = [
    (("birthday=2006-05-21", "age=十九"), "birthday->age"),
    (("birthday=2006-05-21", "sign=金牛座"), "birthday->sign"),
    (("birthday=2月30日",), "birthday->sign"),
    (("birthday=2030-01-01",), "birthday->age"),
    (("birthday=腊月初八",), "birthday->sign"),
    (("birthday=谷雨那天",), "birthday->sign"),
    (("birthday=06年11月",), "birthday->age"),
    (("age=20",), "birthday->zodiac"),
    (("爷爷.birthday=1930-01-01", "爷爷.occupation=去世前是木匠，已故"), "birthday->age"),
    (("hometown=浙江绍兴", "dialect=吴语"), "hometown->dialect"),
    (("hometown=楼下那棵老桂花树",), "hometown->province"),
    (("residence=上海南京路的老房子", "been_to!=上海"), "residence->been_to"),
    (("species=绿绣眼", "hometown=浙江绍兴"), "hometown->dialect"),
    (("marriage=单身", "妻子.name=阿云"), "spouse->marriage"),
    (("marriage=离异", "未婚夫.name=阿明"), "betrothed->marriage"),
    (("妻子.name=阿云", "妻子.occupation=已故的老师"), "spouse->marriage"),
    (("occupation=退休火车司机",), "occupation->workplace"),
    (("occupation=急诊科护士", "workplace=市一院"), "occupation->workplace"),
    (("occupation=学生处主任",), "occupation->student"),
    (("occupation=高三班主任",), "occupation->student"),
    (("occupation=自由程序员",), "occupation->workplace"),
    (("先生.occupation=私塾先生",), "spouse->marriage"),
    (("species=女孩",), "species->species"),
    (("family=哥哥立秋", "哥哥.name=立秋"), "owner->family"),
    (("family=妈妈在老家",), "family->name"),
    (("family=Sonia",), "family->name"),
    (("family=弟弟是老师",), "family->name"),
    (("family=外婆家的猫",), "family->name"),
    (("family=守塔人老梁", "老梁.skill=拉二胡"), "family->name"),
    (("女朋友.name=小林",), "owner->family"),
    (("朋友老顾.species=乌龟",), "species->pet"),
    (("店猫.species=玳瑁猫",), "species->pet"),
    (("pet=橘猫年糕", "年糕.species=橘猫"), "species->pet"),
    (("species=绿绣眼", "阿花.species=猫"), "species->pet"),
    (("搭档.species=巡检机器人",), "species->pet"),
    (("species=人类",), "species->species"),
    (("era=现代",), "era->era"),
]


@pytest.mark.parametrize(("told", "rule"), NEVER)
def test_does_not_follow(told: tuple[str, ...], rule: str) -> None:
    assert rule not in follow(*told)


def test_somebody_of_another_era_keeps_the_age_that_is_written() -> None:
    tang = follow("birthday=二月十二花朝节", "hometown=洛阳", era="唐朝天宝年间")
    assert tang == {"hometown->been_to": "been_to=洛阳", "era->era": "era!=今天"}
    future = follow("birthday=2110-01-01", era="二一四〇年")
    assert "birthday->age" not in future
    assert "birthday->next_birthday" not in future


def test_each_tells_its_rule_and_premises() -> None:
    born, named = facts("birthday=2006-05-21", "老伴.name=桂珍")
    derived = derived_facts(replace(NOBODY, facts=(born, named)), TODAY)
    age = Fact(key="age", value="20")
    assert Derived(fact=age, rule="birthday->age", premises=(born,)) in derived
    married = Fact(key="marriage", value="已婚")
    assert Derived(fact=married, rule="spouse->marriage", premises=(named,)) in derived


@pytest.mark.parametrize("name", persona_files())
def test_a_written_fact_wins(name: str) -> None:
    persona = load_persona(name)
    found = derived_facts(persona, TODAY)
    assert found
    single = {"age", "name", "gender", "marriage", "dialect", "workplace", "zodiac", "sign"}
    written = {(fact.owner, fact.key) for fact in persona.facts if fact.polarity == "yes"}
    assert not {(d.fact.owner, d.fact.key) for d in found if d.fact.key in single} & written
    assert not {d.fact for d in found} & set(persona.facts)
    assert len({d.fact for d in found}) == len(found)
    assert all(d.premises and set(d.premises) <= set(persona.facts) for d in found)
    assert all(d.fact.key in KEYS and d.rule.endswith(f"->{d.fact.key}") for d in found)


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@given(born=DAYS, today=DAYS, later=st.integers(0, 800))
def test_nobody_grows_younger(born: date, today: date, later: int) -> None:
    then = today + timedelta(days=later)
    age, older = (follow(f"birthday={born}", today=day).get("birthday->age") for day in (today, then))
    assert (age is None) == (born > today)
    if age is not None:
        assert older is not None
        years = [int(text.removeprefix("age=")) for text in (age, older)]
        assert 0 <= years[1] - years[0] <= later // 365 + 1


@given(born=DAYS, years=st.integers(1, 99))
def test_a_birthday_makes_a_year_older_and_the_day_before_does_not(born: date, years: int) -> None:
    leap = (born.month, born.day) == (2, 29)
    year = born.year + years
    missing = leap and (year % 4 != 0 or (year % 100 == 0 and year % 400 != 0))
    day = date(year, 3, 1) if missing else born.replace(year=year)
    assert follow(f"birthday={born}", today=day)["birthday->age"] == f"age={years}"
    assert follow(f"birthday={born}", today=day - timedelta(1))["birthday->age"] == f"age={years - 1}"


@given(st.lists(st.tuples(st.sampled_from(sorted(KEYS)), st.text(min_size=1, max_size=12)), max_size=6), st.text())
def test_any_text_gives_facts_and_no_error(told: list[tuple[str, str]], era: str) -> None:
    given_facts = tuple(Fact(key=key, value=value) for key, value in told)
    for derived in derived_facts(replace(NOBODY, facts=given_facts, scope=Scope(era=era)), TODAY):
        assert derived.fact not in given_facts
