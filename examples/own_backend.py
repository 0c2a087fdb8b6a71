"""A voice of one's own: it whistles a note for each character. Checked against the contract, then used."""

import math
from array import array
from collections.abc import Iterator

from roleplay_lite import Audio, Delivery, Session
from roleplay_lite.testing import check_backend

NOTES = (523, 587, 659, 784, 880)


class Whistle:
    """A `Tts` of `roleplay_lite.engines`."""

    sample_rate = 16_000
    languages = frozenset({"zh", "en"})

    def synthesize(self, text: str, delivery: Delivery) -> Iterator[Audio]:
        count = round(0.12 * self.sample_rate / delivery.rate)
        for character in filter(str.isalnum, text):
            step = 2 * math.pi * NOTES[ord(character) % len(NOTES)] * delivery.pitch / self.sample_rate
            wave = array("h", (round(6000 * delivery.energy * math.sin(step * i)) for i in range(count)))
            yield Audio(pcm=wave.tobytes(), sample_rate=self.sample_rate)


broken = check_backend("tts", Whistle())
print(broken or "the contract is kept")

with Session.open("niaoniao", engines={"tts": Whistle()}) as session:
    seconds = sum(audio.seconds for audio in session.speak(session.reply("你好")))
    print(f"{session.turn.reply}  ({seconds:.1f} s)")
