"""Places in talk: what counts as one, and how two of them lie to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay_lite.persona.places import PlaceRelation, find_places, place_paths, relation


def named(text: str, **options: bool) -> list[str]:
    return [place.name for place in find_places(text, **options)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("我老家在浙江绍兴。", ["浙江", "绍兴"]),
        ("下个月我从广东深圳搬到重庆渝北区", ["广东", "深圳", "重庆", "渝北区"]),
        ("我也是开封的", ["开封"]),
        ("南京市长江大桥在哪儿", ["南京市"]),
        ("我下周去北海道，不去北海", ["北海道", "北海"]),
        ("i live in chengdu now", ["chengdu"]),
        ("我from Vancouver，Canada，现在在成都", ["Vancouver", "Canada", "成都"]),
        ("他去UK读书了", ["UK"]),
        ("I'm from New York, not York", ["New York"]),
        ("Milo's from Vancouver's west side", ["Vancouver"]),
    ],
)
def test_a_place_is_found_as_it_is_said(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "家里换了长沙发",
        "他穿着中山装站在大理石地板上",
        "船停在黄河南岸",
        "湖南岸的芦苇都黄了",
        "迎着朝阳跑步真舒服",
        "晚上吃汉堡还是三明治",
        "镜框是金边眼镜那种",
        "Nice to meet you, my favourite bird is a turkey",
        "信我没开封呢",
        "我在看《东方不败》",
        "合作愉快",
    ],
)
def test_a_word_that_holds_a_name_by_accident_is_no_place(text: str) -> None:
    assert named(text, compounds=True) == []


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        ("晚上吃北京烤鸭", "北京", "烤鸭"),
        ("她会说上海话", "上海", "话"),
        ("南京路上全是人", "南京", "路"),
        ("广州大学的图书馆", "广州", "大学"),
        ("我想吃哈密瓜", "哈密", "瓜"),
    ],
)
def test_a_dish_a_dialect_and_a_street_name_no_place_by_themselves(text: str, place: str, rest: str) -> None:
    assert named(text) == []
    assert [(found.name, found.compound) for found in find_places(text, compounds=True)] == [(place, rest)]


def test_a_place_knows_what_it_lies_in() -> None:
    (place,) = find_places("我住绍兴")
    assert (place.country, place.province, place.city) == ("中国", "浙江", "绍兴")
    (place,) = find_places("我住海淀")
    assert (place.country, place.province, place.city) == ("中国", "北京", "北京")
    (place,) = find_places("我住温哥华")
    assert (place.country, place.province, place.city) == ("加拿大", "", "温哥华")


def test_a_name_that_many_places_bear_is_narrowed_by_its_neighbour() -> None:
    (alone,) = find_places("我在鼓楼区")
    assert (alone.country, alone.province, alone.city) == ("中国", "", "")
    _, beside = find_places("我在南京鼓楼区")
    assert (beside.province, beside.city) == ("江苏", "南京")
    assert [place.city for place in find_places("辽宁朝阳，不是北京朝阳")] == ["", "朝阳", "北京", "北京"]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("浙江绍兴", "绍兴", "same"),
        ("上海", "上海市", "same"),
        ("Vancouver", "温哥华", "same"),
        ("京", "北京", "same"),
        ("杭州城北的合租屋", "杭州", "inside"),
        ("成都玉林的合租屋", "四川", "inside"),
        ("重庆 渝北区", "重庆", "inside"),
        ("温哥华", "加拿大", "inside"),
        ("海外 美国", "纽约", "contains"),
        ("浙江", "浙江 杭州", "contains"),
        ("广东 深圳", "广州", "apart"),
        ("海外", "上海", "apart"),
        ("华阴驿道边", "洛阳", "apart"),
        ("杭州城北", "杭州西湖边", "unknown"),
        ("其他", "上海", "unknown"),
        ("东海的半塔岛", "舟山", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_how_two_places_lie_to_each_other(a: str, b: str, expected: str) -> None:
    turned = {"inside": "contains", "contains": "inside"}.get(expected, expected)
    assert (relation(a, b), relation(b, a)) == (expected, turned)


def test_the_same_unknown_place_is_the_same() -> None:
    assert relation("龟兹", "龟兹") is PlaceRelation.SAME


def test_every_entry_of_the_gazetteer_is_read_as_a_value() -> None:
    for value in (
        "广西",
        "恩施土家族苗族自治州",
        "恩施",
        "内蒙古 巴彦淖尔盟",
        "天津 塘沽区",
        "台湾 高雄市",
        "海外 危地马拉",
    ):
        assert len({path[:2] for path in place_paths(value)}) == 1, value


@given(st.text())
def test_any_text_is_read_and_a_place_is_where_it_says(text: str) -> None:
    end = 0
    for place in find_places(text, compounds=True):
        assert text[place.start : place.end] == place.name
        assert end <= place.start < place.end
        end = place.end


@given(st.text(), st.text())
def test_a_relation_turned_round_says_the_same(a: str, b: str) -> None:
    turned = {PlaceRelation.INSIDE: PlaceRelation.CONTAINS, PlaceRelation.CONTAINS: PlaceRelation.INSIDE}
    assert relation(b, a) == turned.get(relation(a, b), relation(a, b))


@given(
    st.lists(st.sampled_from(["浙江", "绍兴", "杭州", "城北", "朝阳", "海外", "其他", "London", " ", "的", "吉林市"]))
)
def test_a_relation_of_made_up_values_turned_round_says_the_same(parts: list[str]) -> None:
    half = len(parts) // 2
    a, b = "".join(parts[:half]), "".join(parts[half:])
    turned = {PlaceRelation.INSIDE: PlaceRelation.CONTAINS, PlaceRelation.CONTAINS: PlaceRelation.INSIDE}
    assert relation(b, a) == turned.get(relation(a, b), relation(a, b))
