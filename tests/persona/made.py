"""Personas as hypothesis makes them: every field, any text, as long as a file could hold it."""

from __future__ import annotations

from hypothesis import strategies as st

from roleplay_lite.persona.facts import KEYS, SELF, Fact, canonical
from roleplay_lite.persona.persona import (
    Answers,
    Boundaries,
    Example,
    Golden,
    KeyAnswer,
    Lines,
    Persona,
    Preferences,
    Scope,
    Style,
    Trait,
    Value,
    VoiceChoice,
)

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TRICKY = st.sampled_from(
    ['他说"好"', "C:\\new", '"""', "'''", "一\n二\r\n三", "\x7f\x00", "a.b", "# 不是注释", "[[traits]]"]
)
WORDS = (ANY | TRICKY).filter(str.strip)
LINES = st.lists(WORDS, max_size=3).map(tuple)
SOME = st.lists(WORDS, min_size=1, max_size=3).map(tuple)
VALUES = WORDS | st.dates().map(str) | st.integers(-(2**70), 2**70).map(str) | st.sampled_from(["007", "1e5", "07:30"])
OWNERS = st.just(SELF) | st.sampled_from(["哥哥", "年糕", "小舅 舅"]) | WORDS
FACTS = st.builds(
    Fact,
    owner=OWNERS,
    key=st.sampled_from(sorted(KEYS)) | WORDS.map(canonical),
    value=VALUES,
    polarity=st.sampled_from(["yes", "yes", "yes", "no"]),
    since=st.just("") | st.sampled_from(["2025", "2025-10-02"]),
)
TEMPLATES = st.lists(ANY.map(lambda t: t.replace("{", "").replace("}", "") + "{fact}"), max_size=2).map(tuple)
RATES = st.floats(0.5, 2.0)
PERSONAS = st.builds(
    Persona,
    id=st.just("made"),
    name=WORDS,
    summary=WORDS,
    languages=st.sampled_from([("zh",), ("en",), ("zh", "en")]),
    creator=ANY,
    licence=ANY,
    facts=st.lists(FACTS, max_size=6).map(tuple),
    traits=st.lists(
        st.builds(Trait, name=WORDS, intensity=st.sampled_from(["a-bit", "plain", "extremely"]), behaviour=WORDS),
        max_size=5,
    ).map(tuple),
    style=st.builds(Style, manner=LINES, catch_phrases=LINES, bans=LINES, reminder=ANY),
    values=st.lists(st.builds(Value, topic=WORDS, stance=WORDS, words=LINES), max_size=2).map(tuple),
    preferences=st.builds(Preferences, likes=LINES, dislikes=LINES),
    examples=st.lists(st.builds(Example, user=WORDS, reply=WORDS), max_size=2).map(tuple),
    lines=st.builds(
        Lines,
        greeting=SOME,
        sorry=SOME,
        deflect=SOME,
        silence=SOME,
        goodbye=SOME,
        filler=LINES,
        unset=LINES,
        unknown=LINES,
        untold=LINES,
        remembered=TEMPLATES,
    ),
    voice=st.builds(VoiceChoice, tts=ANY, rate=RATES, pitch=RATES, energy=RATES),
    scope=st.builds(Scope, era=ANY, knows=LINES, unknown=LINES),
    boundaries=st.builds(Boundaries, refuses=LINES, refusal=SOME),
    golden=st.lists(st.builds(Golden, user=WORDS, reply=WORDS, must=LINES, never=LINES), max_size=2).map(tuple),
    answers=st.builds(
        Answers,
        fact=TEMPLATES,
        yes=TEMPLATES,
        no=TEMPLATES,
        keys=st.lists(st.builds(KeyAnswer, key=WORDS.map(canonical), templates=TEMPLATES), max_size=2).map(tuple),
    ),
    description=ANY | TRICKY,
    scenario=ANY | TRICKY,
    instructions=ANY | TRICKY,
    afterword=ANY | TRICKY,
)
