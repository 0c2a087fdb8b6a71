"""What a character says around a story, and what the model is told where it makes one up."""

from __future__ import annotations

from collections.abc import Mapping

from roleplay_lite.skills.words.voice import Wordings

WORDS: Mapping[str, Wordings] = {
    "opening": {
        "plain": (
            "好，靠过来一点，我讲给你听，《{title}》。",
            "好呀，今天讲《{title}》，听好了。",
            "来，躺好，故事开始啦，《{title}》。",
        ),
        "terse": ("《{title}》。", "好，只讲一个。《{title}》。"),
        "old": ("且坐好，听我说一段《{title}》。", "好，今夜便讲《{title}》。"),
        "english": ("All right, get comfy. {title}. ", "Here is one: {title}. "),
    },
    "idea": {
        "plain": ("这个主意也好，不过呀，它是这么做的。", "嗯，你想得真妙，听听它怎么做的。"),
        "terse": ("不错。不过它是这样做的。",),
        "old": ("好主意，且听它如何做的。",),
        "english": ("That is a fine idea. This is what happened.",),
    },
    "pause": {
        "plain": ("后来呢，还想听吗？", "你猜最后怎么样了？要接着听吗？"),
        "terse": ("还听吗？",),
        "old": ("后事如何，可要听下去？",),
        "english": ("Shall I go on?",),
    },
    "calm end": {
        "plain": ("故事讲完啦，慢慢闭上眼睛，晚安。", "好了，灯暗下来，被子盖好，做个好梦。"),
        "terse": ("完了。睡吧。",),
        "old": ("故事到此为止，夜深了，早些安歇。",),
        "english": ("And that is the end. Close your eyes now, good night.",),
    },
    "end": {
        "plain": ("讲完啦，还想听一个吗？", "这个故事就讲到这儿。"),
        "terse": ("完。",),
        "old": ("这一段便说到这里。",),
        "english": ("That is the end of it.",),
    },
    "bye": {
        "plain": ("好，那今天就讲到这儿，想听了再叫我。",),
        "terse": ("好，不讲了。",),
        "old": ("好，下回再讲。",),
        "english": ("All right, we'll stop here.",),
    },
    "good night": {
        "plain": ("好，不讲了，晚安，做个甜甜的梦。", "睡吧，剩下的明天再讲，晚安。"),
        "terse": ("睡吧。",),
        "old": ("安歇罢，余下的明日再讲。",),
        "english": ("Sleep well. The rest can wait for tomorrow.",),
    },
    "instead": {
        "plain": ("{theme}的故事我还没想好，先给你讲个别的。", "{theme}的我还不会讲，换一个好不好，听着。"),
        "terse": ("{theme}的没有。讲个别的。",),
        "old": ("{theme}的故事我不曾听过，换一段罢。",),
        "english": ("I have no story about {theme} yet, so here is another. ",),
    },
    "lost thread": {
        "plain": ("后来呀，大家都平平安安回了家，故事就讲到这儿，晚安。",),
        "terse": ("后来都平安回家了。完。",),
        "old": ("后来众人都平安归家，这一段便说到这里。",),
        "english": ("And in the end everybody got home safe and sound. Good night.",),
    },
}

BRIEFS: Mapping[str, str] = {
    "first": "给小朋友讲一个关于{theme}的睡前故事，现在只讲开头，三句话，用简单的词，温柔，不吓人，"
    "最后一句问{who}接下来怎么办，给两个选择",
    "next": "接着上面的故事往下讲，{wanted}三句话，用简单的词，不吓人，最后一句再问接下来怎么办，给两个选择",
    "last": "接着上面的故事讲结尾，{wanted}三句话，主角平安快乐，安安静静地睡着了，最后说晚安",
    "wanted": "听故事的人选了「{said}」，",
}
ENGLISH_BRIEFS: Mapping[str, str] = {
    "first": "Tell the beginning of a gentle bedtime story about {theme} for a child: three short sentences, then ask "
    "what should happen next and give two choices",
    "next": "Go on with the story. {wanted}Three short sentences, then ask what should happen next with two choices",
    "last": "End the story. {wanted}Three short calm sentences; everybody is safe and falls asleep; say good night",
    "wanted": "The listener chose: {said}. ",
}
