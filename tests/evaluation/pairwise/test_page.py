"""The page is whole in itself, and what was said in it stays text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.evaluation.pairwise.blind import BlindPair, PairSet
from roleplay_lite.evaluation.pairwise.judgements import file_name, read_judgements
from roleplay_lite.evaluation.pairwise.page import page
from roleplay_lite.evaluation.pairwise.pairs import Who

from .browser import CHROMIUM, Page, browser
from .made import XIAOMAN, comparison

HOSTILE = (
    "<script>document.title='taken'</script>",
    "</script><img src=x onerror=\"document.title='taken'\">",
    "<!--<script>",
    "]]>&lt;b&gt;<b>粗</b>",
    "@POLICY@@DATA@",
    '"};document.title="taken";//',
    "\u2028\u2029\u202e\x00\x1b[2J",
)


class Read(HTMLParser):
    """What a browser would make of it: tags with their attributes, and what is inside scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, str] = {}
        self._place = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._place = tag + (dict(attrs).get("type") or "")

    def handle_endtag(self, tag: str) -> None:
        self._place = ""

    def handle_data(self, data: str) -> None:
        if self._place:
            self.inside[self._place] = self.inside.get(self._place, "") + data


def hostile() -> PairSet:
    return PairSet(
        pairs=tuple(
            BlindPair(
                id=f"chat/{number}",
                who=Who(name=text, summary=text, wanted=text),
                said=(text, "嗯"),
                left=(text, ""),
                right=("好的。", text),
            )
            for number, text in enumerate(HOSTILE)
        )
    )


def test_nothing_in_it_is_fetched() -> None:
    read = Read(page(comparison()[0]))
    loading = {"src", "href", "srcset", "action", "data", "poster", "background", "formaction"}
    assert not [(tag, attrs) for tag, attrs in read.tags if loading & set(attrs)]
    assert "link" not in {tag for tag, _ in read.tags}
    for kind in ("script", "style"):
        assert not re.search(r"https?:|//[a-z]|url\(|@import|fetch\(|XMLHttp|import\(|WebSocket", read.inside[kind])


def test_its_policy_lets_its_own_script_run_and_nothing_else() -> None:
    read = Read(page(hostile()))
    policy = next(attrs["content"] for tag, attrs in read.tags if attrs.get("http-equiv"))
    assert policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(read.inside[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_a_hostile_reply_is_no_markup() -> None:
    plain, evil = Read(page(comparison()[0])), Read(page(hostile()))
    assert [tag for tag, _ in evil.tags] == [tag for tag, _ in plain.tags]
    assert evil.inside["script"] == plain.inside["script"]
    data = json.loads(evil.inside["scriptapplication/json"])
    assert [pair["left"][0] for pair in data["pairs"]][:6] == [text.strip() for text in HOSTILE[:6]]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(", evil.inside["script"])


@given(st.text(), st.text())
def test_what_was_said_comes_through_as_it_was(reply: str, other: str) -> None:
    pair = BlindPair(id="x", who=XIAOMAN, said=("在吗",), left=(reply,), right=(f"{other}<",))
    read = Read(page(PairSet(pairs=(pair,))))
    shown = json.loads(read.inside["scriptapplication/json"])["pairs"][0]
    assert shown["right"][0].endswith("<")
    if reply.isprintable():
        assert shown["left"][0] == reply.strip()


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Path]]:
    """One browser for all that is tried here; it takes a second to start."""
    folder = tmp_path_factory.mktemp("browser")
    if not CHROMIUM:
        pytest.skip("no chromium to open the page with")
    with browser(folder) as page:
        yield page, folder


def begun(tab: tuple[Page, Path], pairs: PairSet, reader: str) -> Page:
    shown, folder = tab
    (folder / "page.html").write_text(page(pairs), "utf-8")
    shown.open(folder / "page.html")
    shown.run(f"document.getElementById('name').value = {reader!r}; document.querySelector('#form button').click()")
    return shown


def counts(shown: Page, count: str) -> None:
    """Wait for it."""
    shown.until(f"document.getElementById('count').innerText === '{count}'")


def again(shown: Page, reader: str) -> Page:
    """As if the page were opened anew. Really opened anew within a second of its start, a headless Chromium of today
    sometimes shows a page an empty `localStorage`, and after that the old one."""
    shown.run(f"given = new Map(); reader = ''; begin({reader!r})")
    return shown


def downloaded(folder: Path, name: str) -> Path:
    deadline = time.monotonic() + 20
    while not (folder / name).exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return folder / name


def test_a_person_judges_in_a_browser_and_hands_in_the_file(tab: tuple[Page, Path]) -> None:
    pairs, _ = comparison(4)
    shown = begun(tab, pairs, " 小  陈/1 ")
    assert shown.text("count") == "1/4"
    assert pairs.pairs[0].left[0] in shown.text("left")
    assert pairs.pairs[0].right[0] in shown.text("right")
    assert "诙谐风趣" in shown.text("who")
    for key in ("1", "u", "2", "x", "0", "B"):
        shown.press(key)
    counts(shown, "4/4")
    counts(again(shown, "小 陈/1"), "4/4")
    shown.run("document.getElementById('judge-left').click()")
    assert "都看完了" in shown.text("end")
    shown.run("document.getElementById('save').click()")
    file = downloaded(tab[1], file_name("小 陈/1"))
    found = read_judgements(file, pairs).judgements
    assert [(one.pair, one.verdict) for one in found] == [
        (one.id, verdict) for one, verdict in zip(pairs.pairs, ("right", "tie", "bad", "left"), strict=True)
    ]
    assert {one.reader for one in found} == {"小 陈/1"}
    assert all(one.seconds >= 0 and one.of == pairs.mark for one in found)


def test_verdicts_on_other_pairs_and_of_others_are_kept_apart(tab: tuple[Page, Path]) -> None:
    shown = begun(tab, comparison(3)[0], "甲")
    shown.press("1")
    counts(shown, "2/3")
    counts(again(shown, "乙"), "1/3")
    counts(again(shown, "甲"), "2/3")
    counts(begun(tab, comparison(5)[0], "甲"), "1/5")


@pytest.mark.parametrize("name", ["", "   ", "model:qwen", "陈" * 61])
def test_a_name_that_a_reader_cannot_have_is_said(name: str, tab: tuple[Page, Path]) -> None:
    shown = begun(tab, comparison(3)[0], name)
    assert shown.run("document.getElementById('work').hidden")


def test_a_browser_runs_nothing_that_was_said(tab: tuple[Page, Path]) -> None:
    pairs = hostile()
    shown = begun(tab, pairs, "小陈")
    for pair in pairs.pairs:
        seen = shown.run("document.querySelector('#left p:nth-of-type(2)').textContent")
        if pair.left[0].isprintable():
            assert seen == pair.left[0]
        assert shown.run("document.querySelectorAll('img, #work script, #work b b').length") == 0
        shown.run("document.getElementById('judge-tie').click()")
    assert "taken" not in shown.run("document.title")
    assert "都看完了" in shown.text("end")


def test_a_phone_shows_all_without_scrolling_sideways(tab: tuple[Page, Path], tmp_path: Path) -> None:
    long = BlindPair(id="x", who=XIAOMAN, said=("说说",), left=("雨下个不停，" * 60,), right=("http" * 90,))
    shown = begun(tab, PairSet(pairs=(long,)), "小陈")
    shown.picture(tmp_path / "phone.png", 360, 640)
    assert shown.run("document.documentElement.scrollWidth <= innerWidth")
    assert shown.run("document.getElementById('foot').getBoundingClientRect().height < innerHeight / 2")
