"""Asking for another character by voice: 「换成小满」, "let me talk to Milo"."""

from __future__ import annotations

import re

from roleplay_lite.errors import PersonaError
from roleplay_lite.persona.facts import SELF
from roleplay_lite.persona.load import persona_files, read_persona
from roleplay_lite.persona.persona import Persona

_CALLS = r"换成|换到|换回|换个|换|切换成|切换到|切换|切到|切成|改成|变成|我?[要想](?:找|跟|和|同)|[让叫喊请把找]"
_THEN = r"出来|过来|上场|叫来|喊来|叫出来|来|上|聊聊天?|聊一会儿?|聊天|聊|说话|说几句|接电话|吧|啊|呀"
_MANDARIN = re.compile(
    rf"(?:请|那|麻烦|帮我|给我|现在|你|好了)*[，, ]*(?:{_CALLS})"
    rf"(?P<name>[^，。！？,.!?]{{1,12}}?)(?:{_THEN})*[。！!.~～ ]*"
)
_ENGLISH = re.compile(
    r"(?:please )?(?:switch to|change to|bring back|(?:let me|i want to) (?:talk|speak) (?:to|with)) "
    r"(?P<name>[\w' ]{1,30}?)[.! ]*",
    re.IGNORECASE,
)


def asked_for(text: str) -> str:
    """The name that the line asks for, or "" when it asks for nobody: a candidate only, which must be a character's."""
    found = _MANDARIN.fullmatch(text.strip()) or _ENGLISH.fullmatch(text.strip())
    return found["name"].strip() if found else ""


def known_as(name: str) -> Persona | None:
    """The character of that name among those that can be named: by its own name, its file's, or one its facts give it.
    A file that cannot be read is passed over."""
    for file in persona_files().values():
        try:
            persona = read_persona(file)
        except PersonaError:
            continue
        named = (fact.value for fact in persona.facts if fact.owner == SELF and fact.key == "name")
        if name.lower() in {one.lower() for one in (persona.name, persona.id, *named)}:
            return persona
    return None
