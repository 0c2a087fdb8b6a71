"""A small pack of this and that."""

from __future__ import annotations

from pathlib import Path

from roleplay_lite.knowledge.pack.writer import PackWriter

THINGS: dict[tuple[str, str], dict[str, str]] = {
    ("故宫", "景点"): {"门票": "旺季60元，淡季40元", "开放时间": "8:30-17:00", "地址": "北京市东城区景山前街4号"},
    ("沈阳故宫", "景点"): {"门票": "50元", "地址": "沈阳市沈河区沈阳路171号"},
    ("颐和园", "景点"): {"门票": "30元", "开放时间": "6:30-18:00", "周边景点": "圆明园"},
    ("圆明园", "景点"): {"门票": "10元"},
    ("珠穆朗玛峰", "山"): {"海拔": "8848.86米", "位置": "中国和尼泊尔边界"},
    ("红楼梦", "书"): {"作者": "曹雪芹", "朝代": "清"},
    ("静夜思", "诗"): {"作者": "李白"},
    ("李白", "人物"): {"朝代": "唐", "出生日期": "701年"},
    ("法国", "国家"): {"首都": "巴黎", "货币": "欧元"},
    ("日本", "国家"): {"首都": "东京", "货币": "日元"},
    ("铁", "化学元素"): {"元素符号": "Fe", "熔点": "1538摄氏度"},
    ("iPhone", "手机"): {"公司": "Apple"},
    ("我们", "词语"): {"释义": "称包括自己在内的若干人。"},
    ("今天", "词语"): {"释义": "说话时的这一天。"},
    ("画蛇添足", "成语"): {"释义": "比喻做了多余的事，反而不恰当。", "出处": "《战国策·齐策二》"},
    ("刚果（布）", "国家"): {"首都": "布拉柴维尔"},
}
ALIASES = {"铁": ("铁元素", "Fe", "Iron"), "珠穆朗玛峰": ("珠峰",), "iPhone": ("苹果手机",)}
QUESTIONS = (
    ("天为什么是蓝的", "蓝光最容易被空气散开，布满了天空。", ("天空为什么是蓝色的", "为什么天是蓝的")),
    ("大象的鼻子为什么那么长", "长鼻子能让大象不弯腰就喝到水、够到叶子。", ("为什么大象鼻子长",)),
    ("猫一天睡几个小时", "猫一天要睡十二到十六个小时。", ()),
)
PASSAGES = (
    ("使用说明", "本机开机请长按电源键三秒。恢复出厂设置要同时按住音量加和音量减十秒。指示灯红色闪烁表示没有联网。"),
    ("家规", "孩子每天看电视不超过半小时。晚上九点半上床睡觉。周末去奶奶家吃饭。"),
)


def small_pack(path: Path, name: str = "small") -> Path:
    """Everything above, in one file."""
    with PackWriter(path, name=name, licence="CC0-1.0") as pack:
        source = pack.source("写来试的", licence="CC0-1.0")
        for (thing, kind), told in THINGS.items():
            row = pack.entity(thing, source=source, kind=kind, aliases=ALIASES.get(thing, ()))
            for attribute, value in told.items():
                pack.triple(row, attribute, value, source=source)
        saying = pack.entity("外甥打灯笼", source=source, kind="歇后语")
        pack.triple(saying, "下一句", "照旧", source=source, by_value=True)
        for question, answer, ways in QUESTIONS:
            pack.faq(question, answer, source=source, paraphrases=ways)
        for title, text in PASSAGES:
            pack.passage(pack.document(title, source=source), 0, text)
    return path
