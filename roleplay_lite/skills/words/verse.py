"""New poems: those written for a theme beforehand, and whether what a model wrote is a poem of that form. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from roleplay_lite.skills.skill import Context
from roleplay_lite.skills.words.sounds import bare, sounds
from roleplay_lite.skills.words.tables import rows

_PATTERNS = (
    "我问{theme}，你从哪里来。{theme}不说话，风把门推开。",
    "{theme}在左，我在右，中间一杯茶。话说到一半，天上落了霞。",
    "天上有云，地上有{theme}。我走慢一点，好多看一眼。",
)
_ENGLISH = (
    "The day grows quiet, the lamp burns low. I think of {theme}, and let the hours go.",
    "A little of morning, a little of night, and {theme} between them, held up to the light.",
)
_FORMS = {"五言绝句": "五七", "五绝": "五", "七言绝句": "七", "七绝": "七", "绝句": "五七", "古诗": "五七",
          "儿歌": "歌", "童谣": "歌", "顺口溜": "歌油", "打油诗": "油"}  # fmt: skip
"""Which of ours is what is asked for; any of them for a form that is not named here."""
_RHYMES = (
    "a ia ua", "o uo e", "ie ue ve", "ai uai", "ei ui", "ao iao", "ou iu", "an ian uan van", "en in un vn",
    "ang iang uang", "eng ing ong iong", "i v er", "u",
)  # fmt: skip
"""Finals that rhyme in Mandarin."""
_LENGTHS = {"五": 5, "七": 7}


@dataclass(frozen=True, slots=True)
class Verse:
    """One poem."""

    theme: re.Pattern[str]
    form: str
    """`五`, `七`, `歌` or `油`."""
    text: str


@lru_cache(maxsize=1)
def verses() -> tuple[Verse, ...]:
    """All of them."""
    return tuple(Verse(re.compile("|".join(row[:-2])), row[-2], row[-1]) for row in rows("verses.txt"))


def written_for(theme: str, form: str, context: Context) -> str:
    """One written for it, in the form that is asked for where there is one, that was not said lately; empty where none
    is about it."""
    pool = _about(theme)
    wanted = _FORMS.get(form, "")
    pool = [verse for verse in pool if verse.form in wanted] or pool
    if not pool:
        return ""
    told = " ".join(heard for _, heard in context.before)
    fresh = [verse for verse in pool if verse.text[:5] not in told] or pool
    return fresh[(context.seed * 7) % len(fresh)].text


def filled(theme: str, context: Context) -> str:
    """A few lines that its word fits into."""
    if context.english:
        return _ENGLISH[context.seed % len(_ENGLISH)].format(theme=theme or "home")
    return _PATTERNS[context.seed % len(_PATTERNS)].format(theme=theme)


def is_poem(text: str, theme: str, form: str, lines: int) -> str:
    """What a model wrote as it is said, when it has the lines, their length and a rhyme; empty otherwise."""
    if text.isascii():
        said = [line.strip(" ,.;") for line in text.strip().splitlines() if line.strip()]
        fits = len(said) == lines and len(set(said)) == lines and all(2 <= len(line.split()) <= 14 for line in said)
        return ", ".join(said) + "." if fits else ""
    parts = [part for part in re.split("[，。！？；、\\s]+", text.strip()) if part]
    if (
        len(parts) != lines
        or len(set(parts)) != lines
        or not all(re.fullmatch("[\u4e00-\u9fff]{3,12}", one) for one in parts)
    ):
        return ""
    length = next((size for sign, size in _LENGTHS.items() if sign in form), 0) or (
        5 if form in ("绝句", "古诗") else 0
    )
    if form == "对联":
        return f"{parts[0]}，{parts[1]}。" if len(parts[0]) == len(parts[1]) else ""
    sizes = {len(part) for part in parts}
    if (length and sizes != {length}) or (form != "俳句" and max(sizes) - min(sizes) > 1):
        return ""
    if form != "俳句" and not rhyme(parts[1::2]):
        return ""
    if theme and not any(sign in text for sign in bare(theme)):
        return ""
    return "".join(part + ("，" if at % 2 == 0 and at < lines - 1 else "。") for at, part in enumerate(parts))


def rhyme(ends: Sequence[str]) -> bool:
    """Whether all of them end in one rhyme."""
    return len({_rhyme_of(end[-1]) for end in ends}) == 1


def _rhyme_of(sign: str) -> str:
    sound = sounds(sign)[0]
    final = re.sub("^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])", "", sound)
    if final == "i" and re.match("zh|ch|sh|[rzcs]", sound):
        return "-i"
    if re.match("[jqxy]u", sound):
        final = {"u": "v", "ue": "ve", "uan": "van", "un": "vn"}.get(final, final)
    return next((group for group in _RHYMES if final in group.split()), final)


def _about(theme: str) -> list[Verse]:
    """Those on what the longest word of it is."""
    if not theme:
        return list(verses())
    found = [(len(match.group()), verse) for verse in verses() if (match := verse.theme.search(theme))]
    most = max((length for length, _ in found), default=0)
    return [verse for length, verse in found if length == most]
