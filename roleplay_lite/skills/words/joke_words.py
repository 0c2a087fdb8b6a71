"""What a character says around a joke."""

from __future__ import annotations

from collections.abc import Mapping

from roleplay_lite.skills.words.voice import Wordings

WORDS: Mapping[str, Wordings] = {
    "tell": {
        "plain": ("好呀，听好了。{joke}", "来一个。{joke}", "这个我喜欢。{joke}", "我忍住不先笑。{joke}"),
        "terse": ("听好。{joke}", "{joke}"),
        "old": ("且听这一则。{joke}", "我也有一则。{joke}"),
        "english": ("Here is one. {joke}", "Try this one. {joke}", "I'll keep a straight face. {joke}"),
    },
    "another": {
        "plain": ("再来一个。{joke}", "还有呢。{joke}", "那听这个。{joke}"),
        "terse": ("{joke}",),
        "old": ("还有一则。{joke}",),
        "english": ("Another one, then. {joke}", "There is more. {joke}"),
    },
    "not funny": {
        "plain": ("不好笑呀？那换一个。{joke}", "我再试一次。{joke}", "看来太冷了，听这个。{joke}"),
        "terse": ("那换一个。{joke}",),
        "old": ("不好笑？换一则。{joke}",),
        "english": ("No laugh? Let me try again. {joke}", "Tough crowd. {joke}"),
    },
    "none on it": {
        "plain": ("{topic}的笑话我还没攒着，先听个别的。{joke}",),
        "terse": ("{topic}的没有。{joke}",),
        "old": ("{topic}的倒没有，说一则别的。{joke}",),
        "english": ("I have none about {topic}, but here is another. {joke}",),
    },
    "unexplained": {
        "plain": ("笑话一解释就不好笑啦，要不换一个？", "没听懂也不要紧，多半是我没讲好，再来一个？"),
        "terse": ("不解释。换一个？",),
        "old": ("一说破便不好笑了，可要换一则？",),
        "english": ("A joke explained is a joke lost. Another one?",),
    },
    "bye": {
        "plain": ("好，想笑的时候再叫我。", "行，留着下回再讲。"),
        "terse": ("好。",),
        "old": ("好，改日再说。",),
        "english": ("All right, another time.",),
    },
    "listens": {
        "plain": ("好呀，你讲，我听着。", "来，讲给我听听。"),
        "terse": ("讲。",),
        "old": ("请讲，我洗耳恭听。",),
        "english": ("Go on, I'm listening.",),
    },
    "asks on": {
        "plain": ("不知道呀，你快说。", "我想不出来，是什么呀？"),
        "terse": ("不知道。说。",),
        "old": ("猜不着，你且说来。",),
        "english": ("I don't know. Tell me.",),
    },
    "laughs": {
        "plain": ("哈哈，这个我要记下来。", "哈哈哈，你讲得真好。", "噗，我没忍住。"),
        "terse": ("还行，我笑了。",),
        "old": ("哈哈，妙，妙。",),
        "english": ("Ha! I like that one.", "Ha ha, good one."),
    },
}
