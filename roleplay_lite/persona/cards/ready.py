"""Ready words for a character whose card brings none: neutral, in its language."""

from __future__ import annotations

from roleplay_lite.persona.persona import Lines

LINES = {
    "zh": Lines(
        greeting=("你来啦。",),
        sorry=("我刚才走神了，你再说一遍？", "没接上，你再说一次。"),
        deflect=("这个我说不好，咱们换一个吧。", "这事儿先放放，说点别的。"),
        silence=("你还在吗？", "我听着呢，你说。"),
        goodbye=("好，回头再聊。", "慢走，下次见。"),
    ),
    "en": Lines(
        greeting=("Oh, there you are.",),
        sorry=("I lost the thread there, say that again?", "Sorry, that slipped past me. Once more?"),
        deflect=("I would rather not go there. Ask me something else.", "Let's leave that one be."),
        silence=("Are you still there?", "I'm listening, go on."),
        goodbye=("All right, talk to you later.", "Take care, see you."),
    ),
}
