"""Yes-or-no questions and suppositions with a rule of their own: family, marriage, pets, gender, tastes, skills. Pure.

What these rules leave is read by `claims`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from roleplay_lite.persona.facts import SELF
from roleplay_lite.persona.jobs import kind_of_work
from roleplay_lite.persona.kinship import surname
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.context import Resolve, Whom
from roleplay_lite.persona.questions.question import Asked
from roleplay_lite.persona.questions.slots import read_slot
from roleplay_lite.persona.questions.subjects import book_of, kin_words
from roleplay_lite.persona.questions.wording import (
    clauses,
    plain,
    without_adverbs,
    without_lead,
    without_slips,
    without_tail,
)

Kind = Literal[
    "single",
    "married",
    "partner",
    "spouse",
    "divorced",
    "have",
    "pet",
    "gender",
    "taste",
    "skill",
    "either",
    "slot",
    "doing",
    "lacking",
    "relation",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """Something that is asked or supposed to be so."""

    asked: Asked
    kind: Kind
    value: str = ""
    """What is supposed: a thing liked, an animal, a gender, the alternatives with 「|」 between them."""
    so: bool = True
    """False when it is supposed not to be."""
    why: bool = False
    """True when its reason is asked for."""
    neutral: bool = False
    """True of a question that expects neither answer (「有没有」)."""


_POLAR_LEAD = re.compile(
    "(?:我(?:好像)?(?:听|听人|听别人|听他们)说(?:过)?|听(?:人|别人|他们|说是|闻)?说?|据说|有人说|他们说|大家都?说|都说|我记得|我(?:还|一直|原来|本来)*以为|我猜|我看|看来|看样子|敢情|合着|"
    "难道说?|莫非|莫不是|原来|所以说?|那么|该不会|不会|那|哎|咦|这么说(?:来)?|也就是说|好像|是说)(?:是)?(?=[你他她它，]|$|.)"
)
_HEAD = re.compile(
    "(?P<why>为什么|怎么|为何|咋|干嘛|怎么会|凭什么)|是不是|是否|不是|有没有(?=结|养|谈|单|离|订)|已经|已|早就|早|居然|竟然|真|该不会|不会|还(?=[没未不单])|一直|到现在|至今|难道|莫非|会不会|应该|肯定|一定|其实|恐怕|大概|"
    "好像|可能|是(?=单身|已婚|未婚|光棍|离异)|一个|也"
)
_CONFIRMS = re.compile("(?:，|,)?(?:对吧|对吗|对不对|是吧|是吗|是不是|没错吧|对不|是不|对么|没错|right)[呀啊]?$")
_FINAL = re.compile("(?P<neutral>没有|没|不|不是|了没|否)?$")

_NOT = "(?P<no>没有|没|未|不|从没|从未|没有过|不曾|还没)?"
_MARITAL: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "married",
        re.compile(
            f"{_NOT}(?:结(?:过|了)?婚|成了?家|嫁|嫁了|娶了|领证|办酒|已婚|结)(?:了|过|的)?(?:人|妇女|男人|女人|人士)?"
        ),
    ),
    ("married", re.compile(f"(?:是)?(?:个)?{_NOT}(?:结婚)(?:的)?(?:姑娘|小伙子?|人)")),
    ("married", re.compile("(?P<neutral>结没结|结婚没结|成没成)婚?(?:过)?")),
    (
        "single",
        re.compile(
            f"{_NOT}(?:是)?(?:单身|未婚|光棍|单着|打光棍|不婚族|不婚主义)(?:狗|汉|贵族|人士|的|着|一人|一个)*(?:呢)?"
        ),
    ),
    (
        "partner",
        re.compile(
            f"{_NOT}(?:在)?(?:谈(?:过)?(?:恋爱|对象|朋友|着|女朋友|男朋友)|恋爱|脱单|名花有主|有主|找对象|找到对象|处对象|交(?:男|女)朋友|热恋)(?:了|着|中|呢)?"
        ),
    ),
    ("divorced", re.compile(f"{_NOT}(?:离(?:过|了)?婚|离异|离)(?:了|过|的)?")),
)
_PARTNER_WORDS = "男朋友|女朋友|男女朋友|对象|男友|女友|恋人|女朋友或者男朋友|情人|男朋友或女朋友|男朋友或者女朋友"
_SPOUSE_WORDS = "老婆|老公|妻子|丈夫|媳妇|太太|老伴|爱人|家室|夫人|婆娘|先生|娘子|夫君|相公"
_ANIMAL = "猫咪|猫|狗狗|小狗|小猫|狗|鸟|驴|鱼|兔子|乌龟|仓鼠|海鸥|鹦鹉|马|牛|鸡|鸭|羊|蛇|龟|小鸟|宠物狗|宠物猫"
_PET = re.compile(
    f"(?:家里?|屋里|店里|身边)?(?P<no>没有?|不)?(?:养没养|养不养|有没有养|有没有|养|有)(?:了|过|着)?(?:.{1}养)?(?:的)?(?:是)?(?:一)?(?:几|多少)?[只条头个匹]?(?:小)?(?P<pet>(?:{_ANIMAL})(?:或|和|或者|养)?(?:{_ANIMAL})?|宠物|牲口|小东西|什么小东西|活物|小动物|毛孩子|小宠物|动物)(?:当宠物|做伴)?"
)
_TOPIC_FIRST = re.compile(
    "(?P<what>[^你他她它]{1,10}?)(?P<subject>你|他|她|它)?(?P<verb>喜不喜欢|爱不爱|喜欢|讨厌|怕|会不会|会)(?:吃|喝|玩|看|听)?|(?P<what2>[^你]{1,8}?)你?(?P<eat>吃|喝)得?(?:惯|来|下|了)"
)
_EITHER = re.compile("(?P<one>.{1,12}?)(?:，)?还是(?P<two>.{1,12})")
_VERB = re.compile(
    "^(?:是|住在?|家在|在|学的?是?|养的?是?|养了?|属于?|来自|喜欢|老家在?|做|当|叫)(?:的|了)?(?:一?[个只条头位])?"
)
_GENDER = re.compile(
    "(?P<no>不)?是(?:个|一个|位)?(?:小)?(?P<man>男的|男人|男生|男孩子?|男性|男士|小伙子?|帅哥|小哥哥|大叔|老头子?|老爷爷|公的|雄的|爷们|汉子|先生|男|老爷们)|(?P<no2>不)?是(?:个|一个|位)?(?:小)?(?:女的|女人|女生|女孩子?|女性|女士|老太太|大妈|大娘|姑娘|美女|小姐姐|妹子|母的|雌的|女娃|丫头|阿姨|女|老太太)"
)
_TASTE = re.compile(
    "(?P<no>不(?:太|怎么|是很|大)?)?(?:很|最|特别|挺|蛮|超|比较|真|好|平时|都|也|是不是|是|一定|肯定)*(?P<verb>喜不喜欢|爱不爱|喜欢不喜欢|喜欢|讨厌不讨厌|讨不讨厌|讨厌|烦不烦|烦|怕不怕|害怕|怕|反感|吃不吃|能吃|吃|喝不喝|喝|爱|不吃)(?P<what>.{1,14})"
)
_SKILL = re.compile("(?P<no>不)?(?P<verb>会不会|会|能不能|能|可不可以|可以|懂不懂|懂|擅不擅长|擅长)(?P<what>.{1,12})")
_KIN_OF = re.compile(
    "(?P<no>不)?(?:也)?(?:是|就是)(?:你家?的?)(?:那个)?(?:亲|小|大)?(?P<kin>{kin})".replace(
        "{kin}", "|".join(map(re.escape, (w for w in kin_words() if not w.isascii())))
    )
)
_HAVE = re.compile(
    "(?:家里?)?(?P<head>有没有|没有|没|有|不是有|是不是有|(?=几|多少))(?P<many>几个?|多少个?|几位)?(?:别的|其他的?|另外的?)?(?:一?[个位两俩])?(?:亲生的?|亲|小|大|自己的)?(?P<kin>{kin})(?:们)?(?:之类的|什么的)?".replace(
        "{kin}", "|".join(map(re.escape, (w for w in kin_words() if not w.isascii())))
    )
)


def read_polar(
    persona: Persona, text: str, before: Sequence[tuple[str, str]], whom: Whom, resolve: Resolve
) -> Supposed | None:
    """What the line asks or supposes; None when it does neither, or a reading is not sure.

    `resolve` takes the subject off a clause, `whom` says who a clause without one is about.
    """
    line = plain(text)
    if not re.search("[\u4e00-\u9fff]", line) or len(line) > 40:
        return None
    if _UNREAL.search(line):
        return None
    asks = bool(_ASKS.search(text))
    weak = None
    for candidate in dict.fromkeys((line, without_slips(line))):
        found = _read(persona, candidate, before, whom, resolve, asks=asks)
        if found and found.kind not in _WEAK:
            return found
        weak = weak or found
    return weak


_UNREAL = re.compile(
    "要是|如果|假如|假使|假设|倘若|翻译|怎么说|怎么写|用英语|用英文|什么意思|祝你|骗我|觉得|认为|你猜|帮我|给我|我该|该不该|我们|推荐|建议|应该(?=养|选|去)"
)
_ASKS = re.compile(
    "[?？]|吗|吧|么|嘛|[没不]$|没有|是不是|有没有|对不对|没错|听说|听人|所以|难道|居然|还|该不会|呢|就|是$|([\u4e00-\u9fff])[不没]\1|可曾|可是|可好|可有|瞧着|看着|听着|听声"
)


def _read(
    persona: Persona, line: str, before: Sequence[tuple[str, str]], whom: Whom, resolve: Resolve, *, asks: bool
) -> Supposed | None:
    found = _whole(persona, line, before, whom, resolve, asks=asks)
    if found and found.kind not in _WEAK:
        return found
    for part in _parts(line):
        nearer = _whole(persona, part, before, whom, resolve, asks=asks)
        if nearer and nearer.kind not in _WEAK:
            return nearer
        found = found or nearer
    return found


_WEAK = ("doing", "lacking", "taste", "skill")


def _parts(line: str) -> list[str]:
    """「你是绍兴人吧小满」, 「听声音你是位老太太」: without what is said after the particle, or before 「你」."""
    cut = [line[: hit.end()] for hit in re.finditer("[吧吗](?=[^，]{1,8}$)", line) if hit.end() >= 4]
    head = re.match("[^我他她告问像和跟比给让谁怎什]{1,6}?(?=你(?!的?[家们]))", line)
    return [*cut, *([line[head.end() :]] if head else [])]


def _whole(
    persona: Persona, line: str, before: Sequence[tuple[str, str]], whom: Whom, resolve: Resolve, *, asks: bool
) -> Supposed | None:
    confirmed = bool(_CONFIRMS.search(line.rstrip("？")))
    line = _CONFIRMS.sub("", line.rstrip("？"))
    if made := re.fullmatch(
        "(?P<what>.{1,8}?)(?:都|全|也|不)?是(?P<who>你|他|她)(?P<verb>[写画拍唱做编作])的", without_tail(line)
    ):
        line = f"{made['who']}{made['verb']}{re.sub('.*的', '', made['what'])}"
    parts = [clause for part in clauses(line) if (clause := _without_polar_lead(part))]
    if len(parts) == 2 and "还是" in parts[1][:2]:
        parts = ["".join(parts)]
    if len(parts) > 1:
        # 「你这么高，快两米了吧」: the last part asks, of whom the first names.
        parts = [part for part in parts if not _REMARK.fullmatch(part)] or parts[:1]
    if len(parts) > 2:
        return None
    owner = ""
    for clause in parts:
        named = resolve(persona, clause, tuple(before))
        for owner_, rest in named or [(owner or whom(persona, tuple(before)), clause)]:
            if not named and re.match("怎么|为什么|为何|如何", clause):
                continue
            found = _of(persona, owner_, rest, asks=asks or confirmed) if owner_ else None
            if found and (named or owner or "你" in clause or found.kind not in ("doing", "lacking", "either")):
                return (
                    found
                    if clause is parts[-1] or found.kind not in ("slot", "lacking") or found.asked.key == "been_to"
                    else None
                )
        owner = named[0][0] if named else owner
    return None


_REMARK = re.compile(
    "(?:你)?这么.{1,3}|看(?:着|起来|样子).{0,4}|真的|我(?:猜|看|觉得|记得|听说)|对吧|说实话|哈+|呵+|天[呐哪啊]|哇+"
)


def _without_polar_lead(part: str) -> str:
    before = ""
    while part != before:
        before = part
        part = (
            _POLAR_LEAD.sub("", without_lead(part)[0], count=1)
            if _POLAR_LEAD.match(without_lead(part)[0])
            else without_lead(part)[0]
        )
    return part


def _of(persona: Persona, owner: str, rest: str, *, asks: bool) -> Supposed | None:
    rest = re.sub("(?<=.)是不是(?=.)", "是", without_tail(rest))
    if not re.match("有没有|会不会|能不能|喜不喜|是不是", rest):
        rest = re.sub(r"([\u4e00-\u9fff])[没不]\1(?=.)", r"\1", rest)
    rest = re.sub("^还是(?=.)", "是", rest)
    asks_not = bool(re.match("不是(?!单身|个)", rest)) or "该不会" in rest
    bare = without_adverbs(rest)
    why = False
    named = "是" if re.match("是不是|该不会是|不会是|难道是", bare) else ""
    while head := _HEAD.match(bare):
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
            neutral = found.neutral or (form == body and body != bare)
            return found if not neutral else _neutral(found)
    if not asks:
        return None
    for form in dict.fromkeys((f"{named}{bare}", f"{named}{body}", bare, body)):
        form = re.sub("(?:了|过了)$", "", without_tail(form)) or form
        if denied := _denied(persona, owner, form):
            return Supposed(asked=Asked(owner=owner, key="skill"), kind="doing", value=denied, why=why)
        if called := re.fullmatch("是(?P<v>.{2,4})", form):
            names = [persona.name, *(f.value for f in persona.facts if f.owner == owner and f.key == "name")]
            if any(surname(name) == called["v"][0] and len(name) == len(called["v"]) for name in names):
                return Supposed(asked=Asked(owner=owner, key="name"), kind="slot", value=called["v"], why=why)
        if (slot := read_slot(form)) is not None:
            detail = "order" if slot.key == "family" else ""
            return Supposed(
                asked=Asked(owner=owner, key=slot.key, detail=detail),
                kind="slot",
                value=slot.value,
                so=slot.so,
                why=why,
            )
    if not is_known(persona, owner):
        return Supposed(asked=Asked(owner=owner, key="who"), kind="lacking", why=why)
    for job in re.finditer("(?:开|教|卖|修|送|拍|演)[^了着过]{1,3}(?=了|过|$)", body):
        if kind_of_work(f"{job.group()}的") and owner != SELF:
            return Supposed(asked=Asked(owner=owner, key="occupation"), kind="slot", value=f"{job.group()}的", why=why)
    doing = re.sub("^(?:还|也|现在|平时|肯定|一定|经常|常|很|爱)+", "", body)
    if 2 <= len(doing) <= 16 and not re.search("什么|哪|谁|怎么|几|我|多", doing):
        return Supposed(asked=Asked(owner=owner, key="skill"), kind="doing", value=doing, why=why)
    return None


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


def _neutral(found: Supposed) -> Supposed:
    return Supposed(asked=found.asked, kind=found.kind, value=found.value, so=found.so, why=found.why, neutral=True)


def _form(persona: Persona, owner: str, rest: str, *, why: bool) -> Supposed | None:
    for kind, pattern in _MARITAL:
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
        f"(?P<head>有没有|没有|没|有|找着|找到|找|谈了?|处了?)(?:了)?(?:一?个|过)?(?P<word>{_PARTNER_WORDS}|{_SPOUSE_WORDS})",
        rest,
    ):
        kind_: Kind = "partner" if re.fullmatch(_PARTNER_WORDS, found["word"]) else "spouse"
        so = not found["head"].startswith("没")
        return Supposed(
            asked=Asked(owner=owner, key="marriage"), kind=kind_, value=found["word"], so=so, why=why, neutral=so
        )
    if found := _PET.fullmatch(rest):
        return Supposed(
            asked=Asked(owner=owner, key="pet"),
            kind="pet",
            value=found["pet"],
            so=not found["no"],
            why=why,
            neutral="没" in rest,
        )
    if (found := _HAVE.fullmatch(rest)) and owner == SELF:
        so = not found["head"].startswith("没")
        asked = Asked(owner=found["kin"], key="have", detail="count" if found["many"] else "")
        return Supposed(asked=asked, kind="have", so=so, why=why, neutral=so)
    if found and owner != SELF:
        return Supposed(asked=Asked(owner=owner, key="family"), kind="have", why=why, neutral=True)
    if owner != SELF and (found := _KIN_OF.fullmatch(rest)):
        return Supposed(
            asked=Asked(owner=owner, key="who"), kind="relation", value=found["kin"], so=not found["no"], why=why
        )
    if found := _GENDER.fullmatch(rest):
        return Supposed(
            asked=Asked(owner=owner, key="gender"),
            kind="gender",
            value="男" if found["man"] else "女",
            so=not (found["no"] or found["no2"]),
            why=why,
        )
    return _of_value(persona, owner, rest, why=why)


def _of_value(persona: Persona, owner: str, rest: str, *, why: bool) -> Supposed | None:
    if (found := _EITHER.fullmatch(rest)) and not re.search("什么|哪|谁|别的|其他|其它", rest):
        one, two = _VERB.sub("", found["one"]), _VERB.sub("", found["two"])
        return Supposed(asked=Asked(owner=owner, key=""), kind="either", value=f"{one}|{two}", why=why)
    if (found := _TOPIC_FIRST.fullmatch(rest)) and not re.search(
        "什么|哪|谁|我|几|是|你", found["what"] or found["what2"] or "我"
    ):
        rest = f"{found['verb'] or found['eat']}{found['what'] or found['what2']}"
    if (found := _TASTE.fullmatch(rest)) and not re.search("什么|哪|谁|我|几", found["what"]):
        hates = found["verb"][0] in "讨烦怕害反" or found["verb"] == "不吃"
        what = re.sub("^(?:吃|喝|看|听|玩|养|被|去)", "", found["what"]) or found["what"]
        neutral = len(found["verb"]) > 2 or found["verb"] in ("吃不吃", "喝不喝")
        return Supposed(
            asked=Asked(owner=owner, key="dislikes" if hates else "likes", detail=found["verb"]), kind="taste", value=f"{what}|{found['what']}",
            so=not found["no"], why=why, neutral=neutral,
        )  # fmt: skip
    if (found := _SKILL.fullmatch(rest)) and not re.search("什么|谁|我|几|怎么", found["what"]):
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


def is_known(persona: Persona, owner: str) -> bool:
    """True of the persona and of everybody its file tells of."""
    return owner == SELF or owner in book_of(persona).owners
