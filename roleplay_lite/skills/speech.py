"""How the character talks: slower, faster, the last reply once more, and no more of it."""

from __future__ import annotations

import re
from typing import Any

from roleplay_lite.skills.heard import line_of
from roleplay_lite.skills.skill import Command, Context, Done, Match, Said
from roleplay_lite.skills.wording import choose, reply

STEP = 0.15
"""So much of its pace it changes."""
ONCE = 0.8
"""The pace at which something is said again slowly."""
STOP_CHARS = 14
_BIT = "(?:一?点儿?|一些|些|一下)"
_TALK = "(?:说话?|讲话?|语速|念|读|话|聊|语气|速度|话速)"
_WISH = (
    "(?:你|您|请|能|可以|再|放|稍微|往后|以后|麻烦|尽量|给我|要|把|那|就|说|讲|得|的|，|稍|老人家|我|别|帮我|把话|调)*"
)
_SLOWER = re.compile(
    f"(?:说|讲)(?:话|得)?(?:这么|那么)快，?我?(?:听不|没听|跟不)|(?:说话|讲话)(?:太|有点)快(?:了|啦)?$|^(?:太|有点)快(?:了|啦)?，?(?:我)?(?:听不清楚?|跟不上|没听清楚?)$|^{_WISH}{_TALK}?(?:的)?(?:速度|语速)?(?:得|的|请|要|再|"
    f"可以|能|能不能|能否|太快了|，|稍微|放|"
    f"给我|调|变)*慢{_BIT}?(?:说|讲|念|来|啊|嘛|的|，|行|点)*(?:$|，)|"
    f"(?:语速|速度)(?:降|减)(?:慢|低)?(?:一?点|些|下来)|{_TALK}(?:得|的)?(?:有点|太|好|这么|那么)?快(?:了|啦)(?:$|，)|别(?:说|讲|念)?(?:得|的)?(?:那么|"
    f"这么|太)快|{_TALK}(?:话)?(?:放|调|降|变)?慢{_BIT}?(?:$|，|，?老|听)|(?:放|调|降)(?:慢|"
    f"低)(?:一?点|些)?(?:语速|说话)|(?:语速|速度)(?:调|降|放)(?:慢|低)|慢慢(?:说|讲)(?:$|，)|"
    f"(?:听不清|跟不上|记不过来|没听清)，?.{{0,6}}慢|慢{_BIT}(?:说|讲)|(?:说|讲)(?:得)?(?:那么|"
    f"这么)快(?:干嘛|干什么|干啥)|(?:说|讲|念)(?:话)?慢{_BIT}(?:我|，|$)|"
    "(?:speak|talk|say it)?.{0,8}(?:slower|slow down|more slowly)|not so fast"
)
_FASTER = re.compile(
    f"^(?:话说|太慢了，?|有点慢，?)?{_WISH}{_TALK}(?:的)?(?:速度|语速)?(?:得|的|请|要|再|可以|能|"
    f"能不能|，|稍微|给我|调|变)*快{_BIT}?(?:说|讲|来|啊|的)*(?:$|，)|{_TALK}(?:得|的)?(?:有点|太|好|"
    f"这么|那么)?慢(?:了|吞吞|死了)(?:$|，)|别(?:说|讲)(?:得|的)?(?:那么|这么|太)慢|(?:加快|调快|"
    f"提高)(?:一?点|些)?(?:语速|说话)|(?:语速|速度)(?:调|加|变)快|快{_BIT}(?:说|讲)(?:$|，)|"
    "(?:speak|talk).{0,8}faster|speed (?:it )?up|faster please"
)
_NORMAL = re.compile(
    "(?:恢复|回到|变回|调回|改回|还原)(?:到|成)?(?:正常|原来|默认|之前|平常|原先)?(?:的)?(?:语速|"
    "速度|说话速度|正常)|(?:用)?(?:正常|原来|默认|平常|普通)(?:的)?(?:语速|速度)(?:就行|就好|说|说话|"
    "吧|，|$)?|正常(?:说话|说|讲话?)(?:就行|就好|吧)?$|(?:语速|速度)(?:恢复|正常|还原|回到|调回)|"
    "不用(?:那么|这么|说)*(?:慢|快)(?:了|$)|(?:talk|speak) normally|normal speed|"
    "照(?:着)?(?:原来|之前|以前|平常)(?:那样|的样子|的)?(?:说|讲)|(?:speed )?back to normal"
)
_AGAIN = re.compile(
    "^重复你?刚才的?话|^what was that|^(?:啥|什么|蛤)$|^(?:刚才?|刚刚)(?:说|讲)(?:了)?(?:啥|什么)|"
    "^(?:我)?刚没听(?:见|清|到)|(?:再|重|重新|又)(?:给我)?(?:说|讲|念|来|复述|重复|背|读|播)(?:一?下|"
    "一?[遍次回])(?=$|，|你|刚|"
    "好|行|吧|给|慢|嘛|呗|我(?:没听|没有听|刚|听|有点)|听|谢|please)(?!.*(?:故事|诗|谜语|首|别的))|"
    "重复(?:$|一?[遍下次]|刚才|上一句)|(?:刚才|刚刚|上一?句|前面)(?:的|那)?(?:你)?(?:说|"
    "讲)?(?:的)?(?:那?句)?(?:话)?(?:是)?(?:什么|啥)(?:来着)?(?:$|，)|(?:刚才|刚刚|上一?句|前面)(?:的|"
    "那)?(?:你)?(?:说|讲)?(?:的)?(?:那?句|话)，?.{0,6}(?:再|重|原样).{0,3}(?:[遍次说讲来])|(?:^|"
    "，)(?:不好意思|对不起|抱歉|我|刚才|刚刚|啊|啥|什么|，|有点|太吵了?|风大)*(?:没|没有|没太|"
    "没大)听(?:清楚?|见|懂|到|着|明白)(?:了)?(?:你)?(?:刚才)?(?:说|讲)?(?:的|了)?(?:啥|什么|"
    "是什么)?(?:$|，)|听不(?:清|见)(?:楚)?你(?:在)?(?:说|讲)(?:的)?(?:啥|什么|话)|重说|重讲|"
    "(?<![跟和对给听])你(?:刚才|刚刚|刚)?(?:说|讲)(?:的|了)?(?:啥|什么)(?:来着)?(?:$|，)|^(?:啊|什么|"
    "啥|蛤|哈)?，?(?:说|讲)什么(?:$|，|来着)|再说遍|(?:say|repeat) (?:that|it) again|come again|"
    "say again|repeat (?:that|please|what you said)|pardon|what did you (?:just )?say|"
    "i didn'?t (?:hear|catch)|one more time$"
)
_AGAIN_WRONG = re.compile(
    "(?:没|听不)(?:听)?(?:懂|清|见|到|明白)(?:老师|他|她|他们|妈|爸|歌|电话|闹钟|雷|课|敲门|门铃)|"
    "他说|她说|我(?:刚才|刚刚|刚)?(?:说|讲)(?:了|的|过)|广播|(?:再|重新)来一[次遍](?:的话|我|就|"
    "人生)|人生|如果|要是|考试|重新(?:来过|开始)|我(?:再|重新)(?:说|讲|来|念)|给(?:他|她|妈|爸)|"
    "再来一(?:次|遍|回)(?!$|，)|我(?:没|不)(?:说|讲)"
)
_STOP_WORD = (
    "(?:停(?:停|下来?|一?下|一停|了吧|止|住)?|打住|住口|住嘴|闭(?:上|了)?嘴|说够了没|(?<=可以)停了|"
    "别(?:再)?(?:说|讲|念|吵|出声|唠叨|啰嗦|叨叨|嚷嚷|BB|bb|哔哔|念叨|聊|说话|废话)(?:了|啦|话了)?|"
    "不(?:要|用|许|准)(?:再)?(?:说|讲|念|吵)(?:话)?(?:了|啦)?|安静(?:一?点|一?下|一?会儿?|些)?|"
    "消停(?:一?[会下]儿?|点)?|嘘+|够了|够啦|打断一下|可以了(?!解)|不想听了|不听了|到此为止|别出声|静一静|"
    "stop(?: it| talking| speaking)?|shut up|be quiet|quiet|enough|silence|hush|that'?s enough)"
)
_STOP = re.compile(
    f"^(?:好了?|行了?|嘘|嗯|哎呀?|你|您|快|先|给我|请|可以|能不能|能|都|，|那|ok|okay|please|啊|先别|"
    f"就|到这儿?|得了|我说|好啦|行啦|拜托|赶紧)*{_STOP_WORD}(?:{_STOP_WORD}|，|吧|啊|呀|嘛|好吗|行吗|"
    f"行不行|好不好|好了?|我(?:知道|接个?电话|要|想|先|有|困|累|在|正).{{0,8}}|有人.{{0,6}}|(?:我|"
    f"让我)(?:静|安静|睡|休息|想).{{0,6}}|先|了|please|now|你|一下|那个|就这样|你太(?:吵|啰嗦|能说)了?|"
    f"太吵了|吵死了|烦死了|孩子.{{0,6}}|宝宝.{{0,6}}|来(?:电话|人)了?)*$"
)
_STOP_ONLY = re.compile("静音，?别(?:说话?|讲)了?|停止(?:说话|播报)?(?:吧)?|可以停了|不说了|说够了没")
_STOP_WRONG = re.compile(
    "停(?:下来想|车|电|水|课|工|战|药|不下来|留|顿)|(?<!可以)(?<!可以了)停了(?!吧)|别说(?:是|他|她|"
    "我|这|那)|闭嘴的|安静的"
)


class Speech:
    """See the module."""

    name = "speech"

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        line = line_of(said.text)
        core, text = line.core, line.text
        if len(core) > 30:
            return None
        if _STOP_ONLY.fullmatch(text) or (
            not _STOP_WRONG.search(core)
            and not re.search("够了(?:吗|没)$", text)
            and (_STOP.match(text) or _STOP.match(core))
        ):
            return self._made("stop", 0.96)
        if (_AGAIN.search(core) or _AGAIN.search(text)) and not _AGAIN_WRONG.search(core):
            slow = bool(re.search("慢|slow", core))
            return self._made("again", 0.93, {"slower": True} if slow else {})
        if re.search("车|走路?|跑|吃|长大|时间|日子|网|电脑|手机|反应|写|音乐|歌|生活|进度|钟(?!头)|心跳|等", core):
            return None
        if _NORMAL.search(core):
            return self._made("normal", 0.93)
        if _SLOWER.search(core) and not re.search("他|她|老师|我(?:说|讲|要不要)", core):
            return self._made("slower", 0.93)
        if _FASTER.search(core) and not re.search("他|她|老师|我(?:说|讲|要不要)", core):
            return self._made("faster", 0.92)
        return None

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        match match.intent:
            case "speech.stop":
                lines = ("Okay.", "All right.") if context.english else ("好。", "嗯。", "好，不说了。")
                return Done(text=choose(lines, context), effects=(Command(action="stop"),), why="stop")
            case "speech.again":
                return _again(match.slots, context)
            case "speech.normal":
                text = reply(context, ("好，还照原来的速度。", "行，恢复正常。"), ("All right, back to normal.",))
                return Done(text=text, effects=(Command(action="speech.rate", value=1.0),), why="normal")
        slower = match.intent == "speech.slower"
        mandarin = (
            ("好，我慢点说。", "行，那我慢慢讲。", "好，放慢了。") if slower else ("好，我说快点。", "行，快一点。")
        )
        text = reply(context, mandarin, ("All right, slower.",) if slower else ("All right, faster.",))
        return Done(text=text, effects=(Command(action="speech.change", value=-STEP if slower else STEP),), why="pace")

    def _made(self, what: str, confidence: float, slots: dict[str, Any] | None = None) -> Match:
        return Match(skill=self.name, intent=f"speech.{what}", confidence=confidence, slots=slots or {})


def _again(slots: Any, context: Context) -> Done:
    last = next((reply_ for _, reply_ in reversed(context.before) if reply_.strip()), "")
    if not last:
        return Done(
            text=reply(context, ("我刚才还没说话呢。", "我还什么都没说呀。"), ("I haven't said anything yet.",)),
            why="nothing",
        )
    effects = (Command(action="speech.once", value=ONCE),) if slots.get("slower") else ()
    return Done(text=last, effects=effects, why="again")
