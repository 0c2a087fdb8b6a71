"""Files made here from pulled ones, by name.

A recipe takes the bytes of a file whose hash was checked and gives other bytes, always the same ones, so what it makes
is pinned by a hash too. It needs what the library itself needs and no more: a pull does not depend on which engine
packages, in which version, happen to be installed.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Recipe = Callable[..., bytes]
"""Given the contents of the files that it is made from, in the order written."""

# Field numbers and operator codes are those of TensorFlow Lite's schema.fbs (file identifier TFL3).
_MODEL_OPERATOR_CODES, _MODEL_SUBGRAPHS, _MODEL_BUFFERS = 1, 2, 4
_CODE_OLD_BUILTIN, _CODE_CUSTOM, _CODE_BUILTIN = 0, 1, 3
_GRAPH_TENSORS, _GRAPH_OPERATORS = 0, 3
_TENSOR_BUFFER, _BUFFER_DATA = 2, 0
_OP_CODE, _OP_INPUTS, _OP_OUTPUTS, _OP_CUSTOM_OPTIONS = 0, 1, 2, 5
_MUL, _CAST, _GREATER_EQUAL, _FILL = 18, 53, 62, 94


class RecipeError(ValueError):
    """The bytes are not the graph the recipe was written for."""


def fastspeech2_noflex(source: bytes) -> bytes:
    """The FastSpeech2 graph without its two `FlexRandomUniform` operators, which no plain TFLite runtime holds.

    They belong to dropout left switched on: `x * 2 * (random >= 0.5)`. Each becomes the builtin `FILL(shape, 0.5)`, so
    that the mask is 1 everywhere, and the scale 2 becomes 1: dropout is off. A flatbuffer's offsets only point
    forwards, so the operators are changed where they stand and their longer input lists are put at the end.
    Raises RecipeError.
    """
    if source[4:8] != b"TFL3":
        raise RecipeError("is not a TFLite file")
    try:
        return _Dropout(bytearray(source)).switch_off()
    except (struct.error, IndexError, KeyError, StopIteration) as problem:
        raise RecipeError("is not the FastSpeech2 graph this recipe knows") from problem


def knowledge_zh(*sources: bytes) -> bytes:
    """The knowledge pack `zh-basic`, of the files that `knowledge.pack.zh_basic.building.INPUTS` names."""
    from roleplay_lite.knowledge.pack.zh_basic.building import built

    return built(*sources)


RECIPES: Mapping[str, Recipe] = {"fastspeech2_noflex": fastspeech2_noflex, "knowledge_zh": knowledge_zh}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Operator:
    at: int
    """Where its table starts."""
    code: int
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]


class _Dropout:
    """The graph's dropout, found by how the operators hang together and not by tensors' names."""

    def __init__(self, data: bytearray) -> None:
        self.data = data
        model = self._follow(0)
        codes = [self._code(at) for at in self._tables(model, _MODEL_OPERATOR_CODES)]
        self.fill_code = codes.index(_FILL) if _FILL in codes else -1
        self.random_code = codes.index("FlexRandomUniform") if "FlexRandomUniform" in codes else -1
        self.codes = codes
        graph = self._tables(model, _MODEL_SUBGRAPHS)[0]
        self.tensors = self._tables(graph, _GRAPH_TENSORS)
        self.buffers = self._tables(model, _MODEL_BUFFERS)
        self.operators = [self._operator(at) for at in self._tables(graph, _GRAPH_OPERATORS)]

    def switch_off(self) -> bytes:
        randoms = [op for op in self.operators if op.code == self.random_code]
        if self.fill_code < 0 or not randoms:
            raise RecipeError("holds no FlexRandomUniform to replace, or no FILL to replace it by")
        scales = []
        for random in randoms:
            compare = self._user(random.outputs[0], _GREATER_EQUAL)
            mask = self._user(compare.outputs[0], _CAST).outputs[0]
            masked = self._user(mask, _MUL)
            scaled = next(op for op in self.operators if set(op.outputs) & (set(masked.inputs) - {mask}))
            scales.append((scaled, next(t for t in scaled.inputs if self._float_at(t))))
            self._become_fill(random, value=compare.inputs[1])
        for scaled, tensor in scales:
            if any(tensor in op.inputs and op not in (s for s, _ in scales) for op in self.operators):
                raise RecipeError("uses the dropout scale elsewhere too")
            if self.codes[scaled.code] != _MUL:
                raise RecipeError("does not scale its dropout by a product")
            struct.pack_into("<f", self.data, self._float_at(tensor), 1.0)
        return bytes(self.data)

    def _become_fill(self, op: _Operator, *, value: int) -> None:
        struct.pack_into("<I", self.data, self._field(op.at, _OP_CODE), self.fill_code)
        self.data += b"\0" * (-len(self.data) % 4)
        inputs = self._field(op.at, _OP_INPUTS)
        struct.pack_into("<I", self.data, inputs, len(self.data) - inputs)
        self.data += struct.pack("<Iii", 2, op.inputs[0], value)
        # Only custom operators have this slot, and every one of them is being replaced.
        slot = self._slot(op.at, _OP_CUSTOM_OPTIONS)
        if slot:
            struct.pack_into("<H", self.data, slot, 0)

    def _user(self, tensor: int, code: int) -> _Operator:
        return next(op for op in self.operators if tensor in op.inputs and self.codes[op.code] == code)

    def _float_at(self, tensor: int) -> int:
        """Where the one float of a constant tensor stands; 0 when it is not such a constant."""
        buffer = self.buffers[self._uint(self.tensors[tensor], _TENSOR_BUFFER)]
        field = self._field(buffer, _BUFFER_DATA)
        start = self._follow(field) if field else 0
        return start + 4 if start and self._u32(start) == 4 else 0

    def _code(self, at: int) -> int | str:
        custom = self._field(at, _CODE_CUSTOM)
        if custom:
            start = self._follow(custom)
            return self.data[start + 4 : start + 4 + self._u32(start)].decode("ascii", "replace")
        old = self._field(at, _CODE_OLD_BUILTIN)
        return max(self.data[old] if old else 0, self._uint(at, _CODE_BUILTIN))

    def _operator(self, at: int) -> _Operator:
        return _Operator(
            at=at,
            code=self._uint(at, _OP_CODE),
            inputs=self._ints(at, _OP_INPUTS),
            outputs=self._ints(at, _OP_OUTPUTS),
        )

    def _u32(self, at: int) -> int:
        return int(struct.unpack_from("<I", self.data, at)[0])

    def _follow(self, at: int) -> int:
        return at + self._u32(at)

    def _slot(self, table: int, field: int) -> int:
        """Where the table's layout says at which distance the field lies; 0 when the layout is shorter."""
        layout = table - int(struct.unpack_from("<i", self.data, table)[0])
        slot = 4 + 2 * field
        return layout + slot if slot < int(struct.unpack_from("<H", self.data, layout)[0]) else 0

    def _field(self, table: int, field: int) -> int:
        """Where the field lies; 0 when it is absent."""
        slot = self._slot(table, field)
        distance = int(struct.unpack_from("<H", self.data, slot)[0]) if slot else 0
        return table + distance if distance else 0

    def _uint(self, table: int, field: int) -> int:
        at = self._field(table, field)
        return self._u32(at) if at else 0

    def _ints(self, table: int, field: int) -> tuple[int, ...]:
        start = self._follow(self._field(table, field))
        return struct.unpack_from(f"<{self._u32(start)}i", self.data, start + 4)

    def _tables(self, table: int, field: int) -> list[int]:
        start = self._follow(self._field(table, field))
        return [self._follow(start + 4 + 4 * index) for index in range(self._u32(start))]
