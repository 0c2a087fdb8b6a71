"""Persona files that tests write."""

LINES = """[lines]
greeting = ["来啦"]
sorry = ["没听清"]
deflect = ["换一个"]
silence = ["人呢"]
goodbye = ["慢走"]
"""

SMALL = f"""name = "老丁"
summary = "老丁是修伞的师傅。"
{LINES}"""
