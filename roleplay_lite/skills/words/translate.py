"""Between Mandarin and English: everyday words and phrases from a table, plain sentences put together from it by
patterns, others by the model, which is looked at, and what words of it are known where that is no translation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from roleplay_lite.skills.skill import Context, Done, Floor, Match, Said
from roleplay_lite.skills.words.asked import core_of, tells_of, whole_of
from roleplay_lite.skills.words.era import knows_english
from roleplay_lite.skills.words.glossary import in_english, in_mandarin
from roleplay_lite.skills.words.patterns import sentence_in_english, sentence_in_mandarin
from roleplay_lite.skills.words.sounds import bare
from roleplay_lite.skills.words.spotting import latin_in
from roleplay_lite.skills.words.translate_words import WORDS
from roleplay_lite.skills.words.vetting import known_words, vetted
from roleplay_lite.skills.words.voice import say

LONGEST = 40
"""Signs of a sentence that a small model can put into the other language and be right more often than not."""
_EN, _ZH = "(?:英语|英文|英式英语|美式英语|鹰语|英吾)", "(?:中文|汉语|国语|普通话|华语)"
_OTHERS = (
    "(?P<other>日语|日文|韩语|韩文|法语|法文|德语|德文|俄语|俄文|西班牙语|意大利语|葡萄牙语|"
    "阿拉伯语|泰语|越南语|粤语|广东话|四川话|上海话)"
)
_HOW = "(?:怎么|咋|如何|是怎么)(?:样)?(?:说|讲|念|表达|翻译|拼|拼写|写|读)"
_WHAT = "(?:是|叫)?(?:什么|啥)(?:意思)?"
_X, _LATIN = '[“"「『]?(?P<x>.{1,120}?)[”"」』]?', '[“"「『]?(?P<x>[a-z][a-z0-9 ,.\'’?!-]{0,200}?)[”"」』]?'
_LEAD = (
    "(?:请问|那|翻译一下|师傅|老师|先生|我想知道|你知道|知道|告诉我|教我|教教我|问一下|请教|一下|你会|你|会不会|"
    "知不知道|我想问|想问|，|单词|这个词|这个单词|英语单词|英文单词|词语?)*"
)
_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "en",
        f"{_LEAD}{_X}(?:这个词|这个字|这句话|这句)?，?(?:的|用|拿|在)?{_EN}(?:里|中|单词)?(?:应该|"
        f"要|该|又)?(?:{_HOW}|{_WHAT})",
    ),
    ("en", f"{_LEAD}(?:用|拿)?{_EN}(?:里|中)?(?:的)?{_HOW}，?{_X}"),
    ("en", f"{_LEAD}(?:怎么|咋|如何)用{_EN}来?(?:说|讲|表达|写)，?{_X}"),
    ("en", f"{_LEAD}(?:把)?(?:这个|这句话?|下面这?句话?)，?(?:翻译?|译)(?:成|为){_EN}，?{_X}"),
    ("en", f"{_LEAD}(?:这句话?|下面这?句话?)，?(?:用)?{_EN}{_HOW}，{_X}"),
    ("en", f"{_LEAD}{_X}，?(?:应?该|要)?(?:怎么|咋|如何)(?:用|拿){_EN}来?(?:说|讲|表达|写|念)"),
    ("en", f"{_LEAD}{_EN}(?:里面?|里头|中)?(?:管|把)?{_X}(?:叫做?|是)(?:什么|啥)"),
    ("en", "what(?:'s| is) the english(?: word)? for " + _X),
    ("zh", f"what(?:'s| is) the (?:chinese|mandarin)(?: word)? for {_LATIN}"),
    ("en", f"{_LEAD}{_X}的{_EN}(?:单词|说法|名字|名称)"),
    ("en", f"{_LEAD}(?:把|将)?{_X}，?翻译(?:一下)?，?(?:要)?(?:用|成)?{_EN}的?"),
    (
        "en",
        f"{_LEAD}{_X}，?(?:跟|对|和)(?:老外|外国(?:人|朋友)|美国人|英国人)(?:应该|要)?(?:怎么|咋)(?:说|讲|介绍|表达)",
    ),
    ("en", f"{_LEAD}用{_EN}(?:说|讲|翻译|问)(?:一下|一遍|一句|出)?，?{_X}"),
    ("en", f"{_LEAD}{_EN}(?:里|中)?的?{_X}(?:怎么|咋|如何)(?:说|讲|拼写?)"),
    (
        "en",
        f"{_LEAD}(?:把|将)?，?(?:这句话?|下面这句话?)?，?{_X}，?(?:翻译|翻|译)(?:成|为|"
        f"到)(?:一下)?{_EN}(?:是什么|怎么说)?",
    ),
    ("en", f"{_LEAD}(?:帮我|给我)?(?:翻译|翻)(?:成|为){_EN}，?{_X}"),
    (
        "en",
        "(?:please )?(?:how (?:(?:do|would|can) (?:you|i|we)|to) say|what(?:'s| is)|say|translate) "
        + _X
        + " (?:in|into|to) english",
    ),
    ("en", 'how (?:do|would) (?:you|i) say [“"「]?(?P<x>[\u4e00-\u9fff].*?)[”"」]?'),
    ("en", 'what does [“"「]?(?P<x>[\u4e00-\u9fff].*?)[”"」]? mean(?: in english)?'),
    (
        "zh",
        f"{_LEAD}{_LATIN}(?:这个词|这个单词|这句话|这句)?，?(?:的|用|翻译成|翻成|在)?{_ZH}(?:里|"
        f"中)?(?:的?意思)?(?:{_HOW}|{_WHAT})?",
    ),
    (
        "zh",
        f"{_LEAD}(?:英语|英文)?(?:里|中|的|里的|中的)?{_LATIN}(?:这个词|这个单词|这句话|这句)?，"
        "?(?:是)?(?:什么|啥)意思",
    ),
    ("zh", f"{_LEAD}{_LATIN}(?:怎么翻译|怎么翻|翻译一下|翻译)"),
    ("zh", f"{_LEAD}(?:帮我|给我)?(?:翻译|翻|解释)(?:一下)?，?{_LATIN}(?:翻?成{_ZH})?"),
    ("zh", f"{_LEAD}(?:把|将)?{_LATIN}(?:翻译|翻|译)(?:成|为){_ZH}"),
    ("zh", f"{_LEAD}用{_ZH}(?:怎么说|说|翻译)，?{_LATIN}"),
    (
        "zh",
        "(?:please )?(?:how (?:(?:do|would|can) (?:you|i|we)|to) say|what(?:'s| is)|say|translate) "
        '[“"]?(?P<x>[a-z][a-z ,.\'’?!-]*?)[”"]? (?:in|into|to) (?:chinese|mandarin)',
    ),
    (
        "en",
        f'{_LEAD}(?:帮我|给我)?(?:翻译)(?:一下|这句话?|一句话?|这个词)?，?[“"「『]?(?P<x>(?!这|那|真|太|很|工作|专业|成|器|'
        f'官|软件|模式|家|公司|得|的)[\u4e00-\u9fff，]{{2,120}})[”"」』]?',
    ),
)
_ASKED = tuple((to, re.compile(pattern)) for to, pattern in _PATTERNS)
_NAMED = re.compile(f"{_LEAD}{_X}的?{_EN}")
_MAY = re.compile(
    "老外|外国|英国人|美国人|英[语文吾]|鹰语|中文|汉语|翻|译|普通话|意思|english|chinese|"
    "mandarin| mean|how (?:do|would)|解释|想说"
)
_SENSE = re.compile("(?:什么|啥)意思|想说(?:什么|啥)|(?:中文|汉语)(?:怎么|是|叫)|怎么翻|翻译")
_OTHER = re.compile(f"{_LEAD}{_X}(?:的|用|翻译成|翻成)?{_OTHERS}(?:{_HOW}|{_WHAT})?")
_SPELLED = re.compile("怎么(?:拼|拼写)")
_SPELL = re.compile(
    f'{_LEAD}(?:英语|英文)?(?:单词)?[“"「]?(?P<x>[a-z]{{2,20}})[”"」]?(?:这个单词|'
    f'这个词)?(?:怎么|咋)(?:拼写?|写)|how do you spell [“"]?(?P<x2>[a-z]{{2,20}})[”"]?'
)
_NOT_A_WORD = re.compile(
    "^(?:这|那|它|这个|那个|这句|那句|这句话|那句话|这个词|那个词|他|她|你|我|我们|用|英语|"
    "英文|刚才那句|[他她你我]的话|刚才的话|这段话?|下面(?:的话|这句话?)|this|that|it)$"
)
_NOT_TO_SAY = re.compile(
    "^(?:一?[个首段篇]|点|给|作业|作文|老师|课|结果|软件|一句(?:洋文|外语|英[语文]|话)$|洋文|外语)"
)
_CHAT = re.compile("考试|作业|成绩|课|老师|学(?:了|不|会)|很|太|真|不好|好难|背")
_FOLLOWS = re.compile(
    '(?:那|还有|那么)?，?[“"「]?(?P<x>.{1,16}?)[”"」]?(?:呢|怎么说|又怎么说)|(?:and )?(?:how|'
    'what) about [“"]?(?P<x2>.{1,20}?)[”"]?'
)


class Translate:
    """See the module."""

    name = "translate"

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        core = core_of(said.text)
        if said.floor and said.floor.skill == self.name and (found := self._follows(said.text, core, said.floor.state)):
            return found
        for line in dict.fromkeys((whole_of(said.text), core)):
            if match := self._asked(line):
                return match
        return None

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        x, to = str(match.slots.get("x", "")), str(match.slots.get("to", "en"))
        if not knows_english(context):
            return Done(text=say(context, WORDS["foreign"]), why="before the character's time")
        if to == "other":
            return Done(text=say(context, WORDS["other"], language=match.slots["language"]), why="another language")
        if to == "which":
            return self._open(say(context, WORDS["which"]), {"to": "en", "asks": True}, "asks")
        if to == "spell":
            return self._open(
                say(context, WORDS["spelled"], x=x, letters=_letters(x, context)), {"to": "en"}, "spelled"
            )
        return self._said(x, to, context, spelled=bool(match.slots.get("spell")))

    # -- matching -------------------------------------------------------------------------------------------------

    def _asked(self, core: str) -> Match | None:
        if (spelled := _SPELL.fullmatch(core)) and not _CHAT.search(core):
            return self._made(0.9, x=spelled["x"] or spelled["x2"], to="spell")
        if not _MAY.search(core) and not _OTHER.fullmatch(core):
            return None
        if (other := _OTHER.fullmatch(core)) and re.search("怎么|什么|翻译", core) and not tells_of(core):
            return self._made(0.9, x=other["x"], to="other", language=other["other"])
        for to, pattern in _ASKED:
            if (found_in := pattern.fullmatch(core)) and (x := found_in["x"].strip("，。 ")):
                return self._wanted(x, to, core)
        if (named := _NAMED.fullmatch(core)) and in_english(named["x"]):
            return self._made(0.9, x=named["x"], to="en")
        if (english := latin_in(core)) and len(english) > 1 and _SENSE.search(core):
            return self._wanted(english, "zh", core)
        return None

    def _wanted(self, x: str, to: str, core: str) -> Match | None:
        if _NOT_A_WORD.fullmatch(x):
            return self._made(0.85, to="which") if re.search("英[语文]", core) else None
        if _NOT_TO_SAY.search(x):
            return None
        if re.search("[\u4e00-\u9fff]", x) is None and to == "en":
            to = "zh"
        if tells_of(core.replace(x, "")) and not (in_english(x) or in_mandarin(x)):
            return None
        if to == "en" and re.search("^(?:我|你|他)的?$|^(?:你|我)(?:觉得|的)$", x):
            return None
        return self._made(
            0.97 if in_english(x) or in_mandarin(x) else 0.9, x=x, to=to, spell=bool(_SPELLED.search(core))
        )

    def _follows(self, text: str, core: str, state: Mapping[str, Any]) -> Match | None:
        """「那香蕉呢」, or the word itself where it was asked for."""
        line = text.strip(" ？?。！!，,").lower()
        follows = _FOLLOWS.fullmatch(line)
        x = (follows["x"] or follows["x2"]) if follows else core if state.get("asks") else ""
        x = re.sub("^(?:那|还有)", "", x.strip("，。 "))
        if not x:
            return None
        if (in_english(x) and not x.isascii()) or (x.isascii() and in_mandarin(x)):
            return self._made(0.93, x=x, to="zh" if x.isascii() else "en")
        return (
            self._made(0.85, x=x, to="zh" if x.isascii() else "en") if state.get("asks") and len(x) <= LONGEST else None
        )

    def _made(self, confidence: float, **slots: Any) -> Match:
        kept = {name: value for name, value in slots.items() if value}
        return Match(skill=self.name, intent="translate.say", confidence=confidence, slots=kept)

    # -- answers --------------------------------------------------------------------------------------------------

    def _said(self, x: str, to: str, context: Context, *, spelled: bool) -> Done:
        found = in_english(x) if to == "en" else in_mandarin(x)
        state = {"to": to}
        if found and spelled and to == "en" and found[0].isalpha():
            return self._open(
                say(context, WORDS["spelled"], x=found[0], letters=_letters(found[0], context)), state, "spelled"
            )
        if found and to == "en":
            kind = "one" if len(found) == 1 else "more"
            also = (" or " if context.english else "，或者").join(found[1:3])
            return self._open(say(context, WORDS[f"en {kind}"], x=x, found=found[0], also=also), state, "table")
        if found:
            kind = "one" if len(found) == 1 else "more"
            also = ", " if context.english else "、"
            text = say(context, WORDS[f"zh {kind}"], x=x, found=_read(found[0], context), also=also.join(found[1:]))
            return self._open(text, state, "table")
        if sentence := sentence_in_english(x) if to == "en" else sentence_in_mandarin(x):
            text = _read(sentence, context) if to == "zh" else sentence
            return self._open(say(context, WORDS[f"{to} one"], x=x, found=text), state, "patterns")
        return self._by_model(x, to, context)

    def _by_model(self, x: str, to: str, context: Context) -> Done:
        """The model puts it over, where it is short enough for a small one, and is looked at."""
        length = len(bare(x)) if to == "en" else 2 * len(x.split())
        if length > LONGEST:
            return Done(text=say(context, WORDS["too long"]), why="too long")
        return Done(
            brief=prompt(x, to),
            plain=True,
            vet=partial(_let_through, x, to, context),
            sentences=1,
            fallback=_helped(x, to, context),
            floor=Floor(skill=self.name, state={"to": to}, turns=2),
            why="model",
        )

    def _open(self, text: str, state: dict[str, Any], why: str) -> Done:
        return Done(text=text, floor=Floor(skill=self.name, state=state, turns=2), why=why)


def _read(mandarin: str, context: Context) -> str:
    """For somebody who asks in English, with how it is read."""
    if not context.english:
        return mandarin
    from pypinyin import Style, lazy_pinyin

    return f"{mandarin}, {' '.join(lazy_pinyin(bare(mandarin), style=Style.TONE))}"


def _letters(word: str, context: Context) -> str:
    return (", " if context.english else "，").join(word.upper())


def prompt(x: str, to: str) -> str:
    """What a small model is asked: no examples, which it would repeat, and the words that the table knows."""
    if to == "zh":
        return f"把下面的英语翻译成中文：{x}"
    return f"Translate into English: {x if x.endswith(('。', '？', '！')) else x + '。'}"


def _let_through(x: str, to: str, context: Context, written: str) -> str:
    """What is said of what the model wrote."""
    if not (translation := vetted(x, written, to)):
        return ""
    return say(context, WORDS["by model"], found=_read(translation, context) if to == "zh" else translation)


def _helped(x: str, to: str, context: Context) -> str:
    """The words of it that are known, where the sentence is too much."""
    known = known_words(x, to)
    if len(known) < 2:
        return say(context, WORDS["not sure"], x=x)
    between, joined = (", ", " is ") if context.english else ("，", "是")
    return say(context, WORDS["word by word"], words=between.join(f"{word}{joined}{other}" for word, other in known))
