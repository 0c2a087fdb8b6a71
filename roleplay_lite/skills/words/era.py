"""What a character of another time cannot know: poems that were not written yet, things nobody had, English. Pure."""

from __future__ import annotations

from roleplay_lite.skills.skill import Context

_AGES = ("先秦", "汉", "三国", "东晋", "北朝", "唐", "五代", "宋", "元", "明", "清")
_NAMES = {
    "先秦": ("先秦", "春秋", "战国", "秦朝"),
    "汉": ("汉朝", "汉代", "西汉", "东汉", "大汉"),
    "三国": ("三国", "魏国", "蜀", "东吴"),
    "东晋": ("晋",),
    "北朝": ("北朝", "南朝", "南北朝", "隋"),
    "唐": ("唐",),
    "五代": ("五代",),
    "宋": ("宋",),
    "元": ("元朝", "元代", "大元"),
    "明": ("明朝", "明代", "大明"),
    "清": ("清朝", "清代", "大清", "康熙", "乾隆", "晚清"),
}
_LATER_THINGS = frozenset({
    "冰箱", "吸尘器", "肥皂", "日历", "西红柿", "玉米", "辣椒", "花生", "向日葵", "草莓", "袋鼠", "瓜子", "熨斗",
    "菠萝", "长颈鹿", "河马", "象棋", "跷跷板", "空气", "胡萝卜", "苦瓜", "不倒翁", "月饼", "汤圆", "大熊猫",
})  # fmt: skip
"""Answers of riddles that came to China, or into use or under this name, after the Tang."""
_LATER_TALES = frozenset(
    {"会打呼噜的小火车", "云朵面包店", "恐龙多多找朋友", "海底的小提琴", "慢吞吞邮差", "司马光砸缸"}
)


def age_of(context: Context) -> int | None:
    """The latest age that the character knows of, by its place; None for one that knows ours."""
    era = context.persona.scope.era
    places = [place for place, age in enumerate(_AGES) if any(name in era for name in _NAMES[age])]
    return max(places, default=None)


def is_written(dynasty: str, context: Context) -> bool:
    """Whether a poem of that dynasty was there in the character's time."""
    age = age_of(context)
    return age is None or _AGES.index(dynasty) <= age


def is_there(thing: str, context: Context) -> bool:
    """Whether the thing, or the story of that title, was known in the character's time."""
    return age_of(context) is None or thing not in _LATER_THINGS | _LATER_TALES


def knows_english(context: Context) -> bool:
    """Nobody in China before our time does."""
    return age_of(context) is None
