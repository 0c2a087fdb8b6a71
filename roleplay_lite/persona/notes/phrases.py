"""Turns of phrase that notes have and talk does not, read in sentences that are in the first person. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleplay_lite.persona.facts import RELATIVES, SELF, Fact

HAN = "[\u3400-\u9fff]"
KIN = "|".join(sorted(RELATIVES, key=len, reverse=True))
DOUBTFUL = re.compile(
    r"不|没|别|要是|如果|假如|假设|倘若|也许|可能|大概|听说|据说|好像|梦见|梦到|想要|希望|打算|[「『“\"？?]"
    r"|\b(?:not|never|no|if|would|could|might|maybe|perhaps|wish|hope|dreams?|dreamt)\b|n't",
    re.IGNORECASE,
)
"""What may be denied, supposed, asked or quoted."""

_UNSURE = re.compile(r"没养|不养|要是|如果|假如|想养|打算|梦见|梦到|希望|以前")
_SAID = re.compile(r"[「『“\"][^」』”\"]{7,}[」』”\"]")
_KEEPS = re.compile(
    rf"养(?:了|着|过|的)?一?[只条头匹]?(?:名?叫(?:做|作)?[「“]?(?P<name>{HAN}{{1,4}}?)[」”]?的(?P<kind>{HAN}{{1,4}})"
    rf"|(?P<kind2>{HAN}{{1,5}}?)[，,]?(?:它|名字)?名?叫(?:做|作)?[「“]?(?P<name2>{HAN}{{1,4}}))(?=[，,。！？!?」”\s]|$)"
)
_CALLED = re.compile(
    rf"(?P<kin>{KIN})(?:[，,]?名?叫(?:做|作)?|的名字[是叫])[「“]?(?P<name>(?![我你他她]){HAN}{{1,3}}?)(?=[」”，,。！!\s]|$)"
)
_MARRIED = re.compile(
    r"^(?:[前去今]年|\d{4}年|上个?月|\d{1,2}月)?(?:刚刚?|才|已经|早就?|就)?(?:结了?婚|成了?家|嫁了?人)(?:了|啦)?$"
)
_CLAUSE = re.compile(r"[，,；;。！!]")
_SUBJECT = re.compile(rf"^(?:我(?:的|家的?)?(?P<kin>{KIN})|(?P<self>我))")

_ENGLISH_KIN = {
    "father": "爸爸", "dad": "爸爸", "mother": "妈妈", "mum": "妈妈", "mom": "妈妈", "brother": "哥哥",
    "sister": "姐姐", "grandmother": "奶奶", "grandfather": "爷爷", "wife": "妻子", "husband": "丈夫",
    "son": "儿子", "daughter": "女儿",
    "boyfriend": "男朋友", "girlfriend": "女朋友",
}  # fmt: skip
_PLACE = r"(?P<v>[A-Z]\w*(?:[ -][A-Z]\w*)*)"
_JOB = r"(?:an? )(?P<v>[a-z]+(?: [a-z]+)?)(?=[.,;!]| and\b|$)"
_ENGLISH_KEEPS = re.compile(
    r"\b(?:have|keep|got|own) an? (?P<kind>[a-z ]{2,24}?),? (?:called|named) (?P<name>[A-Z]\w{1,20})"
)
_ENGLISH = (
    ("name", re.compile(r"\b[Mm]y name is (?P<v>[A-Z]\w{0,20})\b")),
    ("age", re.compile(r"\bI am (?P<v>\d{1,3})(?: years old)?\b(?! (?:cm|kilos|kg))")),
    ("residence", re.compile(rf"\bI live in {_PLACE}")),
    ("hometown", re.compile(rf"\bI (?:am from|come from|was born in|grew up in) {_PLACE}")),
    ("occupation", re.compile(rf"\bI (?:am|work as) {_JOB}")),
    ("hobby", re.compile(r"\bI (?:love|like|enjoy) (?P<v>[a-z]+ing(?: [a-z]+)?)\b")),
)
_ENGLISH_KIN_JOB = re.compile(rf"\b[Mm]y (?P<kin>{'|'.join(_ENGLISH_KIN)}) (?:is|works as) {_JOB}")


def phrase_facts(owned: str) -> Iterator[Fact]:
    """The facts that the sentence tells in such a phrase."""
    if owned.isascii():
        if not DOUBTFUL.search(owned):
            yield from _english(owned)
        return
    said = _SAID.sub("", owned)
    if not _UNSURE.search(said):
        for found in _KEEPS.finditer(said):
            yield from _pet(found["name"] or found["name2"], found["kind"] or found["kind2"], joint="")
        for found in _CALLED.finditer(said):
            yield Fact(owner=found["kin"], key="name", value=found["name"])
    yield from _weddings(said)


def _weddings(said: str) -> Iterator[Fact]:
    """「我哥哥是护士，去年刚结婚」: whoever the clause before was about."""
    owner = SELF
    for clause in _CLAUSE.split(said):
        if subject := _SUBJECT.match(clause):
            owner = subject["kin"] or SELF
        if _MARRIED.match(clause[subject.end() :] if subject else clause):
            yield Fact(owner=owner, key="marriage", value="已婚")


def _english(owned: str) -> Iterator[Fact]:
    for found in _ENGLISH_KEEPS.finditer(owned):
        yield from _pet(found["name"], found["kind"], joint=" ")
    for key, pattern in _ENGLISH:
        if match := pattern.search(owned):
            yield Fact(key=key, value=match["v"])
    for found in _ENGLISH_KIN_JOB.finditer(owned):
        yield Fact(owner=_ENGLISH_KIN[found["kin"]], key="occupation", value=found["v"])


def _pet(name: str, kind: str, *, joint: str) -> Iterator[Fact]:
    yield Fact(key="pet", value=f"{kind}{joint}{name}")
    yield Fact(owner=name, key="species", value=kind)
