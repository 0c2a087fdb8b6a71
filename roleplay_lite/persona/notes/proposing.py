"""A language model's proposals for what no rule read: one grammar-limited call a sentence, and nothing made up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from roleplay_lite.engines import Cancel, Llm, Sampling
from roleplay_lite.grammar import Text, json_object
from roleplay_lite.persona.facts import KEYS, RELATIVES, SELF, Fact, label
from roleplay_lite.persona.notes.noted import Noted, Notes, tidied
from roleplay_lite.persona.notes.phrases import DOUBTFUL
from roleplay_lite.turn import Message, Prompt

_LONGEST, _LONGEST_VALUE = 200, 40
_UNASKED = ("name", "pet", "family", "catchphrase")
_KEYS = {label(key): key for key in KEYS if key not in _UNASKED}
_PERSON = re.compile(r"[我她他]|\b(?:I|my|she|he|her|his)\b", re.IGNORECASE)
_ASK = (
    "从句子里找一条关于「{name}」或其亲人的资料，写成JSON。value照抄句子里的词，不许改写；"
    "owner是谁的（self是{name}自己），key是哪一项。"
)
_SHOWN = (
    ("阿明在图书馆当管理员。", '{"value": "管理员", "owner": "self", "key": "职业"}'),
    ("他最会修收音机。", '{"value": "修收音机", "owner": "self", "key": "特长"}'),
    ("姐姐跟着丈夫搬到了海口。", '{"value": "海口", "owner": "姐姐", "key": "现居"}'),
)
"""Where the words come first, a small model finds them before it has to name them."""


def propose(notes: Notes, llm: Llm, cancel: Cancel) -> Iterator[Noted]:
    """What the model finds in the sentences that the rules left over; ends early once `cancel` is set.

    Only what stands in the sentence word for word, is new, and is neither denied, supposed, asked nor quoted. Raises
    EngineError.
    """
    known = {(fact.owner, fact.key) for fact in notes.facts}
    for sentence in notes.left:
        if cancel:
            return
        # Small models that may say that there is nothing always say so; what is about nobody is not shown to them.
        if len(sentence) > _LONGEST or DOUBTFUL.search(sentence) or not _about_somebody(sentence, notes.name):
            continue
        fact = _proposed(sentence, notes.name or "这个人", llm, cancel)
        if fact and (fact.owner, fact.key) not in known:
            known.add((fact.owner, fact.key))
            yield Noted(fact=fact, words=sentence, by="model")


def _about_somebody(sentence: str, name: str) -> bool:
    known = bool(name) and name in sentence
    return known or bool(_PERSON.search(sentence)) or any(kin in sentence for kin in RELATIVES)


def _proposed(sentence: str, name: str, llm: Llm, cancel: Cancel) -> Fact | None:
    owners = (SELF, *(kin for kin in sorted(RELATIVES) if kin in sentence))
    grammar = json_object({"value": Text(longest=_LONGEST_VALUE), "owner": owners, "key": tuple(_KEYS)})
    sampling = Sampling(temperature=0.0, repeat_penalty=1.0, dry_multiplier=0.0, max_tokens=96, grammar=grammar)
    try:
        told = json.loads("".join(llm.generate(_prompt(sentence, name), sampling, cancel)))
        owner, key, value = str(told["owner"]), _KEYS.get(str(told["key"]), ""), str(told["value"]).strip()
    except (ValueError, KeyError, TypeError):  # cut short, by its length or by a cancel
        return None
    # What is not in the sentence was made up, and a whole sentence is no value.
    if not key or owner not in owners or value not in sentence or len(value) >= len(sentence.rstrip("。.")):
        return None
    return tidied(Fact(owner=owner, key=key, value=value))


def _prompt(sentence: str, name: str) -> Prompt:
    messages = [Message(role="system", content=_ASK.format(name=name))]
    for said, found in _SHOWN:
        messages += [Message(role="user", content=said), Message(role="assistant", content=found)]
    return Prompt(messages=(*messages, Message(role="user", content=sentence)), fixed=len(messages))
