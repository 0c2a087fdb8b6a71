"""Packs and documents for the tests."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from roleplay_lite.knowledge.pack.writer import PackWriter


def small_pack(path: Path, *, name: str = "small") -> Path:
    """A country, a saying, a question and a document."""
    with PackWriter(path, name=name, title="小包", licence="CC0-1.0") as writer:
        own = writer.source("own", version="1", licence="CC0-1.0")
        france = writer.entity("法国", kind="国家", source=own, aliases=("法兰西", "France"))
        writer.triple(france, "首都", "巴黎", source=own)
        writer.triple(france, "货币", "欧元", source=own)
        saying = writer.entity("小葱拌豆腐", kind="歇后语", source=own)
        writer.triple(saying, "下一句", "一清二白", source=own, by_value=True)
        writer.faq("天为什么是蓝的？", "因为蓝光散得开。", source=own, paraphrases=("天空怎么是蓝的",))
        document = writer.document("说明", source=own)
        writer.passage(document, 0, "按住启动键三秒打开童锁。", heading="洗衣机")
    return path


def zipped(name: str, text: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, text)
    return held.getvalue()


def small_inputs() -> dict[str, bytes]:
    """The files of the default pack, a few lines of each."""
    elements = io.BytesIO()
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(
            "create table elements (atomic_number integer, symbol, name, atomic_weight float, period integer, "
            "group_id integer, series_id integer, discovery_year integer);"
            "create table phasetransitions (atomic_number integer, melting_point float, boiling_point float);"
            "insert into elements values (26, 'Fe', 'Iron', 55.845, 4, 8, 8, null), (80, 'Hg', 'Mercury', 200.592, 6, "
            "12, 8, null);"
            "insert into phasetransitions values (26, 1811.15, 3134.15), (80, 234.32, 629.88);"
        )
        elements.write(db.serialize())
    return {
        "words.zip": zipped(
            "w.txt", "彻底\t1.通透到底。形容深透﹑完全而无所遗留。 2.形容水清见底。\n罕词\t1.没人写的词。\n"
        ),
        "rarity.zip": zipped("r.txt", "彻底\t9.1\r\n罕词\t13.9\r\n"),
        "idioms.zip": zipped("i.txt", "画蛇添足\t99\n一丁不识\t1\n百花齐放，百家争鸣\t1\n"),
        "sayings.zip": zipped("s.txt", "小葱拌豆腐\t一清二白\n小葱拌豆腐\t清清白白\n茅房里的石头\t又臭又硬\n"),
        "places.zip": zipped(
            "p.txt",
            "上海市\t310000\t上海\n\t上海市\t310000\t上海\n\t\t徐汇区\t310104\t徐汇\n\t\t静安区\t310106\t静安\n\t\t\t某街道\n"
            "江苏省\t320000\t江苏\n\t苏州市\t320500\t苏州\n\t\t昆山市\t320583\t昆山\n",
        ),
        "world.txt": "欧洲:\n法国\t法兰西共和国\t巴黎\t马赛/里昂\n".encode(),
        "idioms.csv": (
            "word,explanation,pinyin,derivation\n"
            "画蛇添足,画蛇时给蛇添上脚。比喻做了多余的事，反而不合适。,huà shé  tiān zú,《战国策·齐策二》蛇固无足。\n"
            "一丁不识,形容一个字也不认得。,yī dīng bù shí,无\n"
            "百花齐放百家争鸣,比喻学术自由发展。,bǎi huā qí fàng bǎi jiā zhēng míng,无\n"
        ).encode(),
        "elements.db": elements.getvalue(),
    }


def pdf_of(*pages: str) -> bytes:
    """A pdf with these texts, in a font that says which signs its codes are."""
    signs = sorted({sign for page in pages for sign in page})
    codes = {sign: index + 1 for index, sign in enumerate(signs)}
    mapped = "\n".join(f"<{code:04x}> <{sign.encode('utf-16-be').hex()}>" for sign, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapped}\nendbfchar\nendcmap end end"
    )
    objects = {
        3: "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [4 0 R] "
        "/ToUnicode 5 0 R >>",
        4: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo << /Registry (Adobe) "
        "/Ordering (Identity) /Supplement 0 >> /DW 1000 >>",
        5: _stream(cmap),
    }
    kids = []
    for index, page in enumerate(pages):
        shown = "".join(f"{codes[sign]:04x}" for sign in page)
        objects[6 + 2 * index] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {7 + 2 * index} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>"
        )
        objects[7 + 2 * index] = _stream(f"BT /F 12 Tf 50 700 Td <{shown}> Tj ET" if page else "0 0 m")
        kids.append(f"{6 + 2 * index} 0 R")
    objects[1] = "<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(kids)}] >>"
    made = b"%PDF-1.7\n"
    places = {}
    for number in sorted(objects):
        places[number] = len(made)
        made += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("latin-1")
    table = "".join(f"{places[number]:010d} 00000 n \n" for number in sorted(objects))
    made += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    ).encode("latin-1")
    return made


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"
