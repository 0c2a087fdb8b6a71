"""The default pack: made of a few lines, of the real packages where they were pulled, and from its own tables."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
import sys
import zipfile
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from roleplay_lite import models, paths
from roleplay_lite.errors import ManifestError, PackError
from roleplay_lite.knowledge.pack.digest import content_digest
from roleplay_lite.knowledge.pack.pack import DEFAULT_MODEL, Pack
from roleplay_lite.knowledge.pack.zh_basic.building import INPUTS, build, built
from roleplay_lite.knowledge.pack.zh_basic.curated import rows, verses_of
from roleplay_lite.knowledge.pack.zh_basic.inputs import gather
from roleplay_lite.knowledge.pack.zh_basic.text import meanings, spoken, within
from roleplay_lite.models.manifest import read_manifest
from tests.knowledge.pack.making import small_inputs, zipped

CURATED = "5c69929269fe8cae145c25f83671989eff8174f0679651162d80cce2b26a3095"
"""What the tables in `curated` are. They are part of what `models pull` makes, so after a change of them run
`roleplay-lite knowledge build` and write its digest into models/manifest.toml, then this one here."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pack") / "zh-basic.db"
    build(small_inputs(), path)
    return path


def told(pack: Pack, name: str, kind: str) -> dict[str, str]:
    entity = next(one for one in pack.entities_named(name) if one.kind == kind)
    return {one.attribute: one.value for one in pack.triples(entity.id)}


@pytest.mark.parametrize(
    ("name", "kind", "attribute", "value"),
    [
        ("彻底", "词语", "释义", "形容水清见底。"),
        ("画蛇添足", "成语", "释义", "比喻做了多余的事，反而不合适。"),
        ("画蛇添足", "成语", "拼音", "huà shé tiān zú"),
        ("画蛇添足", "成语", "出处", "《战国策·齐策二》"),
        ("百花齐放百家争鸣", "成语", "释义", "比喻学术自由发展。"),
        ("小葱拌豆腐", "歇后语", "下一句", "清清白白"),
        ("上海", "直辖市", "下辖区县", "徐汇、静安"),
        ("徐汇区", "区县", "所属省份", "上海市"),
        ("昆山市", "区县", "所属城市", "苏州市"),
        ("江苏", "省份", "省会", "南京"),
        ("江苏", "省份", "下辖市", "苏州"),
        ("法国", "国家", "首都", "巴黎"),
        ("法国", "国家", "主要城市", "马赛、里昂"),
        ("巴黎", "首都", "是哪国首都", "法国"),
        ("中国", "国家", "首都", "北京"),
        ("中国", "国家", "货币", "人民币"),
        ("水银", "化学元素", "元素符号", "Hg"),
        ("铁", "化学元素", "熔点", "1538摄氏度"),
        ("静夜思", "诗", "作者", "李白"),
        ("床前明月光", "诗句", "下一句", "疑是地上霜"),
        ("低头思故乡", "诗句", "上一句", "举头望明月"),
        ("太白金星", "行星", "排行", "离太阳第二近"),
        ("端午节", "节日", "日期", "农历五月初五"),
    ],
)
def test_what_a_person_asks_is_there(name: str, kind: str, attribute: str, value: str, small: Path) -> None:
    with Pack.open(small) as pack:
        assert told(pack, name, kind)[attribute] == value


def test_what_should_not_be_there_is_not(small: Path) -> None:
    with Pack.open(small) as pack:
        assert not pack.entities_named("罕词")
        assert not pack.entities_named("茅房里的石头")
        assert told(pack, "一丁不识", "成语") == {}
        assert not pack.entities_named("某街道")


def test_the_same_files_give_the_same_pack(small: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.db"
    again.write_bytes(built(*(small_inputs()[name] for name in INPUTS)))
    assert content_digest(again) == content_digest(small)


def test_each_thing_stands_once_of_its_kind(small: Path) -> None:
    with Pack.open(small) as pack:
        twice = pack.db.execute(
            "select kind, name from entity group by kind, name having count(*) > 1 and kind <> '诗句' and kind <> '诗'"
        ).fetchall()
    assert [row for row in twice if row[0] != "首都"] == []


def test_the_tables_are_sound() -> None:
    questions: dict[str, str] = {}
    for question, answer, ways in rows("faq.tsv", 3):
        assert 2 <= len(ways.split("|")) <= 4, question
        assert len(answer) <= 80, question
        assert answer[-1] in "。！", question
        for way in (question, *ways.split("|")):
            plain = way.rstrip("？")
            assert questions.setdefault(plain, question) == question, way
    assert len({*questions.values()}) >= 200
    facts = list(rows("facts.tsv", 4))
    assert len(facts) >= 500
    assert len({(kind, names.split("|")[0], attribute) for kind, names, attribute, _ in facts}) == len(facts)
    assert len(list(rows("countries.tsv", 6))) == 197
    for _, _, title, text in [*rows("poems.tsv", 4), *rows("tang.tsv", 4)]:
        assert text[-1] in "。？！", title
        assert len(verses_of(text)) >= 3, title


def test_a_fault_in_a_table_is_told_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PackError, match=r"faq\.tsv:2: has 3 columns; must have 4"):
        list(rows("faq.tsv", 4))


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("通透到底﹑完全而无所遗留", "彻底", "通透到底、完全而无所遗留。"),
        ("迈步～维艰。", "举步", "迈步举步维艰。"),
        ("西非国家。面积9238万平方千米。首都阿布贾。", "尼日利亚", "西非国家。首都阿布贾。"),
        ("在广东省。1983年设市。人口1252万。", "中山市", "在广东省。1983年设市。"),
        ("用守株待兔”比喻死守经验。", "守株待兔", "用守株待兔比喻死守经验。"),
        ("细长的木头。另见g n zi。", "杆子", "细长的木头。"),
        ("形容时间极短转眼又到了年关｜一转眼，孩子会走路了。", "转眼", "形容时间极短。"),
        ("孩子的母亲，也指母亲的母亲。", "母亲", "孩子的母亲，也指母亲的母亲。"),
        ("⊥睦融洽，可致吉祥。", "和气", ""),
        ('亦作"柿饼"。晒干的柿子。', "柿饼", "晒干的柿子。"),
        ("", "空", ""),
    ],
)
def test_dictionary_text_is_made_fit_to_be_spoken(text: str, word: str, wanted: str) -> None:
    assert spoken(text, word) == wanted


def test_long_meanings_end_with_a_sentence() -> None:
    assert meanings("1.甲。 2.乙。3.丙。") == ["甲。", "乙。", "丙。"]
    assert within("一二三四五。六七八九十。", 8) == "一二三四五。"
    assert within("一二三四，五六七八九十", 8) == "一二三四。"


def test_the_tables_are_those_the_manifest_pins() -> None:
    folder = files("roleplay_lite.knowledge.pack") / "curated"
    names = sorted(one.name for one in folder.iterdir())
    assert names == ["countries.tsv", "facts.tsv", "faq.tsv", "poems.tsv", "tang.tsv"]
    digest = hashlib.sha256(b"".join((folder / name).read_bytes() for name in names)).hexdigest()
    assert digest == CURATED


def test_the_recipe_is_given_what_it_wants() -> None:
    entry = read_manifest().entry(DEFAULT_MODEL)
    (derived,) = entry.derived
    assert derived.made_from == INPUTS == tuple(file.path for file in entry.files)
    assert derived.content
    assert derived.size <= 10_000_000


@pytest.mark.parametrize(
    ("made_from", "field"),
    [("[]", "made_from"), ('["words.zip", "x"]', "made_from[1]"), ("7", "made_from"), ('"x"', "made_from")],
)
def test_what_a_recipe_is_given_must_be_fetched(made_from: str, field: str, tmp_path: Path) -> None:
    text = (paths.shipped("models") / "manifest.toml").read_text(encoding="utf-8")
    head, mark, tail = text.partition("[[models.knowledge-zh.derived]]")
    tail = re.sub(r"made_from = .*", f"made_from = {made_from}", tail, count=1)
    (tmp_path / "models.toml").write_text(head + mark + tail, encoding="utf-8")
    with pytest.raises(ManifestError) as caught:
        read_manifest(tmp_path / "models.toml")
    assert caught.value.field == f"models.knowledge-zh.derived[0].{field}"


def test_without_a_network_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEPLAY_LITE_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(PackError, match="jionlp==") as caught:
        gather()
    assert sys.executable in str(caught.value)
    assert "--wheels" in str(caught.value)


def test_a_wheel_whose_bytes_are_others_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEPLAY_LITE_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    with zipfile.ZipFile(wheels / "jionlp-1.5.31-py2.py3-none-any.whl", "w") as wheel:
        for part in ("chinese_word_dictionary", "idf", "chinese_idiom", "xiehouyu", "china_location"):
            wheel.writestr(f"jionlp/dictionary/{part}.zip", zipped("x.txt", "别的\t内容"))
        wheel.writestr("jionlp/dictionary/world_location.txt", "别的")
    with pytest.raises(PackError, match="jionlp=="):
        gather(wheels)
    (wheels / "jionlp-1.5.31-py2.py3-none-any.whl").write_bytes(b"PK broken")
    with pytest.raises(PackError, match="is damaged"):
        gather(wheels)


@pytest.mark.model("knowledge-zh")
def test_the_pulled_pack_is_the_one_that_is_pinned() -> None:
    folder = models.verify(DEFAULT_MODEL)
    path = folder / "zh-basic.db"
    assert path.stat().st_size <= 10_000_000
    with Pack.open(path) as pack:
        counts = pack.counts()
        assert counts["faq"] >= 200
        assert counts["triple"] > 60_000
        assert all(source.licence and source.rows for source in pack.sources())
        assert told(pack, "刻舟求剑", "成语")["释义"] == "比喻不懂事物已发展变化而仍静止地看问题。"


@pytest.mark.model("knowledge-zh")
def test_a_pulled_pack_that_was_changed_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = models.where(DEFAULT_MODEL)
    shutil.copytree(source, tmp_path / DEFAULT_MODEL)
    monkeypatch.setenv("ROLEPLAY_LITE_MODELS", str(tmp_path))
    with closing(sqlite3.connect(tmp_path / DEFAULT_MODEL / "zh-basic.db")) as db:
        db.execute("update faq set answer = '别信。' where id = 1")
        db.commit()
    # The pull finds it, and mends it without fetching anything: it is made again, and has the digest that is pinned.
    with Pack.open(models.pull(DEFAULT_MODEL) / "zh-basic.db") as pack:
        assert next(pack.faq()).answer != "别信。"
