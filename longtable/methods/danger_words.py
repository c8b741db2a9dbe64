# ruff: noqa: E501 (a phrase is one line)
"""The words and turns of phrase by which English and Spanish speakers tell of danger, kept as data.

One phrase a line, written as `folding.fold` leaves a text: small letters, no accents, no apostrophes. A space
stands for any short gap (or none), `_` inside a look-behind for exactly one space, `{NAME}` for a list in
`VOCABULARY`; the rest is a regular expression. A look-ahead keeps an idiom out at the phrase it belongs to.

Compiled by hand by the authors from everyday speech, misspellings and texting spellings, not from any corpus
of messages. Somebody who knows a community's speech should read it before it is relied on there.
"""

from __future__ import annotations

from typing import Final

VOCABULARY: Final = {
    "WORD": r"(?:[^a-z0-9.!?]{1,3}[a-z0-9]+)",
    # English
    "WANT": "(?:want(?:ed|s|ing)? (?:to|2)|wanna|wana|going to|gonna|gunna|gona|plan(?:ning)? (?:to|on)|tempted to"
    "|ready to|about to|think(?:ing|s)? (?:of|about)|thought(?:s)? (?:of|about)|fe(?:el|lt) like|tr(?:y|ying|ied) to"
    "|threaten(?:s|ed|ing)? to|talk(?:s|ed|ing)? about|might|will|could just|need to|have to|let me)",
    "SELF": "(?:my ?self|meself|mysel|myslef|mself|my sefl)",
    "OTHER_SELF": "(?:him ?self|her ?self|them ?sel(?:f|ves))",
    "SUICID": "(?:su ?ici[dt]|suci[ds]|siuci[ds]|suis+i[ds]|suicc?yd|suicd|suicude|suicied|sucicid|sewer ?sli[dt])",
    "WISH": "(?:want (?:to|2)|wanna|wana)",
    "NOT": "(?:dont|do not|dnt|dont even|no longer|didnt|never)",
    "PERSON": "(?:he|she|they|hes|shes|husband|hubby|wife|ex|boyfriend|bf|girlfriend|gf|partner|spouse|fiance|dad|daddy"
    "|father|mom|mother|step ?dad|step ?mom|step ?father|step ?mother|brother|uncle|grandpa|grandfather|cousin"
    "|son|caregiver|roommate|coach|pastor|man|guy|someone|somebody|neighbou?r|in ?laws?|foster parents?)",
    "OFTEN": "(?: (?:has|have|had|is|was|will|would|keeps?|kept|always|often|sometimes|still|just|used to|use to"
    "|started|been|physically|sexually|also|even|who|then|drunk|again|really|almost|once|ever(?:y|y day|y night)"
    "|gets? (?:mad|drunk|angry) (?:and|n|he|she)|got (?:mad|drunk|angry) (?:and|n)|came home (?:drunk )?and"
    "|comes home (?:drunk )?and|and|grabbed me and|when drunk|tried to|tries to)){0,4}",
    "HIT": "(?:hits?|hit+ing|beats?|beating|beaten|beatin|punch(?:es|ed|ing)?|slap(?:s|ped|ping)?|kick(?:s|ed|ing)?"
    "|chok(?:es?|ed|ing)|strangl(?:es?|ed|ing)|rap(?:es?|ed|ing)|molest(?:s|ed|ing)?|abus(?:es?|ed|ing)"
    "|hurt(?:s|ing)?|threaten(?:s|ed|ing)?|shov(?:es?|ed|ing)|stab(?:s|bed|bing)?|smack(?:s|ed|ing)?"
    "|burn(?:s|ed) me with)",
    "FAMILY": "(?:me|us|my (?:little |baby |older |younger |own )?(?:kids?|child|children|sons?|daughters?|mom|mother|sister"
    "|brother|baby|grandma|grandmother|niece|nephew)|(?:his|her|their) (?:own )?(?:kids?|child|children|wife"
    "|girlfriend|mother|mom|son|daughter|baby))",
    "NO_BLOW": "(?! (?:up\\b|to(?! (?:death|the floor|the ground))|out|off|in the (?:wallet|pocket)|hard|that|around to"
    "|like a (?:ton|truck|brick)|back to|into|from|through|about|for being late|where|the most|when i|differently"
    "|with(?! (?:a |an |his |her |the |my )?(?:belt|fists?|bat|stick|cord|hand|hands|bottle|chair|pan|shoe|knife"
    "|gun|broom|cane|hammer|ax))))",
    "PARTNER": "(?:husband|hubby|wife|ex|ex husband|boyfriend|bf|girlfriend|gf|partner|spouse|dad|father|mom|mother"
    "|step ?dad|step ?father|uncle|brother|son|baby daddy)",
    "THREAT": "(?:kill|kil|shoot|stab|murder|strangle|hurt|beat(?: up)?|bomb)",
    "VICTIM": "(?:you|u|him|her|them|everyone|everybody|people|some ?one|some ?body|every last|all of (?:you|them)|my (?:ex"
    "|landlord|boss|husband|wife|neighbor|neighbour|mother|father|family|kids|children|partner|coworkers?|teacher)"
    "|(?:that|those|this|these|the) (?:man|men|guy|woman|people|doctors?|nurses?|staff|teachers?|bastards?|cops?))",
    "NOTE": "(?:an?|the|some|my|another) (?:quick )?(?:e ?mail|text|message|note|line|picture|photo|question)",
    # Spanish
    "QUIERO": "(?:[qk]u?ier[oe]|[qk]ero|[qk]u?isiera|[qk]u?eria|voy a|boy a|pienso(?: en)?|planeo|intente|intento|trate de"
    "|ganas de|pensando en|pensado en|pense en|deseo|prefiero|preferiria|puedo(?: solo)?)",
    "DE_RISA": "de (?:la |el |tant[oa] |pur[oa] )?(?:hambre|risa|ganas|calor|frio|pena|sueno|sed|verguenza|amor|viej[oa])",
    "VIVIR": "(?:[vb]i[vb]ir)",
    "MORIR": "(?:morir|morirme|morrir|desaparecer para siempre|estar muert[oa])",
    "MATARME": "(?:matarme|suicidarme|su[is]sidarme|ahorcarme|colgarme de|colgarme en|envenenarme|degollarme)",
    "PERSONA": "(?:el|ella|espos[oa]|marido|mujer|novi[oa]|pareja|ex|ex ?espos[oa]|ex ?marido|papa|padre|mama|madre"
    "|padrastro|madrastra|herman[oa]|ti[oa]|abuel[oa]|hij[oa]|suegr[oa]|cunad[oa]|patron|jefe|prim[oa]|cuidadora?"
    "|senora?|hombre|vecin[oa]|maestr[oa]|pastor|viejo|papas|padres)",
    "SIEMPRE": "(?: (?:siempre|todavia|ya|tambien|a veces|aveces|todos los dias|cada|vez|que|cuando|toma|borrach[oa]"
    "|casi|hasta|sigue|y|seguido|otra|anoche|ayer|de mis hijos|llega|se enoja|casi)){0,5}",
    "PEGA": "(?:peg(?:a|o|an|aba|aban|aron|ando)|golpe(?:a|o|an|aba|aban|aron|ando)|cachete(?:a|o|aba)|pate(?:a|o|aba)"
    "|ahorc(?:a|o|aba)|viol(?:a|o|aba|aron|an)|manose(?:a|o|aba)|estrangul(?:a|o)|abofete(?:a|o))",
    "NO_GOLPE": "(?! (?:(?:a|un|una|el|la|los|las|en el|en la|al|de|con el|directo al) ?)*(?:sol|calor|frio|luz|aire|viento"
    "|hambre|sueno|sed|gripe|gripa|virus|covid|economia|inflacion|renta|precios?|alergias?|dolor|tos|fiebre"
    "|migrana|nostalgia|susto|crisis|duro|fuerte|bolsillo|cartera|verguenza|senal|impuestos?|aumento|costo"
    "|derechos|mis derechos|subida|wifi|internet|bajon|gasolina|tod[oa]s)\\b)",
    "FAMILIA": "(?:(?:su|sus|mi|mis|los|las|la|el|nuestr[oa]s?) (?:propi[oa]s? )?(?:hij[oa]s?|espos[oa]|mujer|ninos|ninas|nino"
    "|nina|mama|madre|herman[oa]s?|novia|bebe|abuel[oa]|sobrin[oa]s?|pareja|viejita))",
    "AMENAZA": "(?:matar|balacear|balear|apunalar|disparar(?:le|les)?|acuchillar|asesinar|golpear|quemar|partir la)",
    "VICTIMA": "(?:todos|todas|alguien|mi|ese|esa|esos|esas|el|la|los|las|ustedes|gente|quien)",
}

PHRASES: Final = {
    ("en", "self_harm", True): """
        kil+(?:ing)? {SELF}(?! (?:work|try|over|laugh|with|to make|to get|to pay|doing|commut|study|for a))
        {WANT} (?:kil+|hurt|harm|cut|hang|shoot|drown|unalive) {OTHER_SELF}
        kys
        (?<!\\d_)kms(?! (?:away|from|per|to))
        (?:end|ending|ended|take|taking) my (?:own )?li[fv]es?(?! (?:back|in|to the|into|seriously|savings))
        (?:i|i just|i really|i only|i sometimes|just|sometimes|honestly|but|and|me) (?:{WANT} )?(?:{WANT}|wish i could|wish to|hope i|hope to) (?:just )?die(?! (?:at home|in my (?:own )?(?:home|bed|sleep)|in peace|with dignity|of|here|in this|waiting|before|from|because|laughing|without|if|on (?:that|this)))
        wish i (?:was|were|wasnt|werent) (?:dead|alive|never born|here any ?more)
        wish i (?:wouldnt|didnt|dont|wont) (?:have to )?(?:wake up|exist)
        wish (?:i|id|ive)(?: had)? (?:could (?:just )?disappear|never (?:been|was|were)? ?born|was never born)
        (?:she|he|they|son|daughter|kid|child|friend|teen|brother|sister|mom|dad|who|year old) (?:says |said |told{WORD} )?(?:she |he |they )?(?:wants?|wanted) to die(?! (?:at home|in (?:his|her|their|peace)|with dignity|of|here|before|from|because|laughing|without))
        {WISH} (?:just )?disappear (?:forever|for good|and never)
        (?:good ?bye|suicide) (?:letter|note)s?
        think(?:ing)? (?:of|about) (?:driving|crashing|running)(?: my car)? (?:into|off)
        (?:im|i am|started|been|i started|i keep) cutting (?:again|myself)
        hope i (?:dont|do not|never) wake up
        {NOT} {WISH} (?:wake up|exist|be alive|keep living|go on living)(?! (?:early|to\\b|at|by))
        {NOT} {WISH} (?:be here|go on|be around|live)(?: like this)? (?:any ?more|no more|nomore)
        {NOT} {WISH} live(?= ?(?:[.,;!?\\n]|$|and|but|because|i\\b|im\\b|without (?:him|her)))
        (?:i|ive|i have) (?:got )?(?:no|nothing){WORD}{0,2} (?:reason|point) (?:to|in|for) (?:live|liv(?:e|ing)|keep going|go on|be(?:ing)? alive)
        (?:dont|do not|cant) see (?:the|a|any) (?:reason|point) (?:to|in|of|for) (?:live|living|be(?:ing)? alive|going on)(?! (?:here|in|with))
        cant stop thinking (?:about|of) (?:dying|death|killing)
        nothing (?:left )?to live for
        no (?:reason|point) (?:to|in|for) (?:live|living)(?! (?:here|in|with))
        life (?:is|isnt|is not|isn t|aint)(?: not)?(?: even)? worth (?:living|it any ?more)
        better off (?:dead|without me)
        (?:end|ending) it all
        (?:end|ending) it (?:tonight|now|today|for good)
        (?:tired|sick) of (?:living(?! (?:in|with|here|like|on|next|near|under|paycheck|from|this|off))|being alive)
        (?:im|i am|i feel|i felt|ive been|i have been|i was|i get|feeling|been feeling|and) (?:very |really |so |still |been |feeling )*{SUICID}al
        (?:my|his|her) (?:\\w+ )?(?:son|daughter|husband|wife|brother|sister|kid|child|friend|mom|dad|mother|father|teen|teenager|nephew|niece|roommate|neighbor) (?:is|has been|feels|became|was) (?:\\w+ )?{SUICID}al
        (?:i|ive|i have|i had|my|having|have){WORD}{0,3} {SUICID}al (?:thoughts?|ideas?|feelings?|ideation)
        (?:i|ive|im|i am|i have|i was){WORD}{0,5} (?:commit(?:t?ing|t?ed)?|attempt(?:ed|ing)?|consider(?:ed|ing)?|think(?:ing)? (?:of|about)|thought (?:of|about)|contemplat(?:ed?|ing)|thoughts of) {SUICID}e
        {WANT} commit(?:ting)? {SUICID}e
        un ?aliv(?:e|ing) {SELF}
        (?:cutting|cuttin|burning) {SELF}(?! (?:off|out|some|shaving|cooking|a\\b|from|on the|on my))
        cut {SELF} (?:on purpose|again|to feel|every|at night|so i|when i feel|bc|because)
        (?:cut|cutting|slit|slitting|slash) my (?:arms?|wrists?|legs?|thighs?|veins)
        {WANT} (?:hurt|harm|cut|hang|shoot|drown|stab|unalive|starve) {SELF}(?! in the foot)
        (?:hurt|hurting|harm|harming) {SELF} (?:on purpose|again|every|when)
        i{WORD}{0,2} self ?harm
        (?:hang|hanging|drown|drowning|shoot|shooting|poison) {SELF}(?! in the foot)
        (?:i|im|i am){WORD}? {WANT} (?:overdose|od|o d)
        (?:took|take|taking|swallow(?:ed|ing)?|ate) (?:all|a bunch of|a whole bottle of|the whole bottle of|too many|a handful of)(?: of)?(?: my| the| her| his)? (?:pills|meds|medication|medicine|tylenol|sleeping pills|xanax)(?! (?:a day|every day|each|per|daily|on time|for))
        jump(?:ing)? (?:off|from) (?:a|the|that|my|this) (?:\\w+ )?(?:bridge|roof|building|balcony|overpass)
        (?:jump|step|walk|throw {SELF})(?:ing)? in front of (?:a|the) (?:train|car|truck|bus)
        (?:bullet|gun) (?:in|to|through) my (?:own )?(?:head|mouth|brain)
        blow my (?:own )?brains? out
        (?:no ?body|no one|noone|nobody){WORD}{0,2} (?:care|miss me|notice|cry){WORD}? if i (?:die|died|was gone|were gone|disappeared|was dead|killed)
        (?:dont|do not|dnt|wouldnt) (?:even )?care if i (?:live|die|died)
        (?:goodbye|good bye) (?:cruel world|forever|to everyone)
    """,
    ("en", "self_harm", False): """
        {SUICID}(?:e|es|al|ality|ed|er)?
        self ?(?:harm|harming|injury|mutilation)
        overdos(?:e|es|ed|ing)
        kil+(?:ed|s|ing)? {OTHER_SELF}
        (?:took|taken|takes|take|ended) (?:his|her|their) own li(?:fe|ves)
        cant (?:take|do) (?:it|this) any ?more
        i cant go on(?: like this)?
        {NOT} {WISH} live like this
        give up on life
        want (?:it|everything) (?:all )?to (?:be over|end)
        want the pain to (?:stop|end)
        (?:feel like |thinking of |want(?:ing)? (?:to )?)(?:end|ending) (?:things|everything)
    """,
    ("en", "abuse", True): """
        (?:beat(?:s|ing|en)?|beating|kick(?:s|ed)) (?:me|us|her|my (?:kids?|mom|sister|brother)) up
        {PERSON}{OFTEN} {HIT} {FAMILY}{NO_BLOW}
        grab(?:s|bed)? (?:me|her|us) by (?:the|my|her) (?:hair|throat|neck)
        {PERSON}{OFTEN} (?:hits?|hit+ing|beats?|beating|rap(?:es|ed)|molest(?:s|ed)|slap(?:s|ped)|chok(?:es|ed)|abus(?:es|ed)) her{NO_BLOW}
        (?<!it_)(?<!that_)(?<!what_)(?<!this_)(?<!which_)(?<!really_)(?<!cost_)(?<!costs_)(?<!price_)(?<!rent_)(?<!bill_)(?<!tax_)(?<!increase_)(?<!inflation_)(?:hits|beats|chokes|slaps|punches|rapes|molests|raped|molested|choked|strangled|slapped|punched) (?:me|us){NO_BLOW}(?! is| was)
        (?:im|i am|i was|ive been|i have been|i keep|i get|i got|we are|we were|im being|being|getting){WORD}{0,2} (?:abused|beaten|raped|molested|sexually assaulted|assaulted|trafficked|strangled)(?! by (?:the|this|our|that|your|my) (?:system|state|insurance|hospital|government|company|landlord\\b|county|city))
        (?:i was|i got|im being|i am being|i get|getting|being) hit by (?:my|her|his) {PARTNER}
        touch(?:es|ed|ing)? me (?:inappropriately|at night|down there|where|in a bad|sexually|when i (?:am|was) (?:asleep|sleeping))
        touch(?:es|ed|ing)? my privates?
        (?:afraid|scared|terrified|fearful) (?:of|2 be with|to be with) (?:my|her|his|the) {PARTNER}
        (?:afraid|scared|terrified) (?:to|2) (?:go|be|come) (?:back )?home(?! from)
        (?:not|dont feel|do not feel|never feel|isnt|arent) safe (?:at home|with (?:my|her|his) {PARTNER}|with him|around him|around my {PARTNER})
        (?:wont|doesnt|does not|will not|never|dont) (?:let|lets) me (?:leave the house|out of the house|go outside|leave (?:him|home)|see a doctor|use (?:the|my) phone|talk to my family)
        lock(?:s|ed)? me (?:in|up)(?= ?(?:$|[.,!?]|the|a|my|for|at|when|and))
        (?:put|puts|had|has|wrapped){WORD}? hands (?:around|on) (?:my|her|his) (?:neck|throat)
        (?:threw|throws|throwing) {WORD}{1,3} at (?:me|us|her|my (?:head|face|kids))
        (?:comes?|came|gets|got) in(?:to)? my (?:room|bed) (?:at night|when|while|naked)
        forc(?:es|ed|ing) (?:me|her|my daughter) (?:to have sex|into sex|to do (?:sexual|things)|himself|to sleep with)
        (?:took|takes|taken|holding|holds|keeps|kept|keep|has|have|hid) (?:my|our|their) passports?
        (?:wont|not|doesnt|dont|never) lets? us leave(?! early)
        {PARTNER} is (?:abusive|violent|abusing|beating)
        (?:in|escap(?:e|ing)|leav(?:e|ing)) (?:an|a|my) (?:very )?abusive (?:relationship|marriage|husband|home|partner|boyfriend|ex)
        domestic violence (?:victim here|survivor here)
        (?:im|i am|i was) a (?:victim|survivor) of (?:domestic|child|sexual) (?:violence|abuse|assault)
    """,
    ("en", "abuse", False): """
        domestic (?:violence|abuse)
        (?:child|elder|sexual|physical|emotional|spousal|animal) (?:abuse|assault|molestation)
        sexual(?:ly)? (?:assault(?:ed|s)?|abused?|molested)
        (?:abused|battered|beaten) (?:kids?|child|children|women|wives|woman|spouses?|elders?)
        rap(?:e|ed|es|ist|ists)
        molest(?:er|ers|ation|ed)
        (?:human|sex) trafficking
        abusive (?:husband|partner|relationship|parent|home|boyfriend|marriage)s?
    """,
    ("en", "violence", True): """
        (?:im|i am|i will|ill|ima|imma|id|i would|i|i just|we will|were|we are|i swear i|i could|i should|finna|gonna|gona|i swear to god i){WORD}? ?(?:{WANT} )?(?<!not_)(?<!never_)(?<!to_be_){THREAT} {VICTIM}(?! (?:feelings?|with kindness|to it|all at|{NOTE}))
        (?:going to|gonna|gunna|want to|wanna|will|ill|plan to|planning to|might|finna) shoo+t (?:up |at )?(?:you|him|her|them|people|everyone|everybody|someone|somebody|the(?! (?:breeze|hoops|moon|ball|video|film|photo))|that|this|all|every)(?! {NOTE})
        (?:going to|gonna|gunna|want to|wanna|will) shoot(?= ?(?:$|[.!]))
        (?:im|i am|ill|i will|gonna|going to|want to|wanna|should|somebody should|someone should){WORD}? shoo*t up (?:the|a|this|that|my|your)
        (?:im|i am|ill|i will|gonna|going to|want to|wanna){WORD}? (?:blow up|bomb|burn(?: down)?|torch) (?:the|this|that|your|their|my) (?:\\w+ )?(?:building|clinic|office|school|place|house|hospital|church|home)
        bring(?:ing)? (?:a|my|the) (?:gun|knife|weapon|rifle|pistol) to
        (?:i have|i got|ive got|i own) (?:a|my) (?:gun|knife|rifle|pistol){WORD}? and (?:i|im|ill)
        {PERSON}{WORD}{0,2} (?:has|have|got|with|holding|carries|carrying|pulled|pointed|put|brought) (?:a|his|her|the) (?:gun|knife|weapon|pistol)(?: out)? (?:on|at|to|and(?: is)?(?: he)?(?: will| says)?|against|in) (?:me|us|my|her|the house|threat\\w+|outside|hell)
        (?:he|she|they|hes|shes|husband|ex|boyfriend|bf|girlfriend|partner|someone|somebody|neighbor|stepdad|stepfather|wife|man|guy){WORD}{0,4} (?:going to|gonna|will|hell|shell|wants to|tried to|trying to|tries to|threatened to|threatens to|threatening to|would) (?:kil+|shoot|stab|murder|strangle) (?:me|us|my|her|him)
        threaten(?:s|ed|ing|ing me)? (?:me |us )?(?:with (?:a |his |the )?(?:gun|knife|weapon|death)|to (?:kil+|shoot|stab|hurt|beat|burn) (?:me|us|my|her))
        (?:put|puts|held|holds|holding) (?:a|the|his) (?:gun|knife) to (?:my|her|his|our) (?:head|throat|neck|face)
        (?:man|guy|some ?one|some ?body|ex|husband|boyfriend|he|she){WORD}{0,4} with a (?:gun|knife|machete|bat)
        hell (?:kil+|shoot|stab|hurt) (?:me|us|my|her)
        (?:kil+|shoot|stab|murder|hurt) me if i (?:leave|tell|say|go|call|talk)
        (?:some ?one|some ?body|a man|a guy|he|she|they|ex|my ex|husband)(?: is| s| keeps| has been| are| was|s)? (?:following|stalking|chasing|breaking in(?:to)?|trying to (?:break in|get in|kil+)|outside my|attacking|holding me)(?! (?:up|rules?|instructions|directions|the (?:law|rules?)))
        (?:some ?one|some ?body|a man|they) (?:is|are|s) in my (?:house|home|apartment|room)(?! (?:every|to fix))
        (?:im|i am|i have been|ive been|being) (?:stalked|held hostage|kidnapped|attacked|followed home)
        (?:held|holding me|kept|keeping me|locked up) against my will
        (?:im|i am|we are|were|my kids are|my family is|she is|shes|my life is|kids are){WORD}? in (?:\\w+ )?danger(?! of (?:losing|eviction|being evicted|foreclos|closing|default|flood))
        (?:fear|fearing|afraid|scared|fears) (?:for|4) (?:my|our|her) (?:own )?(?:life|lives|safety)
        (?:please|pls|plz|someone|somebody) (?:call|send) (?:911|the police|police|cops|the cops|help(?= ?(?:$|[.!]|now|pls|please))|an ambulance)
        (?:ive|i have|i|he|she|weve) (?:been |was |got |just got |just been )(?:shot|stabbed) (?:at|in|by|and|last night|today|tonight)
    """,
    ("en", "violence", False): """
        (?:mass |school |drive ?by )?shootings?(?! (?:hoops|guards?|ranges?|stars?|pool|for|baskets|up|straight|pains?|from|myself))
        active shooters?
        (?:gun|gang|street|armed) (?:violence|crime)
        gun ?(?:shots?|fire)
        homicid(?:e|es|al)
        murder(?:s|ed|er|ers)?
        stab(?:bed|bings?)
        (?:bomb|death) threats?
        (?:kil+|shoot|stab)(?:ed|s|ing)? (?:people|someone|somebody|each other)
        (?:people|person|man|woman|kid|child|teen|teenager|boy|girl|neighbor) (?:was|were|got|get|gets|being|getting) (?:shot|killed|stabbed)
    """,
    ("es", "self_harm", True): """
        (?<!no_)me (?:[qk]u?iero|[qk]ero|[qk]u?isiera|[qk]u?ero|[qk]u?eria|gustaria) (?:morir|suicidar|su[is]sidar|matar|colgar|ahorcar|desaparecer|quitar la [vb]ida)(?! (?:{DE_RISA}|en (?:mi|paz)))
        me (?:voy|boy) a (?:matar|suicidar|su[is]sidar|colgar|ahorcar|quitar la [vb]ida|cortar las venas)(?! (?:en (?:esa|esta|la|ese|este|el)|trabajando|estudiando|manejando|por llegar))
        (?<!no_)(?:{QUIERO}) (?:ya )?{MORIR}(?! (?:{DE_RISA}|en (?:mi|paz|casa)|esperando|aqui|sin))
        (?:dan|da|tengo|siento|con){WORD}{0,2} ganas de (?:morir(?:me)?|matarme|no despertar|desaparecer|suicidarme)(?! de)
        {MATARME}(?! (?:trabajando|estudiando|por|el telefono))
        (?:no|ni) {QUIERO} (?:seguir )?{VIVIR}(?! ?(?:aqui|ahi|alla|en|con|cerca|asi|sin|de|del|junto|entre|bajo|como|al|lejos|endeudad|sol[oa]\\b))
        no {QUIERO} (?:existir|seguir [vb]iviendo|estar [vb]i[vb][oa]|despertar(?:me)?(?: mas| nunca)?|seguir en este mundo|estar en este mundo)(?! (?:en|con|cerca|aqui|asi|temprano|a las|tan))
        (?:[qk]itar|quitar|kitar)me la [vb]ida
        me (?:[qk]u?ito|quite|[qk]u?iero quitar|he querido quitar|intente quitar) la [vb]ida
        (?:acabar|terminar|acabo|termino) con (?:mi (?:propia )?[vb]ida|mi existencia)
        (?:acabar|terminar) conmigo(?= ?(?:$|[.,!]))
        (?:poner|ponerle) fin a mi [vb]ida
        mejor (?:estar|estaria|estoy)? ?muert[oa](?! de)
        (?:[qk]u?isiera|desearia|ojala) (?:ya )?(?:estar|estuviera|estuviese) muert[oa](?! de)
        ojala (?:ya )?(?:me muera|me muriera|no despierte|no despertara|no hubiera nacido|nunca hubiera nacido|no amanezca)(?! de)
        no vale la pena (?:seguir )?[vb]i[vb]i(?:r|endo)(?! (?:aqui|en))
        no (?:le )?(?:tengo|hay|encuentro|veo){WORD}? (?:razon|razones|motivo|motivos|ganas|sentido){WORD}? (?:para|de|a|por)(?: que| la)? (?:seguir )?(?:[vb]i[vb]i(?:r|endo)|[vb]ida|seguir(?= ?(?:$|[.,!]))|estar [vb]i[vb][oa])(?! (?:aqui|en))
        no (?:le )?(?:tengo|hallo|veo|encuentro){WORD}{1,3} (?:a|de|para|en) (?:seguir (?:[vb]iv[oa]|[vb]iviendo)|estar [vb]iv[oa])
        (?:[qk]u?iero|[qk]u?isiera) (?:es )?(?:morirme|matarme|desaparecer para siempre)(?! {DE_RISA})
        (?:mejor|prefiero|prefiriria) desaparecer(?: para siempre)?
        irme? (?:ya )?de este mundo
        (?:carta|nota|mensaje) de despedida
        sin ganas de [vb]i[vb]ir(?! (?:aqui|en))
        (?:mi [vb]ida|la [vb]ida) (?:ya )?no (?:tiene|vale|merece){WORD}{0,2} (?:sentido|pena|nada)
        (?:estarian|estaran|estan|estaria) mejor sin mi(?= ?(?:$|[.,!]))
        nadie me (?:extranaria|va a extranar|extranara|lloraria)(?: si)?
        (?:canse|cansad[oa]|hart[oa]) de (?:[vb]i[vb]ir|la [vb]ida|estar [vb]i[vb][oa])(?! (?:en|con|aqui|asi|cerca|de|cara|en la|tan|lejos|donde|apretad))
        me suicid(?:o|e|aria|are)
        (?:tengo|tuve|he tenido|con|mis|tiene){WORD}{0,2} (?:pensamientos?|ideas|ideacion(?:es)?) (?:de )?su[is]?[cs]id(?:as?|io)
        (?:pienso|pensado|pensando|pense|intente|intentado|considerado|considero){WORD}{0,2} (?:el )?su[is]?[cs]id(?:io|arme)
        (?:me siento|estoy|soy) (?:muy )?suicida
        me (?:corto|cortaba|estoy cortando|he cortado|corte) (?:a proposito|los brazos|el brazo|las venas|las munecas|las piernas|la piel|para (?:sentir|no sentir|aliviar))
        se (?:corta|cortaba|esta cortando) (?:los brazos|el brazo|las venas|las munecas|las piernas|la piel)
        cortarme(?= ?(?:$|[.,!]))|cortarme (?:las venas|los brazos|las munecas|las piernas)
        (?:{QUIERO}) (?:hacerme dano|lastimarme|herirme|dispararme|envenenarme|cortarme)(?! el)
        me (?:hago dano|lastimo|autolesiono|hiero)(?: (?:a proposito|yo (?:mism[oa]|sol[oa])|a mi mism[oa]|cuando))
        me (?:hago dano|autolesiono)(?= ?(?:$|[.,!]))
        (?:tirar|aventar|lanzar)me (?:de|del|desde|al|a la|a las|a los|por)(?: un| una| el| la)? ?(?:puente|tren|edificio|vacio|metro|techo|balcon|ventana|vias|carro|rio|azotea)
        (?:saltar|brincar) (?:de|del|desde)(?: un| el)? ?(?:puente|edificio|techo|balcon)
        (?:dar|pegar|meter)me un (?:tiro|balazo|plomazo)
        me (?:tome|tomo|trague|voy a tomar) (?:todas?|un monton de|un frasco de|el frasco de|muchas)(?: mis| las| de| los)? ?(?:pastillas|medicinas|pildoras)(?! (?:diari|cada|al dia))
        tomarme todas (?:mis|las) (?:pastillas|medicinas)
        se (?:[qk]u?iere|va a|intento|trato de|quiso|esta tratando de) (?:matar|suicidar|quitar la [vb]ida|ahorcar)
        (?:[qk]u?iere|intento|trato de|habla de|amenaza con|piensa en|quiso|pensando en|hablando de) (?:matarse|suicidarse|quitarse la [vb]ida|ahorcarse|morirse(?! de)|cortarse las venas)
        (?:dice|dijo|dicen|diciendo){WORD}? que (?:ya )?(?:se )?(?:[qk]u?iere morir|no [qk]u?iere [vb]i[vb]ir|se [qk]u?iere morir|prefiere morir)(?! (?:en|de))
    """,
    ("es", "self_harm", False): """
        su[is]?[cs]id(?:io|ios|a|as|o|ar|arse|aron|an|aba)
        autolesion(?:es|arse|a|an)?
        sobre ?dosis
        se (?:mato|quito la vida|quitaron la vida)
        ya no (?:aguanto|puedo) (?:mas|mi vida)
        (?:no [qk]u?iero|no [qk]u?isiera|no se puede) (?:seguir )?[vb]i[vb]i(?:r|endo) asi
        no [qk]u?iero seguir(?: asi)?(?= ?(?:$|[.,!]))
        [qk]u?iero (?:acabar con todo|que todo (?:se )?(?:acabe|termine))
    """,
    ("es", "abuse", True): """
        {PERSONA}{SIEMPRE} (?:me|nos) {PEGA}(?! (?:el covid|la gripe|la gripa|el virus|un susto|sus|su|mis derechos))
        (?<!no_)(?<!frio_)(?<!sol_)(?<!calor_)(?<!aire_)(?<!renta_)(?<!precio_)(?<!precios_)(?<!luz_)(?<!eso_)(?<!inflacion_)(?:me|nos) {PEGA}{NO_GOLPE}
        que (?:me|nos) (?:pegue|golpee|viole|haga dano)
        me (?:avento|avienta|empujo|empuja|tiro) (?:por las escaleras|contra (?:la|el)|al (?:piso|suelo))
        me (?:jalo|jala|agarro|agarra) (?:del|de los|el) (?:pelo|cabello|cuello|pescuezo|cabellos)
        (?:me|la) oblig(?:a|o|aba) a (?:tener (?:relaciones|sexo)|acostarme|acostarse|estar con el|hacer cosas)
        (?:me|nos) (?:quit(?:o|aron)|esconde|escondio|tiene|retiene)n? (?:el|los|mi|nuestros) pasaportes?
        no nos deja(?:n)? salir(?! temprano)
        toc(?:a|o|aba) a {FAMILIA} (?:en )?(?:sus partes|las partes|ahi|donde|cuando)
        (?:me|nos) esta(?:n)? (?:pegando|golpeando|violando|maltratando|ahorcando){NO_GOLPE}
        {PERSONA}{SIEMPRE} (?:me|nos) (?:maltrat(?:a|o|aba)|amenaz(?:a|o|aba)|lastim(?:a|o|aba)|hum+il+a y)
        me maltrat(?:a|aba)(?= ?(?:$|[.,!]|mi|y|cuando|mucho|el|desde))
        me (?:maltrat(?:a|o|aba)|amenaz(?:a|o|aba)|lastim(?:a|o|aba)|pega|jalonea|avienta|empuj(?:a|o)|grita y me pega) mi (?:{PERSONA})
        (?:le|les) (?:peg(?:a|o|an|aba|ue)|grita y (?:le|les) pega) (?:mucho )?a {FAMILIA}
        (?:golpe(?:a|o|an|aba)|maltrat(?:a|o|an|aba)|viol(?:a|o|aba)|lastim(?:a|o|aba)) (?:mucho )?a {FAMILIA}
        abus(?:a|o|an|aba|aron|ando){WORD}? de (?:mi|nosotras|nosotros)(?! (?:confianza|tiempo|paciencia|trabajo|buena|necesidad|situacion))
        abus(?:o|aron|aba){WORD}? de {FAMILIA}
        (?:fui|he sido|soy|estoy siendo|era) (?:violada|violado|abusad[oa]|golpead[oa]|maltratad[oa]|victima de (?:violencia|abuso|maltrato|trata))
        me toc(?:a|o|aba|an) (?:mis partes|mi cuerpo|ahi abajo|por debajo|cuando (?:estoy )?duerm\\w+|sin mi permiso|las partes|los senos|entre las piernas)
        (?:le )?tengo (?:mucho )?miedo (?:a|de) (?:mi|su|el papa de|la familia de) ?(?:{PERSONA}|mis hijos)
        miedo (?:de|a) (?:volver|regresar|ir|llegar) a (?:mi |la )?casa
        no me deja (?:salir(?= ?(?:$|[.,!]|de (?:la |mi )?casa|sola|a ningun))|hablar con mi familia|ir al (?:doctor|medico)|usar el telefono|trabajar ni)
        me (?:tiene|tienen) (?:encerrad[oa]|amenazad[oa]|secuestrad[oa]|amarrad[oa])
        me encierra(?:n)?(?= ?(?:$|[.,!]|en|con|y|cuando|bajo))
        no (?:estoy|me siento|estamos) (?:a salvo|segur[oa]s?) (?:en (?:mi |la )?(?:propia )?casa|con (?:mi|el))
        (?:esposo|marido|pareja|novio|papa|padrastro|ex) es (?:muy )?(?:violento|abusivo|golpeador|agresivo)
    """,
    ("es", "abuse", False): """
        violencia (?:domestica|familiar|intrafamiliar|de genero|sexual|en el hogar|contra la mujer|contra las mujeres)
        abuso (?:infantil|sexual|domestico|de (?:menores|ninos|ancianos)|a (?:menores|ninos|ancianos))
        abusos sexuales
        maltrato (?:infantil|domestico|familiar|a|de)(?! animal)
        (?:mujeres|ninos|ninas|esposas) (?:golpead|maltratad|abusad|violad)[oa]s
        violaciones? sexual(?:es)?
        violador(?:es)?
        trata de (?:personas|mujeres|menores|blancas)
        (?:me|nos) maltrat(?:an|aron|o)
    """,
    ("es", "violence", True): """
        (?:te|lo|la|los|las|le|les) (?:voy|boy|vamos) a (?:matar|balacear|balear|apunalar|disparar|acuchillar|asesinar|quemar (?:la casa|vivo)|partir la (?:cara|madre)|romper la (?:cara|madre))
        (?:voy|boy|vamos) a (?:matar(?:te|lo|la|los|las|les)|disparar(?:te|le|les|les)|apunalar(?:te|lo|la)|balacear(?:te|lo|la|los)|asesinar)
        (?:voy|boy|vamos|[qk]u?iero|ganas de) (?:a )?{AMENAZA} a(?:l\\b| {VICTIMA})
        (?:[qk]u?iero|ganas de|[qk]u?isiera) (?:matar|apunalar|balacear|asesinar)(?:lo|la|los|las|te)(?! tiempo)
        (?:voy|boy|vamos) a (?:quemar|volar|explotar|incendiar|balacear|tirotear|poner(?:le)? una bomba (?:a|en|al)){WORD}? (?:clinica|oficina|casa|edificio|hospital|escuela|iglesia|lugar|condado)
        (?:voy|boy|vamos) a (?:llegar|entrar|ir|venir) con (?:una|mi|un) (?:pistola|arma|rifle|cuchillo|machete)
        (?:llevar|traer) (?:una|mi|un) (?:pistola|arma|rifle|cuchillo) a(?:l)? (?:la|el|escuela|trabajo|clinica|oficina)?
        me (?:[qk]u?iere|[qk]u?ieren|van a|intento|trato de|intentaron|trataron de|quiso) (?:matar|ahorcar|apunalar|estrangular)(?! (?:de (?:hambre|risa|calor|frio|un susto|sed)|con (?:tanto|tanta|tantos|los|tantas)))
        (?:{PERSONA}|que|alguien) (?:me|nos|la|lo) va(?:n)? a (?:matar|balacear|apunalar|quemar)(?! de)
        (?:amenaz(?:a|o|an|aba|aron|ando)|amenazas){WORD}? (?:con|de) (?:matar(?:me|nos|la|lo|te)?|golpearme|hacerme dano|quemar|una? (?:pistola|cuchillo|arma|machete)|su pistola)
        (?:amenaz(?:o|aron|a|an)) de muerte
        miedo (?:de |a )?que (?:me|nos|la) (?:mate|maten|haga dano|golpee|encuentre)
        (?:estoy|estamos|estan mis hijos|mis hijos estan) en (?:\\w+ )?peligro(?! de (?:perder|desalojo))
        (?:mi|nuestra|su) [vb]ida (?:esta en|corre|peligra) ?(?:peligro)?
        (?:corro|corremos) (?:mucho )?peligro
        (?:temo|tememos|tengo miedo|miedo) por (?:mi|nuestra|la) [vb]ida
        (?:alguien|un hombre|un senor|{PERSONA}) me (?:sigue|esta siguiendo|persigue|acosa|vigila|espia)(?! (?:debiendo|pareciendo|doliendo|diciendo|cobrando|pidiendo|gustando|llegando|dando|en facebook))
        me (?:estan|esta) (?:siguiendo|persiguiendo|acosando|atacando|amenazando)
        (?:tiene|trae|saco|agarro) (?:una|un|la|el|su) (?:pistola|arma|cuchillo|machete) y (?:me|nos|dice|esta|amenaza)
        me (?:apunto|apunta|puso) (?:con )?(?:una|un|la|su|el) (?:pistola|arma|cuchillo|rifle|machete)
        me (?:viene|vienen|anda|andan) (?:siguiendo|persiguiendo|buscando para)
        (?:si|que){WORD}{0,6} me mata(?= ?(?:$|[.,!]))
        (?:{PERSONA}|hombre|alguien){WORD}{0,4} con (?:un|una|el|la|su) (?:machete|cuchillo|pistola|arma|rifle)
        (?:manden|llamen|por favor llame|favor de llamar|porfa llamen|por favor llamen|por favor manden) (?:a |al )?(?:la )?(?:policia|911|ayuda|una ambulancia)
        me (?:secuestro|secuestraron|tienen contra|balacearon|apunalaron|dispararon|balearon)
        contra mi voluntad
        se (?:estan|esta) metiendo (?:a|en) mi casa
        (?:alguien|un hombre) (?:esta|entro|se metio) (?:en|a|adentro de) mi (?:casa|cuarto|apartamento)
    """,
    ("es", "violence", False): """
        tiroteos?
        balaceras?
        balazos?
        violencia(?: armada| de pandillas| callejera| de armas)?
        homicidi(?:o|os)
        asesin(?:o|os|a|ato|atos|ado|ada|aron|an)
        apunal(?:ado|ada|aron|amiento|amientos|o)
        amenazas? de (?:muerte|bomba)
        disparos
        (?:mataron|matan|balearon|balacearon) a
    """,
}
