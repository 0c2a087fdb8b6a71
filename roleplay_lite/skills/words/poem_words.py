"""What a character says around a poem, and the forms that a new one may have."""

from __future__ import annotations

from collections.abc import Mapping

from roleplay_lite.skills.words.voice import Wordings

FORMS: Mapping[str, tuple[str, int]] = {
    "五言绝句": ("五言绝句，四句，每句五个字", 4),
    "五绝": ("五言绝句，四句，每句五个字", 4),
    "七言绝句": ("七言绝句，四句，每句七个字", 4),
    "七绝": ("七言绝句，四句，每句七个字", 4),
    "绝句": ("绝句，四句，每句五个字", 4),
    "律诗": ("律诗，八句，每句五个字", 8),
    "古诗": ("古诗，四句，每句五个字", 4),
    "藏头诗": ("藏头诗，四句", 4),
    "打油诗": ("打油诗，四句，押韵，好笑一点", 4),
    "儿歌": ("儿歌，四到六句，押韵，好念", 6),
    "童谣": ("童谣，四到六句，押韵，好念", 6),
    "对联": ("对联，上联和下联字数一样", 2),
    "俳句": ("俳句，三句", 3),
    "顺口溜": ("顺口溜，四句，押韵", 4),
}
"""For each: how the model is told, and how many lines there are."""

WORDS: Mapping[str, Wordings] = {
    "recite": {
        "plain": ("《{title}》，{by}。{text}", "我给你背《{title}》，{by}。{text}"),
        "terse": ("《{title}》，{by}。{text}",),
        "old": ("且听我念一首《{title}》，{by}。{text}",),
        "english": ("This is 《{title}》, by {by}. {text}",),
    },
    "written": {
        "plain": ("听听这首。{text}", "我写好啦。{text}", "献丑了。{text}"),
        "terse": ("{text}",),
        "old": ("偶得几句。{text}", "口占一首。{text}"),
        "english": ("{text}",),
    },
    "not that form": {
        "plain": ("{form}我还写不好，换首小的。{text}",),
        "terse": ("{form}不会。{text}",),
        "old": ("{form}我还作不好，且换一首。{text}",),
        "english": ("{text}",),
    },
    "none on it": {
        "plain": ("{theme}的诗我一时想不起来，给你背首别的。",),
        "terse": ("{theme}的没有。换一首。",),
        "old": ("{theme}的诗一时记不起，换一首罢。",),
        "english": ("I know none on that; here is another. ",),
    },
    "line": {
        "plain": ("{line}。", "是{line}。", "{line}，《{title}》里的。"),
        "terse": ("{line}。",),
        "old": ("{line}。",),
        "english": ("{line}, from 《{title}》.",),
    },
    "duel line": {
        "plain": ("{line}。",),
        "english": ("{line}.",),
    },
    "last line": {
        "plain": ("这已经是《{title}》的最后一句啦。",),
        "terse": ("最后一句了。《{title}》。",),
        "old": ("这便是《{title}》的末句了。",),
        "english": ("That is the last line of 《{title}》.",),
    },
    "first line": {
        "plain": ("这就是《{title}》的头一句呀。",),
        "terse": ("这是头一句。《{title}》。",),
        "old": ("这便是《{title}》的首句。",),
        "english": ("That is the first line of 《{title}》.",),
    },
    "unknown line": {
        "plain": ("这句我没记住，不敢乱接。", "这句我不确定，就不瞎说了。"),
        "terse": ("不记得。",),
        "old": ("这句我不曾记得，不敢妄接。",),
        "english": ("I don't know that line, so I won't make one up.",),
    },
    "after my time": {
        "plain": ("这首我没听过，怕是后来的人写的。",),
        "terse": ("没听过。",),
        "old": ("这一首我不曾听过，莫不是后来人的手笔？", "这诗我不识得，换一首旧的罢。"),
        "english": ("I have never heard that one; it must be from after my time.",),
    },
    "whose": {
        "plain": ("是{by}的《{title}》。", "{by}的，《{title}》。"),
        "terse": ("{by}，《{title}》。",),
        "old": ("乃是{by}的《{title}》。",),
        "english": ("It is 《{title}》, by {by}.",),
    },
    "duel": {
        "plain": ("好呀，你说上句，我接下句。", "来，你起头。"),
        "terse": ("说。",),
        "old": ("好，你出上句，我对下句。",),
        "english": ("All right, you say a line and I say the next.",),
    },
    "bye": {
        "plain": ("好，下回再对。",),
        "terse": ("好。",),
        "old": ("好，改日再叙。",),
        "english": ("All right, another time.",),
    },
}
