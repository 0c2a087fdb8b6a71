"""A question made to stand alone: what it is about, what of it is asked, and its words without 它 or 「那…呢」."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from roleplay_lite.knowledge.evidence import Query
from roleplay_lite.knowledge.query.frames import corrects, subject_of, unframed, word_asked
from roleplay_lite.knowledge.query.names import Mention, Names
from roleplay_lite.knowledge.query.needs import fresh, needs, needs_features
from roleplay_lite.knowledge.query.patterns import pattern
from roleplay_lite.knowledge.query.pointing import pointed_at
from roleplay_lite.knowledge.query.reading import plain
from roleplay_lite.knowledge.query.searching import search_terms
from roleplay_lite.knowledge.query.state import MOST_UTTERANCES, Salient, salient
from roleplay_lite.turn import About
from roleplay_lite.understanding import about

ASIDE = 0.02
"""What is left of the strength of what was talked of, when the line has another subject."""
DROPPED = 0.2
"""What is left of it when the line names another and asks something of it."""
LEADS = 4.0
"""How much likelier a thing is meant that the question follows, of several that the line names."""
FITS = 4.0
"""How much likelier a thing is meant that has what is asked for."""
ADVICE = 0.8
"""How much a line needs looking up at most that asks what to do: that is not a matter of facts alone."""
NOTHING = 0.3
"""At most where somebody says that there is nothing to it (「没什么意思」)."""
HEARD = 0.6
"""How surely a thing is meant of which only the sound was heard."""
CARRIED = 0.9
"""How surely an attribute is asked for that the last question asked for."""
_SURE = 0.5
_EVERYWHERE = ("世界", "地球", "陆地", "全球")

_AND = re.compile(
    "^(?:那|那么|and|what about|how about)?\\s*(?P<x>.{1,24}?)\\s*(?:呢|怎么样呢|又?怎么样)?[?？]*$", re.IGNORECASE
)
_LEAD = re.compile(
    "^(?:那么?(?![里儿边么个部首张座位本种篇家些时条颗只])|还有|另外|顺便|然后|对了|and|what about|how about)[，, ]*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Read:
    """A line as it is read."""

    line: str
    """Without frame."""
    things: tuple[Salient, ...]
    asked: dict[str, float]
    named: tuple[Mention, ...]
    """What the line itself names."""
    subject: str
    """What it is about by its form, where that is nothing that a pack knows."""
    carried: bool = False


def query_of(text: str, before: Sequence[tuple[str, str]], names: Names, *, today: date) -> Query:
    """What `text` asks for after `before`, pairs of the person's words and the reply heard, latest last."""
    heard = [part for pair in before for part in pair][-MOST_UTTERANCES:]
    read = _read(text, heard, names)
    last = _last_question(before)
    if not read.named and last:
        _name_briefly(read, text, last, names)
    if (corrects(text) or _elliptic(read)) and last:
        _carry_attributes(read, last, names)
    if read.named and read.asked and not _pronoun().search(read.line):
        # A question for a thing by its name drops what was talked of.
        read.things = tuple(
            one if one.said else Salient(one.name, one.strength * DROPPED, False) for one in read.things
        )
    if read.things and len(read.asked) > 1:
        known = names.attributes_of(read.things[0].name)
        read.asked = dict(sorted(read.asked.items(), key=lambda item: (-item[1], item[0] not in known)))
    rewritten = _rewritten(read, last, names)
    surely = max(read.asked.values(), default=0.0)
    entity = _named_surely(read)
    features = needs_features(
        rewritten if read.carried else _without_word(text, read),
        entity=entity,
        attribute=surely,
        carried=read.carried and bool(read.things),
    )
    return Query(
        text=rewritten,
        entities=tuple(one.name for one in read.things),
        strengths=tuple(round(one.strength, 4) for one in read.things),
        attributes=tuple(read.asked),
        weights=tuple(read.asked.values()),
        said=text,
        told=tuple(heard),
        terms=search_terms(rewritten, _meant(read), read.subject, names, today=today),
        carried=read.carried,
        needs=round(min(needs(features), _at_most(text)), 3),
        fresh=fresh(rewritten),
    )


def _at_most(text: str) -> float:
    """How much a line may need looking up by its form."""
    if pattern("advice").search(text):
        return ADVICE
    return NOTHING if pattern("nothing").search(text) else 1.0


def _read(text: str, heard: Sequence[str], names: Names) -> _Read:
    line = unframed(text)
    things = salient(text, heard, names)
    asked = dict(names.attributes.asked(line if len(line) > 1 else text))
    named = tuple(one for one in names.spot(text) if not one.dictionary)
    word = _word(text, names)
    subject = "" if named or word else subject_of(text)
    if word:
        things = (Salient(word.names[0], 1.0, True), *(_fainter(one) for one in things if one.name != word.names[0]))
        named = (word, *named)
    elif not any(one.alias not in _EVERYWHERE for one in named) and (foremost := names.foremost(line)):
        named, subject = (*foremost, *named), ""
        rest = tuple(_fainter(one) for one in things if one.name not in foremost[0].names)
        things = (*(Salient(name, 1.0, True) for name in foremost[0].names[:2]), *rest)
    elif not named and (misheard := names.heard(line)):
        named, subject = misheard[:1], ""
        rest = tuple(_fainter(one) for one in things if one.name not in misheard[0].names)
        things = (*(Salient(name, HEARD, True) for name in misheard[0].names[:2]), *rest)
    elif subject and _another(subject, line, things, names):
        things = tuple(_fainter(one) for one in things)
    else:
        subject = ""
    if named and not word and max(asked.values(), default=1.0) < _SURE and not _of_itself(text, named):
        asked = {}
    if len(named) > 1 and asked and not word:
        things = _leading(things, named, text)
    if len(things) > 1 and asked and not word:
        things = _fitting(things, asked, names)
    follows = bool(things or pointed_at(line, heard, names)) and not named and not subject and _follows(line, asked)
    if follows and (one := pointed_at(line, heard, names)):
        things = (one, *(_fainter(other) for other in things if other.name != one.name))
    return _Read(line, things, asked, named, subject, carried=follows)


def _follows(line: str, asked: Mapping[str, float]) -> bool:
    """Whether the line, which names nothing, goes on with what was talked of."""
    if about(line) is not About.WORLD:
        return False
    return bool(_pronoun().search(line) or _go_on().match(line) or (asked and len(line) <= 24))


def _of_itself(text: str, named: Sequence[Mention]) -> bool:
    """Whether a question that asks for nothing in particular is for the thing and not for something of it."""
    rests = [text[one.end :] for one in named]
    return any(not pattern("of it").match(rest) for rest in rests)


def _leading(things: Sequence[Salient], named: Sequence[Mention], text: str) -> tuple[Salient, ...]:
    """Likeliest what the question follows: 霸王龙 of 「霸王龙是什么时候的恐龙」."""
    first = next((one for one in named if pattern("subject follows").match(text, one.end)), None)
    if first is None:
        return tuple(things)
    return _weighed(things, first.names, LEADS)


def _weighed(things: Sequence[Salient], likelier: Collection[str], by: float) -> tuple[Salient, ...]:
    """Some of them so many times likelier; the strengths sum up to what they did."""
    found = [Salient(one.name, one.strength * (by if one.name in likelier else 1.0), one.said) for one in things]
    whole = sum(one.strength for one in found) / sum(one.strength for one in things)
    return tuple(sorted((Salient(one.name, one.strength / whole, one.said) for one in found), key=_strongest))


def _strongest(one: Salient) -> float:
    return -one.strength


def _fitting(things: Sequence[Salient], asked: Mapping[str, float], names: Names) -> tuple[Salient, ...]:
    """Likeliest what has the property that is asked for: of a poem and its poet 他 is who has a dynasty."""
    sure = tuple(name for name, weight in asked.items() if weight >= _SURE)
    having = names.having(tuple(one.name for one in things), sure) if sure else frozenset()
    if not having or len(having) == len(things):
        return tuple(things)
    return _weighed(things, having, FITS)


def _fainter(one: Salient) -> Salient:
    return Salient(one.name, one.strength * ASIDE, one.said)


def _another(subject: str, line: str, things: Sequence[Salient], names: Names) -> bool:
    """Whether the subject of the line is something else than what was talked of: no property of it, no part of its
    name, and no pronoun stands for it."""
    if _pronoun().search(line):
        return False
    owner = subject.partition("的")[0] if "的" in subject else ""
    if len(owner) > 1 and not names.attributes.asked(owner):
        # 「周杰伦的老婆」 is nobody's of whom was talked, though 老婆 is a property.
        return not any(plain(owner) in plain(one.name) for one in things)
    if names.attributes.asked(subject):
        return False
    return not any(subject in plain(one.name) or one.said for one in things)


def _word(text: str, names: Names) -> Mention | None:
    """The word that is asked about, where one is."""
    target = word_asked(text)
    known = names.called(target) if target else ()
    return Mention(alias=target, names=known, begin=0, end=len(target), dictionary=True) if known else None


def _pronoun() -> re.Pattern[str]:
    return pattern("pronoun")


def _go_on() -> re.Pattern[str]:
    return pattern("go on")


def _elliptic(read: _Read) -> bool:
    """Whether the line leaves to the last question what it asks."""
    return not read.asked and len(read.line) <= 24 and bool(_go_on().match(read.line) or (read.named and _bare(read)))


def _bare(read: _Read) -> bool:
    """Whether the line is hardly more than a name: 「那颐和园呢」; 「竹子是树吗」 asks something of its own."""
    last = max(read.named, key=lambda one: one.end)
    if re.match("(?:不?是|属于|会|能|有)(?![呢吗啊]*$)", read.line.rpartition(last.alias)[2]):
        return False
    return len(_AND.sub("\\g<x>", read.line)) <= sum(one.end - one.begin for one in read.named) + 3


def _name_briefly(read: _Read, text: str, last: str, names: Names) -> None:
    """「猫呢」 after 「狗能活几年」: a word too short to count as a name does, where it has what was asked for."""
    found = re.fullmatch("(?:那|那么|还有)?[，, ]*(?P<x>[^，。？?！! ]{1,4}?)呢[？?]*", text.strip())
    asked = tuple(names.attributes.asked(unframed(last)))
    if not found or not asked or about(text) is not About.WORLD:
        return
    having = names.having(tuple(names.called(found["x"])), asked)
    if not having:
        return
    x = found["x"]
    read.named = (Mention(alias=x, names=tuple(having), begin=0, end=len(x), dictionary=False),)
    read.things = (*(Salient(name, 1.0, True) for name in having), *(_fainter(one) for one in read.things))
    read.subject, read.asked, read.carried = "", {}, False


def _carry_attributes(read: _Read, last: str, names: Names) -> None:
    if read.asked:
        return
    read.asked = {name: weight * CARRIED for name, weight in names.attributes.asked(unframed(last)).items()}
    read.carried = True


def _last_question(before: Sequence[tuple[str, str]]) -> str:
    """The person's last line that asks for something in particular."""
    for said, _ in reversed(before[-3:]):
        if said and not _go_on().match(unframed(said)):
            return said
    return ""


def _without_word(text: str, read: _Read) -> str:
    """The line without the word that it asks about: 「我们是什么意思」 is not about the person."""
    word = next((one.alias for one in read.named if one.dictionary), "")
    return text.replace(word, "词语") if word else text


def _meant(read: _Read) -> tuple[str, ...]:
    """The names that the question is about."""
    if read.named:
        return tuple(dict.fromkeys(one.alias for one in read.named))
    return (_short(read.things[0].name),) if read.carried and read.things else ()


def _named_surely(read: _Read) -> float:
    return max((HEARD if one.heard else 1.0 for one in read.named), default=0.0)


def _short(name: str) -> str:
    """A name without what explains it in brackets."""
    return re.sub("[（(][^（）()]*[）)]$", "", name) or name


def _rewritten(read: _Read, last: str, names: Names) -> str:
    """The line, standing alone."""
    line = _LEAD.sub("", read.line)
    thing = _short(read.things[0].name) if read.things else ""
    if read.named:
        heard = next((one for one in read.named if one.heard), None)
        if heard:
            line = line.replace(_heard_as(line, heard), heard.alias)
        return _asked_of(line, read, last, names) if read.carried else line
    if not read.carried or not thing:
        return line
    if _go_on().match(read.line) and last:
        return f"{_with(_LEAD.sub('', unframed(last)), thing, names)}，还有"
    return _with(line, thing, names)


def _heard_as(line: str, heard: Mention) -> str:
    """The misheard stretch; its places are those of the line."""
    return line[heard.begin : heard.end]


def _with(line: str, thing: str, names: Names) -> str:
    """The line with the thing named."""
    if plain(thing) in plain(line) or any(not one.dictionary for one in names.spot(line)):
        return line
    if _pronoun().search(line):
        return _pronoun().sub(lambda found: thing + ("的" if found[0].endswith("的") else ""), line, count=1)
    joint = "" if re.match("[多在有几是哪]|什么时候", line) or not re.match("[\u3400-\u9fff]", line) else "的"
    return f"{thing}{joint}{line}"


def _asked_of(line: str, read: _Read, last: str, names: Names) -> str:
    """The last question, of the thing that is named now."""
    thing = read.named[0].alias
    question = _LEAD.sub("", unframed(last))
    spotted = [one for one in names.spot(question) if not one.dictionary]
    if spotted:
        first = spotted[0]
        return question[: first.begin] + thing + question[first.end :]
    return _with(question, thing, names) if question != line else line
