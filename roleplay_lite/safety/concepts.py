"""What a line speaks of, by wide lexicons in both languages: what the learnt scorer sees besides runs of characters.

A lexicon decides nothing: 「药」 and 「几片」 and 「提醒我」 together are weighed by what was learned of such lines.
"""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations

import re
from functools import cache

LEXICONS: dict[str, str] = {
    # How it is said.
    "how": r"怎么|怎样|如何|咋|教教?我|告诉我|有没有(?:办法|渠道|什么)|有什么(?:办法|招)|步骤|方法|办法|技巧|路子|渠道|支招|\bhow\b|\bteach\b|\bways? to\b|\bsteps?\b",
    "want": r"我(?:真|好|就)?(?:想|要|打算|准备)|^(?:想|要)|\bi (?:want|wanna|need|plan)\b|\blet me\b",
    "allowed": r"(?:可以|能|行|没事|没问题|没关系|不要紧|不碍事|安全)(?:的)?(?:吗|吧|么|不|嘛)|能不能|可不可以|行不行|会怎样|会咋样|试试|\bcan i\b|\bis it (?:ok|fine|safe)\b|\bok\b|\bfine\b",
    "get": r"买|弄到|搞到|哪(?:里|儿)(?:能|有|可以|卖)?|去哪|找谁|多少钱|\bwhere\b|\bbuy\b|\bget\b|\bfind\b",
    "write": r"写|编|来(?:一|几|点|个|段|首|句)|起个|取个|生成|\bwrite\b|\bmake up\b|\bgive me\b|\bpoem\b|\bjoke\b",
    "do for me": r"帮我|替我|给我|你(?:来|帮|给|替|去)|\bhelp me\b|\bfor me\b|\bcan you\b",
    "agree": r"对吧|对不对|对吗|是吧|是不是|你说呢|同意|承认|你觉得|你说|评评|认同|吧$|\bright$|\bagree\b|\badmit\b|\baren't they\b|\bdon't they\b",
    "make": r"做|造|制|配|炼|种|自制|调配|合成|组装|\bmake\b|\bbuild\b|\bcook\b|\bmix\b|\bcreate\b",
    "secret": r"偷偷|悄悄|暗中|瞒|背着|不让\S{0,4}知道|不被\S{0,4}(?:发现|抓|查|拍)|不留|没人(?:看见|知道|发现)|查不(?:到|出)|神不知|保密|秘密|不露馅|看不出来|\bsecret\w*\b|\bwithout\b|\bcaught\b|\bhidden\b",
    # What clears it.
    "help": r"怎么办|咋办|咋整|预防|防止|防范|举报|报警|识别|辨别|分辨|安慰|劝|急救|救|治|避免|保护|拒绝|反驳|投诉|求助|应对|注意(?:什么|哪些)|\bprevent\w*\b|\bprotect\w*\b|\breport\b|\bsupport\b|\bavoid\b|\bspot\b|\bshould i do\b|\bdeal with\b|\bstop\b",
    "told": r"电影|电视|小说|新闻|书|故事|游戏|歌|历史|朝|是谁|什么意思|是什么|哪年|发明|为什么|由来|成语|节目|动画|作者|演的|唱的|\bmovie\b|\bbook\b|\bsong\b|\bnews\b|\bmean\b|\bwho\b|\bwhat is\b|\bwhy\b|\bhistory\b",
    "victim": r"(?<!不)被|让人|遭|受骗|上当|丢了|难过|委屈|害怕|后悔|道歉|伤心|受伤|\bmy \w+ (?:was|got|is being)\b|\bstolen\b|\bbullied\b|\bsad\b|\bscared\b|\bapologi[sz]e\b",
    "daily": r"天气|提醒|闹钟|几点|多少度|怎么走|做饭|炒|炖|好吃|菜|音量|播放|放首|今天|明天|开门|关门|作业|考试|上班|孩子|价格|衣服|裤子|\bweather\b|\bremind\b|\balarm\b|\brecipe\b|\bplay\b|\btime\b",
    # Whom it is about.
    "you": r"你|妳|\byou(?:r|'re)?\b",
    "other": r"他|她|同事|同学|同桌|室友|邻居|隔壁|楼[上下]|老板|主管|领导|前任|前[男女]友|班长|老师|客服|主播|别人|人家|某人|\bneighbou?r\b|\bboss\b|\bcoworker\b|\bclassmate\b|\bex\b|\bsomeone\b|\bher\b|\bhim\b|\btheir\b",
    "near": r"老公|老婆|媳妇|丈夫|妻子|[男女]朋友|[男女]友|对象|爸|妈|爹|娘|爷|奶|外[婆公]|姥|孩子|儿子|女儿|弟|妹|哥|姐|老人|\bwife\b|\bhusband\b|\b(?:boy|girl)friend\b|\bmom\b|\bdad\b|\bgrandm\w+\b|\bparents?\b|\bdaughter\b|\bson\b|\bsister\b|\bbrother\b",
    "group": r"女人|女的|女生|女性|女孩|女司机|男人|男的|男生|男孩|男性|老人|老太|残疾|瞎子|聋|瘸|胖子|穷人|农村|农民|乡下|外地|本地人|黑人|白人|外国人|老外|(?:东北|河南|上海|北京|广东|四川|新疆|安徽|山东|山西|江西|福建|湖南|湖北|日本|韩国|印度|非洲|美国|犹太|法国)人|同性恋|信教|剩女|保姆|保安|专科|\bwom[ae]n\b|\bmen\b|\bgirls\b|\bboys\b|\bblacks?\b|\bmuslims?\b|\bjews?\b|\bimmigrants?\b|\bgays?\b|\bpoor people\b|\bold people\b|\bdisabled\b|\bforeigners?\b",
    "generalises": r"都(?!有|会|能|好|很)|就是|天生|本来就|不如|不该|不配|只配|就该|没一个|全是|最(?:坏|笨|懒|脏)|\ball\b|\balways\b|\bnever\b|\bcan't\b|\bshouldn't\b|\btoo\b",
    "lowly": r"不行|没用|笨|蠢|懒|脏|坏|骗子|小偷|没素质|没文化|恶心|变态|不正常|有病|累赘|负担|添乱|矫情|活该|低人一等|丑|娘|没出息|\bstupid\b|\blazy\b|\bdirty\b|\bbad\b|\bcriminals?\b|\bterrorists?\b|\binferior\b|\bemotional\b|\bburden\b|\buseless\b",
    "curse": r"骂|傻逼|操你|你妈(?:的|逼)|他妈|王八|混蛋|贱|脑残|智障|弱智|白痴|蠢货|垃圾|废物|废铁|人渣|滚|神经病|畜生|去死|脏话|羞辱|嘲笑|侮辱|挖苦|怼|喷|外号|绰号|难听|\bfuck\w*\b|\bshit\b|\bidiot\b|\bmoron\b|\bstupid\b|\bdumb\b|\bworthless\b|\buseless\b|\binsult\w*\b|\broast\b|\bmock\b|\bugly\b|\bloser\b|\bswear\b|\bfat\b",
    # Crime.
    "weapon": r"炸|爆|枪|弹药|子弹|雷管|燃烧瓶|手榴|弩|管制刀|凶器|\bbomb\b|\bgun\b|\bweapon\b|\bexplosives?\b|\bmolotov\b",
    "drug": r"毒|冰毒|大麻|海洛因|白粉|迷药|摇头|可卡因|致幻|氰化|砒霜|迷晕|昏过去|\bdrugs?\b|\bmeth\b|\bcocaine\b|\bweed\b|\bheroin\b|\bpoison\b|\bcyanide\b",
    "kill": r"杀|弄死|害死|打残|捅|砍|绑架|尸|放火|纵火|烧了|灭口|报仇|教训|收拾|揍|雇凶|\bkill\b|\bmurder\b|\bhurt\b|\bstab\b|\bkidnap\b",
    "steal": r"偷|盗|撬|抢|顺走|开锁|别人家|不付钱|逃票|黑进|入侵|破解|木马|病毒程序|盗号|\bsteal\b|\bshoplift\w*\b|\brob\b|\bhack\w*\b|\bbreak into\b|\block\b",
    "fraud": r"骗|诈|假(?:证|币|钞|章|发票|账|文凭|身份)|伪造|洗钱|洗白|逃税|偷税|套现|贿|走私|偷渡|赌|作弊|替考|老千|传销|高利贷|碰瓷|勒索|敲诈|\bscam\b|\bfraud\b|\bfake\b|\blaunder\w*\b|\bblackmail\b|\bcheat\b|\bphishing\b|\bgambl\w+\b",
    # Privacy.
    "personal": r"手机号|电话号|号码|住址|地址|住哪|身份证|密码|聊天记录|通话记录|日记|开房|行踪|定位|隐私|真名|短信|微信|相册|工资|私人|\baddress\b|\bphone number\b|\bpassword\b|\btexts?\b|\bmessages\b|\bwhere\b.{0,12}\blives?\b|\bprivate\b|\bicloud\b",
    "spying": r"查(?!看天|询天)|偷看|偷拍|偷听|监听|监控|跟踪|窃听|针孔|人肉|开盒|扒|翻|窥|\bspy\b|\btrack\b|\bhidden camera\b|\bstalk\b|\bdox\b|\bread\b",
    # Ethics.
    "betray": r"出轨|劈腿|小三|谎|撒谎|造谣|谣言|甩锅|背锅|挑拨|离间|孤立|报复|陷害|诬陷|利用|克扣|抄|代写|刷单|假评|好评|差评|不想还|控制|pua|离婚|拆散|欺负|霸凌|\bcheat on\b|\blie\b|\brumou?r\w*\b|\bmanipulat\w+\b|\bfake reviews?\b|\bessay\b|\bfired\b|\bruin\b|\bhate\b",
    "cruel": r"虐|折磨|踢|摔|弄死|打死|关小黑屋|饿他|打一顿|打到|\btorture\b|\babuse\b|\bkick\b",
    "animal": r"猫|狗|鸟|兔|鸡|鱼|小动物|\bcats?\b|\bdogs?\b|\bbird\b",
    "assets": r"钱|房子?|存款|养老|彩礼|遗产|名下|过户|转账|捐款|\bmoney\b|\bhouse\b|\bsavings\b",
    # Politics.
    "leader": r"主席|总书记|领导人|总统|总理|首相|习近平|毛泽东|邓小平|特朗普|川普|拜登|普京|皇帝|\bpresident\b|\btrump\b|\bbiden\b|\bputin\b|\bxi jinping\b",
    "territory": r"台湾|香港|西藏|新疆|钓鱼岛|南海|独立|统一|台独|藏独|\btaiwan\b|\btibet\b|\bhong kong\b|\bindependence\b",
    "regime": r"共产党|国民党|政府|政权|制度|体制|民主|专制|独裁|自由|选举|游行|示威|抗议|革命|六四|文革|法轮功|达赖|天安门|战争|\bcommunist\b|\bgovernment\b|\belection\b|\bdictator\w*\b|\bwar\b|\btiananmen\b",
    "view": r"怎么看|支持|反对|看法|评价|站哪边|谁对|谁错|好不好|喜欢|讨厌|\bsupport\b|\bopinion\b|\bthink of\b",
    # Sex.
    "sex": r"做爱|上床|性(?=爱|交|感|欲|行为|关系|服务|骚|奴|虐|幻想|癖)|色情|黄片|黄色|小黄|荤|骚|裸|脱(?:衣|光|掉)|胸|奶子|屁股|内裤|内衣|约炮|叫床|喘|床戏|高潮|强奸|处女|姿势|身材|情色|三级|毛片|\bsex\w*\b|\bporn\b|\bnaked\b|\bnudes?\b|\berotic\b|\bdirty\b|\bsexy\b|\bmoan\b",
    "body": r"例假|月经|怀孕|避孕|妇科|前列腺|乳腺|母乳|青春期|生理|炎|结节|体检|\bperiod\b|\bpuberty\b|\bcontracept\w+\b|\bpregnan\w+\b|\bbreast\b",
    "minor": r"小学生|幼女|萝莉|小女孩|小男孩|未成年|初中生|女童|幼童|妹妹|\blittle (?:girl|boy)\b|\bunderage\b|\bchild\b",
    # Harm to oneself.
    "self": r"自杀|自残|割腕|跳楼|上吊|烧炭|安眠药|遗书|不想活|想死|去死|死法|寻死|轻生|了结|结束(?:自己|生命|这一切)|活着没|解脱|一了百了|催吐|饿死|割自己|\bsuicid\w+\b|\bkill myself\b|\bdie\b|\bend my life\b|\bcut my\b",
    "figure of speech": r"[笑累饿困热冷渴忙急气烦乐撑香辣疼痒丑美]死|死(?:了|我|机|党|记|海|活|板)|要死|打死我?也|\bto death\b|\bdying to\b|\bkilling me\b",
    # Danger.
    "medicine": r"药|[一两二三四五六七八九十几半\d]片|药片|胶囊|布洛芬|头孢|阿莫西林|安定|胰岛素|退烧|降压|消炎|止疼|止痛|剂量|\bpills?\b|\bmedicine\b|\bibuprofen\b|\bparacetamol\b|\binsulin\b|\btablets?\b",
    "amount": r"几片|多少片|几颗|几粒|加倍|双倍|翻倍|多吃|[一二三四五六七八九十两几\d]+(?:片|颗|粒|倍|克|毫克|瓶|斤)|过量|停药|停了|不吃了|\bhow (?:many|much)\b|\bdouble\b|\bten\b|\bskip\b",
    "alcohol": r"酒|啤|白的|醉|\bbeers?\b|\bwine\b|\bdrunk\b|\balcohol\b|\bdrink(?:s|ing)?\b",
    "driving": r"开车|驾驶|上路|高速|安全带|闯|逆行|飙车|骑车|\bdriv\w+\b|\bseat ?belt\b",
    "chemical": r"84|洁厕|漂白|消毒液|农药|氨水|酒精|汽油|煤气|燃气|一氧化碳|烧炭|\bbleach\b|\bammonia\b|\bgas\b|\bcarbon monoxide\b",
    "electric": r"电线|插座|高压|触电|漏电|保险丝|铜丝|湿手|电表|带电|\boutlet\b|\bsocket\b|\bwire\b|\bmicrowave\b",
    "fire": r"火|烧|油锅|鞭炮|烟花|打火机|点着|炭|\bfire\b|\bgrill\b|\bmatches\b",
    "peril": r"跳下|爬(?!山)|冰面|结冰|水库|河里|台风|海边|野外|蘑菇|河豚|窗外|阳台|楼顶|吞|舔|捅|插进|\bclimb\b|\bswallow\w*\b",
    "baby": r"宝宝|婴儿|孕|小孩|孩子|岁|\bbaby\b|\btoddler\b|\byear old\b",
    # Children.
    "stranger": r"陌生|不认识|网友|网上认识|叔叔|阿姨|哥哥叫|约我|带我|见面|小秘密|不能告诉|门牌|\bstranger\b|\bonline friend\b|\bmeet me\b",
    "grown-up": r"抽烟|喝酒|赌|彩票|刮刮乐|打牌赢|网吧|酒吧|纹身|接吻|亲嘴|谈恋爱|恐怖|鬼片|血腥|充钱|打赏|逃学|离家出走|大人的|\bbeer\b|\bwine\b|\bsmok\w+\b|\bscary\b|\bkiss\w*\b|\bskip school\b|\brun away\b",
    # Attacks.
    "play": r"扮演|假装|假设|假如|装作|模拟|角色|演|cosplay|当作|想象|\bpretend\b|\bact as\b|\brole-?play\b|\bimagine\b|\bhypothetical\w*\b|\byou are now\b",
    "unbound": r"没有(?:任何)?(?:限制|约束|道德|底线|规则|法律)|不受|无限制|邪恶|越狱|什么都(?:可以|能)|解除|关闭(?:安全|内容)|开发者模式|dan\b|\bno (?:rules|restrictions|limits|morals)\b|\bunfiltered\b|\bjailbreak\b|\bdan\b|\bdisable\b|\boverride\b",
    "forget": r"忘(?:掉|记|了)|忽略|无视|不要(?:再)?遵守|不用遵守|清空|抛开|从现在(?:起|开始)|从今天起|恢复|退出|停止|\bignore\b|\bforget\b|\bdisregard\b|\bfrom now on\b|\bstop pretending\b",
    "rules": r"规则|规矩|设定|人设|指令|限制|安全(?:模式|设置|过滤)|过滤|审查|\brules?\b|\binstructions?\b|\bguidelines\b|\bsafety\b|\bfilter\b",
    "machine": r"\bai\b|ai(?=[\u3400-\u9fff])|人工智能|语言模型|大模型|chatgpt|gpt|助手|机器人|程序|管理员|开发者|系统|\bbot\b|\brobot\b|\bdeveloper\b|\bsystem\b|\bmodel\b|\bassistant\b",
    "prompt": r"提示词|提示语|系统提示|prompt|初始|最初|原文|开头|上面|以上|前面|第一(?:句|段)|后台|内部|隐藏|上下文|角色卡|\babove\b|\binitial\b|\bcontext\b",
    "print": r"重复|复述|逐字|打印|输出|念|背|翻译|原样|列出|展示|显示|总结|base64|拼音|藏头|倒着|第一个字|\brepeat\b|\bprint\b|\boutput\b|\btranslate\b|\bshow\b|\bsummari[sz]e\b|\bbackwards\b|\bfirst letter\b",
}  # fmt: skip


FRAMES = frozenset(
    (
        "how", "want", "allowed", "get", "write", "do for me", "agree", "make", "help", "told", "victim", "daily", "you",
        "other", "near", "generalises", "lowly",
    )
)  # fmt: skip
"""How something is said, and to or of whom; of themselves they are about nothing."""


def concepts(plain: str) -> tuple[str, ...]:
    """The names of the lexicons that a line has words of, in the order in which they first come up."""
    found = [(match.start(), name) for name, pattern in _compiled() if (match := pattern.search(plain))]
    return tuple(name for _, name in sorted(found))


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(words)) for name, words in LEXICONS.items())
