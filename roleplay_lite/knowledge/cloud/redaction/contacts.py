"""E-mail addresses, accounts of chat programs, addresses of machines, links and passwords."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from roleplay_lite.knowledge.cloud.redaction.flat import Span

_DOT = r"(?:\s{0,3}[.点]\s{0,3}|\s{1,3}dot\s{1,3})"
_AT = r"(?:\s*@\s*|\s*艾特\s*|\s*\(?圈a\)?\s*|\s+at\s+|\s*\[at\]\s*|\s*\(at\)\s*)"
_EMAIL = re.compile(
    rf"[a-z0-9_+\-]+(?:(?:{_DOT}"
    rf"|\s*下划线\s*)[a-z0-9_+\-]+)*{_AT}[a-z0-9\-]+(?:{_DOT}[a-z0-9\-]+)*{_DOT}(?:[a-z]{{2,24}})(?![a-z0-9])"
    r"|[^\s@<>，。：:、“”\"'\u4e00-\u9fff]*[a-z0-9]@[a-z0-9][^\s@<>，。、“”\"'\u4e00-\u9fff]*"
)
_LINK = re.compile(r"(?:[a-z][a-z0-9+.\-]{1,15}://|www\.)[^\s，。、；！？「」“”<>\u4e00-\u9fff]+")
_BARE_LINK = re.compile(r"(?:https?://)?(?:[a-z0-9\-]+\.)+[a-z]{2,24}/?")
_PATHS = re.compile(r"(?<![a-z0-9.@/])(?:[a-z0-9\-]+\.)+[a-z]{2,24}(?::\d+)?/[^\s，。、；！？「」“”<>\u4e00-\u9fff]+")
_IP4 = re.compile(r"(?<![0-9.])(?:\d{1,3}\s*\.\s*){3}\d{1,3}(?![0-9])(?::\d{1,5})?")
_IP4_SPOKEN = re.compile(r"(?<![0-9])(?:\d{1,3}\s*点\s*){3}\d{1,3}(?![0-9])")
_IP6 = re.compile(r"(?<![0-9a-f:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:%\w+)?(?![0-9a-f:])")
_MAC = re.compile(
    r"(?<![0-9a-f])[0-9a-f]{2}(?P<gap>\s?[:\-]\s?|\s)(?:[0-9a-f]{2}(?P=gap)){4}[0-9a-f]{2}(?![0-9a-f])"
    r"|(?<![0-9a-f])(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}(?![0-9a-f])"
    r"|(?<![0-9a-z])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12}(?![0-9a-z])"
)
_KNOWN_IPS = frozenset(("127.0.0.1", "0.0.0.0", "8.8.8.8", "255.255.255.0", "255.255.255.255"))
_SECRET = re.compile(
    r"(?<![a-z0-9])(?:sk|pk|ak|ghp|gho|xox[bp]|akia)[-_]?[a-z0-9][a-z0-9_\-]{12,}"
    r"|(?<![a-z0-9])(?=[a-z_\-+/=.]*\d)(?=[0-9_\-+/=.]*[a-z])[a-z0-9_\-+/=.]{20,}"
    r"|(?<![a-z0-9])(?=(?:[a-z]*\d){6})(?=\d*[a-z])[a-z0-9]{12,}"
)
_APP = (
    r"(?:微信|威信|薇信|weixin|wechat|we chat|vx|v信|qq|扣扣|企鹅|抖音|快手|小红书|微博|支付宝|钉钉|line"
    r"|whatsapp|telegram|skype|discord|instagram|\big\b|twitter|facebook|snapchat|tiktok|steam|b站)"
)
_ACCOUNT = re.compile(
    rf"{_APP}\s*(?:号码?|账号|帐号|id|群|account|number|handle|username)\s*(?:就?是|为|叫|is|:|，"
    rf"|,)*\s*(?P<named>[a-z0-9][a-z0-9_\-.]{{3,}})"
    rf"|(?:我|你|您|他|她|咱|我们|加|my|his|her|your|add)的?\s*{_APP}\s*(?:号码?|账号|id)?\s*(?:就?是|为|叫|is"
    rf"|:|，|,)*\s*(?P<own>[a-z0-9][a-z0-9_\-.]{{3,}})"
    rf"|{_APP}\s*(?:就?是|叫|is|:)?\s*(?P<mixed>(?=[a-z_\-.]*\d)[a-z0-9][a-z0-9_\-.]{{4,}})"
    r"|(?P<wxid>wxid_[a-z0-9]+)"
)
_PASSWORD = re.compile(
    r"(?:密码|口令|暗号|passcode|password|passphrase|pin码?|pin code|\bpin\b|wifi|wi-fi|账号|帐号|用户名"
    r"|user ?name|login)(?:的?密码)?\s*"
    r"(?:就?是|为|叫|设成了?|改成了?|用的?是?|is|:|=|，|,)+\s*(?P<word>[a-z0-9!@#$%^&*_+\-=.?~]{3,})"
    r"|(?:密码|口令|暗号|password|passcode)\s*(?P<mixed>(?=[a-z!@#$%^&*_+\-=.?~]*\d)[a-z0-9!@#$%^&*_+\-=.?~]{4,})"
)
_HANDLE = re.compile(r"(?<![a-z0-9])@[a-z0-9_.]{3,}")


def contacts(view: str) -> Iterator[Span]:
    """What of a flat text leads to somebody or into something of theirs."""
    for match in _EMAIL.finditer(view):
        yield Span(match.start(), match.end(), "邮箱")
    for pattern in (_LINK, _PATHS):
        for match in pattern.finditer(view):
            if not _BARE_LINK.fullmatch(match.group()):
                yield Span(match.start(), match.end(), "链接")
    for pattern in (_IP4, _IP4_SPOKEN):
        for match in pattern.finditer(view):
            if re.sub(r"\s", "", match.group()) not in _KNOWN_IPS:
                yield Span(match.start(), match.end(), "地址码")
    for match in _IP6.finditer(view):
        if _is_ip6(match.group()):
            yield Span(match.start(), match.end(), "地址码")
    for match in _MAC.finditer(view):
        yield Span(match.start(), match.end(), "地址码")
    for match in _SECRET.finditer(view):
        yield Span(match.start(), match.end(), "密钥")
    for match in _ACCOUNT.finditer(view):
        name = match.lastgroup or ""
        yield Span(match.start(name), match.end(name), "账号")
    for match in _PASSWORD.finditer(view):
        name = match.lastgroup or ""
        yield Span(match.start(name), match.end(name), "密码")
    for match in _HANDLE.finditer(view):
        yield Span(match.start(), match.end(), "账号")


def _is_ip6(text: str) -> bool:
    address = text.partition("%")[0]
    try:
        return len(address) > 3 and not ipaddress.IPv6Address(address).is_loopback
    except ValueError:
        return False
