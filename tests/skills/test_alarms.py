"""Timers, alarms and reminders: set, told back, changed, cancelled, kept over a reboot, rung once and in time."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest

from roleplay_lite.errors import StoreError
from roleplay_lite.events import Degraded, Rang
from roleplay_lite.memory.sqlite_file import SqliteFile
from roleplay_lite.persona.persona import Persona
from roleplay_lite.skills.alarm import Alarm
from roleplay_lite.skills.config import SkillsConfig
from roleplay_lite.skills.keeping import MOST, Alarms
from roleplay_lite.skills.ringing import text_of
from roleplay_lite.skills.skills import Skills

from .conftest import NOW, Clocks, Home


def dues(home: Home) -> list[str]:
    return [datetime.fromtimestamp(alarm.due).strftime("%m-%d %H:%M") for alarm in home.skills.upcoming()]


def test_a_timer_is_set_told_and_rings(home: Home, clocks: Clocks) -> None:
    assert "五分钟" in home.say("煮面计时五分钟")
    (timer,) = home.skills.upcoming()
    assert (timer.kind, timer.label, timer.seconds) == ("timer", "煮面", 300)
    clocks.pass_(120)
    assert "三分钟" in home.say("煮面还有多久")
    assert home.skills.due() == ()
    clocks.pass_(180)
    assert [alarm.label for alarm in home.skills.due()] == ["煮面"]
    assert home.skills.due() == ()
    assert home.skills.upcoming() == ()


def test_several_timers_are_told_apart(home: Home) -> None:
    home.say("煮面计时五分钟")
    home.say("敷面膜计时十五分钟")
    assert "2个" in home.say("有哪些计时器")
    assert "哪一个" in home.say("取消计时")
    assert "煮面" in home.say("把煮面的计时取消")
    assert [alarm.label for alarm in home.skills.upcoming()] == ["敷面膜"]
    home.say("再来一个一分钟的计时")
    assert "2" in home.say("取消所有计时器")
    assert home.skills.upcoming() == ()
    assert home.say("取消计时")  # said in words, and nothing breaks


def test_a_timer_is_changed_right_after(home: Home, clocks: Clocks) -> None:
    home.say("计时五分钟")
    assert "十分钟" in home.say("改成十分钟")
    assert home.skills.upcoming()[0].due == pytest.approx(clocks.wall + 600)
    home.say("再加五分钟")
    assert home.skills.upcoming()[0].due == pytest.approx(clocks.wall + 900)
    home.say("算了")
    assert home.skills.upcoming() == ()


def test_the_length_is_asked_for(home: Home) -> None:
    assert home.say("开始计时").endswith("？")
    assert "三分钟" in home.say("三分钟")
    assert len(home.skills.upcoming()) == 1


def test_an_hour_that_may_be_two_is_said_back_and_put_right(home: Home) -> None:
    said = home.say("定个七点的闹钟")
    assert "早上七点" in said
    assert "晚上" in said
    assert dues(home) == ["11-29 07:00"]
    home.say("不对，是晚上七点")
    assert dues(home) == ["11-28 19:00"]


@pytest.mark.parametrize(
    ("said", "due", "repeat"),
    [
        ("明早七点叫我", "11-29 07:00", ""),
        ("每天早上六点五十的闹钟", "11-29 06:50", "FREQ=DAILY"),
        ("工作日都七点叫，周末别叫", "11-30 07:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("二十分钟后叫我起床", "11-28 11:40", ""),
        ("再睡十分钟", "11-28 11:30", ""),
        ("下周三下午三点半提醒我开会", "12-02 15:30", ""),
        ("半小时后提醒我关火", "11-28 11:50", ""),
        ("大年初一早上八点提醒我拜年", "02-06 08:00", ""),
        ("吃完饭提醒我洗碗", "11-28 13:00", ""),
        ("每隔两小时提醒我喝水", "11-28 13:20", "FREQ=HOURLY;INTERVAL=2"),
        ("remind me to call mom at 5 pm", "11-28 17:00", ""),
    ],
)
def test_when_it_is_due(home: Home, said: str, due: str, repeat: str) -> None:
    assert home.say(said)
    assert dues(home) == [due]
    assert home.skills.upcoming()[0].repeat == repeat


def test_reminders_say_what_for(home: Home) -> None:
    assert "开会" in home.say("下周三下午三点提醒我开会")
    assert "开会" in home.say("我有什么待办")
    assert "开会" in home.say("取消开会的提醒")
    assert home.skills.upcoming() == ()
    assert home.say("提醒我买牛奶").endswith("？")
    assert "买牛奶" in home.say("明天下午三点")


def test_three_a_day(home: Home) -> None:
    home.say("爷爷的药，每天早中晚各喊他一次")
    assert [alarm.repeat for alarm in home.skills.upcoming()] == ["FREQ=DAILY"] * 3


def test_what_rings_is_stopped_or_sleeps_on(home: Home, clocks: Clocks) -> None:
    home.say("明早七点叫我")
    clocks.pass_(20 * 3600)
    assert len(home.skills.due()) == 1
    home.say("再睡五分钟")
    assert home.skills.upcoming()[0].due == pytest.approx(clocks.wall + 300)
    clocks.pass_(301)
    home.skills.due()
    home.say("知道了")
    assert home.intent == "alarm.cancel"
    assert home.say("知道了") == ""  # nothing rings any more
    assert home.skills.upcoming() == ()


def test_it_survives_a_reboot_and_tells_what_was_missed_once(
    db: SqliteFile, home: Home, clocks: Clocks, persona: Persona
) -> None:
    home.say("计时五分钟")
    home.say("每天早上八点提醒我吃药")
    clocks.pass_(3 * 86400)
    clocks.steady = 5.0  # another boot
    again = Skills.open(SkillsConfig(), db, wall=lambda: clocks.wall, steady=lambda: clocks.steady)
    missed = again.due()
    assert [alarm.kind for alarm in missed] == ["reminder", "timer"] or [a.kind for a in missed] == [
        "timer",
        "reminder",
    ]
    reminder = next(alarm for alarm in missed if alarm.kind == "reminder")
    # The last of three mornings, and the next from now on.
    assert datetime.fromtimestamp(reminder.due) == (NOW + timedelta(days=3)).replace(hour=8, minute=0)
    assert "吃药" in text_of(reminder, clocks.wall - reminder.due, persona, now=clocks.now())
    assert again.due() == ()
    assert [datetime.fromtimestamp(a.due).day for a in again.upcoming()] == [2]
    again.close()


@pytest.mark.parametrize("step", [-7200.0, -30.0, 30.0, 7200.0])
def test_a_clock_that_is_set_moves_no_timer(home: Home, clocks: Clocks, step: float) -> None:
    home.say("计时五分钟")
    clocks.pass_(60)
    clocks.wall += step
    assert home.skills.due() == ()
    clocks.pass_(230)
    assert home.skills.due() == ()
    clocks.pass_(11)
    assert len(home.skills.due()) == 1


def test_an_alarm_goes_by_the_clock_that_is_set(home: Home, clocks: Clocks) -> None:
    home.say("下午一点叫我起床")
    clocks.wall += 7200
    assert len(home.skills.due()) == 1


def test_sleep_of_the_machine_counts(home: Home, clocks: Clocks) -> None:
    home.say("计时五分钟")
    clocks.pass_(4000)  # both clocks went on
    assert len(home.skills.due()) == 1


def test_the_ticker_calls_when_due_and_stops(home: Home, clocks: Clocks, persona: Persona) -> None:
    rang: list[Rang] = []
    heard = threading.Event()

    def tell(event: Rang) -> None:
        rang.append(event)
        heard.set()

    failed: list[Degraded] = []
    home.skills.start(tell, lambda alarm, late: text_of(alarm, late, persona, now=clocks.now()), failed.append)
    home.say("煮面计时五分钟")
    clocks.pass_(301)
    assert home.skills._ticker
    home.skills._ticker.look()
    assert heard.wait(10)
    home.skills.stop()
    assert not failed
    (event,) = rang
    assert (event.kind, event.label, event.late) == ("timer", "煮面", 1.0)
    assert "煮面" in event.text
    assert not any(thread.name == "roleplay-ticker" for thread in threading.enumerate())


def test_one_that_cannot_be_told_keeps_no_other_from_ringing(home: Home, clocks: Clocks) -> None:
    home.say("煮面计时五分钟")
    home.say("煮蛋计时五分钟")
    told: list[str] = []
    failed: list[Degraded] = []
    done = threading.Event()

    def words(alarm: Alarm, late: float) -> str:
        if alarm.label == "煮面":
            raise ValueError("煮面")
        return alarm.label

    def tell(event: Rang) -> None:
        told.append(event.text)
        done.set()

    clocks.pass_(400)
    home.skills.start(tell, words, failed.append)
    assert done.wait(10)
    home.skills.stop()
    assert told == ["煮蛋"]
    assert [event.message for event in failed] == ["ringing failed: ValueError"]


def test_a_store_that_cannot_be_written_is_said(db: SqliteFile, clocks: Clocks, persona: Persona) -> None:
    skills = Skills.open(SkillsConfig(), db, wall=lambda: clocks.wall, steady=lambda: clocks.steady)
    home = Home(skills, clocks, persona)
    with db.writing() as connection:
        connection.execute("drop table alarm")
    home.say("计时五分钟")
    assert [event.code for event in home.events] == ["store"]  # type: ignore[attr-defined]


def test_there_is_an_end_to_how_many_are_kept(home: Home, clocks: Clocks) -> None:
    for number in range(MOST):
        home.skills.alarms.add(Alarm(kind="timer", due=clocks.wall + number + 1))
    home.say("计时五分钟")
    assert any(isinstance(event, Degraded) for event in home.events)
    assert len(home.skills.upcoming()) == MOST


def test_a_wrong_rule_and_a_wild_time_ring_once(db: SqliteFile, clocks: Clocks) -> None:
    alarms = Alarms(db, wall=lambda: clocks.wall, steady=lambda: clocks.steady)
    alarms.add(Alarm(kind="alarm", due=clocks.wall - 5, repeat="FREQ=NEVER"))
    alarms.add(Alarm(kind="alarm", due=-1e17))
    assert len(alarms.due()) == 2
    assert alarms.upcoming() == ()


def test_a_person_takes_their_alarms_along(db: SqliteFile, clocks: Clocks) -> None:
    with db.writing() as connection:
        connection.execute("insert into person (id, name, created) values ('lin', '林', 0)")
    alarms = Alarms(db, wall=lambda: clocks.wall, steady=lambda: clocks.steady)
    alarms.add(Alarm(kind="timer", due=clocks.wall + 5, person="lin"))
    with db.writing() as connection:
        connection.execute("delete from person where id = 'lin'")
    assert not db.read("select * from alarm")


def test_a_closed_store_is_an_error_with_words(db: SqliteFile, clocks: Clocks) -> None:
    alarms = Alarms(db, wall=lambda: clocks.wall, steady=lambda: clocks.steady)
    db.close()
    with pytest.raises(StoreError):
        alarms.add(Alarm(kind="timer", due=clocks.wall + 5))


@pytest.mark.parametrize("english", [False, True])
@pytest.mark.parametrize("kind", ["timer", "alarm", "reminder"])
@pytest.mark.parametrize("late", [0.0, 4000.0])
def test_what_is_said_names_what_it_is_for(
    persona: Persona, clocks: Clocks, kind: str, late: float, english: bool
) -> None:
    for label in ("", "吃药"):
        for shift in range(6):
            alarm = Alarm(kind=kind, due=clocks.wall + 60 * shift - late, label=label, seconds=300)  # type: ignore[arg-type]
            said = text_of(alarm, late, persona, now=clocks.now(), english=english)
            assert "{" not in said
            assert label in said
