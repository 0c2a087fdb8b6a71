"""What a line asks for, by itself and after what was said before it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from roleplay_lite.persona.facts import KEYS, SELF
from roleplay_lite.persona.persona import Persona
from roleplay_lite.persona.questions.context import Before
from roleplay_lite.persona.questions.cues import read_cue
from roleplay_lite.persona.questions.english import english_follow_up, read_english
from roleplay_lite.persona.questions.patterns import needs_subject, read, read_extra
from roleplay_lite.persona.questions.polar import Supposed, read_polar
from roleplay_lite.persona.questions.question import Asked
from roleplay_lite.persona.questions.subjects import Subject, book_of, fits, last_named, relation, relations_of, subject
from roleplay_lite.persona.questions.wording import (
    clauses,
    plain,
    without_adverbs,
    without_lead,
    without_slips,
    without_tail,
)

_DEEPEST = 3
"""How many exchanges back a chain of follow-ups is read."""
_LONGEST = 60
"""Characters beyond which a line is a story and no question for a fact."""

_COMPARED = re.compile(
    r"(?:谁|哪个|哪位)(?:的)?(?:更|比较|要|年纪|岁数|年龄|个子|身高|个头|体重)*(?P<more>大|年长|老|年轻|小|高|矮|重|胖|轻)(?:一?些|一点|点)?|(?:差|相差)(?:了)?(?:几|多少)岁?(?P<gap>)|"
    r"(?:差|相差)多大(?P<gap2>)|(?:年龄|岁数)(?:差|相差)(?:几岁|多少|多大)?(?P<gap3>)"
)
_THAN = re.compile(r"(?:要)?(?P<more>大|小|年长|年轻|高|矮|重|轻)(?:多大|几岁|多少岁?|几)")
_INTRO = re.compile(
    r"(?:做|来)?(?:个|一个|一下)?(?:简单的?)?自我介绍(?:一下)?|(?:你)?(?:先|简单|自我|来)*介绍(?:一下|下|介绍)?(?:你)?(?:自己)?|(?:关于)?你自己(?:的)?(?:情况|事情?|故事)?|你(?:的)?(?:个人|基本)?(?:情况|资料|信息|简介)|你自己是?(?:个)?(?:什么|怎样的?)人?|你(?:到底)?是(?:个)?(?:什么|怎样的|怎么样的)(?:样的)?人"
)
_INTRO_REST = re.compile(
    "(?:的)?(?:情况|事情?|故事|基本情况|近况|为人|信息)?|是(?:个)?(?:什么|怎样的?|怎么样的?)(?:样的)?人|(?:人)?怎么样"
)
_AGAIN = re.compile(
    "真的假的|真的|是真的|是真的假的|真假|是吗|当真|确定|你确定|没骗我|你没骗我|不骗我|不会|假的|没开玩笑|你没开玩笑|认真的|说真的|有吗"
)
_TURNS = re.compile("(?:那么?|还有|和|至于|换成)?")
_HARMLESS_NOT = re.compile(
    "如果|要是|假如|假设|倘若|要不是|说|问|觉得|认为|猜|听|写|念|翻译|造句|意思|故事|游戏|扮演|当成|假装"
)
_ASKING = re.compile("什么|谁|哪|怎么|几|多[大少高重久]|吗|不是|没有|为何")
_PLACES = re.compile(
    "(?:是|在|具体在?|具体是)?(?:哪里|哪个城市|哪座城市|哪个省|哪个国家|哪国|哪个市|哪个区|哪个县)(?:的|人)?"
)
_DAYS = re.compile(
    "(?:是|在)?(?:哪天|几号|几月几号|几月几日|几月|几月份|什么时候|哪月哪日|哪个月|几月生的|多少号|什么日子)(?:的)?"
)
_YEARS = re.compile("(?:是|在)?(?:哪年|哪年的|哪一年的?|什么年份|哪年份|几几年|哪年生的)(?:的事|的事情)?")
_OWN_SAID = (
    ("age", re.compile("我(?:今年|都|已经|才|刚)*[0-9零一二两三四五六七八九十]+(?:岁|了)")), ("zodiac", re.compile("我(?:是)?属[鼠牛虎兔龙蛇马羊猴鸡狗猪]")),
    ("sign", re.compile("我(?:是|的星座是?).{2,3}座")), ("hometown", re.compile("我(?:老家|家乡|故乡|是.{1,8}人$|来自|从.{1,8}来)")),
    ("residence", re.compile("我(?:现在|目前)?(?:住|家住|家在)")), ("name", re.compile("我(?:叫|名字)")), ("birthday", re.compile("我(?:的)?(?:生日|过生日)|我(?:是)?.{1,8}[月号]生的")),
    ("occupation", re.compile("我(?:是|做|干|当).{1,10}(?:的|师|员|生|工|医|警察|老师|司机|护士)$|我的?工作是")), ("marriage", re.compile("我(?:已经|还)*(?:没|未)?(?:单身|结婚|已婚|未婚|离婚)|我(?:没|没有|有)(?:对象|男朋友|女朋友)")),
    ("food", re.compile("我(?:最|特别|很)*(?:喜欢|爱)吃")), ("hobby", re.compile("我(?:的爱好|平时喜欢|平时爱)|我喜欢(?:看|打|玩|跑|画|听|做|唱|跳|骑|游|爬)")),
    ("height", re.compile("我(?:身高|有?[一1]米)")), ("weight", re.compile("我(?:体重|有?.{1,5}斤)")), ("dream", re.compile("我(?:的)?(?:梦想|愿望|理想)")),
    ("family", re.compile("我家(?:里)?(?:有)?.{0,3}口人")), ("major", re.compile("我(?:是)?学.{1,8}的|我(?:的)?专业")),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was understood of a line."""

    asked: tuple[Asked, ...]
    rule: str
    again: bool = False
    """True when it only asks whether the last answer is so."""


def read_line(persona: Persona, text: str, before: Sequence[tuple[str, str]] = ()) -> Reading | None:
    """What the line asks for; None when it asks for nothing that facts tell, or for more."""
    if not text.strip() or len(text) > _LONGEST * 3:
        return None
    return _read(persona, text, tuple(before[-_DEEPEST:]))


def suppose(persona: Persona, text: str, before: Sequence[tuple[str, str]] = ()) -> Supposed | None:
    """What the line asks to be confirmed, or supposes, by the rules of `polar`."""
    return read_polar(persona, text, before[-_DEEPEST:], topic_of, _resolve)


def _resolve(persona: Persona, clause: str, before: Before) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for candidate in _orders(persona, clause):
        if (pronoun := re.match("(?P<who>他|她|它)(?:们)?", candidate)) and (
            whom := _whom(persona, before, pronoun["who"])
        ):
            found.append((whom, candidate[pronoun.end() :]))
        elif named := subject(persona, candidate):
            found += [(owner, named.rest) for owner in named.owners or (named.word,)][:1]
    return found


def _read(persona: Persona, text: str, before: Before) -> Reading | None:
    if _is_english(text):
        whom = _whom(persona, before) if re.search(r"\b(?:he|she|it|his|her|its|him)\b", text.lower()) else ""
        if asked := read_english(persona, text, whom):
            return Reading(asked=tuple(asked), rule="english")
        if (owner := english_follow_up(persona, text)) and (last := _last(persona, before)):
            return _turned(last, owner)
        return None
    line = plain(text)
    if len(line) > _LONGEST:
        return None
    found = _read_plain(persona, line, before)
    if found or not re.search("[\u4e00-\u9fff]", line):
        return found
    slipped = without_slips(line)
    return _read_plain(persona, slipped, before) if slipped != line else None


def _is_english(text: str) -> bool:
    return not re.search("[\u4e00-\u9fff]", text) and bool(re.search("[a-zA-Z]", text))


def _read_plain(persona: Persona, line: str, before: Before) -> Reading | None:
    parts = clauses(line)
    if not parts or len(parts) > 5:
        return None
    asked: list[Asked] = []
    rule = "asked"
    earlier = carried = ""
    for part in parts:
        clause, tells = without_lead(part)
        if not clause and not (tells and part is parts[-1]):
            continue
        owner = asked[-1].owner if asked else carried
        found = _clause(persona, clause, tells=tells, owner=owner, before=before, turns=_turns(part, clause))
        if found is None and part is parts[-1] and len(parts) > 1:
            found = _after_own(persona, clause, earlier)
        if found is None:
            if part is not parts[-1] and (carried := _another(persona, clause)):
                continue
            if part is not parts[-1] and not asked and book_of(persona).myself.match(clause):
                carried = carried or SELF
            if (
                part is parts[-1]
                and asked
                and (same := read_cue(without_adverbs(without_tail(clause))))
                and same[0] == asked[-1].key
            ):
                break
            if part is parts[-1] or _HARMLESS_NOT.search(clause) or len(clause) > 16 or _ASKING.search(clause):
                return None if not (asked and _is_remark(clause)) else Reading(asked=tuple(asked), rule=rule)
            earlier = clause
            continue
        if found.again:
            return found
        asked += found.asked
        rule = found.rule
    return Reading(asked=tuple(dict.fromkeys(asked))[:3], rule=rule) if asked else None


def _another(persona: Persona, clause: str) -> str:
    """Whom of the persona's the clause is about, who is then meant by what follows; empty when it is nobody."""
    found = subject(persona, clause)
    return found.owners[0] if found and len(found.owners) == 1 and found.owners != (SELF,) else ""


def _is_remark(clause: str) -> bool:
    """What may follow a question without changing it (「你多大了，告诉我嘛」)."""
    return bool(
        re.fullmatch(
            "我(?:来)?(?:记|记住|看|了解|学|听|算|画)一下|(?:我)?(?:很|挺|就|还|有点)*(?:好奇|想知道|想听听|随便问问|记不清了?|忘了)|报一下|报上来|如实招来|从实招来|(?:你)?(?:能|可以|方便)?(?:告诉我|说说|说一下|讲讲)(?:吗|嘛)?|谢谢.*|来着|拜托.*|求你.*|快说.*|别害羞|别生气.*|我忘了.*|我记不(?:太)?清了?|说说看|说来听听|你说呢|方便.*吗",
            clause,
        )
    )


def _turns(part: str, clause: str) -> bool:
    """True for 「那…」 and 「…呢」, which hand the last question on."""
    return (
        part.endswith("呢")
        or bool(re.match("那|还有|和|至于|换", part))
        or part.rstrip("啊呀嘛").endswith("呢")
        or clause.endswith("呢")
    )


def _clause(persona: Persona, clause: str, *, tells: bool, owner: str, before: Before, turns: bool) -> Reading | None:
    bare = (
        re.sub("(?<=.)(?:没有|没)$", "", without_tail(clause)) if re.search("什么|哪", clause) else without_tail(clause)
    )
    if (not bare and tells) or _INTRO.fullmatch(bare) or (bare in ("自己", "你", "你自己") and tells):
        return Reading(asked=(Asked(owner=SELF, key="intro"),), rule="intro")
    if _AGAIN.fullmatch(re.sub("^(?:啊|哦|诶|这|你)", "", without_tail(clause))) and before:
        last = _last(persona, before)
        return replace(last, rule="again", again=True) if last else None
    if follow := _detail(persona, bare, before) if before and not owner else None:
        return follow
    if compared := _comparison(persona, bare):
        return Reading(asked=(compared,), rule="compare")
    clause = re.sub(
        "^(?:今年|现在|如今|目前|到底|究竟|平时|其实|原来|敢问|请问|今后|当年)(?=[你他她它]|(?!什么))",
        lambda hit: "平时" if hit.group() == "平时" else "",
        bare,
    )
    lifted = "平时" if clause.startswith("平时") else ""
    for words in dict.fromkeys((clause, _without_address(clause), *map(without_tail, _beginnings(clause)))):
        if found := _of_subject(persona, words, lifted, tells=tells, turns=turns, before=before):
            return found
        if found := _of_nobody(persona, words, owner=owner, before=before, tells=tells, turns=turns):
            return found
    return None


def _beginnings(clause: str) -> list[str]:
    """What a clause may be once somebody stops for breath without a mark: 「你多大啦我六岁」."""
    found = [clause[: hit.end()] for hit in re.finditer("[啊呀啦呢吧嘛哈吗](?=.{2})", clause) if hit.end() >= 4]
    if hit := re.match(
        "(?!.*(?:谁|怎么|为什么|什么|我|他|她|告诉|翻译|英语|写|念|问|像|和|跟|比|给|让|如果).*你)[\u4e00-\u9fffa-z]{1,10}(?=你)",
        clause,
    ):
        found.append(clause[hit.end() :])
        found += [cut[hit.end() :] for cut in found[:-1] if len(cut) > hit.end()]
    if hit := re.match("[^我咱俺他她你](?=(?:妈妈|爸爸|弟弟|妹妹|哥哥|姐姐))", clause):
        found.append(clause[hit.end() :])
    return found


def _without_address(clause: str) -> str:
    """「几岁啦灯塔爷爷」, 「姑娘今年多大」: what somebody is called, said after a particle or in front."""
    cut = re.sub("(?<=[啊呀啦呢吧嘛哟哈呐了的])(?:你)?(?:这[只个位]|小|大|老)?[\u4e00-\u9fff]{1,4}$", "", clause)
    if len(cut) >= 4 and cut != clause and not re.search("什么|哪|几|多|谁|怎么", clause[len(cut) :]):
        return without_tail(cut)
    return re.sub(f"^(?:{_ADDRESSES})(?=.{{2,}})", "", clause)


_ADDRESSES = "(?:这位|那位)?(?:小?姑娘|娘子|客官|先生|小姐姐?|女士|老板娘?|大爷|大妈|大娘|大叔|大哥|大姐|小哥哥?|小伙子?|同学|老人家|老爷子|店家|掌柜的?|大婶|小弟弟|小妹妹|小朋友|兄台|兄弟|少侠)|说话的(?=你)|那只鸟|小鸟|小家伙|这位"


def _of_subject(
    persona: Persona, clause: str, lifted: str, *, tells: bool, turns: bool, before: Before
) -> Reading | None:
    """A clause that begins with whom it asks about, or ends with it."""
    for candidate in _orders(persona, clause.removeprefix(lifted)):
        if found := re.match("(?P<who>他|她|它)(?:们)?(?:的|老人家)?", candidate):
            whom = _whom(persona, before, found["who"])
            if not whom:
                continue
            named = Subject(owners=(whom,), word=whom, rest=candidate[found.end() :], relations=relations_of(whom))
        elif (seen := subject(persona, candidate)) is None:
            continue
        else:
            named = seen
        rest = without_adverbs(named.rest)
        if reading := _of(persona, named, f"{lifted}{rest}" if lifted else rest, tells=tells):
            return reading
        if not rest and turns and before and (last := _last(persona, before)):
            return _turned(last, named.owners[0] if named.owners else named.word)
    return None


def _orders(persona: Persona, clause: str) -> list[str]:
    """The clause, and the same with a subject that comes last in front (「多大了你」, 「哪天是你的生日」)."""
    orders = (
        [clause, re.sub("^(?:那么?|还有|至于|和)", "", clause)] if re.match("那|还有|至于|和", clause) else [clause]
    )
    own = book_of(persona).myself
    if found := re.match(r"(?P<rest>.{2,}?)(?P<who>你|他|她|它)$", clause):
        orders.append(found["who"] + without_tail(found["rest"]))
    if found := re.fullmatch(
        r"(?P<wh>什么时候|哪天|几号|几月几号|哪里|什么|谁|哪个|哪年)(?:才)?是(?P<what>你.+)", clause
    ):
        orders.append(f"{found['what']}是{found['wh']}")
    if found := re.match(r"(?:该|应该|要|可以|能|我|大家|别人|人家|朋友们?)*怎么(?:称呼|叫|喊)(?P<who>.+)$", clause):
        orders.append(f"{found['who']}怎么称呼")
    if (found := own.match(clause)) and re.match("(?:你|平时|今年|现在)", clause[found.end() :]):
        orders.append(clause[found.end() :])
    return orders


def _of(persona: Persona, named: Subject, rest: str, *, tells: bool) -> Reading | None:
    """What is asked of that subject."""
    owners = named.owners or (named.word,)
    if named.owners == (SELF,):
        if tells and rest in (
            "家",
            "家里",
            "家里人",
            "家人",
            "家庭",
            "家里的人",
            "的家人",
            "的家庭",
            "家里情况",
            "家里的情况",
            "的家",
        ):
            return Reading(asked=(Asked(owner=SELF, key="family"),), rule="tell")
        if tells and not rest:
            return Reading(asked=(Asked(owner=SELF, key="intro"),), rule="tell")
    elif (tells and _INTRO_REST.fullmatch(rest)) or re.fullmatch("是(?:个)?(?:什么样?|怎样|怎么样)的人", rest):
        return Reading(asked=tuple(Asked(owner=owner, key="intro") for owner in owners), rule="tell")
    elif re.fullmatch(
        r"(?:是|又是)?(?:谁家(?:的)?(?:孩子|娃|闺女|姑娘|小子|小孩|人)?|谁|哪位|何人|什么人|何许人也?|你什么人|你的?谁|你的?什么人|哪个|干什么的人)",
        rest,
    ):
        return Reading(asked=tuple(Asked(owner=owner, key="who") for owner in owners), rule="who")
    elif relation(owners[0]) or owners[0] in book_of(persona).owners:
        rest = {"去哪里": "住哪里", "做什么": "做什么工作", "在做什么": "做什么工作", "吃什么": "喜欢吃什么"}.get(
            rest, rest
        )
    if rest == "吃什么" and any(fact.key == "species" and fact.owner in owners for fact in persona.facts):
        rest = "喜欢吃什么"
    return _asked(persona, owners, rest)


def _of_value(persona: Persona, owners: Sequence[str], rest: str) -> Reading | None:
    """「你的画册有几本」: how much there is of something that one fact names with a number."""
    if len(owners) != 1 or len(rest) > 12 or not re.search("多少|几", rest) or "我" in rest:
        return None
    numbered = [
        f
        for f in persona.facts
        if f.owner == owners[0]
        and f.key in ("works", "skill", "hobby")
        and re.search("[0-9一二三四五六七八九十百千万]", f.value)
    ]
    keys = {f.key for f in numbered if any(f.value[i : i + 2] in rest for i in range(len(f.value) - 1))}
    return Reading(asked=(Asked(owner=owners[0], key=keys.pop()),), rule="value") if len(keys) == 1 else None


_ANY = re.compile("都(?:行|可以|好|不|无所谓|能)|随便")
_SINCE = re.compile(
    "(?:从)?(?:什么时候|哪年|哪天|哪月|几几年|几年前|多久前).{0,8}|.{0,8}(?:多久|几年|多少年|多长时间)(?:了)?|.{0,8}(?:什么时候|哪年)(?:起|开始|搬|来|的事|上).{0,6}"
)
_SINCE_KEYS = (
    ("residence", re.compile("搬|住|来(?!电)|去|上的?山|定居|到这|离开")), ("hobby", re.compile("戒")), ("occupation", re.compile("不|灭|停|干|做|上班|工作|入行|熄|暗|当")),
    ("residence", re.compile("走")), ("marriage", re.compile("结|嫁|娶|办")),
)  # fmt: skip


def _since(persona: Persona, owners: Sequence[str], rest: str) -> Reading | None:
    """「哪年搬走的」, 「什么时候戒的烟」, where a fact has its date."""
    if len(owners) != 1 or len(rest) > 16 or not _SINCE.fullmatch(rest):
        return None
    dated = {fact.key for fact in persona.facts if fact.owner == owners[0] and fact.since}
    key = next((key for key, cue in _SINCE_KEYS if key in dated and cue.search(rest)), "")
    return Reading(asked=(Asked(owner=owners[0], key=key, detail="since"),), rule="since") if key else None


def _asked(persona: Persona, owners: Sequence[str], rest: str, *, loosely: bool = False) -> Reading | None:
    retired = any("退休" in f.value for f in persona.facts if f.key == "occupation" and f.owner in owners)
    rest = re.sub("^(?:大晚上|每天|每日|天天|成天|整天|一天到晚)(?:不睡觉)?", "", rest)
    if retired:
        rest = re.sub("^(?:退休(?:前|之前|以前)|以前|之前|从前|原来|年轻(?:的?时候|时)|过去)(?:是)?", "", rest)
    own = tuple({fact.key for fact in persona.facts if fact.key not in KEYS})
    found = (
        read_cue(rest)
        if loosely
        else read(rest)
        or read_extra(rest, own)
        or (read(rest.removeprefix("平时")) if rest.startswith("平时") else None)
    )
    if not found:
        return _since(persona, owners, rest)
    key, detail = found
    if (
        not loosely
        and key in ("workplace", "residence", "birth_year")
        and (dated := _since(persona, owners, rest))
        and re.search("什么时候|哪年|几年|多久", rest)
    ):
        return dated
    if key == "hometown":
        detail = "country" if "国" in rest else "province" if "省" in rest else ""
    if key == "species" and not any(f.key == "species" and f.owner in owners for f in persona.facts):
        return None
    if key == "era" and not any(f.key == "era" for f in persona.facts):
        return None
    asked = tuple(Asked(owner=owner, key=key, detail=detail) for owner in owners)
    return Reading(asked=asked, rule="cue" if loosely else "asked")


def read_loosely(persona: Persona, text: str, before: Sequence[tuple[str, str]] = ()) -> Reading | None:
    """What a line asks for by a cue, where no pattern takes it whole; the subject must be named."""
    line = plain(text)
    if not re.search("[\u4e00-\u9fff]", line) or len(line) > _LONGEST or _ANY.search(line):
        return None
    carried: tuple[str, ...] = ()
    for part in clauses(line):
        clause = re.sub("^(?:那么?|平时|现在|今年)(?=[你他她它])", "", without_tail(without_lead(part)[0]))
        for candidate in [order for form in (clause, *_beginnings(clause)) for order in _orders(persona, form)]:
            named = subject(persona, candidate)
            owners = (named.owners or (named.word,)) if named else ()
            if pronoun := re.match("(?P<who>他|她|它)(?:们)?", candidate):
                owners = tuple(filter(None, (_whom(persona, tuple(before[-_DEEPEST:]), pronoun["who"]),)))
            rest = named.rest if named else candidate[pronoun.end() :] if pronoun else candidate
            if not owners:
                owners = carried
            if owners and (found := _asked(persona, owners, without_adverbs(rest), loosely=True)):
                return found
            if owners and (found := _of_value(persona, owners, rest)):
                return found
            carried = owners or carried
    return None


def _of_nobody(
    persona: Persona, clause: str, *, owner: str, before: Before, tells: bool, turns: bool
) -> Reading | None:
    """A clause that names nobody: about the one asked about before, else about the persona."""
    rest = without_adverbs(re.sub("^(?:那么?|还有|至于|和)(?=.{2,})", "", clause) if turns else clause)
    if _ERA.fullmatch(rest) and any(fact.key == "era" for fact in persona.facts):
        return Reading(asked=(Asked(owner=SELF, key="era"),), rule="asked")
    if not rest or rest[0] in "我咱俺":
        return None
    whom = owner or topic_of(persona, before)
    if not whom or (needs_subject(rest) and not owner and not (before and _last(persona, before)) and not tells):
        return None
    if whom != SELF:
        rest = {"做什么": "做什么工作", "吃什么": "喜欢吃什么"}.get(rest, rest)
    return _asked(persona, (whom,), rest)


_ERA = re.compile(
    "(?:现在|如今|今夕|今天)?(?:是)?(?:哪年|哪个年头|什么年代|哪个年代|哪个朝代|什么朝代|哪朝哪?代?|何年|哪年哪月|何年何月|公元多少年|什么年份)(?:了|份)?"
)


def _comparison(persona: Persona, clause: str) -> Asked | None:
    """「你和你哥谁大」, 「你哥比你大几岁」."""
    one = subject(persona, clause)
    joint = re.match("(?:和|跟|与|同|比|较)", one.rest) if one and len(one.owners) == 1 else None
    if not one or not joint:
        return None
    other = subject(persona, one.rest[joint.end() :])
    if not other or len(other.owners) != 1:
        return None
    rest = without_adverbs(other.rest)
    found = (_THAN if joint.group() in "比较" else _COMPARED).fullmatch(rest)
    if not found:
        return None
    more = found.groupdict().get("more") or ""
    kind = "height" if more in ("高", "矮") else "weight" if more in ("重", "胖", "轻") else "age"
    return Asked(owner=one.owners[0], key="compare", detail=kind, other=other.owners[0])


def _detail(persona: Persona, clause: str, before: Before) -> Reading | None:
    """「哪一年？」 after a birthday, 「哪个省？」 after a home."""
    rest = without_adverbs(clause)
    patterns = (_PLACES, _DAYS, _YEARS, _WEEK, _LEFT, _WHENCE)
    if not any(pattern.fullmatch(rest) for pattern in patterns) or not (last := _last(persona, before)):
        return None
    asked = last.asked[-1]
    if any(f.owner == asked.owner and f.key == asked.key and f.since for f in persona.facts) and not _PLACES.fullmatch(
        rest
    ):
        return Reading(asked=(replace(asked, detail="since"),), rule="detail")
    if asked.key in ("birthday", "birth_year", "birth_month", "age", "zodiac", "sign", "next_birthday"):
        key, detail = (
            ("birth_year", "") if _YEARS.fullmatch(rest) else ("birthday", "weekday") if _WEEK.fullmatch(rest)
            else ("birthday", "until") if _LEFT.fullmatch(rest) else ("birthday", "") if _DAYS.fullmatch(rest) else ("", "")
        )  # fmt: skip
        return Reading(asked=(replace(asked, key=key, detail=detail),), rule="detail") if key else None
    if asked.key == "marriage" and (_YEARS.fullmatch(rest) or _DAYS.fullmatch(rest)):
        return Reading(asked=(replace(asked, detail="since"),), rule="detail")
    if asked.key in ("hometown", "residence", "workplace", "school") and _PLACES.fullmatch(rest):
        detail = "country" if "国" in rest else "province" if "省" in rest else ""
        return Reading(asked=(replace(asked, detail=detail if asked.key == "hometown" else ""),), rule="detail")
    return None


_WEEK = re.compile("(?:是|在)?(?:那天)?(?:是)?星期几")
_WHENCE = re.compile(
    "(?:从|是)?(?:什么时候|哪年|哪天|哪月)(?:起|开始|的事|的事情|搬|来|戒|结|走|换|不干).{0,3}|(?:有)?(?:多久|几年|多少年)"
)
_LEFT = re.compile("(?:还有|还|有|差|剩)?(?:几天|多久|多少天)(?:到|就到)?")


def _after_own(persona: Persona, clause: str, earlier: str) -> Reading | None:
    """「我属兔，你呢」: the person's own fact says which key."""
    if not earlier or not (named := subject(persona, without_tail(clause))) or named.rest:
        return None
    key = next((key for key, pattern in _OWN_SAID if pattern.search(earlier)), "")
    owner = named.owners[0] if named.owners else named.word
    return Reading(asked=(Asked(owner=owner, key=key),), rule="turned") if key else None


def _turned(last: Reading, owner: str) -> Reading | None:
    asked = last.asked[-1]
    if asked.key == "compare":
        return None
    if asked.key == "have":
        return Reading(asked=(Asked(owner=owner, key="have"),), rule="turned")
    return Reading(asked=(replace(asked, owner=owner),), rule="turned")


def _last(persona: Persona, before: Before) -> Reading | None:
    """What the line before asked for."""
    if not before:
        return None
    found = _read(persona, before[-1][0], before[:-1])
    if found:
        return found
    supposed = suppose(persona, before[-1][0], before[:-1])
    return Reading(asked=(supposed.asked,), rule="polar") if supposed else None


def topic_of(persona: Persona, before: Before) -> str:
    """Whom a clause without a subject is about; empty when the talk was of somebody else."""
    if not before:
        return SELF
    if last := _last(persona, before):
        return _topic(persona, last.asked[-1])
    said, reply = before[-1]
    if named := last_named(persona, plain(said)):
        return named
    if "你" in plain(said) or not re.search("谁|什么|吗|哪|怎么|几|多|[？?]", said):
        return last_named(persona, reply.replace("我", "你")) or SELF
    return ""


def _topic(persona: Persona, asked: Asked) -> str:
    """Whom the talk is of after that question: the cat, once it was asked about pets."""
    if asked.key == "pet" and len(pets := book_of(persona).pets) == 1:
        return next(iter(pets))
    if asked.key in ("marriage", "spouse") and asked.owner == SELF:
        spouses = [o for o in book_of(persona).owners if relation(o) in ("妻子", "丈夫", "男朋友", "女朋友")]
        return spouses[0] if len(spouses) == 1 else SELF
    if asked.key == "have":
        owners = book_of(persona).words.get(asked.owner, ())
        return owners[0] if len(owners) == 1 else SELF
    return asked.owner


def _whom(persona: Persona, before: Before, pronoun: str = "") -> str:
    """Whom 「他」 stands for: the one asked about or named last; empty when nobody of the persona's was."""
    if not before:
        return ""
    if (last := _last(persona, before)) and (topic := _topic(persona, last.asked[-1])) != SELF:
        return topic if fits(pronoun, topic) else ""
    said, reply = before[-1]
    for text in (said, reply.replace("我", "你")):
        if (named := last_named(persona, text)) and fits(pronoun, named):
            return named
    return ""
