"""Where somebody lives: Mandarin addresses down to the room, and English ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleplay_lite.knowledge.cloud.redaction.flat import NUMERALS, Span

_NUMBER = rf"(?:[0-9{''.join(NUMERALS)}十百a-z]|\s(?=[0-9])|[-－–—](?=[0-9a-z])){{1,9}}"
_PART = (
    r"(?:号楼|号院|号门|号房|号铺|号(?!线|元素|电池|公路|病房|火箭|卫星|飞船|球|机|车厢|文件|选手)|弄|栋|幢"
    r"|座(?=$|[^\u4e00-\u9fff]|[零〇一二三四五六七八九十附的在到有是离])|单元|楼(?!梯|房)|层|室|户|房间|房(?!子"
    r"|间|价)|门牌)"
)
_ROOM = rf"(?:\s*[,，、]?\s*(?:第|的)?\s*{_NUMBER}\s*{_PART})"
_PLACE = (
    r"(?:大道|大街|路|街|巷|弄|胡同|里弄|(?<!知)道|村|屯|庄|小区|社区|花园|家园|公寓|大厦|广场|别墅|新村|新城"
    r"|花苑|佳苑|雅苑|苑|园|城|府|湾|庭|居|轩|郡|院"
    r"|坊|(?<![公这那哪夜心手嘴眼])里|镇|乡|组|队|宿舍|中心|国际|大院|段|支路|区)"
)
_TAIL = re.compile(
    rf"(?P<place>{_PLACE})?\s*(?P<rooms>{_ROOM}+)"
    rf"(?:[\u4e00-\u9fffa-z]{{1,8}}?(?:{_ROOM}+|大厦|大楼|广场|现代城|花园|小区|公寓|中心|苑))*"
    rf"(?:\s*[-－–—]?\s*[0-9{''.join(NUMERALS)}]{{2,5}}(?![0-9年月日点块元个]))?"
)
_HIGH = re.compile(r"(?:层|(?<![0-9]{3})楼)\s*$")
"""How high a house is, rather than which room: 「88层」, 「三楼」; not 「412楼」."""
_WITHIN = re.compile(r"[\u4e00-\u9fff](?:省|市|区|县|镇|乡)[\u4e00-\u9fff]{1,12}$")
_DASHED = re.compile(rf"{_PLACE}\s*[0-9]{{1,4}}(?:\s*[-－–—]\s*[0-9]{{1,4}}){{1,3}}(?![0-9])")
_LIVES = re.compile(
    r"(?:住在|家住|我住|他住|她住|住址|地址|搬到|搬去|寄到|送到|送货|快递|收货|家在|我家|公司在|单位在|学校在"
    r"|上班|上学|live|address|deliver)"
)
_EDGE = re.compile(
    r"(?<!自)在|是|到|去(?!年)|住|给|的|寄|送|请问|帮我|查一下|离|叫|从|往"
    r"|[,，。！？!?;；:：「」“”\"'（）()\[\]【】<>《》]|我家|他家|她家|我们家|公司|单位"
)
_REACH = 40
_HOME = re.compile(
    r"(?:住在?|家在|家住|搬到了?|搬去了?|公司在|单位在|学校在|老家在?|地址在|地址是?|住址是?|(?:我|咱|爸|妈|爷"
    r"|奶|外公|外婆|公|婆)们?(?:现在|目前|就|都)?在)(?P<where>[\u4e00-\u9fff0-9a-z·]{2,24}"
    r"(?:小区|社区|花园|家园|公寓|大厦|别墅|新村|花苑|佳苑|雅苑|苑|胡同|弄堂|宿舍|大院|村|镇|乡|街道|路|街|大道"
    r"|巷|区|县|旗))(?![长有多])"
)
_ASKS = re.compile(r"这条|那条|一条|道路|什么|哪|几|怎|谁|为何|多少|吗|呢|世界|地球|中国人|人们|动物|植物")
_OWN = re.compile(
    r"我|咱|俺|爸|妈|爷|奶|姥|外公|外婆|叔|姑|姨|舅|哥|姐|弟|妹|老公|老婆|先生|太太|同事|同学|朋友|儿子|女儿"
    r"|孩子|家住|住址|地址|他|她"
)
_STREET = (
    r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|square|sq|terrace"
    r"|crescent|close|way|row|gardens?|hill|parkway)"
)
_ENGLISH = re.compile(
    rf"(?:(?:apartment|apt|unit|suite|flat|room"
    rf"|#)\s*#?\s*\w{{1,6}}\s*,?\s*)?\b\d{{1,5}}[a-z]?(?:\s*[-/]\s*\d{{1,5}})?,?\s+(?P<road>(?:(?:[a-z'.]+|\d+(?:st|nd|rd|th))\s+){{1,3}}?{_STREET})\b\.?"
    r"(?:\s*,?\s*(?:apartment|apt|unit|suite|flat|floor|room"
    r"|#)\.?\s*#?\s*\w{1,6})?(?:\s*,\s*[a-z ]{2,30}\b)?(?:\s*,?\s*[a-z]{2}\b)?"
    r"(?:\s*,?\s*(?:\d{5}(?:-\d{4})?|[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2})\b)?"
    r"|(?:apartment|apt|flat|suite)\.?\s*#?\s*\d{1,5}[a-z]?\b"
    r"|\bp\.?\s?o\.?\s*box\s*\d+"
)
_NOT_STREET = re.compile(r"\b(?:is|are|was|were|the|on|how|many|have|has|of|and|or|in)\b")
_KNOWN = ("唐宁街10号", "唐宁街十号", "10 downing street", "221b baker street")


def addresses(view: str) -> Iterator[Span]:
    """What of a flat text is somebody's address, from its largest part to the room."""
    for known in _KNOWN:
        view = view.replace(known, "。" * len(known))
    lives = bool(_LIVES.search(view))
    for tail in _TAIL.finditer(view):
        rooms = len(re.findall(_PART, tail["rooms"]))
        high = rooms == 1 and bool(_HIGH.search(tail["rooms"]))
        within = "号" in tail["rooms"] and bool(_WITHIN.search(view, max(0, tail.start() - _REACH), tail.start()))
        inside = lives and re.search("室|单元|栋|幢|弄|楼|层", tail["rooms"])
        if (tail["place"] and not high) or rooms > 1 or within or inside:
            yield Span(_left(view, tail.start()), tail.end(), "地址")
    for dashed in _DASHED.finditer(view):
        yield Span(_left(view, dashed.start()), dashed.end(), "地址")
    for home in _HOME.finditer(view):
        if not _ASKS.search(home["where"]) and _OWN.search(view[: home.start() + 2]):
            yield Span(home.start("where"), home.end("where"), "地址")
    for match in _ENGLISH.finditer(view):
        if not _NOT_STREET.search(match["road"] or ""):
            yield Span(match.start(), match.end(), "地址")


def _left(view: str, place: int) -> int:
    """Where the address begins that ends there: after the last word that is no part of one."""
    start = max(0, place - _REACH)
    edges = [match.end() for match in _EDGE.finditer(view, start, place)]
    return edges[-1] if edges else start
