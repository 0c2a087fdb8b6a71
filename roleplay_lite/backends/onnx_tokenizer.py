"""The words of a sentence encoder as numbers, by the `tokenizers` library, from any of the three files it has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
from tokenizers.implementations import BertWordPieceTokenizer

from roleplay_lite.backends.onnx_folder import EncoderFolder
from roleplay_lite.backends.sentencepiece_file import Pieces, read_pieces
from roleplay_lite.errors import EngineError


class Tokens:
    """Text to ids, with the marks that the encoder was trained with."""

    def __init__(self, tokenizer: Tokenizer, most: int) -> None:
        tokenizer.no_padding()
        tokenizer.enable_truncation(max_length=most)
        self._tokenizer = tokenizer

    def ids(self, text: str) -> list[int]:
        # Half of a surrogate pair has no bytes.
        plain = text.encode("utf-8", "replace").decode()
        found: list[int] = self._tokenizer.encode(plain).ids
        return found


def tokens(folder: EncoderFolder, most: int) -> Tokens:
    """The folder's tokenizer, cutting at `most` tokens. Raises EngineError naming the file that cannot be used."""
    file = folder.tokenizer
    if file.suffix == ".model":
        return Tokens(_sentencepiece(read_pieces(file), folder, file), most)
    try:
        if file.suffix == ".txt":
            return Tokens(BertWordPieceTokenizer(str(file), lowercase=folder.lowers), most)
        return Tokens(Tokenizer.from_file(str(file)), most)
    except Exception as error:  # the library raises plain Exception
        raise EngineError(f"{file} is no tokenizer: {error}", stage="embed") from error


def _sentencepiece(pieces: Pieces, folder: EncoderFolder, file: Path) -> Tokenizer:
    """A Unigram model in the order of ids that the encoder's family gives it."""
    family = str(folder.config.get("model_type", ""))
    if pieces.kind != "unigram":
        problem = f"{file} is a SentencePiece model of the kind {pieces.kind!r}; only unigram can be read"
        raise EngineError(f"{problem}: bring its tokenizer.json", stage="embed")
    if family not in _LAYOUTS:
        told = f"config.json says {family!r}" if family else "there is no config.json with a model_type"
        raise EngineError(
            f"how {file.name} numbers its pieces is not known, since {told}; known: {', '.join(sorted(_LAYOUTS))}. "
            "For another family bring its tokenizer.json",
            stage="embed",
        )
    vocabulary, unknown, before, after = _LAYOUTS[family](list(pieces.scored), pieces.unknown)
    tokenizer = Tokenizer(models.Unigram(vocabulary, unknown, pieces.falls_to_bytes))
    tokenizer.normalizer = normalizers.Sequence(
        [
            *([normalizers.Precompiled(pieces.charsmap)] if pieces.charsmap else []),
            normalizers.Strip(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always" if pieces.adds_prefix else "never")
    numbers = {piece: number for number, (piece, _) in enumerate(vocabulary)}
    if missing := [mark for mark in (before, after) if mark and mark not in numbers]:
        raise EngineError(f"{file} has no piece {missing[0]!r}, which {family} needs", stage="embed")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{before} $A {after}".strip(),
        special_tokens=[(mark, numbers[mark]) for mark in (before, after) if mark],
    )
    return tokenizer


Scored = list[tuple[str, float]]
_Layout = Callable[[Scored, int], tuple[Scored, int, str, str]]


def _roberta(scored: Scored, _: int) -> tuple[Scored, int, str, str]:
    """fairseq's: its own four first, then the file's without its first three, the mask last."""
    return (
        [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *scored[3:], ("<mask>", 0.0)],
        3,
        "<s>",
        "</s>",
    )


def _classified(scored: Scored, unknown: int) -> tuple[Scored, int, str, str]:
    return scored, unknown, "[CLS]", "[SEP]"


def _ended(scored: Scored, unknown: int) -> tuple[Scored, int, str, str]:
    return scored, unknown, "", "</s>"


_LAYOUTS: dict[str, _Layout] = {
    "xlm-roberta": _roberta,
    "albert": _classified,
    "deberta-v2": _classified,
    "t5": _ended,
    "mt5": _ended,
}
