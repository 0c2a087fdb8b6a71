"""A step of one's own that calls through to the default: what time it is comes from the clock, not from the model."""

from dataclasses import replace
from datetime import datetime

from roleplay_lite import Persona, Session, line
from roleplay_lite.history import History
from roleplay_lite.mind import Mind
from roleplay_lite.turn import Recalled, Understanding


def recall(understanding: Understanding, persona: Persona, history: History, mind: Mind) -> Recalled:
    recalled = line.recall(understanding, persona, history, mind)
    if "几点" in understanding.text:
        now = datetime.now()
        return replace(recalled, answer=f"现在是{now.hour}点{now.minute}分。")
    return recalled


with Session.open("niaoniao", overrides={"recall": recall}) as session:
    for piece in session.reply("现在几点了？"):
        print(piece.text)
    for step in session.turn.steps:
        print(f"{step.step:<10} {step.by}")
