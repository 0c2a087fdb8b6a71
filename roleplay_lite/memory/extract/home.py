"""Where somebody lives. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from roleplay_lite.memory.extract.mood import Mood
from roleplay_lite.memory.extract.relations import ANYBODY
from roleplay_lite.memory.extract.rule import Rule, Told, rule
from roleplay_lite.memory.extract.subjects import Subject
from roleplay_lite.memory.extract.words import NUMBER, TAIL, bare
from roleplay_lite.memory.item import SELF
from roleplay_lite.persona.places import find_places, place_paths

_HERE = r"(?:的|那边|那儿|这边|这儿|那里|这里|那块儿?|去|来|附近)*"
_NO_PLACE = re.compile(
    r"^(?:一起|院|校|的|得|过|着|不|嘴|口|哪|几|了|进|满|下(?![沙关城塘坝河])|酒店$|宾馆|我|你|他|她|隔壁$|一块|几天|一阵|一段|自己|这么|那么|外面$|单间|一个人)|我|你"
)


@cache
def rules() -> tuple[Rule, ...]:
    """The table."""
    return (
        rule("moved", "residence", rf"(?:从[^，]{{2,10}})?(?:搬|迁|回|调)(?:家)?(?:到|去|来|回|(?<=搬)进)了?(?P<v>[^，了]{{2,16}}?)(?:居住|住|定居|安家)?{_HERE}{TAIL}", 0.95, denies=False, fresh=True, make=_moved),
        rule("brought-to", "residence", rf"(?:把我|接我)(?:们)?(?:接)?(?:到|去|来)(?:了)?(?P<v>[^，了]{{2,8}}?)(?:来|去|住|养老)*(?:了)?{TAIL}", 0.9, denies=False, fresh=True, make=_moved_to),
        rule("rents", "residence", rf"(?:租的|买的|住的)?(?:房子|单间|公寓|宿舍|屋子|小区|地方)(?:[^，]{{0,8}}?)?(?:就)?(?:在|是)(?P<v>[^，的了]{{2,12}}?){_HERE}{TAIL}", 0.9, make=_rents),
        rule("lives-in", "residence", rf"(?:的)?(?:家)?(?:都|就)?(?:住在|住到|定居在?|蜗居在|安家在|租住在|租在|租房在|落户在?|安顿在|扎根在?|住)(?P<v>[^，了]{{2,18}}?)(?=没有|旁边有){TAIL.replace('$', '')}|(?:的)?(?:家)?(?:都|就)?(?:住在|住到|定居在?|蜗居在|安家在|租住在|租在|租房在|落户在?|安顿在|扎根在?|住)(?P<v2>[^，了]{{2,18}}?){_HERE}(?:{NUMBER}(?:多)?年|好?几年|半年|好多年)?{TAIL}", make=_lives),
        rule("home-is-in", "residence", rf"(?:的)?家(?:就)?(?:是)?(?:住在|住|在|安在)(?P<v>[^，了]{{2,16}}?)(?:没有[^，]+|{_HERE}){TAIL}", make=_lives_2),
        rule("person-in", "residence", rf"(?:户口在[^，]{{1,6}})?人(?:现在)?在(?P<v>[^，在]{{2,8}}?){TAIL}", make=_in_town),
        rule("with-us", "residence", rf"(?P<v>跟(?:我们?|咱们?)(?:一块儿?|一起)?(?:住|过)){TAIL}", 0.85),
        rule("based", "residence", rf"base(?:在)?(?P<v>[^，了]{{2,8}}?){TAIL}", 0.95),
        rule("home-at", "residence", rf"(?:就)?在(?P<v>[^，在]{{2,14}}?)(?:没有?[^，]+|{_HERE}){TAIL}", make=_home_at),
        rule("in-town", "residence", rf"(?:人)?在(?P<v>[^，在]{{2,8}}?)(?:那边|这边)?{TAIL}", make=_in_town),
        rule("wed-to", "residence", rf"嫁(?:到|去|在)(?:了)?(?P<v>[^，了]{{2,8}}?)(?:去|来|了)*{TAIL}", 0.85, denies=False),
        rule("came-to", "residence", rf"(?:来|到)(?:了)?(?P<v>[^，了]{{2,6}}?)(?:打拼|打工|工作|生活|发展|定居|落户|读书|上学)?{TAIL}", make=_came_to),
        rule("settled", "residence", rf"在(?P<v>[^，在]{{2,12}}?)(?:买了?房子?|安了?家|定居|落户|扎根)(?:了)?{TAIL}", 0.9, denies=False, fresh=True, make=_settled),
        rule("lives-at", "residence", rf"(?:下乡|插队|当兵|上山下乡)*在(?P<v>[^，在]{{2,14}}?)(?:租了?(?:个|套|间)?(?:房子?|单间|[一两三]居室|公寓|屋)|租房子?住|租了间|合租|漂|混|待|呆|打拼|闯荡|扎根|住)(?:着|了)?(?:{NUMBER}(?:多)?年|好?几年|半年)?{TAIL}", 0.9, make=_lives_2),
    )  # fmt: skip


def is_place(value: str) -> bool:
    """Whether it is a place's name and nothing else."""
    names = "".join(place.name for place in find_places(value))
    return bool(names) and len(re.sub("[省市区县州镇]", "", value)) <= len(names)


def _moved(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    verb = found.group().replace("从", "")
    work = re.match("调|回", verb.lstrip())
    if (
        _NO_PLACE.match(re.sub(rf"^我(?=(?:{ANYBODY}|爸|妈|姐|哥|弟|妹)(?:家|那))", "", value))
        or (work and not place_paths(value))
        or verb.startswith("调")
    ):
        return
    if re.search(r"^(?:老家|家里?|来|去)$|东西|行李|桌|床", value):
        return
    yield Told(predicate="residence", object=value, confidence=0.95 if place_paths(value) else 0.9, fresh=True)


def _lives(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    yield from _lived(bare(found["v"] or found["v2"] or ""), mood, found.group())


def _lives_2(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    yield from _lived(bare(found["v"]), mood, found.group())


def _lived(value: str, mood: Mood, words: str) -> Iterator[Told]:
    value = re.sub(r"(?:的|那边|这边|那儿|这儿|那块儿?)+$", "", value)
    value = re.sub("(?:养老|养病|陪读|打工)$", "", value)
    value = re.sub(r"(?:附近|旁边|对面|后面|前面|后头)$", "", value) if len(value) > 4 else value
    value = re.sub(rf"^(?:我|俺)(?=(?:{ANYBODY}|爸|妈|姐|哥|弟|妹)(?:家|那))", "", value)
    if re.search("[漂混待呆]", words) and not (mood.past or re.search("年|月", mood.span)):
        return
    if (
        len(value) < 2
        or _NO_PLACE.search(value)
        or re.search(r"一起|舒服|习惯|得|客栈|宾馆|酒店$|民宿|旅馆|医院|上班|工作|来回", value)
    ):
        return
    sure = 1.0 if place_paths(value) else 0.9
    if (
        not re.search("住在|家", words)
        and not place_paths(value)
        and not re.search(
            r"[区镇村路楼号县街苑园城庄里户巷弄湾坝]|院$|房$|屋$|校|宿舍|层|边|乡下|农村|老家|郊区|市区|县城|别墅|公寓|(?:后头|旁边|边上|对面|附近|后面|口|里|上)$",
            value,
        )
    ):
        return
    yield Told(predicate="residence", object=value, positive=mood.positive, confidence=sure)


def _home_at(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    if subject.home:
        yield from _lived(bare(found["v"]), mood, "家" + found.group())


def _in_town(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「他在哈尔滨」: where somebody is may be where they live."""
    value = bare(found["v"])
    if (subject.named or mood.now) and is_place(value) and not mood.time and mood.positive and not subject.home:
        yield Told(predicate="residence", object=value, confidence=0.7)


def _moved_to(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「儿子接我到深圳来了」 tells where the person lives."""
    value = bare(found["v"])
    if is_place(value) or re.search("家$|城里|身边", value):
        yield Told(predicate="residence", object=value, subject=SELF, confidence=0.9, fresh=True)


def _rents(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if not re.search(r"租|贷|大|小|平|室|旧|新|便宜|贵|空|自己|别人|单位|公司", value) and not _NO_PLACE.search(value):
        yield Told(predicate="residence", object=value, positive=mood.positive, confidence=0.85)


def _came_to(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    """「我来深圳打拼十年了」."""
    value = bare(found["v"])
    if mood.span and is_place(value) and mood.positive and subject.who:
        yield Told(predicate="residence", object=value, confidence=0.8)


def _settled(found: re.Match[str], mood: Mood, subject: Subject) -> Iterator[Told]:
    value = bare(found["v"])
    if not _NO_PLACE.search(value):
        yield Told(predicate="residence", object=value, confidence=0.9, fresh=True)
