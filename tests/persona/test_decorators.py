"""A lore entry's leading @@ lines are read as card authors mean them, and never reach the prompt."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.persona.decorators import Decorators, parse_decorators, without_decorators

SAID = "天气不好时会提醒带伞。"

READ: list[tuple[str, dict[str, Any]]] = [
    ("@@activate", {"activate": True}),
    ("@@activate true", {"activate": True}),
    ("@@activate false", {}),
    ("@@dont_activate", {"dont_activate": True}),
    ("@@ACTIVATE", {"activate": True}),
    ("@@activate_only_after 3", {"activate_only_after": 3}),
    ("@@activate_only_every 2", {"activate_only_every": 2}),
    ("@@activate_only_every 0", {}),
    ("@@keep_activate_after_match", {"keep_activate_after_match": True}),
    ("@@dont_activate_after_match", {"dont_activate_after_match": True}),
    ("@@depth 0", {"depth": 0}),
    ("@@depth 4.0", {"depth": 4}),
    ("@@depth -1", {}),
    ("@@depth 很深", {}),
    ("@@depth 99999999999999999999", {}),
    ("@@depth ３", {}),
    ("@@instruct_depth 5", {"instruct_depth": 5}),
    ("@@reverse_depth 2", {"reverse_depth": 2}),
    ("@@reverse_instruct_depth 2", {"reverse_instruct_depth": 2}),
    ("@@role assistant", {"role": "assistant"}),
    ("@@role 旁白", {}),
    ("@@scan_depth 6", {"scan_depth": 6}),
    ("@@instruct_scan_depth 600", {"instruct_scan_depth": 600}),
    ("@@is_greeting 1", {"is_greeting": 1}),
    ("@@position scenario", {"position": "scenario"}),
    ("@@position 末尾", {}),
    ("@@ignore_on_max_context", {"ignore_on_max_context": True}),
    ("@@exclude_keys 不聊,别提", {"exclude_keys": ("不聊", "别提")}),
    ("@@exclude_keys 不聊，别提", {"exclude_keys": ("不聊", "别提")}),
    (r"@@exclude_keys 一\,二,三", {"exclude_keys": ("一,二", "三")}),
    ("@@additional_keys 鱼,吃\n@@additional_keys 湖", {"additional_keys": (("鱼", "吃"), ("湖",))}),
    ("@@additional_keys ,", {}),
    ("@@is_user_icon 冬装", {"is_user_icon": "冬装"}),
    ("@@disable_ui_prompt system_prompt", {"disable_ui_prompt": ("system_prompt",)}),
    ("@@disable_ui_prompt everything", {}),
    ("@@depth 1\n@@depth 2", {"depth": 1}),
    ("@@depth x\n@@depth 2", {"depth": 2}),
    ("@@depth 0\r\n@@role system\r", {"depth": 0, "role": "system"}),
    ("@@", {}),
    ("@@ depth 3", {}),
]

FALLBACKS: list[tuple[str, dict[str, Any]]] = [
    ("@@risu_only 4\n@@@activate_only_after 2", {"activate_only_after": 2}),
    ("@@depth 4\n@@@instruct_depth 9", {"depth": 4}),
    ("@@depth 深\n@@@instruct_depth 9", {"instruct_depth": 9}),
    ("@@a\n@@@b\n@@@c\n@@@d\n@@@e\n@@@f 1\n@@@scan_depth 3\n@@@depth 1", {"scan_depth": 3}),
    ("@@a\n@@@depth 1\n@@b\n@@@role user", {"depth": 1, "role": "user"}),
    ("@@@depth 1", {"depth": 1}),
]


@pytest.mark.parametrize(("lines", "fields"), [*READ, *FALLBACKS])
def test_lines_are_read_and_gone_from_the_text(lines: str, fields: dict[str, Any]) -> None:
    assert parse_decorators(f"{lines}\n\n{SAID}\n") == (Decorators(**fields), SAID)


def test_only_leading_lines_are_decorators() -> None:
    text = f"{SAID}\n@@depth 0\n他在群里@@所有人"
    assert parse_decorators(text) == (Decorators(), text)


def test_text_between_two_blocks_ends_the_first() -> None:
    assert parse_decorators("@@depth 1\n一\n@@role user\n二") == (Decorators(depth=1), "一\n@@role user\n二")


def test_an_entry_of_decorators_alone_says_nothing() -> None:
    assert parse_decorators("\n@@activate\n@@depth 1") == (Decorators(activate=True, depth=1), "")


@given(st.text(), st.lists(st.sampled_from(["@@", "@@@", "depth", " ", "1", "\n", "exclude_keys", ",", "\\", "，"])))
def test_any_text_is_read_and_never_leaves_a_decorator_in_front(text: str, pieces: list[str]) -> None:
    made = "".join(pieces) + text
    _, content = parse_decorators(made)
    assert content in made
    assert not content.startswith("@@") or made.lstrip("\r\n").startswith("@@")
    assert not without_decorators("@@depth 1\n" + content).startswith("@@depth 1")
