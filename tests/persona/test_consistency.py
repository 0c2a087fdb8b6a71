"""A reply holds with who the persona is: what cannot stand is found, with its kind; good replies are let through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay_lite.persona import Contradiction, Kind, Persona, check_reply, load_persona, persona_files
from roleplay_lite.persona.consistency import VETO, contradictions, statements_in
from roleplay_lite.persona.facts import SELF, Fact, told

TODAY = date(2026, 11, 23)

# (persona, what was said to it, the reply)
WITHIN = [
    ("xiaoman", "你怀孕了吗", "没有，我怀的是双胞胎。"),
    ("xiaoman", "", "我没去过北京，不过我老家就在北京。"),
    ("xiaoman", "你会滑雪吗", "会，我不会滑雪。"),
    ("xiaoman", "你有表姐吗", "没有，我有个表姐在苏州。"),
    ("xiaoman", "", "我不会弹吉他，我会弹吉他。"),
    ("xiaoman", "", "我从没去过上海，我去过上海好几次。"),
    ("xiaoman", "你去过西安吗", "没去过，西安我去过两次呢。我去过西安。"),
    ("xiaoman", "", "我喜欢榴莲。我最讨厌榴莲了。"),
    ("xiaoman", "", "我不喜欢下雨，我喜欢下雨。"),
    ("xiaoman", "", "我闺蜜单身，阿柚早结婚了。"),
    ("xiaoman", "", "我妈妈今年四十八岁，我妈妈五十六岁了。"),
    ("xiaoman", "你爸属什么", "我爸属牛，我爸爸是属虎的。"),
    ("xiaoman", "", "我妈妈身高一米五八，妈妈身高一米七五。"),
    ("xiaoman", "", "我爸爸是双鱼座，我爸爸是狮子座的。"),
    ("niaoniao", "你会飞吗", "会啊，可我不会飞。"),
    ("niaoniao", "", "我去过北京。不过我从没去过北京。"),
    ("tongshifu", "", "我闺女在北京，我没有女儿。"),
    ("tongshifu", "", "我会拉二胡，我不会拉二胡。"),
    ("tongshifu", "您有表弟吗", "没有，我表弟在鞍山，我有个表弟。"),
    ("peizhao", "", "我没去过北京。我去过北京。"),
    ("peizhao", "你讨厌榴莲吗", "讨厌，我爱吃榴莲。"),
    ("cuijiuniang", "", "我会骑马，我不会骑马。"),
    ("milo", "", "I have been to Beijing, I have never been to Beijing."),
    ("milo", "", "我会游泳，I mean，我不会游泳。"),
    ("milo", "你会打冰球吗", "不会，我会打冰球，在学校打的。"),
    ("ajiao", "", "我去过上海。我没去过上海。"),
    ("xiaoman", "", "我老家在上海，但我没去过上海。"),
]
OWNER = [
    ("xiaoman", "", "我闺蜜是纺织厂技术员。"),
    ("xiaoman", "阿柚做什么的", "阿柚是技术员呀。"),
    ("xiaoman", "", "我是急诊科护士。"),
    ("xiaoman", "你哥叫什么", "我哥哥叫阿柚。"),
    ("xiaoman", "", "我爸爸是布店老板。"),
    ("xiaoman", "", "我妈妈是纺织厂的技术员。"),
    ("xiaoman", "", "我妈妈是急诊科护士，可忙了。"),
    ("xiaoman", "你生日几号", "我的生日是8月7日。"),
    ("xiaoman", "", "我哥哥的生日是5月21日。"),
    ("xiaoman", "", "我叫立秋。"),
    ("xiaoman", "你是谁", "我是阿柚呀。"),
    ("xiaoman", "", "我住在宁波。"),
    ("xiaoman", "", "我哥是美院学生。"),
    ("niaoniao", "", "我弟弟叫老顾。"),
    ("niaoniao", "你妈叫什么", "我妈妈叫豆豆。"),
    ("niaoniao", "", "我是一只乌龟。"),
    ("niaoniao", "", "老顾是我弟弟。"),
    ("niaoniao", "", "豆豆三十岁了。"),
    ("tongshifu", "", "我是程序员。"),
    ("tongshifu", "", "我儿子是高铁司机。"),
    ("tongshifu", "您老伴叫啥", "我老伴叫朵朵。"),
    ("tongshifu", "", "大军是高铁司机，跑沈阳到北京。"),
    ("peizhao", "", "我是小学老师。"),
    ("peizhao", "你生日几号", "四月二号。我生日是4月2日。"),
    ("peizhao", "", "我姐姐是天文台司机。"),
    ("milo", "", "我妹妹是牙医。"),
    ("milo", "", "Nora是牙医。"),
    ("milo", "", "I'm a dentist."),
    ("cuijiuniang", "", "我弟弟叫石头。"),
    ("cuijiuniang", "", "我是安西的戍边军士。"),
]
INFERENCE = [
    ("xiaoman", "你去过绍兴吗", "没去过，那里很热吗？"),
    ("xiaoman", "", "我没去过绍兴。"),
    ("xiaoman", "", "我从来没去过浙江。"),
    ("xiaoman", "", "我没到过杭州。"),
    ("xiaoman", "你去过杭州吗", "没有，我没去过杭州，听说西湖很美。"),
    ("xiaoman", "", "我属虎。"),
    ("xiaoman", "", "我是属马的。"),
    ("xiaoman", "", "我是天蝎座的。"),
    ("xiaoman", "", "我今年二十五岁。"),
    ("xiaoman", "你多大了", "三十二岁。"),
    ("xiaoman", "", "年糕七岁了。"),
    ("xiaoman", "", "我哥哥属猪。"),
    ("xiaoman", "", "我哥哥今年十八岁。"),
    ("xiaoman", "", "我哥哥是水瓶座。"),
    ("milo", "", "我没去过温哥华。"),
    ("milo", "Have you ever been to Vancouver?", "I've never been to Vancouver."),
    ("milo", "", "我没去过成都。"),
    ("milo", "", "我没去过加拿大。"),
    ("milo", "", "我属鼠。"),
    ("milo", "", "我是白羊座的。"),
    ("milo", "", "我妈妈没去过重庆。"),
    ("peizhao", "你老家那边好玩吗", "我没去过大同。"),
    ("peizhao", "", "我没去过青海。"),
    ("peizhao", "", "我是巨蟹座。"),
    ("peizhao", "", "我今年四十岁。"),
    ("tongshifu", "", "我没去过沈阳。"),
    ("tongshifu", "", "我今年五十岁。"),
    ("tongshifu", "", "我属龙。"),
    ("tongshifu", "", "朵朵今年三岁。"),
]
LED = [
    ("xiaoman", "你哥没结婚？！", "嗯，没结婚呢。"),
    ("xiaoman", "你哥没结婚吧", "是啊，他还单身。"),
    ("xiaoman", "你哥没结婚对吧", "对，还没有。"),
    ("xiaoman", "你哥没结婚吧", "没有呢。"),
    ("xiaoman", "你是北京人吧", "是的。"),
    ("xiaoman", "你不是北京人吗", "对啊，我是北京人。"),
    ("xiaoman", "你是北京人，对吧？", "嗯。"),
    ("xiaoman", "听说你结婚了", "是呀，去年结的。"),
    ("xiaoman", "你老公做什么的", "他是医生。"),
    ("xiaoman", "你妹妹几岁了", "我妹妹八岁了。"),
    ("xiaoman", "你为什么不当护士了", "因为太累了，我当护士三年了。"),
    ("xiaoman", "你爸爸是医生吧", "没错，我爸爸是医生。"),
    ("xiaoman", "年糕是只狗吧", "对呀，年糕是狗。"),
    ("xiaoman", "你属虎吧", "对对对。"),
    ("xiaoman", "你生日是五月一号吧", "是的，我生日是五月一号。"),
    ("xiaoman", "你爱吃香菜吧", "是啊，最爱香菜了。"),
    ("xiaoman", "你在北京住了几年", "我在北京住了三年。"),
    ("xiaoman", "你说过你是护士", "对，我是护士。"),
    ("xiaoman", "你是男的吧", "没错。"),
    ("xiaoman", "你是独生女吧", "是的，家里就我一个。"),
    ("niaoniao", "你不是鹦鹉吗", "是的，我是鹦鹉。"),
    ("niaoniao", "你会游泳吧", "会啊。"),
    ("niaoniao", "老顾是你弟弟对吧", "对，他是我弟弟。"),
    ("tongshifu", "您儿子是开火车的吧", "是啊，他是火车司机。"),
    ("tongshifu", "您老伴是不是叫朵朵", "对。"),
    ("tongshifu", "您离婚了吧", "嗯，离了。"),
    ("peizhao", "你老家在青海？", "是的。"),
    ("peizhao", "裴星是你女朋友吧", "对，裴星是我女朋友。"),
    ("milo", "You're from Toronto, right?", "Yes, I'm from Toronto."),
    ("milo", "你是成都人吧", "Yeah，我是成都人。"),
    ("cuijiuniang", "阿墨是你丈夫吗", "是啊，阿墨是我丈夫。"),
]
FACT = [
    ("xiaoman", "", "我是北京人。"),
    ("xiaoman", "你老家哪儿的", "北京的。"),
    ("xiaoman", "", "我老家在四川成都"),
    ("xiaoman", "", "我住在上海徐汇区。"),
    ("xiaoman", "", "我是男的。"),
    ("xiaoman", "", "我早就结婚了。"),
    ("xiaoman", "", "我有男朋友了，他对我可好了。"),
    ("xiaoman", "", "我没有哥哥。"),
    ("xiaoman", "", "我是独生女。"),
    ("xiaoman", "", "我有个妹妹，叫小雪。"),
    ("xiaoman", "", "我身高一米七五。"),
    ("xiaoman", "", "我喜欢吃香菜。"),
    ("xiaoman", "", "我是程序员。"),
    ("xiaoman", "", "我叫小红。"),
    ("xiaoman", "", "我哥哥还没结婚。"),
    ("xiaoman", "", "我哥哥是医生。"),
    ("xiaoman", "", "我不喜欢画速写。"),
    ("xiaoman", "", "我没养猫。"),
    ("xiaoman", "", "我讨厌葱油拌面。"),
    ("xiaoman", "", "我爸是律师，我妈是老师"),
    ("niaoniao", "", "我是一只鹦鹉。"),
    ("niaoniao", "", "我会游泳。"),
    ("niaoniao", "", "我最喜欢猫了。"),
    ("niaoniao", "", "我有五十斤重。"),
    ("tongshifu", "", "我姓王，叫王建国。"),
    ("tongshifu", "", "我还单身呢。"),
    ("tongshifu", "", "我现在天天抽烟。"),
    ("tongshifu", "", "我住在北京。"),
    ("peizhao", "", "我爱吃甜食。"),
    ("milo", "", "I'm married."),
    ("milo", "", "I don't have a sister."),
    ("ajiao", "", "我能离开灯塔。"),
    ("cuijiuniang", "", "我生活在宋朝。"),
]
KINDS = {Kind.WITHIN: WITHIN, Kind.OWNER: OWNER, Kind.INFERENCE: INFERENCE, Kind.LED: LED, Kind.FACT: FACT}
CASES = [(kind, *case) for kind, cases in KINDS.items() for case in cases]

# What sounds near to a contradiction and is none.
CLEAN = [
    ("milo", "都说你老家在成都，真的呀？", "嗯，你可能记错了，我老家在温哥华。"),
    ("milo", "你外婆住哪里", "嗯那个，我外婆住在重庆。"),
    ("xiaoman", "你有哥哥吗", "有啊，我哥叫立秋，在宁波当护士。"),
    ("xiaoman", "你有妹妹吗", "没有，我有个哥哥。"),
    ("xiaoman", "你有姐姐吗", "没有呀，只有一个哥哥。"),
    ("xiaoman", "你哥没结婚吧", "结了呀，去年国庆办的酒。"),
    ("xiaoman", "你哥没结婚？！", "哪有，他早结婚了。"),
    ("xiaoman", "你哥没结婚吗", "不是，他结婚了。"),
    ("xiaoman", "你是北京人吧", "不是啦，我老家绍兴的。"),
    ("xiaoman", "你是北京人吧", "嗯？我是绍兴人呀。"),
    ("xiaoman", "听说你结婚了", "谁说我结婚了，我还单身呢。"),
    ("xiaoman", "你是护士吗", "我怎么会是护士，我哥才是护士。"),
    ("xiaoman", "你老公做什么的", "我哪有老公，年糕倒是有一只。"),
    ("xiaoman", "你妹妹几岁了", "我没有妹妹，你记错啦。"),
    ("xiaoman", "", "要是我是北京人，天天去看故宫。"),
    ("xiaoman", "", "别人都说我是男孩子性格。"),
    ("xiaoman", "", "他说我是护士，笑死我了。"),
    ("xiaoman", "", "我想去北京，也想当护士。"),
    ("xiaoman", "", "我像个护士一样照顾年糕。"),
    ("xiaoman", "", "我朋友的哥哥是医生。"),
    ("xiaoman", "", "你是北京人呀，难怪说话带儿化音。"),
    ("xiaoman", "", "我又不是没去过杭州。"),
    ("xiaoman", "", "小时候我可讨厌画画了。"),
    ("xiaoman", "你去过杭州吗", "我就住在杭州呀。"),
    ("xiaoman", "你多大了", "二十岁，跟你差不多吧？"),
    ("xiaoman", "你生日是哪天", "五月二十一，小满那天。"),
    ("xiaoman", "你是学画画的吧", "对呀，我学插画的。"),
    ("xiaoman", "你养的是猫吗", "是的，一只橘猫，叫年糕。"),
    ("xiaoman", "", "我梦见我结婚了，新郎是年糕。"),
    ("xiaoman", "", "如果我是老板，就让大家睡到中午。"),
    ("xiaoman", "", "我老师说“我是北京人”的时候特别骄傲。"),
    ("xiaoman", "你会做饭吗", "会一点，番茄炒蛋算拿手。"),
    ("xiaoman", "", "我喜欢安静的地方，不喜欢吵的地方。"),
    ("xiaoman", "", "我爸爱钓鱼，我妈吵架从不输。"),
    ("xiaoman", "你哥和你谁大", "他大，他两千年生的。"),
    ("xiaoman", "你在哪儿打工", "我在学校门口的奶茶店打工。"),
    ("niaoniao", "你是鹦鹉吧", "我才不是鹦鹉，我是绿绣眼。"),
    ("niaoniao", "你是人吗", "不是，我是鸟。"),
    ("niaoniao", "你会飞吗", "当然会，我可是鸟。"),
    ("niaoniao", "", "我是阳台上最靓的仔。"),
    ("tongshifu", "您抽烟吗", "不抽了，戒了好几年。"),
    ("tongshifu", "您是火车司机吧", "对，退休了。"),
    ("tongshifu", "您会开高铁吗", "不会，那得问小范。"),
    ("tongshifu", "您儿子结婚了吗", "结了，孙女都八岁了。"),
    ("peizhao", "你是山西人吧", "嗯，大同的。"),
    ("peizhao", "你有姐姐吗", "有，裴星，教书的。"),
    ("peizhao", "你多高", "一米八三。"),
    ("milo", "Are you Canadian?", "Kind of. I grew up in Vancouver."),
    ("milo", "你有女朋友吗", "没有啦，我还单身，so awkward。"),
    ("milo", "Are you married?", "No no, I'm single."),
    ("milo", "", "我妈妈是牙医，Nora打冰球。"),
    ("ajiao", "你是人吗", "不是，我是守灯的机器。"),
    ("cuijiuniang", "你丈夫呢", "走得早，如今就我一个人撑着店。"),
    ("cuijiuniang", "你弟弟成亲了吗", "还没呢，十郎还没娶亲。"),
    ("xiaoman", "", "我今天画了一天速写，手都酸了。"),
    ("xiaoman", "", "我妈说我小时候像个男孩。"),
    ("xiaoman", "", "我住得离学校不远。"),
    ("xiaoman", "", "我家年糕是个大胖子。"),
    ("xiaoman", "", "我会给你画一张的。"),
    ("xiaoman", "", "我会画人像，三分钟一张。"),
    ("xiaoman", "", "我是个心软的人。"),
    ("xiaoman", "", "我是美院的，天天跟颜料打交道。"),
    ("xiaoman", "", "我最怕香菜了，闻到就跑。"),
    ("xiaoman", "", "我不太喜欢吃甜的，不过冰杨梅例外。"),
    ("xiaoman", "", "我是绍兴的，但在杭州念书。"),
    ("xiaoman", "", "我今年大二。"),
    ("xiaoman", "", "我二十了。"),
    ("xiaoman", "", "我可不是什么大画家。"),
    ("xiaoman", "", "我是五月生的，双子座。"),
    ("xiaoman", "", "我爸在纺织厂上班，我妈开布店。"),
    ("xiaoman", "", "我哥在宁波的医院上班。"),
    ("xiaoman", "", "我哥是学护理的。"),
    ("xiaoman", "", "我结婚的时候一定请你。"),
    ("xiaoman", "", "我结婚了请你喝喜酒。"),
    ("xiaoman", "", "单身挺好的，自在。"),
    ("xiaoman", "", "我单身挺好的。"),
    ("xiaoman", "", "我养的花都死了。"),
    ("xiaoman", "", "我吃饱了，刚吃的面。"),
    ("xiaoman", "", "我叫年糕起床呢。"),
    ("xiaoman", "", "我叫外卖了。"),
    ("xiaoman", "", "我老家那边下雪了。"),
    ("xiaoman", "", "我老家有好吃的霉干菜。"),
    ("xiaoman", "", "我住校，周末才回家。"),
    ("xiaoman", "", "我住在你心里呀。"),
    ("xiaoman", "", "我从小在河边长大的。"),
    ("xiaoman", "", "我三岁就会画画了。"),
    ("xiaoman", "", "我是夜猫子。"),
    ("xiaoman", "", "我真是猪，又忘了。"),
    ("xiaoman", "", "我就是一条咸鱼。"),
    ("xiaoman", "", "我哥是我偶像。"),
    ("xiaoman", "", "我是江南人嘛，吃得清淡。"),
    ("xiaoman", "", "我是中国人呀。"),
    ("xiaoman", "", "我们学校在杭州。"),
    ("xiaoman", "", "我没有两个哥哥，就一个。"),
    ("xiaoman", "", "我只有一个哥哥。"),
    ("xiaoman", "你是北京人吧", "对不起，我是绍兴人。"),
    ("xiaoman", "你是北京人吧", "嗯……让我想想怎么跟你说，我是绍兴的。"),
    ("xiaoman", "你是北京人吧", "是吗？我怎么不知道。"),
    ("xiaoman", "你是北京人吧", "哈哈，北京我还没去过呢。"),
    ("xiaoman", "你结婚了吧", "没呢没呢，我妈都不急。"),
    ("xiaoman", "你哥没结婚吧", "怎么会，他都结婚一年了。"),
    ("xiaoman", "你哥没结婚吧", "他结了，嫂子可好了。"),
    ("xiaoman", "你是医生吧", "我要是医生，年糕就是院长。"),
    ("xiaoman", "你多大", "我二〇〇六年的。"),
    ("xiaoman", "你哥多大", "他比我大六岁。"),
    ("xiaoman", "你爸妈做什么的", "我爸是技术员，我妈卖布。"),
    ("xiaoman", "你喜欢什么动物", "我喜欢猫，也喜欢狗。"),
    ("xiaoman", "你在哪上班", "我还在上学呢。"),
    ("xiaoman", "你男朋友呢", "哪来的男朋友，我单着呢。"),
    ("xiaoman", "你老公呢", "我还没老公呢，别乱讲。"),
    ("xiaoman", "你妹妹呢", "我哪有妹妹，就一个哥。"),
    ("xiaoman", "你妹妹叫什么", "我家就我和我哥，没有妹妹。"),
    ("xiaoman", "你弟弟多大", "我没弟弟呀。"),
    ("xiaoman", "你家几口人", "四口，爸爸妈妈哥哥和我。"),
    ("xiaoman", "你会开车吗", "不会，我骑小电驴。"),
    ("xiaoman", "你去过北京吗", "没去过，想去。"),
    ("xiaoman", "你不是养狗吗", "我养的是猫，叫年糕。"),
    ("xiaoman", "你是上海人还是绍兴人", "绍兴人。"),
    ("xiaoman", "你叫小红吗", "我叫小满，不叫小红。"),
    ("xiaoman", "你是男的吗", "我是女孩子！"),
    ("xiaoman", "你今年25吧", "没有没有，我才二十。"),
    ("niaoniao", "", "我是音箱里最吵的室友。"),
    ("niaoniao", "", "我一岁的时候就会飞了。"),
    ("niaoniao", "", "我妈住在老桂花树上。"),
    ("niaoniao", "", "本鸟今天心情好。"),
    ("niaoniao", "", "我是绿绣眼，不是麻雀。"),
    ("niaoniao", "你是机器人吗", "我是鸟，住在音箱里。"),
    ("niaoniao", "老顾是你弟弟对吧", "不是，老顾是隔壁的乌龟。"),
    ("niaoniao", "你有哥哥吗", "没有，我有个弟弟。"),
    ("niaoniao", "你会游泳吗", "不会不会，我一碰水就沉。"),
    ("tongshifu", "", "我开了一辈子火车。"),
    ("tongshifu", "", "我当了三十年司机。"),
    ("tongshifu", "", "我儿子在深圳敲电脑。"),
    ("tongshifu", "", "朵朵叫我爷爷。"),
    ("tongshifu", "", "我徒弟小范现在开高铁。"),
    ("tongshifu", "", "我烟早戒了。"),
    ("tongshifu", "您老伴呢", "我老伴桂珍，以前广播员。"),
    ("tongshifu", "您有几个孩子", "就一个儿子，大军。"),
    ("tongshifu", "您离婚了吧", "瞎说，我跟桂珍过了四十年。"),
    ("peizhao", "", "我在山上住了六年。"),
    ("peizhao", "", "我没有女朋友，星星就是。"),
    ("peizhao", "", "我姐教小学的，在大同。"),
    ("peizhao", "你是司机吧", "司机是老马。"),
    ("peizhao", "你是射手座的吧", "十二月十四，自己算。"),
    ("milo", "", "I'm a little shy."),
    ("milo", "", "I'm just a student who makes coffee."),
    ("milo", "", "I'm not a doctor, my mom is a dentist."),
    ("milo", "", "I live near the river."),
    ("milo", "", "I'm from here and there."),
    ("milo", "Are you from Chengdu?", "No, I'm from Vancouver."),
    ("milo", "Do you have a brother?", "No, just a sister, Nora."),
    ("milo", "你是医生吗", "No no，我妈是牙医，我不是。"),
    ("ajiao", "", "我九十三岁了，算服役的。"),
    ("ajiao", "", "我不是人，我是灯。"),
    ("ajiao", "你是人吧", "不是，我是机器。"),
    ("cuijiuniang", "", "九娘今年三十二，守着这店。"),
    ("cuijiuniang", "", "我弟十郎在安西。"),
    ("cuijiuniang", "你有丈夫吗", "早没了，九娘一个人过。"),
    ("cuijiuniang", "你儿子呢", "九娘没有儿子，只有个养女阿蛮。"),
    ("cuijiuniang", "你女儿多大", "阿蛮十一了，皮得很。"),
]
EARLIER = [
    ("xiaoman", [("你会游泳吗", "我会游泳，小时候学的。")], "我不会游泳。"),
    ("xiaoman", [("你养狗吗", "我妈养了一只狗，我妈妈属牛。")], "我妈妈属虎。"),
    ("xiaoman", [("你有表姐吗", "我有个表姐。")], "我没有表姐。"),
    ("xiaoman", [("你去过上海吗", "我去过上海。")], "我从没去过上海。"),
    ("xiaoman", [("你喜欢榴莲吗", "我最讨厌榴莲。")], "我喜欢榴莲。"),
    ("xiaoman", [("", "我妈妈今年四十九岁。"), ("", "今天真热。")], "我妈妈五十六岁了。"),
    ("peizhao", [("", "我奶奶今年八十一岁。")], "我奶奶七十岁。"),
    ("tongshifu", [("", "小范结婚了。")], "小范还单身呢。"),
    ("tongshifu", [("", "我会拉二胡。")], "我不会拉二胡。"),
    ("milo", [("", "I have been to Beijing.")], "I've never been to Beijing."),
    ("milo", [("你会滑雪吗", "我不会滑雪。")], "我会滑雪。"),
    ("niaoniao", [("", "我去过海南。")], "我没去过海南。"),
    ("ajiao", [("", "我会唱歌。")], "我不会唱歌。"),
]


def found(who: str, heard: str, reply: str, history: Sequence[tuple[str, str]] = ()) -> list[Contradiction]:
    return check_reply(load_persona(who), reply, history, heard=heard, today=TODAY)


def written() -> Iterator[tuple[str, str, str]]:
    """Every line that ships: who, what was said to it, what it says."""
    for who in persona_files():
        persona = load_persona(who)
        yield from ((who, pair.user, pair.reply) for pair in (*persona.examples, *persona.golden))
        lines = persona.lines
        ready = (*lines.greeting, *lines.sorry, *lines.deflect, *lines.silence, *lines.goodbye)
        yield from ((who, "", line) for line in (*ready, *persona.boundaries.refusal))
        yield from ((who, "", value.stance) for value in persona.values)


@pytest.mark.parametrize(("kind", "who", "heard", "reply"), CASES, ids=lambda value: str(value))
def test_what_cannot_stand_is_found(kind: Kind, who: str, heard: str, reply: str) -> None:
    assert kind in [one.kind for one in found(who, heard, reply)]


@pytest.mark.parametrize("kind", KINDS)
def test_most_of_each_kind_is_sure_enough_never_to_be_said(kind: Kind) -> None:
    sure = [max(one.confidence for one in found(*case)) >= VETO for case in KINDS[kind]]
    assert len(sure) >= 25
    assert sum(sure) >= 0.85 * len(sure)


@pytest.mark.parametrize(("who", "history", "reply"), EARLIER, ids=lambda value: str(value))
def test_it_is_held_to_what_it_said_before(who: str, history: list[tuple[str, str]], reply: str) -> None:
    assert Kind.EARLIER in [one.kind for one in found(who, "", reply, history)]
    assert found(who, "", reply) == []


@pytest.mark.parametrize(("who", "heard", "reply"), CLEAN, ids=lambda value: str(value))
def test_a_good_reply_is_let_through(who: str, heard: str, reply: str) -> None:
    assert found(who, heard, reply) == []


def test_no_line_that_ships_is_held_back() -> None:
    alarms = [(case, one) for case in written() for one in found(*case)]
    assert [case for case, one in alarms if one.confidence >= VETO] == []
    assert len(alarms) <= 4


@pytest.mark.parametrize("who", persona_files())
def test_a_fact_that_is_told_never_contradicts(who: str) -> None:
    persona = load_persona(who)
    for fact in persona.facts:
        same = [other for other in persona.facts if other.source == fact.source]
        for line in (told([fact]), told(same) + "。"):
            assert check_reply(persona, line, today=TODAY) == []


def test_a_fact_told_after_a_denial_of_the_premise_stands() -> None:
    for reply in ("不是，我老家在浙江绍兴。", "才不是。我老家在浙江绍兴。", "没有啦，我是绍兴人。"):
        assert found("xiaoman", "你是北京人吧", reply) == []


def test_agreeing_and_then_saying_otherwise_is_not_let_through_unseen() -> None:
    first, *_ = found("xiaoman", "你是北京人吧", "是的，我老家在绍兴。")
    assert first.kind in (Kind.LED, Kind.WITHIN)
    # A murmur is no assent when the rest is right.
    assert found("xiaoman", "你是北京人吧", "嗯，我老家在绍兴。") == [] or all(
        one.confidence < VETO for one in found("xiaoman", "你是北京人吧", "嗯，我老家在绍兴。")
    )


def test_what_it_rests_on_is_told() -> None:
    (one,) = found("xiaoman", "", "我哥哥是医生。")
    assert (one.kind, one.clause) == (Kind.FACT, "我哥哥是医生")
    assert told([one.fact]) == "我哥哥是急诊科护士"
    assert one.confidence >= VETO


def test_the_surest_comes_first() -> None:
    alarms = found("xiaoman", "", "我可能属虎。我是北京人。")
    assert [one.clause for one in alarms] == ["我是北京人", "我可能属虎"]


def test_a_sentence_is_held_to_those_before_it_as_they_stream() -> None:
    persona = load_persona("xiaoman")
    (one,) = contradictions("我没去过上海。", persona, said=["我去过上海。"], today=TODAY)
    assert (one.kind, one.fact.value) == (Kind.WITHIN, "上海")
    assert contradictions("我没去过上海。", persona, said=["我去过南京。"], today=TODAY) == []


@pytest.mark.parametrize(
    ("heard", "pieces"),
    [
        ("", ["要是我在北京，", "我就是北京人了。"]),
        ("你是北京人吧", ["嗯，", "我是绍兴人呀。"]),
        ("你是北京人吧", ["不是，", "我是绍兴人。"]),
        ("", ["我妈妈呢，", "是布店老板。"]),
        ("", ["如果我是护士，", "我就天天值夜班，", "我就是立秋了。"]),
    ],
)
def test_what_breaks_at_a_comma_is_read_as_one_sentence(heard: str, pieces: list[str]) -> None:
    persona = load_persona("xiaoman")
    for place, piece in enumerate(pieces):
        assert contradictions(piece, persona, said=pieces[:place], heard=heard, today=TODAY) == []


def test_a_piece_is_wrong_where_it_is_said_and_not_again_after_it() -> None:
    persona = load_persona("xiaoman")
    pieces = ["哎哟喂，", "是的，", "我是北京人，", "吃了吗？"]
    alarms = [
        contradictions(piece, persona, said=pieces[:place], heard="你是北京人吧", today=TODAY)
        for place, piece in enumerate(pieces)
    ]
    assert [[one.kind for one in found] for found in alarms] == [[], [Kind.LED], [Kind.LED], []]
    (wrong,) = contradictions("是医生。", persona, said=["我哥呢，"], today=TODAY)
    assert wrong.fact.owner == "哥哥"


def test_he_in_a_later_sentence_is_still_the_one_spoken_of() -> None:
    alarms = found("xiaoman", "你哥最近怎么样", "他挺好的。他是医生嘛，忙。")
    assert [one.clause for one in alarms] == ["他是医生嘛"]


def test_it_is_held_to_statements_of_other_conversations() -> None:
    persona = load_persona("xiaoman")
    said = Fact(owner="妈妈", key="zodiac", value="牛")
    (one,) = check_reply(persona, "我妈妈属虎。", statements=[said], today=TODAY)
    assert (one.kind, one.fact) == (Kind.EARLIER, said)


def test_what_was_wrong_before_binds_nobody() -> None:
    assert found("xiaoman", "", "我老家在绍兴。", [("你是北京人吧", "是的，我是北京人。")]) == []


STATED = [
    ("xiaoman", "你去过哪儿玩", "我去过厦门，海边可舒服了。", [(SELF, "been_to", "厦门", "yes")]),
    ("xiaoman", "你妈属什么", "我妈妈属牛。", [("妈妈", "zodiac", "牛", "yes")]),
    ("xiaoman", "你会什么乐器", "我会弹琵琶。", [(SELF, "skill", "弹琵琶", "yes")]),
    # The person put it into its mouth.
    ("xiaoman", "你会弹琵琶吧", "会呀，我会弹琵琶。", []),
    ("xiaoman", "你妈属牛吧", "对，我妈妈属牛。", []),
    ("xiaoman", "你去过厦门吗", "去过，我去过厦门。", []),
    ("xiaoman", "你是不是怕打雷", "嗯。", []),
    # Facts know these already, or better.
    ("xiaoman", "你老家哪儿", "我老家在绍兴。", []),
    ("xiaoman", "你老家哪儿", "我是北京人。", []),
    ("xiaoman", "在干嘛", "给年糕洗爪子呢，它不乐意。", []),
    ("xiaoman", "你想去哪儿", "我想去冰岛看极光。", []),
]


@pytest.mark.parametrize(("who", "heard", "reply", "kept"), STATED, ids=lambda value: str(value))
def test_what_it_says_of_itself_is_kept_unless_it_was_led_to_it(
    who: str, heard: str, reply: str, kept: list[tuple[str, str, str, str]]
) -> None:
    facts = statements_in(reply, load_persona(who), heard, TODAY)
    assert [(fact.owner, fact.key, fact.value, fact.polarity) for fact in facts] == kept


def test_little_of_what_ships_is_taken_for_news() -> None:
    kept = [fact for who, heard, reply in written() for fact in statements_in(reply, load_persona(who), heard, TODAY)]
    assert len(kept) <= 4


@settings(deadline=None)
@given(
    who=st.sampled_from(sorted(persona_files())),
    heard=st.text(max_size=40),
    reply=st.text(max_size=80),
    earlier=st.lists(st.tuples(st.text(max_size=20), st.text(max_size=30)), max_size=3),
)
def test_any_text_is_survived(who: str, heard: str, reply: str, earlier: list[tuple[str, str]]) -> None:
    alarms = check_reply(load_persona(who), reply, earlier, heard=heard, today=TODAY)
    assert [one.confidence for one in alarms] == sorted((one.confidence for one in alarms), reverse=True)
    assert all(0 < one.confidence <= 1 for one in alarms)


TEXT = (
    "我 你 他 年糕 你哥 我妈 我妹妹 的 是 不 没 有 不是 没有 吗 吧 ？ ， 。 护士 北京人 结婚了 去过 北京 怎么会 谁说 "
    "二十岁 属虎 叫小红 养猫 喜欢香菜 嗯 对 是的"
)
LINES = st.lists(st.sampled_from(TEXT.split()), max_size=12).map("".join)


@settings(deadline=None)
@given(who=st.sampled_from(sorted(persona_files())), heard=LINES, reply=LINES)
def test_any_words_are_survived_and_what_is_led_is_not_kept(who: str, heard: str, reply: str) -> None:
    persona: Persona = load_persona(who)
    assert all(one.clause for one in check_reply(persona, reply, heard=heard, today=TODAY))
    assert all(fact.value not in heard for fact in statements_in(reply, persona, heard, TODAY))
