"""A line read clause by clause: who is spoken of is carried on, what puts right what stood before is told apart."""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from roleplay_lite.memory.extract.breaks import closed, prefixes
from roleplay_lite.memory.extract.changes import act_of, settled, validity_of
from roleplay_lite.memory.extract.clauses import Clause, sentences
from roleplay_lite.memory.extract.english import Said, english
from roleplay_lite.memory.extract.happenings import event, habit, plan, soon
from roleplay_lite.memory.extract.keys import ANY_DAY, LISTS, NOT_ON_A_DAY, OF_BOTH, OF_US, OPEN
from roleplay_lite.memory.extract.mood import Mood, mood_of
from roleplay_lite.memory.extract.own_keys import own_key
from roleplay_lite.memory.extract.relations import ANYBODY, canonical
from roleplay_lite.memory.extract.righting import Denied, denied_by, instead
from roleplay_lite.memory.extract.rule import Told
from roleplay_lite.memory.extract.subjects import OTHER, Subject, subject_of
from roleplay_lite.memory.extract.tables import state
from roleplay_lite.memory.extract.turns import (
    best_friend,
    birthday,
    birthday_of,
    called,
    cleft,
    due,
    given,
    gone,
    introduced,
    named_it,
    numbered,
    put_away,
    renewed,
    rescheduled,
    taken_back,
)
from roleplay_lite.memory.extract.whens import DAY_SAID, Time, time_of, today
from roleplay_lite.memory.extract.whose import Context, is_sure
from roleplay_lite.memory.extract.words import HAN, PAST, SOMEBODY, TIME, bare
from roleplay_lite.memory.item import SELF, Act, Extracted, Sensitivity
from roleplay_lite.memory.predicates import PREDICATES, predicate

_CORRECTS = re.compile(
    r"(?:记|说|讲|弄|搞|写|念|听)错|不对(?!劲|付|头)|更正|纠正|我说的是|不是.{1,10}[，,]?(?:而)?是|应该是|改成|改到|改在|换成|换到"
)
_SECRET = re.compile(
    r"别(?:跟|和|对|给)?(?:别人|任何人|他们|我[妈爸])?(?:告诉|说出去|跟.{1,4}说)|保密|秘密|不许(?:告诉|说出去)|谁也别说|\b(?:secret|don't tell)\b",
    re.IGNORECASE,
)
_SOON_SAID = re.compile("过[几两些]?[天阵]|改天|下个?学期|过年|过[了完](?:年|春节|端午|中秋|国庆|暑假|寒假|生日)")
_RETRACTS = re.compile(r"^(?:我|俺)?(?:可)?(?:没有?|从没|没有跟你|没跟你)(?:说|讲)过?(?P<rest>.+)$")
_CHANGES = re.compile(
    r"(?:换|改|搬|转)(?:了)?(?:工作|单位|公司|家|行|岗|专业|号|成)?了?|辞职|离职|不(?:在|住|学|干|做).*了"
)
_LEAD_TIME = re.compile(
    rf"(?:{TIME}|(?:{PAST})(?:的时候|那会儿)?|(?:现在|如今|目前|从小|平时|一般|长大(?:了|以后)?|以后|(?:等)?长大(?:了|以后)?(?:嘛|呢|啊)|将来|每逢[^，我]{{1,5}}|等(?:到)?(?:我)?[^，我]{{1,6}}了(?:以后|之后)?)(?=[我俺]))+"
)
_INSIDE = re.compile(
    r"^[^，我]{1,8}我(?:也|都|从来|一直|可|是|就)*(?:不|吃不|喝不|受不|腿|心里|就|去过|到过|来过|身上|会|爱|喜欢)"
)
"""「花椒我不碰」, 「看见蛇我腿就软」."""
_PLACED = re.compile(r"(?:现在|如今|目前)?(?:就|也)?在(?P<v>[^，在]{2,10}?)(?:那边|那儿|附近|里)?(?:了)?$")
_WHERE = (
    ("school", re.compile("上学|念|读书|年级|幼儿园|小学|中学|大学")),
    ("residence", re.compile("房子|租|住(?!院)|搬|新家|买了房")),
    ("workplace", re.compile("上班|(?<!找)工作|公司|单位|考上|事业编|编制|入职|实习")),
)
_GOES_ON = re.compile(r"(?:还有|也?不吃|和|以及|再就是|另外还有)(?P<v>[^，]{1,8})$")


@dataclass(slots=True, kw_only=True)
class Reading:
    """What has been read of a line so far."""

    at: float
    third: str = ""
    """Whom 「她」 means."""
    subject: str = ""
    """Whom a clause without a subject is about; "" when nobody was named yet."""
    corrects: bool = False
    found: list[Extracted] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """Names that were told, and whose they are."""
    _private: bool = False
    _denied: Denied | None = None
    _changes: bool = False
    """True once the line told of a change (「换工作了」)."""
    _each: str = ""
    """「每天」 of the clause before, which a clause that goes on shares."""
    _before: str = ""
    """The clause before."""
    _lost: bool = False
    """True after a clause that could not be read: it may have brought in somebody."""
    _where: str = ""
    """Of what the clause before was, which a clause that only says where goes on with."""
    _coming: Time | None = None
    """When the plan is that the clause before told of, or left untold; a clause that goes on shares it."""
    _renewed: str = ""
    """What the clause before said to be new (「电话换了」)."""

    @property
    def _context(self) -> Context:
        return Context(lost=self._lost, before=self._before, found=self.found)

    def line(self, text: str) -> None:
        """Read all of it."""
        self._private = bool(_SECRET.search(text[:400]))
        self.corrects = self.corrects or bool(_CORRECTS.search(text[:400]))
        if fun := taken_back(text[:400]):
            self._retracted(fun, Clause(said=text.strip()[:200], text=fun))
            return
        for clauses in sentences(text):
            if not re.search(HAN, "".join(clause.text for clause in clauses)):
                self._english(clauses)
                continue
            for clause in clauses:
                self._clause(clause)
            self._denied = None
        self.found = settled(self.found)

    def _english(self, clauses: Sequence[Clause]) -> None:
        text = ", ".join(clause.text for clause in clauses)
        time = time_of(text, self.at)
        for said in english(
            text, self.third, future=bool(time and time.future), past=bool(time and (time.past or time.open))
        ):
            where = next((clause for clause in clauses if said.told.object in clause.text), clauses[0])
            self._put_english(said, where, time, contrast=bool(re.search(r", not [\w ]+$", text)))

    def _put_english(self, said: Said, clause: Clause, time: Time | None, *, contrast: bool) -> None:
        who = said.told.subject or said.who
        if who != SELF:
            self.third = who
        fresh = said.told.fresh and not said.ended
        act: Act = "end" if said.told.over else "correct" if fresh or contrast or self.corrects else "state"
        begin = time.start if fresh and time and time.past else None
        ended = today(self.at)[0] if said.ended else None
        happens = time if said.plan or (said.event and time and time.past) else None
        self._put(said.told, who, clause, act=act, valid_from=begin, valid_to=ended, happens=happens)

    def _clause(self, clause: Clause) -> None:
        text = clause.text
        if hit := _RETRACTS.match(text):
            self._retracted(hit["rest"], clause)
            return
        self._changes = self._changes or bool(_CHANGES.search(text))
        if self._in_other_words(text, clause):
            return
        text = cleft(text)
        if re.match(r"[^，我他她]{1,3}的(?=在|叫|是|当|还|刚|念|读|上|才)", text) and not re.match(
            "(?:现在|以前|原来)?(?:住|吃|喝|学|教|开|干|做|用|养|穿|念|读)的", text
        ):
            # 「大的在邮局」 is of one of several.
            self.subject, self._denied = OTHER, None
            return
        lead = _LEAD_TIME.match(text)
        head = lead.group() if lead and lead.end() < len(text) else ""
        subject = subject_of(text[len(head) :], third=self.third, known=self.names)
        if head:
            subject = replace(subject, rest=head + subject.rest if subject.who else text)
        subject = self._resolved(subject)
        if subject.who == OTHER:
            self._unknown(text)
            return
        if not subject.who and _INSIDE.search(text):
            subject = replace(subject, who=SELF, mine=True)
        if not subject.who and re.search("我(?!妈|爸|哥|姐|弟|妹|家|的|们)", text):
            self.subject = SELF
        self._follow(subject, clause)
        if not subject.rest or not clause.tells:
            return
        self._said_of(subject, clause)

    def _in_other_words(self, text: str, clause: Clause) -> bool:
        """Whole clauses that are read as one."""
        if told := called(text):
            self._put(told, SELF, clause)
            return True
        if hit := introduced(text) or best_friend(text):
            who, told = hit
            self._put(told, who, clause)
            self.subject = self.third = who
            return True
        if told := put_away(text) or (None if self.subject or self._renewed else numbered(text)):
            self._put(told, SELF, clause)
            return True
        if mine := re.match(
            rf"我家?(?:那|这)(?:台|辆|部|架|套|艘)(?:老|旧|新|破|小)*(?P<v>{HAN}{{2,5}}?|[A-Za-z]+)(?=还是|是|都|上|下|开|跑|又|才|已经|终于|该|得|坏|卖|用|骑|今|昨|明|就|也|老|总|最|$)",
            text,
        ):
            self._put(Told(predicate="owns", object=mine["v"], confidence=0.85), SELF, clause)
        if met := re.match(
            rf"[^，你他她]{{0,6}}?(?:转来|招|认识|请|收|处|交|雇|碰到|遇到|找|来)了?(?:一)?个(?P<k>[^，叫你我他她]{{1,6}}?)(?:学[^，叫]{{1,4}})?叫(?P<n>{HAN}{{2,4}}|[A-Za-z]+)(?=$|坐|教|弹|唱)",
            text,
        ):
            who = met["k"] if re.search("姑娘|丫头|小子|娃", met["k"]) else canonical(met["k"])
            self._put(Told(predicate="name", object=met["n"], confidence=0.9), who, clause)
            self.subject = self.third = who
            return True
        if told := given(text):
            self._put(told, SELF, clause)
            self.subject, self.third = OTHER, canonical(told.object)
            return True
        time = time_of(text, self.at)
        if hit := birthday_of(text, time):
            self._put(hit[1], hit[0], clause, happens=time)
            return True
        if (name := named_it(text)) and self.found and self.found[-1].predicate in ("pet", "family"):
            self._put(Told(predicate="name", object=name), self.found[-1].object, clause)
            return True
        if told := rescheduled(text):
            self._put(told, SELF, clause, act="correct", happens=time)
            return True
        key, told = renewed(text, self._renewed)
        self._renewed = key or self._renewed
        if told:
            self._put(told, SELF, clause, act="correct")
        return bool(key or told)

    def _resolved(self, subject: Subject) -> Subject:
        """A clause without a subject is about whom the clause before was about."""
        if subject.who:
            return subject
        if not self.subject:
            return replace(subject, named=False)
        return replace(subject, who=self.subject, mine=self.subject != OTHER, named=False)

    def _unknown(self, text: str) -> None:
        """「他叫赵磊」 brings in somebody by name."""
        self.subject, self._denied = OTHER, None
        if named := re.match(rf"[他她]叫(?P<n>{HAN}{{2,4}}?|[A-Z][a-z]+)(?:啊|呀|的)?$", text):
            self.subject = self.third = named["n"]

    def _follow(self, subject: Subject, clause: Clause) -> None:
        """Note who is spoken of, and what is told by naming them."""
        if subject.who:
            self.subject = subject.who
            self.third = self.third if subject.who == SELF or not subject.mine else subject.who
        self.third = subject.beside or self.third
        if subject.relation:
            self._put(Told(predicate="is", object=subject.relation, confidence=0.8), subject.name, clause)
        elif subject.name:
            self._put(Told(predicate="name", object=subject.name, confidence=0.9), subject.who, clause)

    def _said_of(self, subject: Subject, clause: Clause) -> None:
        mood = mood_of(subject.rest)
        if mood is None:
            return
        time = time_of(clause.text, self.at)
        if (
            not time
            and not subject.named
            and self._coming
            and re.match("去|陪|参加|给|接(?!着)|上台|当(?!然|时)|带", clause.text)
        ):
            time = self._coming
        self._coming = time if time and time.future and time.grain != "vague" else None
        if (
            self.corrects
            and not subject.who
            and time
            and (put := re.match(rf"(?:是)?(?:{TIME})(?P<v>.{{2,}})$", subject.rest))
        ):
            subject = replace(subject, who=SELF, mine=True)
            mood = replace(mood, core=put["v"])
        if self._righted(subject, mood, clause, time):
            return
        read = self._read(subject, mood, clause, time)
        if (not read or _too_long(read)) and self._in_two(subject, clause, time):
            return
        self._each = mood.each if read and read[0].predicate in ("wakes", "sleeps") else ""
        self._denied = denied_by(mood, subject, read)
        if (
            not read
            and not subject.named
            and (place := _PLACED.match(clause.text))
            and self._where
            and not any(one.valid_to for one in self.found)
        ):
            read = [Told(predicate=self._where, object=place["v"], confidence=0.85)]
        self._where = next((key for key, pattern in _WHERE if pattern.search(clause.text)), "")
        if (
            not read
            and re.search("爱好|喜欢的|兴趣", self._before)
            and re.fullmatch("[^，我你他她]{2,8}(?:、[^，我你他她]{2,8})+", clause.text)
        ):
            read = [Told(predicate="likes", object=one, confidence=0.9) for one in clause.text.split("、")]
        if not read and (more := _GOES_ON.match(clause.text)) and self.found:
            self._listed(more["v"], clause)
        self._keep(read, subject, mood, clause, time)
        self._lost = not read and not subject.named
        self._before = clause.text
        if (
            not read
            and subject.we
            and re.search("(?:老师|教练|经理|主任|老板|领导|主管|总监|组长|校长|院长|房东|保安|阿姨|师傅)$", mood.core)
        ):
            # 「我们美术老师」 is somebody else.
            self.subject = OTHER

    def _in_two(self, subject: Subject, clause: Clause, time: Time | None) -> bool:
        """Read a clause that runs on into the next one; True where its beginning tells something."""
        if len(subject.rest) < 6 or not subject.who:
            return False
        for begin, rest, sure in [
            *((*one, 0.85) for one in prefixes(subject.rest)),
            *((*one, 0.9) for one in closed(subject.rest)),
        ]:
            mood = mood_of(begin)
            if mood is None or mood.is_not:
                continue
            whole = replace(subject, rest=begin)
            told = [one for one in state(mood, whole) if is_sure(one, whole, mood, self._context)]
            soon = bool(time and time.future and time.grain != "vague") or bool(_SOON_SAID.search(mood.time))
            if not told and soon and subject.named and (coming := plan(mood, whole, future=True, near=False)):
                told = [coming]
            told = [
                one
                for one in told
                if one.predicate == "plan" or not self._on_a_day(one, clause, time, future=bool(time and time.future))
            ]
            if (
                told
                and told[0].predicate != "fears"
                and not (told[0].predicate == "age" and re.match("就|才|那年|时|的时候|开始|以前|之前|起", rest))
                and not (told[0].predicate == "occupation" and re.match("总|老|没|太|很|特别|好(?!几)|真", rest))
                and min(one.confidence for one in told) >= sure
                and not _too_long(told)
            ):
                self._keep(told, whole, mood, clause, time)
                self.subject = subject.who
                self._clause(replace(clause, text=rest, opens=False))
                return True
        return False

    def _read(self, subject: Subject, mood: Mood, clause: Clause, time: Time | None) -> list[Told]:
        """What the clause tells: a state, else a plan, else an event, else a habit."""
        near = bool(time and time.today)
        future = bool(time and time.future and time.grain != "vague") or bool(_SOON_SAID.search(mood.time))
        if special := birthday(subject, mood, time) or gone(subject, mood) or due(subject, mood):
            return [special]
        if coming := soon(mood, subject):
            return [coming]
        if own := own_key(mood, subject):
            return [own]
        told = [one for one in state(mood, subject) if is_sure(one, subject, mood, self._context)]
        if (
            told
            and told[0].predicate == "age"
            and not subject.named
            and self.found
            and self.found[-1].predicate == "pet"
        ):
            kind = canonical(re.sub(r"^[一两三四五六七八九十几]+[只条个]", "", self.found[-1].object))
            return [replace(told[0], subject=kind)]
        if told and (mood.each or not self._on_a_day(told[0], clause, time, future=future and not near)):
            return told
        one = plan(mood, subject, future=future, near=near)
        one = one or event(
            mood, subject, past=bool(time and time.past and time.certain), today=near, on_a_day=bool(time and time.day)
        )
        whose = (
            subject if subject.who or self._lost or not re.match("每|周末", mood.each) else replace(subject, who=SELF)
        )
        one = one or habit(mood, whose)
        if not one and self._each and clause.text.startswith(("去", "就去")):
            one = habit(replace(mood, each=self._each), subject)
        return [one] if one else []

    def _on_a_day(self, told: Told, clause: Clause, time: Time | None, *, future: bool) -> bool:
        """Whether it is so on a day only, or is to come: no state."""
        on_a_day = bool(time and time.day and DAY_SAID.search(clause.text.replace(told.object, "")))
        return (future and told.predicate not in ANY_DAY) or (on_a_day and told.predicate in NOT_ON_A_DAY)

    def _keep(self, read: Sequence[Told], subject: Subject, mood: Mood, clause: Clause, time: Time | None) -> None:
        if any(one.predicate == "occupation" for one in self.found):
            read = [told for told in read if "打交道" not in told.object]
        over_before = any(one.valid_to is not None for one in self.found)
        for told in read:
            if (
                subject.we
                and told.predicate in ("pet", "owns")
                and re.match("我们(?:班|公司|单位|学校|店|厂|部门|小区)", clause.text)
            ):
                continue
            both = bool(subject.beside) and "都" in clause.text
            if (
                subject.we
                and not both
                and told.predicate not in OF_US
                and not re.search("全家|一家|两口子", clause.text)
            ):
                continue
            if (
                subject.we
                and told.predicate == "residence"
                and (of := re.match("我们(公司|单位|学校|店|厂|部门)(?!宿舍|食堂)", clause.text))
            ):
                told = replace(told, predicate="school" if of[1] == "学校" else "workplace")
            happens = time if told.dated or told.predicate in ("plan", "event") else None
            act, positive = act_of(told, mood, corrects=self.corrects, changes=self._changes, over_before=over_before)
            begin, end = validity_of(told, mood, time, self.at) if happens is None else (None, None)
            sure = told.confidence if subject.mine else told.confidence * 0.85
            told = replace(told, positive=positive, confidence=round(sure, 3))
            who = told.subject or subject.who or SELF
            self._put(told, who, clause, act=act, valid_from=begin, valid_to=end, happens=happens)
            self._along(told, subject, clause, act)

    def _along(self, told: Told, subject: Subject, clause: Clause, act: Act) -> None:
        """What follows: of the one beside, of the animal that has a name, of whom the next clause may tell."""
        if subject.beside and (told.predicate in OF_BOTH or "都" in clause.text):
            self._put(told, subject.beside, clause, act=act)
        if subject.pet and told.predicate == "name":
            self._put(Told(predicate="pet", object=subject.who, confidence=0.9), SELF, clause)
        if told.subject and told.predicate == "name":
            self.subject = self.third = told.subject
        if told.predicate == "pet" and told.positive and not re.match("[两三四五六七八九十几]", told.object):
            self.third = canonical(told.object)
        if told.predicate == "family" and told.positive and not re.match("[两三四五六七八九十几]", told.object):
            kin = re.search(rf"(?:{ANYBODY})$", told.object)
            self.third = canonical(kin.group()) if kin else self.third
            self.subject = self.third if kin and not told.subject else self.subject

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
        if (not value and act not in ("end", "retract")) or "\x00" in value + who or _is_none(told.predicate, value):
            return
        entry = predicate(told.predicate)
        private: Sensitivity = "private" if self._private or told.private or entry.private else "plain"
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
                confidence=round(told.confidence * (0.85 if clause.told_by else 1.0), 3),
                importance=entry.importance if told.predicate in PREDICATES else 0.6,
                sensitivity=private,
            )
        )
        if told.predicate == "name" and who != SELF and len(value) > 1 and told.positive:
            self.names[value] = who

    def _righted(self, subject: Subject, mood: Mood, clause: Clause, time: Time | None) -> bool:
        """「我不是属虎的，我是属兔的」: the second puts the first right."""
        if not self._denied:
            return False
        denied = self._denied
        same = instead(denied, subject, mood, lambda of, how: self._read(of, how, clause, time))
        if not same:
            return False
        who = denied.subject.who or SELF
        self.found = [
            one for one in self.found if (one.subject, one.predicate, one.polarity) != (who, denied.key, "no")
        ]
        for one in same:
            happens = time if one.predicate == "plan" else None
            self._put(replace(one, positive=True), who, clause, act="correct", happens=happens)
        self._denied = None
        return True

    def _retracted(self, rest: str, clause: Clause) -> None:
        subject = self._resolved(subject_of(rest, third=self.third))
        mood = mood_of(subject.rest)
        if mood is None or subject.who == OTHER:
            return
        for told in state(mood, replace(subject, who=subject.who or SELF, mine=True)):
            self._put(told, told.subject or subject.who or SELF, clause, act="retract")

    def _listed(self, value: str, clause: Clause) -> None:
        """「不吃茄子，还有苦瓜」."""
        last = self.found[-1]
        if last.predicate not in LISTS or re.search(rf"{SOMEBODY}|是|什么|一个", value) or len(value) > 6:
            return
        verb = re.match(r"不(?:能)?[吃喝]", last.object) if last.predicate == "diet" else None
        if last.predicate == "diet" and not verb:
            return
        made = f"{verb.group()}{re.sub('^不吃', '', value)}" if verb else value
        self.found.append(replace(last, object=bare(made), said=clause.said, confidence=0.9))


_NO_VALUE = re.compile(
    r"什么(?!都)|干嘛|何[处物]|哪[里儿个]|谁|几[岁点号个]|(?<![\d十百])多[大高重长少]|[您你]|^[啊呀哦哈吧呢嘛吗的了有是会要就都也还很得能被把不没]+$|^有人|..不$"
)
"""What is no value of any key."""


def _is_none(key: str, value: str) -> bool:
    if key == "note":
        return False
    if (key == "skill" and len(value) == 1) or (key in ("plan", "event") and re.fullmatch(TIME, value)):
        return True
    if key in ("workplace", "school", "residence", "occupation") and re.match("[这那]", value):
        return True
    return bool(_NO_VALUE.search(value)) or (key in ("plan", "event", "habit", "dream") and value.startswith("我"))


def _too_long(read: Sequence[Told]) -> bool:
    """Whether a value may have swallowed the beginning of the next clause."""
    return any(len(one.object) > 5 and one.predicate in OPEN and any(prefixes(f"我{one.object}")) for one in read)
