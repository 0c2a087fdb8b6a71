"""KdConv's questions are those that one short triple answers, and a value is told in any writing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.errors import InputError
from roleplay_lite.evaluation.judging.kdconv import DOMAINS, LONGEST, Domain, holds, read_items

_SHARED = Path(__file__).parents[4] / "shared" / "data"
DATA = Path(os.environ.get("ROLEPLAY_LITE_EVAL_DATA") or _SHARED) / "kdconv-dev"


def triple(attribute: str, value: str, about: str = "青石寨") -> dict[str, str]:
    return {"name": about, "attrname": attribute, "attrvalue": value}


DIALOGUE = {
    "name": "青石寨",
    "messages": [
        {"message": "你好，青石寨收门票吗？"},
        {"message": "收的，30元一张。", "attrs": [triple("门票", "30元")]},
        {"message": "那大概能玩多久呢？"},
        {"message": "2小时 - 3小时吧。", "attrs": [triple("建议游玩时间", "2小时 - 3小时")]},
        {"message": "你去过青石寨吗？"},
        {"message": "去过，门票才30元。", "attrs": [triple("门票", "30元")]},
        {"message": "电话有没有？"},
        {"message": "这个我就不清楚了。", "attrs": [triple("电话", "0734-5550123")]},
        {"message": "周边还有啥可看的？"},
        {"message": "老街，石拱桥。", "attrs": [triple("周边景点", "老街"), triple("周边景点", "石拱桥")]},
        {"message": "嗯，谢谢。"},
        {"message": "不客气。"},
    ],
}


def write(folder: Path, content: object, domain: str = "travel") -> Path:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    (folder / f"{domain}_dev.json").write_text(text, encoding="utf-8")
    return folder


def test_a_question_is_taken_where_one_triple_answers_it_and_the_answer_tells_it(tmp_path: Path) -> None:
    price, length = read_items(write(tmp_path, [DIALOGUE]), "travel")
    assert (price.said, price.value, price.before) == ("你好，青石寨收门票吗？", "30元", ())
    assert (length.attribute, length.value) == ("建议游玩时间", "2小时 - 3小时")
    assert length.before == (("你好，青石寨收门票吗？", "收的，30元一张。"),)
    assert (price.id, length.id) == ("travel-0-1", "travel-0-3")


NO_TRIPLE = json.dumps([{"messages": [{"message": "好吗", "attrs": [1]}]}])


@pytest.mark.parametrize("content", ["", "{", "[1]", "{}1", '[{"messages": [{}]}]', NO_TRIPLE])
def test_what_is_not_kdconv_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    folder = write(tmp_path, content)
    with pytest.raises(InputError, match=r"travel_dev\.json"):
        read_items(folder, "travel")
    with pytest.raises(InputError, match=r"film_dev\.json: cannot be read"):
        read_items(folder, "film")


@pytest.mark.parametrize(
    ("value", "reply"),
    [
        ("30元", "三十元。"),
        ("1小时 - 2小时", "大概一到两个小时。"),
        ("1小时 - 2小时", "1-2小时差不多了"),
        ("免费开放。", "不要钱，随便进。"),
        ("无需门票。包含在景区内", "不用买票。"),
        ("世界公园", "世界公园呀，就在边上。"),
        ("010-65253670", "电话是 010-65253670 哈"),
        ("门票10元，需要先购买颐和园大门票。", "10块钱，不过得先买颐和园大门票。"),
        ("北京市海淀区双清路30号", "就在海淀区双清路30号。"),
        ("旺季60元，淡季40元。参观珍宝馆另外收费10元。", "旺季60，淡季40，看珍宝馆再收费10块。"),
    ],
)
def test_a_value_is_told_in_other_writings(value: str, reply: str) -> None:
    assert holds(value, reply)


@pytest.mark.parametrize(
    ("value", "reply"),
    [
        ("30元", "130元。"),
        ("1小时 - 2小时", "一小时就够。"),
        ("免费开放。", "五十块一位。"),
        ("世界公园", "旁边有个公园。"),
        ("010-65253670", "010-65253671"),
        ("门票10元，需要先购买颐和园大门票。", "20元，得先买颐和园大门票。"),
        ("北京市海淀区双清路30号", "在北京市朝阳区，30号。"),
        ("30元", ""),
    ],
)
def test_another_value_is_not(value: str, reply: str) -> None:
    assert not holds(value, reply)


@settings(max_examples=100, deadline=None)
@given(value=st.text(max_size=40), reply=st.text(max_size=60))
def test_any_reply_is_judged_and_a_value_holds_itself(value: str, reply: str) -> None:
    assert holds(value, reply) in (True, False)
    assert holds(value, value) or not any(sign.isalnum() for sign in value)


@pytest.mark.skipif(not DATA.is_dir(), reason="KdConv is not here; name its folder in ROLEPLAY_LITE_EVAL_DATA")
@pytest.mark.parametrize("domain", DOMAINS)
def test_the_real_files_give_questions_that_their_people_answered(domain: Domain) -> None:
    items = read_items(DATA, domain)
    assert len(items) > 60
    assert len({item.id for item in items}) == len(items)
    for item in items:
        assert len(item.value.strip()) <= 2 * LONGEST
        assert holds(item.value, item.answer)
        assert not holds(item.value, item.said)
