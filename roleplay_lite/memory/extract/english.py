"""What an English sentence tells of a person and theirs. Pure; rules only."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from roleplay_lite.memory.extract.relations import english_kin
from roleplay_lite.memory.extract.rule import Told
from roleplay_lite.memory.item import SELF
from roleplay_lite.persona.jobs import names_work


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a sentence tells, and of whom."""

    told: Told
    who: str
    ended: bool = False
    plan: bool = False
    event: bool = False


_MONTH = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_DATE = rf"(?:the )?\w+ of (?:{_MONTH})|(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})"
_ADVERB = r"(?: (?:really|just|also|still|currently|now|absolutely|actually|always|usually|both|all|recently|finally))*"
_NOT_THE_PERSON = re.compile(r"^(?:you|he said|she said|they|people|everyone|someone)\b", re.IGNORECASE)
_NO = re.compile(
    r"\?|\bif\b|\bwish\b|\bwould\b|\bcould\b|\bmight\b|\bmaybe\b|\bperhaps\b|\bpretend\b|\bimagine\b|\bsaid\b|\bsays\b|\btold\b|\bdream(?:t|ed)\b|\bline from\b|\bjust kidding\b|\blyrics\b|\bjoking\b|\bi think\b|\bi guess\b|\bi don't know\b|\bnot sure\b|\bdo you\b|\bhow do\b|\bin (?:the|a) (?:game|movie|book|song)\b",
    re.IGNORECASE,
)
_ANIMALS = r"(?:cats?|dogs?|pupp(?:y|ies)|kittens?|parrots?|birds?|rabbits?|hamsters?|turtles?|goldfish|fish|guinea pigs?|horses?|ponies|pony|snakes?|lizards?|ferrets?|corgis?|poodles?|golden retrievers?|labradors?|husky|huskies|beagles?)"
_NUMBER = r"(?:an?|one|two|three|four|five|six|some|\d+)"
_FAMILY = r"(?:siblings?|brothers?|sisters?|sons?|daughters?|kids?|children|twins|boyfriend|girlfriend|husband|wife|grandsons?|granddaughters?|nieces?|nephews?)"


@cache
def _tables() -> tuple[tuple[str, re.Pattern[str]], ...]:
    end = r"(?= and i\b| and my\b| but\b|[,;]|$)"
    rows = (
        ("name", r"(?:'s|'m| is| am)? (?:name is|name's|called|named) (?P<v>[A-Z][\w'-]*(?: [A-Z][\w'-]*)?)"),
        ("name", r"(?:'m|'s| am| is) (?P<v>[A-Z][a-z]+)(?=,? (?:and|nice|by)|[.!]?$)"),
        ("age", r"(?:'m|'s|'re| am| is| are|(?:'s)? just turned| turned)(?: not)?(?: only)? (?P<v>\d{1,3}|[a-z]+(?:-[a-z]+)?(?= years? old)|(?<=turned )[a-z]+(?:-[a-z]+)?)(?: years? old| months? old)?(?: last \w+| on \w+day| this \w+)?" + end),
        ("birthday", rf"(?:'s)? birthday(?:'s| is)(?: on)? (?P<v>{_DATE})|(?: was| were|'s)? born on (?P<w>{_DATE})|(?: was| were) born in (?P<x>\d{{4}})"),
        ("residence", rf" (?:live|lives|living)(?: right)? (?:in|on|at) (?P<v>[^,;.]+?){end}|(?:'ve| have|'s| has)? (?:just )?moved (?:from [^,;.]+? )?to (?P<w>[^,;.]+?)(?= last| this| two| three| a | in \d| recently| now| and\b|[,;]|$)"),
        ("hometown", rf"(?:'m|'s| am| is)(?: originally)? from (?P<v>[^,;.]+?){end}|(?: grew up| was born) in (?P<w>(?!\d)[^,;.]+?){end}| come from (?P<x>[^,;.]+?){end}"),
        ("allergy", rf"(?:'m|'s| am| is)(?P<no> not|n't)? allergic to (?P<v>[^,;.]+?){end}| (?:have|has) an? (?P<w>\w+) allergy"),
        ("workplace", r"(?:'m| am| is|'s)? (?:work|works|working) (?:at|for) (?P<v>(?!home|night)[^,;.]+?)(?= as\b| and i\b|[,;]|$)"),
        ("occupation", r"(?:'m|'s| am| is) (?:an? |the )(?P<v>[a-z][a-z -]{2,30}?)(?= now\b| at\b| in\b| for\b| and\b|[,;]|$)|(?:'ve| have|'s| has)? (?:work|works|working|worked)(?: nights| days| shifts| part-time| full-time)? as an? (?P<w>[a-z][a-z -]{2,30}?)(?= at\b| in\b| for\b|[,;]|$)"),
        ("grade", r"(?:'s| is|'m| am)(?: in)? (?P<v>(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)) grade|kindergarten|preschool|high school|middle school|college)|(?: just)? started (?P<w>kindergarten|preschool|school|high school|middle school|college)| goes to (?P<x>kindergarten|preschool)"),
        ("school", rf" (?:goes|go|study|studies|studying|'m studying) (?:to|at) (?P<v>[^,;.]*?(?:university|college|school|academy|institute)[^,;.]*?){end}"),
        ("teaches", r" teach(?:es)? (?P<v>(?!me|you|him|her|them)[a-z][a-z ]{2,24}?)(?: at (?P<w>[^,;.]+?))?(?: in town| downtown)?(?= and\b|[,;]|$)"),
        ("living", r" (?P<v>[a-z]+ [^,;.]+?) for a living"),
        ("hometown", rf"(?:'ve| have|'s| has)?(?: just)? moved (?:here|over|down|up) from (?P<v>[^,;.]+?){end}"),
        ("due", r"(?:'s| is|'m| am) (?P<v>due (?:in|on|any|next) [^,;.]+)"),
        ("major", rf"(?:'m| am| is|'s)? (?:majoring|majors?) in (?P<v>[^,;.]+?){end}"),
        ("marriage", rf"(?:'m|'s| am| is|'ve been| got| have been)(?P<no> not|n't)?(?: just| recently| happily)? (?P<v>married|single|divorced|engaged|widowed){end}"),
        ("pet", rf"(?: have|'ve got| has| own| got| adopted)(?P<no> no)? (?P<v>(?:{_NUMBER} )?(?:[a-z]+ )?{_ANIMALS})(?: and (?P<y>(?:{_NUMBER} )?{_ANIMALS}))?(?: (?:called|named) (?P<n>[A-Z]\w+))?"),
        ("family", rf"(?: have| has|'ve got) (?P<v>(?:{_NUMBER} |no )?(?:older |younger |little |big |twin )?{_FAMILY})(?: (?:called|named) (?P<n>[A-Z]\w+))?(?= and\b|[,;]|$)"),
        ("health", r" (?:have|has)(?: got)? (?P<v>(?:type \d )?diabetes|asthma|high blood pressure|arthritis|migraines?|insomnia|depression|anxiety|epilepsy|cancer|a heart condition|heart disease|a bad back|anemia|dyslexia|adhd|dementia|alzheimer's|eczema|bad knees|a bad knee|a pacemaker|hearing aids?|gout|angina)|'s got (?P<x>dementia|alzheimer's|asthma|diabetes|arthritis|eczema|gout)|(?:'m|'s| am| is) (?P<w>diabetic|pregnant|asthmatic|colou?r ?blind|lactose intolerant|near-?sighted|short-?sighted|deaf|blind)"),
        ("grew", r" grew up (?:on|in|near) (?P<v>[^,;.]+)"),
        ("is", rf"(?:'m|'s| am| is) (?P<v>left-handed|right-handed|an only child|a night owl|a morning person|a twin|an orphan|a veteran){end}"),
        ("diet", rf"(?:'m|'s| am| is|'ve been| have been) (?:an? )?(?P<v>vegetarian|vegan|pescatarian|gluten[- ]free|halal|kosher)| (?P<w>(?:don't|do not|doesn't|can't|cannot|never) (?:eat|drink) [^,;.]+?){end}"),
        ("quit", r"(?:'ve| have| has)? (?:just )?(?:quit|gave up|given up|stopped) (?P<v>smoking|drinking|coffee|sugar|alcohol|gambling|the [a-z]+(?=[,;]| ages| years|$)|[a-z]+ing)"),
        ("likes", rf" (?:love|loves|like|likes|enjoy|enjoys|adore)(?P<no>) (?P<v>(?!you|it\b|that|this|to know|him|her\b|them|being)[^,;.]+?){end}| favou?rite [a-z ]+? is (?P<w>[^,;.]+?){end}"),
        ("dislikes", rf"(?:'m|'s| am| is) not (?:an? )?(?:big |huge )?fan of (?P<v>[^,;.]+?){end}"),
        ("dislikes", rf" (?:hate|hates|dislike|dislikes|can't stand|don't like|doesn't like|do not like) (?P<v>(?!you|it\b|that|this|him|when)[^,;.]+?){end}"),
        ("fears", rf"(?:'m|'s| am| is) (?:scared|afraid|terrified) of (?P<v>(?!you)[^,;.]+?){end}"),
        ("skill", rf" can(?P<no>'t|not| not)? (?P<v>(?:play|speak|swim|drive|cook|sing|dance|ski|knit|code|juggle|paint|draw)[^,;.]*?){end}| know how to (?P<w>[^,;.]+?){end}"),
        ("speaks", rf" (?:speak|speaks)(?P<no>) (?P<v>(?!to\b|with\b|about\b)[A-Z][^,;.]+?){end}"),
        ("new-job", rf" (?:got|have|has|found|started) an? (?:new )?job (?:at|with) (?P<v>[^,;.]+?){end}"),
        ("drives", r" drives? (?P<v>an? (?:school )?(?:bus|truck|taxi|cab|lorry|forklift))"),
        ("studies", rf"(?:'m|'s| am| is)(?: currently)? (?:learning|studying) (?:to |how to )?(?P<v>(?!at |in )[^,;.]+?){end}"),
        ("dream", r" (?:want|wants|dream of|hope) (?:to be|to become|becoming|being) (?P<v>an? [^,;.]+?)(?= when\b| one day| some\s?day| and\b|[,;]|$)|'s dream is (?:to )?(?P<w>[^,;.]+)"),
        ("been_to", rf"(?:'ve| have|'s| has)(?P<no> never|n't| not)?(?: ever)? been to (?P<v>[^,;.]+?)(?: (?:twice|once|before|many times|three times))?{end}"),
        ("wakes", r" (?:wake|wakes|get|gets) up (?:at )?(?P<v>(?:around |about )?[\w: ]+?(?: ?[ap]\.?m\.?)?)(?= to\b| every| each| on| and|[,;]|$)"),
        ("sleeps", r" (?:go|goes) to (?:bed|sleep) (?:at )?(?P<v>(?:around |about |after )?[\w: ]+?(?: ?[ap]\.?m\.?)?)(?= every| each| on| and|[,;]|$)"),
        ("commute", r" (?P<v>(?:take|takes|ride|rides|drive|drives|walk|walks|cycle|cycles|bike|bikes|catch|catches)[^,;.]*?) to (?:work|school|the office)"),
        ("habit", rf" (?P<v>(?:run|jog|swim|go|goes|drink|smoke|smokes|walk|walks|take|cook|exercise|meditate|read|play|work out|do)[^,;.]*? every (?:day|morning|night|evening|week|weekend|[a-z]+day)[^,;.]*?){end}"),
        ("owns", r"(?: have|'ve got| own| bought| got| drive| drives) (?:an? )?(?:new )?(?P<v>(?:[a-z]+ )?(?:car|motorcycle|bike|house|apartment|piano|guitar|boat|truck|tesla|laptop))\b"),
    )  # fmt: skip
    return tuple((key, re.compile(_ADVERB + pattern, 0 if key == "name" else re.IGNORECASE)) for key, pattern in rows)


@cache
def _subject() -> re.Pattern[str]:
    kin = english_kin()
    return re.compile(
        rf"(?:^|(?<=[,;] )|\b(?=(?i:and|but|because|so|now)\b))(?P<lead>(?i:(?:and|but|because|so|actually|well|hey|hi|hello|no|yes|now|by the way|turns out|it turns out|oh|ok|okay|honestly|frankly|sorry|(?:next|last|this|on) \w+|yesterday|tomorrow|today|in \d{{4}}|every \w+(?: morning| evening| night)?|(?:at )?weekends|on \w+days),? )*)(?:(?P<me>I)(?=['’ ])|(?P<we>[Ww]e)(?=['’ ])|[Mm]y (?:(?:little|best|older|younger|little|big|elder|oldest|youngest|ex|new|old|twin) )*(?P<kin>{kin}|little one|eldest|youngest|oldest|other half)(?P<nm> [A-Z][a-z]+)?(?=['’ ])|[Mm]y(?P<own>)(?= name| birthday| favou?rite)|(?P<third>[Ss]he|[Hh]e)(?=['’ ])|(?P<bare>Dad|Mum|Mom|Gran|Grandma|Grandpa|Granddad|Grandad|Nan|Nana)(?=['’ ])|(?:[Mm]y|[Oo]ur) (?:old |little |big )?(?P<pet>cat|dog|parrot|rabbit|hamster)(?: [A-Z][a-z]+)?(?=['’ ]))"
    )


_FUTURE = re.compile(
    r"(?:'m|'re|'s| am| are| is) (?P<v>(?:going to |about to )?(?:go|going|fly|flying|visit|visiting|meet|meeting|see|seeing|travel|travell?ing|move|moving|leave|leaving|have|having|start|starting|get|getting|take|taking|marry|attend|attending|run|running|come|coming)\b[^,;.]*)|(?:'ll| will|'ve got to| have to| need to| plan to|'m planning to| am planning to) (?P<w>[a-z]+ [^,;.]*)|(?: have|'ve got| has) (?:an? )(?P<x>[a-z' ]*?(?:interview|appointment|exam|meeting|flight|test|date|party|wedding|surgery|check-?up)[^,;.]*)"
)
_DID = re.compile(
    r" (?P<v>(?:went|saw|met|bought|got|had|broke|lost|won|passed|failed|started|finished|visited|moved|graduated|flew|ran|fell|hurt|adopted|quit|sold|made|gave birth|came|passed away|died|lost)\b[^,;.]*)"
)
_WHEN = re.compile(
    r"\b(?:(?:on |this |next |last |by |in )?(?:the )?(?:\w+day|tomorrow|yesterday|tonight|weekend|week|month|year|spring|summer|autumn|fall|winter)(?: (?:morning|afternoon|evening|night))?|today|(?:in|for) \w+ (?:days?|weeks?|months?|years?)|\w+ (?:days?|weeks?|months?|years?) ago|at \d{1,2}(?::\d\d)?(?: ?[ap]m)?|at noon)\b",
    re.IGNORECASE,
)

_NOW_IN = re.compile(r"(?:'m|'re| am| are) in (?P<v>[A-Z][^,;.]+)$")


_WHOLE = (
    ("fears", re.compile(r"^(?P<v>[A-Z][a-z ]+?) (?:freaks?|scares?|terrif(?:y|ies)) me(?: out)?(?: so much)?$")),
    (
        "health",
        re.compile(
            r"(?:^|\b)[Mm]y (?P<v>(?:knees?|back|eyes?|hearing|heart|hips?|memory|eyesight)(?: is| are) (?:really )?(?:bad|weak|failing|shot|going))\b"
        ),
    ),
    (
        "nickname",
        re.compile(
            r"(?:[Jj]ust |[Ff]olks (?:usually )?|[Ee]veryone |[Pp]eople |[Ff]riends |[Yy]ou can |[Pp]lease )?[Cc]alls? me (?P<v>[A-Z][a-z]+)$"
        ),
    ),
    (
        "note",
        re.compile(
            r"^(?:[Pp]ut it down that |[Jj]ust so you know,? )?(?P<v>(?:[Tt]he |[A-Z][a-z]+'s |[Mm]y )?[a-z' ]*(?:keys?|inhaler|passport|glasses|charger|remote|tablets|pills|torch|batteries|scissors) (?:lives?|are|is)(?: kept| now)? (?:in|on|behind|under|inside|by) [^,;.]+)"
        ),
    ),
    (
        "name",
        re.compile(
            r"^(?:[Aa]ctually,? |[Nn]o,? |[Ss]orry,? )(?:it's|the name is|the name's) (?P<v>[A-Z][a-z]+)(?: with .*)?$"
        ),
    ),
)
"""Sentences that are read as a whole."""


def english(sentence: str, third: str, *, future: bool, past: bool) -> Iterator[Said]:
    """What the sentence tells; `third` is whom "she" means."""
    text = sentence.strip().replace("’", "'").rstrip(".!")
    if _NO.search(sentence) or _NOT_THE_PERSON.match(text) or '"' in text:
        return
    seen: set[tuple[str, str, str]] = set()
    for key, pattern in _WHOLE:
        if whole := pattern.search(text):
            yield Said(told=Told(predicate=key, object=whole["v"], confidence=0.9), who=SELF)
    for found in _subject().finditer(text):
        who = _who(found, third)
        if not who:
            continue
        third = third if who == SELF or found["pet"] else who
        rest = text[found.end() :]
        read = list(_states(rest, who))
        if not read and re.search(r"\bnow\b", found["lead"], re.IGNORECASE) and (place := _NOW_IN.match(rest)):
            told = Told(predicate="residence", object=place["v"], confidence=0.9, fresh=True)
            read = [Said(told=told, who=who)]
        if not read and re.search(r"\bevery\b|weekends|\bon \w+days", found["lead"], re.IGNORECASE) and who == SELF:
            does = re.match(
                r" (?:always |usually )?(?P<v>(?:go|do|play|run|swim|coach|teach|visit|take|cook|bake|read|volunteer|walk|cycle|help)\b[^,;.]*)",
                rest,
            )
            read = [Said(told=Told(predicate="habit", object=does["v"], confidence=0.9), who=who)] if does else []
        if not read and found["own"] is None:
            read = list(_happens(rest, who, future=future, past=past))
        for one in read:
            same = (one.told.subject or one.who, one.told.predicate, one.told.object)
            if same not in seen:
                seen.add(same)
                yield one


def _who(found: re.Match[str], third: str) -> str:
    if found["kin"]:
        return found["kin"].lower()
    if found["bare"]:
        return found["bare"].lower()
    if found["pet"]:
        return found["pet"].lower()
    if found["third"]:
        return third
    return SELF


def _states(rest: str, who: str) -> Iterator[Said]:
    used = re.match(r" used to (?P<rest>.*)", rest)
    body = f" {used['rest']}" if used else rest
    if re.match(r" (?:don't|do not|doesn't) (?:have|live|work|own)\b", body):
        body, no = re.sub(r"^ (?:don't|do not|doesn't) ", " ", body), True
        body = re.sub(r"^( have| own)(?: any)? (?!an? )", r"\1 a ", body)
    else:
        no = False
    for key, pattern in _tables():
        if not (found := pattern.match(body)):
            continue
        groups = found.groupdict()
        value = next((groups[g].strip() for g in "vwx" if groups.get(g)), "")
        if not value or len(value) > 60:
            continue
        positive = not (no or groups.get("no"))
        told = _told(key, value, positive, groups, body)
        if told and key == "workplace" and (job := re.search(r" as an? (?P<j>[a-z][a-z -]{2,24})$", body)):
            told.append(Told(predicate="occupation", object=job["j"], confidence=0.9))
        for one in told:
            yield Said(told=one, who=who, ended=bool(used))
        if told:
            return


def _told(key: str, value: str, positive: bool, groups: dict[str, str | None], body: str) -> list[Told]:
    if key == "occupation":
        if not (names_work(value) or re.search(r"(?:ist|er|or|cian|librarian|ant|ent)$", value)) or re.search(
            r"\b(?:bit|lot|little|fan|person|man|woman|teenager|stranger|beginner|lover|member|patient|parent|student loan|mother|father|brother|sister|daughter|winner|loser|number|owner|eater|sleeper|believer|supporter)\b",
            value,
        ):
            return []
    elif key == "name" and re.fullmatch(
        r"(?:Batman|Superman|Spiderman|Santa|Elsa|God|So|Not|Very|Just|Chinese|English|American|British|Here|Sorry|Fine|OK|Happy|Sad|Tired)",
        value,
    ):
        return []
    elif key == "quit":
        return [Told(predicate="habit", object=value, positive=True, over=True, confidence=0.95)]
    elif key == "age" and not re.search(r"\d|years? old|turned", body[:40]):
        return []
    elif key == "pet":
        made = [Told(predicate="pet", object=re.sub(r"^(?:an?|some|any) ", "", value), positive=positive)]
        if groups.get("y"):
            made.append(Told(predicate="pet", object=re.sub(r"^(?:an?|some) ", "", groups["y"] or "")))
        if groups.get("n"):
            made.append(Told(predicate="name", object=groups["n"] or "", subject=value.split()[-1]))
        return made
    elif key == "family":
        positive = positive and not value.startswith("no ")
        value = re.sub(r"^(?:an?|no|one|any) ", "", value)
        made = [Told(predicate="family", object=value, positive=positive)]
        if groups.get("n"):
            made.append(
                Told(
                    predicate="name",
                    object=groups["n"] or "",
                    subject=value.split()[-1],
                )
            )
        return made
    elif key in ("residence", "hometown", "workplace", "occupation", "studies"):
        value = re.sub(
            r" (?:now|right now|these days|on \w+days?|with my .*|since .*|for (?:\w+) (?:years?|months?))$", "", value
        )
    if key == "new-job":
        return [Told(predicate="workplace", object=value, fresh=True, confidence=0.95)]
    if key == "living":
        return [Told(predicate="occupation", object=value, confidence=0.9)]
    if key == "due":
        return [Told(predicate="plan", object=value, confidence=0.9)]
    if key == "grade" and (at := re.search(r" at (?P<w>[A-Z][^,;.]+)$", body)):
        return [Told(predicate="grade", object=value), Told(predicate="school", object=at["w"], confidence=0.9)]
    if key == "teaches":
        made = [Told(predicate="occupation", object=f"{groups.get('v')} teacher", confidence=0.95)]
        place = groups.get("w")
        return [*made, Told(predicate="workplace", object=place, confidence=0.9)] if place else made
    if key == "grew":
        return [Told(predicate="hometown", object=value, confidence=0.95)]
    if key == "drives":
        return [Told(predicate="occupation", object=f"drives {value}", confidence=0.9)]
    if key == "speaks":
        return [Told(predicate="skill", object=value, positive=positive, confidence=0.95)]
    fresh = key == "residence" and bool(re.search(r"\bmoved to\b|\bnow\b", body))
    return [
        Told(
            predicate=key,
            object=re.sub(r"(?: very much| a lot| so much| too)$", "", value),
            positive=positive,
            confidence=0.95,
            fresh=fresh,
        )
    ]


def _happens(rest: str, who: str, *, future: bool, past: bool) -> Iterator[Said]:
    if future and (found := _FUTURE.match(rest)):
        value = next(found[g] for g in "vwx" if found[g])
        value = re.sub(r"^(?:going to|about to) (?=[a-z]+ )", "", _WHEN.sub("", value).strip()).strip()
        value = re.sub(r"\s+", " ", value)
        if len(value) > 3:
            yield Said(told=Told(predicate="plan", object=value, confidence=0.9), who=who, plan=True)
    elif (past or re.match(r" (?:passed away|died)", rest)) and (found := _DID.match(rest)):
        value = re.sub(r"\s+", " ", _WHEN.sub("", found["v"])).strip()
        if len(value) > 3:
            yield Said(told=Told(predicate="event", object=value, confidence=0.9), who=who, event=True)
