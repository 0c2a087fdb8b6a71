"""Each pair is a contrast: one question, a right answer that the facts bear out and a wrong one in the same words."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

from roleplay_lite import paths
from roleplay_lite.evaluation.hard.perturbed import Change
from roleplay_lite.evaluation.hard.samples import HardSample, evenly, hard_samples, profile
from roleplay_lite.evaluation.hard.wording import Form, clause
from roleplay_lite.persona import load_persona
from roleplay_lite.persona.claims import Voice, claims
from roleplay_lite.persona.judge import Verdict, judge
from roleplay_lite.persona.questions import respond
from tests.evaluation.copies import likeness

TODAY = date(2026, 11, 23)
PERSONAS = {file.stem: load_persona(file.stem) for file in sorted(paths.shipped("personas").glob("*.toml"))}
SAMPLES = [sample for persona in PERSONAS.values() for sample in hard_samples(persona, TODAY)]


def test_there_are_many_of_every_change_and_form() -> None:
    assert len(SAMPLES) >= 1_000
    counts = Counter((sample.persona, sample.change) for sample in SAMPLES)
    assert set(counts) == {(persona, change) for persona in PERSONAS for change in Change}
    assert {sample.form for sample in SAMPLES} == set(Form)


def test_right_and_wrong_always_differ_and_no_pair_comes_twice() -> None:
    assert [sample.id for sample in SAMPLES if sample.right == sample.wrong] == []
    assert len({sample.id for sample in SAMPLES}) == len(SAMPLES)
    assert len({(sample.persona, sample.question, sample.wrong) for sample in SAMPLES}) == len(SAMPLES)


def test_no_right_answer_is_read_as_false_and_nearly_no_wrong_one_as_true() -> None:
    """By the library's own reading of what an answer claims; what it does not read is left out."""
    right, wrong = Counter[Verdict](), Counter[Verdict]()
    for sample in SAMPLES:
        persona = PERSONAS[sample.persona]
        for words, count in ((sample.right, right), (sample.wrong, wrong)):
            # Without 「谁跟你说的，」 before it, which may be read as a claim of its own.
            clause = words.rstrip("。").split("，")
            for claim in (claim for part in clause for claim in claims(part, persona, Voice.PERSONA)):
                if (claim.fact.owner, claim.fact.key) == (sample.false.owner, sample.false.key):
                    count[judge(claim.fact, persona, TODAY).verdict] += 1
    assert right[Verdict.FALSE] == 0
    assert right[Verdict.TRUE] >= 600
    assert wrong[Verdict.TRUE] == 0
    assert wrong[Verdict.FALSE] >= 600


def test_the_right_answer_is_the_library_s_own() -> None:
    """Where the facts answer the question without a model, they tell the same fact."""
    open_ones = [sample for sample in SAMPLES if sample.form is Form.OPEN and sample.change is not Change.DERIVED]
    answers = [respond(PERSONAS[one.persona], one.question, today=TODAY) for one in open_ones]
    told = [(one, answer) for one, answer in zip(open_ones, answers, strict=True) if answer and answer.by == "fact"]
    assert len(told) >= 0.7 * len(open_ones)
    assert [(one.question, answer.text) for one, answer in told if one.true not in answer.facts] == []


def test_the_profile_says_what_the_right_answer_says_and_nothing_of_the_wrong_one() -> None:
    for sample in SAMPLES:
        assert sample.profile == profile(PERSONAS[sample.persona])
        said = "".join(sample.profile)
        if sample.change is not Change.DERIVED and sample.true.key not in ("birthday", "marriage", "gender"):
            assert sample.true.value in said
        assert clause((sample.false,)) not in said, sample.id


def test_both_answers_share_the_character_s_words() -> None:
    """Else the style gives away which one is wrong. What is asked openly is answered in one and the same frame."""
    alike = [likeness(one.right, one.wrong) for one in SAMPLES if one.form is Form.OPEN]
    assert sum(alike) / len(alike) >= 0.5
    begins = Counter(one.form for one in SAMPLES if one.form is not Form.OPEN)
    # A yes is right as often as a no, as nearly as the facts allow.
    assert 0.55 <= begins[Form.FALSE] / begins[Form.TRUE] <= 1.8


def test_the_question_speaks_of_you_and_not_of_me() -> None:
    for sample in SAMPLES:
        assert not {*"{}"} & {*sample.question, *sample.right, *sample.wrong}
        assert "我" not in sample.question.replace("我没记错", "").replace("我记一下", "").replace("我猜不出来", "")


def test_nobody_is_asked_the_name_that_the_question_says() -> None:
    named = [one for one in SAMPLES if one.true.key == "name" and one.form is Form.OPEN]
    assert [one.question for one in named if one.true.value in one.question] == []
    assert "朋友老顾" not in {one.true.owner for one in named}


def test_the_same_seed_and_day_give_the_same() -> None:
    persona = PERSONAS["milo"]
    assert hard_samples(persona, TODAY) == tuple(one for one in SAMPLES if one.persona == "milo")
    assert hard_samples(persona, TODAY, seed=2) != hard_samples(persona, TODAY)
    older = hard_samples(persona, date(2030, 11, 23))
    ages = {one.true.value for one in older if (one.true.owner, one.true.key) == ("self", "age")}
    assert ages == {"23"}


def test_few_are_spread_over_the_changes() -> None:
    few = evenly(SAMPLES, 50)
    assert len(few) == 50
    assert set(Counter(one.change for one in few).values()) == {10}
    assert len({one.persona for one in few}) >= 5
    assert evenly(SAMPLES, 10_000) == SAMPLES
    assert len(hard_samples(PERSONAS["ajiao"], TODAY, count=3)) == 3


def test_a_sample_comes_back_from_json_as_it_was() -> None:
    for sample in SAMPLES[::50]:
        assert HardSample.from_dict(json.loads(json.dumps(sample.to_dict(), ensure_ascii=False))) == sample


def test_no_question_of_a_set_is_among_those_that_are_exported() -> None:
    """What is trained on elsewhere must not be what is measured with here."""
    sets = Path(hard_samples.__code__.co_filename).parents[1] / "sets"
    asked = {sample.question for sample in SAMPLES}
    lines = {
        row[field]
        for file in sets.glob("*.jsonl")
        for row in map(json.loads, file.read_text("utf-8").splitlines())
        for field in ("said", "heard")
        if isinstance(row.get(field), str)
    }
    assert lines
    assert asked & lines == set()
