"""What a line asks for, by itself and after what was said before it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from roleplay_lite.persona.facts import KEYS, SELF
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.address import beginnings, hands_on, is_remark, orders, without_address
from roleplay_lite.persona.questions.comparing import comparison
from roleplay_lite.persona.questions.context import Before
from roleplay_lite.persona.questions.cues import read_cue
from roleplay_lite.persona.questions.dating import amount, since
from roleplay_lite.persona.questions.english import english_follow_up, read_english
from roleplay_lite.persona.questions.follow_up import after_own, detail_of, is_detail, topic, turned
from roleplay_lite.persona.questions.patterns import needs_subject, read, read_extra
from roleplay_lite.persona.questions.polar import read_polar
from roleplay_lite.persona.questions.polar_forms import Supposed
from roleplay_lite.persona.questions.question import Asked, Reading
from roleplay_lite.persona.questions.relations import fits, relation, relations_of
from roleplay_lite.persona.questions.subjects import Subject, book_of, last_named, subject
from roleplay_lite.persona.questions.wording import (
    clauses,
    plain,
    without_adverbs,
    without_lead,
    without_slips,
    without_tail,
)

_DEEPEST = 3
"""How many exchanges back a chain of follow-ups is read."""
_LONGEST = 60
"""Characters beyond which a line is a story and no question for a fact."""

_INTRO = re.compile(
    r"(?:做|来)?(?:个|一个|一下)?(?:简单的?)?自我介绍(?:一下)?|(?:你)?(?:先|简单|自我|来)*介绍(?:一下|下|介绍)?(?:你)?(?:自己)?|(?:关于)?你自己(?:的)?(?:情况|事情?|故事)?|你(?:的)?(?:个人|基本)?(?:情况|资料|信息|简介)|你自己是?(?:个)?(?:什么|怎样的?)人?|你(?:到底)?是(?:个)?(?:什么|怎样的|怎么样的)(?:样的)?人"
)
_INTRO_REST = re.compile(
    "(?:的)?(?:情况|事情?|故事|基本情况|近况|为人|信息)?|是(?:个)?(?:什么|怎样的?|怎么样的?)(?:样的)?人|(?:人)?怎么样"
)
_AGAIN = re.compile(
    "真的假的|真的|是真的|是真的假的|真假|是吗|当真|确定|你确定|没骗我|你没骗我|不骗我|不会|假的|没开玩笑|你没开玩笑|认真的|说真的|有吗"
)
_TURNS = re.compile("(?:那么?|还有|和|至于|换成)?")
_HARMLESS_NOT = re.compile(
    "如果|要是|假如|假设|倘若|要不是|说|问|觉得|认为|猜|听|写|念|翻译|造句|意思|故事|游戏|扮演|当成|假装"
)
_ASKING = re.compile("什么|谁|哪|怎么|几|多[大少高重久]|吗|不是|没有|为何")


def read_line(persona: Persona, text: str, before: Sequence[tuple[str, str]] = ()) -> Reading | None:
    """What the line asks for; None when it asks for nothing that facts tell, or for more."""
    if not text.strip() or len(text) > _LONGEST * 3 or re.search("(?:什么|啥|哪儿|哪里|谁|怎么)都", text):
        return None
    return _read(persona, text, tuple(before[-_DEEPEST:]))


def suppose(persona: Persona, text: str, before: Sequence[tuple[str, str]] = ()) -> Supposed | None:
    """What the line asks to be confirmed, or supposes, by the rules of `polar`."""
    return read_polar(persona, text, before[-_DEEPEST:], topic_of, _resolve)


def _resolve(persona: Persona, clause: str, before: Before) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for candidate in orders(persona, clause):
        if (pronoun := re.match("(?P<who>他|她|它)(?:们)?", candidate)) and (
            whom := _whom(persona, before, pronoun["who"])
        ):
            found.append((whom, candidate[pronoun.end() :]))
        elif named := subject(persona, candidate):
            found += [(owner, named.rest) for owner in named.owners or (named.word,)][:1]
    return found


def _read(persona: Persona, text: str, before: Before) -> Reading | None:
    if _is_english(text):
        whom = _whom(persona, before) if re.search(r"\b(?:he|she|it|his|her|its|him)\b", text.lower()) else ""
        if asked := read_english(persona, text, whom):
            return Reading(asked=tuple(asked), rule="english")
        if (owner := english_follow_up(persona, text)) and (last := _last(persona, before)):
            return turned(last, owner)
        return None
    line = plain(text)
    if len(line) > _LONGEST:
        return None
    found = _read_plain(persona, line, before)
    if found or not re.search("[\u4e00-\u9fff]", line):
        return found
    slipped = without_slips(line)
    return _read_plain(persona, slipped, before) if slipped != line else None


def _is_english(text: str) -> bool:
    return not re.search("[\u4e00-\u9fff]", text) and bool(re.search("[a-zA-Z]", text))


def _read_plain(persona: Persona, line: str, before: Before) -> Reading | None:
    parts = clauses(line)
    if not parts or len(parts) > 5:
        return None
    asked: list[Asked] = []
    rule = "asked"
    earlier = carried = ""
    for part in parts:
        clause, tells = without_lead(part)
        # 「告诉你」 alone asks for nothing.
        tells = tells and not (len(clause) < 2 and "告诉" in part)
        if not clause and not (tells and part is parts[-1]):
            continue
        owner = asked[-1].owner if asked else carried
        introduces = "介绍" in part
        found = _clause(
            persona,
            clause,
            tells=tells,
            introduces=introduces,
            owner=owner,
            before=before,
            turns=hands_on(part, clause),
        )
        if found is None and part is parts[-1] and len(parts) > 1:
            found = after_own(persona, clause, earlier)
        if found is None:
            if part is not parts[-1] and (carried := _another(persona, clause)):
                continue
            if part is not parts[-1] and not asked and book_of(persona).myself.match(clause):
                carried = carried or SELF
            if (
                part is parts[-1]
                and asked
                and (same := read_cue(without_adverbs(without_tail(clause))))
                and same[0] == asked[-1].key
            ):
                break
            if part is parts[-1] or _HARMLESS_NOT.search(clause) or len(clause) > 16 or _ASKING.search(clause):
                return None if not (asked and is_remark(clause)) else Reading(asked=tuple(asked), rule=rule)
            earlier = clause
            continue
        if found.again:
            return found
        asked += found.asked
        rule = found.rule
    return Reading(asked=tuple(dict.fromkeys(asked))[:3], rule=rule) if asked else None


def _another(persona: Persona, clause: str) -> str:
    """Whom of the persona's the clause is about, who is then meant by what follows; empty when it is nobody."""
    found = subject(persona, clause)
    return found.owners[0] if found and len(found.owners) == 1 and found.owners != (SELF,) else ""


def _clause(
    persona: Persona, clause: str, *, tells: bool, introduces: bool, owner: str, before: Before, turns: bool
) -> Reading | None:
    bare = (
        re.sub("(?<=.)(?:没有|没)$", "", without_tail(clause)) if re.search("什么|哪", clause) else without_tail(clause)
    )
    if (not bare and tells and introduces) or _INTRO.fullmatch(bare) or (bare in ("自己", "你", "你自己") and tells):
        return Reading(asked=(Asked(owner=SELF, key="intro"),), rule="intro")
    if _AGAIN.fullmatch(re.sub("^(?:啊|哦|诶|这|你)", "", without_tail(clause))) and before:
        last = _last(persona, before)
        return replace(last, rule="again", again=True) if last else None
    if before and not owner and (follow := _detailed(persona, bare, before)):
        return follow
    if compared := comparison(persona, bare):
        return Reading(asked=(compared,), rule="compare")
    clause = re.sub(
        "^(?:今年|现在|如今|目前|到底|究竟|平时|其实|原来|敢问|请问|今后|当年)(?=[你他她它]|(?!什么))",
        lambda hit: "平时" if hit.group() == "平时" else "",
        bare,
    )
    lifted = "平时" if clause.startswith("平时") else ""
    for words in dict.fromkeys((clause, without_address(clause), *map(without_tail, beginnings(clause)))):
        if found := _of_subject(persona, words, lifted, tells=tells, turns=turns, before=before):
            return found
        if found := _of_nobody(persona, words, owner=owner, before=before, tells=tells, turns=turns):
            return found
    return None


def _detailed(persona: Persona, clause: str, before: Before) -> Reading | None:
    if not is_detail(clause) or not (last := _last(persona, before)):
        return None
    return detail_of(persona, clause, last.asked[-1])


def _of_subject(
    persona: Persona, clause: str, lifted: str, *, tells: bool, turns: bool, before: Before
) -> Reading | None:
    """A clause that begins with whom it asks about, or ends with it."""
    for candidate in orders(persona, clause.removeprefix(lifted)):
        if found := re.match("(?P<who>他|她|它)(?:们)?(?:的|老人家)?", candidate):
            whom = _whom(persona, before, found["who"])
            if not whom:
                continue
            named = Subject(owners=(whom,), word=whom, rest=candidate[found.end() :], relations=relations_of(whom))
        elif (seen := subject(persona, candidate)) is None:
            continue
        else:
            named = seen
        rest = without_adverbs(named.rest)
        if reading := _of(persona, named, f"{lifted}{rest}" if lifted else rest, tells=tells):
            return reading
        if not rest and turns and before and (last := _last(persona, before)):
            return turned(last, named.owners[0] if named.owners else named.word)
    return None


def _of(persona: Persona, named: Subject, rest: str, *, tells: bool) -> Reading | None:
    """What is asked of that subject."""
    owners = named.owners or (named.word,)
    if named.owners == (SELF,):
        if tells and rest in (
            "家",
            "家里",
            "家里人",
            "家人",
            "家庭",
            "家里的人",
            "的家人",
            "的家庭",
            "家里情况",
            "家里的情况",
            "的家",
        ):
            return Reading(asked=(Asked(owner=SELF, key="family"),), rule="tell")
        if tells and not rest:
            return Reading(asked=(Asked(owner=SELF, key="intro"),), rule="tell")
    elif (tells and _INTRO_REST.fullmatch(rest)) or re.fullmatch("是(?:个)?(?:什么样?|怎样|怎么样)的人", rest):
        return Reading(asked=tuple(Asked(owner=owner, key="intro") for owner in owners), rule="tell")
    elif re.fullmatch(
        r"(?:是|又是)?(?:谁家(?:的)?(?:孩子|娃|闺女|姑娘|小子|小孩|人)?|谁|哪位|何人|什么人|何许人也?|你什么人|你的?谁|你的?什么人|哪个|干什么的人)",
        rest,
    ):
        return Reading(asked=tuple(Asked(owner=owner, key="who") for owner in owners), rule="who")
    elif relation(owners[0]) or owners[0] in book_of(persona).owners:
        rest = {"去哪里": "住哪里", "做什么": "做什么工作", "在做什么": "做什么工作", "吃什么": "喜欢吃什么"}.get(
            rest, rest
        )
    if rest == "吃什么" and any(fact.key == "species" and fact.owner in owners for fact in persona.facts):
        rest = "喜欢吃什么"
    return _asked(persona, owners, rest)


_ANY = re.compile("都(?:行|可以|好|不|无所谓|能)|随便")


def _asked(persona: Persona, owners: Sequence[str], rest: str, *, loosely: bool = False) -> Reading | None:
    retired = any("退休" in f.value for f in persona.facts if f.key == "occupation" and f.owner in owners)
    rest = re.sub("^(?:大晚上|每天|每日|天天|成天|整天|一天到晚)(?:不睡觉)?", "", rest)
    if retired:
        rest = re.sub("^(?:退休(?:前|之前|以前)|以前|之前|从前|原来|年轻(?:的?时候|时)|过去)(?:是)?", "", rest)
    own = tuple({fact.key for fact in persona.facts if fact.key not in KEYS})
    found = (
        read_cue(rest)
        if loosely
        else read(rest)
        or read_extra(rest, own)
        or (read(rest.removeprefix("平时")) if rest.startswith("平时") else None)
    )
    if not found:
        return since(persona, owners, rest)
    key, detail = found
    if key in ("family", "pet") and not detail and re.search("几[口个位只条头匹]|多少", rest):
        detail = "count"
    if key == "年头":
        served = any(f.key == "age" and f.value.endswith("年") and f.owner in owners for f in persona.facts)
        if dated := since(persona, owners, rest):
            return dated
        key = "age" if served else key
    if (
        not loosely
        and key in ("workplace", "residence", "birth_year")
        and (dated := since(persona, owners, rest))
        and re.search("什么时候|哪年|几年|多久", rest)
    ):
        return dated
    if key == "hometown":
        detail = "country" if "国" in rest else "province" if "省" in rest else ""
    if key == "species" and not any(f.key == "species" and f.owner in owners for f in persona.facts):
        return None
    if key == "era" and not any(f.key == "era" for f in persona.facts):
        return None
    asked = tuple(Asked(owner=owner, key=key, detail=detail) for owner in owners)
    return Reading(asked=asked, rule="cue" if loosely else "asked")


def read_loosely(persona: Persona, text: str, before: Sequence[tuple[str, str]] = ()) -> Reading | None:
    """What a line asks for by a cue, where no pattern takes it whole; the subject must be named."""
    line = plain(text)
    if not re.search("[\u4e00-\u9fff]", line) or len(line) > _LONGEST or _ANY.search(line):
        return None
    carried: tuple[str, ...] = ()
    for part in clauses(line):
        clause = re.sub("^(?:那么?|平时|现在|今年)(?=[你他她它])", "", without_tail(without_lead(part)[0]))
        for candidate in [order for form in (clause, *beginnings(clause)) for order in orders(persona, form)]:
            named = subject(persona, candidate)
            owners = (named.owners or (named.word,)) if named else ()
            if pronoun := re.match("(?P<who>他|她|它)(?:们)?", candidate):
                owners = tuple(filter(None, (_whom(persona, tuple(before[-_DEEPEST:]), pronoun["who"]),)))
            rest = named.rest if named else candidate[pronoun.end() :] if pronoun else candidate
            if not owners:
                owners = carried
            if owners and (found := _asked(persona, owners, without_adverbs(rest), loosely=True)):
                return found
            if owners and (found := amount(persona, owners, rest)):
                return found
            carried = owners or carried
    return None


def _of_nobody(
    persona: Persona, clause: str, *, owner: str, before: Before, tells: bool, turns: bool
) -> Reading | None:
    """A clause that names nobody: about the one asked about before, else about the persona."""
    rest = without_adverbs(re.sub("^(?:那么?|还有|至于|和)(?=.{2,})", "", clause) if turns else clause)
    if _ERA.fullmatch(rest) and any(fact.key == "era" for fact in persona.facts):
        return Reading(asked=(Asked(owner=SELF, key="era"),), rule="asked")
    if (
        not rest
        or rest[0] in "我咱俺"
        or ((named := subject(persona, clause)) and named.rest and named.owners != (SELF,))
    ):
        return None
    whom = owner or topic_of(persona, before)
    placed = any(f.owner == SELF and f.key == "workplace" and rest[:2] in f.value for f in persona.facts)
    if not whom or (
        needs_subject(rest) and not placed and not owner and not (before and _last(persona, before)) and not tells
    ):
        return None
    if whom != SELF:
        rest = {"做什么": "做什么工作", "吃什么": "喜欢吃什么"}.get(rest, rest)
    return _asked(persona, (whom,), rest)


_ERA = re.compile(
    "(?:现在|如今|今夕|今天)?(?:是)?(?:哪年|哪个年头|什么年代|哪个年代|哪个朝代|什么朝代|哪朝哪?代?|何年|哪年哪月|何年何月|公元多少年|什么年份)(?:了|份)?"
)


def _last(persona: Persona, before: Before) -> Reading | None:
    """What the line before asked for."""
    if not before:
        return None
    found = _read(persona, before[-1][0], before[:-1])
    if found:
        return found
    supposed = suppose(persona, before[-1][0], before[:-1])
    return Reading(asked=(supposed.asked,), rule="polar") if supposed else None


def topic_of(persona: Persona, before: Before) -> str:
    """Whom a clause without a subject is about; empty when the talk was of somebody else."""
    if not before:
        return SELF
    if last := _last(persona, before):
        return topic(persona, last.asked[-1])
    said, reply = before[-1]
    if named := last_named(persona, plain(said)):
        return named
    if "你" in plain(said) or not re.search("谁|什么|吗|哪|怎么|几|多|[？?]", said):
        return last_named(persona, reply.replace("我", "你")) or SELF
    return ""


def _whom(persona: Persona, before: Before, pronoun: str = "") -> str:
    """Whom 「他」 stands for: the one asked about or named last; empty when nobody of the persona's was."""
    if not before:
        return ""
    if (last := _last(persona, before)) and (spoken_of := topic(persona, last.asked[-1])) != SELF:
        return spoken_of if fits(pronoun, spoken_of) else ""
    said, reply = before[-1]
    for text in (said, reply.replace("我", "你")):
        if (named := last_named(persona, text)) and fits(pronoun, named):
            return named
    return ""
