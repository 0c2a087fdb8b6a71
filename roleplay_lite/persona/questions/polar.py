"""Yes-or-no questions and suppositions with a rule of their own: family, marriage, pets, gender, tastes, skills. Pure.

What these rules leave is read by `claims`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleplay_lite.persona.facts import SELF
from roleplay_lite.persona.jobs import kind_of_work
from roleplay_lite.persona.kinship import surname
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.context import Resolve, Whom
from roleplay_lite.persona.questions.polar_forms import (
    ASKS,
    BY_LOOKS,
    CONFIRMS,
    EITHER,
    GENDER,
    HAVE,
    HEAD,
    KIN_OF,
    MARITAL,
    OBJECT_FIRST,
    PARTNER_WORDS,
    PET,
    POLAR_LEAD,
    REMARK,
    SKILL,
    SPOUSE_WORDS,
    TASTE,
    TOPIC_FIRST,
    UNREAL,
    VERB,
    WEAK,
    Kind,
    Supposed,
    as_neutral,
)
from roleplay_lite.persona.questions.question import Asked
from roleplay_lite.persona.questions.slots import Slot, read_slot
from roleplay_lite.persona.questions.subjects import book_of, subject
from roleplay_lite.persona.questions.wording import (
    clauses,
    plain,
    without_adverbs,
    without_lead,
    without_slips,
    without_tail,
)


def read_polar(
    persona: Persona, text: str, before: Sequence[tuple[str, str]], whom: Whom, resolve: Resolve
) -> Supposed | None:
    """What the line asks or supposes; None when it does neither, or a reading is not sure.

    `resolve` takes the subject off a clause, `whom` says who a clause without one is about.
    """
    line = re.sub(f"(?<=.{{3}})，?{re.escape(persona.name.lower())}$", "", plain(text))
    if not re.search("[\u4e00-\u9fff]", line) or len(line) > 40:
        return None
    if UNREAL.search(line):
        return None
    asks = bool(ASKS.search(text))
    weak = None
    for candidate in dict.fromkeys((line, without_slips(line))):
        found = _read(persona, candidate, before, whom, resolve, asks=asks)
        if found and found.kind not in WEAK:
            return found
        weak = weak or found
    return weak


def _read(
    persona: Persona, line: str, before: Sequence[tuple[str, str]], whom: Whom, resolve: Resolve, *, asks: bool
) -> Supposed | None:
    found = _whole(persona, line, before, whom, resolve, asks=asks)
    if found and found.kind not in WEAK:
        return found
    for part in _parts(persona, line):
        nearer = _whole(persona, part, before, whom, resolve, asks=asks)
        if nearer and nearer.kind not in WEAK:
            return nearer
        found = found or (nearer if nearer and nearer.kind != "lacking" else None)
    return found


def _parts(persona: Persona, line: str) -> list[str]:
    """「你是绍兴人吧小满」, 「听声音你是位老太太」: without what is said after the particle, or before 「你」."""
    cut = [
        line[: hit.end()]
        for hit in re.finditer("[吧吗么](?=[^，]{1,8}$)|(?<=[了过])[没不](?=[^，有]{1,4}$)", line)
        if hit.end() >= 4
    ]
    head = re.match("[^我他她告问像和跟比给让谁怎什]{1,6}?(?=你(?!的?[家们]))", line)
    looks = BY_LOOKS.match(line)
    seen = [line[looks.end() :]] if looks and subject(persona, line[looks.end() :]) else []
    return [*cut, *([line[head.end() :]] if head else []), *seen]


def _whole(
    persona: Persona, line: str, before: Sequence[tuple[str, str]], whom: Whom, resolve: Resolve, *, asks: bool
) -> Supposed | None:
    confirmed = bool(CONFIRMS.search(line.rstrip("？")))
    line = CONFIRMS.sub("", line.rstrip("？"))
    if (turned := OBJECT_FIRST.fullmatch(without_tail(line) if not line.endswith("吧") else line)) and (
        turned["asks"] or re.search("[不没]", turned["verb"])
    ):
        line = f"{turned['who']}{turned['verb']}{turned['what']}{'吗' if turned['asks'] else ''}"
    if made := re.fullmatch(
        "(?P<what>.{1,8}?)(?:都|全|也|不)?是(?P<who>你|他|她)(?P<verb>[写画拍唱做编作])的", without_tail(line)
    ):
        line = f"{made['who']}{made['verb']}{re.sub('.*的', '', made['what'])}"
    parts = [clause for part in clauses(line) if (clause := _without_polar_lead(part))]
    if len(parts) == 2 and "还是" in parts[1][:2]:
        parts = ["".join(parts)]
    if len(parts) > 1:
        # 「你这么高，快两米了吧」: the last part asks, of whom the first names.
        parts = [part for part in parts if not REMARK.fullmatch(part)] or parts[:1]
    if len(parts) > 2:
        return None
    owner = ""
    for clause in parts:
        named = resolve(persona, clause, tuple(before))
        for owner_, rest in named or [(owner or whom(persona, tuple(before)), clause)]:
            if not named and re.match("怎么|为什么|为何|如何", clause):
                continue
            found = _of(persona, owner_, rest, asks=asks or confirmed) if owner_ else None
            if found and (
                named or owner or "你" in clause or _stands_alone(found, asks=asks or confirmed or bool(before))
            ):
                return (
                    found
                    if clause is parts[-1] or found.kind not in ("slot", "lacking") or found.asked.key == "been_to"
                    else None
                )
        owner = named[0][0] if named else owner
    return None


def _without_polar_lead(part: str) -> str:
    before = ""
    while part != before:
        before = part
        part = (
            POLAR_LEAD.sub("", without_lead(part)[0], count=1)
            if POLAR_LEAD.match(without_lead(part)[0])
            else without_lead(part)[0]
        )
    return part


def _of(persona: Persona, owner: str, rest: str, *, asks: bool) -> Supposed | None:
    rest = re.sub("(?<=.)是不是(?=.)", "是", without_tail(rest))
    if (looks := BY_LOOKS.match(rest)) and len(looks.group()) > 1 and looks.end() < len(rest):
        rest = rest[looks.end() :]
    open_form = bool(re.search(r"([\u4e00-\u9fff])[没不]\1|有没有|喜不喜", rest.replace("是不是", "")))
    if not re.match("有没有|会不会|能不能|喜不喜|是不是", rest):
        rest = re.sub(r"([\u4e00-\u9fff])[没不]\1(?=.)", r"\1", rest)
    rest = re.sub("^还是(?=.)", "是", rest)
    asks_not = bool(re.match("不是(?!单身|个)", rest)) or "该不会" in rest
    bare = without_adverbs(rest)
    why = False
    named = "是" if re.match("是不是|该不会是|不会是|难道是", bare) else ""
    while head := HEAD.match(bare):
        why |= bool(head["why"])
        if head.group() == "不是" and not asks_not:
            break
        bare = bare[head.end() :]
    final = re.search("(?:了没有|了没得|没得|了没|没有|没|不|否)$", bare)
    body = (
        re.sub("(?:了没有|了没得|没得|了没|没有|没|否)$", "", bare)
        if final and final.group() != "不"
        else re.sub("不$", "", bare)
    )
    for form in dict.fromkeys((body, bare, re.sub("[了过]$", "", body))):
        found = _form(persona, owner, without_tail(form), why=why)
        if found:
            neutral = found.neutral or open_form or (form == body and body != bare)
            return found if not neutral else as_neutral(found)
    if not asks:
        return None
    if retired(persona, owner):
        bare, body = (re.sub("^(?:退休)?(?:之前|以前|前)(?=.{2})", "", part) for part in (bare, body))
    made = any(f.owner == owner and f.key == "species" for f in persona.facts)
    if made and (kind := re.fullmatch("(?P<no>不)?是[只条头匹台个](?P<v>[^我什么哪谁几]{1,6})", without_tail(body))):
        asked = Asked(owner=owner, key="species")
        return Supposed(asked=asked, kind="slot", value=kind["v"], so=not kind["no"], why=why)
    for form in dict.fromkeys((f"{named}{bare}", f"{named}{body}", bare, body)):
        form = re.sub("(?:了|过了)$", "", without_tail(form)) or form
        if (from_ := re.fullmatch("(?P<no>不)?(?:也)?是?(?P<v>.{2,6})人", form)) and _is_home(
            persona, owner, from_["v"]
        ):
            asked = Asked(owner=owner, key="hometown")
            return Supposed(asked=asked, kind="slot", value=from_["v"], so=not from_["no"], why=why)
        if denied := _denied(persona, owner, form):
            return Supposed(asked=Asked(owner=owner, key="skill"), kind="doing", value=denied, why=why)
        if called := re.fullmatch("是(?P<v>.{2,4})", form):
            names = [persona.name, *(f.value for f in persona.facts if f.owner == owner and f.key == "name")]
            if any(surname(name) == called["v"][0] and len(name) == len(called["v"]) for name in names):
                return Supposed(asked=Asked(owner=owner, key="name"), kind="slot", value=called["v"], why=why)
        if (slot := read_slot(form)) is not None:
            detail = "order" if slot.key == "family" else ""
            if slot.key in ("residence", "workplace") and re.search(
                "[0-9一二两三四五六七八九十半]+多?(?:年|个月)", form
            ):
                # That it is there may be so, for how long is not judged.
                slot = Slot(key=slot.key, value="")
            return Supposed(
                asked=Asked(owner=owner, key=slot.key, detail=detail),
                kind="slot",
                value=slot.value,
                so=slot.so,
                why=why,
            )
    if not is_known(persona, owner) and "我" not in rest:
        return Supposed(asked=Asked(owner=owner, key="who"), kind="lacking", why=why)
    for job in re.finditer("(?:开|教|卖|修|送|拍|演)[^了着过]{1,3}(?=了|过|$)", body):
        if kind_of_work(f"{job.group()}的") and owner != SELF:
            return Supposed(asked=Asked(owner=owner, key="occupation"), kind="slot", value=f"{job.group()}的", why=why)
    doing = re.sub("^(?:还|也|现在|平时|肯定|一定|经常|常|很|爱)+", "", body)
    if 2 <= len(doing) <= 16 and not re.search("什么|哪|谁|怎么|几|我|多", doing):
        return Supposed(asked=Asked(owner=owner, key="skill"), kind="doing", value=doing, why=why)
    return None


def retired(persona: Persona, owner: str) -> bool:
    return any("退休" in f.value for f in persona.facts if f.key == "occupation" and f.owner == owner)


def _is_home(persona: Persona, owner: str, place: str) -> bool:
    """True of a place that the file names, however small it is (「沟帮子」)."""
    return any(place in f.value for f in persona.facts if f.owner == owner and f.key in ("hometown", "residence"))


def _denied(persona: Persona, owner: str, form: str) -> str:
    """What it does not do any more, or never did, where the words name that."""
    values = [
        f.value
        for f in persona.facts
        if f.owner == owner and f.polarity == "no" and f.key in ("occupation", "hobby", "skill")
    ]
    return next(
        (
            form
            for value in values
            if len(value) > 1 and (value in form or (len(value) > 2 and set(value) <= set(form)))
        ),
        "",
    )


def _form(persona: Persona, owner: str, rest: str, *, why: bool) -> Supposed | None:
    for kind, pattern in MARITAL:
        if found := pattern.fullmatch(rest):
            groups = found.groupdict()
            return Supposed(
                asked=Asked(owner=owner, key="marriage"),
                kind=kind,
                so=not groups.get("no"),
                why=why,
                neutral=kind in ("married", "partner") and not groups.get("no") and not why,
            )
    if found := re.fullmatch(
        f"(?P<head>有没有|没有|没|有|找着|找到|找|谈了?|处了?)(?:了)?(?:一?个|过)?(?P<word>{PARTNER_WORDS}|{SPOUSE_WORDS})",
        rest,
    ):
        kind_: Kind = "partner" if re.fullmatch(PARTNER_WORDS, found["word"]) else "spouse"
        so = not found["head"].startswith("没")
        return Supposed(
            asked=Asked(owner=owner, key="marriage"), kind=kind_, value=found["word"], so=so, why=why, neutral=so
        )
    if found := PET.fullmatch(rest):
        many = "count" if re.search("几|多少", rest) else ""
        return Supposed(
            asked=Asked(owner=owner, key="pet", detail=many),
            kind="pet",
            value=found["pet"],
            so=not found["no"],
            why=why,
            neutral="没" in rest or bool(many),
        )
    if (found := HAVE.fullmatch(rest)) and owner == SELF:
        so = not found["head"].startswith("没")
        asked = Asked(owner=found["kin"], key="have", detail="count" if found["many"] else "")
        return Supposed(asked=asked, kind="have", so=so, why=why, neutral=so)
    if found and owner != SELF:
        return Supposed(asked=Asked(owner=owner, key="family"), kind="have", why=why, neutral=True)
    if owner != SELF and (found := KIN_OF.fullmatch(rest)):
        return Supposed(
            asked=Asked(owner=owner, key="who"), kind="relation", value=found["kin"], so=not found["no"], why=why
        )
    if found := GENDER.fullmatch(rest):
        return Supposed(
            asked=Asked(owner=owner, key="gender"),
            kind="gender",
            value="男" if found["man"] else "女",
            so=not (found["no"] or found["no2"]),
            why=why,
        )
    return _of_value(persona, owner, rest, why=why)


def _of_value(persona: Persona, owner: str, rest: str, *, why: bool) -> Supposed | None:
    if (
        (found := EITHER.fullmatch(rest))
        and not re.search("什么|哪|谁|别的|其他|其它", rest)
        and not re.match("得|要|会|应该|先|别|不|去|来|很|有点|那么|这么|老样", found["two"])
    ):
        one, two = VERB.sub("", found["one"]), VERB.sub("", found["two"])
        return Supposed(asked=Asked(owner=owner, key=""), kind="either", value=f"{one}|{two}", why=why)
    if (found := TOPIC_FIRST.fullmatch(rest)) and not re.search(
        "什么|哪|谁|我|几|是|你", found["what"] or found["what2"] or "我"
    ):
        rest = f"{found['verb'] or found['eat']}{found['what'] or found['what2']}"
    if (found := TASTE.fullmatch(rest)) and not re.search("什么|哪|谁|我|几", found["what"]):
        hates = found["verb"][0] in "讨烦怕害反" or found["verb"] == "不吃"
        what = re.sub("^(?:吃|喝|看|听|玩|养|被|去)", "", found["what"]) or found["what"]
        neutral = len(found["verb"]) > 2 or found["verb"] in ("吃不吃", "喝不喝")
        return Supposed(
            asked=Asked(owner=owner, key="dislikes" if hates else "likes", detail=found["verb"]), kind="taste", value=f"{what}|{found['what']}",
            so=not found["no"], why=why, neutral=neutral,
        )  # fmt: skip
    if (found := SKILL.fullmatch(rest)) and not re.search("什么|谁|我|几|怎么", found["what"]):
        return Supposed(
            asked=Asked(owner=owner, key="skill"),
            kind="skill",
            value=found["what"],
            so=not found["no"],
            why=why,
            neutral="不" in found["verb"],
        )
    return None


def animals(value: str) -> str:
    """The animal of a pet's value or species (「橘猫年糕」: 猫)."""
    found = re.search("猫|狗|鸟|驴|鱼|兔|龟|鼠|鸥|鹦鹉|马|牛|鸡|鸭|羊|蛇", value)
    return found.group() if found else ""


def _stands_alone(found: Supposed, *, asks: bool) -> bool:
    """True of what may be asked without a word of whom (「结婚了没」)."""
    if found.kind == "slot":
        return asks and found.asked.key in ("zodiac", "sign", "been_to", "height", "weight", "age", "era")
    return asks and found.kind not in ("doing", "lacking", "either")


def is_known(persona: Persona, owner: str) -> bool:
    """True of the persona and of everybody its file tells of."""
    return owner == SELF or owner in book_of(persona).owners
