"""Three lines to talk: python examples/chat.py"""

from roleplay_lite import Session

with Session.open("niaoniao") as session:
    for piece in session.reply("你好"):
        print(piece.text)
