"""Questions about the persona that a fact answers: whom they ask about, and which key. Pure; no model.

A question is taken only when nothing but its subject, one of the ways to ask for a key, and particles is in it, so that
「你觉得这份工作怎么样」 is not taken for a question about the persona's own job.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roleplay_lite.persona.dates import full_years
from roleplay_lite.persona.facts import SELF, Fact, told
from roleplay_lite.persona.persona import Persona

# Ways to ask, after the subject (「你」「你哥」) is taken away. A key's ways are alternatives of one pattern.
_ASKED: dict[str, str] = {
    "name": r"叫(?:什么|啥)(?:名字|名子|名儿)?|(?:的)?(?:名字|大名|姓名)(?:是|叫)?(?:什么|啥)?|是谁|是哪位|姓(?:什么|啥)|怎么称呼|尊姓大名",
    "gender": r"是?(?:男|女)的?(?:还是(?:男|女)的?)?|是(?:男|女)(?:生|孩)(?:还是(?:男|女)(?:生|孩))?|(?:的)?性别(?:是什么)?",
    "age": r"(?:今年)?(?:多大|几岁|多少岁)(?:年纪|岁数)?|(?:今年)?(?:贵庚|高寿)|(?:的)?(?:年纪|年龄|岁数)(?:多大|是多少)?",
    "birthday": r"(?:的)?生日(?:是)?(?:在)?(?:哪天|哪一天|几号|几月几号|什么时候|什么日子)?|(?:是)?(?:哪年|哪一年|哪天|几月|几几年|什么时候)(?:出)?生的?|(?:什么时候|哪天|几号)过?生日",
    "sign": r"(?:是)?什么(?:星)?座的?|(?:的)?星座(?:是什么|是啥)?",
    "zodiac": r"(?:是)?属(?:什么|啥)的?|(?:的)?(?:属相|生肖)(?:是什么|是啥)?",
    "hometown": r"(?:的)?老家(?:是|在)?(?:哪|哪里|哪儿|什么地方)(?:的|人)?|(?:是)?(?:哪里|哪儿|哪|什么地方)(?:的)?人|(?:是)?从(?:哪里|哪儿|哪)来的?|来自(?:哪里|哪儿|哪)|(?:的)?(?:家乡|故乡)(?:是|在)(?:哪里|哪儿|哪)",
    "residence": r"(?:现在|如今|平时)?(?:住|住在)(?:哪里|哪儿|哪|什么地方)|(?:的)?家(?:住|在)(?:哪里|哪儿|哪|什么地方)",
    "occupation": r"(?:是|现在)?(?:做|干)(?:什么|啥)(?:工作|职业)?的|(?:是)?做(?:什么|啥)(?:工作|职业)(?:的)?|(?:的)?(?:工作|职业)(?:是)(?:什么|啥)|靠什么(?:吃饭|谋生|过活)|干(?:哪行|哪一行)的?",
    "workplace": r"(?:现在)?在(?:哪|哪里|哪儿|什么地方|什么单位|哪个单位|哪家公司)(?:上班|工作|干活)",
    "school": r"(?:现在)?(?:在)?(?:哪|哪里|哪儿|哪个学校|哪所学校|什么学校|哪个大学|哪所大学|什么大学)(?:上学|读书|念书|上大学)|(?:是)?(?:哪个|哪所|什么)(?:学校|大学)(?:毕业)?的",
    "major": r"(?:是)?(?:学|读)(?:什么|啥)(?:专业)?的|(?:学|读)(?:的)?(?:什么|啥)专业|(?:的)?专业是(?:什么|啥)",
    "height": r"(?:有)?多高|(?:的)?(?:身高|个子)(?:是)?(?:多少|多高)?",
    "weight": r"(?:有)?多(?:重|少斤)|(?:的)?体重(?:是)?(?:多少|多重)?",
    "family": r"家(?:里)?(?:都)?有(?:谁|几口人|哪些人|什么人)|(?:有)?(?:几个)?兄弟姐妹|有没有兄弟姐妹|(?:的)?家(?:里)?人(?:都)?有(?:谁|哪些)",
    "marriage": r"(?:有没有|有)?(?:结婚|成家|出嫁|嫁人)(?:了)?(?:没|没有)?|(?:有没有|有)(?:男朋友|女朋友|对象|老公|老婆)|(?:是)?单身|(?:结|成)(?:没|没有)?(?:结)?(?:婚|家)",
    "pet": r"(?:有没有|有)?养(?:了|过)?(?:什么|啥|没|没有)?(?:宠物|猫|狗|小动物)|(?:有没有|有)宠物|养(?:的)?(?:什么|啥)(?:宠物)?",
    "hobby": r"(?:平时|平常|周末|闲的时候|没事的时候|空的时候)?(?:都)?(?:喜欢|爱)(?:做|干)(?:什么|啥|点什么|些什么)|(?:平时|平常)?(?:都)?有(?:什么|啥|哪些)(?:爱好|兴趣|兴趣爱好)|(?:的)?(?:爱好|兴趣|兴趣爱好)(?:是|有)(?:什么|啥|哪些)|(?:平时|平常|没事)(?:都)?(?:干嘛|干什么|做什么|干点啥)",
    "food": r"(?:最|都|平时)?(?:喜欢|爱)吃(?:什么|啥|点什么|些什么|的是什么)(?:东西|菜|零食)?",
    "skill": r"(?:最|都)?(?:擅长|拿手的是|会)(?:什么|啥|些什么|干什么|做什么)|有(?:什么|啥)(?:特长|本事|本领|绝活|拿手)(?:的)?",
    "dream": r"(?:的)?(?:梦想|愿望|理想)(?:是)(?:什么|啥)|有(?:什么|啥)(?:梦想|愿望|理想)|长大(?:了|以后|后)?想(?:当|做)(?:什么|啥)",
    "works": r"(?:的)?代表作(?:是什么|有哪些|有什么)|(?:都)?有(?:什么|哪些)作品|(?:都)?(?:写|画|唱|拍)过(?:什么|哪些|啥)(?:作品|歌|书|画)?",
    "species": r"(?:到底)?是(?:什么|啥)(?:东西|动物|物种|品种|鸟|猫|狗|生物)(?:呀)?|(?:的)?(?:物种|品种)是(?:什么|啥)",
    "dialect": r"说(?:什么|哪里|哪儿|啥)(?:的)?(?:话|方言)",
    "era": r"(?:是|生活在|活在)(?:哪个|什么|啥)(?:朝代|年代|时代)(?:的)?(?:人)?",
}  # fmt: skip
_ENGLISH = {
    "name": r"what(?:'s| is) (?P<s>your)(?: (?P<o>\w+)'s)? name|who are (?P<s2>you)",
    "age": r"how old (?:are you|is your (?P<o>\w+))",
    "birthday": r"when(?:'s| is) your(?: (?P<o>\w+)'s)? birthday|when were you born",
    "hometown": r"where (?:are you|is your (?P<o>\w+)) from|where do you come from",
    "residence": r"where (?:do you|does your (?P<o>\w+)) live",
    "occupation": r"what (?:do you|does your (?P<o>\w+)) do(?: for a living)?|what(?:'s| is) your(?: (?P<o2>\w+)'s)? job",
    "hobby": r"what are your hobbies|what do you like to do|what do you do for fun",
    "food": r"what do you like to eat|what(?:'s| is) your favou?rite food",
    "pet": r"do you have (?:a pet|pets|any pets|a cat|a dog)",
    "marriage": r"are you (?:married|single)|do you have a (?:boyfriend|girlfriend)",
}
_ENGLISH_PATTERNS = {key: re.compile(ways) for key, ways in _ENGLISH.items()}

# The short forms of relatives, and each one's whole names.
_KIN = {
    "爸": "爸爸 父亲 老爸 爹 dad father", "妈": "妈妈 母亲 老妈 娘 mum mom mother", "哥": "哥哥 大哥 brother",
    "姐": "姐姐 大姐 sister", "弟": "弟弟 brother", "妹": "妹妹 sister", "爷": "爷爷 祖父 grandpa grandfather",
    "奶": "奶奶 祖母 grandma grandmother", "老婆": "老伴 妻子 老婆 媳妇 爱人 wife", "老公": "丈夫 老公 爱人 husband",
    "儿": "儿子 son", "女": "女儿 闺女 daughter", "闺蜜": "闺蜜 friend", "朋友": "朋友 好友 死党 friend",
}  # fmt: skip

_LEAD = r"(?:那|那么|哎|诶|嗨|喂|请问|话说|对了|我想问|我问你|告诉我|能告诉我|可以告诉我|说说|咱们|您好|你好|我想知道)*[，,、 ]*"
_TAIL = r"(?:来着|的呢|呢|呀|啊|哦|吗|嘛|么|吧|啦|了|的|哈|咧|啊你)*[？?。.!！~～ ]*"
_PATTERNS = {key: re.compile(rf"(?:{ways}){_TAIL}") for key, ways in _ASKED.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a question asks for."""

    owner: str
    key: str


def asked(persona: Persona, text: str) -> Asked | None:
    """The fact the line asks for, or None when it asks for none or for more than that."""
    english = text.strip(" ?？.!").lower()
    for key, pattern in _ENGLISH_PATTERNS.items():
        if found := pattern.fullmatch(english):
            kin = next((found[group] for group in ("o", "o2") if group in pattern.groupindex and found[group]), "")
            owner = _owner_of(persona, kin) if kin else SELF
            return Asked(owner=owner, key=key) if owner else None
    bare = re.sub(rf"^{_LEAD}", "", text.replace(" ", "")) if not text.isascii() else ""
    for owner, words in _subjects(persona):
        subject = re.match(rf"(?:{words})(?:的)?", bare)
        if not subject:
            continue
        rest = bare[subject.end() :]
        for key, pattern in _PATTERNS.items():
            if pattern.fullmatch(rest):
                return Asked(owner=owner, key=key)
    return None


def answer(persona: Persona, question: Asked, today: date) -> str:
    """The fact in the persona's words, or "" when it has none. An age that is not given is counted from a birthday."""
    facts = [f for f in persona.facts if f.owner == question.owner and f.key == question.key]
    if not facts and question.key == "age" and (years := _years(persona, question.owner, today)) is not None:
        facts = [Fact(owner=question.owner, key="age", value=str(years))]
    if facts:
        return told(facts) + "。"
    return f"我叫{persona.name}。" if question == Asked(owner=SELF, key="name") else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer, and what it rests on."""

    text: str
    by: str
    question: Asked


def respond(
    persona: Persona,
    text: str,
    *,
    before: Sequence[tuple[str, str]] = (),
    today: date,
    statements: Sequence[Fact] = (),
    turn: int = 0,
) -> Response | None:
    """The answer that facts give, or None."""
    question = asked(persona, text)
    said = answer(persona, question, today) if question else ""
    return Response(text=said, by="fact", question=question) if question and said else None


def _years(persona: Persona, owner: str, today: date) -> int | None:
    birthday = persona.fact("birthday", owner)
    try:
        born = date.fromisoformat(birthday.value) if birthday else None
    except ValueError:
        return None
    return full_years(born, today) if born and born <= today else None


def _subjects(persona: Persona) -> list[tuple[str, str]]:
    """Owners and the words that name them, the longest names first, the persona itself last."""
    found: list[tuple[str, str]] = []
    for owner in dict.fromkeys(fact.owner for fact in persona.facts if fact.owner != SELF):
        names = {owner, *(f.value for f in persona.facts if f.owner == owner and f.key == "name")}
        for short, whole in _KIN.items():
            if owner in whole.split():
                names |= {short, *(word for word in whole.split() if not word.isascii())}
        choices = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        found.append((owner, rf"(?:[你您](?:的|家|家的)?(?:那个)?)(?:{choices})|{_own_names(persona, owner)}"))
    own = "|".join(re.escape(name) for name in (persona.name,))
    return [*found, (SELF, rf"[你您]|{own}")]


def _own_names(persona: Persona, owner: str) -> str:
    """What can be named without 「你」: a pet or a friend by its own name."""
    names = [f.value for f in persona.facts if f.owner == owner and f.key == "name"]
    if owner not in " ".join(_KIN.values()).split():
        names.append(owner)
    return "|".join(re.escape(name) for name in names) or r"(?!)"


def _owner_of(persona: Persona, kin: str) -> str:
    """The owner that an English word names, or "" when the persona has none or several."""
    found = {
        owner
        for owner in (fact.owner for fact in persona.facts)
        for whole in _KIN.values()
        if owner in whole.split() and kin in whole.split()
    }
    return found.pop() if len(found) == 1 else ""
