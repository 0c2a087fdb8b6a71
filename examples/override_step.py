"""A step of one's own that calls through to the default: what is on at the cinema, the host knows."""

from dataclasses import replace

from roleplay_lite import Persona, Session, line
from roleplay_lite.faculties import Faculties
from roleplay_lite.history import History
from roleplay_lite.turn import Recalled, Understanding


def recall(understanding: Understanding, persona: Persona, history: History, faculties: Faculties) -> Recalled:
    recalled = line.recall(understanding, persona, history, faculties)
    if "电影" in understanding.text:
        return replace(recalled, answer="今晚七点放《大闹天宫》。", answer_by="cinema")
    return recalled


with Session.open("niaoniao", overrides={"recall": recall}) as session:
    for piece in session.reply("今晚放什么电影？"):
        print(piece.text)
    for step in session.turn.steps:
        print(f"{step.step:<10} {step.by}")
