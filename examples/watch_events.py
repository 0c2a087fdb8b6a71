"""Everything that happens, as JSON lines on a thread of one's own: python examples/watch_events.py"""

import json
import threading
from collections.abc import Iterable

from roleplay_lite import Event, Session


def watch(events: Iterable[Event]) -> None:
    for event in events:
        print(json.dumps(event.to_dict(), ensure_ascii=False))


with Session.open("xiaoman") as session:
    # Called here, so that no event is missed; read there, where waiting holds nobody up.
    watcher = threading.Thread(target=watch, args=(session.events(),))
    watcher.start()
    for said in ("你好", "你家的猫叫什么？"):
        for _ in session.reply(said):
            pass
# Closing the session ends the stream, and with it the thread.
watcher.join()
