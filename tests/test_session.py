"""A conversation as the host that embeds it sees it: every event in order, and a session that outlives each mishap."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from roleplay_lite import events as ev
from roleplay_lite import line
from roleplay_lite.device import Device, Limits, LlmConfig, StoreConfig
from roleplay_lite.errors import EngineError, InputError, ModelMissing, PersonaError
from roleplay_lite.event_bus import ROOM
from roleplay_lite.memory.people import GUEST
from roleplay_lite.memory.store import Store
from roleplay_lite.persona import Persona, load_persona, read_persona
from roleplay_lite.session import Session
from roleplay_lite.testing import FakeAsr, FakeLlm, FakeTts, FakeVad
from roleplay_lite.turn import Audio, Outcome, Piece, Utterance

from .persona.texts import SMALL

SECRET = "我的银行卡密码是八六五"
NIAONIAO = load_persona("niaoniao")


@pytest.fixture
def device(tmp_path: Path) -> Device:
    return Device(llm=LlmConfig(backend="fake", model="", seed=7), store=StoreConfig(path=tmp_path / "talk.db"))


@pytest.fixture
def small(tmp_path: Path) -> Persona:
    (tmp_path / "laoding.toml").write_text(SMALL)
    return read_persona(tmp_path / "laoding.toml")


Opener = Callable[..., Session]


@pytest.fixture
def opened(device: Device) -> Iterator[Opener]:
    """`Session.open` on fakes; what is opened is closed at the end."""
    sessions: list[Session] = []

    def make(
        replies: Any = ("好呀，我这就飞过来。",), *, persona: Any = "niaoniao", llm: FakeLlm | None = None, **more: Any
    ) -> Session:
        engines = {"llm": llm or FakeLlm(replies=replies), **more.pop("engines", {})}
        session = Session.open(persona, device=more.pop("device", device), engines=engines, **more)
        sessions.append(session)
        return session

    yield make
    for session in sessions:
        session.close()


def stored(device: Device, person: str = "小林", persona: str = "niaoniao") -> list[tuple[str, str, str]]:
    store = Store(device.store.file)
    try:
        turns = store.recent(person=person, persona=persona, count=100)
    finally:
        store.close()
    return [(turn.said, turn.heard_text, turn.outcome) for turn in turns]


def said(pieces: Iterator[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def without_figures(events: list[ev.Event]) -> list[ev.Event]:
    return [
        replace(event, metrics={}) if isinstance(event, ev.Measured)
        else replace(event, seconds=0) if isinstance(event, ev.Ready)
        else event
        for event in events
    ]  # fmt: skip


def sound(*parts: tuple[float, int]) -> list[Audio]:
    """(seconds, volume) after another, at 16 kHz."""
    return [
        Audio(pcm=(volume.to_bytes(2, "little", signed=True) + (-volume).to_bytes(2, "little", signed=True))
              * round(seconds * 8000), sample_rate=16_000)
        for seconds, volume in parts
    ]  # fmt: skip


# -- what a host sees -------------------------------------------------------------------------------------------------


def test_three_lines_to_talk(device: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "device.toml").write_text('[llm]\nbackend = "fake"\nmodel = ""\n')
    monkeypatch.setenv("ROLEPLAY_LITE_DEVICE", str(tmp_path / "device.toml"))
    shown = []
    with Session.open("niaoniao") as s:
        for piece in s.reply("你好"):
            shown.append(piece.text)
    assert "".join(shown).endswith(("。", "？"))
    assert (tmp_path / "data" / "roleplay.db").exists()


def test_every_event_of_a_turn_in_order(opened: Opener) -> None:
    seen: list[ev.Event] = []
    session = opened(["（抖毛）好呀，我这就飞过来。你等着！不许先吃。"], on_event=seen.append)
    pieces = list(session.reply("快来吃番茄"))
    assert without_figures(seen) == [
        ev.Ready(persona="niaoniao", name="鸟鸟", llm="fake", seconds=0),
        ev.Heard(turn=1, text="快来吃番茄"),
        ev.Thinking(turn=1),
        ev.Felt(turn=1, feeling="neutral", valence=0.0, arousal=0.2, face="happy"),
        ev.PieceReady(turn=1, text="好呀，"),
        ev.PieceReady(turn=1, text="我这就飞过来。"),
        ev.PieceReady(turn=1, text="你等着！"),
        ev.PieceReady(turn=1, text="不许先吃。"),
        ev.Remembered(turn=1, turn_id=1),
        ev.Measured(turn=1),
    ]
    assert "".join(piece.text for piece in pieces) == session.turn.reply == session.turn.heard_text
    metrics = seen[-1].metrics
    assert list(metrics) == ["first_token", "first_piece", "total"]
    assert 0 <= metrics["first_token"] <= metrics["first_piece"] <= metrics["total"] < 5


def test_each_step_leaves_its_trace(opened: Opener, device: Device) -> None:
    session = opened(
        ["作为AI语言模型，我不知道。"],
        person="小林",
        overrides={"understand": lambda said, *rest: line.understand(replace(said, text="刚才打雷了没有"), *rest)},
    )
    list(session.reply("会唱不"))
    steps = {step.step: step for step in session.turn.steps}
    assert {name: step.by for name, step in steps.items()} == {
        "understand": "override", "recall": "default", "compose": "default", "generate": "default", "check": "default",
        "remember": "default",
    }  # fmt: skip
    assert all(step.ms >= 0 for step in steps.values())
    assert steps["check"].reason == "ban"
    assert session.turn.prompted.startswith("刚才打雷了没有")


def test_the_character_speaks_first(opened: Opener) -> None:
    session = opened(person="小林")
    assert said(session.say()) in NIAONIAO.lines.greeting
    assert said(session.say("我去睡了。")) == "我去睡了。"
    assert [piece.by for piece in session.turn.pieces] == ["say"]
    assert session.history_length == 2
    list(session.reply("晚安"))
    assert session.history_length == 3


@pytest.mark.parametrize("nothing", ["", "   ", "\n", "……", "\x00\x07", "\u200b", "😀"])
def test_to_silence_the_character_has_a_line_of_its_own(opened: Opener, nothing: str) -> None:
    llm = FakeLlm()
    session = opened(llm=llm)
    assert said(session.reply(nothing)) in NIAONIAO.lines.silence
    assert session.turn.outcome is Outcome.COMPLETE
    assert llm.prompts == []


def test_a_line_too_long_is_refused_and_the_next_is_answered(opened: Opener, device: Device) -> None:
    session = opened(device=replace(device, limits=Limits(input_chars=10)))
    with pytest.raises(InputError, match="11 characters; at most 10"):
        session.reply("一二三四五六七八九十一")
    assert said(session.reply("一二三四五六七八九十")) == "好呀，我这就飞过来。"


@pytest.mark.parametrize(
    "odd", ["你\x00好", "\ud83d你好", "\x1b[2J你好", "\u202e你好", "你好" * 900, "你\n\n好", "''; drop table turn"]
)
def test_odd_characters_are_answered_stored_and_printable(opened: Opener, device: Device, odd: str) -> None:
    seen: list[ev.Event] = []
    session = opened(person="小林", on_event=seen.append)
    assert said(session.reply(odd)) == "好呀，我这就飞过来。"
    assert not [event for event in seen if isinstance(event, ev.Degraded)]
    assert all(str(event.to_dict()).encode() for event in seen)
    session.close()
    assert [row[0] for row in stored(device)] == [odd.replace("\ud83d", "")]


def test_english_comes_out_with_its_spaces(opened: Opener, device: Device) -> None:
    three = replace(device, limits=Limits(reply_sentences=3))
    session = opened(["Hi there! It is raining. Bring an umbrella."], persona="milo", device=three)
    assert said(session.reply("hello")) == "Hi there! It is raining. Bring an umbrella."


def test_a_second_draft_is_drawn_when_nothing_of_the_first_may_be_said(opened: Opener) -> None:
    llm = FakeLlm(replies=["作为AI语言模型。", "好呀，一起去。"])
    session = opened(llm=llm)
    assert said(session.reply("去散步吗")) == "好呀，一起去。"
    assert llm.prompts[0] == llm.prompts[1]
    assert llm.samplings[0].seed != llm.samplings[1].seed


@pytest.mark.parametrize("draft", ["作为AI语言模型。", "", "（笑）", "去散步吗去散步吗"[:4] + "。"])
def test_when_no_draft_will_do_the_character_changes_the_subject(opened: Opener, draft: str) -> None:
    session = opened([draft])
    pieces = list(session.reply("去散步吗"))
    assert [piece.by for piece in pieces] == ["deflect"]
    assert pieces[0].text in NIAONIAO.lines.deflect


# -- an engine fails --------------------------------------------------------------------------------------------------


def once(step: Callable[..., Any], failure: Exception) -> Callable[..., Any]:
    """The step, but raising the first time."""
    left = [failure]

    def run(*inputs: Any) -> Any:
        if left:
            raise left.pop()
        return step(*inputs)

    return run


FAILURES = {"foreign": ValueError(f"cannot parse {SECRET!r}"), "own": EngineError("the model is gone", stage="llm")}


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
@pytest.mark.parametrize("step", ["understand", "recall", "compose", "generate", "check"])
def test_a_step_that_fails_costs_one_apology(opened: Opener, device: Device, step: str, failure: Exception) -> None:
    seen: list[ev.Event] = []
    overrides = {step: once(getattr(line, step), failure)}
    session = opened(person="小林", overrides=overrides, on_event=seen.append)
    pieces = list(session.reply(SECRET))
    assert [piece.by for piece in pieces] == ["sorry"]
    assert pieces[0].text in NIAONIAO.lines.sorry
    (degraded,) = [event for event in seen if isinstance(event, ev.Degraded)]
    assert (degraded.stage, degraded.code) == (step, "internal" if isinstance(failure, ValueError) else "engine")
    assert degraded.message == ("ValueError" if isinstance(failure, ValueError) else "the model is gone")
    assert SECRET not in "".join(str(event.to_dict()) for event in seen if not isinstance(event, ev.Heard))
    assert (session.turn.outcome, session.history_length) == (Outcome.DEGRADED, 0)
    assert said(session.reply("还在吗")) == "好呀，我这就飞过来。"
    session.close()
    assert stored(device) == [("还在吗", "好呀，我这就飞过来。", "complete")]


@pytest.mark.parametrize("after", [0, 1, 4])
def test_a_model_that_fails_in_the_middle_apologises_after_what_it_said(opened: Opener, after: int) -> None:
    session = opened(llm=FakeLlm(replies=["好呀，我这就飞过来。"], fail_on={1}, fail_after=after))
    pieces = list(session.reply("快来"))
    assert [piece.by for piece in pieces][-1] == "sorry"
    assert [piece.by for piece in pieces].count("sorry") == 1
    assert session.turn.outcome is Outcome.DEGRADED
    assert said(session.reply("快来")) == "好呀，我这就飞过来。"


def test_a_store_that_fails_costs_the_memory_and_not_the_words(opened: Opener) -> None:
    seen: list[ev.Event] = []
    session = opened(overrides={"remember": once(line.remember, OSError("disk"))}, on_event=seen.append)
    assert said(session.reply("快来")) == "好呀，我这就飞过来。"
    assert [event.stage for event in seen if isinstance(event, ev.Degraded)] == ["remember"]
    assert session.history_length == 1
    list(session.reply("快来"))
    assert seen[-2] == ev.Remembered(turn=2, turn_id=1)


def test_idle_work_that_fails_is_told_of(opened: Opener, device: Device) -> None:
    class Stubborn(FakeLlm):
        def warm(self, *inputs: Any, **more: Any) -> bool:
            raise EngineError("the cache is torn", stage="warm")

    seen: list[ev.Event] = []
    session = opened(llm=Stubborn(replies=["好呀，我这就飞过来。"]), on_event=seen.append)
    assert said(session.reply("快来")) == "好呀，我这就飞过来。"
    session.wait_idle()
    assert {event.stage for event in seen if isinstance(event, ev.Degraded)} == {"idle"}


# -- the person interrupts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["understand", "recall", "compose", "generate", "check"])
def test_an_interruption_in_any_step_is_an_outcome(opened: Opener, device: Device, step: str) -> None:
    seen: list[ev.Event] = []
    struck = []

    def strike(*inputs: Any) -> Any:
        if not struck:
            struck.append(step)
            session.interrupt()
            session.interrupt()
        return getattr(line, step)(*inputs)

    session = opened(person="小林", overrides={step: strike}, on_event=seen.append)
    assert list(session.reply("快来")) == []
    assert struck == [step]
    assert session.turn.outcome is Outcome.INTERRUPTED
    assert ev.Interrupted(turn=1, heard_text="") in seen
    assert not [event for event in seen if isinstance(event, ev.Degraded)]
    assert said(session.reply("还在吗")) == "好呀，我这就飞过来。"
    session.close()
    assert stored(device) == [("快来", "", "interrupted"), ("还在吗", "好呀，我这就飞过来。", "complete")]


PIECES = ["哎呀，", "你听我说。", "小番茄红了三颗。", "快来吃吧你。"]


@pytest.mark.parametrize("how", ["close", "flag"])
@pytest.mark.parametrize("after", [1, 2, 3])
def test_history_keeps_what_was_heard(opened: Opener, device: Device, after: int, how: str) -> None:
    llm = FakeLlm(replies=["".join(PIECES), "好呀，我这就飞过来。"])
    session = opened(llm=llm, person="小林", device=replace(device, limits=Limits(reply_sentences=9)))
    reply = session.reply("快来")
    heard = [next(reply).text for _ in range(after)]
    if how == "close":
        reply.close()
    else:
        session.interrupt()
        assert list(reply) == []
    assert heard == PIECES[:after]
    assert session.turn.outcome is Outcome.INTERRUPTED
    list(session.reply("还在吗"))
    assert [message.content for message in llm.prompts[-1].messages[-3:]] == ["快来", "".join(heard), "还在吗"]
    session.close()
    assert stored(device)[0] == ("快来", "".join(heard), "interrupted")


def test_an_interruption_from_another_thread_stops_the_drafting(opened: Opener) -> None:
    llm = FakeLlm(replies=["好" * 300], delay=0.02)
    session = opened(llm=llm)
    timer = threading.Timer(0.1, session.interrupt)
    timer.start()
    began = time.monotonic()
    list(session.reply("快来"))
    timer.join()
    assert time.monotonic() - began < 1.5
    assert session.turn.outcome is Outcome.INTERRUPTED


def test_an_interruption_between_turns_hurts_nothing(opened: Opener) -> None:
    session = opened(["好呀。", "来啦。"])
    session.interrupt()
    assert said(session.reply("快来")) == "好呀。"
    session.interrupt(played_seconds=0.0)
    assert said(session.reply("快来")) == "来啦。"
    assert session.turn.outcome is Outcome.COMPLETE


def test_beginning_another_reply_ends_the_one_before(opened: Opener, device: Device) -> None:
    session = opened(person="小林")
    first = session.reply("快来")
    assert next(first).text == "好呀，"
    assert said(session.reply("还在吗")) == "好呀，我这就飞过来。"
    assert list(first) == []
    session.close()
    assert stored(device) == [("快来", "好呀，", "interrupted"), ("还在吗", "好呀，我这就飞过来。", "complete")]


def test_closing_the_session_in_mid_reply_stores_what_was_heard(opened: Opener, device: Device) -> None:
    session = opened(person="小林")
    reply = session.reply("快来")
    next(reply)
    session.close()
    assert list(reply) == []
    assert stored(device) == [("快来", "好呀，", "interrupted")]


@pytest.mark.parametrize(
    ("played", "heard"),
    [
        (0.0, ""),
        (0.3, "哎呀"),
        (0.45, "哎呀，"),
        (1.0, "哎呀，你听我"),
        (1.5, "哎呀，你听我说。小"),
        (2.2, "哎呀，你听我说。小番茄红了"),
    ],
)
def test_the_player_says_how_much_was_heard(opened: Opener, device: Device, played: float, heard: str) -> None:
    # 0.2 s a character: 0.4, 0.8 and 1.4 s, and the fourth piece is just begun.
    session = opened(
        ["".join(PIECES)],
        person="小林",
        engines={"tts": FakeTts()},
        device=replace(device, limits=Limits(reply_sentences=9)),
    )
    reply = session.reply("快来")
    spoken = session.speak(reply)
    rate = NIAONIAO.voice.rate
    while len(session.turn.pieces if session.turn else ()) < 4:
        next(spoken)
    session.interrupt(played_seconds=played / rate)
    assert list(spoken) == []
    assert session.turn.heard_text == heard
    session.close()
    assert stored(device) == [("快来", heard, "interrupted")]


def test_a_voice_cut_off_in_its_first_words_was_heard_in_part(opened: Opener) -> None:
    session = opened(["今天的太阳晒得我的羽毛暖洋洋的。"], engines={"tts": FakeTts(chunk_seconds=0.1)})
    spoken = session.speak(session.reply("快来"))
    for _ in range(8):
        next(spoken)
    session.interrupt(played_seconds=0.8)
    spoken.close()
    assert 0 < len(session.turn.heard_text) < len(session.turn.reply)


# -- opening and closing ----------------------------------------------------------------------------------------------


def test_closing_twice_is_the_same_as_once_and_a_closed_session_says_so(opened: Opener) -> None:
    llm = FakeLlm()
    session = opened(llm=llm)
    session.close()
    session.close()
    for call in (session.reply, session.say):
        with pytest.raises(InputError, match="the session is closed"):
            call("你好")
    assert not llm.closed


def test_an_override_for_a_step_that_is_none_is_refused(opened: Opener) -> None:
    with pytest.raises(InputError, match=r"no step is named composed, speek; there are: hear, understand"):
        opened(overrides={"speek": print, "composed": print})


def test_a_device_without_its_model_says_so_before_the_first_turn(
    device: Device, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLEPLAY_LITE_MODELS", str(tmp_path / "none"))
    with pytest.raises(ModelMissing, match=r"roleplay-lite models pull qwen2\.5-0\.5b"):
        Session.open("niaoniao", device=Device(store=device.store))


def test_a_persona_larger_than_the_window_is_refused(opened: Opener) -> None:
    with pytest.raises(PersonaError, match=r"'niaoniao' takes \d+ of the model's window of 300 tokens"):
        opened(llm=FakeLlm(context_tokens=300))


def test_nothing_is_kept_when_nothing_is_to_be_kept(opened: Opener, device: Device, tmp_path: Path) -> None:
    session = opened(device=replace(device, store=replace(device.store, enabled=False)), person="小林")
    assert said(session.reply("快来")) == "好呀，我这就飞过来。"
    assert not list(tmp_path.rglob("*.db*"))


def test_an_override_calls_through_to_the_default(opened: Opener) -> None:
    def softly(piece: Piece, tts: Any, delivery: Any) -> Iterator[Audio]:
        yield from line.speak(replace(piece, text=piece.text.replace("！", "。")), tts, delivery)

    def check(*inputs: Any) -> Iterator[Piece]:
        for piece in line.check(*inputs):
            yield replace(piece, text=piece.text.replace("鹦鹉", "绿绣眼"))

    tts = FakeTts()
    session = opened(["我可不是鹦鹉！"], overrides={"check": check, "speak": softly}, engines={"tts": tts})
    list(session.speak(session.reply("你长得像鹦鹉")))
    assert session.turn.reply == "我可不是绿绣眼！"
    assert [text for text, _ in tts.spoken] == ["我可不是绿绣眼。"]
    assert {step.step: step.by for step in session.turn.steps}["speak"] == "override"


# -- who is talking ---------------------------------------------------------------------------------------------------


def talk(opened: Opener, person: str, text: str, persona: str = "niaoniao") -> list[str]:
    """One turn in a session of its own; gives the conversation as the model saw it, without the persona's part."""
    llm = FakeLlm(replies=["好呀，我这就飞过来。"])
    session = opened(llm=llm, person=person, persona=persona)
    list(session.reply(text))
    session.close()
    return [message.content for message in llm.prompts[0].messages[llm.prompts[0].fixed :]]


def test_a_conversation_is_taken_up_with_the_one_it_was_held_with(opened: Opener) -> None:
    assert talk(opened, "小林", "番茄熟了") == ["番茄熟了"]
    assert talk(opened, "奶奶", "天冷了") == ["天冷了"]
    assert talk(opened, "小林", "窗户开着", persona="tongshifu") == ["窗户开着"]
    assert talk(opened, "小林", "还记得吗") == ["番茄熟了", "好呀，我这就飞过来。", "还记得吗"]


def test_a_guest_starts_anew(opened: Opener) -> None:
    assert talk(opened, GUEST, "番茄熟了") == ["番茄熟了"]
    assert talk(opened, GUEST, "还记得吗") == ["还记得吗"]


def test_only_the_end_of_a_long_conversation_is_taken_up(opened: Opener, device: Device) -> None:
    session = opened(person="小林")
    for number in range(9):
        list(session.reply(f"第{number}句"))
    session.close()
    again = opened(person="小林")
    assert again.history_length == device.store.resume_turns == 6


# -- long conversations -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("patient", [True, False], ids=["idle", "rushed"])
def test_a_conversation_without_end_stays_in_the_window(opened: Opener, small: Persona, patient: bool) -> None:
    llm = FakeLlm(replies=[f"第{n}把伞修好了，你来拿，记得带钱。" for n in range(60)], context_tokens=600)
    session = opened(llm=llm, persona=small)
    shortened = 0
    for number in range(60):
        list(session.reply(f"这是第{number}次，伞又坏了，风太大了"))
        if patient:
            session.wait_idle()
    for before, after in zip(llm.prompts, llm.prompts[1:], strict=False):
        assert llm.count(after) + 160 <= 600
        grown = after.messages[: len(before.messages)] == before.messages
        shortened += not grown
        assert grown or after.messages[1:-1] in {
            before.messages[at:] + after.messages[-2:-1] for at in range(1, len(before.messages) + 1)
        }
    assert 3 <= shortened <= 20
    assert session.history_length > 2


def test_compaction_happens_aside_and_while_nobody_waits(opened: Opener, small: Persona) -> None:
    llm = FakeLlm(replies=["伞修好了，你来拿，记得带钱。"], context_tokens=600)
    session = opened(llm=llm, persona=small)
    lengths = []
    for number in range(20):
        list(session.reply(f"这是第{number}次，伞又坏了，风太大了"))
        session.wait_idle()
        lengths.append(session.history_length)
    drops = [at for at in range(1, 20) if lengths[at] < lengths[at - 1]]
    aside = [warmed for warmed in llm.warmed if warmed.aside]
    assert len(drops) == len(aside) > 0
    assert all(llm.count(warmed.prompt) <= 450 for warmed in llm.warmed)


# -- watching ---------------------------------------------------------------------------------------------------------


def test_a_watcher_in_a_thread_sees_everything_and_comes_to_an_end(opened: Opener) -> None:
    seen: list[ev.Event] = []
    called: list[ev.Event] = []
    session = opened(on_event=called.append)
    watched = session.events()
    watcher = threading.Thread(target=lambda: seen.extend(watched), name="roleplay-test-watcher")
    watcher.start()
    list(session.reply("快来"))
    session.close()
    watcher.join(5)
    assert not watcher.is_alive()
    assert seen == called[1:]
    assert list(session.events()) == []


def test_a_watcher_that_sleeps_holds_nobody_up(opened: Opener) -> None:
    session = opened(device=Device(store=StoreConfig(enabled=False)))
    sleeping = session.events()
    turns = ROOM // 5
    for _ in range(turns):
        list(session.reply("快来"))
    session.close()
    late = list(sleeping)
    assert len(late) < ROOM
    assert late[-1].turn == turns


# -- by voice ---------------------------------------------------------------------------------------------------------

TWO_UTTERANCES = [(0.3, 0), (1.0, 6000), (1.2, 0), (1.0, 6000), (1.2, 0)]


def test_two_utterances_are_heard_answered_and_spoken(opened: Opener) -> None:
    seen: list[ev.Event] = []
    asr, tts = FakeAsr(texts=["番茄熟了", "窗户开着"]), FakeTts()
    engines = {"asr": asr, "vad": FakeVad(), "tts": tts}
    session = opened(["好呀，我去看看。", "我飞出去啦。"], engines=engines, on_event=seen.append, voice=True)
    spoken = []
    for utterance in session.hear(sound(*TWO_UTTERANCES)):
        spoken.append(sum(audio.seconds for audio in session.speak(session.reply(utterance))))
    assert [event.text for event in seen if isinstance(event, ev.Heard)] == ["番茄熟了", "窗户开着"]
    assert all(event.confidence == 0.9 and 1.0 < event.seconds < 2.2 for event in seen if isinstance(event, ev.Heard))
    # Six characters and five at 0.2 s each, by the bird's own quick tongue.
    assert spoken == pytest.approx([6 * 0.2 / NIAONIAO.voice.rate, 5 * 0.2 / NIAONIAO.voice.rate], abs=0.02)
    assert {hints.words for hints in asr.hints} == {("鸟鸟",)}
    assert all(delivery.pitch == NIAONIAO.voice.pitch for _, delivery in tts.spoken)
    metrics = session.turn.metrics
    assert metrics.keys() == {"asr", "first_token", "first_piece", "first_audio", "total"}
    assert metrics["asr"] <= metrics["first_piece"] <= metrics["first_audio"] <= metrics["total"]


def test_ears_that_fail_cost_an_apology(opened: Opener, device: Device) -> None:
    seen: list[ev.Event] = []
    engines = {"asr": FakeAsr(texts=["番茄熟了"], fail_on={1}), "vad": FakeVad(), "tts": FakeTts()}
    session = opened(engines=engines, on_event=seen.append, person="小林")
    answers = [said(session.reply(utterance)) for utterance in session.hear(sound(*TWO_UTTERANCES))]
    assert answers[0] in NIAONIAO.lines.sorry
    assert answers[1] == "好呀，我这就飞过来。"
    assert [event.stage for event in seen if isinstance(event, ev.Degraded)] == ["hear"]
    session.close()
    assert stored(device) == [("番茄熟了", "好呀，我这就飞过来。", "complete")]


def test_an_override_may_hear(opened: Opener) -> None:
    engines = {"asr": FakeAsr(), "vad": FakeVad()}
    heard = opened(engines=engines, overrides={"hear": lambda *inputs: Utterance(text="听见啦")})
    assert [utterance.text for utterance in heard.hear(sound(*TWO_UTTERANCES))] == ["听见啦"] * 2
    deaf = opened(engines=engines, overrides={"hear": once(line.hear, RuntimeError(SECRET))})
    assert [utterance.failed for utterance in deaf.hear(sound(*TWO_UTTERANCES))] == [True, False]


@pytest.mark.parametrize("broken", ["tts", "override"])
def test_a_voice_that_fails_leaves_the_words(opened: Opener, broken: str) -> None:
    seen: list[ev.Event] = []
    more: dict[str, Any] = (
        {"engines": {"tts": FakeTts(fail_on={1})}}
        if broken == "tts"
        else {"engines": {"tts": FakeTts()}, "overrides": {"speak": once(line.speak, RuntimeError(SECRET))}}
    )
    session = opened(on_event=seen.append, **more)
    audio = list(session.speak(session.reply("快来")))
    assert audio
    assert session.turn.reply == "好呀，我这就飞过来。"
    assert session.turn.outcome is Outcome.COMPLETE
    assert [event.stage for event in seen if isinstance(event, ev.Degraded)] == ["speak"]
    assert SECRET not in str(seen)


def test_closing_the_voice_interrupts_the_reply(opened: Opener) -> None:
    session = opened(engines={"tts": FakeTts()})
    spoken = session.speak(session.reply("快来"))
    next(spoken)
    spoken.close()
    assert (session.turn.outcome, session.turn.reply) == (Outcome.INTERRUPTED, "好呀，")


def test_a_player_that_was_still_busy_when_the_reply_was_over_has_the_last_word(tmp_path: Path) -> None:
    """A host that buffers sound pulls faster than it plays; what nobody heard is in no history."""
    recipe = Device(store=StoreConfig(path=tmp_path / "x.db"))
    engines = {"llm": FakeLlm(replies=("今天的云像棉花糖，一朵一朵往南飘。",)), "tts": FakeTts(character_seconds=0.2)}
    with Session.open("xiaoman", device=recipe, person="阿明", engines=engines) as session:
        for _ in session.speak(session.reply("你看外面的云")):
            pass
        session.interrupt(played_seconds=1.0)
        assert session.turn is not None
        heard = session.turn.heard_text
        assert 0 < len(heard) < len(session.turn.reply)
    with Session.open("xiaoman", device=recipe, person="阿明", engines={"llm": FakeLlm(replies=("嗯。",))}) as again:
        llm = again.engines.llm
        list(again.reply("还在飘吗"))
        assert isinstance(llm, FakeLlm)
        assert any(message.content == heard for message in llm.prompts[-1].messages)


def test_the_words_are_looked_for_at_the_first_pause_and_only_once() -> None:
    """While the ears wait for the end to be sure, the recogniser works; who goes on after a pause is heard anew."""
    asr = FakeAsr(texts=("今天", "今天天气好", "天气好"))
    engines = {"llm": FakeLlm(replies=("好呀。",)), "asr": asr, "vad": FakeVad()}
    with Session.open("xiaoman", device=Device(store=StoreConfig(enabled=False)), engines=engines) as session:
        assert [u.text for u in session.hear(sound((0.8, 9000), (1.0, 0)))] == ["今天"]
        assert len(asr.heard) == 1
        # A pause of 0.4 s is no end: what was begun there is thrown away.
        assert [u.text for u in session.hear(sound((0.8, 9000), (0.4, 0), (0.8, 9000), (1.0, 0)))] == ["天气好"]
        assert len(asr.heard) == 3
        assert asr.heard[1].seconds < asr.heard[2].seconds


def test_a_reply_does_not_end_at_a_comma(opened: Opener) -> None:
    """The first clause is out before the check has seen the second; when that is held back, another draft goes on."""
    session = opened(["好呀，作为AI语言模型，我没有翅膀。", "好呀，我这就飞过来。"])
    assert said(session.reply("快来")) == "好呀，我这就飞过来。"


# -- a character that holds -------------------------------------------------------------------------------------------


def test_a_draft_against_a_fact_is_drawn_again_with_the_fact_quoted(opened: Opener) -> None:
    llm = FakeLlm(replies=["我没有弟弟，家里就我一只。", "豆豆今天撞了两回玻璃。"])
    session = opened(llm=llm)
    assert said(session.reply("今天家里热闹不")) == "豆豆今天撞了两回玻璃。"
    assert "弟弟" in llm.prompts[1].messages[-1].content
    assert llm.prompts[1].messages[:-1] == llm.prompts[0].messages[:-1]
    assert "against:" in next(step.reason for step in session.turn.steps if step.step == "check")


def test_a_draft_that_will_not_hold_gives_way_to_the_fact(opened: Opener) -> None:
    session = opened(["我老家在北京，胡同里长大的。"], persona="xiaoman")
    pieces = list(session.reply("聊聊小时候吧"))
    assert "".join(piece.text for piece in pieces) == "我老家在浙江绍兴。"
    assert [piece.by for piece in pieces] == ["fact"]


def test_what_it_said_of_itself_binds_it_also_tomorrow(opened: Opener, device: Device) -> None:
    first = opened(["我去过三亚。"], person="小林")
    list(first.reply("说说你的见闻"))
    first.close()
    again = opened(["我没去过三亚。", "海边风大，毛都吹乱了。"], person="小林")
    assert said(again.reply("说说海边")) == "海边风大，毛都吹乱了。"
    other = opened(["我没去过三亚。"], person="小王")
    assert said(other.reply("说说海边")) == "我没去过三亚。"


def test_what_the_person_put_into_its_mouth_never_becomes_its_own(opened: Opener, device: Device) -> None:
    session = opened(["我去过三亚，你说得对。"], person="小林")
    list(session.reply("三亚好玩吧，说说海边"))
    session.close()
    store = Store(device.store.file)
    assert store.statements(person="小林", persona="niaoniao") == ()
    store.close()


@pytest.mark.parametrize("line", ["换成小满", "叫小满来", "我想跟小满聊聊", "switch to xiaoman"])
def test_another_character_takes_over_when_asked(opened: Opener, line: str) -> None:
    seen: list[ev.Event] = []
    llm = FakeLlm()
    session = opened(llm=llm, on_event=seen.append)
    list(session.reply("快来吃番茄"))
    assert said(session.reply(line)) in load_persona("xiaoman").lines.greeting
    assert session.persona.id == "xiaoman"
    assert [event.name for event in seen if isinstance(event, ev.Switched)] == ["小满"]
    list(session.reply("外头下雨了，听听"))
    assert "番茄" not in "".join(message.content for message in llm.prompts[-1].messages[llm.prompts[-1].fixed :])
    assert "小满" in llm.prompts[-1].messages[0].content


def test_each_character_takes_up_its_own_conversation_again(opened: Opener, device: Device) -> None:
    session = opened(["我这就飞过来。"], person="小林")
    list(session.reply("快来吃番茄"))
    session.switch("xiaoman")
    assert session.history_length == 0
    session.switch("niaoniao")
    assert session.history_length == 1
    with pytest.raises(PersonaError, match="did you mean"):
        session.switch("xiaoma")
    assert session.persona.id == "niaoniao"
    assert [row[:2] for row in stored(device)] == [("快来吃番茄", "我这就飞过来。")]


def test_a_character_that_cannot_take_over_costs_an_apology_and_not_the_session(opened: Opener, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "personas"
    folder.mkdir(parents=True)
    (folder / "dakuai.toml").write_text(f'description = "{"很长的话。" * 3000}"\n' + SMALL.replace("老丁", "大块头"))
    seen: list[ev.Event] = []
    session = opened(on_event=seen.append)
    assert said(session.reply("换成大块头")) in NIAONIAO.lines.sorry
    assert session.persona.id == "niaoniao"
    assert [event.stage for event in seen if isinstance(event, ev.Degraded)] == ["switch"]
    assert said(session.reply("快来吃番茄")) == "好呀，我这就飞过来。"


def test_a_remember_of_ones_own_keeps_what_it_likes(opened: Opener) -> None:
    seen: list[ev.Event] = []
    session = opened(["我去过三亚。", "我没去过三亚。"], on_event=seen.append, overrides={"remember": lambda *_: 0})
    assert said(session.reply("说说你的见闻")) == "我去过三亚。"
    assert not [event for event in seen if isinstance(event, ev.Degraded)]
    assert said(session.reply("说说海边")) != "我没去过三亚。"
