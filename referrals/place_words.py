"""The words that decide whether a name in a sentence means a place; it holds no place."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before a place, in the languages whose letters the look-up can read.
PREPOSITIONS = _words(
    """
    in near en cerca around outside inside by at de desde from por hacia del nan em tai o bo pre
    lakay sou sur dans a au aux vers chez habite vis rete abite viv nasa sa taga no na nas nos da do
    live lives living vivo vivimos vive moro mora gan song fi v iz around
    """
)
# These also stand before ordinary nouns, so what follows has to be more than a hamlet.
WEAK_PREPOSITIONS = _words(
    """
    de del from por desde at by o sou sur dans a au aux vers chez sa no na nas nos da do gan
    song v fi iz
    pre bo nan
    """
)

# Before or after a place that is only near the one that is meant.
NEARNESS = _words("near cerca around outside pres perto malapit toupre gan рядом возле около")
NEARNESS_AFTER = ("근처", "인근", "附近", "旁边", "旁邊")

# A text that holds only these and a name is about the name.
FILLER = PREPOSITIONS | _words(
    """
    hi hello hola hey please por favor thanks thank you gracias i im am live vivo soy estoy yo we
    are were is its the a my were la el los las ciudad city of county condado state estado area
    zona vivimos somos resido necesito ayuda need help lawyer abogado yes si ok okay me mi town
    pueblo usa us eeuu united states estados unidos y and to here aqui ahi right now just
    staying stay
    downtown centro also around nearby close cerca free gratis asap urgent urgente looking for
    find buscando busco
    attorney attorneys lawyers legal abogada abogados immigration inmigracion zip code codigo postal
    family familia mwen m mwenn nou ap mwen bezwen avoka ed ede silvouple tanpri mesi bonjou
    moro moramos mora aqui sou estou tou to preciso advogado advogada ajuda obrigado ola oi cidade
    j je suis habite vis nous habitons on est avocat aide besoin merci bonjour ville etat le la
    les l
    d du des toi tui minh em anh chi gia dinh chung sinh luat su can giup do cam on xin chao
    thanh pho
    tieu bang nha nhe ah a ako kami po ho dito nakatira tulong salamat ng ang lungsod mga aking
    ana sakin saken min ya zhivu my
    """
)

# State codes that are also words; a person has to write them as a code.
WORDLIKE_CODES = _words(
    """
    ak al ar as co de fm ga hi ia id il in la ma md me mi mo mp ms mt ne oh ok or pa pr pw so va vi
    ut wi
    """
)
# Of those, the ones that people send for another reason: hello, yes, for me, it is so.
NEVER_ALONE = _words(
    """
    hi ok me in or oh de al as id co so mi va vi la ma ak ga wi
    """
)

# Town names that are everyday words or other countries: only a state after them makes a place.
NEVER = _words(
    """
    lima bogota caracas quito london paris berlin habana havana managua santiago cairo moscow warsaw
    lebanon palestine syria jordan parole premier justice akin pinto bebe salinha otario maison cost
    لبنان فلسطين القاهره قاهره باريس لندن روما اسكندريه الاسكندريه اثينا مكسيكو كوبا مصر موسكو وارسو
    巴黎 伦敦 倫敦 雅典 罗马 羅馬 莫斯科 柏林 墨西哥
    파리 런던 로마 아테네 모스크바 베를린 멕시코
    париж лондон рим моск одесс афин мексик куб ливан варшав берлин киев минск
    alto pare marco mars abril avril mai maio junho julho janeiro fevereiro setembro outubro
    novembro dezembro
    janvier fevrier juin juillet aout septembre octobre novembre decembre septiembre octubre
    noviembre diciembre febrero puerta piso bolsa banheiro consul consulado carcel
    downtown uptown midtown anyone outside inside central abroad anywhere everywhere nowhere
    somewhere
    gratis free help home ice papers police may many force plain spring sanctuary cash una blanco
    foster
    creole check kite march june july august friday monday sunday trust jail court courts
    detention work works church school hospital law lawyer lawyers legal rights notice stop start
    more yes no hi hello okay please thanks english spanish french arabic immigration officer
    officers agent agents warrant visa asylum bond hearing judge paper book story day days time
    case today tomorrow friend friends love peace war safe safety fear danger trouble emergency
    kids child children son daughter mother father wife husband family mom dad sister brother here
    there where when what who why how car truck bus train house apartment door street store market
    factory farm job boss money bank phone shelter center office number now soon early late long
    best good fine free short casa caso casas corte carcel trabajo migra migracion abogado abogada
    ayuda policia iglesia escuela papeles miedo paz hijo hija hijos familia esposo esposa madre
    padre nombre numero derecho derechos amparo libertad gracias hola si favor mayo junio julio
    agosto lunes enero auto carro puerta calle camino loma fe luz buena bueno plan nada todo
    pais mundo centro oficina camion tienda dinero manana ahora aqui alla mexico honduras
    guatemala cuba haiti colombia venezuela peru china india brazil jamaica panama ecuador bolivia
    chile argentina poland russia egypt lebanon norway sweden denmark ireland italy vietnam
    philippines canada spain iran iraq syria yemen nepal turkey belize salvador nicaragua africa
    europe
    """
)

# Of several words: cities of other countries.
NEVER |= {
    "la porte",
    "la salle",
    "la place",
    "la puerta",
    "el barrio",
    "la paz",
    "santo domingo",
    "buenos aires",
    "el salvador",
    "costa rica",
    "port au prince",
}

# Towns whose names also follow a preposition in everyday talk: alone or with their state.
ONLY_ALONE = frozenset(
    {"el centro", "el campo", "la mesa", "la junta", "chino", "escondido", "bay", "el pais"}
)

# Well-known towns whose names are words or first names: not inside a sentence on their own.
CAREFUL = _words(
    """
    mobile enterprise hope union orange independence liberty commerce industry reading corona
    lincoln jackson madison jordan charlotte austin aurora victoria florence helena marion eugene
    lawrence raymond bend normal salem providence magnolia paradise eureka santa media surprise
    mission troy temple kent stanley marshall warren gary irving nancy carmel carolina frederick
    henry franklin clinton angel angeles rosa clara eden chase bell gardens park hill lake river
    beach green brown white valley view springs trinity concord garland humble friendly converse
    need pray delta provo plano santos mesa
    """
)

# Beginnings of a name that people write apart, as in "Mc Allen".
APART = frozenset({"mc", "mac", "o"})

# Short forms of states that count right after a town only.
ABBREVIATIONS = _words(
    "ill mass calif penn penna fla tex ariz wash colo okla minn wisc mich tenn conn ind miss ore"
)

# State codes that are also words, but not at the end of "I am in ...".
CODES_AFTER_IN = _words("ga ma va pa md mt ut wi oh ak ar ok wa ia ne")
