"""Kinds of work, so that 「急诊科护士」 is a nurse and no doctor. A line is one kind: words for the same."""

from __future__ import annotations

import re
from functools import lru_cache

_KINDS = """
护士 护士长 护工 nurse
医生 大夫 郎中 doctor physician
牙医 口腔医生 dentist
兽医 vet veterinarian
老师 教师 教员 教书的 班主任 教书匠 teacher
教授 讲师 professor lecturer
学生 大学生 高中生 初中生 小学生 中学生 研究生 硕士生 博士生 留学生 交换生 美院生 艺考生 医学生 学徒 student
程序员 码农 写代码的 程序猿 开发 软件工程师 programmer developer coder engineer
工程师 技术员 技工 technician
律师 lawyer attorney
法官 judge
警察 民警 刑警 交警 police policeman
军人 士兵 当兵的 战士 军士 兵 soldier
消防员 消防兵 firefighter
司机 火车司机 开车的 开火车的 出租车司机 驾驶员 driver
飞行员 机长 pilot
空姐 空乘 乘务员 列车员 列车广播员 广播员
宇航员 航天员 astronaut
厨师 厨子 大厨 掌勺 cook chef
服务员 侍者 跑堂 waiter waitress
咖啡师 barista
快递员 外卖员 骑手 送外卖的 送快递的 courier
农民 种地的 务农 farmer
渔民 打鱼的 渔夫 fisherman
工人 打工的 worker
裁缝 tailor
木匠 carpenter
会计 出纳 accountant
银行职员 柜员 banker
销售 推销员 卖保险的 业务员 salesman
经理 主管 总监 manager
老板 店主 掌柜 店老板 店长 boss owner
公务员 civil-servant
作家 小说家 写小说的 作者 写书的 writer author novelist
诗人 poet
画家 插画师 漫画家 画师 illustrator painter artist
歌手 歌星 唱歌的 singer
演员 明星 影星 actor actress
导演 director
音乐家 钢琴家 乐手 musician
舞者 舞蹈演员 dancer
主播 网红 博主 up主 youtuber streamer
记者 编辑 reporter journalist editor
摄影师 photographer
设计师 designer
建筑师 architect
模特 model
运动员 球员 athlete
教练 coach
保安 门卫 guard
保姆 阿姨 家政
清洁工 保洁 环卫工
科学家 研究员 scientist researcher
天文学家 观测员 astronomer
翻译 口译 translator interpreter
导游 guide
和尚 道士 尼姑 monk
商人 做生意的 生意人 merchant businessman
客服 售货员 收银员 cashier clerk
秘书 助理 secretary assistant
理发师 发型师 barber hairdresser
健身教练
药剂师 pharmacist
心理咨询师 therapist
图书管理员 librarian
守塔人 守灯 灯塔看守
"""
_STUDIES = "学生"
# What a student does beside.
_BESIDE = frozenset({
    "服务员", "咖啡师", "快递员", "销售", "客服", "主播", "画家", "歌手", "作家", "摄影师", "设计师", "诗人", "音乐家",
    "舞者", "翻译", "运动员",
})  # fmt: skip
# Things one may be beside another job.
_ASIDE = frozenset(["作家", "诗人", "画家", "歌手", "主播", "摄影师", "音乐家", "老板", "舞者", "商人"])

_KIND: dict[str, str] = {word: line.split()[0] for line in _KINDS.split("\n") for word in line.split()}
_HAN = sorted((word for word in _KIND if not word.isascii()), key=len, reverse=True)
_WORD = re.compile("|".join(re.escape(word) for word in _HAN))
_LATIN = re.compile(r"\b(?:" + "|".join(word for word in _KIND if word.isascii()) + r")s?\b", re.IGNORECASE)
_LIKELY = re.compile(r"(?:师|员|工|匠|手|警|官|家|兵|商|长|贩|仆|倌)$")
_NEVER = re.compile(
    r"(?:大家|人家|自家|一家|东家|冤家|专家|行家|玩家|赢家|输家|高手|新手|老手|对手|助手|会员|成员|队员|一员|家长|部长|那家"
    r"|吃货|过来人|老司机|学霸|话痨|寿星|主人|客人|学徒工|路人|帮手|好手|左撇子|酒鬼|懒鬼|粉丝|发烧友)$"
)


@lru_cache(maxsize=1024)
def kind_of_work(text: str) -> str:
    """The kind that the last word of work in the text is (「急诊科护士」: 护士); empty when it names none known."""
    found = [(match.end(), -match.start(), match.group()) for match in _WORD.finditer(text)]
    if found:
        return _KIND[max(found)[2]]
    latin = _LATIN.findall(text)
    return _KIND.get(latin[-1].lower(), _KIND.get(latin[-1].lower().rstrip("s"), "")) if latin else ""


def names_work(text: str) -> float:
    """How sure it is that a noun phrase names work, 0 to 1."""
    if not text or _NEVER.search(text):
        return 0.0
    if kind_of_work(text) and (_WORD.search(text[-6:]) or text.isascii()):
        ends = any(text.endswith(word) for word in _HAN) or text.isascii()
        return 1.0 if ends else 0.0
    return 0.7 if 2 <= len(text) <= 8 and _LIKELY.search(text) else 0.0


def excluded(claimed: str, known: str) -> float:
    """How sure it is that who does one cannot do the other, 0 to 1; 0 when they may go together or are not known."""
    a, b = kind_of_work(claimed), kind_of_work(known)
    if not a or not b:
        return 0.0
    if a == b:
        return 0.0
    if {a, b} & {_STUDIES} and ({a, b} & _BESIDE):
        return 0.0
    if re.search("兼职|打工|实习", claimed):
        return 0.0
    return 0.75 if {a, b} & _ASIDE else 0.95
