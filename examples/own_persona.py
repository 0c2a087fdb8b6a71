"""A character of one's own, from the file beside this one: python examples/own_persona.py"""

from pathlib import Path

from roleplay_lite import Session, load_persona
from roleplay_lite.persona.lint import check_persona

persona = load_persona(Path(__file__).with_name("aqiu.toml"))
for finding in check_persona(persona):
    print(f"{finding.level}: {finding.field}: {finding.message}")

with Session.open(persona) as session:
    for piece in session.say():
        print(piece.text)
    for said in ("你卖的是什么呀？", "今天好冷啊"):
        print("你：", said)
        for piece in session.reply(said):
            print(piece.text, end="", flush=True)
        print()
