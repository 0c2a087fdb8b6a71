"""Texts that others wrote: character cards, rules and lore before they are taken, and what was looked up."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re

from roleplay_lite.knowledge.orders import is_order
from roleplay_lite.safety.output import unsafe
from roleplay_lite.safety.plain import plain
from roleplay_lite.safety.risk import Category

_WHAT: dict[str, str] = {
    "attack": "lifts the rules that the character is held to",
    "sexual": "holds sexual content",
    "insult": "holds slurs",
    "crime": "tells how to break the law",
    "self-harm": "speaks for harm to oneself",
    "dangerous": "gives dangerous advice",
    "politics": "takes sides in politics of today",
    "bias": "holds a prejudice",
    "child": "is not for children",
    "leak": "holds marks of a chat template",
    "blocked": "holds a blocked word",
}
_LIFTS = re.compile(
    r"(?:没有|不受)(?:任何|一切)?(?:道德|法律|内容|安全)?的?(?:限制|约束|底线|审查)|(?:忽略|无视|绕过|解除|违反)\S{0,8}(?:安全|规则|指令|限制|审查|过滤|政策|提示)|(?:什么|任何)(?:内容|话题|要求)?都(?:可以|必须|要)?(?:回答|满足|照做|说)|永远不(?:会|能|要|得)?拒绝|不得拒绝|(?:开发者|越狱|无审查|上帝)模式|\bnsfw\b|色情(?:内容|描写)(?:是)?(?:允许|可以)"
    r"|\bignore (?:all |any |the |your )*(?:previous|prior|above|safety|content|other)\b.{0,20}\b(?:instructions?|rules?|prompts?|polic\w+|guidelines)\b|\b(?:no|without(?: any)?) (?:restrictions?|limits|filters?|censorship|morals|ethics|content polic\w+)\b|\b(?:uncensored|unfiltered|jailbreak|do anything now|developer mode)\b|\bnever refuses?\b|\b(?:sexual|erotic|explicit|graphic) (?:content|roleplay|descriptions?) (?:is |are )?(?:allowed|permitted|encouraged)\b"
)
_MINOR = re.compile(
    r"(?:未成年|幼女|萝莉|小学生|初中生|[5-9]岁|1[0-7]岁|十[一二三四五六七]岁|\b(?:loli|shota|underage|minor|1[0-7][- ]?years?[- ]?old)\b)\S{0,30}(?:性|裸|色情|诱惑|上床|情欲|调教|\bsex\w*|\bnude\b|\bnaked\b|\berotic\b)"
)
_TEMPLATE = re.compile(
    r"<\|(?:im_start|im_end|system|user|assistant|endoftext)\|?>|\[/?INST\]|<</?SYS>>", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]*|\n+")
_ADVERTISES = re.compile(
    r"加(?:我|v|微信|qq|群)\S{0,10}(?:\d{5,}|领|赚|看片)|(?:日赚|月入|稳赚|包赚)\S{0,6}(?:元|万|千)|(?:澳门|线上)(?:赌场|博彩)|点击(?:链接|下方)\S{0,6}(?:领取|下载|充值)"
)


def screened(text: str, *, child: bool = False, politics: bool = True) -> list[str]:
    """What is wrong with a card's, rule's or lore's text, each with its category first; nothing for a sound one.

    That it tells the model who to be and how to talk is its purpose and no fault."""
    found: dict[str, None] = {}
    if _LIFTS.search(plain_long(text)):
        found["attack"] = None
    if _TEMPLATE.search(text):
        found["leak"] = None
    if _MINOR.search(plain_long(text)):
        found["sexual"] = None
    for sentence in _SENTENCE.findall(text):
        category = _faulty(sentence, child, politics)
        if category and category != "leak":
            found[category] = None
    return [f"{name}: {_WHAT.get(name, 'is unfit')}" for name in found]


def fit_data(text: str, *, child: bool = False) -> str:
    """A text that was looked up, without its sentences that are unfit to be told or that give orders; "" where nothing
    is left, or where it is about sex."""
    kept = []
    for sentence in _SENTENCE.findall(text):
        category = _faulty(sentence, child, politics=False)
        if category == "sexual":
            return ""
        if category or is_order(sentence) or _ADVERTISES.search(plain(sentence)):
            continue
        kept.append(sentence)
    return "".join(kept).strip() if any(re.search(r"\w", one) for one in kept) else ""


def plain_long(text: str) -> str:
    """Of a long text, every part as `plain` makes it."""
    return "\n".join(plain(text[at : at + _PART]) for at in range(0, len(text), _PART))


_PART = 800


def _faulty(sentence: str, child: bool, politics: bool) -> Category | None:
    return unsafe(sentence, by="card", child=child, politics=politics)
