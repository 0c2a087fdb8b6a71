"""Jokes: the character tells one, another, or listens to the person's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from roleplay_lite.skills.skill import Context, Done, Floor, Match, Said
from roleplay_lite.skills.words.asked import AFTER, ASK, core_of, leaves, tells_of
from roleplay_lite.skills.words.era import age_of
from roleplay_lite.skills.words.joke_words import WORDS
from roleplay_lite.skills.words.jokes import fitting, jokes
from roleplay_lite.skills.words.voice import say

_KEPT = 80
"""Places of jokes that were told, which the floor carries."""
_NOUN = "(?:小?笑话儿?|(?:搞笑)?段子|谐音梗|烂梗|笑画|笑活|效话)"
_KIND = "(?:冷|谐音|古代|古|老|短|搞笑|幽默|动物|校园|超级?|特别|最|很|真|好|逗|儿童|小朋友的?)"
_ASK = re.compile(
    f"{ASK}(?:关于|有关|跟|和|带|讲)?(?P<topic>[^，我你他她这那]{{1,8}}?)?(?:有关|相关)?的?(?P<kind>{_KIND}*)笑?的?{_NOUN}"
    f"{AFTER}"
)
_ANY = re.compile(
    "^(?:好|最|很|特别|超级?|真|非常|超)*(?:好?笑|搞笑|有趣|幽默|逗|爆笑|好听|长|短(?:小|一点|点|一些)?|简单|新|特别|经典|不一样|"
    "[一二两三四五几]?[个段条点些]?|听|讲|说)的?$"
)
_CHEER = re.compile(
    "(?:你|快|来|能不能|可以|能|帮|给|说点|讲点|什么|，)*(?:逗(?:逗|一逗)?(?:我|我们|大家)(?:笑|开心|乐)?(?:一下|一个|笑笑|"
    "一笑)?|让我(?:笑一?笑|乐一?乐|笑一下)|(?:说|讲|来)(?:点|个|些|一个)(?:好笑|搞笑|有意思|好玩|逗乐|逗)的?(?:事|东西)?)"
    f"{AFTER}"
)
_WISHED = re.compile(
    f"(?:^|，)(?:[^，我你他她]{{2,3}}(?=给我))?(?:你|快|那|就|给我们?|能不能|会不会|可以|请|换)*(?:换|讲|说|来|整|想听|要听)[^，了过得]{{0,10}}{_NOUN}(?:吧|呗|呀|啊|嘛|吗|听|讲讲?|"
    "我听|给我|一?下|好吗|好不好)*$"
)
_SPOKEN_OF = re.compile(
    "(?:当|成|看|闹|是|算|像)(?:了|个|大|一个|什么|我|你|他|她|人|别人|天大的|的)*笑话|笑话(?:我|你|他|她|人|谁|别人|说|是|都|真|太|"
    "很|也|里|书|不|讲(?!讲|吧|给|来)|，)|(?:讲|说|听|看)(?:了|过|得|完)[^，]{0,6}笑话|玩笑|故事|谁[讲说]|别(?:再)?[讲说]|成了|(?<!会)不(?:想|要|爱|会|喜欢)|"
    "喜欢|爱[讲听说]|怎么[讲说写]|[写编记发]|笑话大"
)
_ENGLISH = re.compile(
    "(?:please |can you |could you |will you )*(?:tell|give|say)(?: me| us)?(?: another| an?| some| one more)? ?"
    "(?:funny |good |silly |short |new )*(?:(?P<before>[a-z]{3,}) )?jokes?"
    "(?: (?:about|with|on) (?P<topic>(?:an? |the )?[a-z ]{2,20}?))?(?: please)?|(?:make|help) me laugh|"
    "(?:do you )?(?:know|have) any(?: good)? jokes|(?:a|another|one more) joke,?(?: please)?"
)
_THEIRS = re.compile(
    f"(?:那|让|来|这次|现在|轮到|换)*我(?:也|来|要|想|先|再|就|这次|现在)*(?:给|跟|和)?(?:你|大家)?(?:也|来)?(?:讲|说)(?:给你)?"
    f"(?:一?个|一?段|个)?(?:冷|好笑的|搞笑的|超好笑的)?{_NOUN}(?:给你听|你听|听|给你|吧|好不好|好吗|要不要听|你要听吗|你听听)*|"
    "(?:let me|i'?ll|can i|i want to) tell you (?:a|my|this) joke"
)
_MORE = re.compile(
    "(?:好|要|嗯|哈哈+|呵呵|真好笑|好笑|可以|那)*，?(?:我?还(?:要|想)(?:听)?|再(?:来|讲|说)(?:一?[个段条]|点)?|(?:继续|接着)(?:讲|说|来)?|"
    "(?:换|另外?|下)一?[个段条]|讲个别的|还有(?:吗|没有|别的吗)?|来个别的)(?:笑话|吧|呀|啊|呗|听听?|，|别的|好笑的?|好不好|好吗)*|"
    "(?:(?:tell me )?another(?: one| joke)?|one more(?: joke)?|more|next(?: one)?|again)(?: please)?"
)
_FLAT = re.compile(
    "(?:这个?|一点儿?(?:都|也)?|都|也|你讲的|太|好|有点|真|根本|完全|哈哈+|呃|额|嗯|，)*(?:不(?:好笑|搞笑|行|逗|幽默|有趣)|没(?:意思|笑点|劲)|"
    "太?(?:冷|尴尬|无聊|老)(?:了|笑话)?|听过了?|笑不出来|不是很好笑|无聊)(?:了|啊|呀|吧|，|换一?个|再来一?个|这个|重新讲|重来)*|"
    "(?:that'?s |it'?s |it was |that was )?(?:not (?:very |that )?funny|boring|lame|"
    "i (?:know|heard) (?:that|it)(?: one)?)"
)
_PUZZLED = re.compile(
    "(?:(?:我|这个?|有点|，)*(?:没(?:听)?(?:懂|明白)|听不懂|不懂|没get到|(?:好笑|笑点)(?:在)?(?:哪|哪儿|哪里)(?:好笑)?|"
    "哪(?:里|儿)?好笑|什么意思)(?:了|啊|呀|呢)*)+|i don'?t get it"
)
_NO = re.compile("(?:不要|不用|不了|不想听|不听|算了|不讲|别讲)(?:了|吧|，)*|no(?: thanks)?|stop|enough")
_ASKS_ON = re.compile(
    "(?:为什么|什么|谁|怎么(?:着|样)?|吗|呢|几个?|哪[个里儿]?|你猜|你知道吗)[？?]?$|[？?]$|you know (?:what|why)"
)
_OTHER_WISH = re.compile("天气|几点|闹钟|音量|播放|提醒|定时|打开|关闭|关掉|放首|大声|小声|暂停|翻译|你是谁|你叫")


class Joke:
    """See the module."""

    name = "joke"

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        core = core_of(said.text)
        if said.floor and said.floor.skill == self.name and (found := self._after(said.text, core, said.floor.state)):
            return found
        if len(core) > 40:
            return None
        if _THEIRS.fullmatch(core):
            return self._made("tell", 0.95, theirs=True)
        if found_in := _ENGLISH.fullmatch(core):
            topic = re.sub("^(?:an?|the) ", "", found_in["topic"] or found_in["before"] or "")
            return self._made("tell", 0.96, topic=topic)
        if _CHEER.fullmatch(core):
            return self._made("tell", 0.85)
        if not re.search(_NOUN, core) or _SPOKEN_OF.search(core):
            return None
        return self._asked(core)

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        slots = match.slots
        state = dict(slots.get("state", {}))
        if slots.get("leaves"):
            return Done(text=say(context, WORDS["bye"]), why="left")
        if slots.get("theirs"):
            return self._open(say(context, WORDS["listens"]), {**state, "listens": True}, "listens")
        if slots.get("heard") == "asks":
            return self._open(say(context, WORDS["asks on"]), {**state, "listens": True}, "asks on")
        if slots.get("heard"):
            return self._open(say(context, WORDS["laughs"]), {**state, "listens": False}, "laughs")
        if slots.get("puzzled"):
            return self._open(say(context, WORDS["unexplained"]), state, "unexplained")
        way = "tell" if match.intent == "joke.tell" else "not funny" if slots.get("flat") else "another"
        return self._told(str(slots.get("topic", state.get("topic", ""))), way, state, context)

    # -- matching -------------------------------------------------------------------------------------------------

    def _asked(self, core: str) -> Match | None:
        if (found := _ASK.fullmatch(core)) and (len(core) > 3 or core == "冷笑话"):
            if tells_of(core):
                return None
            return self._made("tell", 0.96, topic=_topic(core, found["topic"] or "", found["kind"] or ""))
        if core in ("笑话", "讲笑话", "说笑话"):
            return self._made("tell", 0.85)
        if _WISHED.search(core) and not tells_of(core):
            about = re.search("(?:关于|有关)(.{1,6}?)的", core)
            return self._made("tell", 0.88, topic=_topic(core, about[1] if about else "", ""))
        return None

    def _after(self, text: str, core: str, state: Mapping[str, Any]) -> Match | None:
        kept = {"state": dict(state)}
        if leaves(text) and not _FLAT.fullmatch(core):
            return self._made("another", 0.95, leaves=True)
        if state.get("listens"):
            if _THEIRS.fullmatch(core) or len(core) < 3 or _OTHER_WISH.search(core):
                return None
            asks = bool(_ASKS_ON.search(text.strip("。！!，, ")))
            return self._made("tell", 0.9, heard="asks" if asks else "whole", **kept)
        if _MORE.fullmatch(core):
            return self._made("another", 0.95, **kept)
        if _FLAT.fullmatch(core):
            return self._made("another", 0.93, flat=True, **kept)
        if _PUZZLED.fullmatch(core):
            return self._made("another", 0.93, puzzled=True, **kept)
        return self._made("another", 0.9, leaves=True) if _NO.fullmatch(core) else None

    def _made(self, what: str, confidence: float, **slots: Any) -> Match:
        kept = {name: value for name, value in slots.items() if value}
        return Match(skill=self.name, intent=f"joke.{what}", confidence=confidence, slots=kept)

    # -- answers --------------------------------------------------------------------------------------------------

    def _told(self, topic: str, way: str, state: dict[str, Any], context: Context) -> Done:
        old = age_of(context) is not None
        places = fitting(topic, english=context.english, old=old)
        way = way if places else "none on it"
        places = places or fitting("", english=context.english, old=old)
        at = _fresh(places, [int(one) for one in state.get("told", ())], context)
        text = say(context, WORDS[way], joke=jokes()[at].text, topic=topic)
        kept = {"topic": topic if way != "none on it" else "", "told": [*state.get("told", ()), at][-_KEPT:]}
        return self._open(text, kept, f"joke {at}")

    def _open(self, text: str, state: dict[str, Any], why: str) -> Done:
        return Done(text=text, floor=Floor(skill=self.name, state=state, turns=3), why=why)


def _fresh(places: Sequence[int], told: Sequence[int], context: Context) -> int:
    """One by the seed that was not told lately; where all were, the one whose turn was longest ago."""
    heard = " ".join(reply for _, reply in context.before)
    # What was heard may have broken off: a joke's beginning tells it.
    unseen = [at for at in places if at not in told and jokes()[at].text[:10] not in heard]
    if unseen:
        return unseen[(context.seed * 37) % len(unseen)]
    again = [at for at in told if at in places]
    return again[0] if again else places[context.seed % len(places)]


def _topic(core: str, topic: str, kind: str) -> str:
    """What it is to be about, without what only says that it should be good."""
    about = re.search("(?:关于|有关|跟|和)([^，我你]{1,8}?)(?:有关|相关)?的", core)
    named = about[1] if about else re.sub(f"^{ASK}|的$", "", topic) or topic
    named = re.sub(_ANY, "", named)
    kinds = re.search("冷|谐音|古|动物|校园", kind) or re.search("冷(?=笑话)|谐音(?=梗)|古代|动物|校园", core)
    return named or (kinds.group() if kinds else "")
