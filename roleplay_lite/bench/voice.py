"""The voice's figures: how fast it hears and speaks, and how soon a spoken question has its answer's first sound."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from roleplay_lite.bench.figures import Report, median
from roleplay_lite.device import Device
from roleplay_lite.engines import AsrHints, Cancel, Delivery
from roleplay_lite.persona import Persona
from roleplay_lite.persona.prefix import prefix_messages
from roleplay_lite.registry import load
from roleplay_lite.session import Session
from roleplay_lite.turn import Audio, Message, Prompt

QUESTIONS = (
    "今天的天气怎么样，适合出去玩吗？",
    "你最喜欢吃什么东西呀？",
    "我最近工作有点累，你说怎么办？",
    "你能给我讲一个故事吗？",
    "我妹妹下个月要结婚了，送她什么好呢？",
    "早上总是起不来，有什么好办法吗？",
    "你觉得养狗好还是养猫好？",
    "我想学做饭，先学哪一道菜比较简单？",
)


def measure_voice(report: Report, persona: Persona, device: Device, tick: Callable[[str], None]) -> None:
    """Adds the voice figures to the report."""
    # The same words every time, so that two runs differ by the machine alone.
    llm = replace(device.llm, seed=device.llm.seed or 1)
    device = replace(device, llm=llm, store=replace(device.store, enabled=False))
    with Session.open(persona, device=device, voice=True) as session:
        tick("voice: synthesis and recognition")
        spoken = _factors(report, session)
        tick("voice: first sound of a turn")
        _first_sound(report, session, spoken, device)


def _factors(report: Report, session: Session) -> list[Audio]:
    """Real-time factors; gives the questions as spoken."""
    engines = session.engines
    tts, asr = engines.tts(session.persona.voice.tts), engines.asr
    list(tts.synthesize("你好。", Delivery()))
    spoken, speaking, hearing = [], [], []
    for question in QUESTIONS:
        began = time.perf_counter()
        audio = _joined(list(tts.synthesize(question, Delivery())))
        speaking.append((time.perf_counter() - began) / audio.seconds)
        began = time.perf_counter()
        asr.transcribe(audio, AsrHints())
        hearing.append((time.perf_counter() - began) / audio.seconds)
        spoken.append(audio)
    report.add("speech synthesis, real-time factor", median(speaking), "x")
    report.add("speech recognition, real-time factor", median(hearing), "x")
    return spoken


def _first_sound(report: Report, session: Session, spoken: list[Audio], device: Device) -> None:
    """The stream, and the plain chain (transcribe the full window, then the whole reply, then the whole synthesis) in
    turn, on the same questions with the same warm history. Both clocks start where the speech is known to be over."""
    plain_asr = load("asr", device.asr.backend, **_plain(device))
    streamed, chained, before_end, heard = [], [], [], []
    for audio in spoken:
        session.wait_idle()
        began = time.perf_counter()
        text = plain_asr.transcribe(audio, AsrHints()).text
        pieces = list(session.reply(text))
        for piece in pieces:
            list(session.engines.tts(session.persona.voice.tts).synthesize(piece.text, Delivery()))
        chained.append(time.perf_counter() - began)
        session.wait_idle()
        for utterance in session.hear(_live(audio)):
            heard.append(utterance.asr_seconds)
            for _ in session.speak(session.reply(utterance)):
                pass
            metrics = session.turn.metrics if session.turn else {}
            streamed.append(metrics.get("first_audio", float("nan")))
            before_end.append(metrics["total"] - streamed[-1])
    report.add("recognition, begun in the silence", median(heard), "s")
    report.add("first sound of a spoken turn, streamed", median(streamed), "s")
    report.add("whole answer of a spoken turn, step by step", median(chained), "s")
    ratio = median([a / b for a, b in zip(chained, streamed, strict=True)])
    report.add("first sound: times sooner than step by step", ratio, "x", target=3, better="higher")
    cold = _without_kept_prompt(session)
    report.add("the same, where the prompt is read anew each turn", median(chained) + cold, "s")
    report.add("first sound before the model's last word", median(before_end), "s", target=0, better="higher")


def _live(audio: Audio) -> Iterator[Audio]:
    """The question, and then the silence after it at the pace of a clock, as a microphone would give it."""
    yield audio
    block = Audio(pcm=bytes(2 * (audio.sample_rate // 50)), sample_rate=audio.sample_rate)
    for _ in range(60):
        time.sleep(block.seconds)
        yield block


def _without_kept_prompt(session: Session) -> float:
    """What reading the persona's prompt anew costs: a chain that keeps no KV cache pays it on every turn."""
    prefix = Prompt(messages=prefix_messages(session.persona), fixed=0)
    llm = session.engines.llm
    other = Prompt(messages=(Message(role="user", content="。"),), fixed=0)
    cancel = Cancel()
    # Two other conversations push the persona out of both sequences.
    llm.warm(other, cancel)
    llm.warm(replace(other, messages=(Message(role="user", content="，"),)), cancel, aside=True)
    began = time.perf_counter()
    llm.warm(prefix, cancel)
    return time.perf_counter() - began


def _plain(device: Device) -> dict[str, object]:
    from roleplay_lite.models import where
    from roleplay_lite.registry import spec

    options: dict[str, object] = {"model": where(device.asr.model or spec("asr", device.asr.backend).model)}
    if device.asr.backend == "whisper":
        options["tail_seconds"] = None
    return options


def _joined(chunks: list[Audio]) -> Audio:
    return Audio(pcm=b"".join(chunk.pcm for chunk in chunks), sample_rate=chunks[0].sample_rate)
