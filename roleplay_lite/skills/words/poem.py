"""Poems: recited by name, author, season or a line; the line before or after; whose it is; new ones by the model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from roleplay_lite.skills.skill import Context, Done, Floor, Match, Said
from roleplay_lite.skills.words import poem_patterns as asks
from roleplay_lite.skills.words.asked import core_of, leaves, offers, tells_of
from roleplay_lite.skills.words.era import is_written
from roleplay_lite.skills.words.poem_words import FORMS, WORDS
from roleplay_lite.skills.words.poems import Poem as Text
from roleplay_lite.skills.words.poems import about, author_in, authors, by_title, poems, theme_in, verse_at
from roleplay_lite.skills.words.sounds import bare
from roleplay_lite.skills.words.spotting import title_in, verse_in
from roleplay_lite.skills.words.verse import filled, is_poem, written_for
from roleplay_lite.skills.words.voice import say


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
        if (((asks.MAKES.search(core) or asks.ORIGINAL.search(core)) and asks.NEW.search(core)) or core.isascii()) and (
            found := self._write(core)
        ):
            return found
        named = authors() if "的" in core else ()
        for hint, read in ((asks.NEXT_HINT, self._next), (asks.WHO_HINT, self._who), (asks.RECITE_HINT, self._recite)):
            if (hint.search(core) or any(name in core for name in named)) and (found := read(core)):
                return found
        if found_so := asks.UNKNOWN.fullmatch(core):
            return self._made("next_line", 0.8, verse=found_so["verse"], way=found_so["way"], unknown=True)
        if (at := verse_at(core)) and len(bare(core)) >= 5 and bare(core) == _said_verse(at):
            return self._made("next_line", 0.82, verse=core, way="下一句")
        return None

    def do(self, match: Match, context: Context) -> Done:
        """See `Skill.do`."""
        slots = match.slots
        match match.intent:
            case "poem.write":
                return _written(str(slots.get("theme", "")), str(slots.get("form", "")), context)
            case "poem.next_line" if slots.get("unknown"):
                return Done(why="not known")
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
        if state.get("new"):
            if asks.MORE.fullmatch(core) or asks.WRITE_MORE.fullmatch(core):
                return self._made("write", 0.94, theme=state.get("theme", ""), form=state.get("form", ""))
            return None
        if asks.MORE.fullmatch(core):
            return self._made(
                "recite",
                0.93,
                **{key: state[key] for key in ("author", "theme", "kind") if key in state},
                not_this=state.get("title", ""),
            )
        if "title" in state and asks.SAID_OF.fullmatch(core):
            return self._made("recite", 0.93, whose=state["title"])
        return None

    def _write(self, core: str) -> Match | None:
        if found := asks.WRITE_ENGLISH.fullmatch(core):
            return self._made("write", 0.95, theme=found["theme"] or "", form="poem")
        if asks.ORIGINAL.search(core) and not tells_of(core):
            return self._made("write", 0.9, theme=theme_in(core), form="小诗")
        found = asks.WRITE.fullmatch(core)
        if not found or tells_of(core) or asks.NOT_ASKED.search(core):
            return None
        named = re.search("^[以用拿]|为题|主题|题目", core)
        if (
            found["before"]
            and not named
            and not asks.PLEASE.fullmatch(found["before"])
            and not asks.FOR_WHOM.match(core)
        ):
            return None
        theme = found["theme"] or found["whom"] or (found["before"] if named else "")
        return self._made("write", 0.95, theme=re.sub("^(?:一|个)|(?:为题|主题)$", "", theme), form=found["form"])

    def _next(self, core: str) -> Match | None:
        if found := asks.NEXT.fullmatch(core):
            verse_said, way = found["verse"] or found["verse2"], found["way"] or found["way2"]
            if verse_at(verse_said):
                return self._made("next_line", 0.97, verse=verse_said, way=way)
        if verse_said := verse_in(core):
            rest = core.replace(verse_said, "，", 1)
            if way := (asks.BEFORE.search(rest) or asks.BEHIND.search(rest)):
                return self._made(
                    "next_line", 0.92, verse=verse_said, way="上一句" if asks.BEFORE.search(rest) else way.group()
                )
        return None

    def _who(self, core: str) -> Match | None:
        if not (found := asks.WHO.fullmatch(core)):
            what = verse_in(core)
            return self._made("recite", 0.9, whose=what) if what and asks.WHOSE.search(core.replace(what, "")) else None
        what = (found["what"] or found["what2"]).strip("《》，")
        if verse_at(what) or (by_title(what) and (len(bare(what)) > 2 or re.search("诗|词|《", core))):
            return self._made("recite", 0.95, whose=what)
        return None

    def _recite(self, core: str) -> Match | None:
        if asks.DUEL.fullmatch(core):
            return self._made("recite", 0.95, duel=True)
        if tells_of(core) or offers(core):
            return None
        if (found := asks.BY_AUTHOR.fullmatch(core)) and (author := author_in(found["author"])):
            return self._made("recite", 0.9, author=author)
        if (found := asks.OF_AUTHOR.fullmatch(core)) and (author := author_in(found["author"])):
            return self._made("recite", 0.97, author=author)
        if (found := asks.ANY.fullmatch(core)) and core != found["kind"] and not asks.NO_ORDER.fullmatch(core):
            return self._made("recite", 0.95, kind=found["kind"])
        if found := asks.THEMED.fullmatch(core):
            if theme := theme_in(found["theme"]):
                return self._made("recite", 0.96, theme=theme)
            if (
                not re.search("[我你他她这那谁]|什么|怎么", found["theme"])
                and not author_in(found["theme"])
                and re.search("[背念听来首段]|朗诵", found["ask"])
            ):
                return self._made("recite", 0.75, unknown=found["theme"])
        if (found := asks.NAMED.fullmatch(core)) and (match := self._by_name(core, found)):
            return match
        return self._wished(core)

    def _quoted(self, text: str, core: str) -> Match | None:
        """A title between its marks: typed, and so no everyday word."""
        titles: list[str] = re.findall("《([^》]{1,16})》", text)
        if len(titles) != 1 or asks.TOLD_OF.search(core) or not asks.ORDER.search(core):
            return None
        author = author_in(next((name for name in authors() if name in text), ""))
        poem = by_title(titles[0], author)
        return self._made("recite", 0.97, title=poem.title, author=poem.author) if poem else None

    def _wished(self, core: str) -> Match | None:
        """A poem that is named, or what it is to be like, in a line that asks for one in other words."""
        if len(core) > 2 * asks.LONGEST_WISH or asks.TOLD_OF.search(core) or not asks.ORDER.search(core):
            return None
        if poem := title_in(core):
            return self._made("recite", 0.92, title=poem.title, author=poem.author)
        if len(core) > asks.LONGEST_WISH or not re.search("诗|宋词|元曲", core) or not asks.ASKS_FOR.search(core):
            return None
        if author := next((name for name in authors() if name in core), ""):
            return self._made("recite", 0.88, author=author_in(author))
        if theme := theme_in(re.sub(f"{asks.POEM}|一[首个]", "", core)):
            return self._made("recite", 0.85, theme=theme)
        return self._made("recite", 0.8, kind="诗") if re.search("[首段](?:古|唐)?诗", core) else None

    def _by_name(self, core: str, found: re.Match[str]) -> Match | None:
        author = author_in(found["author"]) if found["author"] else ""
        if found["author"] and not author:
            return None
        poem = by_title(found["title"], author)
        if poem is None and (at := verse_at(found["title"])) and asks.HAS_POEM.search(core):
            poem = at[0]
        if poem is None:
            return None
        plain = not author and "《" not in core and len(bare(found["title"])) < 3
        if plain and not asks.HAS_POEM.search(core):
            return None
        if not found["ask"] and not asks.HAS_POEM.search(core) and "《" not in core and not author:
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


_NOT_OURS = ("律诗", "藏头诗", "对联", "俳句")
"""Forms that no poem of ours has."""


def _written(theme: str, form: str, context: Context) -> Done:
    """One written for the theme; the model's only where there is none, or none of that form."""
    theme = theme or ("情诗" if form == "情诗" else "")
    floor = Floor(skill=Poem.name, state={"new": True, "theme": theme, "form": form}, turns=2)
    text = "" if context.english or form in _NOT_OURS else written_for(theme, form, context)
    if text:
        return Done(text=say(context, WORDS["written"], text=text), floor=floor, why="written")
    shape, lines = FORMS.get(form, ("四句的短诗", 4))
    if context.english:
        brief = f"Write a poem of four short lines{f' about {theme}' if theme else ''}. Give only the poem."
        other = filled(theme, context)
    else:
        subject = f"，写{theme}" if theme else ""
        brief = (
            f"写一{'副' if form == '对联' else '首'}{shape}{subject}。"
            f"只写{'对联' if form == '对联' else '诗'}本身，不要题目，不要解释。"
        )
        other = written_for(theme, "", context) or filled(theme, context)
        if form in _NOT_OURS:
            other = say(context, WORDS["not that form"], form=form, text=other)
    vet = partial(_let_through, theme, form, lines, context)
    return Done(brief=brief, plain=True, vet=vet, sentences=lines, fallback=other, floor=floor, why="write")


def _let_through(theme: str, form: str, lines: int, context: Context, text: str) -> str:
    """What is said of what the model wrote. A poem whose lines must begin with given signs is one only with them."""
    if not (poem := is_poem(text, theme, form, lines)) or poem.isascii() != context.english:
        return ""
    if form == "藏头诗" and theme and "".join(re.findall("(?:^|[，。])([^，。])", poem)) != theme:
        return ""
    return poem if context.english else say(context, WORDS["written"], text=poem)
