"""Make `idioms.txt` and `signs.txt` of `roleplay_lite/skills/words`: the common idioms of jionlp, the commonest first,
and how signs are read.

    pip download jionlp==1.5.31 --no-deps
    python models/recipes/skills/make_idioms.py jionlp-1.5.31-py2.py3-none-any.whl
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

from pypinyin import Style, lazy_pinyin

TO = Path(__file__).parents[3] / "roleplay_lite" / "skills" / "words"
LEAST = 2
"""Times an idiom was seen in the corpus that jionlp counted in; 1 stands for never."""

# What people take for idioms and jionlp has not, or has never seen; common, and so put in among the common ones.
ALSO = [
    "万事如意", "心想事成", "岁岁平安", "年年有余", "财源广进", "恭喜发财", "后羿射日", "嫦娥奔月",
    "盘古开天", "铁杵成针", "煮豆燃萁", "孔融让梨", "黄香温席", "团结一致", "夏日炎炎", "大雪纷飞",
    "晴空万里", "百花盛开", "细嚼慢咽", "乐于助人", "尊老爱幼", "诚实守信", "说到做到", "初生牛犊",
    "羊入虎口", "阖家欢乐", "辞旧迎新", "四季如春", "前程似锦", "年年岁岁", "来来往往", "平平安安",
    "开开心心", "快快乐乐", "高高兴兴", "热热闹闹", "清清楚楚", "干干净净", "整整齐齐", "认认真真",
]  # fmt: skip
ALSO_FROM = 2000

# Read by the dictionary one by one, without the changes of tone that speech makes.
PLAIN = {"一": "yi1", "不": "bu4", "子": "zi3"}
# Where pypinyin errs.
RIGHT = {
    "一通百通": "yi1 tong1 bai3 tong1",
    "唠唠叨叨": "lao2 lao2 dao1 dao1",
    "切中要害": "qie4 zhong4 yao4 hai4",
    "严于律已": "",  # a slip of the pen for 严于律己
}


def main(wheel: str) -> None:
    idioms = counted(wheel)
    signs = sorted({chr(at) for at in range(0x4E00, 0x9FA6) if _common(chr(at))} | set("".join(idioms)))
    reading = {sign: PLAIN.get(sign) or toned(sign)[0] for sign in signs}
    lines = []
    for idiom in idioms:
        read = RIGHT[idiom].split() if idiom in RIGHT else read_out(idiom)
        if read:
            own = [reading[sign] for sign in idiom]
            lines.append(idiom if read == own else f"{idiom} {' '.join(read)}")
    write("idioms.txt", lines)
    by_sound = defaultdict(list)
    for sign in signs:
        by_sound[reading[sign]].append(sign)
    write("signs.txt", [f"{sound} {''.join(by_sound[sound])}" for sound in sorted(by_sound)])


def counted(wheel: str) -> list[str]:
    """Idioms of four signs, the commonest first."""
    inner = zipfile.ZipFile(wheel).read("jionlp/dictionary/chinese_idiom.zip")
    text = zipfile.ZipFile(io.BytesIO(inner)).read("chinese_idiom.txt").decode("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line]
    kept = [
        (idiom, int(seen)) for idiom, seen in rows if re.fullmatch("[\u4e00-\u9fa5]{4}", idiom) and int(seen) >= LEAST
    ]
    ordered = [idiom for idiom, seen in sorted(kept, key=lambda row: (-row[1], row[0]))]
    return [*ordered[:ALSO_FROM], *(idiom for idiom in ALSO if idiom not in ordered), *ordered[ALSO_FROM:]]


def read_out(idiom: str) -> list[str]:
    return [PLAIN.get(sign, sound) for sign, sound in zip(idiom, toned(idiom), strict=True)]


def toned(text: str) -> list[str]:
    return lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=False)


def _common(sign: str) -> bool:
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def write(name: str, lines: list[str]) -> None:
    (TO / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{name}: {len(lines)} lines\n")


if __name__ == "__main__":
    main(sys.argv[1])
