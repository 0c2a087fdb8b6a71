"""The chemical elements."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from roleplay_lite.knowledge.pack.writer import PackWriter

ELEMENT = "化学元素"
NAMES = (
    "氢氦锂铍硼碳氮氧氟氖钠镁铝硅磷硫氯氩钾钙钪钛钒铬锰铁钴镍铜锌镓锗砷硒溴氪铷锶钇锆铌钼锝钌铑钯银镉铟锡锑碲碘氙铯钡镧铈镨钕"
    "钷钐铕钆铽镝钬铒铥镱镥铪钽钨铼锇铱铂金汞铊铅铋钋砹氡钫镭锕钍镤铀镎钚镅锔锫锎锿镄钔锘铹𬬻𬭊𬭳𬭛𬭶鿏𫟼𬬭鿔鿭𫓧镆𫟷鿬鿫"
)
"""By atomic number, from 1."""
_ALSO = {
    "汞": "水银", "金": "黄金", "银": "白银", "铂": "白金", "氢": "氢气", "氧": "氧气", "氮": "氮气", "氦": "氦气",
    "氖": "氖气", "氯": "氯气", "氩": "氩气",
}  # fmt: skip
_SERIES = ("非金属", "稀有气体", "碱金属", "碱土金属", "类金属", "卤素", "贫金属", "过渡金属", "镧系元素", "锕系元素")
_ZERO = 273.15
# Their one row is of one of several forms, or of a point they have only under pressure.
_NO_HEAT = {6, 15, 16, 33, 34, 50}


def add_elements(writer: PackWriter, source: int, database: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "elements.db"
        file.write_bytes(database)
        with closing(sqlite3.connect(file)) as db:
            rows = db.execute(
                "select atomic_number, symbol, name, atomic_weight, period, group_id, series_id, discovery_year "
                "from elements order by atomic_number"
            ).fetchall()
            heats = {
                row[0]: row[1:]
                for row in db.execute(
                    "select atomic_number, min(melting_point), min(boiling_point) from phasetransitions "
                    "group by atomic_number having count(*) = 1"
                )
            }
    for number, symbol, english, weight, period, group, series, year in rows:
        name = NAMES[number - 1]
        aliases = (f"{name}元素", english, _ALSO.get(name, ""))
        entity = writer.entity(name, kind=ELEMENT, source=source, aliases=aliases)
        told = {
            "元素符号": symbol,
            "原子序数": str(number),
            "相对原子质量": f"{weight:.5g}" if number < 104 else "",
            "英文名": english,
            "周期": f"第{period}周期",
            "族": f"第{group}族" if group else "",
            "类别": _SERIES[series - 1] if series else "",
            "发现年份": f"{year}年" if year else "",
        }
        if number not in _NO_HEAT and number < 100:
            melting, boiling = heats.get(number, (None, None))
            told["熔点"] = f"{melting - _ZERO:.0f}摄氏度" if melting and number != 2 else ""
            told["沸点"] = f"{boiling - _ZERO:.0f}摄氏度" if boiling else ""
        for attribute, value in told.items():
            if value:
                writer.triple(entity, attribute, value, source=source, by_value=attribute == "元素符号")
