"""Made-up memories, turns and questions in any number, the same each time: for measuring speed, not what is found."""

from __future__ import annotations

import random
from collections.abc import Iterator

from roleplay_lite.memory.item import SELF, MemoryItem
from roleplay_lite.memory.predicates import MADE, PREDICATES, told

_KIN_WORDS = """
女儿 儿子 妈妈 爸爸 老婆 老公 哥哥 姐姐 弟弟 妹妹 爷爷 奶奶 外婆 外公 舅舅 姑姑
表哥 表姐 邻居 同事 同学 老师
"""
_NAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗", "明芳伟静磊娜军敏强丽杰燕涛霞鹏雪波玲辉梅晨佳宇欣浩婷博琪"
_THINGS_WORDS = """
苹果 香蕉 芒果 花生 牛奶 海鲜 火锅 米线 饺子 豆腐 羊肉 绿茶 咖啡 啤酒 蛋糕 巧克力
西瓜 榴莲 香菜 大蒜 钢琴 吉他 二胡 围棋 象棋 足球 篮球 羽毛球 游泳 跑步 爬山 钓鱼
摄影 书法 国画 京剧 相声 小说 电影 动漫 编程 木工 园艺 养花 多肉 玫瑰 茉莉 猫
狗 金鱼 乌龟 鹦鹉 仓鼠 兔子 西安 成都 杭州 武汉 长沙 青岛 大连 昆明 厦门 苏州
南京 天津 重庆 广州 深圳 哈尔滨 乌鲁木齐 拉萨 银川 医院 学校 银行 邮局 超市 公园 图书馆
体育馆 机场 火车站 地铁 公交 自行车 摩托车 电动车 会计 护士 司机 厨师 律师 警察 工程师 设计师
翻译 记者 演员 教练 高血压 糖尿病 关节炎 失眠 颈椎 近视 感冒 体检 牙疼 手术 生日 婚礼
搬家 面试 考试 毕业 旅行 出差 聚会 家长会 演唱会 比赛 合同 护照 钥匙 密码 快递 房租
雨伞 眼镜 手机 电脑 相机 耳机 钱包 戒指 毛衣 围巾 台灯 书架 冰箱 洗衣机 空调
"""
_WHENS_WORDS = """
早上 晚上 周末 夏天 冬天 过年 放假 下雨 下班 睡前 去年 前年 小时候 刚毕业 退休
"""
_DOING_WORDS = """
一起去看 偷偷买了 想起了 弄丢了 送给我 修好了 学会了 梦见了 找到了 忘了带 推荐过 答应过 舍不得 准备了 排队买
"""
_KIN, _THINGS, _WHENS, _DOING = (words.split() for words in (_KIN_WORDS, _THINGS_WORDS, _WHENS_WORDS, _DOING_WORDS))
_OFTEN = ("event", "event", "event", "plan", "note", "habit", "likes", "been_to")
_KEYS = tuple(key for key in PREDICATES if key not in {"name", "gender", *MADE})


def made_memories(count: int, *, person: str, persona: str, now: float, seed: int = 1) -> Iterator[MemoryItem]:
    """Rows of all keys about relatives, names and the person, over ten years before `now`."""
    chance = random.Random(seed)
    taken: set[tuple[str, str]] = set()
    for number in range(count):
        key, subject = chance.choice(_KEYS), chance.choice((SELF, chance.choice(_KIN), _name(chance), _name(chance)))
        if (subject, key) in taken:
            # What has one value at a time has no thousand; most of a life is what happened.
            key = chance.choice(_OFTEN)
        entry = PREDICATES[key]
        if entry.cardinality == "one":
            taken.add((subject, key))
        value = _phrase(chance) if chance.random() < 0.7 else chance.choice(_THINGS)
        at = now - chance.random() * 3650 * 86400
        yield MemoryItem(
            id=number + 1,
            person=person,
            persona=persona,
            kind=entry.kind,
            subject=subject,
            predicate=key,
            object=value,
            polarity="yes",
            cardinality="many",
            text=told(subject, key, value),
            said=f"{chance.choice(_WHENS)}{value}",
            valid_from=at,
            valid_to=None,
            happens_from=None,
            happens_to=None,
            recorded_at=at,
            retracted_at=None,
            superseded_by=None,
            conflicts_with=None,
            importance=entry.importance,
            strength=30.0,
            last_recalled_at=None,
            recall_count=0,
            confidence=1.0,
            sensitivity="plain",
            source_turn=None,
            extractor="bench",
        )


def made_turns(count: int) -> Iterator[tuple[str, str]]:
    """What was said and answered."""
    chance = random.Random(11)
    for _ in range(count):
        yield f"{chance.choice(_KIN)}{_phrase(chance)}，{_phrase(chance)}", f"{_phrase(chance)}呀，真好。"


def made_questions(count: int) -> Iterator[str]:
    """Lines that ask for a key, for a thing, or only tell something."""
    chance = random.Random(7)
    for _ in range(count):
        whose = chance.choice(("我", f"我{chance.choice(_KIN)}", _name(chance)))
        what = chance.choice(PREDICATES[chance.choice(_KEYS)].asked[:2])
        yield chance.choice(
            (
                f"{whose}{what}是什么",
                f"你还记得{whose}{chance.choice(_THINGS)}的事吗",
                f"{chance.choice(_WHENS)}{_phrase(chance)}",
            )
        )


def _name(chance: random.Random) -> str:
    given = "".join(chance.choice(_NAMES[1]) for _ in range(chance.choice((1, 2))))
    return chance.choice(_NAMES[0]) + given


def _phrase(chance: random.Random) -> str:
    number = f"{chance.randint(2, 99)}次" if chance.random() < 0.2 else ""
    return f"{_name(chance)}{chance.choice(_DOING)}{number}{chance.choice(_THINGS)}和{chance.choice(_THINGS)}"
