"""A chat calls for the lore it touches, misheard or not, within its room; a hostile book costs a turn no time."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roleplay_lite.bench.figures import Report
from roleplay_lite.bench.lore import measure_lore
from roleplay_lite.persona.decorators import parse_decorators
from roleplay_lite.persona.lore import activation, folding, patterns
from roleplay_lite.persona.lore.book import lore_of_book
from roleplay_lite.persona.lore.reach import unreached
from roleplay_lite.persona.lorebook import Lorebook, LoreEntry, LoreState, Match, Place
from roleplay_lite.persona.macros import MacroContext, expand

LAKE = LoreEntry(id="湖", keys=("西湖", "断桥"), content="西湖边有楼外楼。")
INN = LoreEntry(id="楼", keys=("楼外楼",), content="楼外楼的醋鱼是外婆的拿手菜。")
DOG = LoreEntry(id="狗", keys=("团子",), content="团子是一只泰迪。")


def called(book: Lorebook, *said: str, **more: Any) -> list[str]:
    """Ids of the entries that the person's lines call for."""
    return [match.entry.id for match in book.match([("user", text) for text in said], **more)]


def entry(content: str = "写在这里的事。", **more: Any) -> LoreEntry:
    """An entry on 西湖 unless told otherwise, its decorators read."""
    marks, text = parse_decorators(content)
    return LoreEntry(**{"id": "e", "keys": ("西湖",), "content": text, "decorators": marks} | more)


# -- Keys ------------------------------------------------------------------------------------------------------------

KEYS = [
    ("西湖", "周末去西湖，好吗？", True),
    ("西湖", "周末去东湖", False),
    ("断桥", "斷橋殘雪", True),
    ("斷橋", "去断桥看雪", True),
    ("西湖", "我 想 去 西 湖", True),
    ("西湖", "东西\n湖", False),
    ("ＫＴＶ", "去 ktv 唱歌", True),
    ("KTV", "我们去ＫＴＶ吧", True),
    ("小K", "小k来了", True),
    ("cat", "my Cat sleeps", True),
    ("cat", "category", True),
    ("猫", "养猫吗", True),
    ("   ", "   ", False),
    ("西湖", "", False),
    ("/下(雨|雪)(了)?/", "外面下雪了", True),
    ("/下(雨|雪)(了)?/", "外面刮风了", False),
    ("/cat/", "Cat", False),
    ("/cat/i", "Cat", True),
    ("/^你好$/m", "喂\n你好", True),
    (r"/\p{Script=Han}{3}/u", "abc 你好吗", True),
    ("/西.湖/", "西\n湖", False),
    ("/西[^]湖/", "西\n湖", True),
    ("/(/", "(", False),
]


@pytest.mark.parametrize(("key", "said", "found"), KEYS)
def test_a_key_is_found_in_any_width_and_script(key: str, said: str, found: bool) -> None:
    assert bool(called(Lorebook(entries=(entry(keys=(key,)),)), said, pinyin=False)) is found


@pytest.mark.parametrize(
    ("key", "said", "found"),
    [("cat", "category", False), ("cat", "我爱cat呀", True), ("cat", "a cat.", True), ("西湖", "去西湖边", True)],
)
def test_whole_words_are_a_matter_of_latin_letters(key: str, said: str, found: bool) -> None:
    assert bool(called(Lorebook(entries=(entry(keys=(key,), match_whole_words=True),)), said)) is found


def test_case_counts_where_the_entry_says_so() -> None:
    book = Lorebook(entries=(entry(keys=("May",), case_sensitive=True),))
    assert called(book, "May 来了") == ["e"]
    assert called(book, "may I") == []


MISHEARD = [
    ("西湖", "我想去西胡", 0.9),
    ("楼外楼", "楼歪楼的鱼", 0.9),
    ("断桥", "短桥在哪", 0.9),
    ("南京路", "去兰京路", 0.75),
    ("石榴巷", "四榴巷怎么走", 0.75),
    ("青石巷", "沁石巷", 0.75),
    ("重庆", "我要去虫庆", 0.9),
    ("断桥", "锻瞧一下", 0.9),
    ("王师傅", "问问汪思父", 0.75),
]


@pytest.mark.parametrize(("key", "said", "score"), MISHEARD)
def test_a_name_misheard_still_calls_its_lore_less_surely(key: str, said: str, score: float) -> None:
    pytest.importorskip("pypinyin")
    [match] = Lorebook(entries=(entry(keys=(key,)),)).match([("user", said)])
    assert (match.by, match.key, match.score) == ("pinyin", key, score)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("诗集", "实际上我没去"),
        ("诗集", "司机来了"),
        ("西湖", "喜欢"),
        ("湖", "壶"),
        ("小K", "晓K"),
        ("西湖", "希\n湖"),
    ],
)
def test_words_that_merely_sound_alike_call_nothing(key: str, said: str) -> None:
    pytest.importorskip("pypinyin")
    assert called(Lorebook(entries=(entry(keys=(key,)),)), said) == []


def test_what_is_written_like_one_key_is_not_heard_as_another() -> None:
    pytest.importorskip("pypinyin")
    book = Lorebook(entries=(entry(id="湖", keys=("西湖",)), entry(id="胡", keys=("西胡",))))
    assert called(book, "西胡先生来了") == ["胡"]


def test_what_the_persona_said_was_not_misheard() -> None:
    assert Lorebook(entries=(LAKE,)).match([("assistant", "我姓西胡")]) == []


def test_without_pypinyin_and_opencc_keys_are_found_as_they_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    caches = (folding._simplified, folding._pinyin, folding._toned, folding.sounds, folding.exact_sounds)
    for name in ("pypinyin", "opencc"):
        monkeypatch.setitem(sys.modules, name, None)
    for cached in caches:
        cached.cache_clear()
    try:
        book = Lorebook(entries=(LAKE,))
        assert called(book, "去西湖") == ["湖"]
        assert called(book, "去西胡") == called(book, "斷橋") == []
    finally:
        monkeypatch.undo()
        for cached in caches:
            cached.cache_clear()


def test_keys_may_hold_macros_and_speakers_are_looked_at() -> None:
    book = Lorebook(entries=(entry(keys=("{{user}}的伞",)), entry(id="b", keys=("小明",))))
    context = MacroContext(user="小明")
    found = book.match([("小明", "我的伞呢"), ("user", "小明的伞！")], expand=lambda text: expand(text, context))
    assert [match.key for match in found] == ["{{user}}的伞", "小明"]
    assert [match.entry.id for match in book.match([("小明", "下雨了")])] == ["b"]
    assert called(Lorebook(entries=(entry(keys=("user",)),)), "你好") == []


# -- Which messages --------------------------------------------------------------------------------------------------


def test_only_the_latest_messages_are_looked_at() -> None:
    book = Lorebook(entries=(LAKE,))
    assert called(book, "西湖", "好") == ["湖"]
    assert called(book, "西湖", "好", "嗯") == []
    assert called(replace(book, scan_depth=3), "西湖", "好", "嗯") == ["湖"]
    assert called(replace(book, scan_depth=0), "西湖") == []
    deep = entry(scan_depth=4)
    assert called(Lorebook(entries=(deep,)), "西湖", "一", "二", "三") == ["e"]
    assert called(Lorebook(entries=(entry("@@scan_depth 1\n事", scan_depth=4),)), "西湖", "好") == []


def test_a_key_spans_no_two_messages() -> None:
    assert called(Lorebook(entries=(LAKE, entry(keys=("/西.*湖/s",)))), "往西", "湖边") == []


# -- Conditions ------------------------------------------------------------------------------------------------------

SECOND = [
    ("any", "西湖的鱼", True),
    ("any", "西湖的雪", False),
    ("all", "西湖的鱼好吃", True),
    ("all", "西湖的鱼", False),
    ("not-any", "西湖的雪", True),
    ("not-any", "西湖的鱼", False),
    ("not-all", "西湖的鱼", True),
    ("not-all", "西湖的鱼好吃", False),
]


@pytest.mark.parametrize(("logic", "said", "found"), SECOND)
def test_secondary_keys_ask_for_more(logic: Any, said: str, found: bool) -> None:
    assert bool(called(Lorebook(entries=(entry(secondary_keys=("鱼", "吃"), logic=logic),)), said)) is found


def test_patterns_take_no_secondary_keys_and_are_never_constant() -> None:
    book = Lorebook(entries=(entry(keys=("西.",), use_regex=True, secondary_keys=("鱼",), constant=True),))
    assert called(book, "西湖") == ["e"]
    assert called(book, "东湖") == []


MARKED = [
    ("@@dont_activate", "西湖", {}, False),
    ("@@dont_activate\n@@activate", "你好", {}, True),
    ("@@activate\n@@exclude_keys 你好", "你好", {}, True),
    ("@@exclude_keys 不聊", "不聊西湖", {}, False),
    ("@@additional_keys 鱼,吃", "西湖", {}, False),
    ("@@additional_keys 鱼,吃", "西湖的鱼", {}, True),
    ("@@additional_keys 鱼\n@@additional_keys 吃", "西湖的鱼", {}, False),
    ("@@activate_only_after 2", "西湖", {"replies": 1}, False),
    ("@@activate_only_after 2", "西湖", {"replies": 2}, True),
    ("@@activate_only_every 3", "西湖", {"replies": 4}, False),
    ("@@activate_only_every 3", "西湖", {"replies": 6}, True),
    ("@@is_greeting 1", "西湖", {"greeting": 0}, False),
    ("@@is_greeting 1", "西湖", {"greeting": 1}, True),
    ("@@is_greeting 1", "西湖", {}, True),
    ("@@is_user_icon 冬装", "西湖", {"user_icon": "夏装"}, False),
    ("@@from_the_future 4\n@@@activate_only_after 2", "西湖", {"replies": 1}, False),
]


@pytest.mark.parametrize(("marks", "said", "state", "found"), MARKED)
def test_decorators_decide(marks: str, said: str, state: dict[str, Any], found: bool) -> None:
    book = Lorebook(entries=(entry(f"{marks}\n那件事。"),))
    assert bool(called(book, said, state=LoreState(messages=9, **state))) is found


def test_switched_off_or_empty_is_never_called_in_any_case() -> None:
    book = Lorebook(entries=(entry("@@activate\n有", enabled=False), entry("@@activate\n", id="b"), entry(" ", id="c")))
    assert called(book, "西湖") == []


def test_constants_are_always_there() -> None:
    assert called(Lorebook(entries=(LAKE, entry(keys=(), constant=True))), "") == ["e"]


def test_chance_is_the_seeds() -> None:
    book = Lorebook(entries=(entry(probability=30),))
    often = sum(bool(called(book, "西湖", seed=str(turn))) for turn in range(300))
    assert 50 < often < 130
    assert called(book, "西湖", seed="7") == called(book, "西湖", seed="7")
    assert called(Lorebook(entries=(entry(probability=0),)), "西湖") == []


# -- Over time -------------------------------------------------------------------------------------------------------


def over(book: Lorebook, said: Mapping[int, str], turns: int) -> list[int]:
    """At how many messages anything was called, when the person says that at these counts and 「嗯」 else."""
    state, found = LoreState(), []
    for messages in range(1, turns + 1):
        state = replace(state, messages=messages, replies=messages // 2)
        matches = book.match([("user", said.get(messages, "嗯"))], state=state)
        state = state.after(matches)
        found += [messages] if matches else []
    return found


def test_lasting_effects_count_messages() -> None:
    assert over(Lorebook(entries=(entry(sticky=3),)), {2: "西湖"}, 8) == [2, 3, 4]
    assert over(Lorebook(entries=(entry(cooldown=3),)), {2: "西湖", 3: "西湖", 4: "西湖", 5: "西湖"}, 8) == [2, 5]
    both = Lorebook(entries=(entry(sticky=2, cooldown=2),))
    assert over(both, dict.fromkeys(range(1, 9), "西湖"), 8) == [1, 2, 5, 6]
    assert over(Lorebook(entries=(entry(delay=4),)), {2: "西湖", 4: "西湖"}, 6) == [4]
    assert over(Lorebook(entries=(entry("@@keep_activate_after_match\n事"),)), {3: "西湖"}, 6) == [3, 4, 5, 6]
    once = Lorebook(entries=(entry("@@dont_activate_after_match\n事"),))
    assert over(once, {2: "西湖", 4: "西湖"}, 6) == [2]


def test_the_chat_itself_is_counted_where_no_state_is_given() -> None:
    book = Lorebook(entries=(entry("@@activate_only_after 1\n事"),))
    assert book.match([("user", "西湖")]) == []
    assert len(book.match([("user", "西湖"), ("assistant", "嗯"), ("user", "西湖")])) == 1


def test_the_same_turn_asked_again_has_the_same_answer() -> None:
    book = Lorebook(entries=(entry(cooldown=5),))
    state = LoreState(messages=2)
    first = book.match([("user", "西湖")], state=state)
    assert book.match([("user", "西湖")], state=state.after(first)) == first


# -- Recursion and groups --------------------------------------------------------------------------------------------


def test_entries_call_entries_where_the_book_says_so() -> None:
    book = Lorebook(entries=(LAKE, INN, DOG))
    assert called(book, "去西湖") == ["湖"]
    found = replace(book, recursive=True).match([("user", "去西湖")])
    assert [(match.entry.id, match.round) for match in found] == [("湖", 0), ("楼", 1)]


def test_entries_may_stay_out_of_recursion() -> None:
    silent, deaf = replace(LAKE, prevent_recursion=True), replace(INN, exclude_recursion=True)
    assert called(Lorebook(entries=(silent, INN), recursive=True), "西湖") == ["湖"]
    assert called(Lorebook(entries=(LAKE, deaf), recursive=True), "西湖") == ["湖"]
    late = replace(DOG, keys=("西湖",), delay_until_recursion=1)
    assert called(Lorebook(entries=(LAKE, late), recursive=True), "西湖") == ["湖", "狗"]
    assert called(Lorebook(entries=(late,), recursive=True), "西湖") == []
    later = replace(INN, keys=("团子",), delay_until_recursion=2)
    assert called(Lorebook(entries=(LAKE, late, later), recursive=True), "西湖") == ["湖", "狗", "楼"]


def test_comments_call_nothing_and_hidden_keys_only_entries() -> None:
    note = replace(LAKE, content="{{// 团子 }}好{{hidden_key:楼外楼}}")
    assert called(Lorebook(entries=(note, INN, DOG), recursive=True), "西湖{{hidden_key:团子}}") == ["湖", "楼"]


def test_a_circle_of_entries_ends_and_each_is_there_once() -> None:
    book = Lorebook(
        entries=tuple(entry(f"然后去{(n + 1) % 40}号店。", id=str(n), keys=(f"去{n}号",)) for n in range(40)),
        recursive=True,
    )
    found = called(book, "去0号")
    assert found == [str(number) for number in range(activation.MOST_ROUNDS + 1)]
    two = Lorebook(entries=(entry("团子", id="1"), entry("西湖", id="2", keys=("团子",))), recursive=True)
    assert called(two, "西湖") == ["1", "2"]


def test_of_a_group_one_is_taken() -> None:
    rain, snow = entry(id="雨", group=("天气",)), entry(id="雪", group=("天气", "冬"), group_weight=300)
    book = Lorebook(entries=(rain, snow))
    taken = [called(book, "西湖", seed=str(turn)) for turn in range(200)]
    assert all(len(found) == 1 for found in taken)
    assert 110 < taken.count(["雪"]) < 185
    first = replace(rain, group_override=True)
    assert {tuple(called(Lorebook(entries=(first, snow)), "西湖", seed=str(turn))) for turn in range(20)} == {("雨",)}


# -- Room and place --------------------------------------------------------------------------------------------------


def test_the_lowest_priority_goes_when_there_is_no_room() -> None:
    one, two, three = (entry("一二三四五", id=name, priority=rank) for name, rank in (("a", 3), ("b", 1), ("c", 2)))
    book = Lorebook(entries=(one, two, three))
    assert called(book, "西湖", budget=15) == ["a", "b", "c"]
    assert called(book, "西湖", budget=14) == ["a", "c"]
    assert called(book, "西湖", budget=5) == ["a"]
    assert called(book, "西湖", budget=4) == []
    assert called(replace(book, token_budget=5), "西湖", budget=14) == ["a"]
    assert called(book, "西湖", budget=1, count=lambda text: 1) == ["a"]
    optional = entry("@@ignore_on_max_context\n一二三四五", id="a", priority=9)
    assert called(Lorebook(entries=(optional, two)), "西湖", budget=5) == ["b"]
    huge = entry("长" * 99, id="h", priority=99)
    assert called(Lorebook(entries=(huge, one)), "西湖", budget=10) == ["a"]
    rising = Lorebook(
        entries=(entry("一二三四五", id="x", insertion_order=1), entry("一二三四五", id="y", insertion_order=2))
    )
    assert called(rising, "西湖", budget=5) == ["y"]


def test_what_was_perhaps_misheard_goes_before_what_was_said() -> None:
    pytest.importorskip("pypinyin")
    book = Lorebook(entries=(entry("一二三", id="听错", keys=("楼外楼",)), entry("四五六", id="说了", keys=("团子",))))
    assert called(book, "楼歪楼有团子", budget=3) == ["说了"]


def test_of_very_many_constants_the_first_in_rank_are_weighed() -> None:
    book = Lorebook(entries=tuple(entry(f"{n}", id=str(n), constant=True, priority=n) for n in range(3_000)))
    assert called(book, "", budget=9) == ["2998", "2999"]


def test_room_is_counted_with_macros_expanded() -> None:
    book = Lorebook(entries=(entry("{{user}}来过。"),))
    long = MacroContext(user="长" * 50)
    assert called(book, "西湖", budget=20, expand=lambda text: expand(text, long)) == []


PLACED = [
    ("事", Place(where="after_char")),
    ("@@depth 0\n@@role assistant\n事", Place(where="depth", depth=0, role="assistant")),
    ("@@reverse_depth 2\n事", Place(where="depth", depth=2, from_start=True)),
    ("@@position personality\n@@depth 3\n事", Place(where="personality")),
]


@pytest.mark.parametrize(("content", "place"), PLACED)
def test_a_decorator_says_where_it_belongs(content: str, place: Place) -> None:
    [match] = Lorebook(entries=(entry(content),)).match([("user", "西湖")])
    assert match.place == place


def test_the_prompts_order_is_the_insertion_order() -> None:
    orders = {"丁": 30, "甲": 10, "丙": 20, "乙": 10}
    entries = tuple(entry(f"{name}事", id=name, insertion_order=order) for name, order in orders.items())
    assert called(Lorebook(entries=entries), "西湖") == ["甲", "乙", "丙", "丁"]
    assert called(Lorebook(entries=(LAKE, LAKE)), "西湖") == ["湖"]


# -- Hostile books ---------------------------------------------------------------------------------------------------

SLOW = ["(a+)+$", "(a|aa)+$", "(a?){60}a{60}", "(.*a){20}$", "^(([a-z])+.)+[A-Z]([a-z])+$", "((a{9}){9}){9}$"]
REFUSED = [
    "(a{1000}){1000}",
    "((a{1,900}){900}){900}",
    "(?R)",
    "(?1)(a)",
    "(?:西湖){e<=9}",
    "x{99999999999}",
    "(" * 501,
]


@pytest.mark.parametrize("pattern", SLOW)
def test_a_pattern_that_would_never_end_is_given_up_and_not_tried_again(pattern: str) -> None:
    pattern_entries = tuple(entry(id=str(n), keys=(pattern,), use_regex=True) for n in range(300))
    book = Lorebook(entries=(*pattern_entries, DOG))
    said = "a" * 4_000 + "！团子"
    # Without a bound this takes longer than anybody waits.
    assert "狗" in called(book, said)
    assert "狗" in called(book, said)


@pytest.mark.parametrize("pattern", REFUSED)
def test_a_pattern_without_bounds_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        patterns.compile_pattern(pattern)
    assert called(Lorebook(entries=(entry(keys=(f"/{pattern}/",)),)), "西湖") == []


def test_patterns_that_together_take_too_much_memory_are_left_out() -> None:
    heavy = tuple(entry(id=str(n), keys=(f"/{n}(?:{'[西东]湖' * 20}){{150}}/",)) for n in range(2_000))
    fine = entry(id="先", keys=("/西湖$/",))
    assert called(Lorebook(entries=(fine, *heavy)), "西湖") == ["先"]


def test_ten_thousand_keys_that_begin_alike_do_not_hold_up_a_turn() -> None:
    book = Lorebook(entries=tuple(entry("aa" * 20, id=str(n), keys=("aa" * 30 + str(n),)) for n in range(10_000)))
    assert called(book, "a" * 20_000) == []


def test_the_bench_measures_what_it_says() -> None:
    report = Report(machine="", model="")
    measure_lore(report, rounds=3)
    assert [figure.unit for figure in report.figures] == ["ms"] * 4
    assert "2000 entries of 3 keys, 4 messages" in report.figures[-1].note
    assert not report.figures[-1].note.endswith(" 0.0 found")


def test_a_book_is_made_ready_once_and_forgotten_with_it() -> None:
    from roleplay_lite.persona.lore import compiled as module

    book = Lorebook(entries=(LAKE,))
    assert module.compiled(book) is module.compiled(book)
    name = id(book)
    assert name in module._COMPILED
    del book
    assert name not in module._COMPILED


# -- Cards -----------------------------------------------------------------------------------------------------------

CARD: dict[str, Any] = {
    "name": "杭州",
    "scan_depth": 3,
    "token_budget": "200",
    "recursive_scanning": True,
    "entries": [
        {
            "keys": ["西湖"],
            "content": "常提到楼外楼。",
            "enabled": True,
            "insertion_order": 10,
            "position": "before_char",
        },
        {
            "keys": "楼外楼，醋鱼",
            "content": "外婆的拿手菜。",
            "insertion_order": "20",
            "secondary_keys": None,
            "position": 1,
        },
        {"keys": [], "constant": 1, "content": "@@depth 0\n@@role system\n说话带「呀」。", "priority": 99, "id": 3},
        {"keys": ["西湖"], "content": "关了", "enabled": False, "id": 3},
        {"keys": ["("], "use_regex": True, "content": "never"},
        "not an entry",
        {"keys": None, "content": None},
    ],
}


def test_a_cards_book_is_read_as_it_was_meant() -> None:
    book = lore_of_book(CARD)
    assert (book.name, book.scan_depth, book.token_budget, book.recursive) == ("杭州", 3, 200, True)
    found = book.match([("user", "去西湖")])
    assert [(match.entry.content, match.place.where) for match in found] == [
        ("常提到楼外楼。", "before_char"),
        ("外婆的拿手菜。", "after_char"),
        ("说话带「呀」。", "depth"),
    ]
    assert len({entry.id for entry in book.entries}) == len(book.entries)
    assert lore_of_book({"spec": "lorebook_v3", "data": CARD}) == book


def test_world_info_of_sillytavern_is_read_too() -> None:
    # fmt: off
    entry = {
        "uid": 0, "key": ["西湖"], "keysecondary": ["鱼"], "selective": True, "selectiveLogic": 2, "order": 5,
        "content": "事", "disable": False, "position": 4, "depth": 2, "role": 1, "excludeRecursion": True,
        "probability": 50, "useProbability": False, "sticky": 2, "group": "天气, 季节", "scanDepth": None,
        "delayUntilRecursion": True, "matchWholeWords": None, "caseSensitive": True,
    }
    # fmt: on
    off = {"uid": 1, "key": ["西湖"], "content": "关了", "disable": True}
    world = {"entries": {"0": entry, "1": off}}
    first, second = lore_of_book(world).entries
    assert first == LoreEntry(
        id="0",
        keys=("西湖",),
        secondary_keys=("鱼",),
        logic="not-any",
        content="事",
        insertion_order=5,
        place=Place(where="depth", depth=2, role="user"),
        exclude_recursion=True,
        sticky=2,
        group=("天气", "季节"),
        delay_until_recursion=1,
        case_sensitive=True,
    )
    assert not second.enabled


def test_what_sillytavern_exports_keeps_plain_keys_and_constants() -> None:
    extensions = {"display_index": 0, "selectiveLogic": 0, "position": 0}
    exported = {"keys": ["西湖"], "use_regex": True, "constant": True, "content": "事", "extensions": extensions}
    book = lore_of_book({"entries": [exported]})
    [match] = book.match([("user", "你好")])
    assert (match.by, match.place.where) == ("constant", "before_char")


# -- Authors ---------------------------------------------------------------------------------------------------------

VAIN = [
    (entry(keys=()), "no key"),
    (entry(" "), "no text"),
    (entry(keys=("/(/", " ")), "no key that could be found"),
    (entry(keys=("(a{999}){999}",), use_regex=True), "no key"),
    (entry("@@dont_activate\n事"), "@@dont_activate"),
    (entry(probability=0), "probability of 0"),
    (entry(delay_until_recursion=1), "does not read"),
    (entry(scan_depth=0), "looks at no message"),
    (entry("@@exclude_keys 西\n事"), "kept out"),
    (entry(secondary_keys=("西湖",), logic="not-any"), "kept out"),
    (entry("长" * 601), "601 characters long; a turn has room for 600"),
]


@pytest.mark.parametrize(("written", "why"), VAIN)
def test_lore_that_nothing_calls_is_found(written: LoreEntry, why: str) -> None:
    book = Lorebook(entries=(DOG, written))
    found = [one for one in unreached(book, 600) if one.never]
    assert [one.index for one in found] == [1]
    assert why in found[0].why
    assert "e" not in called(book, "西湖 (a 长", budget=600)


def test_lore_that_is_called_is_not_complained_of() -> None:
    fine = (
        LAKE,
        INN,
        DOG,
        entry(keys=(), constant=True),
        entry("@@activate\n别的", keys=()),
        entry("又", keys=("/湖$/",)),
    )
    assert list(unreached(Lorebook(entries=fine), 600)) == []
    off = entry(keys=(), enabled=False)
    assert list(unreached(Lorebook(entries=(off,)), 600)) == []


def test_twins_bad_keys_and_crowding_are_found() -> None:
    twins = Lorebook(entries=(LAKE, replace(LAKE, id="又"), entry(keys=("西湖", "/[/"))))
    assert [(one.index, one.key, one.never) for one in unreached(twins, 600)] == [(1, None, False), (2, 1, False)]
    always = tuple(entry(str(n) * 250, id=str(n), keys=(), constant=True, priority=n) for n in range(3))
    [crowded] = unreached(Lorebook(entries=always), 600)
    assert crowded.index == 0
    assert "0" not in called(Lorebook(entries=always), "", budget=600)


# -- Anything --------------------------------------------------------------------------------------------------------

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["西湖", "/(a+)+$/"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)
FIELDS = st.sampled_from([
    *("keys", "key", "content", "enabled", "disable", "insertion_order", "order", "priority", "constant", "id", "uid"),
    *("secondary_keys", "selective", "use_regex", "position", "extensions", "probability", "group", "sticky", "depth"),
    *("role", "scan_depth", "delay_until_recursion", "selectiveLogic", "name"),
])  # fmt: skip
ENTRY = st.fixed_dictionaries(
    {"keys": st.lists(st.sampled_from(["西湖", "楼外楼", "团子", "a", "/a+$/", "{{user}}"])), "content": st.text()},
    optional={"constant": st.booleans(), "priority": st.integers(0, 3), "insertion_order": st.integers(0, 3)},
) | st.dictionaries(FIELDS, JSON)
BOOKS = st.fixed_dictionaries({"entries": st.lists(ENTRY, max_size=6)}, optional={"recursive_scanning": st.booleans()})
SAID = st.lists(
    st.tuples(st.sampled_from(["user", "assistant", "小明"]), st.text() | st.just("去西胡的楼外楼aa")), max_size=4
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
@given(BOOKS, SAID, st.integers(0, 60))
def test_any_book_is_matched_within_its_room_and_no_entry_twice(book: Any, said: Any, budget: int) -> None:
    lore = lore_of_book(json.loads(json.dumps(book)))
    found: list[Match] = lore.match(said, budget=budget)
    assert sum(len(match.entry.content) for match in found) <= budget
    assert len({match.entry.id for match in found}) == len(found)
    orders = [match.entry.insertion_order for match in found]
    assert orders == sorted(orders)
    assert all(match.entry.enabled and match.entry.content.strip() for match in found)
    list(unreached(lore, 600))


@settings(deadline=None)
@given(JSON | st.dictionaries(st.sampled_from(["entries", "data", "scan_depth", "token_budget", "name"]), JSON))
def test_any_object_gives_a_book(value: Any) -> None:
    assert isinstance(lore_of_book(value if isinstance(value, dict) else {"entries": value}), Lorebook)


@settings(deadline=None)
@given(st.text(alphabet="()[]{}*+?|\\^$.ab1,西<>=!:-/", max_size=30))
def test_any_pattern_is_searched_for_or_refused(pattern: str) -> None:
    assert called(Lorebook(entries=(entry(keys=(pattern,), use_regex=True),)), "ab1西湖" * 50) in ([], ["e"])
