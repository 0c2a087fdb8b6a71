"""What a character knows of a person, without a session: python examples/memory.py"""

from roleplay_lite import Memory

with Memory.open("memory.db", persona="niaoniao", person="owner") as memory:
    for said in ("我女儿上三年级，她对花生过敏", "我住在北京", "我搬到上海了"):
        for change in memory.remember(said):
            print(f"{change.kind}: {change.item.text}")

    for query in ("我女儿几年级了？", "我现在住哪儿？", "恐龙是怎么灭绝的？"):
        found = memory.recall(query, k=1)
        print("你：", query, "->", found[0].text if found else "（不知道）")

    print([item.text for item in memory.about()])
    print("said:", memory.why(1).said)
    memory.forget("花生")
    print([item.text for item in memory.about()])
