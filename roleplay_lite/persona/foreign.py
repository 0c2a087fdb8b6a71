"""What stands in a sentence and in no sentence of the language that is being spoken: words of another, and signs that
Mandarin writes otherwise by now. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from roleplay_lite.persona.persona import Persona

LOANWORDS = frozenset(
    """
    app apple bbq bgm blog bug bye ceo cool cosplay cpu dna diy dvd email emo excel facebook fans gdp gps hello iphone
    ipad java kfc ktv led logo lol mbti mp3 mtv nba nfc nice offer okay party pdf ppt python pvc rap rpg sim sorry spa
    ssd tiktok ufo usb vip vlog vpn wechat wifi windows word yeah yes youtube boss chill citywalk demo high live low
    out show solo wow
    """.split()  # noqa: SIM905 - read as words
)
"""Latin words that stand in Mandarin as it is spoken."""
TRADITIONAL = frozenset(
    "來倆倉個們偉側傑傘備傳傷僅價億優兒兩冊凍凱別剛創劃劇劍勁動勝勞勢勵勸區協卻厭參叢吳員問啟喚喪喬單嗎嗚嘮嘰噴噸嚇嚴"
    "囑國圍園圓圖團壓壞壩壯壽夠夢奪奮妝姍婦媽嬌嬰孫學實寧審寫寬寶將對屆屬岡島峽嶺帥師帳帶幣幫幹幾庫廁廚廟廠廢廣廳張強"
    "彈彎徑從復徹恆悅悶惡惱愛慘慣慮慶憂憐憑憤憶懇應懶懷戀戰戲戶拋挾捨掃掛採揀換揮損搖搶撲擁擇擊擋擔據擠擬擴擺攔攝攤敗"
    "敘數斷時晉晝暈暢暫曆曬書會東枴柵桿條楊業極榮構樂樓標樣樹橋機橫檔檢歐歡歲歷歸殘殺殼毀氣決沒況淚淨淺減測湊湯準溝溫"
    "滅滿漁漢漸潔潤澀濕濟濤濱瀏灣災為烏無煙煩熱燈燒營燭爐爭爺牆牽猶獄獅獎獨獲獸獻現環瓊產畝畢畫異當療癢發盜盞監盤眾睜"
    "瞞礙礦禍禮種稱穀積穩穫窩窮竅競筆節範築簡簽籃籠糧糾紀約紅紋納純紙級紛細終組結絕絡給統絲綁經綠維綱網綿緊線緣編緩練"
    "縣縮縱總績織繞繩繪繼續纏罷羅義習聖聞聯聰聲職聽肅脅脈腎腦腳腸膚膠臉臟與舊艙艦艱莊莖華萬葉蓋蔔蔣蔥藍蘇蘋蘭蘿處虛號"
    "蝦螢蟬蟲蠟蠻術衛衝補裝裡褲襖襪襯襲見規視親覺覽觀觸訂計討訓託記訪設許訴診詞試詩話該詳誇誌認誕語誤說誰課調談請論諸"
    "諾謊謎講謝證識譜譯議護譽讀變讓豐貓財貧貨貪貫責貴買費貼賀資賊賓賞賠賢賣質賭賴賺購贈贊贏趕趙跡踐蹤躍車軌軍軟較載輔"
    "輕輛輝輩輪輸轉轟辦辭農迴這連週進遊運過達違遙遠適遲遷選遺還邊鄉鄭鄰醜醫醬釀釋鈔鈕鈴鉛銀銅銳銷鋪鋼錄錢錦錯鍋鍛鍵鎖"
    "鎮鏈鏡鐘鐮鐵鑰鑼鑽長門閃閉開閒間閱闊闖關陣陰陳陸陽隊階際隨險隱隻雖雙雜雞離難雲電霧靈靜韓響頁頂項順預頓頗領頭頻顆"
    "題額顏願顛類顧顯風飄飛飢飯飲飼飽飾餅養餓館餵饅饒饞馬駕駛騎騙騰驅驕驗驚骯髒體髮鬆鬍鬥鬧魚魯鮮鯨鳥鳳鳴鴨鴿鵝鷹鹹麗"
    "麥麵麼黃點黨齊齒齡龍龜裏後"
)
"""Signs that are written otherwise in simplified Mandarin, the common ones."""

_ANOTHER_WANTED = re.compile(
    "英文|英语|英語|翻译|单词|怎么念|怎么拼|外语|法语|日语|韩语|德语|俄语|西班牙语|拉丁|中文|汉语|普通话|繁体|"
    "english|translat|chinese|mandarin",
    re.IGNORECASE,
)
_OTHER_SCRIPTS = re.compile("[\u3040-\u30ff\u0400-\u04ff\u0e00-\u0e7f\uac00-\ud7af\u0600-\u06ff]{2,}")
_WORD = re.compile("[A-Za-z]+")
_HAN = re.compile("[\u3400-\u9fff]")
_MIXED_LETTERS, _ALONE_LETTERS = 3, 2
"""Letters from which a Latin word is one, amid Mandarin and in a sentence of nothing else."""
_CRY_WORDS = 2
"""So many English words between Mandarin sentences are a cry (「Cheers!」) of who speaks both."""
_LEAVING_SIGNS = 4
"""Han signs from which a sentence amid English is one of Mandarin."""


def wants_another(said: str) -> bool:
    """True when a line asks for words of another language, or what something is called in it."""
    return bool(_ANOTHER_WANTED.search(said))


def has_han(text: str) -> bool:
    """True when any of it is Mandarin."""
    return bool(_HAN.search(text))


def switches(text: str, brought: Iterable[str], persona: Persona) -> bool:
    """True when a text that is to be Mandarin is in another language or slips into one. Words that the persona's file
    or the texts that are `brought` hold are no slip, nor are common loanwords and abbreviations (「DVD」). Who speaks
    English, too, may mix a word in, and may not leave Mandarin for a sentence.
    """
    if script := _OTHER_SCRIPTS.search(text):
        return not any(script.group()[:2] in other for other in (*brought, *texts_of(persona)))
    latin = _WORD.findall(text)
    if not latin:
        return False
    mixed = has_han(text)
    if mixed and "en" in persona.languages:
        return False
    least = _MIXED_LETTERS if mixed else _ALONE_LETTERS
    strange = [word for word in latin if len(word) >= least and not word.isupper() and word.lower() not in LOANWORDS]
    if not strange or (not mixed and len(latin) <= _CRY_WORDS and "en" in persona.languages):
        return False
    known = words_of(persona).union(*(words(other) for other in brought))
    return not known.issuperset(word.lower() for word in strange)


def leaves_english(text: str) -> bool:
    """True when a text that is to be English is Mandarin."""
    return len(_HAN.findall(text)) >= _LEAVING_SIGNS and not _WORD.search(text)


def traditional(text: str, heard: Iterable[str], persona: Persona) -> bool:
    """True when a text has traditional signs, and neither the person nor the persona's file writes them."""
    if TRADITIONAL.isdisjoint(text) or _writes_traditional(persona):
        return False
    return all(TRADITIONAL.isdisjoint(other) for other in heard)


@lru_cache(maxsize=8)
def texts_of(persona: Persona) -> tuple[str, ...]:
    """All that its file has it say or says of it."""
    style, lines, answers, own = persona.style, persona.lines, persona.answers, persona.preferences
    return (
        *(persona.name, persona.summary, persona.description, persona.scenario, persona.scope.era),
        *(fact.value for fact in persona.facts),
        *(*style.manner, *style.catch_phrases, *own.likes, *own.dislikes, *persona.scope.knows, *persona.scope.unknown),
        *(text for value in persona.values for text in (value.topic, value.stance, *value.words)),
        *(text for line in persona.examples for text in (line.user, line.reply)),
        *(text for line in persona.golden for text in (line.user, line.reply)),
        *(*lines.greeting, *lines.sorry, *lines.deflect, *lines.silence, *lines.goodbye, *lines.filler),
        *(*lines.unset, *lines.unknown, *answers.fact, *answers.yes, *answers.no, *persona.boundaries.refusal),
        *(template for key in answers.keys for template in key.templates),
        *(entry.content for entry in persona.lore.entries),
    )


@lru_cache(maxsize=8)
def words_of(persona: Persona) -> frozenset[str]:
    """The Latin words of its file, in small letters."""
    return frozenset(word for text in texts_of(persona) for word in words(text))


@lru_cache(maxsize=8)
def _writes_traditional(persona: Persona) -> bool:
    return any(not TRADITIONAL.isdisjoint(text) for text in texts_of(persona))


def words(text: str) -> list[str]:
    """Its Latin words, in small letters."""
    return [word.lower() for word in _WORD.findall(text)]
