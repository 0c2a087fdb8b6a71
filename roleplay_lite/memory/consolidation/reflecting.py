"""What several tastes and habits come to: 「对方爱运动」. Rules offer, the model chooses, and may choose none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from roleplay_lite.engines import Cancel, Llm
from roleplay_lite.grammar import one_of
from roleplay_lite.memory.consolidation.asking import ask, fits, shown
from roleplay_lite.memory.item import SELF, Extracted, MemoryItem, MemoryKind
from roleplay_lite.memory.marks import Marks
from roleplay_lite.memory.memory import Memory
from roleplay_lite.memory.sqlite_file import SqliteFile

ROWS = 3
"""So many rows must hold a sentence's words before it is offered."""
NONE = "都不像"
_KEYS = ("likes", "habit", "skill", "studies")
_TOKENS = 16
_MOST = 12
"""Rows that the model is shown."""
_TASK = "下面是一个人的几件小事。从给出的说法里选最合适的一个；都不合适就选「都不像」。"
_EXAMPLES = (
    ("喜欢纸箱\n会修箱子\n每天整理箱子\n说法：对方爱唱歌、都不像", NONE),
    ("喜欢听雨\n喜欢听风\n喜欢看海\n说法：对方爱大自然、都不像", "对方爱大自然"),
    ("每天练字\n喜欢收集毛笔\n会刻章\n说法：对方爱书法、对方爱热闹、都不像", "对方爱书法"),
)
"""In this order: after one that ends with none, a model of half a billion weights always chooses none."""
_WORDS = {
    "爱运动": "跑步|晨跑|夜跑|马拉松|打球|篮球|足球|排球|羽毛球|乒乓|网球|游泳|健身|爬山|登山|徒步|骑车|骑行"
    "|瑜伽|跳绳|滑雪|滑冰|攀岩|太极|举铁|运动|锻炼",
    "爱吃辣": "辣|火锅|川菜|湘菜|串串|冒菜|水煮鱼|小龙虾|螺蛳粉",
    "爱吃甜的": "甜食|甜品|甜点|甜的|蛋糕|巧克力|奶茶|冰淇淋|雪糕|糖果|棒棒糖|布丁|泡芙|糯米糍",
    "爱看书": "看书|读书|阅读|小说|散文|诗|图书馆|书店",
    "爱音乐": "唱歌|听歌|音乐|吉他|钢琴|古筝|二胡|乐队|演唱会|合唱|尤克里里",
    "爱下厨": "做饭|做菜|烘焙|烤面包|煲汤|炒菜|包饺子|下厨|烤蛋糕",
    "爱动物": "(?<!熊)猫(?!头鹰|眼|王|和老鼠)|(?<!热)狗(?!粮)|兔子|仓鼠|鹦鹉|动物|观鸟|喂鸟",
    "爱种花草": "种花|养花|种菜|多肉|绿植|浇花|园艺|盆栽",
    "顾家": "(?:陪|接|送|教|哄|照顾|给).{0,4}(?:孩子|女儿|儿子|老婆|老公|爸|妈|爷爷|奶奶|家人)|带孩子|陪家人",
    "常熬夜": "熬夜|通宵|凌晨|半夜|夜宵|夜猫子|(?:一|两|三|1|2|3)点(?:多|半)?(?:才)?睡",
    "爱打游戏": "游戏|王者|原神|电竞|手柄|吃鸡",
    "爱旅行": "旅游|旅行|自驾|露营|看海|逛古镇",
}
REFLECTIONS: Mapping[str, re.Pattern[str]] = {value: re.compile(words) for value, words in _WORDS.items()}
"""Each sentence, without 「对方」, and the words that it rests on."""
_DENIED = re.compile("[不没别戒]|讨厌|很少")


def reflect(memory: Memory, db: SqliteFile, llm: Llm, cancel: Cancel) -> bool:
    """Keep one sentence that the rows bear out, or close one that they no longer do; True where a row changed.

    What was chosen once is not offered again, also after it was forgotten; rows of which the model made nothing are
    asked of again when there are others. Raises EngineError, with nothing written.
    """
    if cancel:
        return False
    if fallen := no_longer(memory):
        memory.ledger.close_item(fallen.id, memory.now(), memory.now())
        return True
    found = offered(memory, db)
    if not found:
        return False
    rows = list({item.id: item for items in found.values() for item in items}.values())
    said = [item.text.removeprefix("对方") for item in rows][-_MOST:]
    choices = (*(f"对方{value}" for value in found), NONE)
    prompt = shown(_TASK, _EXAMPLES, "\n".join([*said, f"说法：{'、'.join(choices)}"]))
    answer = ask(llm, prompt, one_of(choices), cancel, most=_TOKENS) if fits(llm, prompt, _TOKENS) else NONE
    if cancel or answer not in choices:
        return False
    value = answer.removeprefix("对方")
    if answer == NONE:
        Marks(db).put(_asked_mark(memory), _state(found))
        return False
    _keep(value, found[value], memory, f"model:{llm.abilities.name}")
    Marks(db).put(_mark(memory, value), "1")
    return True


def offered(memory: Memory, db: SqliteFile) -> dict[str, list[MemoryItem]]:
    """The sentences that may be chosen, each with the rows that it rests on."""
    marks, known = Marks(db), _known(memory)
    found = {
        value: rows
        for value, rows in _borne_out(memory).items()
        if value not in known and not marks.get(_mark(memory, value))
    }
    return {} if marks.get(_asked_mark(memory)) == _state(found) else found


def _borne_out(memory: Memory) -> dict[str, list[MemoryItem]]:
    rows = [
        item
        for item in memory.ledger.items(memory.person, memory.persona, subject=SELF, open_only=True)
        if item.predicate in _KEYS
        and item.polarity == "yes"
        and item.sensitivity == "plain"
        and not _DENIED.search(item.object)
    ]
    held = {value: [item for item in rows if words.search(item.object)] for value, words in REFLECTIONS.items()}
    return {value: items for value, items in held.items() if len(items) >= ROWS}


def _known(memory: Memory) -> set[str]:
    """Those that stand, and those that were."""
    rows = memory.ledger.history(memory.person, memory.persona, SELF, "reflection")
    return {item.object for item in rows}


def no_longer(memory: Memory) -> MemoryItem | None:
    """A reflection that too few rows bear out by now."""
    standing = memory.ledger.items(memory.person, memory.persona, predicate="reflection", open_only=True)
    borne_out = _borne_out(memory) if standing else {}
    return next((item for item in standing if item.object not in borne_out), None)


def _keep(value: str, rows: Sequence[MemoryItem], memory: Memory, by: str) -> None:
    made = Extracted(
        kind=MemoryKind.REFLECTION,
        predicate="reflection",
        object=value,
        said=" ".join(str(item.id) for item in rows),
        confidence=0.5,
        importance=0.3,
        extractor=by,
    )
    memory.ledger.record((made,), person=memory.person, persona=memory.persona, turn=None, now=memory.now())


def _mark(memory: Memory, value: str) -> str:
    return f"reflected:{memory.persona}:{memory.person}:{value}"


def _asked_mark(memory: Memory) -> str:
    return f"reflected:{memory.persona}:{memory.person}"


def _state(found: Mapping[str, Sequence[MemoryItem]]) -> str:
    """Of what the model was asked: the same again is not asked."""
    return " ".join(str(id_) for id_ in sorted({item.id for items in found.values() for item in items}))
