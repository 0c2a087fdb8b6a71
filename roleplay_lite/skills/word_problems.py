"""Small problems in words, of the kinds that children are set: so many each, shared among so many, bought and eaten.
What is not plainly one of these is left to the model. Pure."""

from __future__ import annotations

import re
from fractions import Fraction

from roleplay_lite.skills.numbers import number

_N = r"(?:\d+(?:\.\d+)?|[零一二两俩仨三四五六七八九十百千万]+(?:点[零一二三四五六七八九]+)?)"
_M = (
    "(?:个半?|只|支|枝|本|块(?:钱)?|元|颗|条|张|把|杯|瓶|盒|箱|袋|包|斤|公斤|米|件|双|人|位|名|辆|头|"
    "棵|朵|片|粒|根|份|页|层|间|天|小时|分钟|岁|道|枚|串|碗|盘|套|圈|步|毛|角|分|公里|千米|克|升|班|"
    "组|排|行|桌|次|篇|句|筐|桶|车|周|星期|年|月)"
)
_ASKS = re.compile(
    "(?:还剩|还有|剩下?|现在有|一共|总共|共|每[^，]{0,3}|多少|几)[^，]{0,8}(?:多少|几)|(?:多少|"
    "几)[^，]{0,4}$|(?:多少|几)(?:钱|块|元|个|人)"
)
_EACH = re.compile(
    f"(?:一|每)(?P<of>{_M})[^，]{{0,6}}?(?:是|有|装|卖|要|能|"
    f"可以)?(?P<each>{_N}){_M}?[^，]{{0,3}}，?(?:那|我)?(?:买|要|有|拿|"
    f"来)?(?:了)?(?P<count>{_N})(?P=of)[^，]{{0,6}}?(?:一共|总共|共)?(?:是|有|要|得|需要|卖|"
    f"花)?(?:多少|几)"
)
_PRICE = re.compile(
    f"(?:一|每)?(?P<of>{_M})[^，0-9零一二两三四五六七八九十]{{0,4}}(?P<yuan>{_N})(?:块|"
    f"元)(?:钱)?(?P<jiao>[零一二两三四五六七八九0-9]{{1,2}})?(?:毛|角)?(?:钱)?[^，]{{0,3}}，?(?:那|"
    f"我)?(?:买|要|称|来|拿)?(?:了)?(?P<count>{_N})(?P=of)[^，]{{0,6}}?(?:一共|总共|共)?(?:是|要|得|"
    f"花|付)?(?:多少|几块?)钱?"
)
_PRICE_FIRST = re.compile(
    f"(?P<yuan>{_N})(?:块|"
    f"元)(?:钱)?(?P<jiao>[零一二两三四五六七八九0-9]{{1,2}})?(?:钱)?一(?P<of>{_M})，?(?:买|要|"
    f"称)?(?P<count>{_N})(?P=of)[^，]{{0,4}}(?:多少|几块?)钱?"
)
_SHARED = re.compile(
    f"(?P<among>{_N})(?:个)?(?:人|小朋友|孩子|同学)(?:来|一起)?(?:平?分|"
    f"均分)(?P<all>{_N}){_M}?[^，]{{0,4}}，?(?:每|一)(?:个)?(?:人|小朋友|孩子|"
    f"同学)?[^，]{{0,4}}(?:多少|几)"
)
_SPENT = re.compile(
    f"(?P<among>{_N})(?:个)?人[^，0-9零一二两三四五六七八九十百]{{0,6}}(?:花|用|"
    f"吃)了?(?P<all>{_N})(?:块|元)?(?:钱)?，?(?:平均|AA|aa)?每(?:个)?人[^，]{{0,4}}(?:多少|几)"
)
_SPLIT = re.compile(
    f"(?P<all>{_N})(?:{_M})?[^，]{{0,8}}，?(?:平均)?(?:分给|给)?(?P<among>{_N})(?:个)?(?:人|小朋友|"
    f"孩子|同学|份|组|家|位|天)[^，]{{0,3}}(?:平)?(?:平均|来|一起)?(?:分|摊|AA|aa|均分|"
    f"平分)?[^，]{{0,3}}，?(?:那|平均)?(?:每|一)(?:个)?(?:人|小朋友|孩子|同学|份|组|家|位|"
    f"天)[^，]{{0,5}}(?:多少|几)"
)
_AND = re.compile(
    f"(?P<verb>买了?|有|原来有|本来有|摘了?|捡了?|得了?|来了?|拿了?|又?给了?我|送(?:了)?我|收到|存了?|"
    f"借来|加了?|种了?|养了?|上来|上了?|吃了?|喝了?|用了?|花了?|丢了?|送(?:了|给|出)|卖了?|飞走了?|"
    f"走了?|下去|下了?|跑了?|借(?:走|出|给)|打碎了?|坏了?|掉了?|给了?(?!我)|"
    f"送人)[^，0-9零一二两三四五六七八九十百]{{0,5}}(?P<n>{_N})(?:{_M}|(?=，|还|剩))(?:(?<=块)(?P<jiao>[一二三四五六七八九])(?![个只支本]))?"
)
_COUNT_FIRST = re.compile(
    f"(?P<count>{_N})(?P<of>{_M})[^，0-9零一二两三四五六七八九十]{{0,5}}，?(?:每|一)(?P=of)(?:是|要|卖)?(?P<yuan>{_N})(?:块|元)(?:钱)?"
    f"(?P<jiao>[零一二两三四五六七八九0-9]{{1,2}})?(?:毛|角)?，?[^，]{{0,4}}(?:多少|几块?)钱?"
)
_REST = re.compile(
    f"(?P<all>{_N}){_M}[^，0-9零一二两三四五六七八九十百]{{0,5}}，?(?:我|已经|被|先|又|买[^，0-9零一二两三四五六七八九十百]{{0,4}})*"
    f"(?:吃|喝|用|花|丢|送|卖|飞|走|跑|借|打碎|坏|掉|给|来|到|减|买|房租|扣)[^，0-9零一二两三四五六七八九十百]{{0,5}}(?P<less>{_N}){_M}?(?:(?<=块)(?P<jiao>[一二三四五六七八九]))?，?"
    f"[^，0-9零一二两三四五六七八九十百]{{0,3}}(?:还剩|剩下?|还有|缺|差|少|没来|没到|找(?:我|回|你|零)?)(?:下|的|了)*(?:多少|几)"
)
_DIFFER = re.compile(
    f"(?P<a>{_N})岁?，?[^，0-9零一二两三四五六七八九十百]{{1,5}}(?P<b>{_N})岁?，?[^，]{{0,4}}[差大小](?:多少|几)岁?"
)
_WHOLE = re.compile(
    f"(?P<count>{_N})(?P<of>{_M})[^，0-9零一二两三四五六七八九十百]{{0,5}}，?(?:一共|总共|共)(?:花了?|是|要|卖)?(?P<all>{_N})(?:块|元)?(?:钱)?，?"
    "(?:那|平均)?(?:每|一)(?P=of)[^，]{0,4}(?:多少|几)"
)
_LESS = re.compile("吃|喝|用|花|丢|送(?!我|了我)|卖|飞走|走|下|跑|借(?:走|出|给)|打碎|坏|掉|给了?(?!我)")


def problem_in(core: str) -> Fraction | None:
    """What the problem comes to; None where it is none that is sure."""
    if not _ASKS.search(core) or len(re.findall(_N, core)) > 8:
        return None
    if found := _DIFFER.search(core):
        one, other = number(found["a"]), number(found["b"])
        return abs(one - other) if one is not None and other is not None else None
    if re.search("假设|如果|要是|比|倍|快|慢|月|[日号]", core):
        return None
    if found := _SPLIT.search(core) or _SHARED.search(core) or _SPENT.search(core):
        whole, among = number(found["all"]), number(found["among"])
        return whole / among if whole is not None and among else None
    if found := _PRICE.search(core) or _COUNT_FIRST.search(core) or _PRICE_FIRST.search(core):
        whole, part, count = number(found["yuan"]), number(found["jiao"] or "零"), number(found["count"])
        if whole is None or part is None or count is None:
            return None
        return (whole + part / (10 if part < 10 else 100)) * count
    if found := _WHOLE.search(core):
        whole, count = number(found["all"]), number(found["count"])
        return whole / count if whole is not None and count else None
    if found := _EACH.search(core):
        each, count = number(found["each"]), number(found["count"])
        return each * count if each is not None and count is not None else None
    if (told := _told(core)) is not None:
        return told
    if (found := _REST.search(core)) and len(re.findall(_N, core[found.start() :].replace("几", ""))) <= 3:
        whole, less = number(found["all"]), number(found["less"])
        if whole is None or less is None:
            return None
        less += (number(found["jiao"] or "零") or Fraction(0)) / 10
        return whole - less if whole >= less else None
    return None


def _told(core: str) -> Fraction | None:
    """「买了八个，吃了三个，又买了五个，现在有几个」."""
    moves = list(_AND.finditer(core))
    if (
        len(moves) < 2
        or not re.search("还剩|剩|现在|还有|一共|总共|共有", core)
        or re.search("每|倍|分之|平均|比", core)
    ):
        return None
    total = Fraction(0)
    for move in moves:
        count = number(move["n"])
        if count is None:
            return None
        if move["jiao"]:
            count += (number(move["jiao"]) or Fraction(0)) / 10
        total += -count if _LESS.match(re.sub("^又", "", move["verb"])) else count
    last = core[moves[-1].end() :]
    asks = re.search("还剩|剩|现在|还有|一共|总共|共有", last)
    return (
        total
        if asks and total >= 0 and not re.search(_N, last.replace("几", "").replace("一共", "").replace("一", ""))
        else None
    )
