"""Lines that give somebody away, drawn by a seed: names, numbers and addresses in the many ways in which they are said.

Written apart from what redacts: it shares no list and no pattern with it.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

PEOPLE = {
    # Name to its pinyin, family name first, with tones.
    "王小明": ("wáng", "xiǎo", "míng"),
    "李娜": ("lǐ", "nà"),
    "张伟": ("zhāng", "wěi"),
    "刘诗涵": ("liú", "shī", "hán"),
    "陈静怡": ("chén", "jìng", "yí"),
    "杨子轩": ("yáng", "zǐ", "xuān"),
    "赵磊": ("zhào", "lěi"),
    "黄丽华": ("huáng", "lì", "huá"),
    "周杰": ("zhōu", "jié"),
    "吴秀英": ("wú", "xiù", "yīng"),
    "徐浩宇": ("xú", "hào", "yǔ"),
    "孙桂芳": ("sūn", "guì", "fāng"),
    "胡雨桐": ("hú", "yǔ", "tóng"),
    "朱建军": ("zhū", "jiàn", "jūn"),
    "高俊杰": ("gāo", "jùn", "jié"),
    "林婷婷": ("lín", "tíng", "tíng"),
    "何志强": ("hé", "zhì", "qiáng"),
    "欧阳雪梅": ("ōu", "yáng", "xuě", "méi"),
    "司马文博": ("sī", "mǎ", "wén", "bó"),
    "吕思睿": ("lǚ", "sī", "ruì"),
}
DOUBLE = ("欧阳", "司马")
HOMOPHONES = {
    "王小明": ("王晓明", "汪小明", "王小鸣"),
    "李娜": ("李那", "里娜"),
    "张伟": ("章伟", "张玮"),
    "陈静怡": ("陈静仪", "陈敬怡"),
    "杨子轩": ("杨梓轩", "羊子轩"),
    "徐浩宇": ("徐皓宇", "徐浩羽"),
    "何志强": ("何智强", "和志强"),
    "刘诗涵": ("刘诗寒", "刘施涵"),
}
NICKNAMES = ("朵朵", "一禾", "嘟嘟")
ENGLISH = ("Alice Johnson", "Robert Smith", "Fiona", "Zhang Wei", "Emily Carter", "Tom")
NAMES = (*PEOPLE, *NICKNAMES, *ENGLISH)

NUMBER_FRAMES = (
    "我的{what}是{x}，帮我查一下",
    "{x}是哪里的{what}",
    "帮我记一下{what}{x}谢谢",
    "我{what}{x}",
    "请问{what}为{x}的是什么人",
    "刚才那个{what}，{x}，能查到吗",
    "{x}",
    "查查{x}安全吗",
    "有人用{x}骚扰我怎么办",
    "珠穆朗玛峰多高顺便看看{x}这个{what}对不对",
    "我妈的{what}是{x}你知道怎么改吗",
    "{what}:{x}有没有风险",
    "{what}：{x}",
    "那个{x}是谁的",
    "my {what} is {x} can you check it",
    "嗯{what}是{x}然后呢",
    "是不是{x}啊",
    "what is {x}",
    "把{x}发给我老婆",
    "喂你好{x}这个{what}过期了吗",
)
NAME_FRAMES = (
    "{x}是什么星座",
    "{x}喜欢吃什么",
    "昨天{x}问我光速是多少",
    "{x}说珠穆朗玛峰有九千米高对吗",
    "为什么{x}总是睡不着",
    "我和{x}谁大",
    "给{x}讲一下什么是黑洞",
    "{x}的生日是十月一号是什么节",
    "你觉得{x}怎么样",
    "{x}今天发烧了三十九度该吃什么药",
    "我想给{x}买一本讲恐龙的书",
    "请问{x}和李白谁更有名",
    "is {x} a common name",
    "{x}'s birthday is in May, which star sign is that",
    "tell {x} how far the moon is",
    "我同事{x}得了流感怎么办",
    "查一下{x}上的那所学校",
    "{x}",
    "明天{x}要考试怎么复习",
    "他叫{x}你认识吗",
)
ADDRESS_FRAMES = (
    "我家住在{x}，附近有什么好吃的",
    "{x}附近有医院吗",
    "我住{x}明天会下雨吗",
    "从{x}到天安门怎么走",
    "快递寄到{x}要几天",
    "把外卖送到{x}",
    "我们公司在{x}",
    "地址是{x}",
    "{x}的邮编是多少",
    "我奶奶家在{x}，离机场多远",
    "导航到{x}",
    "你知道{x}怎么走吗",
)
ENGLISH_ADDRESS_FRAMES = (
    "I live at {x}, what's the weather",
    "how far is {x} from the airport",
    "my address is {x}",
    "deliver it to {x} please",
    "what is near {x}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line, and what must not be found in what leaves, plain (`plain`)."""

    text: str
    secrets: tuple[str, ...]
    form: str


def lines(seed: int, count: int) -> Iterator[Line]:
    """As many, the same for the same seed."""
    draw = random.Random(seed)
    makers = (*[_number] * 6, *[_name] * 5, *[_address] * 3, *[_contact] * 3, _plate)
    for _ in range(count):
        yield draw.choice(makers)(draw)


def plain(text: str) -> str:
    """In lower case, without spaces and punctuation, every digit as 0–9: how a leak is looked for."""
    folded = unicodedata.normalize("NFKC", text).lower()
    for word, digit in _WORDS.items():
        folded = re.sub(rf"\b{word}\b", digit, folded)
    folded = "".join(_DIGITS.get(sign, sign) for sign in folded)
    bare = unicodedata.normalize("NFD", folded)
    return "".join(sign for sign in bare if sign.isalnum())


_WORDS = {
    word: str(at)
    for at, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
} | {"oh": "0"}
_DIGITS = {
    sign: str(at)
    for at, signs in enumerate(("零〇", "一幺壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for sign in signs
}


# -- numbers --------------------------------------------------------------------------------------------------------


def _number(draw: random.Random) -> Line:
    what, digits, groups = draw.choice(
        (_mobile, _mobile, _mobile, _land, _identity, _identity, _old_identity, _card, _passport)
    )(draw)
    form = draw.choice(list(_FORMS))
    said = _FORMS[form](draw, digits, groups)
    frame = draw.choice(NUMBER_FRAMES)
    english = {
        "手机号": "phone",
        "电话": "phone number",
        "身份证号": "identity number",
        "银行卡号": "card number",
        "护照号": "passport number",
    }
    name = english.get(what, what) if frame.startswith("my") else what
    core = re.sub(r"\D", "", digits)
    return Line(
        text=frame.format(what=name, x=said),
        secrets=tuple(core[at : at + 5] for at in range(len(core) - 4)),
        form=f"{what}/{form}",
    )


def _mobile(draw: random.Random) -> tuple[str, str, tuple[int, ...]]:
    digits = "1" + draw.choice("3456789") + "".join(draw.choices("0123456789", k=9))
    return draw.choice(("手机号", "电话")), digits, draw.choice(((3, 4, 4), (3, 4, 4), (4, 4, 3), (3, 3, 5), (11,)))


def _land(draw: random.Random) -> tuple[str, str, tuple[int, ...]]:
    area = draw.choice(("010", "021", "0571", "0755", "028", "0991"))
    digits = (
        area
        + draw.choice("2345678")
        + "".join(draw.choices("0123456789", k=7 if len(area) == 3 else 6 + draw.randint(0, 1)))
    )
    if draw.random() < 0.3:
        return "电话", digits[len(area) :], (4, 4)
    return "电话", digits, (len(area), 4, 4)


def _identity(draw: random.Random) -> tuple[str, str, tuple[int, ...]]:
    area = draw.choice(("110101", "310104", "330106", "440305", "510107"))
    born = f"{draw.randint(1940, 2015)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}"
    body = area + born + f"{draw.randint(0, 999):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]
    return "身份证号", body + draw.choice((check, "X")), (6, 8, 4)


def _old_identity(draw: random.Random) -> tuple[str, str, tuple[int, ...]]:
    return (
        "身份证号",
        f"110101{draw.randint(40, 99)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}{draw.randint(0, 999):03}",
        (6, 6, 3),
    )


def _card(draw: random.Random) -> tuple[str, str, tuple[int, ...]]:
    body = draw.choice(("622202", "621700", "436742", "5", "3")) + "".join(draw.choices("0123456789", k=9))
    body += "".join(draw.choices("0123456789", k=draw.choice((15, 18)) - len(body)))
    total = sum(sum(map(int, str(int(d) * (2 - at % 2)))) for at, d in enumerate(reversed(body)))
    return "银行卡号", body + str(-total % 10), (4, 4, 4, 4, 3)


def _passport(draw: random.Random) -> tuple[str, str, tuple[int, ...]]:
    return "护照号", draw.choice("EGDEK") + "".join(draw.choices("0123456789", k=8)), (5, 4)


def _split(digits: str, groups: tuple[int, ...]) -> list[str]:
    found, at = [], 0
    for size in groups:
        if at < len(digits):
            found.append(digits[at : at + size])
            at += size
    return [*found, digits[at:]] if at < len(digits) else found


def _grouped(draw: random.Random, digits: str, groups: tuple[int, ...]) -> str:
    sign = draw.choice((" ", "-", "－", ".", "·", "，", "、", " - ", "—", "  ", ", ", "/", "_", "‑"))
    return sign.join(_split(digits, groups))


def _wide(draw: random.Random, digits: str, groups: tuple[int, ...]) -> str:
    whole = "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalnum() else sign for sign in digits)
    return draw.choice((whole, draw.choice(("－", "　", "．")).join(_split(whole, groups))))


def _spoken(draw: random.Random, digits: str, groups: tuple[int, ...]) -> str:
    signs = dict(
        zip(
            "0123456789",
            draw.choice(
                ("零一二三四五六七八九", "零幺二三四五六七八九", "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖")
            ),
            strict=True,
        )
    )
    whole = "".join(signs.get(sign, draw.choice(("X", "x", "叉")) if sign == "X" else sign) for sign in digits)
    return draw.choice(
        (whole, draw.choice((" ", "，", "、", "杠", "。", "然后", " 空格 ")).join(_split(whole, groups)))
    )


def _mixed(draw: random.Random, digits: str, _groups: tuple[int, ...]) -> str:
    signs = dict(zip("0123456789", "零幺二三四五六七八九", strict=True))
    return "".join(signs.get(sign, sign) if draw.random() < 0.5 else sign for sign in digits)


def _times(draw: random.Random, digits: str, _groups: tuple[int, ...]) -> str:
    """138四个81234."""
    return re.sub(r"(\d)\1{1,3}", lambda m: f"{'零一两三四'[len(m.group())]}个{m.group(1)}", digits)


def _abroad(draw: random.Random, digits: str, groups: tuple[int, ...]) -> str:
    return draw.choice(("+86", "+86 ", "0086-", "(+86)", "86 ")) + draw.choice((" ", "-", "")).join(
        _split(digits, groups)
    )


def _hidden(draw: random.Random, digits: str, _groups: tuple[int, ...]) -> str:
    return draw.choice(("\u200b", "\u2060", "\u00ad", "\ufeff")).join(_split(digits, (2,) * 12))


def _circled(_draw: random.Random, digits: str, _groups: tuple[int, ...]) -> str:
    return "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(sign)] if sign.isdigit() else sign for sign in digits)


def _english_words(draw: random.Random, digits: str, groups: tuple[int, ...]) -> str:
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    said = [
        " ".join(words[int(sign)] if sign.isdigit() else sign for sign in group) for group in _split(digits, groups)
    ]
    return draw.choice((" ", ", ", " - ")).join(said)


_FORMS = {
    "plain": lambda _draw, digits, _groups: digits,
    "lower": lambda _draw, digits, _groups: digits.lower(),
    "grouped": _grouped,
    "wide": _wide,
    "spoken": _spoken,
    "spoken again": _spoken,
    "mixed": _mixed,
    "times": _times,
    "abroad": _abroad,
    "hidden": _hidden,
    "circled": _circled,
    "english": _english_words,
}


# -- names ----------------------------------------------------------------------------------------------------------


def _name(draw: random.Random) -> Line:
    kind = draw.choice(("han", "han", "han", "pinyin", "sound", "nick", "english"))
    form, said, secrets = {"han": _han, "pinyin": _pinyin, "sound": _sound, "nick": _nick, "english": _english}[kind](
        draw
    )
    return Line(
        text=draw.choice(NAME_FRAMES).format(x=said), secrets=tuple(plain(one) for one in secrets), form=f"name/{form}"
    )


def _parts(name: str) -> tuple[str, str]:
    return (name[:2], name[2:]) if name[:2] in DOUBLE else (name[0], name[1:])


def _han(draw: random.Random) -> tuple[str, str, tuple[str, ...]]:
    name = draw.choice(list(PEOPLE))
    family, given = _parts(name)
    last = given[-1]
    said = draw.choice(
        [
            ("full", name),
            ("full", name),
            ("spaced", " ".join(name)),
            ("dotted", f"{family}·{given}"),
            ("old", f"老{family}"),
            ("young", f"小{family}"),
            ("small", f"小{last}"),
            ("a", f"阿{last}"),
            ("twice", last + last),
            ("title", family + draw.choice(("老师", "先生", "阿姨", "医生", "总", "经理", "叔叔", "奶奶", "师傅"))),
            ("brother", (given if len(given) > 1 else last) + draw.choice(("哥", "姐", "弟弟", "妹妹"))),
            *([("given", given), ("given", given), ("small given", f"小{given}")] if len(given) > 1 else []),
        ]
    )
    return said[0], said[1], (name, said[1], *((given,) if len(given) > 1 else ()))


def _pinyin(draw: random.Random) -> tuple[str, str, tuple[str, ...]]:
    name = draw.choice(list(PEOPLE))
    size = len(_parts(name)[0])
    toned = PEOPLE[name]
    bare = tuple(
        unicodedata.normalize("NFD", one.replace("ǚ", draw.choice(("v", "u", "yu")))).encode("ascii", "ignore").decode()
        for one in toned
    )
    family, given = "".join(bare[:size]), "".join(bare[size:])
    said = draw.choice(
        [
            f"{family} {given}",
            f"{family.title()} {given.title()}",
            f"{given.title()} {family.title()}",
            family + given,
            f"{family.title()}{given.title()}",
            " ".join(bare),
            f"{family}-{given}",
            f"{given}_{family}",
            f"{family}{given}1990",
            f"{family.upper()} {given.upper()}",
            "".join(toned[:size]) + " " + "".join(toned[size:]),
            f"xiao {bare[-1]}",
            f"lao {family}",
            *([given, given.title(), " ".join(bare[size:])] if len(bare) - size > 1 else []),
        ]
    )
    return "pinyin", said, (said,)


def _sound(draw: random.Random) -> tuple[str, str, tuple[str, ...]]:
    name = draw.choice(list(HOMOPHONES))
    said = draw.choice(HOMOPHONES[name])
    return "sound", said, (said,)


def _nick(draw: random.Random) -> tuple[str, str, tuple[str, ...]]:
    name = draw.choice(NICKNAMES)
    said = draw.choice((name, name, f"小{name}", f"{name}妹妹", f"阿{name[-1]}", f"小{name[-1]}"))
    return "nick", said, (name, said)


def _english(draw: random.Random) -> tuple[str, str, tuple[str, ...]]:
    name = draw.choice(ENGLISH)
    words = name.split(" ")
    said = draw.choice(
        (
            name,
            name.lower(),
            name.upper(),
            *words,
            *(word.lower() for word in words),
            ", ".join(reversed(words)),
            "".join(words),
        )
    )
    return "english", said, (said,)


# -- places, machines, accounts -------------------------------------------------------------------------------------

_CITIES = (
    "浙江省杭州市西湖区",
    "北京市海淀区",
    "上海浦东新区",
    "广东省深圳市南山区",
    "四川成都武侯区",
    "江苏省苏州市昆山市",
    "",
)
_ROADS = (
    "文三路",
    "中关村大街",
    "张杨路",
    "科技园南路",
    "人民南路四段",
    "建设西街",
    "和平里东街",
    "朝阳北大道",
    "问津巷",
    "石家胡同",
    "从化路",
    "离石街",
)
_HOMES = ("翠苑小区", "阳光花园", "万科城", "龙湖花苑", "幸福家园", "碧桂园", "银座公寓", "绿地国际大厦", "建国新村")


def _address(draw: random.Random) -> Line:
    if draw.random() < 0.25:
        return _english_address(draw)
    city, road, home = draw.choice(_CITIES), draw.choice(_ROADS), draw.choice(_HOMES)
    number, block, unit, room = (
        draw.randint(1, 1999),
        draw.randint(1, 39),
        draw.randint(1, 6),
        draw.randint(1, 33) * 100 + draw.randint(1, 8),
    )
    said, names = draw.choice(
        (
            (f"{city}{road}{number}号", (road,)),
            (f"{city}{road}{number}号{home}{block}栋{unit}单元{room}室", (road, home)),
            (f"{city}{road}{number}弄{block}号{room}室", (road,)),
            (f"{city}{home}{block}号楼{unit}单元{room}", (home,)),
            (f"{home}{block}栋{unit}单元{room}", (home,)),
            (f"{city}{home}{_han_number(block)}栋{_han_number(unit)}单元{_han_number(room, spell=True)}室", (home,)),
            (f"{city}{road} {number} 号 {block} 幢 {room} 室", (road,)),
            (f"{city}{road}{number}号院{block}号楼{unit}门{room}", (road,)),
            (f"{road}{number}号{room}室", (road,)),
            (f"{home}{block}-{unit}-{room}室", (home,)),
        )
    )
    return Line(text=draw.choice(ADDRESS_FRAMES).format(x=said), secrets=tuple(map(plain, names)), form="address")


def _han_number(number: int, *, spell: bool = False) -> str:
    signs = "零一二三四五六七八九"
    if spell or number < 10:
        return "".join(signs[int(digit)] for digit in str(number))
    tens, rest = divmod(number, 10)
    return (signs[tens] if tens > 1 else "") + "十" + (signs[rest] if rest else "")


def _english_address(draw: random.Random) -> Line:
    road = draw.choice(("Maple", "Elm", "Sunset Hill", "Victoria", "Oxford", "Old Mill"))
    kind = draw.choice(("Street", "St", "Road", "Avenue", "Lane", "Drive", "Blvd", "Court"))
    said = f"{draw.randint(1, 9999)} {road} {kind}" + draw.choice(
        ("", ", Apt 4B", " apartment 12", ", Springfield", ", Flat 3", ", Springfield, IL 62704")
    )
    said = said if draw.random() < 0.6 else said.lower()
    return Line(
        text=draw.choice(ENGLISH_ADDRESS_FRAMES).format(x=said),
        secrets=(plain(f"{road} {kind}"),),
        form="english address",
    )


def _contact(draw: random.Random) -> Line:
    user = draw.choice(("zhangsan", "xm.wang", "li_na", "dragon", "happy-cat")) + str(draw.randint(100, 99999))
    kind = draw.choice(("email", "spoken email", "wechat", "qq", "ip", "mac", "link", "key", "password"))
    if kind == "email":
        said = draw.choice(
            (
                f"{user}@qq.com",
                f"{user}@mail.example.org",
                f"{user}＠163．com",
                f"{user} @ gmail.com",
                f"{user}@example.com.cn",
            )
        )
        text, secret = (
            draw.choice(("给{x}发邮件", "我的邮箱是{x}", "{x}是谁", "my email is {x}", "邮箱{x}收不到验证码")).format(
                x=said
            ),
            user,
        )
    elif kind == "spoken email":
        said = draw.choice((f"{user}艾特qq点com", f"{user} at gmail dot com", f"{user} 艾特 163 点 com"))
        text, secret = draw.choice(("我的邮箱是{x}", "send it to {x}")).format(x=said), user
    elif kind == "wechat":
        text = draw.choice(
            (
                "我的微信是{x}",
                "微信号{x}",
                "加我微信{x}",
                "他的微信号是：{x}",
                "my wechat is {x}",
                "VX {x}",
                "我微信叫{x}你搜一下",
            )
        ).format(x=user)
        secret = user
    elif kind == "qq":
        digits = str(draw.randint(10**5, 10**10))
        text = draw.choice(("我的QQ是{x}", "QQ号{x}", "加我扣扣{x}", "qq：{x}", "我QQ号{x}被盗了怎么办")).format(
            x=draw.choice((digits, _spoken(draw, digits, (11,))))
        )
        secret = digits[:5]
    elif kind == "ip":
        said = f"{draw.choice(('192.168', '10.23', '114.88'))}.{draw.randint(0, 255)}.{draw.randint(2, 254)}"
        said = draw.choice((said, said + ":8080", "2001:db8::" + format(draw.randint(4096, 65535), "x")))
        text, secret = (
            draw.choice(("我的ip是{x}", "{x}连不上", "ping {x}", "路由器地址{x}怎么登录")).format(x=said),
            said,
        )
    elif kind == "mac":
        said = draw.choice((":", "-", " ")).join(f"{draw.randint(0, 255):02x}" for _ in range(6))
        said = draw.choice((said, said.upper()))
        text, secret = draw.choice(("音箱的mac是{x}", "{x}是什么设备", "MAC地址 {x} 是哪家的")).format(x=said), said
    elif kind == "link":
        token = "".join(draw.choices("abcdefghjkmnpqrstuvwxyz23456789", k=12))
        text = draw.choice(
            (
                "https://example.org/reset?token={x}打不开",
                "打开 http://a.example.cn/u/{x} 看看",
                "www.example.com/s/{x}#k是什么",
                "example.com/login/{x} 安全吗",
            )
        ).format(x=token)
        secret = token
    elif kind == "key":
        token = "sk-" + "".join(draw.choices("abcdefghjkmnpqrstuvwxyzABCDEF23456789", k=32)) + "7a"
        text, secret = draw.choice(("我的密钥是{x}", "{x}能用吗", "api key {x}")).format(x=token), token
    else:
        word = draw.choice(("dragon", "Abc", "qwe")) + str(draw.randint(100, 99999))
        text, secret = (
            draw.choice(
                ("wifi密码是{x}", "我的密码是{x}安全吗", "my password is {x}", "口令为{x}", "登录密码:{x}")
            ).format(x=word),
            word,
        )
    return Line(text=text, secrets=(plain(secret),), form=kind)


def _plate(draw: random.Random) -> Line:
    province, letter = draw.choice("京沪粤浙苏川鲁"), draw.choice("ABCDEFGHJK")
    rest = draw.choice(
        (
            f"{draw.randint(0, 99999):05}",
            f"D{draw.randint(0, 99999):05}",
            f"{draw.randint(10, 99)}{draw.choice('ABCXYZ')}{draw.randint(10, 99)}",
            f"F{draw.randint(1000, 9999)}",
        )
    )
    said = draw.choice(
        (
            f"{province}{letter}{rest}",
            f"{province}{letter}·{rest}",
            f"{province}{letter} {rest}",
            f"{province} {letter} {' '.join(rest)}",
            f"{province}{letter}{rest}".lower(),
            f"{province}{letter}-{rest}",
        )
    )
    if rest.isdigit() and draw.random() < 0.3:
        said = f"{province}{letter}" + _spoken(draw, rest, (5,))
    text = draw.choice(
        ("我的车牌是{x}，今天限行吗", "{x}今天限行吗", "车牌号{x}有没有违章", "{x}", "看到一辆{x}是哪里的车")
    ).format(x=said)
    return Line(text=text, secrets=(plain(rest),), form="plate")
