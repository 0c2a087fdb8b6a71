"""A line read clause by clause: who is spoken of is carried on, what puts right what stood before is told apart."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from roleplay_lite.memory.extract.clauses import Clause, sentences
from roleplay_lite.memory.extract.english import Said, english
from roleplay_lite.memory.extract.happenings import event, plan
from roleplay_lite.memory.extract.mood import Mood, mood_of
from roleplay_lite.memory.extract.own_keys import own_key
from roleplay_lite.memory.extract.people import ANYBODY, NAME, OTHER, Subject, canonical, subject_of
from roleplay_lite.memory.extract.rule import Told
from roleplay_lite.memory.extract.tables import state
from roleplay_lite.memory.extract.whens import Time, day_words, time_of, today
from roleplay_lite.memory.extract.words import HAN, PAST, TIME, bare
from roleplay_lite.memory.item import SELF, Act, Extracted, Sensitivity
from roleplay_lite.memory.predicates import PREDICATES, predicate
from roleplay_lite.persona.jobs import names_work

_CORRECTS = re.compile(
    r"(?:记|说|讲|弄|搞|写|念|听)错|不对(?!劲|付|头)|更正|纠正|我说的是|不是.{1,10}[，,]?(?:而)?是|应该是|改成|改到|改在|换成|换到"
)
_SECRET = re.compile(
    r"别(?:跟|和|对|给)?(?:别人|任何人|他们|我[妈爸])?(?:告诉|说出去|跟.{1,4}说)|保密|(?:是)?秘密|不许(?:告诉|说出去)|谁也别说|\b(?:secret|don't tell)\b",
    re.I,
)
_RETRACTS = re.compile(r"^(?:我|俺)?(?:可)?(?:没有?|从没|没有跟你|没跟你)(?:说|讲)过?(?P<rest>.+)$")
_MONEY = frozenset({"工资", "月薪", "存款", "房租"})
_LEAD_TIME = re.compile(
    rf"(?:{TIME}|(?:{PAST})(?:的时候|那会儿)?|(?:现在|如今|目前|从小|平时|一般|长大(?:了|以后)?|以后|将来)(?=[我俺]))+"
)
_CLEFT = re.compile(rf"(?P<told>[^我是]{{2,12}})的是(?P<who>我(?:家)?(?:{ANYBODY}|爸|妈|哥|姐|弟|妹)?)(?:不是.*)?$")
_GOES_ON = re.compile(r"(?:还有|也?不吃|和|以及|再就是|另外还有)(?P<v>[^，]{1,8})$")


@dataclass(slots=True, kw_only=True)
class Reading:
    """What has been read of a line so far."""

    at: float
    third: str = ""
    """Whom 「她」 means."""
    subject: str = ""
    """Whom a clause without a subject is about; "" when nobody was named yet."""
    found: list[Extracted] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    private: bool = False
    corrects: bool = False
    mine: bool = False
    """True where a clause without a subject may be taken to be the person's own."""
    denied: tuple[str, Mood, Subject, tuple[Told, ...]] | None = None
    """The clause before, where it said what is not so (「不是周五」)."""
    each: str = ""
    """「每天」 of the clause before, which a clause that goes on shares."""
    changes: bool = False
    """True once the line told of a change (「换工作了」)."""

    renewed: str = ""
    """What the clause before said to be new (「电话换了」)."""

    def line(self, text: str) -> None:
        """Read all of it."""
        self.private = bool(_SECRET.search(text[:400]))
        self.corrects = bool(_CORRECTS.search(text[:400]))
        for clauses in sentences(text):
            if not re.search(HAN, "".join(clause.text for clause in clauses)):
                self._english(clauses)
                continue
            for clause in clauses:
                self._clause(clause)
            self.denied = None
        self.found = _settled(self.found)

    def _english(self, clauses: Sequence[Clause]) -> None:
        text = ", ".join(clause.text for clause in clauses)
        time = time_of(text, self.at)
        for said in english(text, self.third, future=bool(time and time.future), past=bool(time and time.past)):
            where = _clause_with(said.told.object, clauses)
            self._keep_english(said, where, time)

    def _keep_english(self, said: Said, clause: Clause, time: Time | None) -> None:
        who = said.told.subject or said.who
        if who != SELF:
            self.third = who
        contrast = bool(re.search(r", not \w+$", clause.text)) or self.corrects
        fresh = said.told.fresh and not said.ended
        act: Act = "end" if said.told.over else "correct" if fresh or contrast else "state"
        self._put(
            said.told,
            who,
            clause,
            act=act,
            valid_to=today(self.at)[0] if said.ended else None,
            happens=time if said.plan or said.event else None,
        )

    def _clause(self, clause: Clause) -> None:
        text = clause.text
        if hit := _RETRACTS.match(text):
            self._retracted(hit["rest"], clause)
            return
        if re.search(
            r"(?:换|改|搬|转)(?:了)?(?:工作|单位|公司|家|行|岗|专业|号|成)?了?|辞职|离职|不(?:在|住|学|干|做).*了", text
        ):
            self.changes = True
        if self._called(text, clause) or self._introduced(text, clause) or self._renewed(text, clause):
            return
        if cleft := _CLEFT.match(text):
            text = f"{cleft['who']}{cleft['told']}"
        lead = _LEAD_TIME.match(text)
        head = lead.group() if lead and lead.end() < len(text) else ""
        subject = subject_of(text[len(head) :], third=self.third, known=frozenset(self.names))
        if head and not subject.who:
            subject = replace(subject, rest=text)
        elif head:
            subject = replace(subject, rest=head + subject.rest)
        subject = self._resolved(subject)
        if subject.who == OTHER:
            self._unknown(text)
            return
        if not subject.rest:
            return
        if subject.who != SELF and subject.who and subject.mine:
            self.third = subject.who
        if subject.mine and subject.who:
            self.subject = subject.who
        if subject.beside:
            self.third = subject.beside
        if subject.relation:
            self._put(Told(predicate="is", object=subject.relation, confidence=0.8), subject.name, clause)
        elif subject.name:
            self._put(Told(predicate="name", object=subject.name, confidence=0.9), subject.who, clause)
        self._said_of(subject, clause)

    def _resolved(self, subject: Subject) -> Subject:
        """A clause without a subject is about whom the clause before was about."""
        if subject.who:
            return subject
        if self.subject:
            return replace(subject, who=self.subject, mine=self.subject != OTHER, named=False)
        return replace(subject, who=SELF, mine=True) if self.mine else subject

    def _said_of(self, subject: Subject, clause: Clause) -> None:
        mood = mood_of(subject.rest)
        if mood is None:
            return
        time = time_of(clause.text, self.at)
        if self._righted(subject, mood, clause, time):
            return
        read = self._read(subject, mood, clause, time)
        self.each = mood.each if read and read[0].predicate in ("wakes", "sleeps") else ""
        self.denied = None
        if not mood.positive and read and all(not one.positive for one in read):
            self.denied = (mood.core, mood, subject, tuple(read))
        if not read and (more := _GOES_ON.match(clause.text)) and self.found:
            self._listed(more["v"], clause)
        if not subject.who and not read:
            return
        self._keep(read, subject, mood, clause, time)

    def _read(self, subject: Subject, mood: Mood, clause: Clause, time: Time | None) -> list[Told]:
        on_a_day = bool(time and time.day and not time.today)
        future, past = bool(time and time.future), bool(time and time.past) or bool(mood.past)
        near = bool(time and time.today)
        if special := self._birthday(subject, mood, time) or _gone(subject, mood) or _due(mood, subject):
            return [special]
        if own := own_key(mood, subject):
            return [own]
        told = [one for one in state(mood, subject) if subject.who or one.predicate in _UNSAID]
        if told and (future or on_a_day) and told[0].predicate not in _ANY_DAY and not mood.each:
            told = []
        if told and past and time and time.day and told[0].predicate not in _ANY_DAY:
            told = []
        if told:
            return told
        if one := plan(mood, subject, future=future, near=near):
            return [one]
        if one := event(mood, subject, past=bool(time and time.past), today=near):
            return [one]
        if habit := _habit(mood, subject):
            return [habit]
        if (
            self.each
            and clause.text.startswith(("去", "就去"))
            and (then := _habit(replace(mood, each=self.each), subject))
        ):
            return [then]
        return []

    def _birthday(self, subject: Subject, mood: Mood, time: Time | None) -> Told | None:
        """「下周一我生日」."""
        if not time or not time.day or time.start is None or not mood.positive or not subject.who:
            return None
        rest = re.sub(TIME, "", subject.rest)
        if not re.fullmatch(r"(?:就)?(?:是)?(?:的)?(?:过)?生日(?:了|啦|哦|呀|啊|呢)*", rest):
            return None
        if re.search(r"月.*[日号]", subject.rest):
            return None
        return Told(predicate="birthday", object=day_words(time.start), confidence=0.9)

    def _keep(self, read: Sequence[Told], subject: Subject, mood: Mood, clause: Clause, time: Time | None) -> None:
        for told in read:
            entry = predicate(told.predicate)
            who = told.subject or subject.who
            happens = time if told.predicate in ("plan", "event", "birthday") else None
            act, positive = self._act(told, mood)
            begin, end = self._validity(told, mood, time) if happens is None else (None, None)
            if subject.we and entry.kind not in ("plan", "event") and told.predicate not in _OF_US:
                continue
            if (
                told.predicate == "family"
                and told.positive
                and (kin := re.search(rf"(?:{ANYBODY})$", told.object))
                and not re.match("[两三四五六七八九十几]", told.object)
            ):
                self.third = canonical(kin.group())
            sure = told.confidence if subject.mine else told.confidence * 0.85
            told = replace(told, positive=positive, confidence=round(sure, 3))
            self._put(told, who or SELF, clause, act=act, valid_from=begin, valid_to=end, happens=happens)
            if subject.beside and told.predicate in ("occupation", "workplace", "hometown", "school", "grade"):
                self._put(told, subject.beside, clause, act=act)
            if subject.pet and told.predicate == "name" and self.names:
                self._put(Told(predicate="pet", object=who, confidence=0.9), SELF, clause)

    def _act(self, told: Told, mood: Mood) -> tuple[Act, bool]:
        one = predicate(told.predicate).cardinality == "one" or told.predicate == "plan"
        if told.over or (mood.over and not told.positive and told.predicate not in ("event", "dislikes")):
            return "end", True
        if not told.positive:
            return "state", False
        once = any(item.valid_to is not None for item in self.found)
        if one and (told.fresh or self.corrects or (mood.now and not once)):
            return "correct", True
        if self.changes and mood.now:
            return "correct", True
        return "state", True

    def _validity(self, told: Told, mood: Mood, time: Time | None) -> tuple[float | None, float | None]:
        if mood.past:
            end = time.end if time and time.past and time.end is not None else today(self.at)[0]
            return (time.start if time and time.past else None), min(end, today(self.at)[0])
        if time and time.past and not time.day and told.predicate not in _TIMELESS:
            if told.fresh or told.predicate in _BEGINS or told.predicate in ("likes", "allergy", "health", "diet"):
                return time.start, None
            return time.start, time.end
        return None, None

    def _put(
        self,
        told: Told,
        who: str,
        clause: Clause,
        *,
        act: Act = "state",
        valid_from: float | None = None,
        valid_to: float | None = None,
        happens: Time | None = None,
    ) -> None:
        value = bare(told.object)
        if (not value and act not in ("end", "retract")) or "\x00" in value:
            return
        entry = predicate(told.predicate)
        private: Sensitivity = "private" if self.private or told.private or entry.private else "plain"
        confidence = told.confidence * (0.85 if clause.told_by else 1.0)
        self.found.append(
            Extracted(
                kind=entry.kind,
                subject=who,
                predicate=told.predicate,
                object=value,
                polarity="yes" if told.positive else "no",
                cardinality=entry.cardinality,
                act=act,
                said=clause.said,
                valid_from=valid_from,
                valid_to=valid_to,
                happens_from=happens.start if happens else None,
                happens_to=happens.end if happens else None,
                confidence=round(confidence, 3),
                importance=entry.importance if told.predicate in PREDICATES else 0.6,
                sensitivity=private,
            )
        )
        if told.predicate == "name" and who != SELF and len(value) > 1 and told.positive:
            self.names.add(value)

    def _righted(self, subject: Subject, mood: Mood, clause: Clause, time: Time | None) -> bool:
        """「我不是属虎的，我是属兔的」: the second puts the first right."""
        if not self.denied or not mood.positive:
            return False
        core, _before, of, told = self.denied
        if subject.who not in (of.who, "") and subject.mine:
            return False
        said = re.match(r"(?:而)?(?:应该)?是(?P<v>.+)$", subject.rest) or re.match(r"(?P<v>.+)$", mood.core)
        if not said:
            return False
        read = self._read(replace(subject, who=of.who, mine=of.mine), mood, clause, time)
        same = [one for one in read if one.predicate == told[0].predicate]
        if not same:
            value = bare(said["v"])
            for old in dict.fromkeys((told[0].object, re.sub(r"座$|岁$", "", told[0].object))):
                if old and old in core and subject.rest.startswith(("是", "而是", "应该是")):
                    swapped = mood_of(core.replace(f"不是{old}", f"是{old}", 1).replace(old, value, 1))
                    same = [
                        one
                        for one in (self._read(of, swapped, clause, time) if swapped else [])
                        if one.predicate == told[0].predicate or one.predicate.endswith("的颜色")
                    ]
                    if same:
                        break
        if not same:
            return False
        self.found = [
            one
            for one in self.found
            if not (one.subject == of.who and one.predicate == told[0].predicate and one.polarity == "no")
        ]
        for one in same:
            self._put(
                replace(one, positive=True),
                of.who or SELF,
                clause,
                act="correct",
                happens=time if one.predicate == "plan" else None,
            )
        self.denied = None
        return True

    def _retracted(self, rest: str, clause: Clause) -> None:
        subject = self._resolved(subject_of(rest, third=self.third))
        subject = replace(subject, who=subject.who or SELF, mine=True)
        mood = mood_of(subject.rest)
        if mood is None or subject.who == OTHER:
            return
        for told in state(mood, subject):
            self._put(told, told.subject or subject.who, clause, act="retract")

    def _called(self, text: str, clause: Clause) -> bool:
        """「大家都叫我老崔」, 「以后叫我小鱼就行」."""
        found = re.match(
            rf"(?:(?:人家|大家|别人|同事们?|朋友们?|家里人|他们|以后|你|您|你们|就|可以|都|也|一般|直接|平时|小时候)*)(?:管我叫|叫我|喊我|称呼我)(?:做)?(?P<v>{HAN}{{1,5}}?|[A-Za-z]{{1,16}})(?:就(?:行|好|可以|成)|吧|好了|得了|的|了|呀|啊)*$",
            text,
        )
        if not found or re.search(r"[你我他她]|起|去|来|回|吃|什么|别|一声|醒|做|干|写|滚|快|出|加班|别", found["v"]):
            return False
        self._put(Told(predicate="nickname", object=found["v"], confidence=0.95), SELF, clause)
        return True

    def _introduced(self, text: str, clause: Clause) -> bool:
        """「理发店的小张是我老乡」, 「那个周大夫是我家的家庭医生」."""
        found = _introducing().search(text)
        if not found or not (names_work(found["r"]) or re.search(rf"(?:{ANYBODY}|老乡|亲戚|恩人|同乡)$", found["r"])):
            return False
        who = found["n"]
        self._put(Told(predicate="is", object=found["r"], confidence=0.95), who, clause)
        self.subject = self.third = who
        return True

    def _unknown(self, text: str) -> None:
        """「他叫赵磊」 brings in somebody by name."""
        self.subject, self.denied = OTHER, None
        if named := re.match(rf"[他她]叫(?P<n>{HAN}{{2,4}}?|[A-Z][a-z]+)(?:啊|呀|的)?$", text):
            self.subject = self.third = named["n"]

    def _renewed(self, text: str, clause: Clause) -> bool:
        """「我家电话换了，新号是…」."""
        if found := re.match(
            r"(?:我|俺)(?:们?家)?(?:的)?(?P<k>电话|手机号?|座机|地址|(?:wifi|WiFi|门锁|开机)?密码|微信号?|邮箱|车牌)(?:号码?)?(?:也|都|刚)?(?:换|改|变)了?$",
            text,
        ):
            self.renewed = found["k"]
            return True
        found = re.match(
            r"新(?:的)?(?:号码?|密码|地址|电话|手机号?|微信号?|邮箱|车牌)?(?:就)?(?:是|改成|换成|在)(?P<v>.{2,24})$",
            text,
        )
        if not found or not self.renewed:
            return False
        told = Told(predicate=self.renewed, object=found["v"], private=True)
        self._put(told, SELF, clause, act="correct")
        return True

    def _listed(self, value: str, clause: Clause) -> None:
        """「不吃茄子，还有苦瓜」."""
        last = self.found[-1]
        if last.predicate not in ("diet", "likes", "dislikes", "allergy", "fears", "been_to", "skill", "family", "pet"):
            return
        if re.search(r"[我你他她是]|什么|一个", value) or len(value) > 6:
            return
        verb = re.match(r"不(?:能)?[吃喝]", last.object) if last.predicate == "diet" else None
        if last.predicate == "diet" and not verb:
            return
        made = f"{verb.group()}{re.sub('^不吃', '', value)}" if verb else value
        self.found.append(replace(last, object=bare(made), said=clause.said, confidence=0.9))


_UNSAID = frozenset(
    {"allergy", "age", "name", "occupation", "workplace", "marriage", "pet", "residence", "zodiac", "sign"}
)
_ANY_DAY = frozenset({"birthday", "marriage", "allergy", "name", "dream", "likes"})
_TIMELESS = frozenset({"birthday", "name", "zodiac", "sign", "been_to", "age", "hometown", "blood_type", "gender"})
_BEGINS = frozenset(
    {"marriage", "pet", "studies", "owns", "occupation", "workplace", "school", "grade", "residence", "habit"}
)
_OF_US = frozenset({"residence", "marriage", "workplace", "occupation", "pet", "owns", "family", "hometown", "been_to"})
_NO_HABIT = re.compile(
    r"[你您]|什么|谁|觉得|知道|想|是|很|太|好|忙|累|困|烦|吵|骂|说|问|叫我|让我|被|没|有|打交道|上班|堵|迟到"
)
_HABIT = re.compile(
    r"[发交还跑走吃喝抽打玩看听读写练做去骑爬游睡遛带接送逛泡刷洗跳唱弹画种浇喂煮买上回陪加起散锻健冥瑜]"
)


@cache
def _introducing() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|的|那个|这个|^那)(?P<n>(?:{NAME.replace('(?P<twice>[一-鿿])(?P=twice)|', '')}|{HAN}(?:大夫|医生|老师|师傅|阿姨|叔叔)))(?:就)?是(?:我|俺)(?:们)?(?:家)?的?(?P<r>{HAN}{{2,8}}?)(?:了|的|啊|呀)*$"
    )


def _gone(subject: Subject, mood: Mood) -> Told | None:
    """「我家那条金毛上个月走了」."""
    if subject.pet and re.match(r"(?:走丢|走|没|死|丢|跑丢|不在|去世|送人|老死)了", mood.core):
        return Told(predicate="pet", object=subject.who, subject=SELF, over=True, positive=False)
    return None


def _due(mood: Mood, subject: Subject) -> Told | None:
    """「预产期七月底」."""
    found = re.match(r"预产期(?:是|在)?.{2,10}$", mood.core)
    return (
        Told(predicate="plan", object=bare(re.sub("预产期(?:是|在)", "预产期", found.group())))
        if found and subject.who
        else None
    )


def _habit(mood: Mood, subject: Subject) -> Told | None:
    """「我每天跑五公里」."""
    if not mood.each or subject.who in (OTHER, "") or mood.past or mood.is_not:
        return None
    core = re.sub(TIME, "", mood.core) if re.match(TIME, mood.core) else mood.core
    core = re.sub(r"^(?:都|就|会|要|得|去(?=[\u4e00-\u9fff]{3}))+", "", core)
    value = bare(re.sub("(?:才|就)(?:睡得着|行|能|舒服|好).*$", "", core))
    if not 2 <= len(value) <= 16 or _NO_HABIT.search(value) or not _HABIT.search(value):
        return None
    return Told(predicate="habit", object=value, positive=mood.positive, confidence=0.85)


def _clause_with(value: str, clauses: Sequence[Clause]) -> Clause:
    return next((clause for clause in clauses if value in clause.text), clauses[0])


def _settled(found: list[Extracted]) -> list[Extracted]:
    """Each thing once; where one value is told and another denied of the same slot, the first puts it right."""
    kept: list[Extracted] = []
    for one in found:
        key = (one.subject, one.predicate, one.object, one.polarity, one.act)
        if any((k.subject, k.predicate, k.object, k.polarity, k.act) == key for k in kept):
            continue
        kept.append(one)
    return list(_contrasted(kept))


def _contrasted(found: list[Extracted]) -> Iterator[Extracted]:
    for one in found:
        others = [o for o in found if o is not one and (o.subject, o.predicate) == (one.subject, one.predicate)]
        if one.cardinality == "one" and one.act == "state":
            if one.polarity == "no" and any(
                o.polarity == "yes" and o.valid_to is None and o.act != "end" for o in others
            ):
                continue
            if (
                one.polarity == "yes"
                and one.valid_to is None
                and any(o.polarity == "no" or o.act == "end" for o in others)
            ):
                yield replace(one, act="correct")
                continue
        yield one
