"""How much of everyday sentences comes out right, with the patterns alone or with a small model behind them:

python -m tests.skills.words.measure_translation [MODEL.gguf]
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from roleplay_lite.skills.words.patterns import sentence_in_english, sentence_in_mandarin
from roleplay_lite.skills.words.tables import rows
from roleplay_lite.skills.words.translate import prompt
from roleplay_lite.skills.words.vetting import known_words, vetted

SET = Path(__file__).parent / "sentences.txt"


def sentences(file: Path = SET) -> list[tuple[str, str]]:
    """Each sentence, and what its translation must hold."""
    lines = (line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return [(source, wanted) for source, _, wanted in (line.partition("|") for line in lines)]


def holds(translation: str, wanted: str) -> bool:
    """Whether all of it is there."""
    return all(re.search(part.strip(), translation, re.I) for part in wanted.split(" & "))


def composed(source: str) -> str:
    """By the patterns alone."""
    return sentence_in_mandarin(source) if source.isascii() else sentence_in_english(source)


def measure(file: Path, model: Any) -> None:
    """Print each sentence with what became of it, and the shares."""
    count = dict.fromkeys(
        ("patterns", "let through", "of these with all keywords", "held back", "of these were good"), 0
    )
    for source, wanted in sentences(file):
        to = "zh" if source.isascii() else "en"
        if text := composed(source):
            count["patterns"] += 1
            print(f"patterns  {source} => {text}")
            continue
        if model is None:
            print(f"-         {source} => {known_words(source, to)}")
            continue
        asked = [{"role": "user", "content": prompt(source, to)}]
        written = str(
            model.create_chat_completion(asked, temperature=0, repeat_penalty=1.0, max_tokens=60)["choices"][0][
                "message"
            ]["content"]
        )
        good, kept = holds(written, wanted), vetted(source, written, to)
        count["let through" if kept else "held back"] += 1
        count["of these with all keywords" if kept else "of these were good"] += good
        print(
            f"{'let' if kept else 'held'} {'good' if good else 'bad '} {source} => {written.splitlines()[0]}",
            flush=True,
        )
    print(f"{len(sentences(file))} sentences: {', '.join(f'{name} {number}' for name, number in count.items())}")
    print(f"{len(rows('patterns.txt'))} patterns")


def main() -> None:
    """See the module."""
    model = None
    if len(sys.argv) > 2:
        from llama_cpp import Llama

        model = Llama(sys.argv[2], n_ctx=512, n_threads=1, verbose=False)
    measure(Path(sys.argv[1]) if len(sys.argv) > 1 else SET, model)


if __name__ == "__main__":
    main()
