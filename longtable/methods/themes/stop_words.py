"""Words that say nothing about a subject, in English and Spanish, as `reading` leaves them: no accents."""

from __future__ import annotations

from typing import Final

_ENGLISH: Final = """
a about above across actually after again ago all almost along already also although always am among an and
another any anybody anymore anyone anything anyway are arent around as ask asked asking asks at away back bad be
became because become been before being believe below best better between big both bring but by call came can cannot
cant come comes coming could couldnt did didnt different do does doesnt doing done dont down each either else
enough especially etc even ever every everybody everyone everything far feel feels felt few find first for found from
further gave get gets getting give given gives giving go goes going gone gonna good got gotten great had hadnt half
happen happens hard has hasnt have havent having he hed hello her here heres hers herself hes hey hi him himself his
how however hows i id if ill im in into is isnt it its itself ive just keep keeps kept kind knew know knows last later
least less let lets like likely little live lived lives living long look looking looks lot lots made mainly make makes
making many matter may maybe me mean means might mine more most much must my myself near nearly need needed needs
neither never new next nice no nobody none nor not nothing now of off often oh ok okay old on once one only onto or
other others our ours ourselves out over own part past people per perhaps person place please possible pretty
probably problem problems put puts quite rather real really right said same saw say saying says see seem seems seen
several shall she shes should shouldnt since so some somebody somehow someone something sometimes somewhere soon still
stop such sure take takes taken taking talk tell than thank thanks that thats the their theirs them themselves then
there theres these they theyre thing things think this those though thought through thru till time times to today
together told too took toward towards tried tries truly try trying two u under until up upon us use used using usually
ve very wanna want wanted wants was wasnt way ways we well went were werent weve what whatever whats when where whether
which while who whole whom whos whose why will wish with within without wont wonderful would wouldnt wow yall yeah yes
yet you youd youll your youre yours yourself youve area community county lately nowadays everywhere anywhere three four
five six ten hundred hour hours day days week weeks month months year years
"""

_SPANISH: Final = """
a ademas ahi ahora al algo alguien algun alguna algunas alguno algunos alla alli alrededor ambos ante antes aparte
apenas aqui asi aun aunque ay bajo bastante bien bueno buena buenas buenos cada casi cerca cierto claro como
comunidad con conmigo condado contra cosa cosas creo cree cual cuales cualquier cuando cuanta cuantas cuanto cuantos
da dan dar darle darnos de debe deben deberia deberian debo decir dejan dejar del demas demasiado dentro desde despues
di dia dias dice dicen dicho dije dijeron dijo donde dos durante e el ella ellas ellos embargo en encima encuentra
encuentro entonces entre era eramos eran eres es esa esas ese eso esos esta estaba estaban estamos estan estar estara
estaria estas este esto estos estoy existe falta faltan favor fin forma fue fuera fueron fui general gente gracias gran
grande grandes ha habia habian haber hablar hace hacemos hacen hacer hacia haga hagan hago han hasta hay haya he hecho
hemos hola hora horas hoy igual incluso ir iba jamas junto la lado largo las le lejos les lo los luego lugar mal mala
malo mas mayor mayoria me mejor mejorar menos mes meses mi mia mientras mio mis misma mismas mismo mismos modo momento
mucha muchas muchisimo mucho muchos muy nada nadie necesaria necesario necesita necesitamos necesitan necesito ni
ningun ninguna ninguno no nos nosotros nuestra nuestras nuestro nuestros nueva nuevas nuevo nuevos nunca o ojala os otra
otras otro otros para parece pareceria parecen parte pasa pasado pasan pedir pero persona personas pide piden poca
pocas poco pocos podemos poder podria podriamos podrian pone ponen poner pongan por porque posible primera primero
problema problemas pronto propia propio pudo puede pueden puedo pues puse que queda quedan quede queremos quien quienes
quiera quiere quieren quiero quisiera quiza quizas realmente saber sabe sabemos saben se sea sean segun segundo seguro
sentir ser seria si sido siempre siento siguen sigue sin sino sobre sola solamente solo solos somos son soy su sube
supuesto sus suya suyo tal tambien tampoco tan tanta tantas tanto tantos te tenemos tener tenga tengan tengo tenia
tenian ti tiempo tiene tienen toda todas todavia todo todos toma toman tomar trata tratan tres tu tus tuve tuvimos tuvo
u ultima ultimo un una unas uno unos usar usted ustedes va vamos van varias varios vaya veces ver vez vienen viene
vive vivimos viven vivir vivo voy y ya yo ano anos semana semanas hacerlo cuesta mismo seria ahorita mero nomas pa
"""

STOP_WORDS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset(_ENGLISH.split()),
    "es": frozenset(_SPANISH.split()),
}
