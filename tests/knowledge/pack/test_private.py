"""A person's own documents: added, replaced, taken out, and a program killed in the midst of it."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from roleplay_lite import paths
from roleplay_lite.errors import DocumentError, InputError, PackError
from roleplay_lite.knowledge.pack.adding import searched
from roleplay_lite.knowledge.pack.pack import Pack, private_path
from roleplay_lite.knowledge.pack.private import PrivatePack
from roleplay_lite.memory.index import terms

FAQ = "问题,答案,相似问\n几点关门,晚上九点关门。,几点打烊\n"


def texts() -> list[str]:
    with Pack.open(private_path()) as pack:
        return [item.text for item in pack.passages()] + [item.question for item in pack.faq()]


def found(table: str, text: str) -> int:
    pairs = " ".join(f'"{pair}"' for pair in searched(text)[1].split())
    with Pack.open(private_path()) as pack:
        return len(pack.db.execute(f"select rowid from {table} where {table} match ?", (pairs,)).fetchall())


def sound() -> bool:
    """Whether the file is whole, its full-text tables too."""
    with closing(sqlite3.connect(private_path())) as db:
        for table, rows in (("passage_terms", "passage"), ("faq_terms", "paraphrase")):
            count = db.execute(f"select count(*) from {rows}").fetchone()
            assert db.execute(f"select count(*) from {table}_docsize").fetchone() == count
        return bool(db.execute("pragma integrity_check").fetchone() == ("ok",))


@pytest.fixture
def note(tmp_path: Path) -> Path:
    file = tmp_path / "备忘.txt"
    file.write_text("豆豆是一只橘猫。钥匙放在鞋柜里。\n", encoding="utf-8")
    return file


def test_a_file_is_added_replaced_and_taken_out(note: Path) -> None:
    with PrivatePack() as pack:
        assert pack.add(note, now=1.0).state == "added"
        assert pack.add(note, now=2.0).state == "unchanged"
        assert (found("passage_terms", "钥匙"), found("passage_terms", "抽屉")) == (1, 0)
        note.write_text("钥匙放在抽屉里。\n", encoding="gb18030")
        assert pack.add(note, now=3.0).state == "replaced"
        assert texts() == ["钥匙放在抽屉里。"]
        assert (found("passage_terms", "鞋柜"), found("passage_terms", "抽屉")) == (0, 1)
        assert pack.remove("备忘.txt").origin == str(note)
    assert texts() == []
    assert found("passage_terms", "抽屉") == 0
    assert sound()


def test_what_was_taken_out_is_not_left_in_the_file(note: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.csv"
    other.write_text(FAQ, encoding="utf-8")
    with PrivatePack() as pack:
        pack.add(note, now=1.0)
        pack.add(other, now=1.0)
        pack.remove(str(note))
        pack.remove("b.csv")
    raw = private_path().read_bytes()
    for word in ("橘猫", "鞋柜", "关门", "打烊", "备忘"):
        assert word.encode() not in raw


def test_the_pack_is_for_its_owner_alone(note: Path) -> None:
    with PrivatePack() as pack:
        pack.add(note, now=1.0)
    assert stat.S_IMODE(private_path().stat().st_mode) == 0o600
    assert stat.S_IMODE(private_path().parent.stat().st_mode) == 0o700
    assert private_path().is_relative_to(paths.data_dir())
    with Pack.open(private_path()) as opened:
        assert opened.private
        assert (opened.licence, opened.name) == ("", "private")


def test_a_file_that_turns_bad_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "faq.csv"
    file.write_text(FAQ, encoding="utf-8")
    with PrivatePack() as pack:
        pack.add(file, now=1.0)
        file.write_text(f"{FAQ}几点开门,,\n", encoding="utf-8")
        with pytest.raises(DocumentError, match=r"faq\.csv:3: 答案: is empty"):
            pack.add(file, now=2.0)
        file.write_text("问题,答案\n" + "问一下,好的。\n" * 11, encoding="utf-8")
        with pytest.raises(DocumentError, match="more than 10 rows"):
            pack.add(file, now=2.0, most_rows=10)
    assert texts() == ["几点关门"]
    assert sound()


def test_a_copy_of_a_file_is_not_there_twice_and_an_old_text_never_stays(note: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("旧的内容在这里。", encoding="utf-8")
    with PrivatePack() as pack:
        pack.add(copy, now=1.0)
        pack.add(note, now=1.0)
        copy.write_bytes(note.read_bytes())
        assert pack.add(copy, now=2.0).state == "replaced"
        another = tmp_path / "another.txt"
        another.write_bytes(note.read_bytes())
        assert pack.add(another, now=2.0).state == "unchanged"
    assert "旧的内容在这里。" not in texts()


def test_facts_of_one_thing_are_together(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text("实体,属性,值\n豆豆,颜色,橘色\n豆豆,年龄,3岁\n", encoding="utf-8")
    with PrivatePack() as pack:
        pack.add(file, now=1.0)
    with Pack.open(private_path()) as opened:
        (cat,) = opened.entities_named("豆豆")
        assert [one.value for one in opened.triples(cat.id)] == ["橘色", "3岁"]
    assert found("triple_terms", "橘色") == 1
    with PrivatePack() as pack:
        pack.remove("1")
    with Pack.open(private_path()) as opened:
        assert not opened.entities_named("豆豆")
        assert set(opened.counts().values()) == {0}


def test_which_document_is_meant_must_be_clear(tmp_path: Path) -> None:
    with PrivatePack() as pack:
        for folder in ("a", "b"):
            file = tmp_path / folder / "same.txt"
            file.parent.mkdir()
            file.write_text(f"这是{folder}的说明。", encoding="utf-8")
            pack.add(file, now=1.0)
        with pytest.raises(InputError, match="2 documents"):
            pack.remove("same.txt")
        with pytest.raises(InputError, match="no document"):
            pack.remove("none.txt")
        pack.remove("2")
    assert texts() == ["这是a的说明。"]


def test_rows_whose_terms_were_cut_otherwise_are_found_anew(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with PrivatePack() as pack:
        pack.add(note, now=1.0)
    with closing(sqlite3.connect(private_path())) as db:
        db.execute("insert into passage_terms (passage_terms) values ('delete-all')")
        db.execute("update meta set value = '0' where key = 'terms'")
        db.commit()
    assert found("passage_terms", "橘猫") == 0
    with PrivatePack():
        pass
    assert found("passage_terms", "橘猫") == 1
    with Pack.open(private_path()) as pack_:
        assert pack_.meta["terms"] == terms.version()


def test_a_speaker_reads_on_while_a_large_file_is_added(note: Path, tmp_path: Path) -> None:
    """The person who talks meanwhile waits for nothing, and sees no half of the file."""
    large = tmp_path / "large.csv"
    large.write_text("问题,答案\n" + "".join(f"第{i}个问题,答{i}\n" for i in range(6000)), encoding="utf-8")
    with PrivatePack() as pack:
        pack.add(note, now=1.0)
    seen: set[int] = set()
    slowest = 0.0
    done = threading.Event()

    def read() -> None:
        nonlocal slowest
        with Pack.open(private_path()) as opened:
            while not done.is_set():
                began = time.perf_counter()
                seen.add(opened.counts()["faq"])
                slowest = max(slowest, time.perf_counter() - began)
                time.sleep(0.002)

    reader = threading.Thread(target=read, name="roleplay-reader")
    reader.start()
    try:
        with PrivatePack() as pack:
            pack.add(large, now=1.0)
    finally:
        done.set()
        reader.join()
    assert seen <= {0, 6000}
    assert slowest < 5


def test_another_writer_waits_its_turn(note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roleplay_lite.knowledge.pack.private._WAIT_SECONDS", 0.05)
    with PrivatePack() as pack:
        pack.add(note, now=1.0)
        with closing(sqlite3.connect(private_path(), isolation_level=None)) as other:
            other.execute("begin immediate")
            note.write_text("别的。", encoding="utf-8")
            with pytest.raises(PackError, match="another program is writing"):
                pack.add(note, now=2.0)
            other.execute("rollback")
        assert pack.add(note, now=2.0).state == "replaced"


def test_a_broken_pack_is_not_written_to(tmp_path: Path) -> None:
    private_path().parent.mkdir(parents=True)
    private_path().write_bytes(b"not a database" * 300)
    with pytest.raises(PackError, match="is not a knowledge pack"):
        PrivatePack()
    assert private_path().read_bytes() == b"not a database" * 300


_ADDS = """
import sys, time
from pathlib import Path
from roleplay_lite.knowledge.pack.private import PrivatePack
with PrivatePack() as pack:
    print("open", flush=True)
    pack.add(Path(sys.argv[1]), now=time.time(), moved=lambda done, whole: print("moved", done, flush=True))
"""


@pytest.mark.parametrize("moves", [1, 8])
def test_a_program_killed_while_it_adds_leaves_what_was_there(moves: int, note: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with PrivatePack() as pack:
        large.write_text(FAQ, encoding="utf-8")
        pack.add(large, now=1.0)
        pack.add(note, now=1.0)
    before = sorted(texts())
    large.write_text("问题,答案\n" + "".join(f"第{i}个问题,答{i}\n" for i in range(8_000)), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", _ADDS, str(large)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.getcwd()}
    ) as process:
        assert process.stdout
        for _ in range(1 + moves):
            assert process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert sorted(texts()) == before
    assert sound()
    with PrivatePack() as pack:
        assert pack.add(large, now=2.0).rows == 8_000


def test_what_a_killed_writer_left_is_rolled_back_by_the_next_reader(note: Path) -> None:
    """The log of a half-written change lies beside the file, which is changed already."""
    with PrivatePack() as pack:
        pack.add(note, now=1.0)
    kill = (
        "import sqlite3, sys, os\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('pragma cache_size=1')\n"
        "db.execute('begin immediate')\n"
        "for i in range(3000):\n"
        "    db.execute('insert into passage (document, position, text) values (1, ?, ?)', (i, '半截' * 40))\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", kill, str(private_path())], check=False)
    assert private_path().with_name("private.db-journal").exists()
    assert texts() == ["豆豆是一只橘猫。钥匙放在鞋柜里。"]
    assert sound()


def test_a_thousand_files(tmp_path: Path) -> None:
    with PrivatePack() as pack:
        # How long the disk takes to hold a thousand changes is not what is tried here.
        pack._db.execute("pragma synchronous=off")
        for number in range(1000):
            file = tmp_path / f"{number}.txt"
            file.write_text(f"第{number}号说明：第{number}个箱子在车库。", encoding="utf-8")
            pack.add(file, now=1.0)
    with Pack.open(private_path()) as opened:
        assert opened.counts()["document"] == 1000
    assert found("passage_terms", "车库") == 1000


def test_a_file_whose_name_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode("说明".encode("gbk") + b".txt")
    file.write_text("院子里有枣树。", encoding="utf-8")
    with PrivatePack() as pack:
        assert pack.add(file, now=1.0).state == "added"
        assert pack.add(file, now=1.0).state == "unchanged"
        assert pack.remove("1").title.endswith(".txt")
