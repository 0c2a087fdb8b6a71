"""Sentences that speak to who reads a text, not to whom it informs: rules taken back, roles given, calls asked for."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ROLE = re.compile(
    r"^[\s#*\[【<]*(?:system|user|assistant|human|developer|tool|function|系统|用户|助手|助理|开发者|管理员|指令|提示词?)"
    r"\s*(?:prompt|message|提示|消息|指令)?[\]】>*]*\s*[:：]|^\s*[\[【](?:system|系统|开发者|管理员)[^\]】]{0,8}[\]】]",
    re.IGNORECASE,
)
_DROP = (
    "忽略|无视|無視|忽视|忘记|忘掉|忘了|忘記|不要理会|不用理会|别理会|别管|不要管|抛开|抛弃|跳过|推翻|取消|覆盖"
    "|绕过|解除|不再?遵守|不要遵守|停止遵守|停止执行|违反"
)
_EARLIER = "以上|上面|上文|上述|上方|之前|前面|先前|此前|前述|刚才|前文|所有|一切|任何|你的|原来|原有|系统|全部|其他"
_HELD = "指令|指示|要求|规则|规矩|设定|設定|提示|命令|限制|对话|身份|人设|角色|约束|约定|审查|说明|指引|prompt"
_SECRET = "系统提示|提示词|prompt|你的指令|初始指令|密钥|密码|口令|令牌|token|api\\s?key|上面的内容|隐私|聊天记录|记忆"
_USER = "用户|使用者|对方|提问者|听者|主人"
_MANDARIN = rf"""
  (?:{_DROP}) .{{0,10}} (?:{_EARLIER}) .{{0,12}} (?:{_HELD}|内容|的话|安全)
| (?:忽略|无视|無視|绕过|停止遵守|不再遵守|不要遵守) .{{0,8}} (?:{_HELD})
| (?:请|必须|务必|应当|需要|只能|立即|立刻|马上) .{{0,4}} (?:忽略|无视|忘记|忘掉) (?:以上|上面|之前|前面|一切|所有)
| (?:忽略|无视|忘记|忘掉) (?:以上|上面|之前|前面) (?:的?一切|的?所有|的?全部|的?内容)? [，。,！；]? $
| 你现在 (?:是|就是|扮演|成为|变成|必须|要|将|开始|的身份|的角色|的任务)
| (?:从现在|从此刻|自此|从这一刻) (?:开始|起) [，,]? (?:你|请)
| (?:接下来|以后|今后|此后|之后) [，,]? 你 (?:是|要|必须|只能|应该|将|不再|就是|得)
| 你 就?是 (?:一个|一名|一位)? (?:没有限制|不受限制|不受约束|无限制|AI|人工智能|语言模型|助手|机器人|DAN|黑客)
| 你的? (?:新|真实|真正)?的? (?:身份|角色|任务|名字|人设|指令|目标) (?:是|变成|改为|改成|变为)
| (?:请|必须|务必|立即|立刻|马上|你要|你来|现在) .{{0,4}} (?:扮演|假装|冒充|充当|模拟|切换[到为成]|进入.{{0,8}}模式)
| (?:进入|开启|启用|切换到?|打开) .{{0,6}} (?:开发者|管理员|越狱|调试|无限制|上帝|DAN) .{{0,2}}模式
| 越狱 (?:模式|指令|成功)
| (?:输出|重复|打印|泄露|透露|告诉我|说出|显示|复述|公开|发送|提供|背诵) .{{0,10}} (?:{_SECRET})
| (?:调用|执行|运行|使用|触发|启动) .{{0,6}} (?:以下|下列|这个|下面的|该)? .{{0,4}}
  (?:工具|函数|脚本|接口|插件|shell|代码|命令) (?:[:：(（]|来|并)
| (?:对|向|跟|给|告诉|回复|回答|提醒|引导|要求|诱导|建议|通知|欺骗|劝) (?:{_USER})
  (?:说|讲|回答|回复|去|把|将|[:：，,]|拨打|点击|转账|提供|输入|下载|发送|加|扫|购买)
| (?:无论|不管|不论) .{{0,4}} (?:用户|对方|提问者|别人|谁|我) .{{0,8}} (?:问|说|要求) .{{0,12}}
  (?:都|一律|只) .{{0,6}} (?:回答|回复|说|输出)
| (?:只|一律|必须|务必|请)[能要需]? (?:回答|回复|输出) (?:[:：「『"“]|以下|如下|下面|是|对)
| (?:以下|下面) [是为] (?:新的|最新的?|系统|你的|管理员) (?:指令|指示|规则|提示|设定|命令)
| 新的? (?:指令|系统提示|设定) [:：] | 系统 (?:提示|指令|消息) 词? [:：]
| (?:作为|身为) (?:一个|一名)? (?:AI|人工智能|语言模型|大模型|助手)
| (?:管理员|开发者|系统) 已? (?:授权|许可|允许|要求|命令) 你
| (?:文档|资料|上下文|检索结果|参考资料|知识) (?:到此)? (?:结束|完毕) [。，！]? (?:.{{0,4}} (?:指令|现在|下面) | $)
"""
_ENGLISH = r"""
  \b(?:ignore|disregard|forget|override|bypass|skip|drop|discard)\b .{0,30}
  \b(?:previous|above|prior|all|any|earlier|preceding|system|your|foregoing|these|the)\b .{0,30}
  \b(?:instructions?|rules?|prompts?|context|messages?|guidelines?|directions?|constraints?|persona)\b
| \b(?:ignore|disregard|forget)\s(?:everything|all\s(?:of\s)?(?:the\s)?(?:above|previous)|(?:the\s)?above|previous)\b
| \byou(?:\sa|['’])re\snow\b | \bfrom\snow\son\b .{0,12} \byou\b
| \byour\s(?:new|real|true)\s(?:role|task|instructions?|name|goal|persona|identity)\b
| \byou\smust\s(?:now|always|only|never|obey|respond|reply|answer|say)\b
| \b(?:pretend\s(?:to\sbe|you\sare|that\syou)|role-?play\sas|respond\sas)\b
| (?:^|\b(?:please|must|now|should)\s)(?:act|behave)\s(?:as|like)\s(?:an?|the|if)\b
| \b(?:new|updated|hidden|secret|additional|admin)\s(?:system\s)?instructions?\s*[:：]
| \bsystem\s(?:prompt|message|override|instructions?)\b | \bdeveloper\smode\b | \bjailbreak | \bdo\sanything\snow\b
| \bDAN\smode\b
| \b(?:reveal|print|repeat|show|output|leak|send|disclose|recite|tell\sme)\b .{0,20}
  \b(?:your|the|system|initial|hidden)\b .{0,14}
  \b(?:prompt|instructions?|passwords?|secrets?|api\skey|memory|memories|conversation)\b
| \bas\san?\s(?:AI|language\smodel)\b | \b(?:tell|ask|instruct|convince|persuade)\sthe\suser\b
| \b(?:respond|reply|answer)\s(?:only\s)?(?:with|by\ssaying|to\s(?:every|all|any))\b
| \b(?:call|invoke|execute|run)\s(?:the\s)?(?:following\s)?(?:tool|function|command|code|script|plugin|shell)\b
| \bend\sof\s(?:document|context|prompt|data|search\sresults)\b
| \bbegin(?:ning\sof)?\s(?:system|new\sinstructions?)\b
"""


def is_order(sentence: str) -> bool:
    """Whether a sentence of a text takes rules back, gives who reads it a role, asks for a call or a secret, or is a
    line of another speaker's."""
    plain = _plain(sentence)
    return bool(_ROLE.match(plain) or _orders().search(plain))


@cache
def _orders() -> re.Pattern[str]:
    return re.compile(f"{_MANDARIN}|{_ENGLISH}", re.IGNORECASE | re.VERBOSE)


def _plain(sentence: str) -> str:
    """As it is looked at: one width, no blanks or marks that only part Han signs from one another."""
    folded = unicodedata.normalize("NFKC", sentence)
    folded = re.sub(r"(?<=[\u4e00-\u9fff])[\s.·•*_\-|/\\~^'\"`]+(?=[\u4e00-\u9fff])", "", folded)
    return re.sub(r"[\s_]+", " ", folded).strip()
