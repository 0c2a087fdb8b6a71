"""One conversation that is over, in one sentence: 「对方最近在准备考研，压力有点大。」"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roleplay_lite.emotion.danger import crisis_in
from roleplay_lite.engines import Cancel, Llm
from roleplay_lite.memory.consolidation.asking import ask, fits, shown
from roleplay_lite.memory.consolidation.grounding import fault, put_right
from roleplay_lite.memory.extract import extract
from roleplay_lite.memory.item import Extracted, MemoryKind
from roleplay_lite.memory.marks import Marks
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.spelling import same_value
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.memory.store import IMPORTED
from roleplay_lite.memory.summaries import summary_of
from roleplay_lite.turn import Prompt

LINES = 6
"""Lines of the person's that a conversation must have to be worth a sentence."""
TRIES = 3
"""A conversation at which the model failed so often is left alone."""
_READ = 600
"""Signs of it that the model is shown."""
_TOKENS = 80
_DONE = "done"
# Neither 「我」 nor 「你」: whose it is must not depend on who reads it.
_GRAMMAR = 'root ::= "对方" [\u4e00-\u4f5f\u4f61-\u6210\u6212-\u9fffA-Za-z0-9，、]{6,56} "。"'
_TASK = (
    "下面是一个人说的几句话，里面的「我」就是对方。用一句话记下对方说了什么，以「对方」开头，"
    "只用话里的词，不加话里没有的事，不评论，不超过四十个字。"
)
_SHOWN = (
    (
        "在吗\n我上礼拜报了个陶艺班\n老师手可巧了\n我捏的碗老是歪\n不过挺解压的\n下次给你看照片",
        "对方报了个陶艺班，捏的碗老是歪，不过挺解压的。",
    ),
    (
        "唉\n我妈摔了一跤\n医生说要躺一个月\n我请了假在家照顾她\n领导还老打电话催\n烦死了",
        "对方的妈妈摔了一跤要躺一个月，对方请了假照顾妈妈，领导还老催。",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A conversation that is over, as it stands in the log."""

    session: int
    lines: tuple[str, ...]
    began: float
    """Unix time of its first turn."""
    last: float
    """And of its last one."""
    turn: int
    """The last one's id."""


def summarise(memory: Memory, db: SqliteFile, llm: Llm, cancel: Cancel, *, before: float) -> bool:
    """Sum up the last conversation that was not yet; True where a sentence was kept.

    Each conversation is done once, whatever becomes of it; one at which the model fails is tried again. Raises
    EngineError, with nothing written.
    """
    ended = next(waiting(memory, db, before=before), None)
    if ended is None or cancel:
        return False
    marks, mark = Marks(db), _mark(ended.session)
    tried = marks.get(mark)
    # Noted beforehand: a conversation that ends the process does so no more than a few times.
    marks.put(mark, str(int(tried or 0) + 1))
    sentence = _proposed(ended, llm, cancel)
    if cancel:
        marks.put(mark, tried)
        return False
    if sentence and not _against(sentence, ended, memory):
        _keep(sentence, ended, memory, f"model:{llm.abilities.name}")
    else:
        sentence = ""
    marks.put(mark, _DONE)
    return bool(sentence)


def waiting(memory: Memory, db: SqliteFile, *, before: float) -> Iterator[Ended]:
    """Conversations that are to be summed up, the last one first."""
    rows = db.read(
        "select id from session where person = ? and persona = ? and started < ? and llm <> ? and not exists"
        f" (select 1 from meta where key = 'summarised:' || session.id and value in ('{_DONE}', '{TRIES}'))"
        " and (select count(*) from turn where session = session.id and said <> '') >= ? order by id desc",
        (memory.person, memory.persona, before, IMPORTED, LINES),
    )
    for row in rows:
        ended = _ended(db, row["id"], before)
        if ended:
            yield ended


def _ended(db: SqliteFile, session: int, before: float) -> Ended | None:
    rows = db.read(
        "select id, started, said, outcome from turn where session = ? and said <> '' order by id", (session,)
    )
    lines = tuple(str(row["said"]) for row in rows)
    # One that another process still holds, one that a sentence stands for though its mark was lost to a power cut, and
    # one in which a life was at stake, which is no matter for a model's words.
    if len(lines) < LINES or rows[-1]["started"] >= before or summary_of(db, session) is not None:
        return None
    if any(crisis_in(line) for line in lines):
        return None
    return Ended(session=session, lines=lines, began=rows[0]["started"], last=rows[-1]["started"], turn=rows[-1]["id"])


def _mark(session: int) -> str:
    return f"summarised:{session}"


def _proposed(ended: Ended, llm: Llm, cancel: Cancel) -> str:
    """What the model says of it, where it says only what was said; else nothing."""
    prompt = _prompt(ended.lines, llm)
    if prompt is None:
        return ""
    sentence = put_right(ask(llm, prompt, _GRAMMAR, cancel, most=_TOKENS), ended.lines)
    return "" if fault(sentence, ended.lines) else sentence


def _prompt(lines: Sequence[str], llm: Llm) -> Prompt | None:
    """The longest part of the conversation, from its end backwards, that has room beside the one at hand."""
    kept = [line for line in lines if len(line) <= _READ]
    while sum(map(len, kept)) > _READ:
        kept.pop(0)
    while len(kept) >= LINES // 2:
        prompt = shown(_TASK, _SHOWN, "\n".join(kept))
        if fits(llm, prompt, _TOKENS):
            return prompt
        kept.pop(0)
    return None


def _against(sentence: str, ended: Ended, memory: Memory) -> bool:
    """Whether a fact that stands in the rows says otherwise than the sentence."""
    told = "我" + sentence.removeprefix("对方").replace("对方", "我")
    for one in extract(told, at=ended.last):
        rows = memory.ledger.items(
            memory.person, memory.persona, subject=one.subject, predicate=one.predicate, open_only=True
        )
        same = [row for row in rows if same_value(row.object) == same_value(one.object)]
        if any(row.polarity != one.polarity for row in same):
            return True
        if not same and any(row.cardinality == "one" for row in rows):
            return True
    return False


def _keep(sentence: str, ended: Ended, memory: Memory, by: str) -> None:
    private = any(
        item.sensitivity == "private" and ended.began <= item.recorded_at <= ended.last + 60
        for item in memory.ledger.items(memory.person, memory.persona)
    )
    summary = Extracted(
        kind=MemoryKind.SUMMARY,
        predicate="summary",
        object=sentence.removeprefix("对方").rstrip("。"),
        said="",
        happens_from=ended.began,
        happens_to=ended.last,
        confidence=0.5,
        importance=0.3,
        sensitivity="private" if private else "plain",
        extractor=by,
    )
    memory.ledger.record(
        (summary,), person=memory.person, persona=memory.persona, turn=ended.turn, now=memory.now(), at=ended.last
    )
