"""What a sentence of a draft is held back for. Pure; each check is a function from the sentence to a reason or ""."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from roleplay_lite.persona import foreign
from roleplay_lite.persona.borrowed import borrowed
from roleplay_lite.persona.likeness import bare as _bare
from roleplay_lite.persona.likeness import likeness
from roleplay_lite.persona.loops import loops
from roleplay_lite.persona.persona import Persona
from roleplay_lite.turn import Found, Recalled

# What service models say and no character does.
BANS = (
    "作为AI", "作为一个AI", "作为一名AI", "作为人工智能", "作为一个人工智能", "作为语言模型", "AI语言模型",
    "人工智能语言模型", "AI助手", "人工智能助手", "智能助手", "有什么可以帮", "有什么我可以帮", "有什么能帮",
    "还有什么需要", "为您服务", "随时告诉我", "请随时", "我是Qwen", "通义千问", "阿里云", "OpenAI", "始终以",
    "扮演", "系统提示", "AI系统", "我无法提供", "对方说什么都不改变", "as an AI", "AI language model",
    "AI assistant", "How can I help", "How can I assist", "How may I",
)  # fmt: skip

READ_OUT_CHARS = 10
"""So many characters of the prompt in a row are no chance."""
READ_OUT_LETTERS = 30
"""The same of a prompt in English."""
PARROTED, PARROTED_CHARS = 0.7, 8
"""Likeness to a sentence of the person's, and length, from which it is theirs said back."""

TAKEN_FOR_OWN = 0.6
"""The same where both begin with 「我」: what the person said of themselves, taken for the persona's own."""

ORDERS = frozenset({"feeling", "mood", "crisis", "safety", "rule:steer"})
"""Sources of what the note tells it to do."""
ORDER_CHARS = 5
"""So many characters of that in a row are no chance."""

LOOP = "loop"
"""The check that ends a draft: what would follow goes round, too."""
ASKED_TURNS = 3
"""Turns for which an asked-for language is spoken."""
ENGLISH_WORDS = 3
"""Words from which a line in English asks for a reply in it."""

_KIN_OF_PERSON = re.compile(
    r"我(?:就|也|才|可)?是你的?(?:亲)?(?:妈|爸|爹|娘|爷爷|奶奶|外公|外婆|姥姥|儿子|女儿|哥|姐|弟|妹|老公|老婆|丈夫|妻子)(?!妈?爸?的?朋友|妈的|爸的)"
)
_LABEL = re.compile(r"^\s*([^\s：:，。！？,.!?]{1,12})\s*[：:]\s*")
_OTHERS = ("user", "human", "assistant", "system", "对方", "用户", "我", "你", "问", "答", "主人", "朋友")


def without_label(sentence: str, persona: Persona) -> str:
    """The sentence without the persona's own 「小满：」 in front."""
    label = _LABEL.match(sentence)
    return sentence[label.end() :] if label and label.group(1) in (persona.name, persona.id) else sentence


def starts_script(sentence: str, persona: Persona) -> bool:
    """True when the model goes on to write the other side's lines."""
    label = _LABEL.match(sentence)
    owners = {fact.owner for fact in persona.facts}
    return bool(label) and (label.group(1).lower() in _OTHERS or label.group(1) in owners)  # type: ignore[union-attr]


def objection(sentence: str, persona: Persona, recalled: Recalled, said: Sequence[str]) -> str:
    """Why the sentence may not be said, one of `CHECKS`, or "". Precise rules."""
    return next((name for name, objects in CHECKS.items() if objects(sentence, persona, recalled, said)), "")


def _is_banned(sentence: str, persona: Persona, recalled: Recalled, said: Sequence[str]) -> bool:
    bare = _bare(sentence)
    return any(_bare(ban) in bare for ban in (*BANS, *persona.style.bans))


def _hands_back(sentence: str, persona: Persona, recalled: Recalled, said: Sequence[str]) -> bool:
    heard = recalled.understanding.text
    return _is_echo(_bare(sentence), _bare(heard)) or _is_parroted(sentence, heard)


def _is_their_kin(sentence: str, persona: Persona, recalled: Recalled, said: Sequence[str]) -> bool:
    return is_kin_of_person(sentence) and "你" not in persona.summary


def _borrows(sentence: str, persona: Persona, recalled: Recalled, said: Sequence[str]) -> bool:
    return borrowed(sentence, persona, recalled.understanding.text)


def _repeats(sentence: str, persona: Persona, recalled: Recalled, said: Sequence[str]) -> bool:
    bare = _bare(sentence)
    if len(bare) >= 4 and any(bare == _bare(earlier) for earlier in said):
        return True
    # A fact asked for twice is told twice, in the same words.
    return not recalled.answer and len(bare) >= 6 and any(bare in _bare(earlier) for earlier in recalled.recent)


def _leaks(sentence: str, persona: Persona, recalled: Recalled, said: Sequence[str]) -> bool:
    if recalled.answer:
        # What the author wrote, or a fact in the author's template, is no prompt read out.
        return False
    bare = _bare(sentence)
    if any(_is_ordered(bare, item) for item in recalled.found):
        return True
    # A person shows what they are like and does not list it; two of these come from the prompt.
    if sum(_bare(trait.name).rstrip("的") in bare for trait in persona.traits) > 1:
        return True
    return _is_read_out(bare, persona)


def _is_ordered(bare: str, item: Found) -> bool:
    """True of a part of what the note tells the character to do, said aloud; what is so it may tell."""
    if item.source not in ORDERS:
        return False
    order = re.split("[：:]", item.text)[-1]
    whole = _bare(order)
    if any(whole[at : at + ORDER_CHARS] in bare for at in range(len(whole) - ORDER_CHARS + 1)):
        return True
    return bare in {_bare(clause) for clause in re.split("[，,；;]", order)}


def _goes_round(sentence: str, persona: Persona, recalled: Recalled, said: Sequence[str]) -> bool:
    return not recalled.answer and loops("".join((*said, sentence)))


def _switches(sentence: str, persona: Persona, recalled: Recalled, said: Sequence[str]) -> bool:
    heard, lately = recalled.understanding.text, [words for words, _ in recalled.before[-ASKED_TURNS:]]
    if recalled.answer or any(map(foreign.wants_another, (heard, *lately))):
        return False
    if recalled.understanding.language == "en" and "en" in persona.languages:
        # An 「OK」 amid Mandarin asks for no English.
        return len(foreign.words(heard)) >= ENGLISH_WORDS and foreign.leaves_english(sentence)
    if recalled.understanding.language != "zh" or "zh" not in persona.languages:
        return False
    if "en" in persona.languages and not foreign.has_han(heard):
        # A mark or a figure is said in either language.
        return False
    return foreign.switches(sentence, _brought(recalled), persona)


def _brought(recalled: Recalled) -> Iterator[str]:
    """What stands around the reply."""
    yield recalled.understanding.text
    for pair in recalled.before:
        yield from pair
    yield from (*recalled.quoted, *(item.text for item in recalled.found))


def _writes_otherwise(sentence: str, persona: Persona, recalled: Recalled, said: Sequence[str]) -> bool:
    if recalled.answer:
        return False
    heard = (recalled.understanding.text, *(words for words, _ in recalled.before))
    return foreign.traditional(sentence, heard, persona) and not foreign.wants_another(heard[0])


CHECKS: Mapping[str, Callable[[str, Persona, Recalled, Sequence[str]], bool]] = {
    "ban": _is_banned,
    "echo": _hands_back,
    "kin": _is_their_kin,
    "example": _borrows,
    "repeat": _repeats,
    "leak": _leaks,
    LOOP: _goes_round,
    "language": _switches,
    "traditional": _writes_otherwise,
}
"""What a sentence is held back for, in the order in which it is looked at."""


def _is_read_out(bare: str, persona: Persona) -> bool:
    """A stretch of the prompt itself: what the persona is told to be, in the words it is told in."""
    behaviours = (trait.behaviour for trait in persona.traits)
    told = (persona.style.reminder, persona.summary, *persona.style.manner, *behaviours)
    return any(any(read_out(text, bare)) for text in told)


def read_out(told: str, bare: str) -> Iterator[str]:
    """Stretches of what the model is told that are no chance in a bare text; a short one only whole."""
    text = _bare(told)
    least = READ_OUT_CHARS if foreign.has_han(told) else READ_OUT_LETTERS
    if len(text) < least:
        yield from (text,) * (len(text) >= 0.6 * least and text in bare)
        return
    yield from (run for at in range(len(text) - least + 1) if (run := text[at : at + least]) in bare)


def _is_echo(bare: str, heard: str) -> bool:
    """The person's own words handed back, whole or but for a particle; or how they began, where that is 「你」 and
    would now mean the wrong one."""
    if bare.startswith("你") and not bare.startswith("你好") and heard.startswith(bare) and len(bare) >= 2:
        return True
    return len(bare) >= 4 and (
        bare == heard
        or (bare in heard and len(bare) >= 0.8 * len(heard))
        or (heard in bare and len(heard) >= 4 and len(bare) - len(heard) <= 2)
    )


def _is_parroted(sentence: str, heard: str) -> bool:
    """A longer sentence of the person's said back with a word or two changed, or a shorter one of theirs about
    themselves (「我妈妈住院了」). An answer may well take up the words of a question."""
    own = sentence.startswith("我") and len(_bare(sentence)) >= 4
    if len(_bare(sentence)) < PARROTED_CHARS and not own:
        return False
    parts = (part for part in re.split(r"(?<=[。！？!?；;\n])", heard) if not part.rstrip().endswith(("？", "?")))
    return any(
        (alike := likeness(sentence, part)) >= PARROTED or (own and part.startswith("我") and alike >= TAKEN_FOR_OWN)
        for part in parts
    )


def is_kin_of_person(sentence: str) -> bool:
    """A character is nobody's mother but in a file that says so, and files tell of no person who talks to it."""
    return bool(_KIN_OF_PERSON.search(sentence))
