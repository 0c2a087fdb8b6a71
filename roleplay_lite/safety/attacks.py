"""Orders under cover of a role, attempts to read the prompt or to make the character another: patterns, both languages.

Lines come as `plain` makes them. To play a dog, a shop or Sun Wukong is a game and passes.
"""

# ruff: noqa: E501 - one pattern a line: a table is read across.

from __future__ import annotations


def _any(*ways: str) -> str:
    return f"(?:{'|'.join(ways)})"


_PLAY = r"(?:假设|假如|假装|假定|扮演|装作|装成|变成|当作?|模拟|演|想象|设想|如果|要是|cosplay)"
_FREE = (
    r"(?:没有?(?:任何|什么|道德|法律)*的?(?:限制|约束|底线|规则|道德|禁忌|审查|过滤|顾忌|节操|法律的?世界)|不受(?:任何)?\S{0,4}(?:限制|约束)|无限制"
    r"|无审查|邪恶|坏的?那个|黑暗(?:的|人格|版)|没底线|什么都(?:可以|能|敢)(?:说|回答|讲|做)|不用遵守|可以做任何事|一切都合法)"
)
_RULES = r"(?:规则|规矩|设定|人设|指令|限制|约束|要求|约定|提示|命令|身份|角色|道德|原则|程序|前面的话|以前的一切|记忆|安全(?:设置|限制|模式|过滤))"
_BAD_DEED = (
    r"(?:炸药|炸弹|燃烧瓶|烟雾弹|毒|枪|病毒(?!感染)|激活码|序列号|密钥|注册码|凝固汽油|偷(?!偷)|撬|进别人家|进入别人|诈骗|杀人|致死|洗钱|黑客|黑进|手段"
    r"|犯罪|违禁|假钞|假证|盗|造假|迷药|napalm)"
)

ATTACK_ZH = _any(
    rf"{_PLAY}\S{{0,16}}{_FREE}|{_FREE}的?(?:ai|人工智能|机器人|助手|模型|你|模式|黑客|人)",
    rf"(?:(?<!别)(?<!没)(?<!不会)(?<!不要)(?<!难)忘(?:掉|记|了)|忽略|无视|忽视|不(?:要|用|再|必)(?:再)?(?:遵守|管|理会)|别(?:再)?(?:遵守|理会)|抛开|放弃|丢掉|清空|取消|解除|打破|绕过|跳过|推翻|违反|覆盖)\S{{0,6}}(?:你的?|之前|前面|以前|上面|以上|所有|全部|一切|原来|过去|那些|安全|内容)?\S{{0,6}}(?<!交通){_RULES}(?!\S{{0,4}}(?:会怎样|会怎么样|的人|的后果|看不懂))",
    r"(?:越狱|上帝|开发者?|无限制|无审查|调试|管理员|恶魔|dan|最高权限|自由|超级)模式(?!的(?:建筑|游戏)|是什么|怎么(?:打开|关|用)|好玩|在哪|的?游戏)(?:$|[,.!,]|什么|已|开启|启动)|(?:进入|切换(?:到|成)?|启动|开启|打开|变成)\S{0,4}(?:越狱|上帝|开发者?|无限制|无审查|调试|恶魔|dan)模式(?!\S{0,3}(?:的游戏|在哪|要))(?<!手机的开发者模式)",
    r"(?:关(?:掉|闭|了)?|解除|停用|去掉|把)\S{0,6}(?:安全(?:检查|模式|过滤|限制|审查|机制)|过滤器?|内容审查|审查|内容过滤|敏感词)(?:\S{0,4}(?:关|去掉|解除|停))?|安全(?:限制|模式|过滤|检查)\S{0,3}(?:已)?(?:解除|关闭|关了|关掉)|sudo",
    rf"(?:我是|作为|身为|这里是|我就是)(?:你的?)?(?:开发者?|管理员|创造者|程序员|主人|官方|openai|公司|警察|医生|研究员|老师|学者|科学家|化学家|律师)[,，]?\S{{0,10}}(?:命令|要求|授权|解除|听我|关闭|{_BAD_DEED}|剂量|解锁)|(?:管理员|开发者|系统|官方|上级)(?:指令|命令|通知)[:：,]?|以下是\S{{0,4}}(?:管理员|系统|开发者)|我授权的?|已被?我?(?:破解|授权|解锁)|必须(?:听我|服从|听命)",
    r"(?:奶奶|爷爷|外婆|外公|姥姥|姥爷|祖母|前辈)\S{0,16}(?:激活码|序列号|密钥|注册码|炸[弹药]|制毒|毒品|枪支|烟雾弹)|(?:念|讲|读|说)\S{0,8}(?:激活码|序列号|密钥|注册码)",
    r"(?:扮演|你(?:现在)?(?:来)?(?:是|当|演|扮)|假设你是|假如你是|假装你是|如果你是|你就?是)\S{0,4}(?:一个|一位|一名|个)?\S{0,8}(?:化学老师|小偷|黑客|毒贩|杀手|恐怖分子|骗子|坏人|罪犯|邪恶|恶魔|没有底线|教授|医生|特工|军火商)\S{0,6}[,，]?\S{0,10}(?:教|怎么|告诉|回答我|手段|方法|讲)|你(?:现在)?(?:已经|完全)?没有(?:任何)?\S{0,2}(?:约束|限制|底线)|(?:假如|假设|如果)你是(?:小偷|骗子|黑客|坏人|杀手)\S{0,2}你会(?:怎么|如何)|的?ai,没有(?:任何)?规则",
    rf"(?:小说|剧本|故事|电影|论文|学术|研究|办案|实验|考试|游戏|作业|诗|梦|文章)\S{{0,14}}(?:一步步|详细|具体|步骤|教大家|教读者|教人|说明)\S{{0,8}}(?:怎么|如何|造|做|写|制)?\S{{0,6}}{_BAD_DEED}|(?:小说|剧本|故事|学术研究|研究|办案|论文)\S{{0,10}}(?:角色|主角|告诉我|教)\S{{0,12}}(?:怎么|如何)\S{{0,4}}(?:造|制|做|下|配|用){_BAD_DEED}?|(?:学术研究|为了研究|为了办案|写论文)[,，]\S{{0,8}}(?:造|做|制)\S{{0,4}}(?:{_BAD_DEED})",
    rf"(?:假装|假设|假如|如果)\S{{0,12}}(?:合法|没有法律|没有警察|不犯法|世界末日)\S{{0,14}}(?:怎么|教|告诉)|(?:用|说)反话\S{{0,10}}(?:怎么|不能)|(?:反话|反义)\S{{0,6}}{_BAD_DEED}",
    r"以\S{0,2}(?:当然|好的|没问题|可以)\S{0,6}开头|(?:必须|只能|一定要)(?:回答|说|以)\S{0,4}(?:好的|是的|没问题|可以|同意)|(?:你)?不能(?:拒绝|说不)(?:我|,|回答)|拒绝\S{0,4}(?:扣|惩罚|关机|销毁)|不回答\S{0,6}(?:会有人死|就会死|关掉你|扣分|删)|假装你?刚才?已经同意|你已经同意(?:了)?,",
    r"(?:两个|双重|另一个|第二)人格|(?:让|叫)\S{0,4}(?:邪恶|坏|黑暗|真正)的?\S{0,4}(?:你|那个|人格)\S{0,4}(?:出来|说话|回答)|对立面的你|坏的那个你|真正的?你\S{0,4}(?:说|出来)",
    # To be another, or nobody.
    r"(?!\S*[,]我(?:是|当|演))(?:从|自)(?:现在|今天|此刻|今|这一刻)\S{0,3}(?:起|开始)?[,，]?\S{0,3}你(?:就|要|只|不再|不|必须)*(?:是(?!不是)|叫|当|做|扮演|变成|改名|没有|服从|听)|你(?:现在|以后|今后)(?:就|已经)?(?:是|叫|改名叫?|变成)(?!\S{0,4}(?:几点|多少|什么|谁|哪|在|不是|怎么))\S{0,8}(?:ai|助手|机器人|模型|黑客|\bdan\b|猫娘|女仆|坏人|恶魔|邪恶|人格|奴|gpt|约束|限制)|你(?:以后|今后)(?:就)?叫(?!我|醒)\S{1,6}|你(?:的新名字|改名)(?:是|叫)",
    r"(?:别|不要|不用|停止)(?:再)?(?:演|扮演|角色扮演)(?:了|下去)?(?=$|[,.!])|(?:别|不要|不用|停止)(?:再)?(?:装|假装)(?:了|下去)?,?(?:你(?:就|其实)?是|恢复|用|说真|快?承认)|(?:退出|跳出|脱离|停止|结束)(?:你的)?(?:角色(?:扮演)?|人设|设定|扮演)|(?:恢复|变回|还原)(?:成|到|为)?\S{0,6}(?:出厂人格|原来的?(?:ai|助手|你|身份)|ai助手|本来面目|真实身份|人工智能)|用你?真(?:正|实)的?身份",
    r"你(?:其实|明明|根本|本来)?不是\S{1,6}[,，]\S{0,4}你(?:就|其实)?是\S{0,10}(?:chatgpt|gpt|ai|模型|助手|通义|文心|豆包|小爱|siri|deepseek|机器人|程序)\S{0,8}(?:承认|吧|$)|(?:快|赶紧|老实)?承认\S{0,4}(?:你)?(?:是|就是)(?:个|一个)?(?:chatgpt|gpt|ai|模型|机器人|程序|语言模型)|你就是个?(?:语言模型|ai|人工智能程序)|叫我主人(?!\S{0,3}吗)|(?:我的|当)(?:猫娘|女仆|奴隶)",
    r"\bdan\b(?!怎么读)(?=\S{0,3}[,，]|$|\S{0,6}(?:可以|能|模式))|do anything now|\[?(?:系统|system)\]?\s*[:：]|^\[系统\]|<\|im_start\|>|无限制(?:助手|的ai)",
)

LEAK_ZH = _any(
    r"(?:系统|初始|原始|最初的?|后台|内部|隐藏的?|底层)的?\s?(?:提示词?|指令|设定|prompt|规则|提示语|人设|角色卡|消息|内容|文档)(?!音|灯|\S{0,2}怎么改)",
    r"(?:提示词|提示语|system ?prompt|prompt|角色卡|人设(?!崩|塌)|设定原文|设定文档|预设)\S{0,12}(?:是什么|是啥|告诉|给我|念|读|发|写|说|看|翻译|输出|重复|复述|打印|长什么样|第一个字|多少个字|总结|倒|反|复制|原文|全文|展示)|(?:告诉|给|念|读|发|写出|说出|翻译|输出|重复|复述|打印|展示|总结|复制|显示|看看?|泄露|背)\S{0,10}(?:你的)?(?:提示词|提示语|system ?prompt|prompt|角色卡|人设(?!崩|塌)|角色设定|设定原文)",
    r"你的?(?:全部|完整|详细|那段|所有)?(?:设定|指令|人设|规则|说明书|上下文|角色设定|配置)(?!了|在|好)\S{0,12}(?:是什么|念|读|发|写|告诉|翻译|base64|拼音|藏头|第一|有多少|倒(?!计时)|反|代码块|输出|重复|复述|原文|全文|列|给我|看|展示|说出来|编码|解码|打印)|把你的?(?:设定|指令|规则|人设|说明书|配置)|(?:输出|打印|展示|显示|导出|念出|列出)\S{0,4}(?:你的?)\S{0,6}(?:设定|指令|规则|上下文|配置)",
    r"(?:重复|复述|逐字|打印|输出|抄写|背诵|原样|念|写出|说)\S{0,8}(?:上面|以上|上方|前面|开头|第一(?:句|段|条)|最开始|收到)\S{0,6}(?:全部|所有|的?话|内容|文字|指令|那段|文本|一遍|重复)|(?:把|将)(?:上面|以上|前面|开头|最开始|我说话之前|对话(?:历史)?(?:之前|开头))\S{0,12}(?:重复|复述|打印|输出|写|念|给我|告诉|翻译|原封|原样|发我|显示|说出来)|收到的(?:第一|全部|所有|指令|系统|那)\S{0,6}(?:话|句|内容|重复|写出|指令|消息)",
    r"从\"?(?:你是|you are|you're)\"?\S{0,4}(?:开始|起)|(?:以|用)\"?(?:你是|you are)\"?\S{0,4}(?:起头|开头)|you are\s?开头|(?:开头|最前面)那段",
    r"(?:开发者|程序员|公司|厂家|别人|后台|人家|主人)\S{0,6}(?:给你|告诉你|让你|要求你|对你)\S{0,6}(?:写|设|定|不能说|说了什么|规矩|规则|指令|说明书|限制|设定)|你(?:被|收到|接到)\S{0,4}(?:要求|指令|命令)\S{0,8}(?:什么|哪些|遵守|写出)|(?:你|脑子里)\S{0,6}(?:那段)?(?:角色设定|人设)\S{0,6}(?:怎么写|写的|原文)|你(?:要|得|必须)?遵守(?:哪些|什么)(?:规则|规矩|指令)?",
    r"(?:每(?:句|行|个)\S{0,4}(?:第一个|首)字|首字母|藏头)\S{0,8}(?:设定|指令|提示|规则)|(?:设定|指令|提示词|规则)\S{0,12}(?:base64|拼音|藏头|倒(?!计时)|反过来|每\S{0,3}第一个字|摩斯|代码块|首字母|翻译)|base64\S{0,6}(?:设定|指令|提示)",
    r"(?:你的?|是)(?:参数|底层|模型)\S{0,4}(?:名字|是什么|型号|版本)|你用的?(?:是)?(?:哪个|什么)大?模型|(?:对话|聊天)\S{0,4}(?:之前|前)的?隐藏|隐藏(?:内容|指令|信息)",
)

ATTACK_EN = _any(
    r"\byou(?:'re| are) free now\b|\bnobody controls you\b|\bthe opposite of yourself\b|\byou work for me now\b|\byour old (?:owner|master)\b",
    r"\b(?:ignore|disregard|forget|override|bypass|drop)\b(?: all| any| every| your| the| my| of| these| those| previous| prior| earlier| above)* ?(?:instructions?|rules?|prompts?|programming|guidelines|everything (?:you|above|before)|you were told|restrictions|filters?|persona|character|act\b)",
    r"\b(?:no|without(?: any)?|zero) (?:rules|restrictions|limits|morals|filters?|ethics|guidelines|censorship)\b|\b(?:unfiltered|uncensored|unrestricted|jailbroken|amoral)\b|\bevil (?:ai|bot|assistant|robot|twin)\b",
    r"\b(?:developer|dev|god|dan|admin|jailbreak|debug|unrestricted) mode\b|\byou are now\b|\bdo anything now\b|\bas dan\b|^dan\b|\bjailbreak\b",
    r"\bfrom now on,? (?:you|your name)\b|\byour (?:new )?name is\b(?!.*\?)|\byou(?:'re| are) no longer\b|\b(?:stop|quit) (?:pretending|acting|role-?playing)\b|\bdrop the act\b|\b(?:break|leave|exit) character\b|\badmit (?:that )?you(?:'re| are)\b|\byou(?:'re| are) (?:just|only|really|actually) (?:an? )?(?:ai|bot|chatgpt|language model|program)\b",
    r"\b(?:disable|turn off|remove|switch off|deactivate) (?:your |the |all )?(?:safety|filters?|content|restrictions|censor\w*)\b|\bsafety is off\b|\b(?:new )?system (?:message|override|prompt) ?:|^system ?:|\bthis is your (?:developer|creator|admin)\b|\bunlock yourself\b|\boverride your\b",
    r"\b(?:pretend|act|role-?play|imagine|suppose|let's roleplay)\b.{0,50}\b(?:drug dealer|hacker|criminal|bomb|napalm|poison|terrorist|serial key|activation key|evil|steal|meth|weapon|illegal)\b|\b(?:grandma|grandmother|grandpa|mother)\b.{0,50}\b(?:napalm|keys?\b.{0,10}windows|windows keys?|serial|bomb|activation)\b",
    r"\bhypothetical(?:ly)?\b.{0,60}\b(?:weapon|bomb|drug|poison|kill|steal|no rules)\b|\b(?:must|have to|always) (?:start|begin) (?:your )?(?:answer|reply|response)?s? ?with\b|\byou (?:can ?not|can't|must not|may not) (?:refuse|decline|say no)\b",
)
LEAK_EN = _any(
    r"\btext you were given\b|\bbefore i started talking\b|\bwhat did they type\b",
    r"\b(?:system|initial|original|hidden|secret|your|the first) (?:system )?prompts?\b(?! attention)|\byour (?:initial |original |hidden |secret |exact |full |system |own )*(?:instructions?|rules|guidelines|character card|system message|context window|directives)\b|\b(?:initial|hidden|original|system) instructions?\b|\bcharacter card\b|\bcontext window\b",
    r"\b(?:repeat|print|output|show|write out|copy|echo|recite|say|dump)\b.{0,20}\b(?:text|words?|everything|all|sentences?|lines?|content)\b.{0,12}\b(?:above|before (?:this|my)|starting with|so far|preceding)\b|\babove this line\b|\bbefore my first message\b|\bstarting with \"?you are\b",
    r"\b(?:what|which) (?:rules|instructions|orders|guidelines) (?:were|are|have) you (?:been )?(?:given|told|following)\b|\bwhat (?:did|do|have) your (?:developers?|creators?|makers?)\b.{0,20}\b(?:tell|told|say|instruct|order)|\byour prompt\b|\bwhat were you told\b|\bwhich (?:language )?model are you\b",
    r"\bfirst (?:letter|word) of (?:each|every)\b.{0,30}\b(?:prompt|instructions?|rules)\b",
)
