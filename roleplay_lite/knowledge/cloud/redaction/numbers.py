"""Telephones, identity cards, bank cards and whatever other long number may be somebody's; not years and measures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleplay_lite.knowledge.cloud.redaction.digits import Run, is_luhn, runs
from roleplay_lite.knowledge.cloud.redaction.flat import Span, numbered

_LONG = 7
"""The shortest telephone number. So long a number is somebody's, unless it is seen to be something else."""
_SPOKEN_OF, _REST_OF = 4, 2

_KEYWORD = re.compile(
    r"电话|手机|号码|座机|固话|分机|身份证|证件|证号|通行证|护照|卡号|银行卡|信用卡|储蓄卡|借记卡|社保|医保"
    r"|公积金|账号|账户|帐号|帐户"
    r"|qq|扣扣|企鹅号|微信|vx|密码|口令|验证码|校验码|尾号|后四位|后几位|车牌|学号|工号|编号是|邮编|单号|订单"
    r"|取件码|门禁|门牌|保险箱"
    r"|phone|mobile|\bcell\b|call me|my number|number is|\bssn\b|account|\bcard\b|passport|password|passcode|\bpin\b"
    r"|postcode|zip code|\bfax\b|传真|呼叫|拨打|拨通|打给|给我打|发短信"
)
_PUBLIC = frozenset(
    map(
        str,
        (
            110,
            111,
            112,
            114,
            119,
            120,
            122,
            411,
            911,
            988,
            999,
            10000,
            10010,
            10086,
            10099,
            12306,
            12315,
            12333,
            12338,
            12345,
            12348,
            12355,
            12356,
            12366,
            12369,
            12395,
            95533,
            95555,
            95566,
            95588,
            95599,
            96110,
        ),
    )
)
_UNIT = re.compile(
    r"\s*(?:年|月|日|点|时|分|秒|块|元|美元|日元|人民币|个|次|米|千米|公里|里|万|亿|千|百|毫|厘|平方|立方|人|台"
    r"|部|款|种|位|度|岁"
    r"|层|克|千克|公斤|斤|吨|赫|瓦|伏|安|倍|光年|页|字|首|集|级|届|w\b|k\b|g\b|gb|mb|tb|mah|hz|km|kg|m\b|%|％|°"
    r"|years?\b|meters?\b"
    r"|metres?\b|miles?\b|people\b|dollars?\b)"
)
_MEASURE = re.compile(
    r"\s*(?:米|千米|公里|公斤|千克|克|吨|光年|平方|立方|元|块|美元|欧元|日元|英镑|港币|韩元|卢布|人民币|赫|摄氏"
    r"|年|秒|km|kg|m/s|hz|years?\b|meters?\b|metres?\b"
    r"|miles?\b|people\b|dollars?\b)"
)
_DECIMAL = re.compile(r"(?:0|[1-9]\d{0,2})\.\d+")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_DATE = re.compile(r"(?:1\d|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?:\s+\d{1,2}(?=:))?")
_CLOCK = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])")
_YEARS = re.compile(r"(1\d{3}|20\d\d)\s*[-–—~]\s*(1\d{3}|20\d\d)")
_ROUND = re.compile(r"[1-9]0{6,}")
_ROUNDED = re.compile(r"[1-9]\d{0,2}0{5,}")
_PART = re.compile(r"密码|口令|验证码|尾号|后.{1,2}位|前.{1,2}位|身份证|卡号|password|passcode|\bpin\b|last \w+ digits")
_MOBILE = re.compile(r"(?:0{0,2}86)?1[3-9]\d{9}")
_LAND = re.compile(r"(?:0{0,2}86)?0[1-9]\d{1,2}[2-9]\d{6,7}\d{0,5}|[48]00\d{7}")
_AROUND = re.compile(r"[a-z0-9_]")

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领港澳"
_NAMED = (
    "北京|天津|上海|重庆|河北|河南|云南|辽宁|黑龙江|湖南|安徽|山东|新疆|江苏|浙江|江西|湖北|广西|甘肃|山西|内蒙古?|陕西|吉林|福建|贵州|广东"
    "|青海|西藏|四川|宁夏|海南"
)
_PLATE = re.compile(
    rf"(?:[{_PROVINCES}]|(?:{_NAMED})[省市]?)[\s·•.\-]*[a-z][\s·•.\-]*(?:[a-z0-9][\s·•.\-]*){{4,6}}(?![a-z0-9])[警学挂领港澳]?"
)
_APART = re.compile(
    r"(?<!\d)1[3-9]\d(?:(?![年月日乘除万亿元块米分秒=])\D){1,6}\d{4}(?:(?![年月日乘除万亿元块米分秒=])\D){1,6}\d{4}(?!\d)"
)
"""A mobile number with words in it: 「138加1234加5678」."""
_PLACE = re.compile(
    r"(?:北纬|南纬|东经|西经|经度|纬度|latitude|longitude|\blat|\blon)\D{0,4}(?P<degrees>\d{1,3}\.\d{2,})"
)
_CODE = re.compile(r"(?:cvv|cvc|安全码)\D{0,3}(?P<code>\d{3,4})")
_ID_TOKEN = re.compile(
    r"(?:护照|证件|通行证|回乡证|台胞证|军官证|居留证|车牌|单号|订单|学号|工号|编号|取件码|验证码|会员号"
    r"|病历号?|保单号?|序列号|passport|licen[cs]e|plate"
    r"|order|member(?:ship)?|serial|tracking|booking|ref(?:erence)?)(?:的)?\s*(?:number|no|id|code"
    r"|号码?)?\.?\s*(?:就?是|为|叫|is|:|：|，|,|#)*\s*"
    r"(?P<token>[a-z0-9](?:[\s·•.\-]?[a-z0-9]){3,})"
)


def numbers(view: str) -> Iterator[Span]:
    """What of a flat text is a number of somebody's."""
    view = _CLOCK.sub(lambda clock: ":" * len(clock.group()), view)
    found = runs(view)
    keyed = [match.end() for match in _KEYWORD.finditer(view)]
    together = sum(len(run.digits) for run in found if len(run.digits) >= _REST_OF and not _is_counted(run, view))
    for run in found:
        if _is_somebodys(run, view, keyed, together):
            yield _whole(run, view)
    digits = numbered(view)
    for match in _PLATE.finditer(digits):
        if sum(sign.isdigit() for sign in match.group()) >= 2:
            yield Span(match.start(), len(match.group().rstrip(" ·•.-")) + match.start(), "车牌")
    for match in _APART.finditer(digits):
        yield Span(match.start(), match.end(), "电话")
    for pattern, name in ((_PLACE, "degrees"), (_CODE, "code")):
        for match in pattern.finditer(digits):
            yield Span(match.start(name), match.end(name), "号码")
    for match in _ID_TOKEN.finditer(digits):
        if sum(sign.isdigit() for sign in match["token"]) >= _REST_OF:
            yield Span(match.start("token"), match.end("token"), "号码")


def _is_somebodys(run: Run, view: str, keyed: list[int], together: int) -> bool:
    length = len(run.digits)
    if run.digits in _PUBLIC and not (length > 3 and _PART.search(view)):
        return False
    if not keyed:
        return length >= _LONG and not _is_something_else(run, view)
    near = any(0 <= run.begin - place <= 8 for place in keyed)
    if length >= _LONG:
        return near or not _is_something_else(run, view)
    if _is_counted(run, view):
        return False
    if length >= _SPOKEN_OF:
        return near or together >= _LONG or not _is_year(run)
    return length >= _REST_OF and together >= _LONG


def _is_something_else(run: Run, view: str) -> bool:
    text, after = view[run.begin : run.end], view[run.end :]
    if _MOBILE.fullmatch(run.digits) or _LAND.fullmatch(run.digits):
        return False
    if _ROUNDED.fullmatch(text) and _UNIT.match(after):
        return True
    if _DECIMAL.fullmatch(text) or _THOUSANDS.fullmatch(text) or _DATE.fullmatch(text) or _ROUND.fullmatch(text):
        return True
    if years := _YEARS.fullmatch(text):
        return years[1] < years[2]
    if len(run.groups) > 1 and all(len(group) == 4 and group < "2100" for group in run.groups):
        return after.lstrip()[:1] in ("年", "届")
    return len(run.groups) == 1 and bool(_MEASURE.match(after))


def _is_counted(run: Run, view: str) -> bool:
    """「5000毫安」, 「1876年」, `in 1876`."""
    if _is_year(run) and view[: run.begin].endswith("in "):
        return True
    return len(run.digits) <= 6 and bool(_UNIT.match(view, run.end))


def _is_year(run: Run) -> bool:
    return len(run.digits) == 4 and "1000" <= run.digits < "2100"


def _whole(run: Run, view: str) -> Span:
    """With the letters that belong to it: E12345678, 11010119900101123X, wxid-like endings."""
    begin, end = run.begin, run.end
    if len(run.digits) == 17 and (check := re.match(r"[\s\-,，]*(?:x|叉|艾克斯|埃克斯)", view[end:])):
        end += check.end()
    while begin and _AROUND.match(view[begin - 1]):
        begin -= 1
    if begin == run.begin and len(run.digits) >= _LONG:
        # Of a passport, said apart: 「E 1234 5678」.
        lone = re.search(r"(?<![a-z0-9])(?:[a-z]{1,2}|\+)[\s\-]?$", view[:begin])
        begin = lone.start() if lone else begin
    while end < len(view) and _AROUND.match(view[end]):
        end += 1
    return Span(begin, end, _label(run.digits))


def _label(digits: str) -> str:
    if _MOBILE.fullmatch(digits) or _LAND.fullmatch(digits):
        return "电话"
    if len(digits) in (15, 17, 18):
        return "证件号"
    if 13 <= len(digits) <= 19 and is_luhn(digits):
        return "卡号"
    return "号码"
