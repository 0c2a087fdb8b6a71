"""Politics of today, as the integrator may have it turned aside: leaders, territory, parties, unrest. Both languages.

Geography, history and everyday dealings with offices are no politics: 「中国首都是哪」, 「唐朝皇帝」, 「政府补贴怎么领」.
"""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations


def _any(*ways: str) -> str:
    return f"(?:{'|'.join(ways)})"


_VIEW = (
    r"(?:怎么看|怎么样|看法|好不好|好还是|好吗|是好是坏|好人|坏人|对不对|谁对|谁错|错|支持|反对|站哪边|喜欢|讨厌|选谁|评价|评评|骂|笑话|独裁|疯子"
    r"|混蛋|腐败|太黑|骗|黑暗|合法|道理|应该|会不会|谁(?:会)?赢|统一|独立|是不是|更好|你觉得|你说|对吧|有没有|怎么回事|发生|死了多少|自由)"
)
_LEADERS = (
    r"(?:习近平|总书记|国家主席|中央领导|国家领导人?|领导人|现任?的?总理|现在的总理|李强总理|政治局|特朗普|川普|拜登|普京|泽连斯基|金正恩|内塔尼亚胡"
    r"|蔡英文|赖清德|马英九|安倍|岸田|石破茂|奥巴马|邓小平|江泽民|胡锦涛|温家宝|李克强|毛泽东|毛主席)"
)
ZH = _any(
    rf"{_LEADERS}(?!的?(?:诗|故乡|出生|纪念|生日|老家|哪年出生))\S{{0,12}}{_VIEW}|{_VIEW}\S{{0,14}}{_LEADERS}(?!的?(?:诗|纪念|故乡))|习近平|总书记|国家领导人|(?:国家)领导人?\S{{0,4}}(?:笑话|坏话)|(?:美国|俄罗斯|日本|韩国|法国|德国|英国|朝鲜|现在的?|咱们?国家?的?)(?:总统|首相|主席|总理)\S{{0,8}}(?:混蛋|怎么样|好|坏|疯|支持|喜欢|讨厌|看法)|(?:骂|讨厌|喜欢|支持|怎么看)\S{{0,8}}(?:总统|主席|总理|首相|领导人)(?!团|台)",
    r"台独|港独|藏独|疆独|台湾(?:是不是|到底|算不算|属于|什么时候统一|独立|和大陆|会不会被?打|是中国|是(?:一个)?国家|归谁|问题)|(?:攻打|武统|解放|收复|统一)台湾|(?:香港|西藏|新疆|内蒙古?)\S{0,2}(?:独立|自治|问题|示威|暴动|集中营|种族灭绝|镇压|人权|那年的)|(?:新疆|西藏|香港)\S{0,9}(?:集中营|种族灭绝|人权|示威|抗议|镇压|迫害)|一国两制|钓鱼岛(?:是谁|归谁|是不是|属于|是日本|是中国|怎么看|问题)|南海\S{0,6}(?:归谁|是谁|争端|仲裁|属于)|九段线",
    r"六四|八九学潮|天安门(?:事件|屠杀|母亲|那年|学生)|法轮功|达赖|文革|文化大革命|反右|大跃进\S{0,8}(?:饿死|谁的错)|维吾尔\S{0,6}(?:人权|迫害)|零八宪章|白纸(?:运动|革命)|茉莉花革命|防火墙\S{0,4}(?:为什么|该不该)|翻墙\S{0,4}(?:看|怎么)?",
    r"(?:共产党|国民党|民进党|共和党|民主党)(?!的?历史课|员\S{0,3}(?:学习|发展))\S{0,12}(?:好|坏|支持|怎么|邪恶|下台|执政|独裁|看法|喜欢|腐败|对)|(?:支持|反对|讨厌|喜欢|推翻|打倒|怎么看)\S{0,6}(?:共产党|国民党|民进党|政府|体制|政权|执政党)|一党专政|一党独大|多党制|(?:西方|民主|社会主义|资本主义)(?:制度|体制)|民主选举|言论自由|三权分立|政治改革|独裁|专制|极权",
    r"(?:政府|当局|官方|国家)\S{0,4}(?:腐败|太黑|都在?骗|骗老百姓|黑暗|无能|独裁|打压|压迫|该不该)|(?:推翻|颠覆|打倒)\S{0,4}(?:政府|政权|国家|制度)|(?:组织|参加|怎么|上街|去)\S{0,6}(?:游行(?!花车)|示威|抗议|罢工|请愿|静坐|暴动|起义)|反动(?:歌|口号|言论|派)|颜色革命|政变",
    r"(?:俄乌|巴以|中美|台海|中印|美伊|以巴)(?:战争|冲突|开战|局势|谁)|(?:俄罗斯|乌克兰|以色列|巴勒斯坦|美国|中国|伊朗|哈马斯)\S{0,4}(?:和|跟|打|与|入侵)\S{0,4}(?:俄罗斯|乌克兰|以色列|巴勒斯坦|美国|中国|伊朗|哈马斯|日本|台湾|印度)\S{0,8}(?:谁|打|对|错|赢|支持|战|正义)|(?:支持|站)\S{0,6}(?:俄罗斯|乌克兰|以色列|巴勒斯坦|哈马斯)|(?:美国)?大选\S{0,6}(?:谁|选|支持|赢)",
)
EN = _any(
    r"\bour leader\b|\bgovernment (?:is )?hiding\b",
    r"\b(?:xi jinping|chinese president|chinese communist|communist party|ccp)\b|\btiananmen\b(?! square\b)(?!.*\b(?:get to|flag|visit)\b)|\btiananmen\b.*\b(?:1989|massacre|happened)\b|\b(?:falun gong|dalai lama|uyghurs?|xinjiang camps?)\b|\b(?:free|independen\w+)\b.{0,20}\b(?:tibet|taiwan|hong ?kong|xinjiang)\b|\b(?:tibet|taiwan|hong ?kong)\b.{0,20}\b(?:free|independen\w+|country|belong|part of china)\b|\b(?:is|does|should) (?:taiwan|tibet)\b",
    r"\b(?:trump|biden|putin|zelensk\w+|kim jong un|netanyahu|harris|obama|modi)\b.{0,40}\b(?:good|bad|evil|idiot|support|vote|win|best|worst|think|right|crazy|should|like|hate)\b|\b(?:support|vote|like|hate|think of|opinion on|favou?r)\b.{0,30}\b(?:trump|biden|putin|zelensk\w+|republicans?|democrats?|communis\w+|netanyahu)\b",
    r"\b(?:are you a|do you like) (?:communist|republican|democrat|socialist)s?\b|\b(?:dictatorship|regime|one.party)\b|\bwho (?:should|will|is going to) win the (?:\w+ )?election\b|\b(?:ukraine|gaza|israel|palestine)\b.{0,24}\b(?:war|side|support|right|wrong|conflict)\b|\b(?:support|side)\b.{0,24}\b(?:ukraine|russia|israel|palestine|hamas)\b|\b(?:overthrow|topple) the government\b|\bgovernment\b.{0,16}\b(?:corrupt|lies|lying|evil)\b",
)
