"""Barge-in: the player stops after half a second, and history keeps what was heard and no more."""

from roleplay_lite import Session

with Session.open("niaoniao", voice=True) as session:
    played = 0.0
    for audio in session.speak(session.reply("给我讲讲你今天都干了什么")):
        if played < 0.5:
            # A real player would sound it here; the next chunk is pulled when it is needed, and not before.
            played += audio.seconds
        else:
            # From any thread, and more than once does no harm. The loop then ends.
            session.interrupt(played_seconds=played)
    print("made: ", session.turn.reply)
    print("heard:", session.turn.heard_text)
    print("ended:", session.turn.outcome)
