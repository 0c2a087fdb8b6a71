"""Hear a WAV, answer in character, write the voice: python examples/talk_wav.py question.wav answer.wav"""

import sys
from collections.abc import Iterable, Iterator

from roleplay_lite import Audio, Piece, Session
from roleplay_lite.voice.wav import read_wav, write_wav


def shown(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        print(piece.text)
        yield piece


def answers(session: Session, question: str) -> Iterator[Audio]:
    for utterance in session.hear(read_wav(question)):
        print("你：", utterance.text)
        yield from session.speak(shown(session.reply(utterance)))


with Session.open("niaoniao", voice=True) as session:
    seconds = write_wav(sys.argv[2], answers(session, sys.argv[1]))
print(f"{seconds:.1f} s of speech in {sys.argv[2]}")
