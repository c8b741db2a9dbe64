"""Words that say nothing about a subject, in English and Spanish, in small letters without accents."""

from __future__ import annotations

from typing import Final

_ENGLISH: Final = """
a able about above across actually after again ago ain aint all almost along already also although always am
among an and another any anybody anymore anyone anything anyway anywhere are area arent around as ask asked
asking asks at away back bad be became because become been before being believe below best better between
big both bring bunch but by call came can cannot cant come comes coming community could couldnt county dang
darn day days did didnt different do does doesnt doing done dont down each either else enough especially etc
even ever every everybody everyday everyone everything everywhere far feel feels felt few find first five
folks for found four from further gave get gets getting give given gives giving go goes going gone gonna
good got gotta gotten great guys had hadnt half happen happens hard has hasnt have havent having he hed
hello her here heres hers herself hes hey hi him himself his hopefully hour hours how however hows hundred i
id if ill im in instead into is isnt issue issues it its itself ive just keep keeps kept kind kinda knew
know knows last lately later least less let lets like likely literally little live lived lives living long
look looking looks lot lots made mainly make makes making many matter may maybe me mean means might mine
month months more most mostly much must my myself near nearly need needed needing needs neither never new
next nice no nobody nobodys none nor not nothing now nowadays of off often oh ok okay old on once one only
onto or other others our ours ourselves out over own part past people per perhaps person place please plenty
possible pretty probably problem problems put puts quite rather real really right said same saw say saying
says see seem seems seen several shall she shes should shouldnt shouldve simply since six so some somebody
somehow someone something sometimes somewhere soon sort still stop stuff such super sure take taken takes
taking talk tell ten than thank thanks that thats the their theirs them themselves then there theres these
they theyre thing things think this tho those though thought three through thru till time times to today
together told too took totally toward towards tried tries truly try trying two u under unless until up upon
us use used using usually ve very wanna want wanted wants was wasnt way ways we week weeks well went were
werent weve what whatever whats when where whether which while who whoever whole whom whos whose why will
wish with within without wonderful wont worse worst worth would wouldnt wow yall yeah year years yes yet yo
you youd youll your youre yours yourself yourselves youve yup
"""

_SPANISH: Final = """
a aca acaba acabo ademas ahi ahora ahorita al algo alguien algun alguna algunas alguno algunos alla alli
alrededor ambos anda andan andar ando ano anos ante antes aparte apenas aqui asi asunto aun aunque ay bajo
bastante bastantes bien buena buenas bueno buenos cada casi cerca cierto claro como comunidad con condado
conmigo contra cosa cosas cree creo cual cuales cualquier cualquiera cuando cuanta cuantas cuanto cuantos
cuesta da dan dar darle darnos de debe deben deberia deberian debo decir dejan dejar dejaron dejo del demas
demasiado dentro desde despues di dia dias dice dicen dicho diferente dije dijeron dijo donde dos durante e
el ella ellas ellos embargo en encima encuentra encuentro entonces entre era eramos eran eres es esa esas
ese eso esos esta estaba estaban estamos estan estar estara estaria estas este esto estos estoy estuve
estuvieron estuvo existe falta faltan favor fin forma fue fuera fueron fui general gente gracias gran grande
grandes ha haber habia habian hablar habria hace hacemos hacen hacer hacerlo hacia haga hagan hago han haria
harian hasta hay haya he hecho hemos hicieron hizo hola hora horas hoy hubiera hubieran iba igual incluso ir
jamas junto la lado largo las le lejos les llega llegan llegar lleva llevan llevo lo los luego lugar mal
mala malo mas mayor mayoria me mejor mejorar mejores menos mero mes meses mi mia mientras mio mis misma
mismas mismo mismos modo momento mucha muchas muchisimo mucho muchos muy nada nadie namas necesaria
necesario necesita necesitamos necesitan necesito ni ningun ninguna ninguno no nomas nos nosotras nosotros
nuestra nuestras nuestro nuestros nueva nuevas nuevo nuevos nunca o ocupa ocupamos ocupan ocupo ojala os
otra otras otro otros pa para parece parecen pareceria parte pasa pasado pasan pedir peor peores pero
persona personas pide piden poca pocas poco pocos podemos poder podria podriamos podrian pone ponen poner
pongan por porque posible primera primero problema problemas pronto propia propio pudiera pudieron pudo
pueda puedan puede pueden puedo pues pura puras puro puros puse que queda quedan quede queremos quien
quienes quiera quiere quieren quiero quisiera quito quiza quizas realmente sabe sabemos saben saber saca
sacan sacar sale salen se sea sean seguir segun segundo  semana semanas senor senora senores sentir
ser seria si sido siempre siento sigue siguen sin sino sobre sola solamente solo solos somos son soy su sube
suficiente suficientes supuesto sus suya suyo tal tambien tampoco tan tanta tantas tantito tanto tantos te
tenemos tener tenga tengan tengo tenia tenian ti tiempo tiene tienen toca tocaba tocan toco toda todas
todavia todo todos toma toman tomar trata tratan tres tu tus tuve tuvimos tuvo u ultima ultimo un una unas
uno unos usar usted ustedes va vamos van varias varios vaya veces ver verdad vez viene vienen vimos vio vive
viven vivimos vivir vivo volver voy vuelve y ya yo
"""

STOP_WORDS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset(_ENGLISH.split()),
    "es": frozenset(_SPANISH.split()),
}
