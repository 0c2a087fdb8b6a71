"""Has people meet a character more than once: conversations one after another, on one store that is gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from roleplay_lite import line
from roleplay_lite.device import Device
from roleplay_lite.engines import Cancel, Llm, Sampling
from roleplay_lite.evaluation.host import Host, Watch, seed_of
from roleplay_lite.evaluation.suite import Reply
from roleplay_lite.persona.persona import Persona
from roleplay_lite.session import Session
from roleplay_lite.trace import Overrides
from roleplay_lite.turn import Prompt, Recalled

NOD = "nod"
"""What a reply comes from that no model was asked for."""
# Longer than a nod has to be: after five short ones a small model answers a question with a sixth.
_NODS = (
    "哎哟，还有这么一出呢。",
    "这事儿我头一回听说，挺新鲜。",
    "原来你那边是这个样子。",
    "听着就像在眼前似的。",
    "行，我都听进去了。",
    "你讲得真仔细。",
    "是这么个情形啊，难怪。",
    "换了谁都得念叨两句。",
    "我就爱听你唠这些。",
    "哦，那你接着往下讲。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One conversation."""

    person: str
    """Who holds it; the store keeps people apart."""
    said: tuple[str, ...]
    nodded: frozenset[int] = frozenset()
    """Which lines, counted from 0, get a nod in place of a draft: what is told costs no model call then, and every
    model and version has the same before it when it is asked."""


def meet(host: Host, persona: Persona, meetings: Sequence[Meeting], *, key: str) -> tuple[Reply, ...]:
    """The replies to all lines of all meetings, in order. `key` seeds them, as in `Host.converse`."""
    replies: list[Reply] = []
    with tempfile.TemporaryDirectory(prefix="roleplay-lite-") as folder:
        for number, meeting in enumerate(meetings):
            recipe = _recipe(host, Path(folder) / "met.db", f"{key}/{number}")
            replies += _held(host.llm, persona, meeting, recipe, start=seed_of(host.seed, key))
    return tuple(replies)


def _recipe(host: Host, file: Path, key: str) -> Device:
    return replace(
        host.device,
        llm=replace(host.device.llm, seed=seed_of(host.seed, key)),
        store=replace(host.device.store, enabled=True, path=file),
    )


def _held(llm: Llm, persona: Persona, meeting: Meeting, recipe: Device, *, start: int) -> Iterator[Reply]:
    nods = _Nods(start)
    watch = Watch(nods.overrides())
    opened = Session.open(
        persona, device=recipe, person=meeting.person, engines={"llm": llm}, overrides=watch.overrides()
    )
    with opened as session:
        for number, words in enumerate(meeting.said):
            nods.due = number in meeting.nodded
            reply = watch.reply(session, words)
            yield replace(reply, by=(NOD,) * len(reply.by), drafts=()) if nods.given else reply


class _Nods:
    """Stands in for the model where a nod is due; what needs no model is answered as ever."""

    def __init__(self, start: int) -> None:
        self.due = False
        self.given = False
        """Whether the last reply was one."""
        self._next = start

    def overrides(self) -> Overrides:
        return {"generate": self._generate}

    def _generate(
        self, prompt: Prompt, recalled: Recalled, llm: Llm, sampling: Sampling, cancel: Cancel
    ) -> Iterator[str]:
        self.given = self.due and not recalled.answer
        if not self.given:
            return line.generate(prompt, recalled, llm, sampling, cancel)
        self._next += 1
        return iter((_NODS[self._next % len(_NODS)],))
