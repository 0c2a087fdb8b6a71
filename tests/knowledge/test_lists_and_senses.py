"""Lists are counted, classes are told apart, and what a dictionary broke off is not told."""

from __future__ import annotations

import pytest

from roleplay_lite.knowledge.asked import is_asked
from roleplay_lite.knowledge.evidence import Evidence, Query
from roleplay_lite.knowledge.lists import counted, listed
from roleplay_lite.knowledge.polar import verdict
from roleplay_lite.knowledge.senses import whole_sense
from roleplay_lite.knowledge.wording import clause


def evidence(entity: str = "", attribute: str = "", value: str = "", **more: object) -> Evidence:
    given: dict[str, object] = {
        "text": value,
        "level": "triple",
        "id": "some/triple/1",
        "score": 0.9,
        "entity": entity,
        "attribute": attribute,
        "value": value,
        "source": "own",
        "licence": "CC0-1.0",
    }
    return Evidence(**(given | more))  # type: ignore[arg-type]


def test_a_list_is_counted_where_the_number_is_asked() -> None:
    books = "《西游记》《红楼梦》《三国演义》《水浒传》"
    one = evidence("四大名著", "包括", books)

    assert counted(one, books, "四大名著有几本") == f"四大名著一共有四本：{books}"
    assert not counted(one, books, "四大名著有哪几本")
    assert not counted(one, books, "四大名著是什么")


def test_what_may_lack_some_is_no_list() -> None:
    assert listed("红、橙、黄") == ("红", "橙", "黄")
    assert not listed("德国、法国、意大利等")
    assert not listed("虎门销烟")


@pytest.mark.parametrize(
    ("asked", "entity", "value", "said"),
    [
        ("竹子是树吗", "竹子", "草本植物，不是树", "no"),
        ("青蛙是昆虫吗", "青蛙", "两栖动物", "no"),
        ("老虎是哺乳动物吗", "老虎", "哺乳动物，猫科", "yes"),
        # What no class is known of is not denied.
        ("老虎是猛兽之王吗", "老虎", "哺乳动物，猫科", "fact"),
    ],
)
def test_one_class_is_not_another(asked: str, entity: str, value: str, said: str) -> None:
    assert verdict(asked, entity, "类别", (value,)) == said


@pytest.mark.parametrize(
    ("word", "sense", "told"),
    [
        ("丢失", "遗失丢失行李", "遗失"),
        ("动身", "启程；出发行李都打好了，明天早上就。", ""),
        ("母亲", "孩子的母亲，也指母亲的母亲。", "孩子的母亲，也指母亲的母亲。"),
        ("一钱", "表数量。一两的十分之一。", "表数量。一两的十分之一。"),
        ("领悟", "理解领会他的话我。", ""),
        ("成就", "事业上的成绩。指有所成就。", "事业上的成绩。指有所成就。"),
    ],
)
def test_a_broken_meaning_is_cut_or_left_out(word: str, sense: str, told: str) -> None:
    assert whole_sense(word, sense) == told


@pytest.mark.parametrize(
    ("said", "needs", "asked"),
    [
        ("我怀孕了", 0.03, False),
        ("睡不着", 0.01, False),
        ("没什么意思", 0.57, False),
        ("你会做梦吗", 0.01, False),
        ("怕黑怎么办", 0.3, True),
        ("人为什么会做梦", 0.97, True),
    ],
)
def test_a_frequent_question_answers_only_a_question(said: str, needs: float, asked: bool) -> None:
    found = evidence(level="faq", score=0.98, value="因为……")

    assert is_asked(Query(text=said, said=said, needs=needs), found) is asked


def test_of_ones_own_documents_a_line_of_any_form_is_answered() -> None:
    found = evidence(level="faq", value="密码是八个八。", licence="")

    assert is_asked(Query(text="无线密码", said="无线密码", needs=0.0), found)


@pytest.mark.parametrize(
    ("entity", "attribute", "value", "told"),
    [
        ("小笼包", "蘸什么", "醋", "小笼包蘸醋"),
        ("鲸鱼", "用什么呼吸", "肺", "鲸鱼用肺呼吸"),
        ("桃花", "什么时候开", "春天", "桃花春天开"),
        ("贫血", "缺什么", "常常是缺铁", "贫血常常是缺铁"),
        ("水的沸点", "等于", "100摄氏度", "水的沸点是100摄氏度"),
        ("一打", "等于", "12个", "一打等于12个"),
        ("太阳系", "行星数量", "八颗", "太阳系的行星有八颗"),
        ("充电宝", "能托运吗", "不能托运", "充电宝不能托运"),
        ("科举", "开始的朝代", "隋朝", "科举开始的朝代是隋朝"),
        ("羊", "吃什么", "吃草", "羊吃草"),
        ("和服", "哪国服装", "日本", "和服是日本的传统服装"),
        ("李白", "字", "太白", "李白字太白"),
    ],
)
def test_an_attribute_that_asks_is_told_as_a_sentence(entity: str, attribute: str, value: str, told: str) -> None:
    assert clause(entity, attribute, (value,)) == told
