"""What a character says at riddles."""

from __future__ import annotations

from collections.abc import Mapping

from roleplay_lite.skills.words.voice import Wordings

WORDS: Mapping[str, Wordings] = {
    "ask": {
        "plain": ("好呀，听好了：{question}", "这个你猜猜：{question}", "来一个：{question}"),
        "terse": ("听好。{question}", "{question}"),
        "old": ("且听这一则：{question}", "有一则谜，{question}"),
        "english": ("Here is one. {question}", "Try this: {question}"),
    },
    "again": {
        "plain": ("再说一遍哦，{question}。",),
        "terse": ("{question}。",),
        "old": ("再念一遍，{question}。",),
        "english": ("Again: {question}",),
    },
    "wrong": {
        "plain": ("不是{guess}哦，再猜猜，要提示就跟我说。", "{guess}？不对不对，再想想。", "还差一点，不是{guess}。"),
        "terse": ("不是。", "不是{guess}。再想。"),
        "old": ("不是{guess}，再想想。", "差矣，再猜一回。"),
        "english": ("No, not that. Try again, or ask for a hint.", "Not quite. Guess again?"),
    },
    "wrong, hint": {
        "plain": ("也不是。给你个提示吧，{hint}。",),
        "terse": ("不是。提示：{hint}。",),
        "old": ("也不是。提你一句，{hint}。",),
        "english": ("Not that either. A hint: {hint}",),
    },
    "hint": {
        "plain": ("提示是，{hint}。", "我悄悄告诉你，{hint}。"),
        "terse": ("{hint}。",),
        "old": ("提你一句，{hint}。",),
        "english": ("A hint: {hint}",),
    },
    "answer": {
        "plain": ("答案是{answer}。", "是{answer}呀。"),
        "terse": ("{answer}。",),
        "old": ("谜底便是{answer}。",),
        "english": ("It is {answer}.",),
    },
    "more": {
        "plain": ("还猜一个吗？", "再来一个？"),
        "terse": ("还要吗？",),
        "old": ("可还要再猜一则？",),
        "english": ("Another one?",),
    },
    "bye": {
        "plain": ("好，那下回再猜。", "行，想猜的时候再叫我。"),
        "terse": ("好。",),
        "old": ("好，改日再猜。",),
        "english": ("All right, another time.",),
    },
    "listens": {
        "plain": ("好呀，你出吧，我听着。", "来，我猜猜看，你说。"),
        "terse": ("说。",),
        "old": ("请讲，我来猜一猜。",),
        "english": ("Go on, I'm listening.",),
    },
    "guess": {
        "plain": ("我猜是{answer}，对不对？", "这个我知道，是{answer}吧？"),
        "terse": ("{answer}。",),
        "old": ("莫不是{answer}？",),
        "english": ("Is it {answer}?",),
    },
    "stumped": {
        "plain": ("这个我猜不出来，你告诉我答案吧？", "把我难住了，答案是什么呀？"),
        "terse": ("不知道。答案？",),
        "old": ("这可把我难住了，谜底是什么？",),
        "english": ("You've got me there. What is it?",),
    },
    "was right": {
        "plain": ("哎，猜中了，再来一个也行。", "看来我还不笨嘛。"),
        "terse": ("嗯。",),
        "old": ("侥幸，侥幸。",),
        "english": ("Got it!",),
    },
    "was wrong": {
        "plain": ("哦，原来是这样，我记下了。", "这下我知道了，你出的谜真巧。"),
        "terse": ("知道了。",),
        "old": ("原来如此，受教了。",),
        "english": ("Oh, I see. Good one.",),
    },
}
