"""Documents read: encodings, prose, tables, pdf, and what is broken in them."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.errors import DocumentError
from roleplay_lite.knowledge.pack.reading.document import documents_in, items_of
from roleplay_lite.knowledge.pack.reading.items import FactItem, FaqItem, PassageItem
from roleplay_lite.knowledge.pack.reading.prose import LONGEST, passages
from tests.knowledge.pack.making import pdf_of

TEXT = "洗衣机说明\n\n第一章 童锁\n按住启动键三秒，童锁就打开了。WiFi 模块要先联网。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_usual_encoding_is_read_alike(encoding: str, ends: str, tmp_path: Path) -> None:
    file = tmp_path / "说明.txt"
    file.write_bytes(TEXT.replace("\n", ends).encode(encoding))
    assert list(items_of(file)) == [
        PassageItem(text="洗衣机说明"),
        PassageItem(heading="第一章 童锁", text="按住启动键三秒，童锁就打开了。WiFi 模块要先联网。"),
    ]


def problem_of(file: Path) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        list(items_of(file))
    assert str(file) in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("name", "raw", "word"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\r\n\t", "is empty"),
        ("a.md", b"---\n***\n", "holds nothing"),
        ("a.txt", b"\x7fELF\x02\x01\x01\0\0\0" + bytes(range(256)) * 20, "is no text file"),
        ("a.csv", b"PK\x03\x04" + bytes(1000), "is no text file"),
        ("a.txt", b"\x00\xd8" * 10, "no text file"),
        ("a.exe", b"MZ", "of no kind"),
        ("a", b"hello", "of no kind"),
        ("a.json", b"[1, 2", "is no json"),
        ("a.json", b"17", "must be an array"),
        ("a.json", b"[[1]]", "must be an object or a text"),
        ("a.json", b'{"a": ' * 100_000, "nested too deeply"),
        ("a.json", b'["\\ud800"]', "half of a sign"),
        ("a.jsonl", b'{"text": "x"}\nnonsense\n', "is no json"),
        ("a.pdf", b"%PDF-1.7\nbroken", "is damaged or no pdf"),
        ("a.pdf", b"not a pdf at all", "is damaged or no pdf"),
        ("a.pdf", b"", "is empty"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(name: str, raw: bytes, word: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(raw)
    assert word in problem_of(file).problem


def test_a_broken_sign_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("第一行好的，没有错。\n第二行".encode() + b"\xff" + "也是中文。\n".encode())
    problem = problem_of(file)
    assert (problem.line, "UTF-8" in problem.problem) == (2, True)


@pytest.mark.parametrize(
    ("text", "line", "field", "word"),
    [
        ("问题,答案\n几点关门,\n", 2, "答案", "is empty"),
        ("question,answer\nok,ok\n  ,yes\n", 3, "question", "is empty"),
        ("question,answer\na,b,c\n", 2, "", "has 3 columns"),
        ("question,answer\na,b\nc\n", 3, "", "has 1 columns"),
        ("question,,answer\n", 1, "", "column 2 has no name"),
        ("a,a\n1,2\n", 1, "a", "stands twice"),
        ("entity,attribute,value\n猫,颜色,\n", 2, "value", "is empty"),
        ('question,answer\n"never closed,b\n' + "x\n" * 20, 22, "", "is no csv"),
        (f"question,answer\n{'长' * 600},b\n", 2, "question", "600 signs long"),
        (f"question,answer\n{'长' * 70_000},b\n", 2, "", "longer than"),
    ],
)
def test_a_fault_in_a_table_is_told_with_line_and_column(
    text: str, line: int, field: str, word: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8")
    problem = problem_of(file)
    assert word in problem.problem
    assert (problem.line, problem.field) == (line, field)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_questions_facts_and_other_rows_of_a_csv(mark: str, tmp_path: Path) -> None:
    def read(*rows: tuple[str, ...]) -> list[object]:
        file = tmp_path / "a.csv"
        file.write_text("\n".join(mark.join(row) for row in rows), encoding="utf-8")
        return list(items_of(file))

    assert read(("问题", "答案", "相似问"), ("几点关门", "九点。", "什么时候关门|几点打烊")) == [
        FaqItem(question="几点关门", answer="九点。", paraphrases=("什么时候关门", "几点打烊"))
    ]
    assert read(("Entity", "Attribute", "Value"), ("豆豆", "颜色", "橘色")) == [
        FactItem(entity="豆豆", attribute="颜色", value="橘色")
    ]
    assert read(("姓名", "电话"), ("王小明", "12345"), ("", "")) == [
        PassageItem(text="姓名：王小明；电话：12345", heading="王小明")
    ]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_json_as_an_array_and_by_the_line(name: str, tmp_path: Path) -> None:
    rows = [
        {"question": "几点关门", "answer": "九点。", "paraphrases": ["几点打烊", "什么时候关门"]},
        {"实体": "豆豆", "属性": "年龄", "值": 3},
        {"text": "院子里有一棵枣树。"},
        "一句话。",
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    file = tmp_path / name
    file.write_text("\n".join(lines) if name.endswith("l") else f"[{','.join(lines)}]", encoding="utf-8")
    assert list(items_of(file)) == [
        FaqItem(question="几点关门", answer="九点。", paraphrases=("几点打烊", "什么时候关门")),
        FactItem(entity="豆豆", attribute="年龄", value="3"),
        PassageItem(text="院子里有一棵枣树。"),
        PassageItem(text="一句话。"),
    ]


def test_a_fault_in_json_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"faq": [{"question": "a", "answer": "b"}, {"question": "c", "answer": " "}]}')
    problem = problem_of(file)
    assert (problem.field, problem.problem) == ("[1].answer", "is empty")


def test_markdown_is_read_without_its_marks() -> None:
    text = (
        "# 家电\n\n## 洗衣机\n\n- **童锁**：按住[启动键](http://x)三秒\n- 滤网每月洗\n"
        "```\n# 代码\n```\n\n## 空的\n\n## 灯\n开灯。\n"
    )
    assert list(passages(text.splitlines(), markdown=True)) == [
        PassageItem(heading="洗衣机", text="童锁：按住启动键三秒，滤网每月洗，# 代码"),
        PassageItem(heading="灯", text="开灯。"),
    ]


def test_passages_end_where_sentences_do() -> None:
    found = list(passages(["这是一个完整的句子，不该从中间断开。" * 60]))
    assert len(found) > 2
    assert all(len(item.text) <= LONGEST and item.text.endswith("。") for item in found)


@given(st.lists(st.text(max_size=700), max_size=6))
@settings(max_examples=50, deadline=None)
def test_no_text_is_too_long_for_a_passage_and_none_is_lost(lines: list[str]) -> None:
    found = list(passages(lines))
    assert all(0 < len(item.text) <= LONGEST for item in found)
    kept = "".join(item.heading + item.text for item in found)
    for line in lines:
        for sign in line:
            assert not sign.isalnum() or sign in kept


def test_a_pdf_with_mandarin_in_it(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_of("洗衣机的童锁按住三秒打开。", "滤网每月清洗一次。"))
    (item,) = items_of(file)
    assert item == PassageItem(text="洗衣机的童锁按住三秒打开。滤网每月清洗一次。")


def test_a_pdf_of_images_only_and_an_encrypted_one(tmp_path: Path) -> None:
    import pypdf

    images = tmp_path / "scan.pdf"
    images.write_bytes(pdf_of("", ""))
    assert "only images" in problem_of(images).problem
    locked = tmp_path / "locked.pdf"
    with pypdf.PdfWriter() as writer:
        writer.add_blank_page(100, 100)
        writer.encrypt("secret", algorithm="RC4-128")
        writer.write(locked)
    assert "is encrypted" in problem_of(locked).problem


@given(st.integers(0, 900), st.integers(0, 255))
@settings(max_examples=25, deadline=None)
def test_a_damaged_pdf_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, place: int, byte: int) -> None:
    raw = bytearray(pdf_of("洗衣机的童锁按住三秒打开。"))
    raw[place] = byte
    file = tmp_path_factory.mktemp("pdf") / "a.pdf"
    file.write_bytes(raw[: 400 + place])
    with suppress(DocumentError):
        list(items_of(file))


def test_a_folder_gives_what_can_be_read(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "下/c.csv", ".hidden/d.txt", "e.jpg", ".f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [path.relative_to(tmp_path).as_posix() for path in documents_in(tmp_path)] == ["a.md", "b.txt", "下/c.csv"]
