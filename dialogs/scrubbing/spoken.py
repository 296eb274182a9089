"""Words that say what comes next, in the languages of the region. Data only.

Each tuple mixes the languages: people mix them too. Words are compared as `characters.plain` has
them, so case and look-alike letters do not matter.
"""


def words(text: str) -> tuple[str, ...]:
    """Return what `|` parts."""
    return tuple(word.strip() for word in text.replace("\n", " ").split("|") if word.strip())


AT = words("""
    at | et | kod | ad | majmun | manki | afna | arond | a rond | coada de maimuta | afersand
    | ет | ат | кај | мајмун | маймун | маймунско а | кльомба | кад | собака | собачка | равлик
    | ეთი | კუდიანი | շնիկ | эт | ит | кучукча
""")
"""How "@" is said."""

DOT = words("""
    dot | point | pikë | pike | tačka | tacka | točka | tocka | pika | punct | nokta | nuqta
    | nöqtə | noqta | punkt | тачка | точка | крапка | кропка | нүкте | чекит | нуқта | нокта
    | цэг | წერტილი | կետ
""")
"""How "." is said."""

PROVIDERS = words("""
    gmail | g-mail | гмаил | гмейл | джимейл | hotmail | hot-mail | хотмаил | хотмейл | yahoo
    | јаху | яху | outlook | аутлук | icloud | mail | маил | мейл | мэйл | protonmail | proton
    | yandex | яндекс | ukr | abv | абв | inbox | rambler | рамблер | gmx | msn | t-home | live
""")
"""Well-known halves behind an "@"."""

ENDINGS = words("""
    com | kom | ком | net | нет | org | орг | mk | мк | al | rs | рс | ba | ба | me | hr | хр
    | si | bg | бг | ro | tr | ua | ru | ру | ge | am | az | kz | кз | kg | uz | tj | tm | mn
    | md | eu | info | edu | uk | de | it | xk | gov | io | укр | рф | by
""")
"""What a spelt-out address ends in."""

NETWORKS = words("""
    instagram | insta | ig | snap | snapchat | tiktok | tik tok | telegram | tg | facebook | fb
    | viber | whatsapp | whats app | discord | skype | messenger | twitter | vk | steam
    | roblox | youtube | signal | threads | nick | nickname | username | akaunt | account
    | nalog | инстаграм | инстаграмм | инста | фејсбук | фейсбук | телеграм | телеграмм | вајбер
    | вайбер | снеп | снепчет | снап | снапчат | тикток | тик ток | дискорд | вотсап | ватсап
    | скајп | скайп | ник | аккаунт | акаунт | профил | ინსტა | ინსტაგრამი | ინსტაგრამ
    | ტელეგრამი | ինստագրամ | ինստա | տելեգրամ
""")
"""Where people have accounts, and words for an account."""

MINE = words("""
    my | his | her | their | our | moj | moja | moje | njegov | njen | naš | im | ime | imja
    | mi | meu | contul | benim | mənim | mening | mój | мој | мојот | моја | моят | моя | мой
    | мое | мій | нејзин | нејзиниот | неговиот | менің | менин | миний | ჩემი | իմ | find me on
    | add me on | write me on | me gjej në | më gjej në | nadji me na | nađi me na | пиши ми
    | на | најди ме на | намери ме в | найди меня в | beni bul
""")
"""What stands before a network when an account follows."""

IS = words("""
    is | are | e | е | è | je | је | jest | este | është | eshte | са | mi je | ми е | ми је
    | ni | bu | are numele | isim | adı | არის | է | бол | це | это
""")

PHONE = words("""
    phone | call | call me | tel | telephone | mobile | number | text me | whatsapp | viber
    | telefon | telefoni | telefonin | numri | numër | numri im | celular | cel | mobil | mob
    | телефон | тел | моб | мобилен | број | бројот | бројот ми | вајбер | вайбер | јави се
    | звони | telefonski | broj | broj mi je | zovi | javi se | številka | telefonska | pokliči
    | номер | номерът | мой номер | звоните | позвони | дзвони | nr | număr | numărul | sună
    | numara | numaram | ara | nömrə | nömrəm | raqam | raqamim | нөмір | нөмірім | номерим
    | рақам | ტელეფონი | ნომერი | հեռախոս | համար | утас | дугаар
""")
"""Words before which or behind which a short row of digits is a phone number."""

UNITS = words("""
    euro | euros | eur | dollar | dollars | usd | denar | denars | denarë | den | ден | денар
    | денари | lek | lekë | leke | lekësh | din | dinar | dinara | динар | динара | rsd | mkd
    | all | km | kn | lei | leu | lira | lirə | tl | manat | manatı | sum | so'm | soʻm | tenge
    | теңге | тенге | сом | сомони | рублей | рубль | руб | грн | гривень | гривен | лв | лева
    | лв. | ლარი | դրամ | төгрөг | евро | евра | percent | people | persons | residents
    | inhabitants | steps | views | followers | votes | km2 | banorë | njerëz | vetë | ljudi
    | stanovnika | stanovnikov | hapa | shikime | луѓе | жители | луди | людей | человек
    | жителей | осіб | oameni | locuitori | kişi | nəfər | odam | адам | кас | հոգի | კაცი | хүн
    | денарa | meters | metra | метри | kg | кг | m2 | € | $ | £ | %
""")
"""What is counted: a long number before it is an amount."""

DIGITS: tuple[tuple[str, ...], ...] = (
    words("""
        zero | oh | nula | нула | ноль | нуль | нүл | zéro | sıfır | sifir | nol | zerro
        | null | nič | нөл | нол | тэг
    """),
    words("""
        one | një | nje | еден | една | едно | jedan | jedna | jedno | ena | един | unu
        | una | bir | один | одна | бир | бір | нэг | як
    """),
    words("""
        two | dy | два | две | dva | dve | dvije | doi | două | doua | iki | ikki | дві
        | екі | эки | хоёр | ду
    """),
    words("""
        three | tre | tri | три | trei | üç | uc | uch | үш | үч | гурав | се
    """),
    words("""
        four | katër | kater | četiri | cetiri | štiri | четири | patru | dört | dörd | tort
        | to'rt | чотири | четыре | төрт | дөрөв | чор
    """),
    words("""
        five | pesë | pese | пет | pet | cinci | beş | besh | п'ять | пять | бес | беш | тав
        | панҷ
    """),
    words("""
        six | gjashtë | gjashte | шест | šest | sest | șase | sase | altı | olti | шість
        | шесть | алты | зургаа | шаш
    """),
    words("""
        seven | shtatë | shtate | седум | sedam | sedem | седем | șapte | sapte | yedi
        | yeddi | yetti | сім | семь | жеті | жети | долоо | ҳафт
    """),
    words("""
        eight | tetë | tete | осум | osam | osem | осем | opt | sekiz | səkkiz | sakkiz
        | вісім | восемь | сегіз | сегиз | найм | ҳашт
    """),
    words("""
        nine | nëntë | nente | девет | devet | nouă | noua | dokuz | doqquz | to'qqiz
        | дев'ять | девять | тоғыз | тогуз | ес | нӯҳ
    """),
)
"""The digits as words."""

CALLED = words("""
    my name is | my name's | i am called | i'm called | call me | called | named | his name is
    | her name is | name is | quhem | quhet | më quajnë | me quajne | emri im është | emri im
    | eshte | ma thonë | i quajtur | e quajtur | се викам | се вика | ме викаат | моето име е
    | името ми е | јас сум | му е името | зовем се | зове се | зовут | зовут меня | моје име је
    | име ми је | зову ме | zovem se | zove se | moje ime je | ime mi je | zovu me | zovejo me
    | imenujem se | kličejo me | казвам се | казва се | викат ме | викат му | на име | mă
    | numesc | ma numesc | mă cheamă | ma cheama | numele meu este | pe nume | se numește
    | benim adım | adım | ismim | mənim adım | меня зовут | моё имя | мое имя | зовут его
    | зовут её | по имени | мене звати | мене звуть | моє ім'я | на ім'я | მე მქვია | მქვია
    | ჰქვია | ჩემი სახელია | იმ անունը | իմ անունը | անունս | անունը | менің атым | атым
    | есімім | менин атым | mening ismim | номи ман | meniň adym | adym | миний нэр | намайг
""")
"""What is said before a name."""

SAID_BEHIND = words("მქვია | ჰქვია | ქვია | სახელად")
"""What is said behind a name, in a language without capitals."""

ROLES = words("""
    mr | mrs | ms | miss | mister | dr | prof | professor | teacher | director | headmaster
    | principal | coach | aunt | uncle | mësuesi | mësuesja | mesuesi | mesuesja | mësuese
    | mësues | drejtori | drejtoresha | profesori | profesoresha | zoti | zonja | z | znj
    | profesor | profesorka | nastavnik | nastavnica | nastavnice | nastavniku | učitelj
    | učiteljica | učiteljici | učiteljice | direktor | direktorka | direktorica | gospodin
    | gospođa | gospodja | gospod | gospa | trener | razredna | razrednica | teta | tetka | ujak
    | stric | наставник | наставникот | наставничка | наставничката | професор | професорот
    | професорка | професорката | директор | директорот | директорка | директорката | господин
    | госпоѓа | госпожа | тетка | чичко | тренер | тренерот | учителката | учителят | учител
    | учителка | наставница | професорица | учитель | учительница | учителька | директора
    | вчитель | вчителька | пан | пані | doamna | domnul | profesorul | profesoara | dna | dl
    | directorul | müəllim | müəllimə | мугалим | мұғалім | ustoz | устод | маставніца
    | მასწავლებელი | მასწავლებელს | მასწავლებელმა | დირექტორი | მეგობარი | მეგობარს | მეგობარმა
    | დეიდა | ბიძა | მწვრთნელი | კლასელი | ბატონი | ქალბატონი | ուսուցիչ | տնօրեն | багш
""")
"""Whose name follows, if a capital letter does."""

SCHOOL = words("""
    school | gymnasium | lyceum | shkolla | shkollë | shkollën | shkollës | shkolle | shkollen
    | shkolles | gjimnazi | gjimnazin | gjimnazit | училиште | училиштето | гимназија
    | гимназијата | škola | škole | školi | školu | školom | skola | skole | skoli | skolu
    | gimnazija | gimnazije | gimnaziji | gimnaziju | школа | школе | школи | школу | школы
    | школой | школою | школі | школата | šola | šole | šoli | šolo | училище | училището
    | гимназия | гимназии | гимназию | гимназията | гімназія | гімназії | лицей | лицея | лицее
    | ліцей | ліцею | școala | școală | școlii | scoala | scoală | liceul | liceu | liceului
    | gimnaziul | okul | okulu | okulunda | okula | lisesi | lisesinde | məktəb | məktəbi
    | məktəbdə | məktəbində | լիցեյ | դպրոց | դպրոցը | სკოლა | სკოლაში | სკოლის
    | საჯარო სკოლა | мектеп | мектебі | мектебинде | мектебінде | мактаб | мактабда | maktab
    | maktabda | maktabi | mekdep | mekdebi | сургууль
""")
"""Behind or before which a number or a name tells which school it is."""

SCHOOL_NUMBER = words(
    "no | nr | br | бр | num | number | numri | numër | номер | број | broj | ნომერი"
)
"""How a school's number is announced ("№" is cleaned to "No")."""

SCHOOL_NUMBERED = words("""
    saylı | sayli | nömrəli | numaralı | nolu | номерли | sonli | raqamli | рақамли | номӣ
""")
"""What follows a school's number that stands before it."""
