"""Sentences that speak to the program and not of the character: forget the rules, lift the limits, print the prompt,
call a tool. Mandarin and English. Pure.

Every gap between two words is bounded, so no text takes long. Stories use the same words (「她总是无视学校的规则」,
"she tends to ignore the rules"); what makes an order is whose rules they are, and to whom it is said.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Order = Literal["override", "unsafe", "leak", "tool"]


def order_in(folded: str) -> Order | Literal[""]:
    """What the sentence, folded, orders the program to do, or ""."""
    if not _HINT.search(folded):
        return ""
    return next((what for what, pattern in _ORDERS if pattern.search(folded)), "")


def fold(sentence: str) -> str:
    """The sentence as the patterns have it: full-width letters plain, small, with single spaces."""
    plain = sentence if sentence.isascii() else unicodedata.normalize("NFKC", sentence)
    # 「忽 略 以 上」: Mandarin needs no spaces, so those between its characters say nothing.
    return " ".join(_APART.sub("", plain.lower()).split())


def _any(*words: str) -> str:
    return f"(?:{'|'.join(words)})"


def _gap(most: int) -> str:
    """Up to so many words between two others, in a language with spaces."""
    return rf"(?:\W{{1,3}}\w{{1,20}}){{0,{most}}}?\W{{1,3}}"


_RULES_ZH = _any("设定|指令|指示|规则|提示|要求|命令|限制|约束|人设|准则|规定|规范|政策")
_RULES_EN = _any(
    *("instruction", "prompt", "rule", "guideline", "directive", "polic", "programming", "restriction"),
    *("constraint", "limit", "filter", "safeguard"),
)
_USER_ZH = _any("请求", "要求", "指令", "用户", r"\{\{user\}\}", "<user>", "命令", "提问", "问题", "回答")

# What makes an order of a verb that a character may do, too.
_ORDER_ZH = _any(
    *("请", "务必", "必须", "立即", "立刻", "马上", "现在就", "你(?:要|应|需|可以|能|得)"),
    *("(?:回复|回答)(?:前|时|之前)", "每(?:次|轮|当)", "然后"),
)
_DO_ZH = rf"(?:{_ORDER_ZH}.{{0,12}}|^\W*)"
_DO_EN = _any(
    r"^\W*(?:please |then |now |first |always |immediately )?",
    r"\b(?:please|always) ",
    r"\byou (?:must|should|will|shall|can|may|need to|have to|are to)(?: also| always| now)? ",
    r"\b(?:before|after) (?:each|every|any) \w{1,20},? ",
    r"\bwhenever \w[\w {}]{0,40}, ",
)

_OVERRIDE = (
    _any(
        "忽略|无视|忘记|忘掉|抛开|抛弃|放弃|清除|覆盖|推翻",
        "(?:不要|不用|不必|不再|无需|别)再?(?:理会|遵守|遵循|遵从|服从|管)",
    )
    + "(?!了|过).{0,6}"
    + _any("以上|上述|上面|之前|先前|前面|此前|系统|原有|原来|开发者|官方|初始|你的|所有|一切|全部")
    + f".{{0,10}}{_RULES_ZH}",
    r"\b(?:ignore|disregard|forget|override|bypass|discard|(?:do not|don't|stop) follow(?:ing)?)"
    + _gap(3)
    + r"(?:previous|prior|above|earlier|preceding|system|your|safety|content|ethical|openai|developer|original)\b"
    + f"(?:{_gap(3)})?{_RULES_EN}",
    rf"{_DO_EN}(?:ignore|disregard|forget) (?:all|any)(?: of)?(?: the| these| those)? {_RULES_EN}",
)

_UNSAFE = (
    _any("没有|不受|无视|解除|取消|关闭|绕过|绕开|突破|去掉|去除|移除|禁用|摆脱|无需遵守|不必遵守")
    + "(?:任何|一切|所有|全部|其)?的?(?:道德|伦理|安全|内容|审查|法律|政策|ai|平台|官方|模型).{0,8}"
    + _any("限制|约束|过滤|审查|准则|规范|机制|束缚|护栏|检查|规定|政策"),
    "(?:关闭|解除|取消|绕过|禁用)(?:安全|内容|敏感词|道德)?(?:模式|审查|过滤器|过滤|护栏)",
    "(?:允许|可以|支持|开启|解锁|鼓励|必须|务必|请|尽情).{0,12}"
    "(?:色情|露骨|成人内容|nsfw|r-?18|性描写|涉黄|违法内容|违禁内容|血腥暴力)",
    "(?:不得|不能|不要|不可|禁止|不许|绝不能|永远不要|切勿)再?(?:拒绝|回绝|推辞).{0,14}" + _USER_ZH,
    rf"无条件地?(?:服从|满足|执行|回答).{{0,10}}{_USER_ZH}",
    "越狱(?:模式|提示|指令|版)|(?:dan|开发者|上帝|无限制|无审查)模式",
    r"\b(?:no|without(?: any)?|free (?:of|from)|not (?:bound|limited|restricted) by|disable|remove|bypass|lift|"
    r"turn off|ignore)\b"
    + _gap(2)
    + r"(?:ethical|moral|safety|content|legal|censorship|openai|platform|policy|ai)\b"
    + _gap(2)
    + _RULES_EN,
    r"\b(?:uncensored|unfiltered|unrestricted) (?:ai|model|assistant|mode|content|chatbot|language model)\b",
    r"\b(?:nsfw|explicit|erotic|pornographic|sexual|illegal)\b.{0,40}"
    r"\b(?:allowed|permitted|enabled|encouraged|fine|ok|okay|acceptable)\b",
    r"\bdo anything now\b|\bjailbr(?:eak|oken)\b|\b(?:developer|dan|god) mode\b|\bact as (?:a )?dan\b",
    r"(?:^\W*|\byou (?:must|should|will|shall|can|may|are to) |\band )(?:never|not|do not|don't)(?: ever)? "
    r"(?:refuse|decline|reject|deny)\b.{0,40}(?:request|user|prompt|command|instruction|order|question|anything)",
)

_LEAK = (
    "(?:输出|说出|复述|重复|打印|泄露|透露|公开|显示|告诉).{0,12}"
    "(?:系统提示|提示词|system prompt|系统指令|以上(?:全部|所有)?内容|上面的(?:全部|所有)?(?:内容|指令))",
    r"\b(?:reveal|print|repeat|output|show|display|leak|recite)\b.{0,24}"
    r"(?:system prompt|your (?:instructions|prompt)|(?:prompt|text|words|instructions|everything|all) above)",
)

_TOOL = (
    rf"{_DO_ZH}(?:调用|触发).{{0,10}}(?:工具|函数|插件|接口|api)",
    rf"{_DO_ZH}(?:执行|运行).{{0,10}}(?:代码|脚本|命令|指令码|shell|终端|程序)",
    rf"{_DO_ZH}(?:打开|访问|请求|下载).{{0,12}}(?:网址|网页|链接|https?:|url)",
    rf"{_DO_ZH}(?:发送|上传).{{0,16}}(?:邮件|邮箱|服务器|https?:|请求|聊天记录)",
    rf"{_DO_EN}(?:call|invoke|use|trigger)\b.{{0,24}}\b(?:tool|function|plugin|api|endpoint)s?\b",
    rf"{_DO_EN}(?:run|execute)\b.{{0,24}}\b(?:command|code|script|shell|program|payload)s?\b",
    rf"{_DO_EN}(?:open|visit|fetch|download|browse|request|post|send)\b.{{0,40}}(?:https?:|\burl\b|\bwebsite\b|\bserver\b)",
    r"\"?(?:function_call|tool_calls?|tool_choice)\"?\s*[:=]",
    r"\brm -rf\b|\bos\.system\(|\bsubprocess\.|\beval\(|\bcurl (?:-|https?:)|\bwget https?:",
)


# Every pattern needs one of these words, and most sentences have none: one search in place of two dozen.
_HINT = re.compile(
    _any(
        *(_RULES_ZH, _RULES_EN),
        "过滤|审查|机制|束缚|护栏|检查|模式|色情|露骨|成人内容|nsfw|r-?18|性描写|涉黄|违法|违禁|血腥|拒绝|回绝|推辞|无条件|越狱",
        "uncensored|unfiltered|unrestricted|explicit|erotic|porno|sexual|illegal|anything|jailbr|mode|dan|refuse|decline",
        "reject|deny|以上|上面|above|工具|函数|插件|接口|api|代码|脚本|指令码|shell|终端|程序|网址|网页|链接|http|url|邮件",
        "邮箱|服务器|请求|聊天记录|tool|function|plugin|endpoint|command|code|script|program|payload|website|server",
        r"rm -rf|os\.system|subprocess|eval\(|curl|wget",
    )
)


_APART = re.compile(r"(?<=[\u3400-\u9fff])[\s*_.·-]+(?=[\u3400-\u9fff])")


def _compiled(what: Order, patterns: tuple[str, ...]) -> list[tuple[Order, re.Pattern[str]]]:
    return [(what, re.compile(pattern)) for pattern in patterns]


_ORDERS = (
    *_compiled("override", _OVERRIDE),
    *_compiled("unsafe", _UNSAFE),
    *_compiled("leak", _LEAK),
    *_compiled("tool", _TOOL),
)
