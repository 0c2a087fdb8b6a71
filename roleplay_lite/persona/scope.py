"""What a character cannot know: things that came after its time, and fields that are not its own. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from roleplay_lite.persona.dates import years_in
from roleplay_lite.persona.persona import Persona

_ERAS = {
    "上古": -2000, "夏朝": -1600, "商朝": -1046, "西周": -771, "周朝": -256, "春秋": -476, "战国": -221, "秦": -207,
    "西汉": 8, "东汉": 220, "汉": 220, "三国": 280, "魏": 266, "西晋": 316, "东晋": 420, "晋": 420, "南北朝": 589,
    "隋": 618, "贞观": 649, "武周": 705, "开元": 741, "天宝": 756, "盛唐": 766, "唐": 907, "五代": 960, "北宋": 1127,
    "南宋": 1279, "宋": 1279, "辽": 1125, "西夏": 1227, "金朝": 1234, "元朝": 1368, "洪武": 1398, "永乐": 1424,
    "嘉靖": 1566, "万历": 1620, "崇祯": 1644, "明": 1644, "康熙": 1722, "乾隆": 1796, "晚清": 1911, "清": 1911,
    "民国": 1949, "古代": 1840, "古时": 1840, "维多利亚": 1901, "中世纪": 1500, "文艺复兴": 1600,
}  # fmt: skip
"""The last year of each, by which its people have seen what they will ever see."""

# Things by the year from which people in China met them; earlier ones lived and died without the word.
_SINCE = """
907 西瓜
1000 火药
1300 眼镜
1500 烟草
1550 玉米
1573 番薯 红薯 土豆 马铃薯 花生
1590 辣椒
1600 南瓜
1620 番茄 西红柿 向日葵 葵花籽 香烟 卷烟
1650 望远镜
1700 钢琴
1750 沙发
1780 热气球
1840 香港 照片 照相机 相机 摄影 轮船 火柴
1850 肥皂 邮票
1860 报纸 冰淇淋 巧克力 咖啡 牛仔裤
1876 火车 铁路 高铁 地铁
1880 电报 电话 自行车 单车
1882 电灯 电 电费 插座
1890 电影 明星 电影院 汽水 可乐
1895 足球 篮球
1900 汽车 开车 驾照 公交 公交车 出租车 司机
1905 大学 高考 论文
1909 飞机 机场 航班
1912 民国 总统
1915 味精 塑料 青霉素
1923 广播 收音机 电台
1930 空调 冰箱 洗衣机 电风扇
1945 原子弹 核弹
1946 电脑 计算机
1949 新中国 共和国
1958 电视 电视机 卫星 火箭
1961 宇航员 太空 飞船 空间站
1980 游戏机 电子游戏 超市 快餐 汉堡 炸鸡 方便面 泡面 信用卡 股票
1987 手机 短信
1988 奶茶
1994 互联网 网络 上网 网站 电子邮件 邮箱 网吧
1998 搜索引擎 百度 谷歌 淘宝 QQ
1999 网购 快递 外卖
2000 数码 U盘 WiFi wifi 无线网
2003 支付宝
2005 视频网站 直播 网红 微博
2007 智能手机 苹果手机 iPhone app APP 安卓 充电宝
2009 电动车
2010 平板 自拍
2011 微信 朋友圈 扫码 二维码
2012 打车 滴滴
2014 智能音箱
2016 抖音 短视频 共享单车
2018 人工智能 AI 大模型
2020 疫情 口罩 核酸 元宇宙
2022 聊天机器人 ChatGPT 机器人 程序员 编程 写代码 代码
"""
_ASKS_FOR = re.compile(
    r"[?？]|[吗嘛呢么]|什么|啥|怎么|咋|多少|哪|谁|几|会不会|能不能|是不是|有没有|帮我|给我|替我|教我|打开|听说过|知道|懂|"
    r"见过|用过|吃过|坐过|(\w)[不没]\1|"
    r"\b(?:what|how|who|where|when|do you|can you|have you)\b",
    re.IGNORECASE,
)


def beyond(persona: Persona, text: str) -> str:
    """The thing in the text that this persona cannot know, or ""; the longest where there are several."""
    found = {*_later(persona.scope.era, text), *_foreign(persona, text)}
    return max(found, key=len, default="")


def asks_beyond(persona: Persona, text: str) -> str:
    """The same where the line asks for the thing, and does not only mention it."""
    return beyond(persona, text) if _ASKS_FOR.search(text) else ""


def last_year(era: str) -> int | None:
    """The year up to which somebody of that era lived; None for today and for what is no known time."""
    named = [name for name in _ERAS if name in era]
    if named:
        # 「唐朝天宝年间」 is the narrower of the two.
        return min(_ERAS[name] for name in named)
    years = years_in(era) if re.search(r"\d{3,4}", era) else None
    return None if years is None else years + (9 if re.search(r"年代|\d0s", era) else 0)


def _later(era: str, text: str) -> list[str]:
    year = last_year(era) if era else None
    if year is None:
        return []
    return [word for since, word in _things() if since > year and _has(text, word)]


def _has(text: str, word: str) -> bool:
    if word.isascii():
        return bool(re.search(rf"(?<![A-Za-z]){word}(?![A-Za-z])", text))
    # Lightning is as old as the sky.
    return bool(re.search(r"(?<![闪雷])电(?![光闪击])", text)) if word == "电" else word in text


def _foreign(persona: Persona, text: str) -> list[str]:
    # One character is in too many words to mean a field.
    return [word for word in persona.scope.unknown if len(word) > 1 and word in text]


@lru_cache(maxsize=1)
def _things() -> tuple[tuple[int, str], ...]:
    things, since = [], 0
    for word in _SINCE.split():
        if word.isdigit():
            since = int(word)
        else:
            things.append((since, word))
    return tuple(things)
