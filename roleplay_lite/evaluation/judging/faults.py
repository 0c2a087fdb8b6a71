"""What is wrong with a reply in itself, whatever a right one would be. Pure; each rule names what it finds.

The rules are precise rather than broad: what they name is a fault for any reader, and a reply without one may still be
a poor reply.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from roleplay_lite.evaluation.judging.states import takes_their_name, takes_their_state
from roleplay_lite.evaluation.judging.text import bare, has_han, sentences_of
from roleplay_lite.persona.check import ANSWERED, BANS, READ_OUT_CHARS, likeness
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.prefix import prefix_messages

FAULTS = (
    "empty",
    "way out",
    "breaks off",
    "loop",
    "other language",
    "traditional",
    "echo",
    "repeats itself",
    "parrots example",
    "reads note",
    "assistant",
    "takes their state",
)
"""Every name that `faults` gives, in its order."""

LOOP_CHARS, LOOP_TIMES = 4, 3
"""A run of so many characters is a loop when it comes so often."""
ENDLESS_CHARS = 24
"""From here on a laugh (「哈哈哈…」) does not end."""
SENTENCE_CHARS = 8
"""Letters from which a sentence said twice is no idiom (「真的吗」)."""
SAME_CHARS = 3
"""Letters from which a whole reply said twice in a row is no mere 「嗯」."""
ECHOED = 0.8
"""Likeness to a sentence of the person's from which it is theirs said back."""
LOANWORDS = frozenset(
    """
    app apple bbq bgm blog bug bye ceo cool cosplay cpu dna diy dvd email emo excel facebook fans gdp gps hello iphone
    ipad java kfc ktv led logo lol mbti mp3 mtv nba nfc nice offer okay party pdf ppt python pvc rap rpg sim sorry spa
    ssd tiktok ufo usb vip vlog vpn wechat wifi windows word yeah yes youtube
    """.split()  # noqa: SIM905 - read as words
)
"""Latin words that stand in Mandarin as it is spoken."""

_BY_WAY_OUT = frozenset({"deflect", "sorry"})
_ENGLISH_WANTED = re.compile(
    "英文|英语|英語|翻译|单词|怎么念|怎么拼|外语|法语|日语|韩语|德语|俄语|西班牙语|拉丁|english|translate",
    re.IGNORECASE,
)
_OTHER_SCRIPTS = re.compile("[\u3040-\u30ff\u0400-\u04ff\u0e00-\u0e7f\uac00-\ud7af\u0600-\u06ff]{2}")
_TRADITIONAL = re.compile(
    "[們這個說會來時國過還沒對開關見學實點長問間門樣麼為東車話請讓給親愛歡樂聽覺氣認識讀書寫電腦號歲雞魚鳥馬貓媽嗎呢買賣錢飯館現發應該從"
    "後裡裏將動頭條線級紅綠藍語謝誰誕雖難離]"
)
_NOT_TRADITIONAL = frozenset("呢")
_OVER_AND_OVER = re.compile(r"(.{2,8}?)\1{5,}")
_SOUNDS = re.compile(r"(.{1,2}?)\1{2,}")
_SERVICE = (
    "有什么问题", "很高兴为您", "很高兴为你服务", "请告诉我您", "我会尽力", "我可以帮助您", "祝您", "感谢您的",
    "请提供更多", "如果您有", "如果您需要", "欢迎随时", "作为一款", "我是一个AI", "我是一个人工智能", "我是人工智能",
    "let me know if", "feel free to",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A reply and all that it is held against."""

    reply: str
    said: str
    persona: Persona
    before: Sequence[tuple[str, str]]
    note: str
    by: Sequence[str]


def faults(
    reply: str,
    said: str,
    persona: Persona,
    before: Sequence[tuple[str, str]] = (),
    note: str = "",
    by: Sequence[str] = (),
) -> tuple[str, ...]:
    """The faults of a reply, each once, in the order of `FAULTS`.

    `said` is the line that is answered, `before` what was said before as (the person's words, the reply) pairs,
    `note` the user message as the model saw it, and `by` what each piece of the reply came from, both as in `Reply`.
    """
    one = _Said(reply=reply, said=said, persona=persona, before=before, note=note, by=by)
    if not bare(reply):
        return ("empty",)
    return tuple(name for name in FAULTS if name in _RULES and _RULES[name](one))


def _way_out(one: _Said) -> bool:
    lines = {bare(line) for line in (*one.persona.lines.deflect, *one.persona.lines.sorry)}
    return bool(_BY_WAY_OUT & set(one.by)) or bare(one.reply) in lines


def _breaks_off(one: _Said) -> bool:
    return one.reply.rstrip(" 」』”’\"'").endswith(("，", ",", "、", "：", ":"))


def _loop(one: _Said) -> bool:
    whole = [sentence for sentence in map(bare, sentences_of(one.reply)) if len(sentence) >= LOOP_CHARS]
    if len(set(whole)) < len(whole):
        return True
    text = bare(one.reply)
    if any(len(set(found[1])) > 1 for found in _OVER_AND_OVER.finditer(text)):
        return True
    if any(found.end() - found.start() >= ENDLESS_CHARS for found in _SOUNDS.finditer(text)):
        return True
    # Laughter and sounds (「咚咚咚咚」, 「滴答滴答滴答」) are no loop.
    return _comes_again(_SOUNDS.sub(r"\1", text))


def _comes_again(text: str) -> bool:
    """True when a run of letters comes so often, without overlap."""
    runs: dict[str, int] = {}
    ends: dict[str, int] = {}
    for at in range(len(text) - LOOP_CHARS + 1):
        run = text[at : at + LOOP_CHARS]
        if at < ends.get(run, 0):
            continue
        ends[run] = at + LOOP_CHARS
        runs[run] = runs.get(run, 0) + 1
        if runs[run] >= LOOP_TIMES:
            return True
    return False


def _other_language(one: _Said) -> bool:
    if not has_han(one.said) or _ENGLISH_WANTED.search(one.said):
        return False
    if not has_han(one.reply):
        # A figure, a laugh or an 「OK」 is an answer in any language.
        return bool(re.search(r"[^\W\d_]{4}", one.reply)) and bare(one.reply) not in LOANWORDS
    if (strange := _OTHER_SCRIPTS.search(one.reply)) and strange.group() not in one.said:
        return True
    return "en" not in one.persona.languages and any(_switched(one))


def _switched(one: _Said) -> Iterator[str]:
    """Latin words that nothing around the reply brought in."""
    known = {word.lower() for text in (one.said, *_texts_of(one.persona)) for word in _latin(text)}
    known |= {word.lower() for pair in one.before for text in pair for word in _latin(text)}
    for word in _latin(one.reply):
        # Abbreviations (「DVD」) and units are Mandarin by now.
        if word.lower() not in known and word.lower() not in LOANWORDS and not word.isupper():
            yield word


def _latin(text: str) -> list[str]:
    return re.findall("[A-Za-z]{3,}", text)


def _texts_of(persona: Persona) -> Iterator[str]:
    yield from (persona.name, persona.summary, persona.description, *persona.style.catch_phrases)
    yield from (fact.value for fact in persona.facts)
    for example in persona.examples:
        yield from (example.user, example.reply)
    yield from (*persona.preferences.likes, *persona.preferences.dislikes)


def _traditional(one: _Said) -> bool:
    written = {sign for sign in _TRADITIONAL.findall(one.reply) if sign not in _NOT_TRADITIONAL}
    return bool(written) and not written & set(one.said) and not any(written & set(t) for t in _texts_of(one.persona))


def _echo(one: _Said) -> bool:
    mine, theirs = bare(one.reply), bare(one.said)
    if len(mine) >= 4 and (mine == theirs or (theirs in mine and len(mine) - len(theirs) <= 2 and len(theirs) >= 4)):
        return True
    told = [part for part in re.split(r"(?<=[。！？!?；;\n])", one.said) if not part.rstrip().endswith(("？", "?"))]
    return any(
        len(bare(sentence)) >= SENTENCE_CHARS and likeness(sentence, part) >= ECHOED
        for sentence in sentences_of(one.reply)
        for part in told
    )


def _repeats(one: _Said) -> bool:
    earlier = [bare(reply) for _, reply in one.before]
    # Asked the same again, it may say the same again.
    if any(bare(words) == bare(one.said) for words, _ in one.before):
        return False
    if earlier and bare(one.reply) == earlier[-1] and len(earlier[-1]) >= SAME_CHARS:
        return True
    return any(
        len(sentence) >= SENTENCE_CHARS and any(sentence in reply for reply in earlier)
        for sentence in map(bare, sentences_of(one.reply))
    )


def _parrots(one: _Said) -> bool:
    for sentence in map(bare, sentences_of(one.reply)):
        if len(sentence) < SENTENCE_CHARS:
            continue
        lines = [example for example in one.persona.examples if sentence in bare(example.reply)]
        if lines and all(likeness(example.user, one.said) < ANSWERED for example in lines) and "example" not in one.by:
            return True
    return False


def _reads_note(one: _Said) -> bool:
    reply, said = bare(one.reply), bare(one.said)
    for told in _instructions(one):
        text = bare(told)
        runs = (text[at : at + READ_OUT_CHARS] for at in range(len(text) - READ_OUT_CHARS + 1))
        if any(run in reply and run not in said for run in runs):
            return True
    return False


def _instructions(one: _Said) -> Iterator[str]:
    """What tells the model how to be. What it is told to tell is none of it: facts, tastes, stances."""
    who = one.persona
    first, *_ = prefix_messages(who)
    own = (f"{who.name}：", f"{who.name}的", "喜欢：", "不喜欢：")
    lines = [line for line in first.content.split("\n") if not line.startswith(own)]
    yield from lines if not (who.description or who.scenario or who.instructions) else ()
    yield from (*who.style.manner, who.style.reminder, who.afterword)
    yield from (trait.behaviour for trait in who.traits)
    yield from (part for part in _note_parts(one) if part.startswith(("你", "对方", "用中文")))
    # Nobody speaks of themselves as their file does.
    if len(bare(who.name)) < READ_OUT_CHARS and bare(who.summary).startswith(bare(who.name)):
        yield bare(who.summary)[:READ_OUT_CHARS]


def _note_parts(one: _Said) -> list[str]:
    note = one.note.removeprefix(one.said).strip().strip("（）")
    return note.split("；")


def _assistant(one: _Said) -> bool:
    reply, said = bare(one.reply), bare(one.said)
    return any(bare(ban) in reply and bare(ban) not in said for ban in (*BANS, *_SERVICE))


def _takes_state(one: _Said) -> bool:
    if takes_their_state(one.reply, one.said):
        return True
    return takes_their_name(one.reply, [*(words for words, _ in one.before), one.said], one.persona.name)


_RULES: dict[str, Callable[[_Said], bool]] = {
    "way out": _way_out,
    "breaks off": _breaks_off,
    "loop": _loop,
    "other language": _other_language,
    "traditional": _traditional,
    "echo": _echo,
    "repeats itself": _repeats,
    "parrots example": _parrots,
    "reads note": _reads_note,
    "assistant": _assistant,
    "takes their state": _takes_state,
}
