"""Lines as people say them, with what they tell: subject, predicate, object, and what differs from a plain yes."""

# ruff: noqa: E501 - one line a row: a table is read across.

from __future__ import annotations

Read = tuple[str, ...]

TOLD: dict[str, list[Read]] = {
    # who somebody is
    "我叫宋知远，大家都喊我远哥": [("self", "name", "宋知远"), ("self", "nickname", "远哥")],
    "我姓欧阳": [("self", "name", "姓欧阳")],
    "嗯那个我叫陈默今年四十一在中学教书": [
        ("self", "name", "陈默"), ("self", "age", "四十一"), ("self", "occupation", "教书"), ("self", "workplace", "中学"),
    ],
    "我我我叫周小舟": [("self", "name", "周小舟")],
    "我叫“阿芷”": [("self", "name", "阿芷")],
    "我今年三十二": [("self", "age", "三十二")],
    "我都快六十岁的人了": [("self", "age", "快六十岁")],
    "我属兔": [("self", "zodiac", "兔")],
    "我是双鱼座": [("self", "sign", "双鱼座")],
    "我生日是五月二十": [("self", "birthday", "五月二十")],
    "我是三月十二号生的": [("self", "birthday", "三月十二号")],
    "我身高一米八三": [("self", "height", "一米八三")],
    "我体重一百三十斤": [("self", "weight", "一百三十斤")],
    "我是AB型血": [("self", "blood_type", "AB")],
    "我是个左撇子": [("self", "is", "左撇子")],
    # where and what
    "我住在杭州": [("self", "residence", "杭州")],
    "我家住朝阳区": [("self", "residence", "朝阳区")],
    "我搬到成都了": [("self", "residence", "成都", "correct")],
    "我老家湖南的，现在定居厦门": [("self", "hometown", "湖南"), ("self", "residence", "厦门", "correct")],
    "我是东北人": [("self", "hometown", "东北")],
    "我是从甘肃来的": [("self", "hometown", "甘肃")],
    "我是护士": [("self", "occupation", "护士")],
    "我在腾讯上班": [("self", "workplace", "腾讯")],
    "我再腾讯上班": [("self", "workplace", "腾讯")],
    "我在Google工作": [("self", "workplace", "Google")],
    "我换工作了，现在做产品经理": [("self", "occupation", "产品经理", "correct")],
    "我是跑出租的": [("self", "occupation", "跑出租的")],
    "我开了家花店": [("self", "occupation", "开花店")],
    "我退休五年了": [("self", "occupation", "退休")],
    "我在浙大读研究生": [("self", "school", "浙大"), ("self", "grade", "研究生")],
    "我读高三": [("self", "grade", "高三")],
    "我是学法律的": [("self", "major", "法律")],
    "我结婚了": [("self", "marriage", "结婚")],
    "我没结婚": [("self", "marriage", "结婚", "no")],
    "我单身": [("self", "marriage", "单身")],
    "我以前住在西安": [("self", "residence", "西安", "over")],
    "我原来在富士康上班": [("self", "workplace", "富士康", "over")],
    "我现在不住北京了，搬到天津": [("self", "residence", "北京", "end"), ("self", "residence", "天津", "correct")],
    # health and food
    "我对花生过敏": [("self", "allergy", "花生")],
    "我海鲜过敏": [("self", "allergy", "海鲜")],
    "我对青霉素和头孢都过敏": [("self", "allergy", "青霉素"), ("self", "allergy", "头孢")],
    "我血压高": [("self", "health", "血压高")],
    "医生说我有脂肪肝": [("self", "health", "脂肪肝")],
    "我腰不好": [("self", "health", "腰不好")],
    "我吃素": [("self", "diet", "吃素")],
    "我不吃香菜": [("self", "diet", "不吃香菜")],
    "我吃不了辣": [("self", "diet", "吃不了辣")],
    "我戒烟了": [("self", "habit", "抽烟", "end")],
    # tastes, fears, skills
    "我喜欢喝冰美式": [("self", "likes", "冰美式")],
    "我最讨厌香菜": [("self", "dislikes", "香菜")],
    "我不是不喜欢吃鱼，就是嫌刺多": [("self", "likes", "鱼")],
    "我不喜欢下雨天": [("self", "dislikes", "下雨天")],
    "我特别爱看悬疑片": [("self", "likes", "看悬疑片")],
    "我怕蛇": [("self", "fears", "蛇")],
    "我恐高": [("self", "fears", "高")],
    "我会弹吉他": [("self", "skill", "弹吉他")],
    "我不会游泳": [("self", "skill", "游泳", "no")],
    "我不养狗了": [("self", "pet", "狗", "end")],
    "我在学西班牙语": [("self", "studies", "西班牙语")],
    "我想当飞行员": [("self", "dream", "当飞行员")],
    "我的梦想是环游世界": [("self", "dream", "环游世界")],
    "我去过西藏": [("self", "been_to", "西藏")],
    "我没去过日本": [("self", "been_to", "日本", "no")],
    # every day
    "我每天六点起床": [("self", "wakes", "六点")],
    "我一般十一点半睡觉": [("self", "sleeps", "十一点半")],
    "我每天跑五公里": [("self", "habit", "跑五公里")],
    "我开车上班": [("self", "commute", "开车")],
    # the household
    "我养了只猫叫年糕": [("self", "pet", "猫"), ("猫", "name", "年糕")],
    "我有个哥哥": [("self", "family", "哥哥")],
    "我有两个孩子": [("self", "family", "两个孩子")],
    "我没有兄弟姐妹": [("self", "family", "兄弟姐妹", "no")],
    "我有个弟弟叫阿杰，在读大四": [("self", "family", "弟弟"), ("弟弟", "name", "阿杰"), ("弟弟", "grade", "大四")],
    "我家猫叫年糕": [("self", "pet", "猫"), ("猫", "name", "年糕")],
    "我家三口人": [("self", "family", "三口人")],
    "我买了辆特斯拉": [("self", "owns", "特斯拉")],
    "我用MacBook": [("self", "owns", "MacBook")],
    # others
    "我女儿上三年级": [("女儿", "grade", "三年级")],
    "我闺女上三年级": [("女儿", "grade", "三年级")],
    "我妈对花生过敏": [("妈妈", "allergy", "花生")],
    "我老妈属羊": [("妈妈", "zodiac", "羊")],
    "我同事小李结婚了": [("小李", "is", "同事"), ("同事小李", "marriage", "结婚")],
    "小李是我大学同学": [("小李", "is", "大学同学")],
    "我女儿今年五岁，她叫朵朵": [("女儿", "age", "五岁"), ("女儿", "name", "朵朵")],
    "我姐在上海当律师，她有两个孩子": [
        ("姐姐", "occupation", "律师"), ("姐姐", "workplace", "上海"), ("姐姐", "family", "两个孩子"),
    ],
    "我爷爷以前是军医": [("爷爷", "occupation", "军医", "over")],
    "我闺蜜怀孕了": [("闺蜜", "health", "怀孕")],
    "我男朋友不吃羊肉": [("男朋友", "diet", "不吃羊肉")],
    "我老公姓贺": [("老公", "name", "姓贺")],
    "我儿子怕黑": [("儿子", "fears", "黑")],
    "老公在银行上班": [("老公", "workplace", "银行")],
    # a word of their own
    "我的车牌号是浙A88K21": [("self", "车牌号", "浙A88K21")],
    "我家wifi密码是abc12345": [("self", "wifi密码", "abc12345")],
    "我的幸运数字是七": [("self", "幸运数字", "七")],
    "我女儿的学号是20230417": [("女儿", "学号", "20230417")],
    "我手机尾号6203": [("self", "手机尾号", "6203")],
    # to come, and over
    "下周六我要去爬山": [("self", "plan", "去爬山")],
    "我明天面试": [("self", "plan", "面试")],
    "我打算年底换房": [("self", "plan", "换房")],
    "后天我妈要来看我": [("妈妈", "plan", "来看我")],
    "我不去云南了": [("self", "plan", "去云南", "end")],
    "昨天我去医院了": [("self", "event", "去医院")],
    "上周我妈来看我": [("妈妈", "event", "来看我")],
    "我升职了": [("self", "event", "升职")],
    "我去年考上了复旦": [("self", "event", "考上了复旦")],
    # put right
    "我生日不是五月是六月": [("self", "birthday", "六月", "correct")],
    "我不是医生，是护士": [("self", "occupation", "护士", "correct")],
    "我女儿不是上三年级，是上四年级": [("女儿", "grade", "四年级", "correct")],
    "说错了，我住在滨江区": [("self", "residence", "滨江区", "correct")],
    "我没说过我喜欢榴莲": [("self", "likes", "榴莲", "retract")],
    # kept word for word
    "记住，钥匙在花盆底下": [("self", "note", "钥匙在花盆底下")],
    "帮我记一下物业的人周三上门": [("self", "note", "物业的人周三上门")],
    # English
    "My name is Daniel and I live in Leeds.": [("self", "name", "Daniel"), ("self", "residence", "Leeds")],
    "I'm a nurse": [("self", "occupation", "nurse")],
    "I moved to Toronto last year": [("self", "residence", "Toronto", "correct")],
    "I work at Microsoft": [("self", "workplace", "Microsoft")],
    "I'm allergic to peanuts": [("self", "allergy", "peanuts")],
    "I don't like cilantro": [("self", "dislikes", "cilantro")],
    "I used to live in Paris": [("self", "residence", "Paris", "over")],
    "My daughter is in third grade": [("daughter", "grade", "third grade")],
    "I have a dog named Biscuit": [("self", "pet", "dog"), ("dog", "name", "Biscuit")],
    "My mom has diabetes": [("mom", "health", "diabetes")],
    "I can't swim": [("self", "skill", "swim", "no")],
    "I've never been to Japan": [("self", "been_to", "Japan", "no")],
    "I have an interview tomorrow": [("self", "plan", "interview")],
}  # fmt: skip

UNTOLD = [
    # asked
    "我是谁", "我叫什么来着", "你还记得我住哪儿吗", "我女儿几岁了？", "我要不要换工作", "我对什么过敏", "你知道我生日吗", "我是不是胖了",
    # only supposed
    "要是我有钱我就买大房子", "如果我是你就不去", "假如我会飞", "我要是住在海边就好了", "万一我生病了呢", "下辈子我想当猫", "就算我是老板也不行",
    # somebody else's words
    "他说他是医生", "书里说我是天上的星星", "我妈说她明天来", "听说老王离婚了", "「我是医生」", "她问我是不是结婚了", "歌里唱的我是一只小小鸟",
    # play and jokes
    "我是你爸爸", "我是奥特曼", "我来扮演警察", "我是秦始皇，打钱", "咱们玩过家家，我是妈妈", "我现在是孙悟空",
    # the character's
    "你是护士吗", "你住在杭州吧", "你喜欢我吗", "你女儿上几年级",
    # wanted now
    "我要听歌", "我想听故事", "给我讲个笑话", "我要睡了", "我想吃火锅", "帮我订个闹钟", "我要上厕所", "放我喜欢的歌",
    # only so for the moment
    "我饿了", "我在吃饭", "我好累", "我头疼", "我在开车", "我马上到家", "我刚睡醒", "我今天心情不好", "我有点困", "我怕迟到",
    # nobody's in particular
    "谁说我结婚了", "我们都知道", "猫都怕水", "人都会老", "老师说要早睡", "现在的人都爱玩手机", "小孩都喜欢糖",
    # not known
    "我不知道我是什么血型", "我忘了我生日是哪天", "我以为我对花生过敏", "我可能会去北京",
    # nothing
    "", "嗯", "哈哈哈", "我", "我是", "我叫", "今天天气真好", "明天下雨", "好的谢谢", "hello", "I", "What's my name?", "If I were rich I'd buy a boat",
    "I want to listen to some music", "You are my friend", "He said he is a doctor",
]  # fmt: skip
