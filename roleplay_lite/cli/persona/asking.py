"""Questions in the terminal whose answers outlive a Ctrl-C: every answer is on disk before the next is asked."""

from __future__ import annotations

import json
from pathlib import Path

import click

from roleplay_lite import paths
from roleplay_lite.cli.persona.problems import Problem
from roleplay_lite.errors import InputError

_FORMAT = 1


class Asker:
    """Asks line by line, Mandarin first. What was answered before an interruption is taken from the draft, in order:
    the same answers lead to the same questions."""

    def __init__(self, draft: Path, answers: list[str]) -> None:
        self._draft = draft
        self._before = list(answers)
        self._answers: list[str] = []

    @classmethod
    def resumed(cls, draft: Path) -> Asker:
        """With the answers of the draft. Raises InputError when there is none that can be read."""
        try:
            kept = json.loads(draft.read_text(encoding="utf-8"))
            if kept["format"] != _FORMAT or not all(isinstance(answer, str) for answer in kept["answers"]):
                raise ValueError
            return cls(draft, kept["answers"])
        except FileNotFoundError as problem:
            raise InputError("no character was left unfinished; begin one with `persona new`") from problem
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise InputError(f"{draft} cannot be read as a draft; begin anew with `persona new --fresh`") from problem

    def ask(self, zh: str, en: str, *, hint: str = "", default: str = "", problem: Problem | None = None) -> str:
        """The answer, trimmed, or the default; asked again until nothing is wrong with it."""
        told = f"{zh} / {en}" + (f"（{hint}）" if hint else "")
        while self._before:
            answer = self._before.pop(0)
            # What was fine when it was said may not be now: an id that has been taken since.
            if not (problem and problem(answer)):
                click.echo(f"{told}: {answer}")
                self._answers.append(answer)
                return answer
            self._before.clear()
        while True:
            answer = click.prompt(told, default=default, show_default=bool(default)).strip()
            wrong = _unreadable(answer) or (problem(answer) if problem else "")
            if not wrong:
                self._keep(answer)
                return answer
            click.echo(f"  {wrong}")

    def done(self) -> None:
        """Throw the draft away."""
        self._draft.unlink(missing_ok=True)

    def _keep(self, answer: str) -> None:
        self._answers.append(answer)
        paths.private_dir(self._draft.parent)
        text = json.dumps({"format": _FORMAT, "answers": self._answers}, ensure_ascii=False, indent=1)
        half = self._draft.with_suffix(".part")
        half.write_text(text, encoding="utf-8")
        half.replace(self._draft)


def _unreadable(answer: str) -> str:
    """A terminal that is not set to UTF-8 gives half characters."""
    broken = any("\ud800" <= char <= "\udfff" for char in answer)
    return "这行有读不懂的字 / this line is not UTF-8" if broken else ""
