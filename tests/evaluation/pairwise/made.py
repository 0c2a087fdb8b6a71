"""Answers of two systems to the same lines, and what reads them."""

from __future__ import annotations

from collections.abc import Sequence

from roleplay_lite.evaluation.pairwise.blind import Key, PairSet, blinded
from roleplay_lite.evaluation.pairwise.pairs import Drawn, Pair, Who
from roleplay_lite.evaluation.suite import Answered, Reply, Sample

LINES = (
    "今天下雨了",
    "你吃饭了吗",
    "我有点想家",
    "陪我说说话",
    "你会唱歌吗",
    "周末去哪儿玩",
    "我考试没考好",
    "猫把杯子打了",
)
XIAOMAN = Who(name="小满", summary="在杭州念插画的绍兴姑娘。", wanted="小满是个诙谐风趣的、好奇的人。")


def answered(
    system: str,
    *,
    group: str = "plain",
    persona: str = "xiaoman",
    said: Sequence[str] = LINES,
    traits: Sequence[str] = (),
) -> list[Answered]:
    """One system's replies, from which nobody can tell the system but by their words."""
    return [
        Answered(
            sample=Sample(
                id=f"{group}/c{number:03}",
                group=group,
                pair=f"c{number:03}",
                persona=persona,
                said=(line,),
                data={"traits": list(traits), "other": []},
            ),
            replies=(Reply(text=f"{line}呀，{system}。", by=("llm",), seconds=0.5, drafts=("草稿",)),),
        )
        for number, line in enumerate(said)
    ]


def pair(number: int, *, a: Sequence[str] = ("好呀，走！",), b: Sequence[str] = ("不想去。",)) -> Pair:
    said = ("周末去哪儿玩", "远不远", "那就这么定了")[: len(a)]
    return Pair(id=f"chat/c{number:03}", who=XIAOMAN, said=said, a=tuple(a), b=tuple(b))


def comparison(count: int = 8, *, seed: int = 1) -> tuple[PairSet, Key]:
    """Pairs of which the reply that says 山 is A's and the one that says 海 is B's."""
    pairs = tuple(
        pair(number, a=(f"去爬山吧，第{number}回了。",), b=(f"去看海吧，第{number}回了。",)) for number in range(count)
    )
    return blinded(Drawn(pairs=pairs, same=2), a="small", b="large", seed=seed)
