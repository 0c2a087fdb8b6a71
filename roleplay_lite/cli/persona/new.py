"""`roleplay-lite persona new`: a character made by answering questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import click

from roleplay_lite import paths
from roleplay_lite.cli.persona.asking import Asker
from roleplay_lite.cli.persona.problems import Problem, age_problem, at_most, birthday_problem, id_problem, one_of, said
from roleplay_lite.cli.persona.written import personas_folder, write_and_report
from roleplay_lite.errors import InputError
from roleplay_lite.persona import Fact, Persona
from roleplay_lite.persona.cards.naming import id_of_name
from roleplay_lite.persona.cards.ready import LINES
from roleplay_lite.persona.dates import day_in
from roleplay_lite.persona.facts import label
from roleplay_lite.persona.lint import LONGEST_REMINDER
from roleplay_lite.persona.persona import Example, Preferences, Style, Trait, Value
from roleplay_lite.persona.traits import TraitProfile
from roleplay_lite.persona.traits.dictionary import entries

_MOST_TRAITS = 3
_SHOWN = 8
_SKIP = "回车跳过 Enter skips"
_END = "回车结束 Enter ends"
_SPLIT = re.compile(r"[、，,；;]")

_FACTS = (
    ("gender", "gender", "女"),
    ("birthday", "birthday", "2006-05-21、5月21日"),
    ("age", "age", "19"),
    ("hometown", "hometown", "浙江绍兴"),
    ("residence", "lives in", "杭州"),
    ("occupation", "occupation", "插画师"),
    ("marriage", "married?", "单身、已婚"),
    ("hobby", "hobbies", "画速写、逛菜场"),
    ("food", "food it loves", "葱油拌面、冰杨梅"),
    ("dream", "dream", "出一本绘本"),
)
_SEVERAL = ("hobby", "food")
_SAY = {
    "zh": ("肚子好饿呀", "今天有点不开心", "你在干嘛呢"),
    "en": ("I'm hungry", "I'm a bit sad today", "What are you up to?"),
}


@click.command("new")
@click.option("--resume", is_flag=True, help="Go on where Ctrl-C ended the last time.")
@click.option("--fresh", is_flag=True, help="Throw an unfinished character away and begin anew.")
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), default=None, help="Folder to write to.")
@click.option("--force", is_flag=True, help="Replace a character of that id.")
def new(resume: bool, fresh: bool, out: Path | None, force: bool) -> None:
    """Make a character by answering questions: who it is, what it is like, how it talks.

    Nearly every question can be skipped. What was answered is kept when you leave with Ctrl-C. Writes ID.toml into your
    personas folder or --out, checks it, and says how to talk to it.

    \b
    Examples:
      roleplay-lite persona new
      roleplay-lite persona new --resume
      roleplay-lite persona new --out characters
    """
    draft = paths.data_dir() / "persona-new.json"
    if resume:
        asker = Asker.resumed(draft)
    elif draft.exists() and not fresh:
        raise InputError("a character was left unfinished: go on with --resume, or throw it away with --fresh")
    else:
        asker = Asker(draft, [])
    try:
        persona = guided(asker, personas_folder(out), date.today(), force=force)
    except (KeyboardInterrupt, click.Abort):
        if draft.exists():
            click.echo("\n答过的都留着，接着做 / kept; go on with: roleplay-lite persona new --resume", err=True)
        raise click.Abort from None
    write_and_report(persona, out, replace=force)
    asker.done()


def guided(asker: Asker, folder: Path, today: date, *, force: bool = False) -> Persona:
    """The persona that the answers make."""
    name = asker.ask("名字", "name", hint="如：小满", problem=said(40))
    id = asker.ask(
        "命令里叫它",
        "id",
        hint="a-z 0-9 - _",
        default=id_of_name(name),
        problem=lambda a: id_problem(a, folder, force),
    )
    language = asker.ask("说什么话", "language", hint="zh、en", default="zh", problem=one_of("zh", "en"))
    summary = asker.ask("一句话介绍", "in one sentence", hint=f"如：{name}是在杭州念插画的绍兴姑娘", problem=said(200))
    facts = [Fact(key="name", value=name), *_facts(asker, today), *_people(asker), *_pets(asker)]
    traits = _traits(asker)
    style = _style(asker)
    values = _values(asker)
    likes = asker.ask("喜欢什么", "likes", hint=f"菜场早市、旧瓶盖；{_SKIP}")
    dislikes = asker.ask("讨厌什么", "dislikes", hint=f"香菜、早上八点的课；{_SKIP}")
    examples = _examples(asker, language)
    lines = LINES[language]
    greeting = asker.ask("见面第一句", "its greeting", hint=_SKIP, default=lines.greeting[0], problem=at_most(400))
    return Persona(
        id=id,
        name=name,
        summary=summary,
        languages=(language,),
        facts=tuple(facts),
        traits=traits,
        style=style,
        values=values,
        preferences=Preferences(likes=_list(likes), dislikes=_list(dislikes)),
        examples=examples,
        lines=replace(lines, greeting=(greeting,)),
    )


def _facts(asker: Asker, today: date) -> Iterator[Fact]:
    born = False
    for key, english, example in _FACTS:
        # An age that follows from a birthday goes stale.
        if key == "age" and born:
            continue
        problems: dict[str, Problem] = {"birthday": partial(birthday_problem, today=today), "age": age_problem}
        answer = asker.ask(label(key), english, hint=f"如：{example}；{_SKIP}", problem=problems.get(key, at_most(200)))
        if key == "birthday" and (day := day_in(answer)):
            born = day.year is not None
            answer = day.date.isoformat() if day.date else answer
        for value in _list(answer) if key in _SEVERAL else filter(None, [answer]):
            yield Fact(key=key, value=value)


def _people(asker: Asker) -> Iterator[Fact]:
    while owner := asker.ask("亲人或朋友", "a relative or friend", hint=f"如：哥哥；{_END}", problem=at_most(40)):
        for key, english in (("name", "name"), ("occupation", "occupation"), ("residence", "lives in")):
            if value := asker.ask(f"{owner}的{label(key)}", english, hint=_SKIP, problem=at_most(200)):
                yield Fact(owner=owner, key=key, value=value)


def _pets(asker: Asker) -> Iterator[Fact]:
    while kind := asker.ask("养了什么", "a pet", hint=f"如：橘猫；{_END}", problem=at_most(40)):
        name = asker.ask(f"{kind}叫什么", "its name", hint=_SKIP, problem=at_most(40))
        yield Fact(key="pet", value=f"{kind}{name}")
        if name:
            yield Fact(owner=name, key="species", value=kind)


def _traits(asker: Asker) -> tuple[Trait, ...]:
    """One to three from the dictionary, searched by a word; what pulls apart is said."""
    taken: tuple[Trait, ...] = ()
    while len(taken) < _MOST_TRAITS:
        hint = f"如：温柔体贴、非常好奇，或搜一个词；{_SKIP if not taken else _END}"
        word = asker.ask(f"性格{len(taken) + 1}", f"trait {len(taken) + 1}", hint=hint)
        if not word:
            break
        trait = _known(word) or _searched(asker, word)
        if not trait or trait.name in [other.name for other in taken]:
            continue
        taken += (trait,)
        click.echo(f"  {trait.name}：{trait.behaviour}")
        for clash in TraitProfile(traits=taken).clashes():
            click.echo(f"  注意 note: {clash}")
    return taken


def _known(word: str) -> Trait | None:
    try:
        return TraitProfile.parse(word).traits[0]
    except InputError:
        return None


def _searched(asker: Asker, word: str) -> Trait | None:
    found = [e for e in entries() if any(word.lower() in text.lower() for text in (e.zh, e.en, e.gloss, e.behaviour))]
    if not found:
        click.echo(f"  没有「{word}」/ no trait has this; `roleplay-lite persona traits` lists them")
        return None
    for number, entry in enumerate(found[:_SHOWN], 1):
        click.echo(f"  {number}. {entry.zh} {entry.en}：{entry.behaviour}")
    numbers = [str(number) for number in range(1, len(found[:_SHOWN]) + 1)]
    chosen = asker.ask(
        "要第几个", "which", hint=f"1-{numbers[-1]}；回车再搜 Enter searches again", problem=one_of("", *numbers)
    )
    return _known(found[int(chosen) - 1].zh) if chosen else None


def _style(asker: Asker) -> Style:
    manner = asker.ask("怎么说话", "how it talks", hint=f"如：一次一两句，拿颜色打比方；{_SKIP}", problem=at_most(200))
    phrase = asker.ask("口头禅", "a catch-phrase", hint=f"如：哎哟喂；{_SKIP}", problem=at_most(40))
    reminder = manner if len(manner) <= LONGEST_REMINDER else ""
    return Style(manner=_tuple(manner), catch_phrases=_tuple(phrase), reminder=reminder)


def _values(asker: Asker) -> tuple[Value, ...]:
    taken = []
    while topic := asker.ask(
        "对什么有看法", "a topic it has a view on", hint=f"如：读书和分数；{_END}", problem=at_most(200)
    ):
        stance = asker.ask("怎么看", "its view", hint="如：分数是别人给的，手上的功夫才跟你一辈子", problem=said(400))
        taken.append(Value(topic=topic, stance=stance))
    return tuple(taken)


def _examples(asker: Asker, language: str) -> tuple[Example, ...]:
    taken = []
    for line in _SAY[language]:
        reply = asker.ask(f"有人说「{line}」，它怎么答", "its reply", hint=_SKIP, problem=at_most(400))
        if reply:
            taken.append(Example(user=line, reply=reply))
    return tuple(taken)


def _list(answer: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in _SPLIT.split(answer) if part.strip()))


def _tuple(answer: str) -> tuple[str, ...]:
    return (answer,) if answer else ()
