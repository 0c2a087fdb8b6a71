"""Places whose time people ask for, by their Mandarin and English names, and the zones of the IANA database."""

from __future__ import annotations

_PLACES = """
Asia/Shanghai 中国 北京 上海 广州 深圳 成都 重庆 武汉 西安 杭州 南京 天津 苏州 哈尔滨 沈阳 乌鲁木齐 拉萨 昆明
Asia/Shanghai china beijing shanghai
Asia/Hong_Kong 香港 hong-kong
Asia/Macau 澳门 macau
Asia/Taipei 台北 台湾 高雄 taipei taiwan
Asia/Tokyo 东京 日本 大阪 京都 北海道 札幌 冲绳 tokyo japan osaka
Asia/Seoul 首尔 韩国 釜山 济州岛 汉城 seoul korea
Asia/Pyongyang 平壤 朝鲜
Asia/Ulaanbaatar 乌兰巴托 蒙古国
Asia/Singapore 新加坡 singapore
Asia/Kuala_Lumpur 吉隆坡 马来西亚 kuala-lumpur malaysia
Asia/Bangkok 曼谷 泰国 普吉岛 清迈 bangkok thailand
Asia/Ho_Chi_Minh 胡志明市 越南 河内 西贡 vietnam hanoi
Asia/Manila 马尼拉 菲律宾 manila philippines
Asia/Jakarta 雅加达 印尼 印度尼西亚 jakarta indonesia
Asia/Makassar 巴厘岛 bali
Asia/Phnom_Penh 金边 柬埔寨
Asia/Vientiane 万象 老挝
Asia/Yangon 仰光 缅甸
Asia/Kathmandu 加德满都 尼泊尔 nepal
Asia/Kolkata 印度 新德里 德里 孟买 班加罗尔 加尔各答 india delhi mumbai
Asia/Colombo 科伦坡 斯里兰卡
Asia/Dhaka 达卡 孟加拉国
Asia/Karachi 卡拉奇 巴基斯坦 伊斯兰堡
Asia/Kabul 喀布尔 阿富汗
Indian/Maldives 马尔代夫 maldives
Asia/Dubai 迪拜 阿联酋 阿布扎比 dubai
Asia/Riyadh 沙特 利雅得 沙特阿拉伯
Asia/Qatar 卡塔尔 多哈 qatar
Asia/Kuwait 科威特
Asia/Baghdad 巴格达 伊拉克
Asia/Tehran 德黑兰 伊朗
Asia/Jerusalem 以色列 耶路撒冷 特拉维夫 israel
Asia/Almaty 阿拉木图 哈萨克斯坦
Asia/Tashkent 塔什干 乌兹别克斯坦
Europe/Istanbul 伊斯坦布尔 土耳其 istanbul turkey
Europe/Moscow 莫斯科 俄罗斯 圣彼得堡 俄国 moscow russia
Asia/Vladivostok 海参崴 符拉迪沃斯托克
Europe/Kyiv 基辅 乌克兰 ukraine
Europe/Warsaw 华沙 波兰 poland
Europe/Prague 布拉格 捷克 prague
Europe/Budapest 布达佩斯 匈牙利
Europe/Vienna 维也纳 奥地利 vienna
Europe/Berlin 柏林 德国 慕尼黑 法兰克福 汉堡 berlin germany munich
Europe/Zurich 苏黎世 瑞士 日内瓦 zurich switzerland geneva
Europe/Paris 巴黎 法国 马赛 里昂 paris france
Europe/London 伦敦 英国 曼彻斯特 爱丁堡 利物浦 剑桥 牛津 格林威治 london england britain uk
Europe/Dublin 都柏林 爱尔兰 ireland
Europe/Lisbon 里斯本 葡萄牙 lisbon portugal
Europe/Madrid 马德里 西班牙 巴塞罗那 madrid spain barcelona
Europe/Rome 罗马 意大利 米兰 威尼斯 佛罗伦萨 梵蒂冈 rome italy milan
Europe/Athens 雅典 希腊 athens greece
Europe/Amsterdam 阿姆斯特丹 荷兰 amsterdam netherlands
Europe/Brussels 布鲁塞尔 比利时 brussels
Europe/Copenhagen 哥本哈根 丹麦 denmark
Europe/Stockholm 斯德哥尔摩 瑞典 sweden stockholm
Europe/Oslo 奥斯陆 挪威 norway
Europe/Helsinki 赫尔辛基 芬兰 finland
Atlantic/Reykjavik 雷克雅未克 冰岛 iceland
Africa/Cairo 开罗 埃及 cairo egypt
Africa/Johannesburg 约翰内斯堡 南非 开普敦 south-africa
Africa/Nairobi 内罗毕 肯尼亚 kenya
Africa/Lagos 拉各斯 尼日利亚
Africa/Casablanca 卡萨布兰卡 摩洛哥
Africa/Addis_Ababa 埃塞俄比亚 亚的斯亚贝巴
America/New_York 纽约 华盛顿 波士顿 费城 迈阿密 亚特兰大 美东 美国东部 底特律 奥兰多 new-york washington boston miami
America/Chicago 芝加哥 休斯顿 达拉斯 美国中部 chicago houston dallas
America/Denver 丹佛 盐湖城 denver
America/Phoenix 凤凰城
America/Los_Angeles 洛杉矶 旧金山 西雅图 美西 美国西部 硅谷 拉斯维加斯 圣地亚哥市
America/Los_Angeles 加州 好莱坞 los-angeles san-francisco seattle california
Pacific/Honolulu 夏威夷 檀香山 hawaii
America/Anchorage 阿拉斯加 安克雷奇
America/Toronto 多伦多 渥太华 蒙特利尔 toronto ottawa montreal
America/Vancouver 温哥华 vancouver
America/Mexico_City 墨西哥 墨西哥城 mexico
America/Havana 古巴 哈瓦那
America/Sao_Paulo 圣保罗 里约热内卢 里约 巴西 brazil rio
America/Argentina/Buenos_Aires 布宜诺斯艾利斯 阿根廷 argentina
America/Santiago 智利 圣地亚哥
America/Lima 利马 秘鲁
America/Bogota 波哥大 哥伦比亚
Australia/Sydney 悉尼 堪培拉 sydney
Australia/Melbourne 墨尔本 melbourne
Australia/Brisbane 布里斯班
Australia/Perth 珀斯 perth
Australia/Adelaide 阿德莱德
Pacific/Auckland 奥克兰 新西兰 惠灵顿 auckland new-zealand
Pacific/Fiji 斐济 fiji
Pacific/Guam 关岛
UTC 世界协调时 utc gmt 格林尼治
"""
ZONES: dict[str, str] = {
    name.replace("-", " "): zone
    for line in _PLACES.split("\n")
    if line
    for zone, *names in [line.split()]
    for name in names
}
"""By name."""
SEVERAL: dict[str, tuple[str, str]] = {
    "美国": ("America/New_York", "America/Los_Angeles"), "加拿大": ("America/Toronto", "America/Vancouver"),
    "澳大利亚": ("Australia/Sydney", "Australia/Perth"), "澳洲": ("Australia/Sydney", "Australia/Perth"),
}  # fmt: skip
"""Countries with several zones: the two that most people mean, east first or as the larger city is."""
SHOWN = {
    "America/New_York": "纽约", "America/Los_Angeles": "洛杉矶", "America/Toronto": "多伦多",
    "America/Vancouver": "温哥华",
    "Australia/Sydney": "悉尼", "Australia/Perth": "珀斯",
}  # fmt: skip
PLACE = "|".join(sorted((*ZONES, *SEVERAL), key=len, reverse=True))
"""One of the names, for patterns; the longest first."""
