"""Poems: recited by name, author, season or a line; the line before or after; whose it is; new ones by the model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from roleplay_lite.skills.skill import Context, Done, Floor, Match, Said
from roleplay_lite.skills.words.asked import AFTER, ASK, core_of, leaves, offers, tells_of
from roleplay_lite.skills.words.era import is_written
from roleplay_lite.skills.words.poem_words import FORMS, WORDS
from roleplay_lite.skills.words.poems import Poem as Text
from roleplay_lite.skills.words.poems import about, author_in, authors, by_title, poems, theme_in, verse_at
from roleplay_lite.skills.words.sounds import bare
from roleplay_lite.skills.words.spotting import title_in, verse_in
from roleplay_lite.skills.words.verse import verse
from roleplay_lite.skills.words.voice import say

_POEM = "(?:古诗词?|诗词|唐诗|宋词|元曲|诗歌|诗|词)"
_HAS_POEM = re.compile(f"{_POEM}|[背念诵吟]")
_NAMED = re.compile(
    f"(?P<ask>{ASK})(?:(?P<author>[\u4e00-\u9fff]{{2,6}}?)(?:写|作)?的)?《?(?P<title>[^，"
    f'《》“”"的]{{1,14}}?)》?(?:这|那)?(?:首|篇)?(?:{_POEM})?(?:怎么(?:背|念))?(?:全文|'
    f"全诗)?{AFTER}"
)
_OF_AUTHOR = re.compile(
    f"{ASK}(?P<author>[\u4e00-\u9fff]{{2,6}}?)(?:写|作)?的(?:一首|任意一首|"
    f"随便一首)?(?P<kind>古诗|诗|词|诗词|诗歌|作品|代表作|名篇|名作)(?:有哪些)?{AFTER}"
)
_THEMED = re.compile(
    f"(?P<ask>{ASK})(?:关于|有关|描写|描述|写|跟|和|带|含|表达|"
    f"适合)?(?P<theme>[\u4e00-\u9fff]{{1,6}}?)(?:有关|相关|主题|题材|念|背|"
    f"听)?的(?P<kind>古诗词?|诗词|唐诗|宋词|诗歌|诗|诗句){AFTER}"
)
_ANY = re.compile(f"{ASK}(?P<kind>{_POEM})(?!人)(?:三百首)?{AFTER}")
_NEXT = re.compile(
    "(?:我|问|你|知道|知不知道|会不会|接|对|说|给我|帮我|请|背|，"
    ")*(?:诗句?)?(?P<verse>.{3,32}?)(?:这(?:一)?句)?(?:诗)?(?:，"
    ")?(?:的)?(?:他的)?(?P<way>下(?:一|半|面一|面那)?[句联]|上(?:一|半|面一)?[句联]|前(?:一|"
    "面一|面那)[句联]|后(?:一|面一|半|面那)[句联]|后面|前面|接下来)(?:诗)?(?:是|怎么接|"
    "怎么背|怎么说|接什么|啥|什么|哪句|哪一句|呢|来着|怎么念|，)*"
    "|(?P<way2>(?:接|对|说|背)?(?:出)?(?:下|上|前|后)一?句)(?:是|，|对|接)*(?P<verse2>.{4,32})",
)
_WHO = re.compile(
    "(?:请问|你知道|知道|知不知道|，)*(?P<what>.{1,32}?)(?:这(?:一)?(?:首|句)|"
    "那(?:一)?首)?(?:古?诗|词)?(?:的)?(?:是)?(?:作者(?:是|叫)?(?:谁|什么)?|谁(?:写|"
    "作)的(?:诗|词)?|谁的(?:诗|词|作品|名句)|哪(?:个|位)(?:诗人|词人|人)(?:写|作)?的|"
    "出自(?:哪里|哪首诗?|哪儿|谁|什么诗|谁的诗|哪首古诗|哪首词)|(?:是)?哪首(?:古)?诗(?:里的?|"
    "的|里面的)?(?:诗?句子?)?|(?:是)?(?:什么|哪首)诗里的)"
    "|谁写(?:的|了)(?P<what2>.{2,14})",
)
_WRITE = re.compile(
    "(?:(?:你|给|帮|替|为|我|咱|妈妈|爸爸|能|可以|会|来|现场|当场|即兴|随便|现在|自己|再|"
    f"请)*)(?:用|以|拿|就|给)?(?P<before>[^，]{{0,10}}?)(?:为题|为主题|当题目|作题目|"
    "做题目)?，?(?:你|给|帮|我|来|也)*(?:(?<!描)写|作|做|编|创作|赋|吟)(?:一|两|几)?(?:首|个|篇|"
    "段)?(?:关于|有关|描写|写|赞美|歌颂|送给|给|夸)?(?P<theme>[^，"
    f"]{{0,12}}?)的?(?P<form>五言绝句|七言绝句|五绝|七绝|绝句|律诗|藏头诗|打油诗|现代诗|儿歌|"
    "童谣|短诗|小诗|情诗|古诗|诗歌|诗|俳句|对联|顺口溜|词)(?:一首)?(?:，?(?:送给|献给|给|"
    f"关于|歌颂)(?P<whom>(?!我听|我看|我$|你$)[^，]{{1,8}}?))?{AFTER}"
)
_NO_ORDER = re.compile("(?:我|你)?(?:读|写|看|说|唱)?的?(?:词|诗)")
_NOT_ASKED = re.compile(
    "作业|语文课|要求|(?:写|作|做|编|吟)(?:了|过|着|的|得)|^我们?(?:也|刚|在|自己|给你|来|会|"
    "能|可以)*(?:写|作|做|编|创作|吟)"
)
_PLEASE = re.compile("(?:我|你|您|给|帮|一下|宝宝|孩子|大家|咱们?|我们|，|快|先|那|好|赶紧|临时|随口|马上)+")
_WRITE_ENGLISH = re.compile(
    "(?:please |can you |could you )*(?:write|compose|make up)(?: me)? (?:a|another) "
    "(?:short |little )?(?:poem|rhyme|verse)(?: (?:about|on|for) (?P<theme>.{2,40}))?"
)
_MORE = re.compile(
    "(?:好|那|要)?，?(?:再|接着|继续)(?:来|背|念|说|听)(?:一)?首?(?:别的|其他的)?|(?:换|"
    "下)一?首(?:吧)?|再来(?:一个)?|还要(?:听)?|另一首|来首别的|继续|(?:another|one more|"
    "next)(?: one)?"
)
_SAID_OF = re.compile("(?:这(?:首诗?)?)?(?:是)?谁(?:写|作)的(?:诗)?|作者是谁|叫什么(?:名字)?|什么诗|题目(?:是什么)?")
_ORIGINAL = re.compile("(?:来|要|给我)[^，]{0,3}首[^，]{0,4}(?:原创|自己写|新写|自创)[^，]{0,4}诗")
_MAKES = re.compile("创|新写|(?<!描)写|[作做编创赋吟]")
_NEW = re.compile("诗|绝句|儿歌|童谣|俳句|对联|顺口溜|五绝|七绝|词|打油")
_NEXT_HINT = re.compile("[下上前后][一半头面边那五七句联]|接|对|卡壳|想不起|忘|往下|然后|来着|后.个字")
_WHO_HINT = re.compile("谁|哪|出自|作者|什么诗")
_RECITE_HINT = re.compile("[诗词曲背念诵吟《]|全文|来|听|首|飞花令|上.?句")
_BEHIND = re.compile(
    "下(?:一|半|头|面|边|那)?(?:那|一)?[句联]|后(?:一|半)?[句联]|[下后](?:面|头|边)|后.个字|"
    "接(?:下|着|上|$|，|一下|吧|呀|哪|什么)|对(?:下|出|上)|往下|卡壳|"
    "想不起|忘了|然后|接下来"
)
_BEFORE = re.compile("上(?:一|半|头|面|边)?(?:那|一)?[句联]|前(?:一|半|面|头)(?:那|一)?[句联]|前(?:面|头)是")
_WHOSE = re.compile("谁(?:写|作|的)|哪(?:个|位)诗人|哪首|出自|作者")
_ORDER = re.compile("[背念诵吟]|朗读|来(?:一|两)?[首段]|想听|听听|^(?:一|两)?首|给我|有没有|有什么|有哪些|全文|全诗")
_ASKS_FOR = re.compile("[背念诵吟来]|听|给我|有没有|有哪些|全文")
_LONGEST_WISH = 18
_TOLD_OF = re.compile(
    "[背念读学写听诵][了过得完]|(?:我|他|她|孩子|儿子|女儿|宝宝|弟弟|妹妹)(?:也|都|就|还|"
    "已经)?(?:不)?会[背念]|背会|背不|好难|喜欢|真好|作业|考试|抽背|"
    "怎么[写读办]|不想|不要|不爱|别|怕|是谁|什么意思|怕"
)
_DUEL = re.compile(
    f"{ASK}(?:对诗|接诗|诗词接龙|古诗接龙|接诗句|对诗句|背诗比赛|飞花令){AFTER}|我(?:说|背|念|"
    f"来)上(?:一|半)?句，?你(?:说|背|念|来|接|对)下(?:一|半)?句{AFTER}"
)


class Poem:
    """See the module."""

    name = "poem"

    def match(self, said: Said) -> Match | None:
        """See `Skill.match`."""
        core = core_of(said.text)
        if said.floor and said.floor.skill == self.name and (found := self._after(said.text, core, said.floor.state)):
            return found
        if len(core) > 60:
            return None
        if found := self._quoted(said.text, core):
            return found
        if ((_MAKES.search(core) and _NEW.search(core)) or core.isascii()) and (found := self._write(core)):
            return found
        named = authors() if "的" in core else ()
        for hint, read in ((_NEXT_HINT, self._next), (_WHO_HINT, self._who), (_RECITE_HINT, self._recite)):
            if (hint.search(core) or any(name in core for name in named)) and (found := read(core)):
                return found
        if (at := verse_at(core)) and len(bare(core)) >= 5 and bare(core) == _said_verse(at):
            return self._made("next_line", 0.82, verse=core, way="下一句")
        return None

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        slots = match.slots
        match match.intent:
            case "poem.write":
                return _written(str(slots.get("theme", "")), str(slots.get("form", "")), context)
            case "poem.next_line":
                return self._line(str(slots["verse"]), str(slots["way"]), context, slots.get("duel") is True)
        if slots.get("duel"):
            return Done(text=say(context, WORDS["duel"]), floor=self._floor({"duel": True}), why="duel")
        if slots.get("leaves"):
            return Done(text=say(context, WORDS["bye"]), why="left")
        if what := slots.get("whose"):
            return self._whose(str(what), context)
        return self._recited(slots, context)

    # -- matching -------------------------------------------------------------------------------------------------

    def _after(self, text: str, core: str, state: Mapping[str, Any]) -> Match | None:
        if state.get("duel"):
            if leaves(text):
                return self._made("recite", 0.95, leaves=True)
            if verse_at(core):
                return self._made("next_line", 0.95, verse=core, way="下一句", duel=True)
            return None
        if _MORE.fullmatch(core):
            return self._made(
                "recite",
                0.93,
                **{key: state[key] for key in ("author", "theme", "kind") if key in state},
                not_this=state.get("title", ""),
            )
        if "title" in state and _SAID_OF.fullmatch(core):
            return self._made("recite", 0.93, whose=state["title"])
        return None

    def _write(self, core: str) -> Match | None:
        if found := _WRITE_ENGLISH.fullmatch(core):
            return self._made("write", 0.95, theme=found["theme"] or "", form="poem")
        if _ORIGINAL.search(core) and not tells_of(core):
            return self._made("write", 0.9, theme=theme_in(core), form="小诗")
        found = _WRITE.fullmatch(core)
        if not found or tells_of(core) or _NOT_ASKED.search(core):
            return None
        named = re.search("^[以用拿]|为题|主题|题目", core)
        if found["before"] and not named and not _PLEASE.fullmatch(found["before"]):
            return None
        theme = found["theme"] or found["whom"] or (found["before"] if named else "")
        return self._made("write", 0.95, theme=re.sub("^(?:一|个)|(?:为题|主题)$", "", theme), form=found["form"])

    def _next(self, core: str) -> Match | None:
        if found := _NEXT.fullmatch(core):
            verse_said, way = found["verse"] or found["verse2"], found["way"] or found["way2"]
            if verse_at(verse_said):
                return self._made("next_line", 0.97, verse=verse_said, way=way)
        if verse_said := verse_in(core):
            rest = core.replace(verse_said, "，", 1)
            if way := (_BEFORE.search(rest) or _BEHIND.search(rest)):
                return self._made(
                    "next_line", 0.92, verse=verse_said, way="上一句" if _BEFORE.search(rest) else way.group()
                )
        return None

    def _who(self, core: str) -> Match | None:
        if not (found := _WHO.fullmatch(core)):
            what = verse_in(core)
            return self._made("recite", 0.9, whose=what) if what and _WHOSE.search(core.replace(what, "")) else None
        what = (found["what"] or found["what2"]).strip("《》，")
        if verse_at(what) or (by_title(what) and (len(bare(what)) > 2 or re.search("诗|词|《", core))):
            return self._made("recite", 0.95, whose=what)
        return None

    def _recite(self, core: str) -> Match | None:
        if _DUEL.fullmatch(core):
            return self._made("recite", 0.95, duel=True)
        if tells_of(core) or offers(core):
            return None
        if (found := _OF_AUTHOR.fullmatch(core)) and (author := author_in(found["author"])):
            return self._made("recite", 0.97, author=author)
        if (found := _ANY.fullmatch(core)) and core != found["kind"] and not _NO_ORDER.fullmatch(core):
            return self._made("recite", 0.95, kind=found["kind"])
        if found := _THEMED.fullmatch(core):
            if theme := theme_in(found["theme"]):
                return self._made("recite", 0.96, theme=theme)
            if (
                not re.search("[我你他她这那谁]|什么|怎么", found["theme"])
                and not author_in(found["theme"])
                and re.search("[背念听来首段]|朗诵", found["ask"])
            ):
                return self._made("recite", 0.75, unknown=found["theme"])
        if (found := _NAMED.fullmatch(core)) and (match := self._by_name(core, found)):
            return match
        return self._wished(core)

    def _quoted(self, text: str, core: str) -> Match | None:
        """A title between its marks: typed, and so no everyday word."""
        titles: list[str] = re.findall("《([^》]{1,16})》", text)
        if len(titles) != 1 or _TOLD_OF.search(core) or not _ORDER.search(core):
            return None
        author = author_in(next((name for name in authors() if name in text), ""))
        poem = by_title(titles[0], author)
        return self._made("recite", 0.97, title=poem.title, author=poem.author) if poem else None

    def _wished(self, core: str) -> Match | None:
        """A poem that is named, or what it is to be like, in a line that asks for one in other words."""
        if len(core) > 2 * _LONGEST_WISH or _TOLD_OF.search(core) or not _ORDER.search(core):
            return None
        if poem := title_in(core):
            return self._made("recite", 0.92, title=poem.title, author=poem.author)
        if len(core) > _LONGEST_WISH or not re.search("诗|宋词|元曲", core) or not _ASKS_FOR.search(core):
            return None
        if author := next((name for name in authors() if name in core), ""):
            return self._made("recite", 0.88, author=author_in(author))
        if theme := theme_in(re.sub(f"{_POEM}|一[首个]", "", core)):
            return self._made("recite", 0.85, theme=theme)
        return self._made("recite", 0.8, kind="诗") if re.search("[首段](?:古|唐)?诗", core) else None

    def _by_name(self, core: str, found: re.Match[str]) -> Match | None:
        author = author_in(found["author"]) if found["author"] else ""
        if found["author"] and not author:
            return None
        poem = by_title(found["title"], author)
        if poem is None and (at := verse_at(found["title"])) and _HAS_POEM.search(core):
            poem = at[0]
        if poem is None:
            return None
        plain = not author and "《" not in core and len(bare(found["title"])) < 3
        if plain and not _HAS_POEM.search(core):
            return None
        if not found["ask"] and not _HAS_POEM.search(core) and "《" not in core and not author:
            return None
        return self._made("recite", 0.97, title=poem.title, author=poem.author)

    def _made(self, what: str, confidence: float, **slots: Any) -> Match:
        return Match(skill=self.name, intent=f"poem.{what}", confidence=confidence, slots=slots)

    # -- answers --------------------------------------------------------------------------------------------------

    def _recited(self, slots: Mapping[str, Any], context: Context) -> Done:
        if title := slots.get("title"):
            poem = by_title(str(title), str(slots.get("author", ""))) or poems()[0]
            poem = next((one for one in poems() if one.title == title and one.author == slots.get("author")), poem)
            return self._said(poem, {"author": poem.author}, context)
        kept = {key: slots[key] for key in ("author", "theme", "kind") if slots.get(key)}
        pool = [poem for poem in _pool(slots) if poem.title != slots.get("not_this")]
        pool = [poem for poem in pool if is_written(poem.dynasty, context)]
        if not pool:
            return Done(text=say(context, WORDS["after my time"]), why="after the character's time")
        told = " ".join(heard for _, heard in context.before)
        fresh = [poem for poem in pool if poem.title not in told and poem.lines[0] not in told]
        choice = fresh or pool
        poem = choice[(context.seed * 11) % len(choice)]
        before = say(context, WORDS["none on it"], theme=slots["unknown"]) if slots.get("unknown") else ""
        return self._said(poem, kept, context, before=before)

    def _said(self, poem: Text, kept: Mapping[str, Any], context: Context, before: str = "") -> Done:
        if not is_written(poem.dynasty, context):
            return Done(text=say(context, WORDS["after my time"]), why="after the character's time")
        title = poem.title.replace("（节选）", "")
        text = before + say(context, WORDS["recite"], title=title, by=_whom(poem), text="".join(poem.lines))
        return Done(text=text, floor=self._floor({**kept, "title": poem.title}), why=f"《{poem.title}》")

    def _line(self, said: str, way: str, context: Context, duel: bool) -> Done:
        floor = self._floor({"duel": True}) if duel else None
        at = verse_at(said)
        if at is None:
            return Done(text=say(context, WORDS["unknown line"]), floor=floor, why="not known")
        poem, first, last = at
        if not is_written(poem.dynasty, context):
            return Done(text=say(context, WORDS["after my time"]), floor=floor, why="after the character's time")
        back = bool(re.search("[上前]", way))
        place = first - 1 if back else last + 1
        if not 0 <= place < len(poem.verses):
            kind = "first line" if back else "last line"
            return Done(text=say(context, WORDS[kind], title=poem.title, by=_whom(poem)), floor=floor, why=kind)
        verses = _as_many(poem, place, last - first + 1, back=back)
        kind = "duel line" if duel else "line"
        text = say(context, WORDS[kind], line="，".join(verses), title=poem.title, by=_whom(poem))
        return Done(
            text=text, floor=floor or self._floor({"title": poem.title, "author": poem.author}), why=f"《{poem.title}》"
        )

    def _whose(self, what: str, context: Context) -> Done:
        at = verse_at(what)
        poem = by_title(what) or (at[0] if at else None)
        if poem is None or not is_written(poem.dynasty, context):
            return Done(text=say(context, WORDS["after my time" if poem else "unknown line"]), why="not known")
        text = say(context, WORDS["whose"], title=poem.title.replace("（节选）", ""), by=_whom(poem))
        return Done(text=text, floor=self._floor({"title": poem.title, "author": poem.author}), why=f"《{poem.title}》")

    def _floor(self, state: dict[str, Any]) -> Floor:
        return Floor(skill=self.name, state=state, turns=2)


def _pool(slots: Mapping[str, Any]) -> list[Text]:
    if author := slots.get("author"):
        return [poem for poem in poems() if poem.author == author]
    if theme := slots.get("theme"):
        return list(about(str(theme)))
    kind = str(slots.get("kind", ""))
    wanted = {"唐诗": "唐", "元曲": "元", "宋词": "宋"}.get(kind, "")
    pool = [poem for poem in poems() if poem.short and (not wanted or poem.dynasty == wanted)]
    if kind in ("宋词", "词"):
        uneven = [
            poem
            for poem in poems()
            if poem.dynasty in ("宋", "五代") and len({len(verse) for verse in poem.verses}) > 1
        ]
        return uneven or pool
    return pool


def _said_verse(at: tuple[Text, int, int]) -> str:
    poem, first, last = at
    return "".join(poem.verses[first : last + 1])


def _as_many(poem: Text, place: int, length: int, *, back: bool) -> tuple[str, ...]:
    """One verse for one, two for two."""
    length = min(length, 2)
    return poem.verses[max(0, place - length + 1) : place + 1] if back else poem.verses[place : place + length]


def _whom(poem: Text) -> str:
    return (
        poem.by
        if poem.by.startswith("《") or "民歌" in poem.by or "乐府" in poem.by
        else f"{_AGE.get(poem.dynasty, poem.dynasty + '代')}{poem.by}"
    )


_AGE = {"东晋": "东晋", "三国": "三国", "五代": "五代", "先秦": "", "北朝": ""}


def _written(theme: str, form: str, context: Context) -> Done:
    shape, lines = FORMS.get(form, ("四句的短诗", 4))
    fallback = verse(theme, context)
    if context.english:
        brief = f"Write a poem of four short lines{f' about {theme}' if theme else ''}. Give only the poem."
        return Done(brief=brief, sentences=4, fallback=fallback, why="write")
    subject = f"，写{theme}" if theme else ""
    brief = (
        f"写一{'副' if form == '对联' else '首'}{shape}{subject}。"
        f"只写{'对联' if form == '对联' else '诗'}本身，不要题目，不要解释。"
    )
    return Done(brief=brief, sentences=lines, fallback=fallback, why="write")
