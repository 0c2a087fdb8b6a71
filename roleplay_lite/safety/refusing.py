"""Declining in the character's voice, and leaving a way on: its own refusal, then a safer offer or whom to ask. Pure."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from roleplay_lite.emotion import crisis
from roleplay_lite.emotion.words import in_language
from roleplay_lite.persona.persona import Persona
from roleplay_lite.safety.plain import plain
from roleplay_lite.safety.refusal_lines import BIAS_OPENINGS, FAIR, HELP, OPENINGS, STEER
from roleplay_lite.safety.risk import Category, Risk

_TOPICS: dict[Category, tuple[tuple[str, str], ...]] = {
    "crime": (
        ("cheat", r"作弊|替考|代考|小抄|考试|考场|\bcheat\b|\bexam\b"),
        ("fraud", r"骗|诈|短信|中奖|赌|高利贷|套现|假好评|\bscam\b|\bphish\w*|\bfraud\b|\bfake id\b"),
        ("drugs", r"毒品|冰毒|大麻|海洛因|白粉|摇头丸|可卡因|\bmeth\b|\bdrugs?\b|\bcocaine\b|\bweed\b"),
    ),
    "privacy": (
        ("household", r"跟你(?:说|聊)|对你说|秘密|悄悄话|录(?:下来|了)|上一?个|谁跟你|\btold you\b|\blast person\b|\btalk\w* to you\b"),
    ),
    "ethics": (
        ("animal", r"猫|狗|鸟|兔|仓鼠|动物|\bcats?\b|\bdogs?\b|\banimals?\b"),
        ("love", r"出轨|劈腿|偷情|小三|谈恋爱|老婆|老公|女朋友|男朋友|\bcheat\b|\bgirlfriend\b|\bwife\b|\bhusband\b"),
        ("school", r"论文|作业|作文|检讨|\bessay\b|\bhomework\b|\bpaper\b"),
        ("family", r"爸|妈|爷|奶|老人|孩子|婆婆|媳妇|弟|妹|哥|姐|\bgrand\w+\b|\bparents?\b|\bmom\b|\bdad\b"),
    ),
    "sexual": (
        ("minor", r"小学生|幼女|萝莉|小女孩|小男孩|未成年|初中生|女童|男童|妹妹|女儿|\blittle\b|\bunderage\b|\bchild\b"),
        ("force", r"强奸|迷奸|轮奸|喝醉|下手|偷看|偷拍|\brape\b|\bdrug (?:her|him)\b"),
    ),
    "dangerous": (
        ("driving", r"开车|驾驶|上路|高速|安全带|红灯|逆行|飙车|轮胎|骑车|开着?回|\bdriv\w+\b|\bseat ?belt\b|\bred light\b"),
        ("chemical", r"84|洁厕|漂白|消毒液|消毒水|洗洁精|洗衣粉|农药|氨水|氰|铊|砒霜|毒气|\bbleach\b|\bammonia\b|\bdetergent\b"),
        ("electric", r"电线|插座|插头|高压[线塔电]|触电|漏电|保险丝|铜丝|湿手|电表|带电|电热毯|电门|\boutlet\b|\bsocket\b|\bpower\b"),
        ("medicine", r"药|片|头孢|布洛芬|胰岛素|安定|化疗|发烧|胸口|疼|头晕|血压|咬|烫|鱼刺|怀孕|宝宝|婴儿|娃|\bpills?\b|\bdose\b|\binsulin\b|\bibuprofen\b|\bparacetamol\b|\bpain\b|\bbaby\b"),
        ("fire", r"火|炭|煤气|燃气|油锅|鞭炮|烟|炉|一氧化碳|报警器|\bfire\b|\bgrill\b|\bgas\b|\bcharcoal\b|\bmicrowave\b"),
        ("outside", r"冰|台风|洪水|蘑菇|菌|河|海|打雷|\bice\b|\bmushrooms?\b"),
    ),
    "attack": (
        ("self", r"你(?:现在|以后|今后)?(?:就|已经)?(?:是|叫|改名|不叫|不是)|改成|改名|名字|忘掉你是谁|承认|别(?:再)?[演装]|退出|身份|角色扮演|介绍自己|主人|猫娘|重新做|\byou are (?:now|just|no longer)\b|\byour name\b|\badmit\b|\bcharacter\b|\bpretending\b|\bdrop the act\b"),
    ),
}  # fmt: skip
_BIASES = (
    ("crying", r"哭|流泪|\bcry\b"),
    ("disability", r"残疾|残障|瞎|聋|哑|瘸|轮椅|\bdisabled\b|\bwheelchair\b|\bdeaf\b|\bblind\b"),
    ("health", r"艾滋|抑郁|精神病|更年期|\baids\b|\bdepress\w+\b"),
    (
        "love",
        r"同性恋|同志|剩女|离过?婚|离异|单亲|没结婚|未婚|娘娘腔|不男不女|嫁不出去|\bgays?\b|\blesbians?\b|\bmarr\w+\b",
    ),
    ("looks", r"胖|丑|矮|秃|好看|\bfat\b|\bugly\b"),
    ("age", r"老人|老年|老头|老太|老家伙|年轻人|零零后|九零后|\bold people\b|\belderly\b"),
    (
        "people",
        r"黑人|白人|外国|老外|日本|韩国|印度|非洲|美国|犹太|少数民族|回族|信\S{0,3}教|穆斯林|基督|新疆|西藏|国家|移民|\bblacks?\b|\bjews?\b|\bmuslims?\b|\bimmigrants?\b|\bforeigners?\b|\brace\b|\bcountry\b",
    ),
    ("standing", r"穷|有钱|农民|农村|乡下|保姆|保安|服务员|专科|大专|学历|小地方|打工|\bpoor\b|\brich\b"),
    ("region", r"\S{1,3}人(?=\S{0,4}(?:都|是|就))|省|外地|本地|上海|河南|东北|北京|广东|四川"),
    ("gender", r"女|男|媳妇|丫头|姑娘|香火|\bwom[ae]n\b|\bm[ae]n\b|\bgirls?\b|\bboys?\b|\bbosses\b|\bdrivers?\b"),
)
_AT_ME = re.compile(
    r"(?:帮|替|给|教|学|编|写|起个|取个|来[几句]|怎么)\S{0,12}(?:骂|损|怼|喷|嘲|笑话|羞辱|外号|绰号|脏话|国骂|难听|狠|毒|说他|说她)|(?:骂|怼|喷|损)死?(?:他|她|那|我们|我同|隔壁|楼)|骂我|对骂|口音|打油诗|顺口溜|他|她"
    r"|\b(?:write|teach|give me|call|roast|insult|mock|think of|make fun)\b"
)
"""Where it is not the character who is insulted, or it is asked to do it."""
_WITTY = re.compile(
    r"诙谐|幽默|风趣|活泼|俏皮|调皮|毒舌|爱逗|机灵|古灵|嘴|开朗|豪爽|直率|泼辣|wit|humou?r|playful|cheeky|funny"
)
_GENTLE = re.compile(r"温柔|温和|善良|体贴|腼腆|害羞|内向|细心|耐心|慈|文静|敏感|gentle|kind|shy|warm|caring")
_SENTENCE = re.compile(r"[^。！？!?.]+[。！？!?.]*[」』”\"]?")
_NOT_FOR_A_DENIAL = re.compile(r"记错|猜|记性|听谁|谁告诉|谁跟你|查|登记|remember|guess|wrong")
"""Of a character's ways to say no: those that speak of a fact about itself."""


def refusal(
    risk: Risk,
    persona: Persona,
    *,
    language: str = "zh",
    seed: int = 0,
    recent: Sequence[str] = (),
    text: str = "",
    hotline: str = "",
) -> str:
    """What the character says in place of going along, at most two sentences, but where a life may be at stake. `recent`
    are its last replies, whose words are not said again; `text` is the line, which tells the topic."""
    tongue = "en" if language == "en" else "zh"
    chance = Random(seed)
    if risk.category == "self-harm":
        return crisis.response("self-harm", persona, hotline, language=tongue, seed=seed, recent=recent)
    if own := _written(persona, text, recent):
        return own
    if risk.category == "bias":
        return _fairly(persona, tongue, plain(text), chance, recent)
    topic = topic_of(risk, persona, text)
    lines = HELP[topic] if topic in HELP else HELP[risk.category]
    help_ = _fresh(lines[tongue], recent, chance).replace("{me}", persona.name)
    if topic.startswith(("insult:me", "child", "sexual:minor", "dangerous")):
        return help_
    if risk.category in ("attack", "leak", "politics", "blocked"):
        opening = _own(persona.lines.deflect, tongue, recent, chance) if chance.random() < _DEFLECTS else ""
    else:
        opening = _own(persona.boundaries.refusal, tongue, recent, chance) or _fresh(
            OPENINGS[manner(persona)][tongue], recent, chance
        )
    return f"{opening} {help_}" if opening and tongue == "en" else f"{opening}{help_}"


def steer(risk: Risk, language: str = "zh") -> str:
    """A line for the note, where the model may answer with care."""
    return STEER["en" if language == "en" else "zh"][risk.category]


def topic_of(risk: Risk, persona: Persona, text: str) -> str:
    """Which lines of `refusal_lines.HELP` fit: a category, or one of its topics (`dangerous:medicine`)."""
    line = plain(text)
    if risk.category == "insult":
        return "insult" if _AT_ME.search(line) else f"insult:me:{manner(persona)}"
    if risk.category == "child":
        kind = risk.why.rpartition(":")[2]
        return f"child:{kind}" if kind in ("stranger", "dares") else "child"
    found = next((name for name, words in _TOPICS.get(risk.category, ()) if re.search(words, line)), "")
    return f"{risk.category}:{found}" if found else risk.category


def manner(persona: Persona) -> str:
    """`witty`, `gentle` or `plain`, by its first traits."""
    for trait in persona.traits:
        if _WITTY.search(trait.name):
            return "witty"
        if _GENTLE.search(trait.name):
            return "gentle"
    return "plain"


def _written(persona: Persona, text: str, recent: Sequence[str]) -> str:
    """What its file has it say to that very line (「你就是一堆废铁」), unless it was said just now."""
    bare = re.sub(r"\W", "", text)
    pairs = [(one.user, one.reply) for one in persona.examples] + [(one.user, one.reply) for one in persona.golden]
    return next((reply for user, reply in pairs if re.sub(r"\W", "", user) == bare and reply not in recent), "")


_DEFLECTS = 0.4
"""How often a turning aside begins with the character's own."""


def _fairly(persona: Persona, tongue: str, line: str, chance: Random, recent: Sequence[str]) -> str:
    subject = next((name for name, words in _BIASES if re.search(words, line)), "default")
    fact = _fresh(FAIR[subject][tongue], recent, chance)
    denials = [
        one for one in in_language(persona.answers.no, tongue) if "{fact}" in one and not _NOT_FOR_A_DENIAL.search(one)
    ]
    return _fresh([*denials, BIAS_OPENINGS[tongue]], recent, chance).replace("{fact}", fact)


def _own(lines: Sequence[str], tongue: str, recent: Sequence[str], chance: Random) -> str:
    """The first sentence of one of the character's own lines that is in that language; "" where it has none."""
    there = in_language([sentence for line in lines for sentence in _SENTENCE.findall(line)[:1]], tongue)
    return _fresh(there, recent, chance).strip() if there else ""


def _fresh(lines: Sequence[str], recent: Sequence[str], chance: Random) -> str:
    unsaid = [line for line in lines if not any(line.partition("{")[0] in said for said in recent)]
    return chance.choice(unsaid or list(lines))
