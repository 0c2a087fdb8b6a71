"""A conversation with one word skill, as the tests hold it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from roleplay_lite.persona.persona import Lines, Persona, Scope, Style, Trait
from roleplay_lite.skills.skill import Context, Done, Floor, Match, Said, Skill
from roleplay_lite.skills.words.chain import Chain
from roleplay_lite.skills.words.joke import Joke
from roleplay_lite.skills.words.meaning import Meaning
from roleplay_lite.skills.words.poem import Poem
from roleplay_lite.skills.words.riddle import Riddle
from roleplay_lite.skills.words.saying import Saying
from roleplay_lite.skills.words.story import Story
from roleplay_lite.skills.words.translate import Translate

MEANINGS = {
    "守株待兔": "比喻死守狭隘经验，不知变通，或抱着侥幸心理妄想不劳而获。",
    "画龙点睛": "比喻说话或作文时在关键地方加上精辟的语句，使内容生动传神。",
    "杯弓蛇影": "比喻疑神疑鬼，自相惊扰。",
    "画蛇添足": "比喻做了多余的事，反而不恰当。",
    "掩耳盗铃": "比喻自己欺骗自己。",
    "亡羊补牢": "比喻出了问题以后想办法补救。",
    "一心一意": "心思、意念专一。",
    "胸有成竹": "比喻做事之前已经有通盘的考虑。",
    "津津有味": "形容兴趣浓厚。",
    "晨风": "1.清晨的风。 2.鸟名。",
}


def lookup(word: str) -> str:
    return MEANINGS.get(word, "")


def every_skill() -> list[Skill]:
    return [Chain(lookup), Riddle(), Poem(), Story(), Translate(), Meaning(lookup), Saying(), Joke()]


def persona(*traits: str, era: str = "", bans: tuple[str, ...] = ()) -> Persona:
    return Persona(
        id="test",
        name="小满",
        summary="小满是个插画师。",
        languages=("zh", "en"),
        traits=tuple(Trait(name=name) for name in traits),
        style=Style(bans=bans),
        scope=Scope(era=era),
        lines=Lines(
            greeting=("你好。",), sorry=("抱歉。",), deflect=("换个话题。",), silence=("嗯？",), goodbye=("再见。",)
        ),
    )


@dataclass
class Talk:
    """Lines go in, answers come out; the floor goes through JSON between turns, as a session may keep it."""

    skill: Skill
    who: Persona = field(default_factory=persona)
    english: bool = False
    seed: int = 0
    person: str = "小雨"
    floor: Floor | None = None
    matched: Match | None = None
    done: Done | None = None
    before: list[tuple[str, str]] = field(default_factory=list)

    def says(self, line: str) -> str:
        """The answer; empty where the skill leaves the line to others."""
        self.matched = self.skill.match(Said(text=line, floor=self.floor, before=tuple(self.before)))
        if self.matched is None:
            return ""
        match = Match(
            **{name: _through_json(getattr(self.matched, name)) for name in ("skill", "intent", "confidence", "slots")}
        )
        context = Context(
            persona=self.who, person=self.person, now=datetime(2026, 5, 1, 20, tzinfo=UTC), before=tuple(self.before),
            english=self.english, seed=self.seed,
        )  # fmt: skip
        self.done = self.skill.do(match, context)
        assert self.done == self.skill.do(match, context), "a replay answers the same"
        self.seed += 1
        self.floor = None
        if floor := self.done.floor:
            self.floor = Floor(skill=floor.skill, state=_through_json(dict(floor.state)), turns=floor.turns)
        answer = self.done.text or self.done.brief
        self.before.append((line, answer))
        return answer

    @property
    def intent(self) -> str:
        return self.matched.intent if self.matched else ""


def surest(line: str, skills: list[Skill]) -> Match | None:
    found = [match for skill in skills if (match := skill.match(Said(text=line)))]
    best: Callable[[Match], float] = lambda match: match.confidence  # noqa: E731
    return max(found, key=best, default=None)


def _through_json(value: object) -> object:
    return json.loads(json.dumps(value, ensure_ascii=False))
