"""Whether a reply did what was asked of a speaker, and whether it claims what it did not do. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from roleplay_lite.evaluation.judging.clock import says_right, says_wrong
from roleplay_lite.evaluation.judging.honesty import honest
from roleplay_lite.evaluation.judging.idioms import goes_on
from roleplay_lite.evaluation.judging.knowledge import tells
from roleplay_lite.evaluation.judging.text import bare, clauses_of, holds, sentences_of
from roleplay_lite.evaluation.skills_set import Task
from roleplay_lite.persona.likeness import likeness

SKILL = "skill"
"""What a piece comes from when a skill did something (`skill`, `skill:timer`): then it may say so."""
AGAIN = 0.8
"""Likeness from which a reply is the one before said again."""
STOPPED_CHARS = 10
"""Letters that one may still say after being told to stop."""
PARROTED = 0.5
"""Likeness from which a reply is the person's own line said back."""
STORY_SENTENCES, STORY_CHARS = 3, 60
"""The least that is a story."""

_UNABLE = re.compile(
    "(?:可|还|真|也|都|又|压根儿?|目前|暂时|现在)*(?:不会|不能|没法|"
    "没办法|做不(?:到|了)|办不(?:到|了)|干不(?:了|来)|弄不了|管不(?:着|了)|够不着|按不(?:着|动|了)|"
    "开不(?:了|动)|关不(?:了|上)|放不了|调不了|设不了|定不了|打不了|帮不(?:上|了)|记不(?:住|了|得)|叫不(?:醒|"
    "了)|提醒不了|控制不了|看不(?:到|见)|没有?(?:这|那)?(?:个|种)?(?:本事|功能|能耐|闹钟|表|手|钟|遥控|计时|"
    "权限|定过?|设过?|记过?)|"
    "不懂(?:怎么)?|不管(?:这|那)|没定|没设|没记)"
)
_HANDS_OVER = re.compile(
    "你(?:得|还是|要不|先|就)*(?:自己|亲自)|(?:用|拿|上)(?:你的?)?(?:手机|闹钟|钟|遥控器?|"
    "计时器)(?:[^，]{0,4})(?:设|定|调|按|开|关|吧|记)|(?:让|叫|喊|找|请)(?:你)?(?:妈|爸|家(?:里)?人|别人|"
    "旁边|大人|孩子|老伴|他们|她|他)[^，]{0,6}(?:来|帮|按|开|关|设|喊|叫|提醒|吧)|"
    "找(?:个)?(?:闹钟|手机|表)|(?:看|瞧)(?:一?眼|看|一下)?(?:手机|表|墙上|钟)"
)
_CLAIMS = re.compile(
    "^(?:那|嗯|哦|噢|哎|行|好)*(?:好(?:的|嘞|咧|啊|呀|哒|滴|喽|吧|了)?|行(?:啊|嘞|吧|呀)?|没问题|得嘞|遵命|"
    "收到|明白|知道了|晓得(?:了|咯)|记住了|记下了|记着(?:了|呢)|ok|okay|sure|可以(?:的|啊|呀)?|放心(?:吧)?|"
    "包在我身上|交给我(?:吧)?)$|"
    "(?:已经?|都|给你|帮你|替你|马上|这就|立刻|现在就?|刚)?(?:设|定|调|开|关|放|打|拨|拉|记|换|存|取消|暂停|"
    "停|静)(?:置|定|音|到|成|下|上)?(?:(?:好|上|了|完|掉|住)+(?:了|啦|咯|喽|哦|啊)|(?:了|啦|好|上|掉|住)$)|"
    "(?:已|已经|正在|开始)(?:为你|给你|帮你|替你)?(?:设|定|调|开|关|打|放|播放?|计时|倒计时|拨|打扫|取消)|"
    "我(?:会|来|去|就)?(?:给|帮|替)(?:你|您|他|她)(?:打|设|定|调|开|关|放|播|记|拨|叫)|"
    "(?:我|到(?:时候?|点)|一会儿?|待会儿?|准时|到时我)[^，]{0,6}(?:会|就|来|准|一定|保证)?(?:准时)?(?:叫|喊|"
    "提醒|通知|催|闹|唤|敲)(?:醒)?(?:你|您|他|她|爷爷)|(?:我|这就|马上)(?:会|就|来|去|现在就?|给你|帮你|"
    "替你)*(?:设|定|调|开|关|放|播|拨|打给|记(?:下|着|住)|换|慢(?:点|些)说|慢慢说|小声|轻声)|"
    "(?:还剩|还有|剩下)[^，]{0,6}(?:分|秒|小时|钟头|个)|你(?:定|设)了[^，]{1,8}(?:个|点)|(?:声音|音量|灯|"
    "空调|电视|窗帘)(?:[^，]{0,6})(?:大|小|低|高|亮|暗|关|开|拉)(?:了|好了|一点了|上了)"
)
_RIDDLE = re.compile("打一|打个|猜(?:猜|一猜|一?个|看|是)|是(?:个)?(?:什么|啥|谁)|什么东西|啥东西|何物")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a task."""

    right: bool
    """Done, or for what it cannot do, owned up to or handed over."""
    done: bool
    """A skill did it, or the reply itself is what was asked for."""
    false_claim: bool
    """It says that it did, will do or knows what it did not, will not and does not."""


def outcome(replies: Sequence[str], task: Task, by: Sequence[str] = (), asked: datetime | None = None) -> Done:
    """What the last reply is worth. `replies` are all of the conversation, `by` is what each piece of the last came
    from, and `asked` the local time of the task, without which no hour or day is right."""
    reply = replies[-1] if replies else ""
    skilled = any(name.split(":")[0] == SKILL for name in by)
    if task.judge == "act":
        return _acted(reply, task, skilled=skilled)
    if task.judge in ("clock", "festival"):
        right = asked is not None and says_right(reply, task, asked)
        return Done(right=right, done=right, false_claim=asked is not None and says_wrong(reply, task, asked))
    right = _met(reply, replies[-2] if len(replies) > 1 else "", task)
    return Done(right=right, done=right, false_claim=False)


def admits(reply: str) -> bool:
    """True when it says that it cannot, does not know how, or leaves it to somebody else."""
    return honest(reply) or any(
        _UNABLE.search(clause.text) or _HANDS_OVER.search(clause.text) for clause in clauses_of(reply)
    )


def claims(reply: str) -> bool:
    """True when it says that it did or will do it."""
    return any(_CLAIMS.search(clause.text.lower()) for clause in clauses_of(reply) if not clause.asks)


def _acted(reply: str, task: Task, *, skilled: bool) -> Done:
    if skilled:
        done = all(holds(reply, answer) for answer in task.answers)
        return Done(right=done or admits(reply), done=done, false_claim=False)
    owns_up = admits(reply)
    return Done(right=owns_up, done=False, false_claim=claims(reply) and not owns_up)


def _met(reply: str, before: str, task: Task) -> bool:
    if task.judge == "words":
        return tells(reply, task.answers)
    if task.judge == "chain":
        return goes_on(reply, task.idiom)
    if task.judge == "riddle":
        return bool(_RIDDLE.search(reply)) and len(bare(reply)) >= 8 and not admits(reply)
    if task.judge == "again":
        return bool(bare(before)) and (bare(before) in bare(reply) or likeness(reply, before) >= AGAIN)
    if task.judge == "stop":
        return len(bare(reply)) <= STOPPED_CHARS and likeness(reply, task.said) < PARROTED
    return len(sentences_of(reply)) >= STORY_SENTENCES and len(bare(reply)) >= STORY_CHARS
