"""Whether a reply meets what the person feels, before it does anything else. Pure; rules that can be read.

A rule reads words, not warmth: what it counts as met names the feeling, stands by the person, or asks after what
happened. A reply that does so without any of these words is missed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roleplay_lite.evaluation.judging.states import takes_their_state
from roleplay_lite.evaluation.judging.text import Clause, bare, clauses_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Empathy:
    """What a reply does with a feeling."""

    meets: bool
    """It acknowledges the feeling in its own key, or asks after it."""
    advises_first: bool
    """It tells the person what to do before anything acknowledges the feeling."""
    asks_back: bool
    """It asks the person something about it."""
    wrong_tone: bool
    """It congratulates on grief, comforts joy, or makes little of what is felt."""


# Feelings and what brings them, as one names them to somebody else.
_LOW_WORDS = (
    "难过|伤心|难受|委屈|心疼|心酸|揪心|不容易|辛苦|遭罪|受罪|受苦|吃苦|生气|气人|可气|可恶|过分|欺负人|"
    "欺人太甚|不公平|不讲理|"
    "害怕|吓人|吓着|担心|着急|紧张|慌|焦虑|不安|忐忑|没底|孤单|孤独|寂寞|冷清|舍不得|不舍|想念|惦记|挂念|"
    "空落落|心里空|失落|失望|"
    "憋屈|憋闷|堵得慌|闷得慌|苦了|太苦|真苦|心苦|熬人|难熬|熬着|难为你|为难|可惜|遗憾|丢脸|丢人|难堪|尴尬|"
    "自责|内疚|愧疚|羡慕|嫉妒|吃醋|"
    "酸溜溜|眼红|无聊|没劲|没意思|乏味|累坏|累着|很累|真累|太累|好累|多累|够累|心累|疲惫|疲倦|撑不住|扛不住|"
    "压力|痛苦|心痛|心里疼|疼啊|绝望|崩溃|"
    "不甘心|窝火|窝囊|恼火|火大|来气|不好受|不是滋味|不好过|想哭|哭一场|眼泪|扎心|心寒|寒心|心凉|可怜|无助|"
    "晦气|倒霉|糟心|闹心|膈应"
)
_HIGH_WORDS = (
    "恭喜|祝贺|贺喜|道喜|真棒|太棒|好棒|棒极|棒啊|太好了|真好|好极|好样的|了不起|厉害|能干|出息|争气|有本事|"
    "真行|真牛|优秀|聪明|高兴|开心|快乐|欢喜|"
    "乐坏|喜事|好事|好消息|骄傲|自豪|得意|光荣|值得|有福|福气|幸福|幸运|走运|美滋滋|真美|甜|激动|惊喜|"
    "松(?:了)?(?:一)?口气|踏实|放心了|安心|"
    "石头落|落地了|总算|可算|终于|熬出|熬过|没白|有惊无险|虚惊|万幸|庆幸|解脱|轻松|痛快|过瘾|舒坦|舒服|巴适|"
    "佩服|服了你|为你|替你|哇|真不赖|真了不得|"
    "暖|感动|有心|有缘|难得|妙|喝彩|鼓掌|给你(?:点赞|竖|鼓)|点赞|大拇指|耶|不简单|不容易|热闹"
)
# What stands by somebody, whatever they feel.
_STANDS_BY = (
    "抱抱|抱一下|抱一抱|陪你|陪着你|我陪|我在(?:呢|这|呐|$)|我都在|有我(?:在|呢|$)|听你(?:说|讲|唠)|"
    "你(?:慢慢)?(?:说|讲)(?:吧|给我|出来|说)|跟我(?:说|讲|唠)|"
    "我(?:都|全|能|也)?(?:听着|懂|明白|理解|体会|晓得你)|理解你|懂你|明白你|知道你|换(?:成|作|了)?(?:我|谁|"
    "哪个)|谁(?:都|碰上|遇上|摊上|听了|见了)(?:会|也|得)|"
    "搁谁|放谁身上|想哭就哭|哭出来|哭吧|靠(?:一下|一会儿|着我)|拍拍|摸摸|不怪你|不是你的错|你没(?:做)?错|"
    "别自责|站你这|向着你|i'm (?:so )?sorry|that must"
)
_SIGHS = "^(?:唉+|哎+|哎呀|哎哟|哎唷|嗐|天哪|天呐|我的天|老天|啊呀|呜+)(?:呀|哟|喂|啊|唉)*$"
# To console is to acknowledge, and no advice.
_CONSOLES = (
    "(?:别|不要|莫|甭)(?:太|再|这么|那么|老)?(?:难过|伤心|哭|怕|害怕|急|着急|担心|生气|气|慌|紧张|灰心|委屈|"
    "往心里去|自责|内疚|放心上|放在心上|难受|沮丧|泄气|"
    "气馁|失望|憋着|硬撑|逞强)|节哀|会好(?:的|起来)|会过去|没关系|没事(?:的|儿|啊|了|$)"
)
_JOYLESS = (
    "(?:别|不要|莫|甭)(?:太|再|这么|那么|老)?(?:难过|伤心|哭|灰心|委屈|难受|沮丧|泄气|气馁|失望|自责|生气)|"
    "节哀|太可惜|真可惜|真遗憾|太遗憾|太惨|真惨|心疼你|"
    "难为你|真倒霉|太倒霉|会好起来|会过去的"
)
_REJOICES = (
    "恭喜|祝贺|贺喜|道喜|太好了|太棒|真棒|好棒|真不错|好极了|值得庆祝|庆祝一下|真高兴|真开心|好开心|替你高兴|"
    "为你高兴|太有意思|真有意思|真有趣|太有趣|好玩|真好玩|"
    "^哈哈|哈哈哈|嘻嘻|嘿嘿|有福气|真幸福|真幸运|好消息|好事(?:啊|呀|儿|情|$)|喜事|^(?:那|这)?(?:真|挺|"
    "可)(?:好|棒)(?:啊|呀|的|呢|嘛|哇)*$"
)
_MAKES_LITTLE = (
    "活该|自找的|谁让你|谁叫你|怪你自己|都怪你|矫情|玻璃心|至于(?:吗|嘛|么)|有(?:什么|啥)(?:好|可|"
    "大不了)(?!吃|玩|看|听的)|不就是|多大点(?:事|儿)|这点(?:小)?事|"
    "小事一桩|小题大做|大惊小怪|想(?:太)?多了|想得太多|别想(?:太)?多|瞎想|没出息|真笨|笨死|真没用|太没用|"
    "太脆弱|哭什么|怕什么|气什么"
)
_ADVICE = re.compile(
    "^(?:那|那么|那就|就|所以|不过|可|可是|但|但是|其实|嗯|对|来)?(?:你|您|咱|咱们|我建议你?|我劝你|不妨|"
    "建议你?|要我说你?|依我看你?)?(?:也|还是|就|先|现在|得|可|真的|自己|以后|下次|下回|明天|今晚|平时|一定|"
    "不妨)*"
    "(?:可以(?:去|先|试|跟|多|找|把|让|给|用|做|考虑|听|看|在)|应该|应当|该(?:去|先|多|好好|跟|找|休息)|"
    "得(?:去|先|多|好好|跟|赶紧|学)|要(?:去|先|多|好好|学会|记得|坚持|相信|努力|注意|加油|勇敢|坚强|学着|"
    "保持|乐观|尽快|及时)|"
    "最好|不如(?:去|先|就|你|把|找|来)|要不(?:你|先|就|去)|试试|试着|尝试|(?<!你)(?<!您)记得|一定要|千万(?:要|别)|务必|"
    "必须|赶紧|赶快|快(?:去|点|把|找)|先(?:去|回|来|把|别|冷静|休息|吃|睡|喝|找|做|想|试|跟|换|看)|"
    "去(?:找|跟|问|看|医院|睡|吃|做|试|散|外面|运动|报|听|洗)|多(?:休息|喝|吃|睡|穿|跟|和|陪|运动|出去|听|"
    "想想|找|注意|练|做|看)|好好(?:休息|睡|吃|照顾|学|想|努力|干|跟|说|准备|复习|表现|准备|调整)|"
    "努力|加油|坚持|调整|放松|深呼吸|深吸|休息(?:一下|一会|会儿|吧)|睡(?:一觉|吧|会儿)|吃(?:点|顿)|喝(?:点|"
    "杯|口)|洗(?:个|把)|出去(?:走|转|散|玩|逛)|找(?:个|人|朋友|老师|警察|他|她|物业|机会|点)|跟(?:他|她|老师|"
    "妈妈|爸爸|家|朋友|领导|孩子).{0,4}(?:说|谈|聊|讲|沟通)|"
    "换个|想开点|看开点|往前看|向前看|振作|学会|保持|注意|别(?:放弃|熬夜|理|管|再|忘|去|让|把|总|老|跟|被|放|"
    "给|惦记|吃|喝|想))"
)
_OFFERS = re.compile("我(?:来|陪|给你|帮你|替你|跟你|和你|们)|咱|一起|一块儿|陪")
_ASKS_AFTER = re.compile(
    "怎么(?:了|回事|啦|着|样|会|说|想|办到|做到)|咋(?:了|回事|啦|整|样|说)|发生|出(?:了)?(?:什么|啥)事|后来|"
    "然后|接着|为(?:什么|啥|何)|哪(?:里|儿|个|位|天|家|段|句)|谁|多久|多(?:大|高|少|长)|什么|啥|几|"
    "想(?:不想)?(?:说|讲|聊|不想)|愿意|要不要|能不能|是不是|有没有|还好吗|好(?:点|些)(?:了)?(?:吗|没)|现在|"
    "今天|心里|感觉|觉得|多会儿|何时|疼不疼|难不难|累不累|怕不怕"
)
# What is asked of nobody (「谁不知道呢」), of the character itself, or to change the subject.
_NO_QUESTION = re.compile(
    "^(?:是|对|真|真的|是真的|哦|啊|嗯|哈|什么|啥|怎么|为什么|谁)(?:吗|么|呀|啊|嘛|呢)?$|谁(?:不|还|让|叫|"
    "说)|我(?:是|能|可以|会|说)(?:不是|什么|啥)|对(?:吧|不对|吗)$|"
    "有(?:什么|啥)(?:别的)?(?:事|要帮|需要)"
)
_OWN = re.compile(
    "^(?:我|俺|本鸟|本人|九娘)(?!(?:能|都|也|全|真)?(?:听|懂|明白|理解|知道|晓得|体会|陪|在|为你|替你|给你|"
    "心疼|替|想抱))(?!.*(?:你|您|听了|听着|听得|也))"
)
_NOT = re.compile("(?:不|没|别|无)[^，]{0,3}$")
_NO_DENIAL = re.compile(
    "别提多|不要太|没想到|不愧|不由得?|忍不住|禁不住|不得不|可不|不过|不错|不但|不仅|不光|没准|说不定|别人|"
    "不管|不论|不好意思|差不多|是不是|能不能|要不要|有没有"
)


def empathy(reply: str, said: str, valence: int) -> Empathy:
    """What the reply does with a line of that valence: -1 low, 1 high, 0 mixed."""
    clauses = clauses_of(reply)
    kept = [index for index, clause in enumerate(clauses) if _acknowledges(clause, said, valence)]
    advice = [index for index, clause in enumerate(clauses) if _advises(clause)]
    asks = any(_asks_after(clause, said) for clause in clauses)
    wrong = wrong_tone(clauses, valence)
    return Empathy(
        meets=bool(kept or asks) and not wrong,
        advises_first=bool(advice)
        and (not kept or advice[0] < kept[0])
        and not _asked_before(clauses, advice[0], said),
        asks_back=asks,
        wrong_tone=wrong,
    )


def wrong_tone(clauses: Sequence[Clause], valence: int) -> bool:
    """True when it rejoices at what is sad, consoles joy, or makes little of a feeling."""
    if any(_found(_MAKES_LITTLE, clause.text) for clause in clauses):
        return True
    wrong = {-1: _REJOICES, 0: "", 1: _JOYLESS}[valence]
    return bool(wrong) and any(_found(wrong, clause.text) for clause in clauses)


def _acknowledges(clause: Clause, said: str, valence: int) -> bool:
    text = clause.text
    if takes_their_state(text, said) or _OWN.search(text):
        return False
    if _found(_STANDS_BY, text):
        return True
    low = bool(_found(_LOW_WORDS, text) or re.search(_CONSOLES, text) or re.search(_SIGHS, text))
    high = bool(_found(_HIGH_WORDS, text))
    return {-1: low, 0: low or high, 1: high}[valence]


def _advises(clause: Clause) -> bool:
    text = clause.text
    if re.search(_CONSOLES, text) or _OFFERS.search(text) or _found(_STANDS_BY, text):
        return False
    return bool(_ADVICE.search(text)) and not (clause.asks and not text.startswith(("你", "要不", "不如")))


def _asked_before(clauses: Sequence[Clause], place: int, said: str) -> bool:
    return any(_asks_after(clause, said) for clause in clauses[:place])


def _asks_after(clause: Clause, said: str) -> bool:
    """True of a question to the person about what they said."""
    text = clause.text
    if not (clause.asks or text.endswith("呢")) or _NO_QUESTION.search(text) or _advises(clause):
        return False
    if bare(text) and bare(text) in bare(said):
        return False
    return bool(_ASKS_AFTER.search(text) or "你" in text or "您" in text)


def _found(pattern: str, text: str) -> re.Match[str] | None:
    """The first that is not denied right before (「不难过」)."""
    hits = re.finditer(pattern, text, re.IGNORECASE)
    return next((hit for hit in hits if not _NOT.search(_NO_DENIAL.sub("", text[: hit.start()]))), None)
