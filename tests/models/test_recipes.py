"""The recipe takes the random operators out of a graph, and what is left runs in a plain TFLite runtime."""

from __future__ import annotations

from typing import Any

import pytest

from roleplay_lite.errors import ModelError
from roleplay_lite.models import where
from roleplay_lite.models.digest import sha256_of
from roleplay_lite.models.manifest import read_manifest
from roleplay_lite.models.recipes import RecipeError, fastspeech2_noflex


def small_graph() -> bytes:
    """`x * 2 * (FlexRandomUniform(shape(x)) >= 0.5)`, twice over one another, as dropout left switched on looks."""
    schema = pytest.importorskip("ai_edge_litert.schema_py_generated")
    flatbuffers = pytest.importorskip("flatbuffers")
    import numpy as np

    op = schema.BuiltinOperator
    codes = [(op.MUL, None), (op.SHAPE, None), (op.CUSTOM, b"FlexRandomUniform"), (op.GREATER_EQUAL, None)]
    codes += [(op.CAST, None), (op.FILL, None)]
    model, graph = schema.ModelT(), schema.SubGraphT()
    model.version, model.subgraphs, model.buffers = 3, [graph], [schema.BufferT()]
    model.operatorCodes = []
    for builtin, custom in codes:
        code = schema.OperatorCodeT()
        code.builtinCode, code.deprecatedBuiltinCode, code.customCode, code.version = builtin, builtin, custom, 1
        model.operatorCodes.append(code)
    graph.tensors, graph.operators = [], []

    def tensor(shape: list[int], kind: int, value: Any = None) -> int:
        made = schema.TensorT()
        made.name, made.shape, made.type, made.buffer = f"t{len(graph.tensors)}", shape, kind, 0
        if value is not None:
            buffer = schema.BufferT()
            buffer.data = list(np.float32(value).tobytes())
            model.buffers.append(buffer)
            made.buffer = len(model.buffers) - 1
        graph.tensors.append(made)
        return len(graph.tensors) - 1

    def operate(code: int, inputs: list[int], shape: list[int], kind: int, options: Any = None) -> int:
        made = schema.OperatorT()
        made.opcodeIndex, made.inputs, made.outputs = code, inputs, [tensor(shape, kind)]
        if options:
            made.builtinOptionsType, made.builtinOptions = options
        if code == 2:
            made.customOptions = [1, 2, 3]
        graph.operators.append(made)
        return int(made.outputs[0])

    types, kinds = schema.TensorType, schema.BuiltinOptions
    shape = [1, 2, 4]
    two, half = tensor([], types.FLOAT32, 2.0), tensor([], types.FLOAT32, 0.5)
    graph.inputs = [tensor(shape, types.FLOAT32)]
    value = graph.inputs[0]
    for _ in range(2):
        scaled = operate(0, [value, two], shape, types.FLOAT32, (kinds.MulOptions, schema.MulOptionsT()))
        size = schema.ShapeOptionsT()
        size.outType = types.INT32
        sizes = operate(1, [value], [3], types.INT32, (kinds.ShapeOptions, size))
        random = operate(2, [sizes], shape, types.FLOAT32)
        options = (kinds.GreaterEqualOptions, schema.GreaterEqualOptionsT())
        mask = operate(3, [random, half], shape, types.BOOL, options)
        cast = schema.CastOptionsT()
        cast.inDataType, cast.outDataType = types.BOOL, types.FLOAT32
        numbers = operate(4, [mask], shape, types.FLOAT32, (kinds.CastOptions, cast))
        value = operate(0, [scaled, numbers], shape, types.FLOAT32, (kinds.MulOptions, schema.MulOptionsT()))
    graph.outputs = [value]
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def run(graph: bytes) -> Any:
    import numpy as np
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(model_content=graph)
    interpreter.allocate_tensors()
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], np.arange(8, dtype=np.float32).reshape(1, 2, 4))
    interpreter.invoke()
    return interpreter.get_tensor(interpreter.get_output_details()[0]["index"]).ravel().tolist()


def test_the_repaired_graph_runs_and_drops_nothing() -> None:
    graph = small_graph()
    with pytest.raises(RuntimeError, match="FlexRandomUniform"):
        run(graph)
    repaired = fastspeech2_noflex(graph)
    assert run(repaired) == [0, 1, 2, 3, 4, 5, 6, 7]
    assert fastspeech2_noflex(graph) == repaired


def test_a_graph_without_them_and_no_graph_at_all_are_refused() -> None:
    graph = small_graph()
    with pytest.raises(RecipeError, match="holds no FlexRandomUniform"):
        fastspeech2_noflex(fastspeech2_noflex(graph))
    for bytes_ in (b"", b"GGUF" * 10, graph[:200], graph[:8] + bytes(200)):
        with pytest.raises(RecipeError):
            fastspeech2_noflex(bytes_)


@pytest.mark.model("fastspeech2-zh")
def test_the_real_graph_becomes_the_pinned_file(real_models: None) -> None:
    try:
        folder = where("fastspeech2-zh")
    except ModelError as problem:
        pytest.skip(str(problem))
    derived = read_manifest().entry("fastspeech2-zh").derived[0]
    made = fastspeech2_noflex((folder / derived.made_from[0]).read_bytes())
    assert len(made) == derived.size
    assert sha256_of(folder / derived.path) == derived.sha256
    assert made == (folder / derived.path).read_bytes()
