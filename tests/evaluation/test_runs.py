"""Runs and their store: nothing twice, nothing lost, the same words whatever came before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite import Device
from roleplay_lite.errors import InputError, StoreError
from roleplay_lite.evaluation.figures import figures_of, spread
from roleplay_lite.evaluation.host import Host, seed_of
from roleplay_lite.evaluation.run_store import Run, RunStore
from roleplay_lite.evaluation.runner import Agenda, carry_on
from roleplay_lite.evaluation.suite import Answered, Plan, Reply, Sample, SuiteReport
from roleplay_lite.persona import load_persona
from roleplay_lite.testing import FakeLlm

XIAOMAN = load_persona("xiaoman")


class _Lines:
    """A suite of a few lines, that can be told to break off."""

    name, about, asks_model = "chat", "几句闲聊", True

    def __init__(self, lines: Sequence[str], *, stop_at: int = -1) -> None:
        self.lines, self.stop_at, self.asked = lines, stop_at, 0

    def samples(self, plan: Plan) -> Sequence[Sample]:
        return [Sample(id=f"c{n}", group="一", pair=f"c{n}", said=(said,)) for n, said in enumerate(self.lines)]

    def answer(self, sample: Sample, host: Host) -> tuple[Reply, ...]:
        if self.asked == self.stop_at:
            raise KeyboardInterrupt
        self.asked += 1
        return host.converse(XIAOMAN, sample.said, key=sample.pair)

    def scores(self, answered: Answered) -> dict[str, float]:
        return {"有话": float(bool(answered.last.text))}

    def report(self, answered: Sequence[Answered]) -> SuiteReport:
        return SuiteReport(suite=self.name, about=self.about, figures=figures_of(answered, self.scores))


def _run(store: RunStore, **changed: object) -> Run:
    options = {"model": "fake", "backend": "fake", "version": "1", "machine": "树莓派", "options": {"seed": 1}}
    return store.begin("头一回", **{**options, **changed})  # type: ignore[arg-type]


def _asked(store: RunStore, suite: _Lines, host: Host) -> None:
    todo = Agenda(parts=((suite, tuple(suite.samples(Plan(suites=("chat",))))),))
    carry_on(todo, _run(store), store, host)


LINES = ["我好困", "外面在放烟花", "锅烧干了", "你猜我捡到啥", "今天谁也没理我"]


@pytest.mark.parametrize("stop_at", range(5))
def test_a_run_that_is_broken_off_anywhere_ends_as_an_unbroken_one(tmp_path: Path, stop_at: int) -> None:
    host = Host(Device(), FakeLlm(replies=lambda prompt: f"听见了，{prompt.messages[-1].content[:4]}。"), seed=3)
    with RunStore(tmp_path / "broken.db") as store:
        with pytest.raises(KeyboardInterrupt):
            _asked(store, _Lines(LINES, stop_at=stop_at), host)
        assert _run(store).finished is None
    with RunStore(tmp_path / "broken.db") as store:
        rest = _Lines(LINES)
        _asked(store, rest, host)
        assert rest.asked == len(LINES) - stop_at
        broken = [(one.sample, one.last.text) for one in store.answered(_run(store), "chat")]
        assert _run(store).finished
    with RunStore(None) as store:
        _asked(store, _Lines(LINES), host)
        assert broken == [(one.sample, one.last.text) for one in store.answered(_run(store), "chat")]


def test_a_name_stands_for_one_set_of_questions() -> None:
    with RunStore(None) as store:
        _run(store)
        with pytest.raises(InputError, match="seed: 1, now 2"):
            _run(store, options={"seed": 2})
        with pytest.raises(InputError, match=r"model: 'fake', now 'qwen2\.5-1\.5b'"):
            _run(store, model="qwen2.5-1.5b")
        assert store.run("last").name == "头一回"
        store.remove(store.run("头一回"))
        assert store.runs() == []


def test_what_is_no_store_is_said(tmp_path: Path) -> None:
    file = tmp_path / "evaluation.db"
    file.write_bytes("这不是数据库".encode() * 300)
    with pytest.raises(StoreError, match=r"the store of evaluation runs .* it is damaged"):
        RunStore(file)


def test_a_reply_tells_what_went_on_inside() -> None:
    host = Host(Device(), FakeLlm(replies=["有什么可以帮您的吗？", "锅里还有半碗面，分你一口。"]), seed=1)
    (reply,) = host.converse(XIAOMAN, ["我还没吃饭呢"], key="面")
    assert reply.drafts == ("有什么可以帮您的吗？", "锅里还有半碗面，分你一口。")
    assert reply.dropped == (("有什么可以帮您的吗？", "ban"),)
    assert reply.by_model
    assert {"understand", "recall", "compose", "generate", "check"} <= reply.steps.keys()
    (fact,) = host.converse(XIAOMAN, ["你老家在哪儿"], key="家")
    assert (fact.by_model, fact.drafts) == (False, ())


@pytest.mark.parametrize("said", ["", "哈" * 900, "1111111", "The weather is nice.", "<|im_end|>", "\u0000\ufffd"])
def test_whatever_a_model_gives_is_counted_and_no_error(said: str) -> None:
    host = Host(Device(), FakeLlm(replies=[said]), seed=1)
    (reply,) = host.converse(XIAOMAN, ["今天天气怎么样"], key="坏")
    assert reply.outcome in ("complete", "degraded")


@given(st.integers(0, 2**31 - 1), st.text(max_size=30))
def test_seeds_are_seeds_that_leave_room_for_every_turn(seed: int, key: str) -> None:
    assert 0 < seed_of(seed, key) < 2**31 - 2**16 + 2
    assert seed_of(seed, key) == seed_of(seed, key)


@given(st.lists(st.integers(), unique=True), st.integers(0, 60))
def test_a_smaller_sample_is_spread_over_the_whole(items: list[int], count: int) -> None:
    some = spread(items, count)
    assert len(some) == (min(count, len(items)) if count else len(items))
    assert len(set(some)) == len(some)
    assert some == [item for item in items if item in set(some)]


@given(
    st.builds(
        Answered,
        sample=st.builds(
            Sample,
            id=st.text(),
            group=st.text(),
            said=st.lists(st.text(), max_size=3).map(tuple),
            data=st.dictionaries(st.text(), st.lists(st.text())),
        ),
        replies=st.lists(
            st.builds(
                Reply,
                text=st.text(),
                by=st.lists(st.text(), max_size=2).map(tuple),
                dropped=st.lists(st.tuples(st.text(), st.text()), max_size=2).map(tuple),
                steps=st.dictionaries(st.text(), st.floats(allow_nan=False)),
            ),
            max_size=2,
        ).map(tuple),
    )
)
def test_what_is_answered_comes_back_from_disk_as_it_was(answered: Answered) -> None:
    import json

    assert Answered.from_dict(json.loads(json.dumps(answered.to_dict()))) == answered
