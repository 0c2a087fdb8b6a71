"""Words: what one means, as the installed packs have it; how it is read, which sign is which, and words with a sign."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from roleplay_lite.skills.skill import Context, Done, Match, Said
from roleplay_lite.skills.words.asked import core_of, tells_of
from roleplay_lite.skills.words.glossary import mandarin_words
from roleplay_lite.skills.words.idioms import idioms
from roleplay_lite.skills.words.meaning_words import WORDS
from roleplay_lite.skills.words.sounds import bare, toned
from roleplay_lite.skills.words.spotting import idiom_in
from roleplay_lite.skills.words.tables import lines_of_file
from roleplay_lite.skills.words.voice import say

_LONGEST_MEANING = 90
_WORDS_TOLD = 4
_LEAD = (
    "(?:请问|那|你?说说|你说|说一?下|你知道|知道|告诉我|教教?我|问一下|我想知道|我想问|想问|解释一下|解释|，|成语|"
    "词语|词|汉字|汉语|这个字|这个词|这个成语)*"
)
_X = (
    '[“"「『《]?(?P<x>[\u4e00-\u9fff]{1,8}?)[”"」』》]?(?:这个(?:词语?|成语|字|话)|这句话|'
    "一词|这|(?:(?<=.)(?:这)?(?:两个|三个|四个|几个)字)|字)?"
)
_MEANS = re.compile(
    f"{_LEAD}{_X}，?(?:到底|究竟)?(?:的)?是?(?:什么|啥|何)(?:意思|含义|涵义)(?:呢|呀)?|"
    f"{_LEAD}{_X.replace('?P<x>', '?P<x2>')}(?:的意思|的含义|的释义|怎么解释|如何解释|"
    "怎么理解)(?:是什么|是啥|是)?|(?:请)?(?:你|给我|帮我)?解释(?:一下|下)?，?(?:成语|词语|"
    f"什么是|什么叫)?{_X.replace('?P<x>', '?P<x3>')}(?:的意思|是什么意思)?|"
    f"{_LEAD}{_X.replace('?P<x>', '?P<x5>')}(?:是|用来)?(?:形容|比喻|指|说)(?:的)?(?:是)?"
    f"(?:什么|啥|谁|哪种人)(?:样的人|人)?(?:的)?|"
    f"(?:什么|啥)叫(?:做)?{_X.replace('?P<x>', '?P<x4>')}"
)
_READ = re.compile(
    f"{_LEAD}{_X}，?(?:的)?(?:应该|该|要)?(?:怎么(?:读|念|发音)|读什么|念什么|读音(?:是什么|"
    "是啥)?|拼音(?:是什么|怎么写|怎么拼|是啥)?|发音(?:是什么)?|怎么拼|读作什么|念啥|"
    f"读啥)(?:音)?|(?:怎么(?:读|念)){_X.replace('?P<x>', '?P<x2>')}"
)
_TONE = re.compile(
    f"{_LEAD}{_X}，?(?:是|读|念)?(?:第)?几声|"
    f"{_LEAD}{_X.replace('?P<x>', '?P<x2>')}(?:的)?(?:声调|音调)(?:是什么|是几声)?"
)
_WRITTEN = re.compile(
    f"{_LEAD}{_X}，?(?:的)?(?:这个字)?(?:怎么写|咋写|是哪(?:个|几个|两个)字|哪个字|如何写)|"
    f"{_LEAD}怎么写{_X.replace('?P<x>', '?P<x2>')}"
)
_COMBINED = re.compile(
    '(?:请|你|帮我|给我|能|可以)*(?:用|给|拿|以)?[“"「]?(?P<x>[\u4e00-\u9fff])[”"」]?(?:字|'
    "这个字)?(?:能|可以|怎么|来|会)*组(?:什么|哪些|几个|个|一个|成|一下|两个|"
    "三个)*词(?:语)?(?:有哪些|组什么|语|吧|，)*|(?:请|你|帮我|给我)*组(?:一个|个|几个)?词，"
    '?(?P<x2>[\u4e00-\u9fff])|带[“"「]?(?P<x3>[\u4e00-\u9fff])[”"」]?字?的(?P<kind>词|词语|'
    "成语)(?:有哪些|有什么|说几个|，)*|(?:说|讲|来)(?:几个|一个|"
    '个)带[“"「]?(?P<x4>[\u4e00-\u9fff])[”"」]?字?的(?P<kind2>词|词语|成语)'
)
_NOT_A_WORD = re.compile(
    "[我你您他她它谁咱]|^(?:是|算了|随便|没关系|不客气|清楚|明白|什么|没|没事|别|没别|话|意思|这个|那个|这话|那话|这句话|歌|英语|英文|中文|名字|"
    "作业|题|上面|刚才|句子|作文|信|日记|诗|检讨|报告|情书|申请书?|简历|论文|总结|小说|剧本|"
    "歌词|合同|请假条|借条|邮件|对联|毛笔字?|书法|代码|程序|春联|贺卡|计划)$|^(?:这|那|说)|"
    "名$|觉得|应?该|写|[句首段篇张封]|有$|"
    "怎么|这样|今天|昨天"
)
_MAY_BE_WORD = re.compile(
    "(?!(?:什么|真正|所谓|真的|爱情?|幸福|孤独|寂寞|人生|生活|自由|成功|朋友|友谊|死亡|活着|快乐|喜欢|命运|意义|开心|有钱|长大|"
    "真爱|好人|坏人|现在|刚刚?|刚才|到底|究竟|还有|老师|妈妈|爸爸|爷爷|奶奶|今年|去年|昨晚|哪里|哪个|一直|老是)$)"
    "[^的了吗吧啊很太真又还都也就才]{2,8}(?<![呢呀着过得])"
)
"""The shape of a word or an idiom, and no talk of feelings."""
_ASKS_SENSE = re.compile(
    "意思|含义|形容|比喻|指的?(?:是)?(?:什么|啥)|怎么(?:讲|理解|解释)|是说|说的(?:是)?(?:什么|啥)|解释|咋讲|什么叫|啥叫|什么是"
)
_FELT = re.compile("什么叫(?:做)?(?:不|没|我|你|真|爱|幸福|孤独|生活|人生|自由|成功|朋友|快乐|喜欢)")
_ASKS_SIGN = re.compile("读|念|发音|拼|声|音调|写|哪|组词|带.{1,3}的|组")
_NAMES = ("一声", "二声", "三声", "四声", "轻声")


class Meaning:
    """See the module. `meaning` looks a word up in the installed packs and gives what it means, empty where none has
    it; then the line is left to others."""

    name = "word"

    def __init__(self, meaning: Callable[[str], str] | None = None) -> None:
        self.look_up = meaning or (lambda _: "")

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        core = core_of(said.text)
        if len(core) > 30:
            return None
        asks_sense = bool(_ASKS_SENSE.search(core))
        if asks_sense and (idiom := idiom_in(core)) and self.look_up(idiom):
            return self._made("meaning", 0.96, x=idiom)
        if tells_of(core):
            return None
        if asks_sense and (found := _first(_MEANS, core)) and not _FELT.search(core):
            if word := self._known(found):
                return self._made("meaning", 0.96, x=word)
            # What no pack has is asked for all the same: the answer is left to others.
            return self._made("meaning", 0.9, x=found) if _MAY_BE_WORD.fullmatch(found) else None
        if not _ASKS_SIGN.search(core):
            return None
        if (combined := _COMBINED.fullmatch(core)) and (
            x := next(filter(None, (combined["x"], combined["x2"], combined["x3"], combined["x4"])), "")
        ):
            kind = "idiom" if "成语" in (combined["kind"] or combined["kind2"] or "") else "word"
            return self._made("spell", 0.95, x=x, act="combine", kind=kind)
        for act, pattern in (("read", _READ), ("tone", _TONE), ("write", _WRITTEN)):
            if found := _first(pattern, core):
                return self._made("spell", 0.94, x=found, act=act)
        return None

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        x, act = str(match.slots["x"]), match.slots.get("act")
        if match.intent == "word.meaning":
            if not (meaning := self.look_up(x)):
                return Done(why="not known")
            return Done(text=say(context, WORDS["meaning"], x=x, meaning=_plain(meaning)), why="pack")
        if act == "combine":
            found = _words_with(x, idiom=match.slots.get("kind") == "idiom")
            kind = "combined" if found else "no words"
            return Done(text=say(context, WORDS[kind], x=x, words="、".join(found)), why=kind)
        if act == "write":
            return Done(
                text=say(context, WORDS["written"], signs="；".join(_which(sign, x) for sign in x)), why="which signs"
            )
        return Done(text=say(context, WORDS["read"], x=x, read=_read(x)), why="pypinyin")

    def _known(self, word: str) -> str:
        """The word as the packs have it; by its sound where it is a common idiom."""
        if self.look_up(word):
            return word
        idiom = idioms().named(word) if len(word) == 4 else None
        return idiom.text if idiom and self.look_up(idiom.text) else ""

    def _made(self, what: str, confidence: float, **slots: str) -> Match:
        return Match(skill=self.name, intent=f"word.{what}", confidence=confidence, slots=slots)


def _first(pattern: re.Pattern[str], core: str) -> str:
    """The word that is asked about, if it is one."""
    found = pattern.fullmatch(core)
    word = next(filter(None, found.groups()), "") if found else ""
    if one := re.fullmatch("(.+)的(.)", word):
        word = one[2] if one[2] in one[1] else word
    return "" if not word or _NOT_A_WORD.search(word) else word


def _plain(meaning: str) -> str:
    """The first senses of a dictionary's entry, as they can be said."""
    senses = [part.strip(" 。；;") for part in re.split(r"\s*\d{1,2}[.．、]\s*", meaning) if part.strip(" 。；;")]
    text = "；也指".join(senses[:2]) if len(senses) > 1 else meaning.strip(" 。；;")
    if len(text) <= _LONGEST_MEANING:
        return text
    cut = max(text.rfind(mark, 0, _LONGEST_MEANING) for mark in "。；，")
    return text[: cut if cut > 20 else _LONGEST_MEANING]


def _read(word: str) -> str:
    """Its pinyin and the tones in words; of a sign with several readings each with a word, of a rare sign a common one
    of its sound."""
    if several := _polyphones().get(word):
        return "，".join(f"{sound}，{example}的{word}" for sound, example in several)
    from pypinyin import Style, lazy_pinyin

    marked = lazy_pinyin(word, style=Style.TONE)
    numbered = lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True)
    tones = "、".join(_NAMES[int(sound[-1]) - 1] for sound in numbered)
    alike = [(sign, _like(sign, sound)) for sign, sound in zip(word, numbered, strict=True) if sign not in _everyday()]
    same = "".join(f"，「{sign}」跟「{other}」同音" for sign, other in alike if other)
    return f"{' '.join(marked)}，{tones}{same}"


@lru_cache(maxsize=1)
def _polyphones() -> dict[str, list[tuple[str, str]]]:
    found = {}
    for line in lines_of_file("polyphones.txt"):
        sign, *rest = line.split()
        found[sign] = list(zip(rest[::2], rest[1::2], strict=True))
    return found


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    return frozenset("".join(_all_words()))


def _like(sign: str, sound: str) -> str:
    """The commonest other sign that is read so."""
    return next((other for other in _common().get(sound, ()) if other != sign), "")


def _which(sign: str, word: str) -> str:
    """「苹，苹果的苹」."""
    if len(word) > 1 and word in _all_words():
        return f"{sign}，{word}的{sign}"
    found = _words_with(sign, idiom=False) or _words_with(sign, idiom=True)
    return f"{sign}，{found[0]}的{sign}" if found else sign


def _words_with(sign: str, *, idiom: bool) -> list[str]:
    if idiom:
        return [entry.text for entry in idioms().by_text.values() if sign in entry.text and entry.fit_to_say][
            :_WORDS_TOLD
        ]
    own = [word for word in _all_words() if sign in word and 2 <= len(word) <= 3]
    own.sort(key=lambda word: (word[0] != sign, len(word)))
    if len(own) < 2:
        own += _words_with(sign, idiom=True)
    return own[:_WORDS_TOLD]


@lru_cache(maxsize=1)
def _all_words() -> dict[str, None]:
    return dict.fromkeys(bare(word) for word in mandarin_words())


@lru_cache(maxsize=1)
def _common() -> dict[str, list[str]]:
    """Signs by their sound, those that are in the most everyday words first."""
    count: dict[str, int] = {}
    for sign in _signs():
        count[sign] = count.get(sign, 0) + 1
    found: dict[str, list[str]] = {}
    for sign in sorted(count, key=lambda sign: -count[sign]):
        found.setdefault(toned(sign), []).append(sign)
    return found


def _signs() -> Iterable[str]:
    for word in _all_words():
        yield from word
    for text in idioms().by_text:
        yield from text
