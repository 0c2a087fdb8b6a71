"""A small poem without the model: one that was written for what is asked, else a pattern that its word fits into."""

from __future__ import annotations

import re

from roleplay_lite.skills.skill import Context

_WRITTEN: tuple[tuple[str, str], ...] = (
    ("春", "窗外新芽绿，檐前燕子回。昨夜一场雨，小路杏花开。"),
    ("夏", "蝉声满绿树，荷叶托清风。西瓜切两半，分与左右邻。"),
    ("秋", "一叶先知意，满山渐渐黄。谁家晒新谷，风里有余香。"),
    ("冬|雪", "白雪敲窗户，红炉暖小家。煮茶三两盏，说到月西斜。"),
    ("月|中秋", "月亮爬上来，照我小窗台。借它一点白，写封信寄来。"),
    ("雨", "小雨落屋檐，滴答到天边。谁撑一把伞，走过小桥前。"),
    ("花", "一朵开墙角，无人也自香。蝴蝶偶然过，停下问短长。"),
    ("猫", "小猫打个盹，尾巴盖鼻尖。梦里追蝴蝶，醒来又一天。"),
    ("狗", "听见脚步响，尾巴先摇开。一天没见面，当作十年来。"),
    ("妈|母亲", "灯下一双手，饭香满屋飘。我已高过你，你还嫌我小。"),
    ("爸|父亲", "话说得不多，肩膀总很宽。送我到路口，站到看不见。"),
    ("星", "满天撒银豆，一颗一颗数。数到第一百，就到梦里头。"),
    ("海", "大海不说话，一浪推一浪。贝壳贴耳朵，听见远方唱。"),
    ("生日", "蜡烛吹一口，愿望放心头。一年又一岁，日日都无忧。"),
    ("朋友", "分我半块饼，听我说半天。走得再远些，心还在跟前。"),
    ("老师", "粉笔写又擦，春风吹几年。满天小星星，都从你手边。"),
)
_PATTERNS = (
    "我问{theme}，你从哪里来。{theme}不说话，风把门推开。",
    "{theme}在左，我在右，中间一杯茶。话说到一半，天上落了霞。",
    "天上有云，地上有{theme}。我走慢一点，好多看一眼。",
)
_ENGLISH = (
    "The day grows quiet, the lamp burns low. I think of {theme}, and let the hours go.",
    "A little of morning, a little of night, and {theme} between them, held up to the light.",
)


def verse(theme: str, context: Context) -> str:
    """Four lines on it, or on the moon where nothing was named."""
    if context.english:
        return _ENGLISH[context.seed % len(_ENGLISH)].format(theme=theme or "home")
    for pattern, text in _WRITTEN:
        if re.search(pattern, theme or "月"):
            return text
    return _PATTERNS[context.seed % len(_PATTERNS)].format(theme=theme)
