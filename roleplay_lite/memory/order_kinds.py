"""What an order to the memory may want."""

from __future__ import annotations

from enum import StrEnum


class OrderKind(StrEnum):
    """What is wanted."""

    LIST = "list"
    """「你还记得我什么」."""
    WHY = "why"
    """「你怎么知道的」, of what the last reply drew on."""
    FORGET_THAT = "forget-that"
    """「忘掉这件事」: what was said or recalled last."""
    FORGET_ABOUT = "forget-about"
    """「忘掉我对花生过敏这件事」: what `about` names."""
    FORGET_ALL = "forget-all"
    """「把我的事都忘了」; asked back before it is done."""
    OFF_RECORD = "off-record"
    """「这个别记」: of the line itself where it tells something, else of the one before."""
    SECRET = "secret"
    """「别告诉别人」: of the line itself where it tells something, else of the one before."""
    WHO = "who"
    """「我是谁」."""
