"""What recognised speech makes of a line: signs that sound the same, without regard to the tone.

About one sign in six is another one of the same syllable, common ones first, as a recogniser errs. Words that no
recogniser gets wrong (「我」, 「的」) stay.
"""

from __future__ import annotations

import random
import re
from functools import lru_cache

SHARE = 0.17
"""Of the Mandarin signs of a line, at least one."""
_HAN, _RUN, _OTHER = (re.compile(pattern) for pattern in ("[\u4e00-\u9fff]", "[\u4e00-\u9fff]+", "[^\u4e00-\u9fff]"))
_SURE = frozenset("我你他她的了吗呢是不有在啊呀吧这那什么一")
_COMMON = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多"
    "经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知"
    "全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门"
    "任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接"
    "必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住"
    "告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"
)
"""The commonest signs of written Mandarin, the commonest first."""
_MOST = 6
"""Signs of one syllable among which the draw falls."""


def misheard(line: str, *, seed: int = 1) -> str:
    """The line as it might be recognised; the same line and seed give the same, and it reads aloud as before. A line
    without a sign that sounds like another comes back as it is."""
    draw = random.Random(f"{seed} {line}")
    places = [at for at, sign in enumerate(line) if _HAN.match(sign) and sign not in _SURE]
    wanted = max(1, round(SHARE * len(_HAN.findall(line))))
    draw.shuffle(places)
    heard, changed = line, 0
    for at in places:
        if changed == wanted:
            break
        if (other := _exchanged(heard, at, draw)) != heard:
            heard, changed = other, changed + 1
    return heard


def syllables(line: str) -> list[str]:
    """How it is read aloud, without tones; what is not Mandarin as it is."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(line)


def _exchanged(line: str, at: int, draw: random.Random) -> str:
    """With another sign there; as it is where none would read the same."""
    spoken = syllables(line)
    others = [sign for sign in _signs().get(_syllable(line, at), ()) if sign != line[at]][:_MOST]
    # The commoner, the likelier.
    rank = {sign: draw.random() * (1 + place) for place, sign in enumerate(others)}
    for sign in sorted(others, key=rank.__getitem__):
        heard = line[:at] + sign + line[at + 1 :]
        if syllables(heard) == spoken:
            return heard
    return line


def _syllable(line: str, at: int) -> str:
    """How the sign there is read among its neighbours."""
    begin = max((found.end() for found in _OTHER.finditer(line[:at])), default=0)
    run = _RUN.match(line, begin)
    return syllables(run.group())[at - begin] if run else ""


@lru_cache(maxsize=1)
def _signs() -> dict[str, tuple[str, ...]]:
    """The signs of each syllable, the commonest first; signs with several syllables are left out."""
    from pypinyin import Style, pinyin

    # The 3,755 signs of the first level of GB 2312, after the commonest.
    table = [bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
    everyday = [sign for code in table if (sign := code.decode("gb2312", "ignore"))]
    found: dict[str, list[str]] = {}
    for sign in dict.fromkeys((*_COMMON, *everyday)):
        readings = set(pinyin(sign, style=Style.NORMAL, heteronym=True)[0])
        if len(readings) == 1:
            found.setdefault(readings.pop(), []).append(sign)
    return {syllable: tuple(signs) for syllable, signs in found.items()}
