"""Words that our texts do not use, by language: those that console, those that promise."""

import re

_SYMPATHY = {
    "en": r"\bsorry\b|\bsadly\b|\bunfortunately\b|\bdon'?t worry\b|do not worry|no need to worry"
    r"|\bi (can )?(only )?(imagine|understand (how|that|your))\b|must be (hard|scary|difficult)"
    r"|stay strong|you are not alone|we are here for you|hang in there|\bmy heart\b",
    "es": r"\blo siento\b|\blamento\b|\blamentamos\b|por desgracia|lamentablemente|desgraciadamente"
    r"|no se preocupe|no te preocupes|\bentiendo (que|lo)\b|debe (de )?ser (duro|difícil)"
    r"|no est[áa]s? sol[oa]\b|estamos con(tigo| usted)|sea fuerte|\bánimo\b",
    "zh-Hans": r"抱歉|对不起|遗憾|不幸的是|(别|不要|不用|请勿)担心"
    r"|我们?(很)?理解您|您并?不(是)?孤单|您并?不孤独"
    r"|坚强|加油|一定很(难|害怕|辛苦)|我们(会)?陪(着|伴)您|我们与您同在|感到难过",
    "vi": r"xin lỗi|rất tiếc|thật (đáng )?tiếc|đáng tiếc|(đừng|không cần|xin đừng) lo\b|đáng buồn"
    r"|(tôi|chúng tôi) (rất )?(hiểu (rằng|nỗi)|thông cảm|chia buồn)|không (hề )?(cô đơn|đơn độc)"
    r"|(hãy|xin) mạnh mẽ|chắc (là )?(rất )?(khó khăn|đáng sợ)|bên cạnh (quý vị|bạn) mà",
    "ht": r"\b(mwen|nou) (regrèt|regret)\b|\beskize (nou|mwen|m)\b|\b(pa|pinga) enkyete|malerezman"
    r"|\b(mwen|nou) konprann (jan|ke|kijan)\b|\bou pa (pou kont ou|sèl|poukont ou)\b"
    r"|(kenbe|ret[eo]) (fèm|fò)\b|\bsa dwe (difisil|di|fè pè)|nou avèk ou\b|\bkouraj\b",
    "pt-BR": r"sinto muito|\blamento\b|\blamentamos\b|infelizmente|não se preocupe"
    r"|desculpe|\bdesculpa\b"
    r"|\bentendo (que|o|como)\b|deve ser (difícil|duro|assustador)|não está sozinh[oa]"
    r"|estamos com você|seja forte|\bforça!|\bcoragem\b",
    "fr": r"désolée?s?\b|\bhélas\b|malheureusement|\bje regrette|nous regrettons"
    r"|(vous|t)[' ](inquiétez|inquiète|en faites) pas|soyez sans crainte"
    r"|\bje comprends (que|comme|votre)|doit être (dur|difficile|effrayant)"
    r"|n'êtes pas seule?s?\b|sommes (avec|là pour) vous|(soyez|restez) (forte?s?\b|courageu)"
    r"|\bcourage\b",
    "ar": r"آسف|آسفون|نأسف|يؤسفني|يؤسفنا|للأسف|مع الأسف|نعتذر|أعتذر|لا تقلق|لا داعي للقلق"
    r"|(أتفهم|نتفهم|أفهم|نفهم) (شعور|كم|أن)|(لستم|لست|لستِ) وحدكم|لست وحدك|كن قويا|كونوا أقوياء"
    r"|لا بد أن (هذا|الأمر) (صعب|مخيف)|نحن معكم|قلوبنا",
    "ru": r"сожале(ю|ем|нию)|извините|простите|не (волнуйтесь|беспокойтесь|переживайте)|увы\b"
    r"|\b(я|мы) понима(ю|ем),? (как|что|ваш)|(наверное|должно быть),? (тяжело|страшно|трудно)"
    r"|вы не одн[аи]|вы не один\b|мы с вами\b|держитесь(?=[.,]|$)|крепитесь|сочувству",
    "ko": r"죄송|미안|유감|안타깝|안타까|불행히도|걱정\s?(하지 마|마세요|마십|할 필요)|마음이 아프"
    r"|(심정|마음)을? (이해|압니다)|얼마나 (힘드|무서|두려)|많이 힘드|혼자가 아닙|함께하겠|힘내",
    "tl": r"\bsorry\b|paumanhin|ikinalulungkot|nakakalungkot|sa kasamaang[- ]palad"
    r"|huwag (po )?(kayong |kang )?mag-?alala|wag (po )?(kayong |kang )?mag-?alala"
    r"|naiintindihan (ko|namin) (ang|na|kung)|\b(hindi|di) (po )?(kayo|ka) nag-?iisa"
    r"|mahirap siguro|siguradong mahirap|magpakatatag|lakasan (nyo|ninyo|mo) ang loob"
    r"|kasama (nyo|mo) kami",
}

_ADVICE = {
    "en": r"\byou qualify\b|\byou should apply\b|\byou will (win|be released|not be deported)\b"
    r"|\byou will get (a|your|asylum|status|papers)\b",
    "es": r"\busted (sí )?califica\b|\busted debe(ría)? solicitar\b"
    r"|\busted (ganará|recibirá|saldrá|obtendrá)\b|\bno (lo|la) (van a )?deporta(rán|r)\b",
    "zh-Hans": r"[您你](一定|肯定|就|完全)?(有资格(?!的)|符合(资格|条件))|[您你]应该?(去)?申请"
    r"|[您你](一定|肯定|将)?会(赢|胜诉|获释|被释放|拿到|得到绿卡|得到庇护)|[您你](一定|肯定)?不会被(递解|遣返|驱逐)",
    "vi": r"(quý vị|bạn) (chắc chắn )?(đủ điều kiện|hội đủ)|(quý vị|bạn) nên (nộp đơn|xin )"
    r"|(quý vị|bạn) (chắc chắn )?sẽ (thắng|được thả|được cấp|được thẻ|có thẻ|không bị trục xuất)",
    "ht": r"\bou kalifye\b|\bou (dwe|ta dwe) (aplike|mande azil)"
    r"|\b(ou|w) (ap|pral) (genyen|jwenn (azil|papye|estati|yon green card)|lage|soti nan prizon)"
    r"|\byo p ap depòte w",
    "pt-BR": r"\bvocê (se qualifica|tem direito ao asilo)"
    r"|\bvocê deve(ria)? (solicitar|pedir (asilo|o visto))"
    r"|\bvocê (vai ganhar|ganhará|será solt[oa]|vai ser solt[oa]|receberá)"
    r"|\bvocê vai receber (o|a|seu|asilo)\b"
    r"|\bvocê não (será|vai ser) deportad",
    "fr": r"\bvous (êtes éligible|remplissez les conditions|avez droit à l'asile)"
    r"|\bvous (devriez|devez) (demander l'asile|faire une demande)"
    r"|\bvous (allez gagner|gagnerez|serez libérée?|obtiendrez|recevrez (un|une|votre|l'asile))"
    r"|\bvous ne serez pas expulsée?",
    "ar": r"(أنت|أنتم) (مؤهل|مؤهلون|تستحق|تستحقون)"
    r"|(عليكم|عليك|يجب أن|ينبغي أن) (تقديم طلب|تقدموا طلب)"
    r"|(سوف ?|س)(تفوز|تكسب|تربح|يفرج عنك|يطلق سراحك|تحصلون? على (اللجوء|الإقامة|أوراق|البطاقة))"
    r"|لن (يتم ترحيلك|ترحلوا|يرحلوك)",
    "ru": r"\bвы (имеете право на убежище|подходите под|соответствуете требованиям)"
    r"|\bвам (следует|нужно|надо|стоит) (подать|просить убежищ)"
    r"|\bвы (выиграете|получите (убежище|грин|статус|документы|визу))|\bвас (отпустят|освободят)"
    r"|\bвас не (депортируют|вышлют)",
    "ko": r"(당신|귀하)은? (자격이 됩|자격이 있)|자격이 (되십|됩니다|있으십)"
    r"|신청해야 합니다|신청하셔야"
    r"|(승소|석방|풀려나|이기)(할|게 될|실) 것입니다|(받게|풀려나게) (될 것|되실)"
    r"|추방되지 않(을 것|습)",
    "tl": r"\b(kwalipikado|qualified) (ka|kayo)\b"
    r"|\b(dapat|kailangan) (kang|kayong|nyong|mong) mag-?apply"
    r"|\b(mananalo|makakalaya) (ka|kayo)\b"
    r"|\bmakukuha (mo|nyo) ang (asylum|green card|papeles|status)"
    r"|\b(hindi|di) (ka|kayo) (made-?deport|ipapadeport)",
}

SYMPATHY = {tag: re.compile(words, re.IGNORECASE) for tag, words in _SYMPATHY.items()}
"""What consoles, or pretends to feel with a person."""

ADVICE = {tag: re.compile(words, re.IGNORECASE) for tag, words in _ADVICE.items()}
"""What promises an outcome, or says what a person qualifies for or should apply for."""
