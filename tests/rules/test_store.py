"""Every version of a rule is kept, and what one process changes is in force in all others at their next line."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from roleplay_lite.errors import ConfigError, InputError, StoreError
from roleplay_lite.rules.bench import made_rules
from roleplay_lite.rules.config import RulesConfig
from roleplay_lite.rules.rule import Rule
from roleplay_lite.rules.rulebook import SUSPENDED_AFTER, Rulebook
from roleplay_lite.rules.store import RuleStore, open_store

from .made import names, rule, ruled

HELLO = 'name = "hello"\ndo = "answer"\nvalue = "你也好"\nwhen = { any = ["你好"] }\nsamples = { hits = ["你好呀"] }'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "rules.db"


@pytest.fixture
def store(file: Path) -> Iterator[RuleStore]:
    with RuleStore(file) as made:
        yield made


@pytest.fixture
def book(file: Path) -> Iterator[Rulebook]:
    """A conversation that was going on before there were any rules."""
    opened = Rulebook.open(RulesConfig(path=file))
    yield opened
    opened.close()


def answer(book: Rulebook, text: str = "你好") -> str:
    return ruled(book, text).answer


def hello(value: str) -> Rule:
    return replace(rule(HELLO), value=value)


def test_where_there_are_no_rules_no_file_is_made(book: Rulebook, file: Path) -> None:
    assert (answer(book), list(book.troubles), file.exists()) == ("", [], False)


def test_a_change_is_in_force_at_the_next_line(book: Rulebook, store: RuleStore, file: Path) -> None:
    assert store.add([hello("一")]) == [1]
    assert answer(book) == "一"
    assert store.add([hello("二")]) == [2]
    assert answer(book) == "二"
    assert store.add([hello("二")]) == [2]
    assert store.roll_back("hello") == 1
    assert answer(book) == "一"
    store.enable("hello", on=False)
    assert answer(book) == ""
    store.enable("hello")
    assert answer(book) == "一"
    store.remove("hello")
    assert answer(book) == ""
    with pytest.raises(InputError, match="there is no rule 'hello'"):
        store.rule("hello")
    assert store.roll_back("hello") == 1
    assert answer(book) == "一"
    assert store.add([hello("三")]) == [3]
    assert [(one.version, one.what) for one in store.history("hello")] == [
        (1, "added"), (2, "added"), (1, "rolled back"), (1, "disabled"), (1, "enabled"), (1, "removed"),
        (1, "rolled back"), (3, "added"),
    ]  # fmt: skip
    assert [store.rule("hello", version).value for version in (1, 2, 3)] == ["一", "二", "三"]
    with pytest.raises(InputError, match="hello has no version 9; it has 1, 2, 3"):
        store.roll_back("hello", 9)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_rule_that_fails_its_own_samples_is_refused_and_all_with_it(store: RuleStore) -> None:
    bad = replace(rule(HELLO), name="bad", samples=replace(rule(HELLO).samples, misses=rule(HELLO).samples.hits))
    with pytest.raises(ConfigError, match=r"samples.misses\[0\]: rule bad: '你好呀' is not to fire it and does"):
        store.add([hello("一"), bad])
    assert store.standing() == []
    slow = rule('name = "slow"\ndo = "hold"\nwhen = { any = "(a|aa)+$" }\nsamples = { misses = ["%sb"] }' % ("a" * 60))
    with pytest.raises(ConfigError, match="a pattern takes too long"):
        store.add([slow])


def test_words_that_may_not_be_said_are_refused(store: RuleStore) -> None:
    def screen(text: str) -> list[str]:
        return ["insult"] if "笨" in text else []

    with pytest.raises(ConfigError, match="rule hello says what may not be said: insult"):
        store.add([hello("你真笨")], screen=screen)
    store.add([rule('name = "b"\ndo = "ban"\nvalue = "笨"'), hello("好")], screen=screen)


def test_two_programs_add_at_once_and_no_version_is_lost(file: Path, store: RuleStore) -> None:
    work = (
        "import sys; from pathlib import Path; from roleplay_lite.rules.store import RuleStore;"
        "from roleplay_lite.rules.rule import Rule\n"
        "with RuleStore(Path(sys.argv[1])) as store:\n"
        "    for number in range(15): store.add([Rule(name='r', do='answer', value=f'{sys.argv[2]} {number}')])\n"
    )
    several = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", work, str(file), who], env=os.environ) for who in "甲乙"
    ]
    assert [one.wait(120) for one in several] == [0, 0]
    assert len(store.history("r")) == 30
    values = {store.rule("r", version).value for version in range(1, 31)}
    assert values == {f"{who} {number}" for who in "甲乙" for number in range(15)}


def test_another_program_is_seen_at_the_next_line(book: Rulebook, file: Path) -> None:
    work = (
        "import sys; from pathlib import Path; from roleplay_lite.rules.store import RuleStore;"
        "from roleplay_lite.rules.rule import Rule, When\n"
        "with RuleStore(Path(sys.argv[1])) as store:"
        " store.add([Rule(name='r', do='answer', value='别处', when=When(any=('你好',)))])\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", work, str(file)], check=True, timeout=120)
    assert answer(book) == "别处"


def test_a_damaged_file_is_put_aside_and_the_turn_goes_on(file: Path) -> None:
    with RuleStore(file) as store:
        store.add([hello("一")])
    file.write_bytes(os.urandom(8192))
    book = Rulebook.open(RulesConfig(path=file))
    assert answer(book) == ""
    (told,) = book.troubles
    assert "damaged" in told
    assert [one.name for one in file.parent.glob("*.damaged-1")] == ["rules.db.damaged-1"]
    with RuleStore(file) as store:
        store.add([hello("二")])
    assert answer(book) == "二"
    book.close()
    file.write_bytes(b"SQLite format 3\0" + os.urandom(8192))
    store_again, told = open_store(file)
    assert store_again
    assert told.count("damaged-2") == 1
    store_again.close()


def test_a_file_that_is_damaged_in_use_costs_no_turn(book: Rulebook, store: RuleStore, file: Path) -> None:
    store.add([hello("一")])
    assert answer(book) == "一"
    store.close()
    with file.open("r+b") as stream:
        stream.seek(100)
        stream.write(os.urandom(file.stat().st_size - 100))
    for _ in range(3):
        assert answer(book) in ("一", "")


def test_a_file_that_is_taken_away_and_made_anew_is_read(book: Rulebook, store: RuleStore, file: Path) -> None:
    store.add([hello("一")])
    assert answer(book) == "一"
    store.close()
    file.unlink()
    assert answer(book) == ""
    with RuleStore(file) as other:
        other.add([hello("二")])
    assert answer(book) == "二"


def test_a_file_that_cannot_be_opened_is_a_word_and_no_more(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.mkdir()
    book = Rulebook.open(RulesConfig(path=file))
    assert answer(book) == ""
    assert "cannot be" in book.troubles[0] or "give another" in book.troubles[0]
    book.close()
    with pytest.raises(StoreError):
        open_store(file)


def test_a_rule_of_a_newer_release_is_left_out(book: Rulebook, store: RuleStore) -> None:
    store.add([hello("一"), rule('name = "new"\ndo = "hold"')])
    with store._db.writing() as db:
        db.execute("update rule_version set body = ? where name = 'new'", ('{"name":"new","do":"sing"}',))
    assert answer(book) == "一"
    assert book.troubles[0].startswith("rule new cannot be read and is left out: do: is 'sing'")


def test_a_suspended_rule_is_left_alone_by_all_until_it_is_enabled(book: Rulebook, store: RuleStore) -> None:
    store.add([rule('name = "slow"\ndo = "hold"\nwhen = { any = ["(a|aa)+$"] }')])
    for _ in range(SUSPENDED_AFTER):
        ruled(book, "a" * 60 + "b")
    book.prepare()
    (standing,) = store.standing()
    assert (standing.suspended, standing.is_live) == ("a pattern of it took too long", False)
    assert store.history("slow")[-1].what == "suspended"
    assert book.live == ()
    store.enable("slow")
    assert [one.rule.name for one in book.live] == ["slow"]


def test_ten_thousand_rules_are_taken_in_at_once(book: Rulebook, store: RuleStore) -> None:
    rules = [one.rule for one in made_rules(10_000)]
    assert len(store.add(rules)) == 10_000
    assert len(book.live) == 10_000
    assert names(ruled(book, "今天天气怎么样")) == []
    store.add([hello("一")])
    assert answer(book) == "一"
