"""Stories at bedtime: told in parts, with a place where the listener says how it goes on; of what none is written, the
model makes one up, part by part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from roleplay_lite.skills.skill import Context, Done, Floor, Match, Said
from roleplay_lite.skills.words.asked import AFTER, ASK, core_of, leaves, offers, signs_of, tells_of
from roleplay_lite.skills.words.era import is_there
from roleplay_lite.skills.words.sounds import bare
from roleplay_lite.skills.words.story_words import BRIEFS, ENGLISH_BRIEFS, WORDS
from roleplay_lite.skills.words.tales import Tale, about, by_title, chosen, tales
from roleplay_lite.skills.words.voice import say

_LONGEST_WISH = 26
PARTS = 4
"""Of a story that the model makes up."""
_SOMEBODY = "小禾"
"""The child of a story where the listener's name is not known."""
_KIND = (
    "(?:睡前|童话|寓言|成语|小|短|短一点的?|短点的?|长一点的?|好听的?|有趣的?|新的?|哄睡|"
    "哄我睡觉的?|经典|历史|民间|温柔的?)*"
)
_STORY = f"(?P<kind>{_KIND})(?:故事|童话|寓言)"
_ANY = re.compile(
    f"{ASK}(?:睡觉前|睡前|今晚|今天|晚上)?{ASK}{_STORY}(?:哄我睡(?:觉)?|哄睡|"
    f"睡觉)?{AFTER}(?:，?(?:要|来个)?(?P<short>短(?:一)?点的?))?"
)
_THEMED = re.compile(
    f'(?P<ask>{ASK})(?:关于|有关|跟|和)?《?(?P<theme>[^，《》“”"]{{1,12}}?)》?(?:有关|主题)?的{_STORY}{AFTER}'
)
_NAMED = re.compile(f'(?P<ask>{ASK})《?(?P<title>[^，《》“”"的]{{3,9}})》?(?:的故事|这个故事|故事)?{AFTER}')
_FAMOUS = re.compile(
    f"{ASK}《?(?P<title>三只小猪|小红帽|白雪公主|灰姑娘|丑小鸭|卖火柴的小女孩|狼来了|龟兔赛跑|孙悟空|西游记|哪吒|葫芦娃|"
    "阿里巴巴|神笔马良|小马过河|小蝌蚪找妈妈|美人鱼|海的女儿|皇帝的新装|青蛙王子|睡美人|匹诺曹|木偶奇遇记|嫦娥奔月|"
    f"牛郎织女|愚公移山|司马光砸缸|孔融让梨|猴子捞月|后羿射日|精卫填海|田螺姑娘)》?(?:的?故事)?{AFTER}"
)
_ORDER = re.compile(
    "(?:(?:(?<!我)讲(?!述|的是)|(?<!我)说|[编来听念要])|给我)(?:一?[个段篇]|点)?[^，]{0,14}(?:故事|童话(?!剧|书|镇)|寓言)"
)
_WITH = tuple(
    re.compile(pattern)
    for pattern in (
        "(?:要有|里(?:面)?有|带|关于|主角是|讲的是)(?P<theme>[\u4e00-\u9fff]{1,8}?)(?:的|，|$|故事)",
        "(?:[讲说编来听念要]|给我)(?:一?[个段篇]|点)?(?P<theme>[\u4e00-\u9fff]{2,8}?)的(?:故事|童话|寓言)",
    )
)
_TOLD_OF = re.compile(
    "[讲说编听念看][了过得完]|故事(?:书|会|里|机|真|很|好(?!听的)|太|挺|是|怎么|的(?:人|结局|"
    "主角|作者))|喜欢|最爱|总|每晚|都要|才睡|每天|老是|什么故事|哪个故事|讲的是什么|没听|怕|别[讲说编听]|不想|不要|不爱|怎么办"
)
_CONTINUED = re.compile("(?:那|好)?，?(?:接着|继续|往下)(?:往下)?(?:编|讲|说)")
_WAS_TOLD = re.compile("故事|从前|编|讲")
_OF_THEIRS = re.compile(
    "^我有|^有(?:什么|啥)故事$|(?:[讲说听编]|关于)(?:一?[个段]|点)?[你您他她][^，"
    "给帮]{0,8}的故事|^[你他她]们?自?己?的故事|当着|紧张|厉害"
)
_ENGLISH = re.compile(
    "(?:please |can you |could you )*tell (?:me|us) (?:a|another|one more) (?:short |bedtime "
    "|nice )*(?:bedtime )?story(?: about (?:an? |the )?(?P<theme>.{2,40}?))?(?: please)?|"
    "(?:a )?bedtime story(?: please)?"
)
_ANOTHER = re.compile(
    "(?:好|要|还要|我要|我还要|不要这个|不想听这个|这个听过了?)?，?(?:再|换|还想|还要|"
    "另)?(?:来|讲|说|听|换)(?:一)?个?(?:别的|新的|短(?:一)?点的)?(?:故事)?(?:吧|，)*|"
    "换一?个(?:故事)?|再来一?个|另外一个|another(?: one| story)?|one more"
)
_GO_ON = re.compile(
    "(?:好|嗯|要|想|那|快|你|请|再|就|还)*，?(?:继续|接着|往下|然后|后来|之后|接下来|"
    "再往下)(?:讲|说|听|呢|怎么样|怎么了|发生了?什么|吧|啊|了|下去|，)*|(?:好|嗯|嗯嗯|要|"
    "要的|想|想听|听|好呀|好啊|好的|当然|可以|要听|还要听|讲|讲吧|快讲|讲下去|说下去|你讲|"
    "你说)(?:呀|啊|吧|，)*"
    "|(?:go on|continue|and then|what happens? next|what happened next|yes|sure|ok|okay|please go on)",
)
_EITHER = re.compile(
    "(?:定|选|决定|都行|都可以|随便|随你|你定|你选|你说(?:呢|吧)?|你决定|你来(?:定|选)|不知道|我不知道|"
    "都好|猜不出来?|不晓得|哪个都行|either|you choose|i don'?t know|whatever)(?:吧|了|啊|，)*"
)
_IDEA = re.compile("(?:我(?:觉得|说|想|猜)|应该|就|让|叫|要不|可以|那|它|他|她)[^？?]{2,20}")
_NOT_AN_IDEA = re.compile("什么|怎么|几|天气|打开|关|音量|声|停|你叫|你是|我(?:饿|困|渴|累|要|想)|慢|快点|再说|吗")
_END = re.compile(
    "(?:我)?(?:要睡了|困了|睡觉了|睡了|想睡了|晚安|好困)(?:，?晚安)?(?:了|啦|，)*|(?:good night|i'?m sleepy)"
)


class Story:
    """See the module."""

    name = "story"

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        core = core_of(said.text)
        if (
            said.floor
            and said.floor.skill == self.name
            and (found := self._in_story(said.text, core, said.floor.state))
        ):
            return found
        if _CONTINUED.match(core) and said.before and _WAS_TOLD.search(said.before[-1][0]):
            return self._made("go_on", 0.9, state={"free": "", "part": 1}, said="")
        return self._asked(core)

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        slots, state = match.slots, dict(match.slots.get("state", {}))
        if slots.get("leaves"):
            return Done(text=say(context, WORDS["good night" if slots.get("sleepy") else "bye"]), why="left")
        if match.intent == "story.tell":
            return self._begun(slots, state, context)
        if "free" in state:
            return self._made_up(state, str(slots.get("said", "")), context)
        return self._went_on(int(state["tale"]), state, slots, context)

    # -- matching -------------------------------------------------------------------------------------------------

    def _asked(self, core: str) -> Match | None:
        if found := _ENGLISH.fullmatch(core):
            return self._made("tell", 0.96, theme=found["theme"] or "", english=True)
        if offers(core) or tells_of(core) or _OF_THEIRS.search(core):
            return None
        if core not in ("故事", "童话", "寓言") and (found := _ANY.fullmatch(core)):
            return self._made("tell", 0.97, kind=_kind(core), short="短" in core)
        if found := _THEMED.fullmatch(core):
            theme = found["theme"]
            if by_title(theme):
                return self._made("tell", 0.97, title=theme)
            # 「爱情的故事」 with nothing before it is a title, not an order.
            if re.search("[讲说听来要给]", found["ask"]) and not re.search(
                "[你我他她谁这那]|什么|自己|真实|刚才", theme
            ):
                return self._made("tell", 0.93, theme=theme, kind=_kind(core), short="短" in core)
        if len(core) <= _LONGEST_WISH and _ORDER.search(core) and not _TOLD_OF.search(core):
            theme = next((named["theme"] for pattern in _WITH if (named := pattern.search(core))), "")
            if re.fullmatch(f"{_KIND}|[长短新好]\\S{{0,3}}", theme):
                theme = ""
            return self._made(
                "tell",
                0.85,
                theme=re.sub("^(?:一?[只个条头]|小)(?=..)", "", theme),
                kind=_kind(core),
                short="短" in core,
            )
        if (famous := _FAMOUS.fullmatch(core)) and re.search("[讲说听来]", core) and not by_title(famous["title"]):
            return self._made("tell", 0.9, theme=famous["title"])
        found = _NAMED.fullmatch(core)
        if found and by_title(found["title"]) and (re.search("[讲说听]", found["ask"]) or "故事" in core):
            return self._made("tell", 0.95, title=found["title"])
        return None

    def _in_story(self, text: str, core: str, state: Mapping[str, Any]) -> Match | None:
        kept = {"state": dict(state)}
        if _END.fullmatch(core):
            return self._made("go_on", 0.9, leaves=True, sleepy=True, **kept)
        if leaves(text) or (state.get("over") and re.fullmatch("(?:不要|不用|不了|不听|不|no)(?:了|，)*", core)):
            return self._made("go_on", 0.95, leaves=True, **kept)
        if _ANOTHER.fullmatch(core):
            return self._made("tell", 0.95, another=True, short="短" in core, **kept)
        if state.get("asks"):
            line = core if core.isascii() else signs_of(text)
            way = chosen(tales()[int(state["tale"])], line) if "tale" in state else None
            if way is not None:
                return self._made("choose", 0.95, way=way, said=core, **kept)
            if _EITHER.fullmatch(core) or _GO_ON.fullmatch(core):
                return self._made("choose", 0.93, said="", **kept)
            if len(core) <= 22 and _IDEA.fullmatch(core) and not _NOT_AN_IDEA.search(core):
                return self._made("choose", 0.8, said=core, idea=True, **kept)
            return None
        if _GO_ON.fullmatch(core):
            return self._made("tell" if state.get("over") else "go_on", 0.93, another=bool(state.get("over")), **kept)
        return None

    def _made(self, what: str, confidence: float, **slots: Any) -> Match:
        kept = {
            name: value for name, value in slots.items() if value is not None and value is not False and value != ""
        }
        return Match(skill=self.name, intent=f"story.{what}", confidence=confidence, slots=kept)

    # -- telling --------------------------------------------------------------------------------------------------

    def _begun(self, slots: Mapping[str, Any], state: dict[str, Any], context: Context) -> Done:
        heard = list(state.get("heard", ()))
        theme = str(slots.get("theme", "") or (state.get("theme", "") if slots.get("another") else ""))
        if title := slots.get("title"):
            tale = by_title(str(title))
        else:
            tale = _picked(
                theme, str(slots.get("kind", state.get("kind", ""))), bool(slots.get("short")), heard, context
            )
        lead = ""
        if tale is None:
            # A small model's own stories hold no thread: another that is written is the better one.
            lead = say(context, WORDS["instead"], theme=theme) if theme else ""
            tale = _picked("", "", bool(slots.get("short")), heard, context)
        if tale is None:
            return self._made_up({"free": theme, "part": 0}, "", context)
        at = tales().index(tale)
        kept = {"tale": at, "asks": True, "heard": [*heard, at][-30:], "kind": slots.get("kind", state.get("kind", ""))}
        opening = lead or say(context, WORDS["opening"], title=tale.title)
        text = opening + _joined((*tale.opening, tale.question), tale)
        return self._open(_for(text, context), kept, tale.title)

    def _went_on(self, at: int, state: dict[str, Any], slots: Mapping[str, Any], context: Context) -> Done:
        """After the choice: what came of it, and as much as may be told at once; then the end."""
        tale = tales()[at]
        told = int(state.get("told", 0))
        parts: list[str] = []
        if state.get("asks"):
            way = slots.get("way")
            if way is None:
                way = context.seed % 2
                if slots.get("idea"):
                    parts.append(say(context, WORDS["idea"]))
            parts.append(tale.ways[int(way)].text)
        left = tale.ending[told:]
        now = left if len(left) <= 1 or not state.get("asks") else left[:-1]
        parts += now
        text = _for(_joined(parts, tale), context)
        kept = {key: state[key] for key in ("tale", "heard", "kind") if key in state}
        if len(now) < len(left):
            cue = say(context, WORDS["pause"])
            return self._open(_joined((text, cue), tale), kept | {"told": told + len(now)}, f"{tale.title}: on")
        end = say(context, WORDS["calm end" if tale.bedtime else "end"])
        return self._open(_joined((text, end), tale), kept | {"over": True}, f"{tale.title}: end")

    def _made_up(self, state: dict[str, Any], said: str, context: Context) -> Done:
        """The next part of a story that the model tells."""
        part, theme = int(state.get("part", 0)) + 1, str(state["free"])
        briefs = ENGLISH_BRIEFS if context.english else BRIEFS
        kind = "first" if part == 1 else "last" if part >= PARTS else "next"
        wanted = briefs["wanted"].format(said=said) if said else ""
        brief = briefs[kind].format(theme=theme, wanted=wanted, who=_listener(context))
        kept: dict[str, Any] = {"free": theme, "part": part} | ({"over": True} if kind == "last" else {"asks": True})
        floor = Floor(skill=self.name, state=kept, turns=4)
        return Done(
            brief=brief,
            sentences=4,
            fallback=_instead(theme, part, context),
            floor=floor,
            why=f"made up {part}/{PARTS}",
        )

    def _open(self, text: str, state: dict[str, Any], why: str) -> Done:
        return Done(text=text, floor=Floor(skill=self.name, state=state, turns=4), why=why)


def _kind(core: str) -> str:
    return next(
        (
            kind
            for kind, pattern in (("寓言", "寓言"), ("成语", "成语"), ("古人", "历史|古人"), ("睡前", "睡|哄"))
            if re.search(pattern, core)
        ),
        "",
    )


def _picked(theme: str, kind: str, short: bool, heard: list[int], context: Context) -> Tale | None:
    """A written story that fits and was not told yet; None where the theme has none."""
    there = [tale for tale in tales() if (tale.kind == "english") == context.english and is_there(tale.title, context)]
    if theme and context.english:
        pool = [tale for tale in there if theme in tale.about]
    elif theme:
        pool = [tale for tale in about(theme) if tale in there]
    elif kind:
        pool = [tale for tale in there if kind in tale.kind]
    else:
        pool = there if short else [tale for tale in there if tale.bedtime or context.english]
    fresh = [tale for tale in pool if tales().index(tale) not in heard]
    if not pool or (theme and not fresh):
        return None
    fresh = fresh or pool
    if short:
        fresh = sorted(fresh, key=lambda tale: tale.length)[:4]
    return fresh[0] if theme else fresh[(context.seed * 7) % len(fresh)]


def _instead(theme: str, part: int, context: Context) -> str:
    """Where the model cannot tell it: a written one, whole."""
    if part > 1:
        return say(context, WORDS["lost thread"])
    pool = [tale for tale in tales() if (tale.kind == "english") == context.english and is_there(tale.title, context)]
    pool = sorted(pool, key=lambda tale: tale.length)[:5]
    tale = pool[context.seed % len(pool)]
    text = _joined((*tale.opening, tale.ways[1].text, *tale.ending), tale)
    return _joined((say(context, WORDS["instead"], theme=theme), _for(text, context)), tale)


def _joined(parts: tuple[str, ...] | list[str], tale: Tale) -> str:
    return (" " if tale.kind == "english" else "").join(part for part in parts if part)


def _for(text: str, context: Context) -> str:
    """With the listener's name where a child is in the story."""
    return text.replace("{child}", _listener(context))


def _listener(context: Context) -> str:
    name = bare(context.person)
    return name if re.fullmatch("[\u4e00-\u9fff]{1,4}", name) else _SOMEBODY
