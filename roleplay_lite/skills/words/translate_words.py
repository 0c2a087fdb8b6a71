"""What a character says when it puts a word into another language."""

from __future__ import annotations

from collections.abc import Mapping

from roleplay_lite.skills.words.voice import Wordings

WORDS: Mapping[str, Wordings] = {
    "en one": {
        "plain": ("{x}，英语是{found}。", "英语里叫{found}。", "{x}用英语说就是{found}。"),
        "terse": ("{found}。",),
        "english": ("{x} is “{found}”.",),
    },
    "en more": {
        "plain": ("{x}，英语是{found}，也可以说{also}。", "英语里说{found}，{also}也行。"),
        "terse": ("{found}。也说{also}。",),
        "english": ("{x} is “{found}”, or “{also}”.",),
    },
    "zh one": {
        "plain": ("{x}就是{found}。", "{x}是{found}的意思。"),
        "terse": ("{found}。",),
        "english": ("It is {found}.",),
    },
    "zh more": {
        "plain": ("{x}是{found}，也可以是{also}。", "{x}就是{found}，有时候也指{also}。"),
        "terse": ("{found}。也指{also}。",),
        "english": ("It is {found}; also {also}.",),
    },
    "spelled": {
        "plain": ("{x}，{letters}。",),
        "english": ("{x}: {letters}.",),
    },
    "which": {
        "plain": ("你想问哪个词呀？", "哪一句？你说给我听。"),
        "terse": ("哪个词？",),
        "old": ("要问的是哪个词？",),
        "english": ("Which word do you mean?",),
    },
    "other": {
        "plain": ("{language}我不会，只会一点英语，就不乱说了。", "{language}我没学过呀，英语还行。"),
        "terse": ("{language}不会。",),
        "old": ("{language}我不曾学过，不敢乱说。",),
        "english": ("I don't know that language, only Mandarin and English.",),
    },
    "foreign": {
        "plain": ("英语呀，我那会儿还没听说过。",),
        "terse": ("没听过。",),
        "old": ("英语？这是哪一国的话，我不曾听过。", "这番邦的话我不识得。"),
        "english": ("I never learnt that tongue.",),
    },
    "too long": {
        "plain": ("这么长一段我怕翻错，一次一句，短一点的，好不好？", "太长啦，我翻不准，拆成短句说给我吧。"),
        "terse": ("太长。一次一句。",),
        "old": ("这一大段我怕译错，且一句一句来。",),
        "english": ("That is too long for me to get right. One short sentence at a time, please.",),
    },
    "by model": {
        "plain": ("大概是：{found}", "我试着翻：{found}", "应该这么说：{found}"),
        "terse": ("大概是：{found}",),
        "english": ("I think it is: {found}",),
    },
    "word by word": {
        "plain": ("整句我怕翻错，先给你几个词：{words}。", "这句我拿不准，里头的词倒认得：{words}。"),
        "terse": ("整句没把握。{words}。",),
        "english": ("I can't put all of it, but some words: {words}.",),
    },
    "not sure": {
        "plain": ("「{x}」怎么翻我拿不准，就不乱说了。",),
        "terse": ("拿不准。",),
        "old": ("这一句我拿不准，不敢乱说。",),
        "english": ("I'm not sure how to put that, so I'd rather not guess.",),
    },
}
