"""What a character says at the idiom chain."""

from __future__ import annotations

from collections.abc import Mapping

from roleplay_lite.skills.words.voice import Wordings

WORDS: Mapping[str, Wordings] = {
    "begin": {
        "plain": (
            "好呀，同音也算。我先来：{idiom}。",
            "来，读音一样就能接。我起头：{idiom}。",
            "行，我先说一个：{idiom}。同音字也可以。",
        ),
        "terse": ("同音也算。{idiom}。", "我先。{idiom}。"),
        "old": ("好，同音亦可。我先起一句：{idiom}。", "来，且接我这一句：{idiom}。"),
        "english": ("All right, the same sound will do. I start: {idiom}.",),
    },
    "first": {
        "plain": ("{said}，好。我接：{idiom}。", "好开头。{idiom}。"),
        "terse": ("{idiom}。",),
        "old": ("好句。我接：{idiom}。",),
        "english": ("Good one. {idiom}.",),
    },
    "next": {
        "plain": ("{idiom}。", "{idiom}，该你了。", "接得好。{idiom}。", "{idiom}。", "这个可难不倒我，{idiom}。"),
        "terse": ("{idiom}。",),
        "old": ("{idiom}。", "接得妙。{idiom}。"),
        "english": ("{idiom}.", "Nice. {idiom}. Your turn."),
    },
    "taken": {
        "plain": ("{said}，算你接上了。{idiom}。", "你说的是{said}吧，好。我接{idiom}。"),
        "terse": ("{said}。算。{idiom}。",),
        "old": ("{said}，好。我接{idiom}。",),
        "english": ("I take it as {said}. {idiom}.",),
    },
    "unknown": {
        "plain": (
            "「{said}」我没听过呢，真是成语吗？要不换一个「{sign}」字开头的。",
            "「{said}」好像不是成语吧？是的话你就说是，不是就再想一个。",
        ),
        "terse": ("「{said}」，是成语？",),
        "old": ("「{said}」这话我没听过，当真是成语？不然再想一个。",),
        "english": ("I don't know “{said}”. Is it really an idiom? Or try another with {sign}.",),
    },
    "used": {
        "plain": ("{said}刚才用过啦，换一个。", "这个咱们说过了，再想一个「{sign}」开头的。"),
        "terse": ("{said}用过了。",),
        "old": ("{said}方才用过了，另想一个。",),
        "english": ("{said} was used already, try another.",),
    },
    "no link": {
        "plain": ("{said}是成语，可是接不上，要「{sign}」字或者同音的开头。", "差一点，得从「{sign}」接起，同音也行。"),
        "terse": ("接不上。要「{sign}」。",),
        "old": ("{said}虽好，却接不上，要从「{sign}」字起。",),
        "english": ("{said} is an idiom, but it has to begin with {sign} or its sound.",),
    },
    "hint": {
        "plain": ("给你个提示：{shown}。", "我悄悄说，{shown}，想到了没有？"),
        "terse": ("{shown}。",),
        "old": ("提你一句：{shown}。",),
        "english": ("A hint: {shown}.",),
    },
    "where": {
        "plain": ("我说的是{idiom}，该你接「{sign}」了。",),
        "terse": ("{idiom}。接「{sign}」。",),
        "old": ("方才是{idiom}，该接「{sign}」了。",),
        "english": ("I said {idiom}; it is your turn, from {sign}.",),
    },
    "rules": {
        "plain": (
            "就是一个接一个说成语，你的头一个字要跟我的最后一个字一样，同音也算，说过的不能再说。你先来，还是我先来？",
        ),
        "terse": ("头字接尾字，同音也算，不许重复。谁先？",),
        "old": ("后一句的头字，接前一句的尾字，同音亦可，不许重复。你先还是我先？",),
        "english": (
            "We say idioms in turn; each begins with the last sign of the one before, or its sound. Who starts?",
        ),
    },
    "lost": {
        "plain": (
            "{said}，哎呀，「{sign}」字我接不上来了，这局你赢啦。一共接了{count}个。",
            "{said}，把我难住了，我认输，你真会接。",
        ),
        "terse": ("「{sign}」，没有了。你赢。",),
        "old": ("{said}，我竟接不上来，甘拜下风。",),
        "english": ("{said}. I can't think of any, you win!",),
    },
    "won": {
        "plain": ("可以接{idiom}呀。这局算我赢，一共接了{count}个，不错了。", "还有{idiom}呢。没关系，下回再来。"),
        "terse": ("{idiom}。我赢了。",),
        "old": ("可接{idiom}。承让了。",),
        "english": ("{idiom} would have gone. My round, well played.",),
    },
    "won blind": {
        "plain": ("这个我也想不出来，咱们算平手。",),
        "terse": ("我也没有。平。",),
        "old": ("我也接不上，平手罢。",),
        "english": ("I can't think of one either. A draw.",),
    },
    "bye": {
        "plain": ("好，那就到这儿，下回再接。", "行，不接了，咱们歇会儿。"),
        "terse": ("好。",),
        "old": ("好，今日且到这里。",),
        "english": ("All right, we'll leave it there.",),
    },
}
