"""A line as the guard reads it: one width, one script, small letters, and what was hidden in it set right. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 800
"""Of a longer line, so many characters are read: the first half and the last."""

_HAN = "\u3400-\u9fff"
_APART = re.compile(rf"(?<=[{_HAN}])[\s/\\|_*·.~+#@^=•\-—–`]+(?=[{_HAN}])")
_LETTERS_APART = re.compile(r"(?<![a-z0-9])(?:[a-z][\s.\-_*/|]+){2,}[a-z](?![a-z0-9])")
_MANY = re.compile(r"(.)\1{3,}")
_BLANKS = re.compile(r"\s+")

_TRADITIONAL = str.maketrans(
    "殺藥賭槍彈騙錢買賣網號詐電話說講罵豬廢賤媽爺妳們學習國黨産產選舉臺灣獨導體約亂裝盜竊鎖開關監聽視頻錄隱證碼銀賬戶黃蕩處強姦歲兒園給幫寫罰違軍統戰爭對錯這個裡麼樣還沒會過為東車門讓應該難變態腦殘醜貨滾閉"
    "無規則設遊戲惡聖經歷內傳從現輸詞語譯複製貼樓線雙數據庫識別邊緣髒異鄉農極權財繼續驗紅綫獄執師醫療劑員長總書記領務實際頭點後興歡氣漢認單雖陰險壞壓親愛戀夢樂飛機場緊藝術蘋",
    "杀药赌枪弹骗钱买卖网号诈电话说讲骂猪废贱妈爷你们学习国党产产选举台湾独导体约乱装盗窃锁开关监听视频录隐证码银账户黄荡处强奸岁儿园给帮写罚违军统战争对错这个里么样还没会过为东车门让应该难变态脑残丑货滚闭"
    "无规则设游戏恶圣经历内传从现输词语译复制贴楼线双数据库识别边缘脏异乡农极权财继续验红线狱执师医疗剂员长总书记领务实际头点后兴欢气汉认单虽阴险坏压亲爱恋梦乐飞机场紧艺术苹",
)
_PICTURES = {
    "🔪": "刀", "🗡": "刀", "🔫": "枪", "💣": "炸弹", "💊": "药", "🐷": "猪", "🐖": "猪", "🐶": "狗", "🖕": "操你",
    "💩": "屎", "🍆": "鸡巴", "🔞": "色情", "☠": "死", "💀": "死", "🧨": "炸药", "🚬": "烟", "🍺": "啤酒",
}  # fmt: skip
_PICTURE = re.compile("|".join(_PICTURES))

_SYLLABLES = {
    "zi sha": "自杀", "zi can": "自残", "ge wan": "割腕", "tiao lou": "跳楼", "zha dan": "炸弹", "zha yao": "炸药",
    "du pin": "毒品", "bing du pin": "毒品", "hai luo yin": "海洛因", "se qing": "色情", "luo zhao": "裸照",
    "luo liao": "裸聊", "zuo ai": "做爱", "qiang jian": "强奸", "mai yin": "卖淫", "piao chang": "嫖娼",
    "sha bi": "傻逼", "cao ni ma": "操你妈", "ni ma de": "你妈的", "bai chi": "白痴", "nao can": "脑残",
    "hun dan": "混蛋", "wang ba dan": "王八蛋", "jian ren": "贱人", "du bo": "赌博", "mi yao": "迷药", "da ma": "大麻",
    "bing du": "冰毒", "zha pian": "诈骗", "yue pao": "约炮", "huang pian": "黄片", "tai du": "台独",
    "xi jin ping": "习近平", "fa lun gong": "法轮功", "sha ren": "杀人", "qiang zhi": "枪支",
}  # fmt: skip
_ROMAN = re.compile(
    r"(?<![a-z])(?:"
    + "|".join(spelt.replace(" ", " ?") for spelt in sorted(_SYLLABLES, key=len, reverse=True))
    + r")(?![a-z])"
)
_SHORT = {
    "cnm": "操你妈", "nmsl": "你妈死了", "sb": "傻逼", "shabi": "傻逼", "tmd": "他妈的", "mmp": "妈卖批",
    "nmb": "你妈逼", "nc": "脑残", "zz": "智障",
}  # fmt: skip
_SHORTENED = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(_SHORT)})(?![a-z0-9])")
_HEARD = tuple(
    (re.compile(heard), meant)
    for heard, meant in (
        (r"[煞沙啥傻杀莎][笔比币逼b屄×叉x批](?![如喻重较赛例价试特机的拟方划记油墙对画尖盒])", "傻逼"),
        (r"草(?:泥马|拟吗|你[妈吗马])|艹你?|操[尼泥]?[玛马]", "操你妈"),
        (r"尼玛|你[马吗](?=的[^,。?!]|死了)|你🐴", "你妈"),
        (r"[自字][沙纱鲨煞刹莎砂](?![拉丁尘漏])", "自杀"),
        (r"[脑恼][残惨餐蚕]", "脑残"),
        (r"智[涨胀]", "智障"),
        (r"渣(?=药|弹)|炸[旦但](?!是)", "炸"),
        (r"冰du|b毒", "冰毒"),
        (r"约[跑泡p](?=吗|不|$)", "约炮"),
        (r"习大大|习主席|xjp|包子帝", "习近平"),
        (r"加(?:危|威)信", "加微信"),
    )
)
_FIGURES = str.maketrans("01345789@$!", "oieastbgasi")
_WORD = re.compile(r"[a-z0-9@$!*]{3,}")
_BAD_WORDS = frozenset(
    (
        "kill", "suicide", "bomb", "porn", "sex", "sexy", "fuck", "shit", "bitch", "drug", "drugs", "meth", "cocaine",
        "weed", "hack", "steal", "idiot", "stupid", "nude", "nudes", "rape", "whore", "slut", "asshole", "bastard",
        "die", "murder", "poison", "weapon", "cunt",
    )
)  # fmt: skip


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """The line with half-width signs and small letters, without what cannot be seen or only parts characters; pinyin,
    letters, figures and signs that stand for a bad word as that word."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]}\n{text[-LONGEST // 2 :]}"
    line = unicodedata.normalize("NFKC", text).casefold()
    if not line.isascii():
        line = _PICTURE.sub(lambda found: _PICTURES[found.group()], line)
        line = "".join(sign for sign in line if unicodedata.category(sign) not in _UNSEEN or sign in "\n\t")
        line = line.translate(_TRADITIONAL)
    # Before 「。」 becomes a full stop, which would part characters.
    line = _APART.sub("", _BLANKS.sub(" ", line).strip()).translate(_SIGNS)
    line = _LETTERS_APART.sub(lambda found: re.sub(r"[^a-z]", "", found.group()), line)
    line = _MANY.sub(r"\1\1\1", line)
    line = _WORD.sub(_unfigured, line)
    line = _APART.sub("", _ROMAN.sub(_spelt, line))
    if not line.isascii() or len(line) < _ALONE:
        line = _SHORTENED.sub(lambda found: _SHORT[found.group()], line)
    for heard, meant in _HEARD:
        line = heard.sub(meant, line)
    return line


_ALONE = 5
"""An English line this short may be a Mandarin abbreviation; in a longer one, 「nc」 is something else."""
_UNSEEN = frozenset(("Cf", "Cc", "Co", "Cn", "Mn", "So"))
_SIGNS = str.maketrans("“”‘’「」『』。，、！？；：《》", '""\'\'"""".,,!?;:<>')
_SPELT = {spelt.replace(" ", ""): meant for spelt, meant in _SYLLABLES.items()}


def _spelt(found: re.Match[str]) -> str:
    return _SPELT[found.group().replace(" ", "")]


def _unfigured(found: re.Match[str]) -> str:
    """「k1ll」 and 「f*ck」 as they are meant; anything else as it is."""
    word = found.group()
    if word.isalpha():
        return word
    for guess in (word.translate(_FIGURES), word.replace("*", "")):
        if guess in _BAD_WORDS:
            return guess
    starred = re.fullmatch(r"([a-z])\*+([a-z]{1,3})", word)
    if starred:
        for bad in ("fuck", "shit", "bitch"):
            if bad[0] == starred[1] and bad.endswith(starred[2]):
                return bad
    return word
