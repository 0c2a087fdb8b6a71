"""What was begun at a first short pause, while it was not yet sure that the person was done."""

from __future__ import annotations

from concurrent.futures import Future

from roleplay_lite.turn import Utterance
from roleplay_lite.voice.ears import Speech


class Ahead:
    """A transcription begun early, and the sound it is of."""

    def __init__(self) -> None:
        self._speech: Speech | None = None
        self._result: Future[Utterance] | None = None

    def note(self, speech: Speech, result: Future[Utterance]) -> None:
        self._speech, self._result = speech, result

    def of(self, speech: Speech) -> Future[Utterance] | None:
        """What was begun for just this sound; None when the person went on after the pause."""
        return self._result if self._speech and self._speech.audio == speech.audio else None
