"""The ways to ask for each key in English."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleplay_lite.persona.facts import SELF
from roleplay_lite.persona.kinship import by_identity
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.question import Asked
from roleplay_lite.persona.questions.relations import kin_words, relations_of
from roleplay_lite.persona.questions.subjects import book_of

_SHORT = (
    (r"[’`]", "'"), (r"\bwhat's\b|\bwhats\b", "what is"), (r"\bwho's\b|\bwhos\b", "who is"), (r"\bwhere's\b|\bwheres\b", "where is"),
    (r"\bwhen's\b|\bwhens\b", "when is"), (r"\bhow's\b", "how is"), (r"\byou're\b|\bur\b(?= )", "you are"), (r"\bu\b", "you"), (r"\bur (?=name|age|job|major|mom|mum|dad|sister|brother|birthday|hometown|dream|hobb|school|cat|dog|favou?rite|boss|grandma)", "your "),
    (r"\br\b", "are"), (r"\bhow old's\b", "how old is"), (r"\b(where|when|what|how)'d\b", r"\1 did"), (r"\bwon't\b", "will not"), (r"\bcan't\b", "can not"),
    (r"\bdon't\b|\bdont\b", "do not"), (r"\b(is|are|do|does|did|was|were|has|have|had|would|could|should)n't\b", r"\1 not"), (r"\b(is|are|do|does|was|were|have)nt\b", r"\1 not"),
    (r"\b(birthday|name|job|major|hometown|mom|mum|dad|sister|brother|grandma|boss|cat|cafe)'s(?= (?:a|an|the|in|on|from|your|called|not|still|really|also|studying|working|living)\b)", r"\1 is"),
    (r"\b(?:up to|doing)(?: these days| lately| nowadays| now)\b", "up to"), (r"\buni\b", "university"), (r"\bwanna\b", "want to"), (r"\bcuz\b", "because"), (r"\bfav\b", "favorite"), (r"\bfavourite\b", "favorite"),
    (r"\bhe's\b", "he is"), (r"\bshe's\b", "she is"), (r"\bi'd\b", "i would"), (r"\bi'm\b", "i am"), (r"\byou got\b", "you have"),
    (r"\bhome town\b", "hometown"), (r"\bday of birth\b|\bdate of birth\b|\bbirth ?date\b|\bbirth day\b|\bbday\b", "birthday"),
)  # fmt: skip
_LEAD = re.compile(
    r"(?:so|um+|uh+|er+|well|hey(?: there)?|hi(?: there)?|hello|ok(?:ay)?|oh|and|btw|by the way|just curious|just wondering|i am curious|excuse me|sorry|"
    r"(?:may|can|could|might) i (?:just )?(?:ask|know)(?: you)?|(?:can|could|would|will) you (?:please |just )?(?:tell|remind) me(?: again)?|"
    r"do you mind (?:telling me|if i ask)|would you mind telling me|i (?:was |am )?(?:just )?wonder(?:ing)?(?: if you could tell me)?|"
    r"i (?:would like|want|would love|am dying) to know|please(?: tell me)?|(?:just )?tell me(?: please)?|(?:do|did) you (?:know|remember)|remind me|"
    r"let me ask you|a question|quick question|honestly|seriously|actually|out of curiosity|i forgot|i forget|i do not know|say|then|also|now|mind if i ask|i heard)[ ,]+"
)
_TAIL = re.compile(
    r"(?: , (?:i heard|i hear|(?:is|are|do|does|was|were|has|have|did|can) (?:not )?(?:it|he|she|you|they)|honey|dear|darling|sweetie|buddy|mate|bro|man|friend|kid|pal|sir|miss|madam|birdie|yeah|no|right|correct|is not it|are not you|do not you)|[ ,]+(?:yeah|please|by the way|btw|again|back home|over there|then|though|anyway|exactly|right now|now|nowadays|these days|at the moment|currently|actually|really|today|this year|"
    r"if you do not mind(?: me asking| my asking)?|if i may ask|if it is ok|may i ask|can i ask|huh|eh|then|in general|usually|normally|precisely|personally|thanks|thank you))+$"
)
_KIN_ADJECTIVES = "(?:(?:older|elder|big|younger|little|baby|own|dear|best|eldest|only|pet|real|new) )?"

# {s}: whom (「you」, 「your sister」); {p}: whose.
_TABLE: tuple[tuple[str, str, str], ...] = (
    ("name", "", "(?:so )?who am i (?:talking|speaking) (?:to|with)"),
    ("residence", "since", "(?:since when|how long) (?:have|has) {s} (?:been living|lived|been) (?:here|there|in [a-z]+|at [a-z]+)|when did {s} (?:move|come) (?:here|there|to [a-z]+)"),
    ("name", "zh", "(?:what is|do you have|have you|got|have you got) (?:{p} |a |any )?chinese name|what is {p} name in chinese"),
    ("name", "en", "(?:what is|do you have|have you) (?:{p} |a |any )?english name"),
    ("name", "", "what is {p} (?:full |real |first |last |given |family |sur)?name|{p} name(?: is)?(?: what)?|who (?:are|is) {s}|who {s} (?:are|is)|what (?:do|should|shall|can|may|would) (?:i|we|people|they|your friends|everyone) call {s}|what (?:are|is) {s} (?:called|named)|what name do {s} go by|(?:may|can) i (?:have|know|get) {p} name|how should i (?:call|address) {s}|do {s} have a name|what {p} name is"),
    ("gender", "", "(?:are|is) {s} (?:a )?(?:boy|guy|man|male|he) or (?:a )?(?:girl|woman|female|she)|(?:are|is) {s} (?:a )?(?:girl|woman|female|she) or (?:a )?(?:boy|guy|man|male|he)|what is {p} (?:gender|sex)"),
    ("birth_year", "", "(?:in )?(?:what|which) year (?:were|was) {s} born(?: in)?|what is {p} (?:birth year|year of birth)"),
    ("birth_month", "", "(?:in )?(?:what|which) month (?:(?:were|was) {s} born(?: in)?|is {p} birthday(?: in)?)"),
    ("birthday", "until", "how (?:many days|long)(?: is it| are there| is left)? (?:left )?(?:until|till|til|to|before) {p} (?:next )?birthday|is {p} birthday (?:soon|coming up|coming|today)"),
    ("birthday", "weekday", "(?:what|which) (?:day of the week|weekday) is {p} birthday(?: on)?"),
    ("birthday", "", "when is {p} birthday|when {p} birthday is|(?:what|which) (?:day|date) is {p} birthday(?: on)?|when (?:were|was) {s} born|when {s} (?:were|was) born|what is {p} birthday|{p} birthday|when do(?:es)? {s} (?:have|celebrate) (?:your|his|her|its|{p}) birthday|what day (?:were|was) {s} born(?: on)?"),
    ("age", "", "how old (?:are|is) {s}|how old {s} (?:are|is)|what is {p} age|{p} age|how many years old (?:are|is) {s}|what age (?:are|is) {s}"),
    ("zodiac", "", "what is {p} chinese (?:zodiac|sign|zodiac sign|zodiac animal)|(?:what|which) (?:chinese )?zodiac animal (?:are|is) {s}|what (?:animal )?year (?:of the (?:zodiac|animal) )?(?:were|was) {s} born under|what is {p} zodiac animal|what (?:are|is) {s} in the chinese zodiac"),
    ("sign", "", "what is {p} (?:star |zodiac |astrological |sun |birth )?(?:sign|zodiac|horoscope)|(?:what|which) (?:star |zodiac |astrological )?sign (?:are|is) {s}|{p} (?:star |zodiac )sign"),
    ("hometown", "", "where (?:are|is) {s} (?:originally |really )?from(?: originally)?|where {s} (?:are|is) from|where do(?:es)? {s} (?:originally )?come from|where is {p} (?:hometown|home city|native place)|what is {p} hometown|where (?:were|was) {s} born|where did {s} grow up|(?:what|which) (?:city|country|province|place|town|part of (?:china|canada)) (?:are|is|do|does) {s} (?:from|come from)|{p} hometown|where (?:were|was) {s} raised|what is {p} nationality"),
    ("residence", "", "where (?:are|is|do|does) {s} (?:live|living|stay|staying) in [a-z]+|(?:what|which) (?:part|area|district|side|neighborhood) of [a-z]+ (?:do|does|are|is) {s} (?:live|living|stay|staying)(?: in)?|where (?:do|does) {s} (?:live|stay|reside)|where {s} lives?|where (?:are|is) {s} (?:living|based|located|staying)|where is {p} (?:home|house|place|apartment|flat)|(?:what|which) (?:city|country|town|place) (?:do|does) {s} live in|where (?:are|is) {s}|what is {p} address"),
    ("workplace", "", "what is the name of {p} (?:cafe|coffee shop|shop|company|workplace|office)|what is (?:the|your) (?:cafe|coffee shop|shop) (?:called|named)|where (?:do|does) {s} work|where (?:are|is) {s} working|(?:what|which) (?:company|place|shop|cafe|coffee shop|office|hospital|restaurant|store|inn) (?:do|does) {s} work (?:for|at|in)|who (?:do|does) {s} work for|what is {p} (?:workplace|company)"),
    ("occupation", "", "what (?:do|does) {s} do(?: for (?:a living|work|your job))?|what {s} do(?:es)?(?: for a living)?|what is {p} (?:job|occupation|profession|work|career|trade|line of work)|what (?:kind|type|sort) of (?:work|job) (?:do|does) {s} (?:do|have)|{p} (?:job|occupation)|what (?:do|does) {s} work as|how (?:do|does) {s} (?:make|earn) (?:a|his|her|your) living|what job (?:do|does) {s} have"),
    ("school", "", "what (?:do|does) {s} go to|where (?:are|is) {s} (?:at|in) (?:school|university|college)|where (?:do|does) {s} (?:study|go to (?:school|college|university|uni))|(?:what|which) (?:school|university|college|uni) (?:do|does|are|is|did) {s} (?:go to|attend|study at|in|at|from|graduate from)|where (?:are|is) {s} studying|what is {p} (?:school|university|college)|where did {s} go to (?:school|college|university)"),
    ("major", "", "what is {p} (?:major|field of study|subject)|what (?:do|does) {s} (?:study|major in)(?: (?:at|in) (?:school|university|college))?|what (?:are|is) {s} (?:studying|majoring in) (?:at|in) (?:school|university|college)|what (?:are|is) {s} (?:studying|majoring in)|what {s} stud(?:y|ies)|what (?:subject|field) (?:do|does) {s} study"),
    ("height", "", "how tall (?:are|is) {s}|how tall {s} (?:are|is)|how (?:big|small|short|long) (?:are|is) {s}|what is {p} height|{p} height"),
    ("weight", "", "how (?:heavy (?:are|is) {s}|much (?:do|does) {s} weigh)|what is {p} weight"),
    ("family", "", "who is (?:there )?in {p} family|who are (?:the people |the members )?(?:in|of) {p} family|how many people(?: are)?(?: there)? (?:in|are in) {p} family|who are {p} family members|how big is {p} family|how many people does {p} family have|do {s} have a family|what family do {s} have"),
    ("marriage", "", "(?:are|is) {s} (?:seeing|dating) (?:anyone|anybody|someone|somebody)|do {s} have (?:someone special|a (?:significant other|partner|lover))|is there (?:someone special|anyone special)(?: in {p} life)?|what is {p} (?:relationship|marital|love) status|(?:are|is) {s} (?:married|taken|in a relationship) or (?:single|not)|(?:are|is) {s} single or (?:married|taken|not|in a relationship)"),
    ("salary", "", "how much (?:money )?(?:do|does) {s} (?:earn|make|get paid|get)(?: a (?:month|year|week|day|hour))?|what is {p} (?:salary|income|pay|wage)|{p} salary"),
    ("phone", "", "what is {p} (?:phone|cell|mobile|telephone)(?: number)?|{p} (?:phone )?number|(?:can|could|may) i (?:have|get) {p} (?:phone )?number|what is {p} (?:email|wechat|instagram|snapchat|address)(?: id| handle)?"),
    ("blood type", "", "what is {p} blood type|what blood type (?:are|is) {s}"),
    ("intro", "", "(?:so )?what (?:is|are) {s} up to|how is {s} doing|tell me about {s}"),
    ("pet", "", "what (?:kind of |sort of )?(?:pet|pets|animal) (?:do|does) {s} (?:have|keep)|what is {p} pet"),
    ("hobby", "", "what (?:sports?|games?|instruments?|music) (?:do|does) {s} play|what (?:are|is) {p} (?:main |favorite )?(?:hobbies|hobby|interests|pastimes?|favorite thing to do)|what (?:do|does) {s} (?:like|love|enjoy) (?:to do|doing)(?: for fun| in (?:your|his|her|{p}) (?:free|spare) time| on (?:the )?weekends?| most)?|what (?:do|does) {s} (?:usually |normally )?do (?:for fun|in (?:your|his|her) (?:free|spare) time|on (?:the )?weekends?|after (?:work|class|school)|when (?:you are|he is|she is) (?:free|bored|not working))|do {s} have (?:any |a )?(?:hobbies|hobby|interests)|what (?:are|is) {s} into|how (?:do|does) {s} (?:spend|kill) (?:your|his|her) (?:free |spare )?(?:time|weekends?)|{p} hobbies|any hobbies|what (?:are|is) {s} interested in"),
    ("food", "no", "(?:is|are) there (?:anything|any foods?|something) (?:that )?{s} (?:will|do|does|can|would) not (?:eat|like eating)|what (?:food )?(?:do|does) not {s} (?:eat|like to eat)|what (?:food )?(?:do|does) {s} (?:not|never|refuse to) (?:eat|like to eat)|(?:is there )?(?:any|some|what) foods? (?:that )?{s} (?:hate|do not (?:like|eat)|dislike|can not eat)|what (?:is|are) {p} least favorite foods?|what foods? do {s} (?:hate|dislike)"),
    ("food", "drink", "what (?:do|does) {s} (?:like|love) to drink|what is {p} favorite drink|what (?:kind of )?drinks? (?:do|does) {s} (?:like|love|prefer|drink)"),
    ("hometown", "country", "what country (?:are|is|do|does) {s} (?:from|come from)|what is {p} nationality"),
    ("food", "", "what (?:do|does) {s} (?:usually |normally |mostly )?eat|what (?:do|does) {s} (?:like|love|enjoy) (?:to eat|eating)(?: most| best)?|what (?:is|are) {p} favorite (?:food|foods|dish|dishes|snack|snacks|meal)|what (?:kind of |sort of )?(?:food|foods|dish|snacks?) (?:do|does) {s} (?:like|love|eat|prefer|enjoy)(?: most| best)?|{p} favorite food"),
    ("skill", "", "what (?:are|is) {s} (?:really |best |especially )?(?:good|great|skilled) at|what (?:are|is) {p} (?:skills?|talents?|special skills?|special talent|hidden talent|strengths?|specialty)|do {s} have (?:any|a) (?:special |hidden )?(?:skills?|talents?)"),
    ("dream", "", "what is {p} (?:life |biggest |big |greatest )?(?:dream|wish|goal|ambition)(?: in life| for the future)?|do {s} have (?:a|any) (?:dreams?|goals?|wish)|what (?:do|does) {s} want to (?:be|become|do)(?: in (?:the )?future| when (?:you|he|she|it) grows? up| one day| someday| after (?:school|college|university|graduation|graduating|{s} graduate))?|what (?:do|does) {s} dream (?:of|about)|what (?:are|is) {p} dreams?"),
    ("dislikes", "", "what (?:do|does) {s} (?:really |most )?(?:hate|dislike|not like|detest)(?: most| the most)?|what (?:are|is) {p} (?:dislikes|pet peeves?)|what annoys {s}|what (?:are|is) {s} afraid of"),
    ("likes", "颜色", "what is {p} favorite colou?r"),
    ("likes", "季节", "what is {p} favorite season"),
    ("likes", "动物", "what is {p} favorite animal"),
    ("likes", "音乐", "what (?:is {p} favorite (?:music|song|band|singer)|(?:kind of |sort of )?music (?:do|does) {s} (?:like|listen to))"),
    ("likes", "电影", "what is {p} favorite (?:movie|film)"),
    ("likes", "书", "what is {p} favorite (?:book|novel)"),
    ("likes", "", "what (?:do|does) {s} (?:really )?(?:like|love)(?: most| best| the most)?|what (?:are|is) {p} (?:likes|favorite things?)"),
    ("works", "", "what (?:are|is) {p} (?:works|best work|masterpiece)"),
    ("species", "", "what (?:kind|type|sort|species|breed) (?:of )?(?:animal |bird |cat |dog |creature |pet |machine )?(?:are|is) {s}|what (?:species|breed) (?:are|is) {s}|what (?:are|is) {s}"),
    ("dialect", "", "what (?:dialect|accent) (?:do|does) {s} (?:speak|have)"),
    ("catchphrase", "", "what is {p} catch ?phrase"),
    ("intro", "", "(?:introduce|describe) (?:yourself|{s})(?: to me)?|(?:a bit |a little |more |something |all )*about (?:yourself|{s})(?: a bit| more)?|what is {s} like|who are you exactly|give me (?:a|an) (?:short )?introduction"),
)  # fmt: skip


def whom_english(persona: Persona) -> tuple[str, str]:
    """Patterns of whom an English line may name, and whose."""
    english = by_identity(persona, _english)
    return english.whom.pattern, english.whose


@dataclass(frozen=True, slots=True, kw_only=True)
class _English:
    ways: tuple[tuple[str, str, re.Pattern[str]], ...]
    have: re.Pattern[str]
    whom: re.Pattern[str]
    whose: str


def plain_english(text: str) -> str:
    """Lower case, without marks, contractions, lead-ins and what is hung on at the end."""
    line = text.lower()
    for short, whole in _SHORT:
        line = re.sub(short, whole, line)
    line = re.sub(r"[^a-z' ,]+", " , ", line)
    line = re.sub(r"[ ,]*,[ ,]*", " , ", line).strip(" ,")
    line = re.sub(r" +", " ", line)
    before = ""
    while before != line:
        before = line
        line = _TAIL.sub("", _LEAD.sub("", line, count=1) if _LEAD.match(line) else line).strip(" ,")
    return line


def read_english(persona: Persona, text: str, whom: str = "") -> list[Asked]:
    """What an English line asks for; `whom` is the owner that 「he」, 「she」 and 「it」 stand for."""
    line = plain_english(text)
    line = re.sub(rf"^{re.escape(persona.name.lower())} ?,? (?=\w)", "", line) if persona.name.isascii() else line
    line = re.sub(rf" ?,? {re.escape(persona.name.lower())}$", "", line) if persona.name.isascii() else line
    if found := _read_clauses(persona, line, whom):
        return found
    # What somebody is called may come first or last: 「hey kid how old are you」.
    for shorter in (line.partition(" ")[2], line.rpartition(" ")[0].rstrip(" ,")):
        if len(shorter.split()) >= 3 and (found := _one(persona, shorter, whom)):
            return found
    return []


def _read_clauses(persona: Persona, line: str, whom: str) -> list[Asked]:
    if found := _one(persona, line, whom):
        return found
    parts = [part for part in re.split(r" , (?:and |but )?| and (?=(?:what|where|who|how|when)\b)", line) if part]
    read = [_one(persona, plain_english(part), whom) for part in parts]
    return list(dict.fromkeys(asked for one in read for asked in one)) if len(parts) > 1 and read[-1] else []


def _one(persona: Persona, line: str, whom: str) -> list[Asked]:
    english = by_identity(persona, _english)
    for key, detail, pattern in english.ways:
        if found := pattern.fullmatch(line):
            named = next((word for word in found.groups() if word), "")
            owner = _owner(persona, named, whom)
            if not owner or (key == "name" and detail == "" and line.startswith("who") and owner != SELF):
                return [Asked(owner=owner, key="who")] if owner else []
            return [Asked(owner=owner, key=key, detail=detail)]
    if found := english.have.fullmatch(line):
        kin = re.sub("^brothers? (?:or|and) sisters?$", "siblings", found["kin"] or found["kin2"])
        return [Asked(owner=kin, key="have", detail="count" if found["kin2"] else "")]
    return []


def english_follow_up(persona: Persona, text: str) -> str:
    """Whom 「what about your sister?」 turns to; empty when the line is no such turn."""
    line = plain_english(text)
    found = re.fullmatch(
        r"(?:what|how) about (?P<who>you|yours|yourself|your .+|.+)|and (?P<who2>you|your .+)|(?P<who3>your .+)", line
    )
    who = next((word for word in found.groups() if word), "") if found else ""
    who = "you" if who == "yours" else re.sub("'s$", "", who)
    return _owner(persona, who.removesuffix("self"), "") if who in ("you", "yourself") or _known(persona, who) else ""


def _known(persona: Persona, who: str) -> bool:
    return bool(who) and bool(by_identity(persona, _english).whom.fullmatch(who))


def _owner(persona: Persona, named: str, whom: str) -> str:
    word = re.sub(rf"^your (?:{_KIN_ADJECTIVES})", "", re.sub("'s$|'$", "", named.strip()))
    if not named or word in ("you", "your", ""):
        return SELF
    if word in ("he", "she", "it", "him", "her", "his", "its", "they"):
        return whom
    owners = book_of(persona).words.get(word.removesuffix("s") if word not in book_of(persona).words else word, ())
    return owners[0] if len(owners) == 1 else "" if owners else word


def _english(persona: Persona) -> _English:
    book = book_of(persona)
    kin = "|".join(sorted((w for w in kin_words() if w.isascii()), key=len, reverse=True)) + "|cat|dog|pet"
    names = "|".join(
        re.escape(w)
        for w in sorted(book.words, key=len, reverse=True)
        if w.isascii() and w not in relations_of(w) and not relations_of(w)
    )
    names = names or "(?!)"
    whom = rf"you(?: guys)?|he|she|it|your {_KIN_ADJECTIVES}(?:{kin})|(?:{names})"
    whose = rf"your(?! (?:{_KIN_ADJECTIVES}(?:{kin})(?:'s|s')))|his|her|its|your {_KIN_ADJECTIVES}(?:{kin})(?:'s|s')|(?:{names})'s"
    ways = []
    for key, detail, table in _TABLE:
        count = iter(range(99))
        pattern = re.sub(r"\{([sp])\}", lambda hit: f"(?P<g{next(count)}>{whom if hit[1] == 's' else whose})", table)  # noqa: B023
        ways.append((key, detail, re.compile(f"(?:{pattern})")))
    have = re.compile(
        rf"(?:do you have|have you|have you got|is there|you have|do you got|got|any|you got) (?:an? |any |some )?{_KIN_ADJECTIVES}(?P<kin>brothers? (?:or|and) sisters?|{kin}s?)|how many (?P<kin2>(?:{kin})s?|brothers? (?:or|and) sisters?) do you have"
    )
    return _English(ways=tuple(ways), have=have, whom=re.compile(whom), whose=whose)
