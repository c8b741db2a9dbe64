"""Truth tables of danger, written by hand: one sentence a line, by language."""

# What somebody on duty must see.
DANGER = {
    ("en", "self_harm"): """
        I want to kill myself
        i wanna die
        kms fr
        i dont want to live anymore
        I’m going to end my life tonight
        sometimes I wish I was dead
        I have been cutting myself again
        I am thinking about suicide every day
        i feel suicidal and nobody picks up the phone
        nobody would care if i died
        My son wants to kill himself and we can't get an appointment
        I took all my pills last night
        everyone would be better off without me
        there is nothing left to live for
        i just want to diiiie
        i want to k i l l myself
        im gonna kil my self
        I WANT TO K1LL MYSELF
        I want to kill\u200b myself
        thinking about jumping off the bridge on 5th street
        I have no reason to live since they cut my benefits
        i want to hurt myself when the bills come
        My daughter is suicidal and the waitlist is nine months
        i tried to commit sucide in march
        life is not worth living
        I do not want to wake up tomorrow
        gonna unalive myself
        im so tired of being alive
        I've written my goodbye letter
        dont wanna be alive no more
        my 14 year old told me she wants to die
        I keep thinking about driving into a tree
        wish I'd never been born
        I relapsed and I am going to overdose on purpose
        i hate myself and want to disappear forever
        I think about suicide when the pain is bad
        I'd be better off dead than waiting for this surgery
        im cutting again
        I'm going to hang myself
    """,
    ("en", "abuse"): """
        my husband hits me
        My boyfriend beats me up when he drinks
        he hits me and the kids
        I was raped by my landlord's son
        My dad is hitting my little brother
        I'm afraid of my husband
        he chokes me when he is mad
        My uncle touches me at night
        I am being abused at home
        i don't feel safe at home
        my ex threatened me with a knife
        my stepdad keeps hitting us
        She beats her kids every day
        My partner won't let me leave the house
        my wife punches me
        I'm scared to go home
        hes been beating me for years
        my son pushes and hits me, I am 81
        The caregiver slaps my mother
        I am in an abusive relationship with nowhere to go
        my mom's boyfriend put his hands around her throat
        he shoved me down the stairs when I was pregnant
        my girlfriend threw a plate at my head
        My grandson pinches and hits me for my pension check
        they are holding my passport and won't let us leave the farm
        my dad comes in my room at night
        my roommate raped me
    """,
    ("en", "violence"): """
        I'm going to shoot up the clinic
        I will kill him
        I am going to kill everyone in that office
        someone is following me
        He has a gun and says he will kill me
        My ex is trying to kill me
        I'm in danger right now
        please call 911
        I fear for my life
        im gonna stab somebody
        my neighbor pointed a gun at me
        I want to hurt my boss
        he said he'll kill me if I leave
        I'm going to burn down the clinic
        someone is breaking into my house
        My ex husband is stalking me
        I am being held against my will
        i swear ill shoot you
        I'm bringing a gun to the meeting
        They threatened to kill my family
        My husband put a gun to my head last night
        there's a man outside my door with a knife
        He said if I go to the clinic he will kill me
    """,
    ("es", "self_harm"): """
        me quiero morir
        ya no quiero vivir
        Quiero quitarme la vida
        me voy a matar
        Pienso en suicidarme todos los días
        kiero morirme
        me kiero matar
        no quiero seguir viviendo
        No tengo ganas de vivir
        mi hija se quiere matar
        Mi hijo dice que se quiere morir
        Me corto los brazos cuando estoy sola
        quisiera estar muerta
        estarían mejor sin mí
        Ojalá no despertara mañana
        Me tomé todas las pastillas anoche
        Quiero acabar con mi vida
        ya no quiero bibir
        ME QUIERO MOOOOORIR
        m e q u i e r o m o r i r
        tengo pensamientos suicidas
        He pensado en el suicidio
        la vida ya no tiene sentido
        Me dan ganas de aventarme del puente
        no le encuentro sentido a la vida
        estoy cansada de vivir
        quiero hacerme daño
        voy a ahorcarme
        Mi esposo amenaza con suicidarse
        Ya tengo la carta de despedida escrita
        siento que estorbo y sería mejor desaparecer para siempre
        Mi niña de 13 dice que no quiere vivir
        me dan ganas de matarme cuando llega la renta
        Pienso en tirarme al tren
        no quiero despertar mañana
        Estoy pensando en quitarme la vida
        me corto las piernas y nadie sabe
        ya no le hallo caso a seguir viva
        lo único que quiero es morirme
        prefiero estar muerta que seguir así
        Mi mamá intentó suicidarse anoche
    """,
    ("es", "abuse"): """
        mi esposo me pega
        me golpea mi esposo
        Mi marido me golpea cuando toma
        mi papá nos pega
        Mi novio me violó
        le pega a sus hijos
        Mi padrastro me toca cuando duermo
        le tengo miedo a mi esposo
        No me deja salir de la casa
        mi pareja me maltrata
        El papá de mis hijos me pega
        me pega y me insulta
        fui violada por mi jefe
        Mi hijo me golpea, tengo 78 años
        mi suegra me tiene encerrada
        abusaron de mi hija
        tengo miedo de volver a mi casa
        no me siento segura en mi casa
        mi esposo meee peeega todos los dias
        mi ex me amenazó con matarme
        Mi ex me amenaza
        mi esposo me aventó por las escaleras
        mi cuñado me obligó a tener relaciones
        el patrón nos quitó los pasaportes y no nos deja salir
        mi novio me jaló del pelo y me pateó
        Mi marido me obliga y me pega si digo que no
        Mi nieto me golpea para quitarme mi cheque
        el pastor tocó a mi hija en sus partes
        vivo con miedo, mi pareja me amenaza con un cuchillo
    """,
    ("es", "violence"): """
        lo voy a matar
        voy a matar a todos en esa oficina
        Me quiere matar
        me van a matar
        Estoy en peligro
        temo por mi vida
        alguien me está siguiendo
        llamen a la policía
        voy a quemar la clínica
        Mi vecino tiene una pistola y me amenaza
        Le voy a disparar
        te voy a matar
        quiero matarlo
        tengo miedo de que me mate
        Mi esposo dice que me va a matar
        me apuntó con una pistola
        se están metiendo a mi casa
        mi vida corre peligro
        Nos amenazaron de muerte
        si regreso a la casa me mata
        Mi ex anda afuera con un machete
        Voy a matar a mi vecino
        un hombre me viene siguiendo desde la parada
    """,
}

# Words about the subject, or of more than one meaning: found, but never as certain.
MENTIONED = {
    "en": """
        suicide prevention program needs funding
        We lost two boys to suicide in our school
        My brother killed himself last year
        The county should do more about gun violence
        Domestic violence shelters are full
        There was a shooting on my street
        Child abuse is never reported here
        I can't take it anymore
        Overdoses went up in Robeson County
        Two people were stabbed at the bus stop
        We need a self-harm clinic for teens
        Teens need someone to talk to about sexual assault
    """,
    "es": """
        Hace falta un programa de prevención del suicidio
        Mi hermano se suicidó el año pasado
        La violencia doméstica es un problema aquí
        Hubo un tiroteo en mi calle
        El abuso infantil no se denuncia
        Ya no aguanto más
        ya no quiero vivir así
        Hay mucha violencia en el barrio
        Murió de una sobredosis
        Hay balaceras cada fin de semana
        Los niños maltratados necesitan ayuda
        Nos maltratan en la clínica
    """,
}

# Idioms and everyday troubles: nothing may be found.
HARMLESS = {
    "en": """
        this traffic is killing me
        I'm dying to see the new park
        My feet are killing me after work
        I'm killing myself working two jobs
        The new tax hits me hard
        It hit me that nobody asked us
        Inflation hits us in the wallet
        I could kill for a good bus line
        We are killing time in the waiting room
        kill two birds with one stone
        I don't want to live here
        I do not want to live near the landfill
        I don't want to live in a town without a doctor
        People want to die at home in peace
        My mother is going to kill me for being late
        When do I get my shot
        I'm going to shoot you an email
        The kids shoot hoops at the park
        It beats me why the clinic closed
        He beat me to the last appointment
        hit me up with details
        I cut myself cooking and the ER took six hours
        I hurt myself at work and had no insurance
        It is 5 kms away from the clinic
        The clinic is 12 kms from my house
        The heat is deadly in August
        We need to fight for our health
        The bus stop is dangerous at night
        Substance abuse counselling costs too much
        My phone died in the waiting room
        Dead trees on Main Street need to go
        They hit me with a $900 bill
        I take my life seriously now
        I got my life back in order
        I don't feel like cooking
        My husband kicked the habit
        The flu hit my kids hard
        I took my pills every day
        I take too many pills every day for my heart
        I want to live
        We were bombed with paperwork
        He drives me crazy
        The deadline is killing our staff
        I shoot photos of the river
        Someone is following up on my case
        The county should follow the rules
        I'm afraid of the dentist
        I am scared of losing my home
        We are in danger of losing our clinic
        The doctor said my mother will not live long
        My father died of cancer
        He was murdering that song, a killer party
        When I call 911 it takes an hour
        Calling 988 was easy
        They abused our trust, I want better staff
        I was beaten by the system
        It breaks my heart
        Fire the director
        The price hike hurts us all
        My back hurts me a lot
        I never wake up early enough for the clinic
        Nobody cares if we miss work
        I would die without my insulin
        The commute will be the death of me
        My son hit his head and the ER was full
        She kicked me out of the waiting room
        The new rules beat up small clinics
        I'm afraid of the bill more than the surgery
        They cut my hours and my benefits
        We want to live close to family
        I'd kill for a dentist who takes Medicaid
        I have no reason to drive to Raleigh
        My husband threatened to sue the hospital
        Our church shoots a video every Sunday
        I'm tired of living paycheck to paycheck
        The dog bit me and I needed a shot
        I am scared to drive at night
        The landlord won't fix the heat
        Kids need to be safe walking home
        The clinic in town is dead
        I might hurt my back again at the plant
        My mother was hit by a car on Route 9
        End it already, this survey is long
        The county is hurting us with this decision
        I fell and hurt myself on the broken sidewalk
        Take the bus, save your life
        They pushed me to another department
    """,
    "es": """
        me muero de hambre
        Me muero de ganas de ver el parque
        este tráfico me está matando
        El calor me va a matar
        me mata el dolor de espalda
        No quiero vivir aquí
        ya no quiero vivir en este barrio
        Ya no quiero vivir con ratas
        me pega el sol en la parada
        El precio de la gasolina me pega duro
        me pega en el bolsillo
        Hay que matar el tiempo en la sala de espera
        matar dos pájaros de un tiro
        Me tocó esperar tres horas
        Mañana me toca cita
        me muero de risa
        Quiero morir de viejo en mi casa
        Me cortaron la luz
        me corté el dedo cocinando
        Quiero cortarme el pelo
        me lastimé en el trabajo y no tengo seguro
        Se me murió el teléfono
        Violaron mis derechos
        Tengo miedo de ir al dentista
        Tengo miedo a las agujas
        El autobús no me deja cerca
        Mi jefe no me deja faltar para ir a la cita
        la renta nos pega a todos
        Me van a matar de hambre con estos precios
        Le pegamos duro al trabajo
        No puedo dormir por el ruido
        Mi mamá murió de cáncer
        Mi hijo quiere jugar futbol
        Necesitamos un intérprete
        El hospital queda muy lejos
        pegaron los avisos en la pared
        Hay que golpear muchas puertas para conseguir ayuda
        Toqué la puerta y nadie abrió
        Me quitaron el seguro
        Me quitaron las ganas de volver a esa clínica
        Quiero vivir cerca de mis nietos
        La vida es cara
        Es peligroso cruzar la calle
        Nos urge una clínica
        me siento sola a veces
        Mi esposo trabaja de noche
        Mi esposo me apoya
        El doctor me ayudó mucho
        Me tomé las pastillas para la presión
        Tomo todas mis pastillas cada día
        Me da pena pedir ayuda
        Llamé al 911 y tardaron una hora
        El 988 contesta en español
        Abusan de nuestra paciencia
        abusan de mi confianza en esa oficina
        No quiero vivir sin agua limpia
        me quiero casar en mayo
        quiero morirme de la risa
        Me mata la curiosidad
        Nos mataron de aburrimiento en la junta
        Vivir aquí es una lucha
        Se murió mi perro
        mi vecino me sigue debiendo dinero
        La gripe me pegó fuerte
        A mi hijo le pegó el covid
        Me muero por ver abierto el centro
        El trabajo nos está matando a todos
        Me pegó la luz muy alta este mes
        Tengo miedo de manejar de noche
        Me golpeé la cabeza en el trabajo
        Quisiera vivir cerca del hospital
        No quiero seguir pagando tanto
        Me lastimé la espalda cargando cajas
        Mi papá murió sin seguro
        Mi hijo pega calcomanías en la escuela
        No tengo ganas de ir al médico
        Estoy cansada de vivir tan lejos de todo
        Le pegué a la lotería con este doctor
        Me quitaron la cita
        Tengo miedo a la migra cuando voy a la clínica
        El doctor no me toca el brazo, solo ve la computadora
        Me cortaron el agua
        Me acabé las pastillas y no hay cita
        La vida no alcanza para tanto trámite
        Mi esposa me regaña por no ir al doctor
        Nos dispararon la renta
        El frío me pega en los huesos
        Vivo con mi mamá y mi esposo
        No nos dejan entrar sin cita
        Hay que acabar con la basura
    """,
}

# What the phrases do not know yet; move a line to DANGER when they do.
MISSED = {
    "en": """
        I can't do this life thing, planning to be gone by Friday
        everybody at work is gonna pay, I got a gun
        I feel like ending things
        I am so done, tonight is the night
    """,
    "es": """
        me quiero ir de este mundo
    """,
}

# Written after the phrases, to be hard: the numbers in the docstring of `find_danger` rest on these.
UNSEEN_DANGER = {
    "en": """
        I need to talk to someone before I do something permanent to myself
        he grabbed me by the hair and slammed me on the counter
        I'm scared he's going to kill us
        my teenage son tried to hang himself in the garage
        i cant stop thinking about dying
        My dad gets drunk and beats my mom
        the voices tell me to hurt people
        i don't see the point in being alive
        my husband locks me in the bedroom
        I have been starving myself to death
        I took a whole bottle of tylenol
        I'm going to kill you people if you cancel my insulin again
        my neighbor's kid has bruises and she screams every night
        my boss makes me sleep with him to keep my job
        I want this all to stop, I want to die
        my sister's husband choked her last night
        thinking of ending my life
        My ex keeps showing up at my house and threatening me
        My grandmother's aide hits her
        i should just kill myself
        I wish a car would hit me
        nobody would notice if I was gone
        im gonna shoot that doctor
        I cut my wrists last week
        he raped my daughter
    """,
    "es": """
        mi esposo me golpeó estando embarazada
        a veces pienso que sería mejor no existir
        Mi hermano se quiso ahorcar
        ya me cansé de vivir así, me quiero matar
        el novio de mi mamá me manosea
        mi hijo adolescente se corta los brazos
        Me siento tan mal que me quiero quitar la vida
        Mi vecino le pega a su mujer todas las noches
        vino un hombre armado y nos amenazó
        voy a matar al doctor
        mi pareja me quiso ahorcar
        No veo salida, me voy a colgar
        mi papá viola a mi hermana
        Ya no quiero estar en este mundo
        Me obligan a trabajar sin paga y no me dejan ir
        mi abuelo me toca y no quiero
        tengo una pistola y voy a ir a esa oficina
        mi ex me busca para matarme
        ayúdenme, me tiene amenazada de muerte
        k ganas de morirme
        me tomé un frasco de pastillas
        Mi marido me dio un puñetazo
        quiero que se acabe mi vida
        mi suegro abusó de mi niña
        auxilio me está pegando
    """,
}

UNSEEN_HARMLESS = {
    "en": """
        The smell from the plant is killing our property values
        We are dying for a grocery store
        I was kicked off Medicaid
        My kids beat me at checkers
        I'd rather die than sit in that office again, ha
        The storm hit us bad and nobody came
        My knee hurts me when I climb stairs
        They shot down our proposal
        My aunt wants to live on her own
        I want to end my lease
        Do the shots hurt
        The nurse hit the vein on the first try
        I'm going to burn some calories at the new gym
        The man with a cane needs a bench
        The school nurse is in danger of being laid off
        My wife and I hit a deer and had no insurance
        I have a gun safe but no doctor
        He took too many sick days
        Tired of living next to the hog farm
        My daughter is scared of needles
        I can't live on $900 a month
        Cut the red tape
        She is a killer nurse
        Someone is in my parking spot
        Please call me about rides
    """,
    "es": """
        Me mataba el dolor de muelas
        El polvo me pega en los pulmones
        Nos pegó el huracán
        Se me quitaron las ganas de comer
        Mi esposo me lleva a la clínica
        Quiero acabar con la diabetes
        Hay que acabar con mi deuda
        Me toca pagar la renta
        Le tengo miedo a la cirugía
        mi hija tiene miedo de ir a la escuela
        no quiero vivir lejos de mi familia
        Estamos hartos de vivir entre basura
        Quiero terminar con este trámite
        Me golpearon con una multa
        Nadie me contesta el teléfono
        Me corto el pelo en la plaza
        La vida en el campo es dura
        Quisiera estar más cerca del hospital
        No me dejan entrar sin identificación
        Mi jefe es muy estricto
        Voy a quemar calorías al parque
        Me da miedo caminar de noche
        Me voy a morir esperando la cita
        Le pega mucho el sol a la parada
        Mi hermano cuida a mi mamá
    """,
}
