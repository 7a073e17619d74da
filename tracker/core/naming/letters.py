"""Letters of Arabic, Cyrillic, Ethiopic and Burmese names as plain Latin ones, the way newsrooms romanise them."""

import re
import unicodedata


def _pairs(letters: str, sounds: str) -> dict[str, str]:
    return dict(zip(letters, sounds.split(), strict=True))


_ARABIC = {
    **_pairs("بتثجحخدذرزسش", "b t th j h kh d dh r z s sh"),
    **_pairs("صضطظغفقكلمنه", "s d t z gh f q k l m n h"),
    **_pairs("پچژگکڤںڼښږڅځ", "p ch j g k v n n sh g ts z"),
    **dict.fromkeys("اأإآٱىعةە", "a"),
    **dict.fromkeys("وؤۆۇۋ", "u"),
    **dict.fromkeys("يیئې", "i"),
    **dict.fromkeys("ہھۀۂۃ", "h"),
    **dict.fromkeys("ٹټ", "t"),
    **dict.fromkeys("ڈډ", "d"),
    **dict.fromkeys("ڑړ", "r"),
    "ے": "e",
    "ء": "",
}
_PERSIAN = {**_ARABIC, **_pairs("ثذضطظ", "s z z t z")}
_PERSIAN_LETTERS = re.compile(r"[پچژگکیےہٹڈڑںھ]")
_CYRILLIC = {
    **_pairs("абвгдежзийклмноп", "a b v g d e zh z i i k l m n o p"),
    **_pairs("рстуфхцчшщыэюя", "r s t u f kh ts ch sh shch i e iu ia"),
    **_pairs("ёіїєґўјљњђћџ", "e i i e g u i l n dj ch dj"),
    **_pairs("әөүұқғңһӣӯҳҷ", "a o u u q gh n h i u h j"),
    **dict.fromkeys("ъьӏ", ""),
}
_ETHIOPIC_ROWS = _pairs(
    "ሀለሐመሠረሰሸቀቈቐቘበቨተቸኀኈነኘአከኰኸዀወዘዠየደዸጀገጐጘጠጨጰጸፈፐ",
    "h l h m s r s sh q q q q b v t ch h h n ny _ k k h h w z zh y d d j g g g t ch p ts f p",
) | {"ዐ": "_", "ፀ": "ts"}
_ETHIOPIC_VOWELS = ("e", "u", "i", "a", "e", "", "o", "wa")
_BURMESE = {
    **_pairs("ကခဂဃငစဆဇဈညဉတထဒဓနပဖဗဘမ", "k k g g ng s s z z ny ny t t d d n p p b b m"),
    **_pairs("ယရလဝသဟဠဋဌဍဎဏအ", "y y l w th h l t t d d n _"),
}
_BURMESE_SIGNS = {
    **_pairs("ါာိီုူေဲံျြွ", "a a i i u u e e n y y w"),
    **_pairs("ဣဤဥဦဧဩဪ", "i i u u e o o"),
}
_BURMESE_SYLLABLE = re.compile(r"([က-အ])([ျြွှ]*)([ါာိီုူေဲံ့း]*)(?:([က-အ])်[့း]?)?")
_BURMESE_FINALS = {"က": "k", "င": "n", "စ": "t", "ည": "", "ဉ": "n", "တ": "t", "ပ": "t", "မ": "n", "န": "n", "ယ": ""}
_BURMESE_BEFORE = {"င": "i", "စ": "i", "ည": "i", "ယ": "e"}
_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_ARABIC_ARTICLE = re.compile(r"(?<!\w)(?:وال|ال)(?=\w{3})")
_ALLAH = re.compile(r"(?:الله|اللہ)(?!\w)")
_FINAL_H = re.compile(r"(?<=\w)[هہة](?!\w)")
_OUTSIDE = re.compile(r"[\u0370-\u1cff\ua640-\ufdff\ufe70-\ufeff]")


def latinised(name: str) -> str:
    """The name in Latin letters, in lower case; letters of other scripts than the five stay as they are.

    Arabic writes no short vowels and none are invented: "محمد" gives "mhmd". Where a
    letter of Persian or Urdu stands among them, the others are read the Persian way.
    """
    if not _OUTSIDE.search(name):
        return name.lower()
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).lower())
    text = _ARABIC_ARTICLE.sub("", _ALLAH.sub("allah", _MARKS.sub("", text)))
    text = _BURMESE_SYLLABLE.sub(_burmese, _FINAL_H.sub("a", text))
    arabic = _PERSIAN if _PERSIAN_LETTERS.search(text) else _ARABIC
    return "".join(_letter(char, arabic) for char in text)


def _letter(char: str, arabic: dict[str, str]) -> str:
    if char < "\u0370":
        return char
    for table in (arabic, _CYRILLIC, _BURMESE_SIGNS):
        if char in table:
            return table[char]
    if "\u1200" <= char <= "\u135f":
        return _fidel(char)
    return char


def _fidel(char: str) -> str:
    """An Ethiopic sign is a consonant and a vowel: eight signs a row, the vowel by the place in it."""
    row, order = divmod(ord(char) - 0x1200, 8)
    consonant = _ETHIOPIC_ROWS.get(chr(0x1200 + 8 * row), "").replace("_", "")
    vowel = _ETHIOPIC_VOWELS[order]
    return consonant + ("a" if order == 0 and consonant in {"", "h"} else vowel)


def _burmese(match: re.Match[str]) -> str:
    first, medials, signs, last = match.groups()
    head = _BURMESE[first].replace("_", "") + "".join(_BURMESE_SIGNS.get(sign, "") for sign in medials)
    signs = signs.replace("့", "").replace("း", "")
    if "ေ" in signs and ("ာ" in signs or "ါ" in signs):
        vowel = "au" if last == "င" else "o"
    elif "ိ" in signs and "ု" in signs:
        vowel = "ai" if last else "o"
    else:
        vowel = "".join(_BURMESE_SIGNS.get(sign, "") for sign in signs)
        vowel = vowel or _BURMESE_BEFORE.get(last or "", "a")
    return head + vowel + _BURMESE_FINALS.get(last or "", "")
