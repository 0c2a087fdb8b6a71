"""「这个我不确定」 in the character's way: what it does not know, and what may be done instead. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleplay_lite.knowledge.around import left_over
from roleplay_lite.knowledge.evidence import Query
from roleplay_lite.persona.persona import Persona

_HAN = re.compile("[\u3400-\u9fff]")
_LONGEST_THING = 14
_FRAME = re.compile(
    "^(?:请问|你?知不知道|你知道|你晓得|你说|我想问一?下?|想问一?下|问一下|帮我查一?下?|给我查一?下?|查一?下|告诉我|那么?|对了|诶|哎|"
    "跟我讲讲|讲讲|说说|介绍一?下|给我介绍一?下?|为什么|为啥|怎么|如何|什么是|什么叫|谁是|哪[个位]是|[，,：: ])+|"
    "(?:到底|究竟|现在|目前|一共|大概|大约)|"
    "(?:是怎么(?:回事|来的|形成的?|工作的?|做的?)|是什么(?:意思|时候|样的|东西)?|是谁[^，。？?]{0,6}|(?:是)?在哪[儿里]?|有什么[^，。？?]{0,4}|"
    "(?:是|有)?多[少高长大远重深久宽快][^，。？?]{0,4}|(?:是|有)?哪[一个些年天国里儿][^，。？?]{0,6}|(?:是|有)?几[^，。？?]{0,4}|"
    "怎么[^，。？?]{0,4}|什么时候[^，。？?]{0,6}|什么[^，。？?]{0,4}|谁[^，。？?]{0,6}|吗|呢|啊|呀|吧|么)*[？?。！!]*$"
)
_FRAME_EN = re.compile(
    r"^(?:(?:do you know|can you tell me|tell me|please|hey|so)[, ]+)*(?:what|who|where|when|why|which|how(?: \w+)??)"
    r"(?:'s| is| are| was| were)\s+(?:the |an? )?|\?+$",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(
    "[会能到从把被给让要得还剩来玩吃喝去买看听说想找放帮用带送选写唱跳走跑睡起住叫]|"
    "^[不没是有在都也再就才比跟和与对按当等先刚又更最太很真好]|[了着过是有在的叫比跟和与]$"
)
"""What a name of one thing hardly has: a verb, or what stands before one."""
_MEASURE = re.compile("钱|米|公里|岁|年|度|克|斤|高|大|长|远|重|深|久|宽|快|意思|样子|名字|作|形成|工作|来|回事|时候")
_ZH = (
    "{thing}，我还真不确定，不瞎说。",
    "这个我不确定，{thing}我没把握。",
    "{thing}我说不准，怕说错了误你。",
    "说到{thing}，我心里没底，就不乱讲了。",
)
_ZH_BARE = ("这个我还真不确定，不瞎说。", "这个我不知道，怕说错了误你。", "这我没把握，就不乱讲了。")
_FRESH = (
    "{thing}我这会儿看不到新的，不敢瞎报。",
    "{thing}这种事会变，我手上没有新消息。",
)
_FRESH_BARE = (
    "这个我这会儿看不到，不敢瞎报。",
    "这种事会变，我手上没有新消息。",
)
_EN = (
    "I'm not sure about {thing}, and I'd rather not guess.",
    "I don't know about {thing}, honestly.",
)
_EN_BARE = ("I'm not sure about that one, and I'd rather not guess.", "I don't know that, honestly.")
_ONLINE = ("等网好了我再帮你查。", "等连上网，我再替你看看。")
_ONLINE_EN = ("I can look it up once I'm online.", "I'll check when I'm back online.")
_TALK = ("你要是知道，讲给我听听？", "你从哪儿听说它的？", "不如跟我说说，你怎么想起问这个？")
_TALK_EN = ("If you know, tell me?", "What made you wonder?")


def unsure(
    query: Query,
    persona: Persona,
    *,
    seed: int,
    language: str = "zh",
    recent: Sequence[str] = (),
    online: bool = False,
) -> str:
    """The honest word to a question that nothing answers; empty where nothing was to be looked up. `online` says that
    there is a cloud which could be asked and just now cannot. What stands in `recent` is not said again."""
    if query.needs <= 0:
        return ""
    english = language == "en"
    thing = topic(query, english=english)
    said = _fresh_of(_choices(persona, query, thing, english=english), seed, recent)
    if said.endswith(("？", "?")) or len(said) > 34 * (2 if english else 1):
        return said
    offers = (_ONLINE_EN if english else _ONLINE) if online else (_TALK_EN if english else _TALK)
    # An offer each time wears out.
    if not online and (seed // 7) % 2:
        return said
    offer = _fresh_of(offers, seed // 3, recent)
    return f"{said}{' ' if english else ''}{offer}"


def topic(query: Query, *, english: bool = False) -> str:
    """What was asked about, as a noun: an entity with what of it, else what is left of the question."""
    text = (query.text or query.said).strip()
    entity = next((one for one in query.entities if one in text or not query.said), "")
    if bool(_HAN.search(entity)) == english:
        entity = ""
    attribute = next((one for one in query.attributes if one in text), "") if entity and not english else ""
    if english and not _FRAME_EN.match(text):
        return entity
    rest = (_FRAME_EN if english else _FRAME).sub("", text).strip(" 的，。？?！!,.")
    if attribute and f"{entity}{attribute}" in text.replace("的", ""):
        rest = f"{entity}的{attribute}"
    elif not english:
        # 「故宫有多少块砖」 asks for its bricks: the thing alone would be too much to know nothing of.
        if left_over(_MEASURE.sub("", text.rpartition(rest)[2])):
            return ""
        rest = re.sub("(?:叫做?|是|有|在|属于)$", "", rest)
    longest = _LONGEST_THING * (3 if english else 1)
    if not 1 < len(rest) <= longest or bool(_HAN.search(rest)) == english:
        return entity if english or rest == entity else ""
    unnamed = rest.replace(entity, "") if entity else rest
    if not english and (_NO_NOUN.search(unnamed) or re.search("[你您我他她它这那，。]", unnamed)):
        return ""
    return rest


def _choices(persona: Persona, query: Query, thing: str, *, english: bool) -> tuple[str, ...]:
    """Ways to say it, the persona's own first."""
    if query.fresh and not english:
        return tuple(line.replace("{thing}", thing) for line in (_FRESH if thing else _FRESH_BARE))
    own = tuple(line for line in persona.lines.unknown if bool(_HAN.search(line)) != english)
    if thing:
        lines = own or (_EN if english else _ZH)
        return tuple(line.replace("{thing}", thing) for line in lines)
    that = "that" if english else "这个"
    return tuple(line.replace("{thing}", that) for line in own) or (_EN_BARE if english else _ZH_BARE)


def _fresh_of(choices: Sequence[str], seed: int, recent: Sequence[str]) -> str:
    """One that was not said lately, where there is one."""
    lately = "\n".join(recent[-4:])
    new = [one for one in choices if one not in lately]
    chosen = new or list(choices)
    return chosen[seed % len(chosen)]
