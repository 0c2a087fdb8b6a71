"""The idiom chain (成语接龙): each idiom begins with the sign, or the sound, that the one before ends with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from roleplay_lite.skills.skill import Context, Done, Floor, Match, Said
from roleplay_lite.skills.words.asked import AFTER, ASK, core_of, leaves, signs_of, tells_of, whole_of
from roleplay_lite.skills.words.chain_words import WORDS
from roleplay_lite.skills.words.idioms import Idiom, Idioms, idioms, links, new_idiom, syllable
from roleplay_lite.skills.words.sounds import same_sound, sounds
from roleplay_lite.skills.words.spotting import idiom_in
from roleplay_lite.skills.words.voice import say

_MANY = 20
"""Idioms that may follow the one it begins with."""
FIRST_REACH, LEAST_REACH = 2500, 900
"""How rare an idiom the character takes, at first and for somebody who knows only the commonest."""
_NAME = ("cheng", "yu", "jie", "long")
_CHAIN = "成语接龙"
_START = re.compile(f"{ASK}(?:(?:玩|做)?一?个?(?:的)?游戏)?{_CHAIN}(?:的游戏|游戏|比赛|挑战)?{AFTER}")
_CUE = re.compile(
    "(?:玩|来|做)?(?:个|一个)?(?:成语)?接龙(?:游戏|吧)?|接(?:下一?个|一?个|个|着)?(?:成语|"
    "四字|四个字)的?|成语[^，]{0,2}接|"
    "(?:该你|轮到你|后面你|往下|你来|你|换你|下面你)接(?:着|下去|一?个|下一?个|吧|呀|了|啦|$)"
)
_WISHED = re.compile(
    "(?:玩|来|陪|一起|开始|咱|我们|想|要|跟你|和你|会)[^，]{0,6}(?:(?:成语)?接龙|接成语)|^接成语|成语接龙[^，]{0,3}$"
)
_SPOKEN_OF = re.compile(
    "接龙[^，]{0,3}(?:[了过得]|第|真|好难|很|挺|太)|玩[了过得]|(?<!你)接[了过得]|喜欢|最爱|"
    "赢了|输了|电话|孩子放学|快递|飞机"
)
_SHORT = re.compile(
    f"{ASK}(?:玩|来)(?:个|一下)?接龙{AFTER}|接龙(?:游戏)?来一[个局把]|你?(?:出|说|来)一?个成语，?(?:我|咱)们?来?接"
)
_RULES = re.compile(f"(?:什么是|啥是)?{_CHAIN}(?:是什么|怎么玩|怎么个玩法|的?规则(?:是什么)?|的?玩法)?{AFTER}")
_ENGLISH = re.compile(
    "(?:let'?s )?(?:play|start|begin)(?: an?| the)? (?:chinese )?idiom (?:chain|solitaire|game)s?(?: with me)?"
)
_YIELD = re.compile(
    "(?:我)?(?:实在)?(?:接不(?:上|出|下去|了|上来)(?:来|去)?|想不(?:出|到|起)来?|不会(?:接)?|"
    "认输|输了|投降|没(?:有)?了|没招了|放弃|我不知道|不知道|答不上来|词穷|服了)了?|"
    "你赢了|算你赢|我输了|你厉害|i give up|you win|(?:no idea|i don'?t know)"
)
_HINT = re.compile(
    "(?:给|来)?(?:我)?(?:点|个|一个|一点|些)?提示(?:一下|我|一?个)*|提示|什么字开头|"
    "(?:要)?接什么字?|该接什么|帮帮?我|提醒(?:我)?一下|help|hint|give me a hint"
)
_WHERE = re.compile(
    "(?:再|重新?)(?:说|念|讲)一?[遍下次]|没听(?:清|见|到)楚?|(?:刚才)?(?:你)?(?:说|接)(?:的|"
    "了)(?:是)?(?:什么|啥|哪个)(?:成语)?|(?:上一个|"
    "刚才那个)(?:成语)?是(?:什么|啥)|到哪儿?了|(?:该|轮到|到)(?:谁|我)了|"
    "(?:该)?我接(?:的)?(?:是)?什么"
)
_YOURS = re.compile("(?:你|您)先(?:来|说|开始|开头|出)?|你来|你开始|你说一?个|你起头|you (?:start|go first)")
_INSIST = re.compile(
    "(?:它|这|这个|就|真的?|明明|本来|确实|不对|，)*(?:是|有|算)(?:个|一个|这个)?(?:成语|词|"
    "的)?(?:呀|啊|了|的|，|真的|不信你查|没骗你|我查过)*|真的|没骗你|"
    "我没骗你|不信你查(?:一下)?|书上有|老师教的|(?:yes )?it is"
)
_FRAME = re.compile(
    "^(?:那|嗯|呃|哦|啊|好|我|就|接|来|说|出|有了|我想想|我的是|应该是|是不是|是|一个|个|"
    "再来|这个|成语|那我|该我了|你听|就用|用|可以接|可以)+(?=[\u4e00-\u9fff]{4})|"
    "(?<=[\u4e00-\u9fff]{4})(?:吧|呢|啊|呀|吗|行吗|行不行|可以吗|可以不|对不对|对吗|怎么样|"
    "该你了|到你了|轮到你了?|你接|你来|算不算|算吗|嘿嘿|哈哈|没错吧|可以吧|行吧)+$"
)
_CHAT = re.compile(
    "[我你您他她谁咱吗呢吧啊呀哦嘛么]|什么|怎么|今天|明天|昨天|现在|几点|这个|那个|可以|不要|"
    "没有|好的|谢谢|再见|打开|关闭|关掉|播放|音量|一下|不好|难过|难受|开心|高兴|好累|很累|"
    "好饿|肚子|好烦|疼|睡|知道|喜欢|觉得|不是|就是|还是"
)


class Chain:
    """See the module. `meaning` looks an idiom up in what is installed; one that is found there counts as an idiom
    though it is not among the common ones."""

    name = "chain"

    def __init__(self, meaning: Callable[[str], str] | None = None) -> None:
        self.look_up = meaning or (lambda _: "")

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        if said.floor and said.floor.skill == self.name and (found := self._in_game(said.text, said.floor.state)):
            return found
        return self._asked(said.text)

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        slots, state = match.slots, dict(match.slots.get("state", {}))
        if match.intent == "chain.stop":
            return Done(text=say(context, WORDS["bye"], count=len(state.get("used", ()))), why="left")
        act, said = str(slots.get("act", "start")), str(slots.get("said", ""))
        if act == "rules":
            return self._go_on(state, context, "rules")
        if act == "start":
            return self._begin(context, {})
        if act == "yours":
            return self._begin(context, state)
        if act == "yield":
            return self._won(state, context)
        if act in ("hint", "where"):
            return self._helped(act, state, context)
        if act == "insist":
            return self._judged(str(state.pop("doubted")), state, context, insists=True)
        return self._judged(said, state, context)

    # -- matching -------------------------------------------------------------------------------------------------

    def _asked(self, text: str) -> Match | None:
        core = _with_name(core_of(text))
        if _ENGLISH.fullmatch(core):
            return self._made(0.96, act="start")
        if "接" not in core:
            return None
        if _START.fullmatch(core):
            return self._made(0.97, act="start")
        if _RULES.fullmatch(core):
            return self._made(0.93, act="rules")
        if _SHORT.fullmatch(core):
            return self._made(0.8, act="start")
        if tells_of(core) or _SPOKEN_OF.search(core):
            return None
        line = _with_name(whole_of(text))
        if _CUE.search(line) and (idiom := idiom_in(_CUE.sub("，", line))):
            return self._made(0.93, act="idiom", said=idiom)
        return self._made(0.85, act="start") if len(core) <= 18 and _WISHED.search(core) else None

    def _in_game(self, text: str, state: Mapping[str, Any]) -> Match | None:
        core, signs = core_of(text), signs_of(text)
        if leaves(text):
            return Match(skill=self.name, intent="chain.stop", confidence=0.97, slots={"state": dict(state)})
        for act, pattern in (("yield", _YIELD), ("hint", _HINT), ("where", _WHERE), ("yours", _YOURS)):
            if pattern.fullmatch(core) or pattern.fullmatch(signs):
                return self._made(0.95, act=act, state=dict(state))
        if state.get("doubted") and _INSIST.fullmatch(core):
            return self._made(0.93, act="insist", state=dict(state))
        said = self._attempt(signs, state)
        return self._made(0.95, act="idiom", said=said, state=dict(state)) if said else None

    def _attempt(self, signs: str, state: Mapping[str, Any]) -> str:
        """The four signs that are offered as an idiom; empty where the line is about something else."""
        for tried in (signs, _FRAME.sub("", signs)):
            if re.fullmatch("[\u4e00-\u9fff]{4}", tried):
                if idioms().named(tried):
                    return tried
                last = str(state.get("last", ""))
                if last and not _CHAT.search(tried) and sounds(tried[0]) == sounds(last[-1]):
                    return tried
        return ""

    def _made(self, confidence: float, **slots: Any) -> Match:
        return Match(skill=self.name, intent="chain.play", confidence=confidence, slots=slots)

    # -- the game ---------------------------------------------------------------------------------------------------

    def _begin(self, context: Context, state: dict[str, Any]) -> Done:
        """The character says the first one."""
        known = idioms()
        common = [idiom for idiom in known.by_text.values() if idiom.rank < LEAST_REACH and idiom.fit_to_say]
        easy = [idiom for idiom in common if len(known.by_first.get(syllable(idiom.last), ())) >= _MANY]
        mine = easy[(context.seed * 37) % len(easy)]
        state |= {"last": mine.text, "used": [mine.text], "reach": FIRST_REACH}
        return self._go_on(state, context, "begin", idiom=mine.text)

    def _judged(self, said: str, state: dict[str, Any], context: Context, *, insists: bool = False) -> Done:
        """The person's idiom, and the one that follows it; one that they insist on is one."""
        known, used = idioms(), list(state.get("used", ()))
        theirs = _best(known, said, state)
        if theirs is None and (insists or self.look_up(said)):
            theirs = new_idiom(said)
        if theirs is None:
            state["doubted"] = said
            return self._go_on(state, context, "unknown", said=said, sign=_sign(state))
        if theirs.text in used:
            return self._go_on(state, context, "used", said=theirs.text, sign=_sign(state))
        last = self._last(state)
        if last and not links(last, theirs):
            return self._go_on(state, context, "no link", said=theirs.text, sign=_sign(state))
        reach = _reach(float(state.get("reach", FIRST_REACH)), theirs.rank)
        used.append(theirs.text)
        mine = _answer(known, theirs, used, reach, context.seed)
        if mine is None:
            text = say(context, WORDS["lost"], said=theirs.text, sign=theirs.text[-1], count=len(used))
            return Done(text=text, why="person wins")
        state |= {"last": mine.text, "used": [*used, mine.text], "reach": round(reach)}
        state.pop("doubted", None)
        kind = "taken" if theirs.text != said else ("first" if len(used) == 1 else "next")
        return self._go_on(state, context, kind, idiom=mine.text, said=theirs.text)

    def _helped(self, act: str, state: dict[str, Any], context: Context) -> Done:
        last = self._last(state)
        if last is None:
            return self._go_on(state, context, "rules")
        if act == "where":
            return self._go_on(state, context, "where", idiom=last.text, sign=_sign(state))
        found = [idiom for idiom in idioms().after(last, state.get("used", ())) if idiom.fit_to_say]
        if not found:
            return self._won(state, context)
        wanted = min(found, key=lambda idiom: (idiom.text[0] != last.text[-1], idiom.rank))
        shown = wanted.text[:2] if state.get("hinted") == last.text else wanted.text[0] + "什么什么" + wanted.text[-1]
        state["hinted"] = last.text
        return self._go_on(state, context, "hint", shown=shown)

    def _won(self, state: dict[str, Any], context: Context) -> Done:
        """The person gives up: one that would have gone is told."""
        last = self._last(state)
        found = idioms().after(last, state.get("used", ())) if last else []
        fit = next((idiom.text for idiom in found if idiom.fit_to_say), "")
        kind = "won" if fit else "won blind"
        return Done(text=say(context, WORDS[kind], idiom=fit, count=len(state.get("used", ()))), why="character wins")

    def _go_on(self, state: dict[str, Any], context: Context, kind: str, **fields: object) -> Done:
        text = say(context, WORDS[kind], **fields)
        return Done(text=text, floor=Floor(skill=self.name, state=state, turns=2), why=kind)

    def _last(self, state: Mapping[str, Any]) -> Idiom | None:
        text = str(state.get("last", ""))
        return (idioms().by_text.get(text) or new_idiom(text)) if text else None


def _answer(known: Idioms, last: Idiom, used: list[str], reach: float, seed: int) -> Idiom | None:
    """A link within reach that leaves the person a way on; a dead end where there is nothing else; None is a loss."""
    open_ = [idiom for idiom in known.after(last, used) if idiom.fit_to_say]
    for most in (reach, reach * 2):
        if near := [idiom for idiom in open_ if idiom.rank <= most]:
            ways = [idiom for idiom in near[:12] if len(known.after(idiom, used)) >= 3]
            pool = (ways or near)[:4]
            return pool[seed % len(pool)]
    return None


def _reach(before: float, rank: int) -> float:
    """Somebody who comes with rarer idioms is met with rarer ones, and the other way round."""
    return max(LEAST_REACH, 0.75 * before + 0.25 * (1.5 * rank + 500))


def _best(known: Idioms, said: str, state: Mapping[str, Any]) -> Idiom | None:
    """Of idioms that sound alike, the one that links on."""
    theirs, last = known.named(said), str(state.get("last", ""))
    if theirs is None or theirs.text == said or not last:
        return theirs
    alike = [idiom for idiom in known.by_text.values() if same_sound(idiom.text, said) and idiom.text[0] == last[-1]]
    return alike[0] if alike else theirs


def _sign(state: Mapping[str, Any]) -> str:
    return str(state.get("last", ""))[-1:]


def _with_name(core: str) -> str:
    """The game's name as it is written, where it was heard as something else (「程语接笼」)."""
    if _CHAIN in core:
        return core
    heard = sounds(core)
    for at in range(len(heard) - 3):
        if heard[at : at + 4] == _NAME:
            return core[:at] + _CHAIN + core[at + 4 :]
    return core
