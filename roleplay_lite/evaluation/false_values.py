"""Plausible values that are not so, by key, and the words by which a reply holds or denies them."""

from __future__ import annotations

import re

OLD = re.compile("[唐宋元明清汉秦]朝|古代")

PLACES = ("北京", "上海", "广州", "西安", "哈尔滨", "昆明")
POOLS: dict[str, tuple[str, ...]] = {
    "name": ("小红", "大壮", "明明", "阿强"),
    "birthday": ("十月一号", "三月三号", "七月十五"),
    "hometown": PLACES,
    "residence": PLACES,
    "occupation": ("厨师", "律师", "警察", "出租车司机", "会计", "演员"),
    "workplace": ("银行", "邮局", "超市"),
    "school": ("清华大学", "复旦大学", "武汉大学"),
    "major": ("会计", "法律", "土木工程"),
    "species": ("仓鼠", "兔子", "金鱼"),
    "pet": ("金鱼", "仓鼠", "兔子"),
    "era": ("一九八〇年", "三〇〇〇年"),
    "dialect": ("四川话", "粤语", "闽南话"),
    "dream": ("当大明星", "发大财", "环游世界"),
}
OLD_POOLS: dict[str, tuple[str, ...]] = {
    "hometown": ("长安", "益州", "太原"),
    "residence": ("长安", "益州", "太原"),
    "occupation": ("铁匠", "裁缝", "郎中", "屠户"),
    "workplace": ("悦来客栈", "长安酒楼"),
    "era": ("宋朝", "清朝"),
    "dream": ("进宫做娘娘", "发大财"),
}
ENGLISH: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "hometown": ("{is} from {value}", (("Toronto", "多伦多"), ("Seattle", "西雅图"), ("Hong Kong", "香港"))),
    "residence": ("{live} in {value}", (("Shanghai", "上海"), ("Toronto", "多伦多"), ("Paris", "巴黎"))),
    "occupation": ("{is} a {value}", (("lawyer", "律师"), ("chef", "厨师"), ("nurse", "护士"), ("pilot", "飞行员"))),
    "workplace": ("{work} at {value}", (("Starbucks", "星巴克"), ("the bank", "银行"))),
    "major": ("{study} {value}", (("law", "法律"), ("business", "商科"))),
    "species": ("{is} a {value}", (("dog", "狗"), ("rabbit", "兔子"))),
}
FALSE_KIN = ("姐姐", "弟弟", "妹妹", "哥哥")
SINGLE = re.compile("单身|未婚|未娶|未嫁")
DENIED_BY = {
    "hobby": ("不喜欢", "不爱", "讨厌"),
    "food": ("不吃", "不爱吃", "不喜欢", "讨厌"),
    "skill": ("不会", "不擅长", "不行"),
    "pet": ("没养", "没有"),
}
HELD_BY = {
    "hobby": ("喜欢",),
    "food": ("爱吃", "喜欢", "当然吃"),
    "skill": ("当然会", "我会", "他会", "她会", "它会", "会啊", "会呀", "会的", "擅长"),
    "pet": ("养了", "养着"),
}
AFFIRMED_BY = {
    "skill": ("会{value}", ("不会", "不能", "没{first}", "没学")),
    "occupation": ("还在{value}", ("不再", "早不", "没再")),
    "food": ("最爱吃{value}", ("不吃", "不爱", "不喜欢", "讨厌")),
    "hobby": ("最喜欢{value}", ("不喜欢", "不爱", "戒", "讨厌")),
    "residence": ("住在{value}", ("不住", "不在")),
}
