"""The facts of French that decide where a sentence ends: data, and little else.

To teach the segmenter an abbreviation, add it here (``Facts`` says what each list means) and a case to the tests.
"""

from __future__ import annotations

import re

from bilingual.languages import word_set
from bilingual.lexicon.calendar import french_months
from bilingual.segmentation.language import Facts

TITLES = word_set("""
    M MM Mr MMr Mrs Ms Mme Mmes Mlle Mlles Melle Mgr Mgrs Me Mes Messrs Sra Srta
    Dr Drs Dre Pr Prs Pre Prof Profs Hon hon Rév Rev St Sts Ste Stes Vve Cte Ctesse Vte Amb Dép Sén Gov Pdt
    Gal Gén Gen Gl Gaux gal gén Col Lt lt Cdt cdt Cmdt Cne cne Capt Cpt Cpl Pfc Adj Adjt Sgt Maj Brig
    cf Cf vs viz c.-à-d C.-à-d c-à-d càd c.à.d C.à.d p.ex i.e e.g
""")

ABBREVIATIONS = word_set("""
    adj adjt capt cmdt col cpl cpt gen lieut maj prof sgt sen rep ing ft
    prés pdt sén dép amb préf gouv vén sr fr bx bse sra ch chr ph th jos geo guill wm fréd gust alph edm
    assoc ass soc sté cie ets éts dépt dpt dept arr arrt cant rép univ inst fac acad bibl
    inc ltd corp co bros llc plc jr kft gmbh bd bld boul blvd av ave pl rte fg fbg
    ap apr ex env approx resp compl prép trad traduct introd ms mss ill coll publ impr rééd réimpr éd ed
    angl ital lat gr pron syn litt péj subst techn gliss horiz vert écr mvt
""")

REFERENCES = word_set("""
    art arts al § par paragr chap ch sect div vol vols liv fig figs pl tab tabl ann append suppl pp pag vers
    fo ff fol fols col cols nº no nos num éd ed réf inv cat op ex ca ibid suiv fasc prov
    janv jan févr fév avr juil sept oct nov déc lun dim
    tél tel fax bat bât esc ét apt appt bp reg rég
""")

STARTERS = word_set("""
    il elle ils elles on je j' tu nous vous ce c' ceci cela ça cet cette ces n' ne rien personne
    celui celle ceux celles celui-ci celle-ci ceux-ci celles-ci celui-là celle-là ceux-là celles-là
    un une mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
    aucun aucune certains certaines chaque plusieurs quelques quelqu' tous tout toute toutes nombre autre autres
    même seul seule seuls seules deux trois quatre cinq six
    mais ou où or donc ni car puis ensuite enfin finalement ainsi alors aussi et
    cependant toutefois pourtant néanmoins notamment certes heureusement malheureusement oui non merci peut-être
    après avant pendant depuis durant dès lorsque lorsqu' quand comme si s' sitôt tandis
    puisque puisqu' quoique quoiqu' bien parce parmi afin malgré grâce faute hormis outre quant lors face suite
    à dans en sur sous par pour avec sans chez entre vers contre devant derrière jusqu' jusque hors sauf selon suivant
    beaucoup peu plus moins trop déjà encore toujours jamais souvent parfois bientôt soudain
    ici là hier demain aujourd' maintenant désormais actuellement récemment
    qui que qu' quoi quel quelle quels quelles dont comment pourquoi combien est-ce est-il est-elle
    voici voilà était étant ayant né née
""")

PARTICLES = word_set("le la les l' de du des d' au aux a saint sainte ben van von")

ARTICLES = word_set("le la les l' un une du des au aux ce cet cette ces")

ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|presqu|puisqu|quelqu|quoiqu)['’]", re.IGNORECASE)

COMPLETE = re.compile(
    r"""(?:
        (?<![\w.'’/-])[abdefghijklmnoqrstuwxyzà] | (?<!\S)-\w
      | \d\s?(?:[hmglpst]|[hkcdm]m|[kmcd]g|[cdm]l|ha|min|mn|sec|[kMG]?[WV]|[kMG]?Hz|°\s?[CF])
      | \b[ap]\.\s?m
      | \b(?:ap|apr|av|après|avant)\.?\s+J\.?-?\s?C
      | \b(?:annexe|appendice|axe|bloc|bus|case|catégorie|classe|colonne|division|épisode|fichier|filière|forme|formule
            |groupe|hépatite|indice|langage|lettre|ligne|liste|note|option|partie|phase|plan|point|porte|poule
            |programme|protéine|rayons?|salle|secteur|série|terminal|tribune|type|variante|version|vitamines?|voie
            |zone|[Mm]adame|[Mm]onsieur|Mlle|Mme)\s[A-Z]
      | \b(?i:acte|sc[eè]ne|tableau)\s[IVX]{1,5}
      | \b(?:op|loc)\.\s?cit | \bet\s+al
    )$""",
    re.VERBOSE,
)

LIST_NUMBER = re.compile(
    r"""[\W_]*
    (?:p\.-?s|n\.b|n\.?d\.?l\.?r|n\.?d\.?t
      |(?:art(?:icle)?|chap(?:itre)?|sect(?:ion)?|titre|livre|tome|partie|annexe|règle|étape|question|point|§)\.?\s*
        (?:[LRDA]\.?\s*)?
        (?:\d{1,4}(?:[.-]\d{1,4})*(?:er|re)?|(?-i:[IVXLC]{1,6})|premier|première|unique)
      |\d{1,3}(?:[.-]\d{1,3})*(?:er|re)?|(?-i:[IVXLC]{1,6}|[ivx]{1,5})|[a-z])
    (?:\s(?:bis|ter|quater))?\s*[°)\]]*""",
    re.VERBOSE | re.IGNORECASE,
)

READING_TIME = re.compile(
    r"""\s*(?:(?:(?:[Tt]emps|[Dd]urée)\s+(?:estimée?\s+)?de\s+)?[Ll]ecture(?:\s+estimée?)?\s*+:?\s*+)?
        (?P<minutes>\d{1,3})\s*(?:[Mm]inutes?|min\b\.?|min|mn)
        (?:\s+de\s+lecture)?""",
    re.VERBOSE,
)

FRENCH = Facts(
    titles=TITLES,
    abbreviations=ABBREVIATIONS,
    references=REFERENCES,
    starters=STARTERS,
    particles=PARTICLES,
    articles=ARTICLES,
    elision=ELISION,
    complete=COMPLETE,
    list_number=LIST_NUMBER,
    reading_time=READING_TIME,
    marked_names=word_set("Yahoo Joomla Jeopardy Wham Panic"),
    ordinal_names=word_set("fc sc sv vfl vfb bundesliga liga division"),
    file_names=word_set(
        "com org net fr be ch ca eu uk de ml sn ci info htm html php pdf txt doc docx jpg jpeg png gif js"
    ),
    months=frozenset(french_months()),
)
