"""What a step decided, in words that are none of the person's: what a trace shows, and what a replay compares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from roleplay_lite.turn import Call, Piece, Prompt, Recalled, Understanding


def decision(step: str, calls: Sequence[Call]) -> str:
    """Of all runs of the step."""
    outputs = [call.output for call in calls]
    found: list[str] = []
    if step == "understand":
        found = [_understood(one) for one in outputs if isinstance(one, Understanding)]
    elif step == "recall":
        found = [_recalled(one) for one in outputs if isinstance(one, Recalled)]
    elif step == "compose":
        found = [f"{len(one.messages)} messages" for one in outputs[:1] if isinstance(one, Prompt)]
    elif step == "generate":
        found = [f"{len(calls)} draft{'s' if len(calls) > 1 else ''}"]
    elif step == "check":
        found = [_checked(one) for one in outputs if isinstance(one, list)]
    return " | ".join(found)


def evidence(step: str, calls: Sequence[Call]) -> tuple[str, ...]:
    """Ids of what the step's output rests on."""
    found: list[str] = []
    for call in calls:
        if step == "recall" and isinstance(call.output, Recalled):
            found += [one.source for one in call.output.found]
            found += [one.id for one in call.output.evidence]
        elif step == "check" and isinstance(call.output, list):
            found += [id_ for piece in call.output if isinstance(piece, Piece) for id_ in piece.evidence]
    return tuple(dict.fromkeys(found))


def _understood(one: Understanding) -> str:
    parts = [one.language, "question" if one.is_question else "statement", f"about {one.about.value}"]
    if one.feeling and one.feeling.label != "neutral":
        parts.append(f"feels {one.feeling.label} {one.feeling.confidence:.2f}")
    if one.feeling and one.feeling.crisis:
        parts.append(f"crisis {one.feeling.crisis}")
    if one.order:
        parts.append(f"order {one.order.kind}")
    if one.told:
        parts.append(f"tells {len(one.told)}")
    if one.risk:
        parts.append(f"risk {one.risk.category} {one.risk.confidence:.2f} {one.risk.action}")
    if one.ruling and one.ruling.fired:
        parts.append("rules " + " ".join(fired.name for fired in one.ruling.fired))
    if one.wants:
        parts.append(f"wants {one.wants.intent} {one.wants.confidence:.2f}")
    if one.query and one.query.needs:
        marks = [mark for mark, there in (("carried", one.query.carried), ("fresh", one.query.fresh)) if there]
        parts.append(" ".join([f"needs looking up {one.query.needs:.2f}", *marks]))
    return ", ".join(parts)


def _recalled(one: Recalled) -> str:
    parts = [f"answer by {one.answer_by}"] if one.answer else []
    if one.opening:
        parts.append("meets a feeling")
    if one.brief:
        parts.append(f"brief, {one.sentences or 'usual'} sentences")
    if one.done:
        parts += [f"effect {effect.kind}" for effect in one.done.effects]
    parts += _counted(found.source.partition(":")[0] or found.source for found in one.found)
    if one.evidence:
        parts.append(f"evidence {len(one.evidence)}")
    return ", ".join(parts) or "nothing"


def _checked(pieces: Sequence[object]) -> str:
    made = [piece for piece in pieces if isinstance(piece, Piece)]
    let_out = _counted(piece.by for piece in made if not piece.dropped)
    dropped = [f"dropped {piece.dropped}" for piece in made if piece.dropped]
    return ", ".join([*let_out, *dropped]) or "nothing"


def _counted(names: Iterable[str]) -> list[str]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return [f"{name} {count}" for name, count in counts.items()]
