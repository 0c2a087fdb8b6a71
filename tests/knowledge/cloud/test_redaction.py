"""Nothing of anybody leaves: thousands of drawn lines through the real client to a server that keeps every byte."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.errors import CloudError
from roleplay_lite.knowledge.cloud.redaction.redactor import LONGEST, Redactor
from roleplay_lite.knowledge.evidence import Query
from tests.knowledge.cloud.giving_away import NAMES, lines, plain
from tests.knowledge.cloud.making import cloud, provider
from tests.knowledge.cloud.server import answers, chat, searx, serving

GENERAL = (Path(__file__).parent / "general.txt").read_text(encoding="utf-8").split("\n")[:-1]
REDACTOR = Redactor(lambda: NAMES)


def redacted(text: str) -> str:
    return REDACTOR.redact(text).text


def test_of_2400_drawn_lines_nothing_leaves() -> None:
    """Twelve hundred as a chat, twelve hundred as a search; what was sent is read from the socket."""
    drawn = list(lines(20_26, 2400))
    assert len({line.form for line in drawn}) > 60
    asked = 0
    with serving(answers({**chat("好的。"), **searx("好的。")})) as server:
        for kind, part in (("chat", drawn[:1200]), ("searxng", drawn[1200:])):
            one = provider(server.url, kind, reserve_tokens=0)
            with cloud(one, names=NAMES, cache_days=0, calls_per_day=10_000, tokens_per_day=10**9) as there:
                for line in part:
                    server.received.clear()
                    looked = there.look(Query(text=line.text, terms=line.secrets, entities=line.secrets))
                    assert looked.evidence or "nothing is left" in looked.why, looked.why
                    asked += bool(server.received)
                    for request in server.received:
                        left = plain(said(request))
                        assert not [secret for secret in line.secrets if secret in left], (line, left)
    assert asked > 1000


def said(request: bytes) -> str:
    """All that a person's words could be in: the address with its query, the body."""
    head, _, body = request.decode().partition("\r\n\r\n")
    query = parse_qs(urlsplit(head.split(" ")[1]).query)
    words = (
        [message["content"] for message in json.loads(body)["messages"] if message["role"] == "user"] if body else []
    )
    return "\n".join([*query.get("q", []), *words])


def test_it_is_put_back_as_it_was() -> None:
    for line in lines(7, 500):
        out = REDACTOR.redact(line.text)
        assert plain(out.back(out.text)) == plain(line.text)


@pytest.mark.parametrize("question", GENERAL)
def test_a_general_question_is_left_alone(question: str) -> None:
    assert redacted(question) == question


def test_redacting_again_changes_nothing() -> None:
    for line in lines(11, 300):
        once = redacted(line.text)
        assert redacted(once) == once


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("我的电话前三位是138中间是1234最后四位5678", ("138", "1234", "5678")),
        ("我电话138嗯1234那个5678", ("1234", "5678")),
        ("手机尾号1234是谁", ("1234",)),
        ("138 加 1234 加 5678 是我的号", ("1234", "5678")),
        ("浙江A88888的车是谁的", ("88888",)),
        ("我家门牌号是12-3-401", ("401",)),
        ("我在幸福里小区3-2-501", ("幸福里", "501")),
        ("望京西园四区412楼怎么走", ("望京西园", "412")),
        ("北京市东城区交道口北头条76号", ("交道口", "76")),
        ("广东省深圳市龙岗区坂田街道雪岗路2018号天安云谷11栋", ("雪岗路", "天安云谷")),
        ("唐宁街10号我知道，我住文三路90号", ("文三路",)),
        ("500 W 5th Ave, New York, apt 12", ("5thave",)),
        ("Flat 2, 10 King's Road, London SW3 4RP", ("kingsroad", "sw34rp")),
        ("alices birthday is in May", ("alice",)),
        ("我的名字叫诸葛大力", ("诸葛", "大力")),
        ("我的位置是北纬39.9042东经116.4074", ("9042", "4074")),
        ("我身份证后六位是12345X", ("12345",)),
        ("我的密码1998安全吗", ("1998",)),
        ("Mr. Wang要来，准备什么茶", ("wang",)),
        ("zhang laoshi教得好吗", ("zhang",)),
        ("王曉明是什麼星座", ("曉明",)),
        ("歐陽雪梅今年多大", ("雪梅",)),
        ("我叫陆离，月亮多远", ("陆离",)),
        ("我女儿叫沐晴晴她想知道太阳多大", ("沐晴晴",)),
        ("my name is Beatrice Potter, how far is the sun", ("beatrice",)),
        ("我的车架号LSVAM4187C2184847什么年份", ("LSVAM4187C2184847",)),
        ("我在39.904212，116.407412这个位置", ("904212", "407412")),
        ("我奶奶家在青石弄七号二楼", ("青石弄",)),
        ("wxid_abc123是谁", ("wxid_abc123",)),
        ("𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖是谁的号码", ("12345",)),
        ("1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", ("12345",)),
        ("١٣٨١٢٣٤٥٦٧٨ 是谁的号码", ("12345",)),
    ],
)
def test_ways_that_were_thought_of_apart(text: str, left: tuple[str, ...]) -> None:
    found = plain(redacted(text))
    assert not [one for one in left if plain(one) in found], redacted(text)


def test_everybody_has_a_mother() -> None:
    """Words for relatives and the ids of the store are nobody's names."""
    redactor = Redactor(lambda: ["妈妈", "owner", "guest", "女儿", "", " "])
    assert redactor.redact("妈妈的英语怎么说").text == "妈妈的英语怎么说"


def test_names_are_read_anew_for_every_question() -> None:
    known = ["李娜"]
    redactor = Redactor(lambda: known)
    assert redactor.redact("王小明多大").text == "王小明多大"
    known.append("王小明")
    assert redactor.redact("王小明多大").text == "[姓名1]多大"


def test_a_placeholder_that_was_said_is_not_taken_for_one_of_ours() -> None:
    out = REDACTOR.redact("[姓名1]是李娜吗")
    assert out.text == "[姓名1]是[姓名2]吗"
    assert out.back("[姓名1]不是[姓名2]") == "[姓名1]不是李娜"


@settings(max_examples=50)
@given(st.text(max_size=LONGEST))
def test_any_text_is_redacted_or_refused(text: str) -> None:
    out = REDACTOR.redact(text)
    assert redacted(out.text) == out.text


def test_what_is_too_long_stays_here() -> None:
    with pytest.raises(CloudError, match="longer than"):
        REDACTOR.redact("长" * (LONGEST + 1))
