"""Riddles: the character asks one, helps, and judges the guess; or is asked one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from roleplay_lite.skills.skill import Context, Done, Floor, Match, Said
from roleplay_lite.skills.words.asked import AFTER, ASK, core_of, leaves, signs_of, tells_of
from roleplay_lite.skills.words.era import is_there
from roleplay_lite.skills.words.riddle_words import WORDS
from roleplay_lite.skills.words.riddles import RiddleKind, guess_in, known_riddle, riddles, unseen
from roleplay_lite.skills.words.voice import own_words, say

TRIES = 3
"""Wrong guesses after which the character helps unasked."""
_THING = "(?P<thing>(?:动物|水果|蔬菜|植物|花|吃的?|食物|日用品|用品|天气|自然|身体|玩具)的)?"
_NOUN = "(?P<noun>猜谜语?|谜语|谜题|灯谜|字谜|谜|迷语|脑筋急转弯|急转弯|脑经急转弯|脑筋机转弯)"
_ASK = re.compile(f"{ASK}(?:关于|有关|跟|和)?{_THING}{_NOUN}(?:游戏|题)?{AFTER}")
_TEST = re.compile("(?:你)?(?:来)?(?:再)?(?:考考我|考我一[个下道]|出(?:个|道)题考考我|给我出(?:个|道)(?:题|难题)猜猜?)")
_ENGLISH = re.compile(
    "(?:please )?(?:tell|ask|give) me (?:a|another|one) (?:riddle|brain ?teaser)s?(?: "
    "please)?|(?:a riddle,? please|let'?s (?:do|play) riddles)"
)
_THEIRS = re.compile(
    "(?:这次|现在|那|这回|来|让)?(?:换)?我(?:也|来|要|想|再|给你|也给你)*(?:出|说|考|"
    "有)(?:一)?(?:个|道|条)?(?:谜语|迷语|谜|灯谜|字谜|脑筋急转弯|题)?(?:给你|让你|你)*(?:一[个道])?(?:猜|"
    "猜猜|猜一猜|考考你(?:一个)?|考你(?:一个)?|来猜)*(?:吧|好不好|好吗|看|看看|怎么样|啊|呀|"
    "你猜不猜得出来)*"
)
_MAY_SAY = re.compile("谜|迷语|急转弯|猜|考考?你")
_WISHED = re.compile("(?:出|来|猜|考|讲|说|问|要|想|给我|玩)[^，]{0,8}(?:谜|急转弯)")
_SPOKEN_OF = re.compile(
    "[她他]猜|猜不[着到出]|[猜出讲说玩][了过得]|谜(?:底|团|案|藏|之|语书|一样)|这个谜|喜欢|最爱|真难|好难|怎么|顺便|逛"
)
_NOUN_RE = re.compile(_NOUN)
_SURELY = re.compile(
    "打一?(?:个|种)?(?:动物|植物|字|物|水果|蔬菜|食物|吃的?|用品|日用品|东西|成语|人体|花|虫|"
    "鸟|自然现象|电器|城市|地名)|猜一?(?:个|种)?(?:动物|植物|字|水果|蔬菜|东西|物品|吃的)"
)
_CUED = re.compile(
    "，?(?:你?(?:来)?猜猜?(?:看|一?个|一?种)?(?:动物|植物|字|水果|蔬菜|东西|物品|"
    "吃的)?(?:是?(?:什么|啥))?|打一?(?:个|种)?[^，]{1,5}|"
    "(?:这|它)?是(?:个|一个)?(?:什么|啥)(?:东西|动物|字|呀)?|谜底(?:是什么|是啥)?|"
    "脑筋急转弯，?)$|^(?:你?猜(?:猜|一猜)?(?:看|这个)?|脑筋急转弯|考考你|给你出个谜语?|"
    "谜语)，?"
)
_GIVE_UP = re.compile(
    "(?:我)?(?:真的?|实在)?(?:猜不(?:到|出|出来|着|中|了)|想不(?:到|出|出来)|不知道|不会|"
    "不晓得|不猜了?|认输|投降|放弃|没(?:想|猜)(?:到|出来)|太难了?|不懂|答不(?:出|"
    "上)来?)(?:了|啊|呀|你说吧|，)*"
    "|(?:快|直接|你|那|那你|就|还是|公布|揭晓|说|告诉|讲|我|想|要|听|看|给|把|下|一下|吧|"
    "我吧|，)*(?:答案|谜底)(?:是什么|是啥|吧|告诉我|说出来|呢|揭晓|公布|到底|，)*"
    "|(?:你)?(?:快)?(?:告诉我|说)吧|(?:那|到底|究竟|它)?(?:到底|究竟)?是(?:什么|啥)|i give "
    "up|i don'?t know|no idea|tell me(?: the answer)?|what is it|what'?s the answer",
)
_HINT = re.compile(
    "(?:再)?(?:给|来)?(?:我)?(?:点|个|一个|一点|些)?提示(?:一下|我|一?个|下|点)*|再?提示|"
    "提醒(?:我)?一下|有(?:没有|什么)提示吗?|帮帮我|(?:a |another |give me a )?hint(?: "
    "please)?"
)
_REPEAT = re.compile(
    "(?:再|重新?)(?:说|念|讲)一?[遍下次]|重复一?[遍下]|没听(?:清|见|到)楚?|啊?什么|"
    "(?:刚才)?(?:的)?(?:谜语|题目?|谜面)(?:是什么|再说一遍|是啥|再念一遍|说的什么)|再(?:说|"
    "念)一遍(?:谜语|题目|谜面|题)|没听清(?:题目?|谜语)?|我忘了题目?|repeat (?:the riddle|the "
    "question)"
)
_MORE = re.compile(
    "(?:好|行|要|嗯|可以|好呀|好啊|那|我)?，?(?:我?还要|还想)?(?:再)?(?:来|出|说|猜|换|问|"
    "讲)?(?:再)?(?:一?个|一?道|下一?[个道题]|另一个|别的|新的|简单(?:点|一点)的?|难(?:点|"
    "一点)的?|容易(?:点|一点)的?)(?:猜猜|吧|呀|谜语|的|题|来)*"
    "|(?:再来|继续|下一?个|下一?题|还要|还想猜|接着猜|接着来|接着出|再猜|再来再来|another(?: "
    "one)?|one more|next(?: one)?)(?:吧|呀|啊)*"
)
_YES = re.compile(
    "(?:好|好呀|好啊|好的|要|要的|行|可以|嗯|嗯嗯|来|来吧|想|当然|猜|继续|yes|sure|ok|okay|"
    "yeah)(?:呀|啊|吧|，|的|要|来)*"
)
_NO = re.compile("(?:不要|不用|不了|不想|不来了?|不猜|不|算了|no|nope|no thanks)(?:了|吧)*")
_GUESSES = re.compile(
    "(?:我)?(?:猜|觉得|想|知道了?)?，?(?:它|这|那|答案|谜底|应该|可能|肯定|会不会|一定|大概|"
    "不会|难道)*(?:是不是|是|叫).{1,8}|.{1,6}(?:吧|吗|嘛|对不对|是不是)|我猜.{1,8}|(?:is it|"
    "it'?s|a|an) .{2,20}"
)
_NOT_A_GUESS = re.compile(
    "[再慢停说讲]|[你您谁]|什么|怎么|几点|今天|明天|天气|几|多少|谢谢|再见|打开|关闭|关掉|播放|音量|大声|"
    "小声|闹钟|提醒|定时|唱|讲个|放首|我想|我要|我们|我今|我饿|我困|我渴|真好|好吧|好吗|好的|"
    "等等|等一下|好难|好玩|我在"
)


_ABOUT = {
    "动物的": "动物", "水果的": "水果", "蔬菜的": "蔬菜", "植物的": "植物", "花的": "植物",
    "吃的": "食物", "食物的": "食物",
    "天气的": "自然现象", "自然的": "自然现象", "身体的": "身体", "玩具的": "玩具",
}  # fmt: skip
_KINDS: Mapping[str, RiddleKind] = {"riddle": "riddle", "sign": "sign", "teaser": "teaser", "english": "english"}


class Riddle:
    """See the module."""

    name = "riddle"

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        if said.floor and said.floor.skill == self.name and (found := self._in_game(said.text, said.floor.state)):
            return found
        return self._asked(said)

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        slots, state = match.slots, dict(match.slots.get("state", {}))
        match match.intent:
            case "riddle.ask" if slots.get("theirs"):
                return (
                    self._listening(context) if "riddle" not in slots else self._guessing(str(slots["riddle"]), context)
                )
            case "riddle.ask":
                return self._ask(
                    str(slots.get("kind", state.get("kind", ""))), str(slots.get("about", "")), state, context
                )
            case "riddle.give_up":
                return self._told(state, context, more=not slots.get("leaves"))
            case "riddle.hint":
                return self._helped(state, context, repeat=bool(slots.get("repeat")))
        if "verdict" in slots:
            return self._heard(str(slots["verdict"]), context)
        return self._judged(str(slots.get("guess", "")), state, context)

    # -- matching -------------------------------------------------------------------------------------------------

    def _asked(self, said: Said) -> Match | None:
        core = core_of(said.text)
        if (asked := _ASK.fullmatch(core)) and not core.startswith("我给你"):
            return self._made("ask", 0.97, **_wanted(asked["noun"], asked["thing"] or ""))
        if _ENGLISH.fullmatch(core):
            return self._made("ask", 0.97, kind="english")
        if _TEST.fullmatch(core):
            return self._made("ask", 0.8)
        if len(core) < 8 and not _MAY_SAY.search(core):
            return None
        if _MAY_SAY.search(core) and _THEIRS.fullmatch(core):
            return self._made("ask", 0.95, theirs=True)
        if tells_of(core):
            return None
        if _WISHED.search(core) and len(core) <= 24 and not _SPOKEN_OF.search(core):
            noun = _NOUN_RE.search(core)
            return self._made("ask", 0.88, **_wanted(noun["noun"] if noun else "谜", ""))
        cued = _CUED.search(core)
        if len(core) < 10 or not (cued or "，" in core):
            return None
        riddle = _CUED.sub("，", core).strip("，")
        known = known_riddle(riddle)
        if known and (cued or (known.kind == "riddle" and known_riddle(riddle, least=0.75))):
            return self._made("ask", 0.92, theirs=True, riddle=riddle)
        return (
            self._made("ask", 0.85, theirs=True, riddle=riddle) if _SURELY.search(core) and len(riddle) >= 8 else None
        )

    def _in_game(self, text: str, state: Mapping[str, Any]) -> Match | None:
        core, kept = core_of(text), {"state": dict(state)}
        if state.get("listens"):
            return self._their_riddle(text, core)
        if state.get("guessed"):
            return self._verdict(core, str(state["guessed"]))
        if state.get("next"):
            if _NO.fullmatch(core) or leaves(text):
                return self._made("give_up", 0.95, leaves=True, **kept)
            return self._made("ask", 0.95, **kept) if _MORE.fullmatch(core) or _YES.fullmatch(core) else None
        riddle = riddles()[int(state["at"])]
        if riddle.solved_by(text):
            return self._made("guess", 0.96, guess=text, **kept)
        if _HINT.fullmatch(core) or _REPEAT.fullmatch(core):
            return self._made("hint", 0.96, repeat=bool(_REPEAT.fullmatch(core)), **kept)
        if _MORE.fullmatch(core):
            return self._made("ask", 0.95, **kept)
        if _GIVE_UP.fullmatch(core) or _GIVE_UP.fullmatch(signs_of(text)):
            return self._made("give_up", 0.96, **kept)
        if leaves(text):
            return self._made("give_up", 0.96, leaves=True, **kept)
        if not _NOT_A_GUESS.search(core) and (_GUESSES.fullmatch(core) or 1 <= len(guess_in(core)) <= 4):
            return self._made("guess", 0.9, guess=text, **kept)
        return None

    def _their_riddle(self, text: str, core: str) -> Match | None:
        if leaves(text):
            return self._made("give_up", 0.95, leaves=True, state={})
        if len(core) >= 4 and not re.search("天气|几点|闹钟|音量|播放", core):
            return self._made("ask", 0.9, theirs=True, riddle=core)
        return None

    def _verdict(self, core: str, guessed: str) -> Match | None:
        """What the person says to the character's guess."""
        if re.fullmatch(
            "(?:对|对的|对了|对呀|是|是的|没错|猜对了|你猜对了|答对了|正确|真厉害|你真厉害|你真聪明|"
            "yes|right|correct)(?:了|呀|啊|，|就是|你真棒|真棒|厉害)*",
            core,
        ):
            return self._made("guess", 0.9, verdict="right")
        if re.search("^(?:不对|不是|错了|猜错了|没猜对|不)|答案是|谜底是", core):
            return self._made("guess", 0.9, verdict="wrong")
        return None

    def _made(self, what: str, confidence: float, **slots: Any) -> Match:
        return Match(skill=self.name, intent=f"riddle.{what}", confidence=confidence, slots=slots)

    # -- the character asks -----------------------------------------------------------------------------------------

    def _ask(self, kind: str, about: str, state: dict[str, Any], context: Context) -> Done:
        wanted = _KINDS.get(kind, "riddle")
        if wanted in ("riddle", "english"):
            wanted = "english" if context.english else "riddle"
        pool = [riddle for riddle in riddles() if riddle.kind == wanted and (not about or about in riddle.about)]
        pool = [riddle for riddle in pool if is_there(riddle.answer, context)]
        pool = pool or [riddle for riddle in riddles() if riddle.kind == "riddle"]
        told = " ".join(heard for _, heard in context.before)
        seen = [*state.get("seen", ()), *(at for at, riddle in enumerate(riddles()) if riddle.question in told)]
        places = unseen(pool, seen)
        at = places[(context.seed * 13) % len(places)]
        state = {"at": at, "kind": wanted, "seen": [*state.get("seen", ()), at][-60:], "tries": 0}
        riddle = riddles()[at]
        what = f"，{riddle.about}" if riddle.about else ""
        text = say(
            context,
            WORDS["ask"],
            question=riddle.question + what + ("" if riddle.kind == "english" else "。" if what else "？"),
        )
        return self._open(text, state, "asked")

    def _judged(self, guess: str, state: dict[str, Any], context: Context) -> Done:
        riddle = riddles()[int(state["at"])]
        if riddle.solved_by(guess):
            fact = f"it is {riddle.answer}" if context.english else f"就是{riddle.answer}"
            text = own_words(context, "yes", fact) + (" " if context.english else "") + say(context, WORDS["more"])
            return self._open(text, _next(state), "right")
        state["tries"] = int(state.get("tries", 0)) + 1
        if state["tries"] >= TRIES and not state.get("hinted"):
            state["hinted"] = True
            return self._open(say(context, WORDS["wrong, hint"], hint=riddle.hint), state, "wrong, helped")
        return self._open(say(context, WORDS["wrong"], guess=guess_in(guess)), state, "wrong")

    def _helped(self, state: dict[str, Any], context: Context, *, repeat: bool) -> Done:
        riddle = riddles()[int(state["at"])]
        if repeat:
            return self._open(say(context, WORDS["again"], question=riddle.question), state, "again")
        shown = riddle.hint
        if state.get("hinted") and riddle.kind != "english":
            shown = (
                f"一共{'一两三四五六七八九十'[min(len(riddle.answer), 10) - 1]}个字，头一个字是「{riddle.answer[0]}」"
            )
        state["hinted"] = True
        return self._open(say(context, WORDS["hint"], hint=shown), state, "hint")

    def _told(self, state: dict[str, Any], context: Context, *, more: bool) -> Done:
        if "at" not in state or state.get("next"):
            return Done(text=say(context, WORDS["bye"]), why="left")
        text = say(context, WORDS["answer"], answer=riddles()[int(state["at"])].answer)
        if not more:
            return Done(text=text, why="left")
        return self._open(text + (" " if context.english else "") + say(context, WORDS["more"]), _next(state), "told")

    # -- the person asks --------------------------------------------------------------------------------------------

    def _listening(self, context: Context) -> Done:
        return self._open(say(context, WORDS["listens"]), {"listens": True}, "listens")

    def _guessing(self, said: str, context: Context) -> Done:
        if riddle := known_riddle(said):
            return self._open(say(context, WORDS["guess"], answer=riddle.answer), {"guessed": riddle.answer}, "known")
        return self._open(say(context, WORDS["stumped"]), {"guessed": "?"}, "not known")

    def _heard(self, verdict: str, context: Context) -> Done:
        return Done(text=say(context, WORDS[f"was {verdict}"]), why=verdict)

    def _open(self, text: str, state: dict[str, Any], why: str) -> Done:
        return Done(text=text, floor=Floor(skill=self.name, state=state, turns=3), why=why)


def _wanted(noun: str, thing: str) -> dict[str, str]:
    """The kind of riddle, and what it is to be about."""
    kind = "sign" if noun == "字谜" else "teaser" if "转弯" in noun else "riddle"
    about = _ABOUT.get(thing, "")
    return {"kind": kind} | ({"about": about} if about else {})


def _next(state: Mapping[str, Any]) -> dict[str, Any]:
    return {"next": True, "seen": list(state.get("seen", ())), "kind": state.get("kind", "riddle")}
