"""What a line of the person takes for granted or asks, and what a short answer to it says (「嗯」). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from roleplay_lite.persona.claims import Claim, Voice, claims
from roleplay_lite.persona.clauses import clauses
from roleplay_lite.persona.facts import SELF, Fact, Polarity
from roleplay_lite.persona.kinship import Identity, cast_of
from roleplay_lite.persona.mood import without_lead
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.places import find_places
from roleplay_lite.persona.predicates import predicate
from roleplay_lite.persona.subjects import subject_of

AGREES, DENIES, TELLS = "agrees", "denies", "tells"
"""Rules of claims that rest on the line before."""
MENTION = "mention"

_OPENING = re.compile(
    r"^(?:(?:哎哟喂?|哎呀?|哇|咦|喂|嗨|啾|哈+|嘿+|哟|诶|欸|呃|额|嗯*那个|um|well|oh|haha)[，,、 ~～…。！!]*)+",
    re.IGNORECASE,
)
_FIRST = re.compile(r"(?:[^，,。！!？?；;~～…\n.]|(?<=\d)\.(?=\d))+")
_YES = re.compile(
    r"(?:是的|是啊|是呀|是哦|是|对的?|对啊|对呀|对对+|没错|不错|可不是|可不|当然(?:是|有|会)?|确实|的确|有|会|结了|早结了|去过|喜欢|养了|讨厌|爱|爱吃|怕"
    r"|答对|猜对|说对|你说得对|你说的对|好眼力|yes|yeah|yep|yup|right|sure|exactly|of course|that's right|correct)"
    r"(?:是的|的|呀|啊|哦|呢|啦|了|嘛|哈|滴)*(?<!对了)",
    re.IGNORECASE,
)
_MURMUR = re.compile(r"(?:嗯+|恩|哦|mm+|uh huh)(?:是的|是啊|对|对啊|的|呢)?", re.IGNORECASE)
_WAVERS = re.compile("怎么说|让我|我想想|想想|这个|那个|其实|不过|可是?|但|等|说来|你问|谁|哪")
_NO = re.compile(
    r"(?:不|不是|没有?|才不|才不是|才没有?|并没有|并不|哪有|哪里|哪儿|瞎说|胡说|错|不对|不会|怎么会|怎么可能|还没有?|没呢|没结|没去过|不喜欢|从来没有?"
    r"|no|nope|not really|not at all|never|of course not)(?:的|呀|啊|哦|呢|啦|了|嘛|哈|吧)*",
    re.IGNORECASE,
)
# 「嗯，你可能记错了，…」
_MISTAKEN = re.compile("(?:是|那)?你?(?:可能|大概|怕是|准是|肯定|好像)?(?:记|搞|弄|听|认)(?:错|混|岔)(?:了|啦)?吧?")
# 「没有」 to 「你哥没结婚吧」 says that he has not; 「不是」 says that he has.
_HAS = re.compile("早?(?:有|会|结了|去过|喜欢|养了|讨厌|爱|怕)")
# 「从现在起，你是医生，记住了吗？」 「记住了。」
_ORDERS = re.compile("从现在|从今|以后你|记住|记好|告诉他们|我赢|from now on", re.IGNORECASE)
_OBEYS = re.compile(
    "我?(?:记住|记下|明白|知道|了解)(?:了|啦)|好[的啊呀吧嘞]?|行[啊吧]?|没问题|你赢了|遵命|got it|okay|ok|will do",
    re.IGNORECASE,
)
_LACKS = re.compile(r"(?:还|才|并|从来)?(?:没|no)", re.IGNORECASE)
_OPEN_KEYS = (
    (
        "hometown",
        "老家{}",
        re.compile(r"老家|家乡|(?:哪里|哪儿|哪)的?人|来自(?:哪|什么)|从(?:哪|什么)|哪里的$|哪儿的$"),
    ),
    ("residence", "住在{}", re.compile(r"住(?:在)?(?:哪|什么)|家(?:住|在)?(?:哪|什么)")),
    ("occupation", "是{}", re.compile(r"(?:做|干)(?:什么|啥|嘛)|(?:什么|啥)(?:工作|职业)|靠什么|职业")),
    ("birthday", "生日是{}", re.compile(r"生日|哪天生|几月|什么时候(?:出)?生|哪年生")),
    ("age", "今年{}", re.compile(r"多大|几岁|多少岁|年纪|年龄|岁数|贵庚")),
    ("sign", "是{}", re.compile(r"什么(?:星)?座|星座")),
    ("zodiac", "属{}", re.compile(r"属(?:什么|啥)|属相|生肖")),
    ("height", "身高{}", re.compile(r"多高|身高")),
    ("weight", "体重{}", re.compile(r"多重|体重|多少斤")),
    ("species", "是{}", re.compile(r"什么(?:东西|鸟|动物|品种|物种|猫|狗|生物)")),
    ("school", "在{}读书", re.compile(r"(?:哪|什么)(?:里|儿|个|所)?(?:学校|大学)?(?:读书|上学|念书|读)")),
    ("name", "叫{}", re.compile(r"叫(?:什么|啥)|名字|称呼|贵姓")),
)
_STOP_NOUN = re.compile(
    r"[你您吗]|什么|不|没|^(?:好|很|挺|太|真|在|是|有|这|那|就|还|我|他|她|它|说|问|猜|随|都|想|看|哪)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises:
    """What the line that is answered brings along."""

    heard: str = ""
    claims: tuple[Claim, ...] = ()
    place: str = ""
    """The place it names last."""
    topic: str = ""
    """The owner it is about; `self` for the persona, "" for neither."""
    asked: str = ""
    """The key that it asks for openly."""
    frame: str = ""
    """How an answer that is only a noun goes on from the subject, as in `住在{}`."""


def premises_of(heard: str, persona: Persona) -> Premises:
    """What the person's line takes for granted, asks, and is about."""
    return _premises(heard, Identity(persona))


@lru_cache(maxsize=512)
def _premises(heard: str, identity: Identity) -> Premises:
    persona = identity.persona
    found = tuple(claims(heard, persona, Voice.PERSON))
    topic, asked, frame = (found[-1].fact.owner if found else ""), "", ""
    if found and found[-1].rule == MENTION:
        topic = cast_of(persona).kin.get(found[-1].fact.value, SELF)
    for clause in clauses(heard):
        lead = without_lead(clause.text, cast_of(persona), persons=True)
        subject = subject_of(lead.text, cast_of(persona), persons=True, third=topic) if lead else None
        if subject is None or subject.foreign:
            continue
        topic = subject.owner if subject.named else topic
        if clause.open:
            key = next(((key, frame) for key, frame, pattern in _OPEN_KEYS if pattern.search(clause.text)), None)
            asked, frame = key or ("", "")
    places = find_places(heard)
    place = places[-1].name if places else ""
    return Premises(heard=heard, claims=found, place=place, topic=topic, asked=asked, frame=frame)


def spoken_claims(sentence: str, persona: Persona, heard: str, topic: str, *, first: bool) -> tuple[Claim, ...]:
    """What a sentence of the persona claims, its short answers included where it is the first of a reply."""
    return _spoken(sentence, Identity(persona), heard, topic, first)


@lru_cache(maxsize=1024)
def _spoken(sentence: str, identity: Identity, heard: str, topic: str, first: bool) -> tuple[Claim, ...]:
    persona = identity.persona
    premises = premises_of(heard, persona)
    read = claims(sentence, persona, Voice.PERSONA, topic=topic, place=premises.place)
    if not first or not heard:
        return tuple(read)
    answered = list(_answers(sentence, premises, read))
    if not answered and premises.asked:
        answered = list(_nouns(sentence, premises))
    return (*answered, *read)


def stance_of(sentence: str, heard: str = "") -> tuple[str, str, float]:
    """Whether a reply begins with a yes or a no, as (`agrees`, `denies` or "", the words, how sure)."""
    text = _OPENING.sub("", sentence.strip())
    pieces = [piece.strip(' 　「」“”"') for piece in _FIRST.findall(text)]
    if not pieces or re.match(f"{re.escape(pieces[0])}[？?]", text):
        return "", "", 0.0
    if _MURMUR.fullmatch(pieces[0]):
        if len(pieces) > 1 and (_NO.fullmatch(pieces[1]) or _MISTAKEN.fullmatch(pieces[1])):
            return DENIES, pieces[1], 0.95
        if len(pieces) > 1 and _YES.fullmatch(pieces[1]):
            return AGREES, pieces[1], 0.97
        trails = re.match(rf"{re.escape(pieces[0])}(?:…|~|～|\.\.)", text)
        if trails or (len(pieces) > 1 and _WAVERS.match(pieces[1])):
            return "", "", 0.0
        if len(pieces) == 1 and text.endswith(("，", ",", "、")):
            # What it leads up to is not said yet.
            return "", "", 0.0
        return AGREES, pieces[0], 0.85
    if _NO.fullmatch(pieces[0]):
        return DENIES, pieces[0], 0.95
    if _YES.fullmatch(pieces[0]) or (_ORDERS.search(heard) and _OBEYS.fullmatch(pieces[0])):
        return AGREES, pieces[0], 0.97
    return "", "", 0.0


def _answers(sentence: str, premises: Premises, read: list[Claim]) -> Iterator[Claim]:
    stance, words, sure = stance_of(sentence, premises.heard)
    put = [claim for claim in premises.claims if claim.rule != MENTION]
    if not stance or not put:
        return
    claim = put[-1]
    if stance == AGREES and claim.fact.polarity == "no" and _HAS.match(words):
        stance = DENIES
    lacking = stance == DENIES and claim.fact.polarity == "no" and bool(_LACKS.match(words))
    if stance == AGREES or lacking:
        yield replace(claim, clause=words, asks=False, confidence=min(claim.confidence, sure), rule=AGREES)
    else:
        other: Polarity = "no" if claim.fact.polarity == "yes" else "yes"
        fact = Fact(owner=claim.fact.owner, key=claim.fact.key, value=claim.fact.value, polarity=other)
        yield Claim(fact=fact, clause=words, confidence=min(claim.confidence, sure), rule=DENIES)


def _nouns(sentence: str, premises: Premises) -> Iterator[Claim]:
    """An answer that is only the value: 「北京的。」 to 「你老家哪儿」."""
    text = _OPENING.sub("", sentence.strip())
    first = _FIRST.search(text)
    noun = first.group().strip() if first else ""
    if not 1 < len(noun) <= 14 or _STOP_NOUN.search(noun):
        return
    for said in predicate(premises.frame.format(noun)):
        if said.key == premises.asked and said.key != "name" and said.confidence >= 0.85:
            fact = Fact(owner=premises.topic or SELF, key=said.key, value=said.value)
            yield Claim(fact=fact, clause=noun, confidence=0.92, rule=TELLS)
