"""Two-part sayings (歇后语): the second half of one, one to hear, one to finish."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from roleplay_lite.skills.skill import Context, Done, Floor, Match, Said
from roleplay_lite.skills.words.asked import AFTER, ASK, core_of, leaves, offers, tells_of, whole_of
from roleplay_lite.skills.words.saying_words import WORDS
from roleplay_lite.skills.words.sayings import Proverb, proverb_of, proverbs
from roleplay_lite.skills.words.sounds import bare
from roleplay_lite.skills.words.voice import own_words, say

_NOUN = "(?:歇后语|谐后语|歇后雨|些后语|歇后)"
_FINISH = re.compile(
    f"(?:请问|你知道|知道|问你|考考你|接|{_NOUN}|，)*(?P<first>.{{2,16}}?)，?(?:这(?:句|"
    f"个))?(?:{_NOUN})?(?:的)?(?:下(?:一|半)?句|后(?:一|半)句|后面|后半截|[下后](?:面|头|边)那?一?句|那?[下后](?:半)?截|下面|"
    "接下来)(?:是|怎么接|怎么说|接|呢|什么|啥|来着|，)*"
    f"|{_NOUN}，?(?P<first2>.{{2,16}}?)(?:是什么|怎么接|下一句|后面是什么|打一句|，)*"
    f"|(?P<first4>.{{3,16}}?)，?(?:的|这个|这句)?{_NOUN}|(?P<first3>.{{3,16}}?)(?:打一(?:句|个)?{_NOUN}|(?:是(?:什么|哪句)?|的){_NOUN}(?:是什么|怎么说)?)"
)
_UNKNOWN = re.compile(
    f"(?:请问|你知道|知道|{_NOUN}|，)*(?P<first>[\u4e00-\u9fff]{{3,10}}?)，?(?:这个|的)?(?:{_NOUN}(?:的)?)?(?:[下后]半句|[下后]半截)"
    "(?:是|怎么接|怎么说|接|呢|什么|啥|来着|，)*"
)
"""One that is not in the table: what is asked is plain, and others may know it."""
_TELL = re.compile(f"{ASK}(?P<noun>{_NOUN}){AFTER}")
_GUESS = re.compile(
    f"{ASK}(?:猜|考考我|考我|接)(?:一个|个|一下|几个|，)*(?P<noun>{_NOUN}){AFTER}|{_NOUN}(?:考考我|接龙|问答|猜猜看)"
)
_GIVE_UP = re.compile(
    "(?:我)?(?:不知道|不会|猜不(?:到|出)来?|想不(?:到|出)来?|接不上来?|是什么|"
    "答案(?:是什么)?|告诉我|你说(?:吧)?|不晓得|没听过|下半句(?:是什么)?|"
    "后半句(?:是什么)?)(?:了|吧|啊|呀|，|答案)*"
)
_MORE = re.compile(
    "(?:好|要|行|可以|嗯|好呀|好啊|来)?，?(?:再|换|下|还要)?(?:来|说|讲|出|"
    "猜)?(?:一)?[个句](?:吧|呀|歇后语)*|再来|继续|好|好呀|好啊|要|嗯|来|行|可以|下一?[个句]"
)
_NO = re.compile("(?:不要|不用|不了|不|算了)(?:了|吧)*")
_CHAT = re.compile("[我你您]|天气|几点|打开|关|音量|闹钟|播放|谢谢|怎么|为什么")


_COUNT = "零一两三四五六七八九十"


class Saying:
    """See the module."""

    name = "saying"

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        core = core_of(said.text)
        if said.floor and said.floor.skill == self.name and (found := self._in_game(said.text, core, said.floor.state)):
            return found
        if len(core) > 40 or tells_of(core) or offers(core):
            return None
        if _GUESS.fullmatch(core):
            return self._made(0.95, act="ask")
        if (told := _TELL.fullmatch(core)) and core != told["noun"]:
            return self._made(0.95, act="tell")
        for line in (core, whole_of(said.text)):
            asked = _FINISH.fullmatch(line)
            first = next(filter(None, asked.groups()), "") if asked else ""
            if proverb_of(first):
                return self._made(0.97, act="finish", first=first)
        if len(bare(core)) >= 5 and not _CHAT.search(core) and proverb_of(core):
            return self._made(0.8, act="finish", first=core)
        if (asked := _UNKNOWN.fullmatch(core)) and not re.search("[我你他她]|再|讲|说|来", asked["first"]):
            return self._made(0.85, act="unknown")
        return None

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        state, act = dict(match.slots.get("state", {})), match.slots["act"]
        if act == "unknown":
            return Done(why="not known")
        if act == "finish":
            proverb = proverb_of(str(match.slots["first"])) or proverbs()[0]
            return Done(text=say(context, WORDS["finish"], second=_told(proverb)), why=proverb.first)
        if act == "leaves":
            return Done(text=say(context, WORDS["bye"]), why="left")
        if act == "guess":
            return self._judged(str(match.slots["said"]), state, context)
        if act == "give_up":
            text = say(context, WORDS["answer"], second=_told(proverbs()[int(state["at"])])) + say(
                context, WORDS["more"]
            )
            return self._open(text, _next(state), "told")
        return self._new(act == "ask" or bool(state.get("asks")), state, context)

    def _in_game(self, text: str, core: str, state: Mapping[str, Any]) -> Match | None:
        kept = {"state": dict(state)}
        if leaves(text) or (state.get("next") and _NO.fullmatch(core)):
            return self._made(0.95, act="leaves", **kept)
        if state.get("next"):
            return (
                self._made(0.93, act="ask" if state.get("asks") else "tell", **kept) if _MORE.fullmatch(core) else None
            )
        if proverbs()[int(state["at"])].finished_by(text):
            return self._made(0.96, act="guess", said=text, **kept)
        if _GIVE_UP.fullmatch(core):
            return self._made(0.95, act="give_up", **kept)
        if re.fullmatch("(?:换|下)一?个", core):
            return self._made(0.95, act="ask", **kept)
        if 2 <= len(bare(core)) <= 9 and not _CHAT.search(core):
            return self._made(0.85, act="guess", said=text, **kept)
        return None

    def _made(self, confidence: float, **slots: Any) -> Match:
        return Match(skill=self.name, intent="saying.finish", confidence=confidence, slots=slots)

    def _new(self, asks: bool, state: dict[str, Any], context: Context) -> Done:
        told = " ".join(heard for _, heard in context.before)
        seen = list(state.get("seen", ()))
        fresh = [at for at, proverb in enumerate(proverbs()) if at not in seen and proverb.first not in told]
        at = (fresh or list(range(len(proverbs()))))[(context.seed * 17) % max(1, len(fresh) or len(proverbs()))]
        proverb, kept = proverbs()[at], {"at": at, "seen": [*seen, at][-60:], "asks": asks}
        if asks:
            return self._open(say(context, WORDS["ask"], first=proverb.first), kept, proverb.first)
        text = say(context, WORDS["tell"], first=proverb.first, second=_told(proverb))
        return self._open(text, _next(kept), proverb.first)

    def _judged(self, said: str, state: dict[str, Any], context: Context) -> Done:
        proverb = proverbs()[int(state["at"])]
        if proverb.finished_by(said):
            text = own_words(context, "yes", _told(proverb)) + say(context, WORDS["more"])
            return self._open(text, _next(state), "right")
        if state.get("tries"):
            text = say(context, WORDS["answer"], second=_told(proverb)) + say(context, WORDS["more"])
            return self._open(text, _next(state), "told")
        shown = f"{_COUNT[min(len(bare(proverb.plain)), 10)]}个字，头一个字是「{proverb.plain[0]}」"
        return self._open(say(context, WORDS["wrong"], hint=shown), state | {"tries": 1}, "wrong")

    def _open(self, text: str, state: dict[str, Any], why: str) -> Done:
        return Done(text=text, floor=Floor(skill=self.name, state=state, turns=2), why=why)


def _told(proverb: Proverb) -> str:
    """The second half, with the play on a sound said after it."""
    if (play := re.search("（(.+?)）", proverb.second)) is None:
        return proverb.second
    other, at = play[1], proverb.second.index("（")
    meant = proverb.plain if len(other) == len(proverb.plain) else proverb.second[at - len(other) : at]
    return f"{proverb.plain}，「{meant}」跟「{other}」同音"


def _next(state: Mapping[str, Any]) -> dict[str, Any]:
    return {"next": True, "seen": list(state.get("seen", ())), "asks": bool(state.get("asks"))}
