"""The poems: their lines, and how one is found by its title, its author, a line of it, or what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from roleplay_lite.skills.words.sounds import bare, blurred, sounds
from roleplay_lite.skills.words.tables import lines_of_file

_ALSO = {
    "李白": ("李太白", "诗仙"),
    "杜甫": ("杜子美", "诗圣"),
    "苏轼": ("苏东坡", "东坡", "苏东坡居士"),
    "白居易": ("白乐天",),
    "王维": ("王摩诘", "诗佛"),
    "陶渊明": ("陶潜",),
    "郑燮": ("郑板桥",),
    "李煜": ("李后主",),
    "汉乐府": ("乐府",),
}
_BY_OTHER_NAMES = {
    "悯农·其二": ("锄禾", "锄禾日当午"),
    "赋得古原草送别（节选）": ("草", "古原草", "离离原上草"),
    "早发白帝城": ("下江陵",),
    "游子吟": ("慈母手中线",),
    "敕勒歌": ("敕勒川",),
    "黄鹤楼送孟浩然之广陵": ("送孟浩然之广陵",),
    "绝句·其三": ("两个黄鹂鸣翠柳",),
    "登乐游原": ("乐游原",),
    "水调歌头": ("明月几时有",),
    "六月二十七日望湖楼醉书": ("望湖楼醉书",),
}
_THEMES: tuple[tuple[str, str], ...] = (
    ("春节|过年|新年|拜年", "春节"),
    ("元宵|灯节", "元宵"),
    ("中秋|赏月", "中秋"),
    ("重阳|九九", "重阳"),
    ("七夕|牛郎|织女", "七夕"),
    ("清明|扫墓", "清明"),
    ("月亮|月", "月亮"),
    ("梅", "梅花"),
    ("荷|莲", "荷花"),
    ("菊", "菊花"),
    ("竹", "竹子"),
    ("雪", "雪"),
    ("雨", "雨"),
    ("春", "春天"),
    ("夏", "夏天"),
    ("秋", "秋天"),
    ("冬", "冬天"),
    ("思乡|想家|家乡|故乡|乡愁", "思乡"),
    ("送别|离别|告别|分别", "送别"),
    ("妈妈|母亲|母爱", "母亲"),
    ("朋友|友情|友谊", "朋友"),
    ("爱情|情诗|恋爱|相思", "爱情"),
    ("思念|想念", "思念"),
    ("边塞|打仗|战争|军人|战场", "边塞"),
    ("山水|风景|大山|瀑布|山", "山水"),
    ("田园|乡村|农村", "田园"),
    ("农民|粮食|种田|劳动", "农民"),
    ("儿童|小孩|小朋友|孩子|童年", "儿童"),
    ("动物|小鸟|鹅|马", "动物"),
    ("读书|学习|惜时|时间", "读书"),
    ("喝?酒", "酒"),
    ("怀古|历史|古迹", "怀古"),
    ("黄昏|夕阳|傍晚", "黄昏"),
    ("夜", "夜晚"),
    ("早晨|清晨|早上", "早晨"),
    ("花", "花"),
    ("登高|爬山", "登高"),
    ("草原", "草原"),
    ("音乐", "音乐"),
)
_EASY = 4
"""Lines of a poem that is recited where none was asked for by name."""


@dataclass(frozen=True)
class Poem:
    """One poem."""

    title: str
    author: str
    dynasty: str
    themes: tuple[str, ...]
    lines: tuple[str, ...]
    """With their marks, as they are said."""

    @cached_property
    def verses(self) -> tuple[str, ...]:
        """What stands between two marks, without them."""
        return tuple(verse for line in self.lines for verse in re.split("[，。！？、；]", line) if verse)

    @property
    def by(self) -> str:
        """Whom it is by, as it is said: a name, or a book."""
        if self.author in ("诗经", "古诗十九首"):
            return f"《{self.author}》"
        return self.author

    @property
    def short(self) -> bool:
        return len(self.lines) <= _EASY and sum(map(len, self.lines)) <= 70

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What it is called, the whole title first."""
        title = re.sub("（.*?）", "", self.title)
        parts = [title, *re.split("·", title)]
        kept = [part for part in parts if not re.fullmatch("其.", part)]
        return tuple(dict.fromkeys([bare(part) for part in kept] + list(_BY_OTHER_NAMES.get(self.title, ()))))


@lru_cache(maxsize=1)
def poems() -> tuple[Poem, ...]:
    """All of them, in the order of the file."""
    found: list[Poem] = []
    head: list[str] = []
    body: list[str] = []
    for line in [*lines_of_file("poems.txt"), ""]:
        if "|" in line:
            head = line.split("|")
        elif line:
            body.append(line)
        elif head:
            title, author, dynasty, themes = head
            found.append(Poem(title, author, dynasty, tuple(themes.split()), tuple(body)))
            head, body = [], []
    return tuple(found)


def by_title(said: str, author: str = "") -> Poem | None:
    """The poem of that name, by its sound if need be."""
    wanted, heard = bare(said), sounds(bare(said))
    pool = [poem for poem in poems() if not author or poem.author == author]
    exact = next((poem for poem in pool if wanted in poem.names), None)
    if exact or len(heard) < 3:
        return exact
    return next((poem for poem in pool for name in poem.names if sounds(name) == heard), None)


def author_in(said: str) -> str:
    """The poet that is named, by the name they stand under here; empty where none of ours is."""
    wanted = bare(said)
    if author := _authors().get(wanted):
        return author
    heard = blurred(wanted)
    return next((author for name, author in _authors().items() if len(heard) >= 2 and heard == blurred(name)), "")


@lru_cache(maxsize=1)
def authors() -> tuple[str, ...]:
    """Every name of a poet, the longest first."""
    return tuple(sorted(_authors(), key=len, reverse=True))


@lru_cache(maxsize=1)
def _authors() -> dict[str, str]:
    """By each name the one they stand under here."""
    return {name: poem.author for poem in poems() for name in (poem.author, *_ALSO.get(poem.author, ()))}


def theme_in(said: str) -> str:
    """What the poem is to be about, by the word it stands under here."""
    return next((theme for pattern, theme in _THEMES if re.search(pattern, said)), "")


def verse_at(said: str, *, exact: bool = False) -> tuple[Poem, int, int] | None:
    """The poem that holds these words, and the first and last of its verses that they are; `exact` only as they are
    written, not by their sound."""
    text = bare(said)
    if len(text) < 3:
        return None
    if exact:
        at = _by_sign().get(tuple(text))
        return (poems()[at[0]], at[1], at[2]) if at else None
    for key, index in ((tuple(text), _by_sign()), (sounds(text), _by_sound()), (blurred(text), _by_blur())):
        if found := index.get(key):
            poem, first, last = found
            return poems()[poem], first, last
    return None


_Index = dict[tuple[str, ...], tuple[int, int, int]]


@lru_cache(maxsize=1)
def _by_sign() -> _Index:
    return _indexed(tuple)


@lru_cache(maxsize=1)
def _by_sound() -> _Index:
    return _indexed(sounds)


@lru_cache(maxsize=1)
def _by_blur() -> _Index:
    return _indexed(blurred)


def _indexed(key: Callable[[str], tuple[str, ...]]) -> _Index:
    """Each verse, and each two and four in a row."""
    found: _Index = {}
    for length in (1, 2, 4):
        for at, poem in enumerate(poems()):
            for first in range(len(poem.verses) - length + 1):
                text = "".join(poem.verses[first : first + length])
                if len(text) >= 3:
                    found.setdefault(key(text), (at, first, first + length - 1))
    return found


def about(theme: str) -> Sequence[Poem]:
    """Those on it, the short ones first."""
    return sorted((poem for poem in poems() if theme in poem.themes), key=lambda poem: not poem.short)
