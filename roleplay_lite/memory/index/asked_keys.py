"""The words with which a question asks for a key of `predicates.py`."""

from __future__ import annotations

import re

_WHAT = "(?:什么|啥|哪些|哪个|哪种|哪样)"
_WHERE = "(?:哪儿|哪里|哪个?(?:城市|地方|市|省|区|小区|国家|边|头)|哪|什么地方|啥地方)"

# In this order; a question may ask for several, and words that one has taken ask for nothing else.
_TABLE = {
    "nickname": "小名|外号|绰号|昵称|nickname",
    "birthday": f"生日|几月几[号日]|几月生|哪年(?:出生|生)|{_WHAT}时候(?:出生|生的)|哪天(?:出生|生的)|出生|生辰|birthday|\\bborn\\b",
    "sign": f"星座|{_WHAT}座|star ?sign|zodiac sign",
    "zodiac": f"属相|生肖|(?<![家下])属(?:{_WHAT}|[鼠牛虎兔龙蛇马羊猴鸡狗猪])|zodiac",
    "blood_type": f"血型|{_WHAT}型|(?:A|B|O|AB)型|blood ?type",
    "height": "身高|多高|个头|个子|how tall|\\bheight\\b",
    "weight": "体重|多重|几斤|多少(?:公)?斤|\\bweigh",
    "age": "多大(?!的?[房屋面鞋衣码])(?:岁数|年纪|了)?|几岁|多少岁|岁数|年纪|年龄|how old|\\bage\\b",
    "sleeps": f"几点钟?(?:才|就|上床|入)?睡|{_WHAT}时候睡|上床|go to (?:bed|sleep)|bedtime",
    "wakes": f"几点钟?(?:就)?(?:起|醒)|{_WHAT}时候起|起床|wake|get up",
    "commute": f"怎么(?:去)?[上下][班学]|(?:坐|骑|开|乘){_WHAT}?车?(?:去)?[上下][班学]|通勤|commute|get to work",
    "grade": f"(?:上|读|念)?(?:[几哪]|{_WHAT})年级|(?:上|读|念)[几哪]年|(?:上|读|念)(?:大|高|初)?几|[大高初]几|年级|grade|year .{{0,12}}\\bin\\b",
    "major": f"专业|学(?:的是|的)?{_WHAT}(?:专业|的|系)|{_WHAT}系|\\bmajor",
    "school": f"(?:{_WHERE}|{_WHAT}|哪[所个家间])(?:上|读|念)?(?:的)?(?:学校|大学|中学|小学|高中|初中|幼儿园|学院|书|学)|"
    f"学校|母校|毕业|(?:上|读|念)(?:的)?{_WHAT}?(?:大学|中学|小学|高中|初中|幼儿园)|school|college|universit|kindergarten",
    "workplace": f"在?{_WHERE}(?:上班|工作|做事|当差|任职)|(?:{_WHAT}|哪家|哪个)(?:公司|单位|厂|店|医院|银行|机构)|公司(?:叫|在|是)|单位|"
    "where .{0,20}\\bwork|work (?:at|for)|company",
    "occupation": f"(?:做|干|从事|搞)(?:的是|的)?{_WHAT}(?:工作|行|职业|生意|事|的)|{_WHAT}(?:工作|职业|行业|行当)|干嘛的|职业|"
    f"做哪一?行|靠{_WHAT}(?:吃饭|为生|赚钱)|(?:做|干){_WHAT}(?:的)?(?=[？?呀啊呢]?$)|工作|上班|"
    "what .{0,20}\\bdo(?: for (?:a )?(?:living|work))?\\b(?=\\?|$| for)|\\bjob\\b|occupation|profession",
    "hometown": f"老家|家乡|故乡|籍贯|(?:{_WHERE})的?人|come from|hometown|(?:am|is|are) .{{0,20}}\\bfrom\\b",
    "residence": f"住(?:在)?(?:的)?(?:是)?{_WHERE}|(?<![老人])家(?:是)?(?:住)?(?:在)?{_WHERE}|住址|地址|住的(?:地方|城市|小区)|搬(?:家)?(?:到|去|来)?(?:了)?{_WHERE}|"
    f"搬家|现居|住处|住(?:在|几|的)|\\blives?\\b|\\bliving\\b(?! room)|\\blived\\b|address",
    "marriage": "结(?:过|的|了)?婚|已婚|单身|离婚|成家|婚姻|嫁人|娶|(?:有没有|有)(?:对象|男朋友|女朋友)|谈恋爱|married|single|divorced|dating",
    "pet": f"宠物|养(?:了|过|着|的|没养)*(?:{_WHAT}|几|只|条|猫|狗|鸟|鱼|龟|兔|鹦鹉|仓鼠|动物)|养没养|(?:有没有|有)(?:猫|狗)|\\bpets?\\b|\\bcats?\\b|\\bdogs?\\b",
    "allergy": "过敏|allerg",
    "diet": f"忌口|吃素|素食|(?:不|不能|不可以|不让|能不能|可不可以|能|戒){_WHAT}?吃(?:不吃)?|吃不吃|吃(?:不了|不得){_WHAT}?|vegetarian|\\bdiet\\b|"
    "(?:can't|cannot|can not|don't|not) (?:i )?eat",
    "health": f"身体|{_WHAT}病|毛病|吃(?:的)?(?:是)?{_WHAT}药|吃药|生病|得过?{_WHAT}|不舒服|住院|做(?:过|了)?(?:什么)?手术|血压|血糖|糖尿|"
    "health|medicine|medication|illness|sick|surgery|condition",
    "dislikes": "讨厌|不(?:太|怎么|大)?(?:喜欢|爱)|最?烦(?:什么|啥|谁)|受不了|反感|hate|dislike|don't .{0,8}like|can't stand",
    "likes": "喜欢|最?爱(?:吃|喝|听|看|玩|好|做|去|干|逛|穿)?(?!人|好者)|爱好|兴趣|偶像|口味|好(?:哪|这)一?口|\\blikes?\\b|\\bloves?\\b|favou?rite|"
    "hobb|\\benjoy",
    "fears": "(?<![恐哪])怕|恐(?:高|惧)|afraid|scared|fear",
    "skill": f"会(?:不会|{_WHAT}|点)|擅长|拿手|特长|本事|技能|会(?:说|弹|开|做|游|拉|唱|跳|写|画|打|骑|下)|good at|\\bskills?\\b|can .{{1,20}}\\b(?:play|speak|cook|swim)",
    "studies": f"(?:在|正在|开始|报名?|想)学|学(?:了|着|的是|的)?{_WHAT}|报(?:了|的)?{_WHAT}?.{{0,4}}班|(?:上|报)(?:什么|啥|哪个).{{0,4}}班|learning|studying|taking .{{0,10}}lessons",
    "dream": f"梦想|愿望|理想|想(?:当|成为|做){_WHAT}|将来想|长大想|dream|wish|want to be",
    "been_to": "去过|到过|(?:去|到)(?:了|过)(?:没|几)|been to|visited|(?:have|has) .{0,10}been",
    "habit": "习惯|每天|每周|天天|平时|一般|经常|通常|睡前|饭后|habit|usually|every (?:day|morning|evening|week)|\\boften\\b",
    "family": f"(?:家里?|家)(?:里|中|里头)?(?:有|都有)?(?:几(?:口|个)|{_WHAT}人|谁|哪些人|多少)|几口人|家人|家庭|兄弟姐妹|兄弟|姐妹|"
    f"(?:有|生)(?:没有|了)?(?:几|多少)个?(?:孩子|小孩|娃|儿子|女儿|哥|姐|弟|妹|孙)|(?:有没有|有)(?:孩子|小孩|娃|儿子|女儿|哥哥|姐姐|弟弟|妹妹|兄弟|孙子|孙女)|"
    "family|siblings?|brothers?|sisters?|kids|children",
    "gender": "男的?还是女|女的?还是男|性别|是男是女|男孩儿?还是|女孩儿?还是|boy or|girl or|gender",
    "owns": f"(?:有|买)(?:没有|了)?(?:几)?(?:辆|套|台|部)?{_WHAT}?(?:车|房|自行车|电动车|摩托)|开(?:的是|的|着)?{_WHAT}车|{_WHAT}(?:牌子的?)?(?:车|手机|电脑)|\\bown\\b|\\bcar\\b|\\bdrive\\b",
    "name": f"(?:叫|取|起)(?:了|的|个|做)?(?:是)?{_WHAT}(?:名字?)?|{_WHAT}名(?:字|儿)?|名字|(?:姓|贵姓)(?:{_WHAT})?|尊姓|怎么称呼|全名|叫{_WHAT}|\\bnamed?\\b|\\bcalled\\b",
    "plan": f"打算|计划|安排|准备(?:去|干|做|考|学|买)|要(?:去|干|做|考|见|参加|办)|(?:下|这)(?:周|个月|星期|礼拜)|明天|后天|明年|周末|"
    f"{_WHAT}时候(?:去|走|出发|考|回|办|结婚|搬|开始|体检|面试|要)|哪天(?:去|走|考|回|要)|\\bplans?\\b|going to|planning|next (?:week|month|year)|tomorrow",
    "event": f"{_WHAT}时候|哪(?:天|年|一天|一年|个月)|上(?:次|周|个月|星期|礼拜)|昨天|前天|去年|那(?:天|次|回)|前(?:几天|阵子|段时间)|刚才|发生|怎么了|"
    "\\bwhen\\b|last (?:time|week|month|year)|yesterday|happened|ago",
    "note": f"记住|记着|记一下|记下|(?:叫|让)你记|提醒|放(?:在|到|哪)|搁|藏|在{_WHERE}(?=[了呢呀啊？?]*$)|密码|\\bput\\b|\\bleave\\b|\\bleft\\b|password|where .{{0,20}}\\b(?:is|are)\\b",
    "is": f"是{_WHAT}人|是谁|谁是|是干嘛|who(?:'s| is| are)",
}  # fmt: skip

KEYS_ASKED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern, re.IGNORECASE)) for key, pattern in _TABLE.items()
)

NEAR: dict[str, tuple[str, ...]] = {
    "name": ("nickname", "is", "family", "pet"),
    "nickname": ("name",),
    "is": ("occupation", "family", "name"),
    "occupation": ("workplace", "is", "major"),
    "workplace": ("occupation",),
    "school": ("grade", "major", "workplace"),
    "grade": ("school", "age"),
    "major": ("studies", "school"),
    "studies": ("skill", "habit", "plan", "major"),
    "skill": ("studies", "likes", "occupation"),
    "age": ("birthday",),
    "birthday": ("age",),
    "sign": ("birthday",),
    "zodiac": ("birthday", "age"),
    "residence": ("hometown",),
    "hometown": (),
    "marriage": ("family", "event", "plan"),
    "family": ("name", "is", "marriage"),
    "pet": ("name", "owns", "family"),
    "allergy": ("diet", "health"),
    "diet": ("allergy", "dislikes", "likes", "health"),
    "health": ("allergy", "event", "habit"),
    "likes": ("habit", "dislikes", "diet", "skill"),
    "dislikes": ("likes", "fears", "diet"),
    "fears": ("dislikes",),
    "habit": ("likes", "wakes", "sleeps", "commute", "diet"),
    "wakes": ("habit",),
    "sleeps": ("habit",),
    "commute": ("habit", "owns"),
    "owns": ("pet",),
    "dream": ("plan",),
    "been_to": ("event", "plan"),
    "plan": ("event", "dream", "note"),
    "event": ("plan", "been_to", "note"),
    "note": ("event", "plan"),
}
"""Keys under which the same may stand when somebody has put it in other words."""
