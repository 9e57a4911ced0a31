"""Capitalised words that are no names, and what tells a name from other words: data for ``names.py``.

Words are folded: in lower case, without accents.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _endings(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# French words that open sentences, and titles: small words, some adverbs, verbs and nouns that stand without article.
_SMALL = _words("""
    a afin ah ai aie aient ainsi alors apres assez au aucun aucune aujourd aupres auquel aura aurait aussi aussitot
    autant autour autre autrefois autrement autres aux auxquelles auxquels avait avant avec avez avoir avons ayant
    beaucoup bien bientot bon bref c ca car ce ceci cela celle celles celui cent certain certaine certaines certains
    certes ces cet cette ceux chacun chacune chaque cher chere chers chez chose ci cinq combien comme comment contre
    contrairement d dans davantage de deca deja demain depuis derriere des desormais deux devant dix dont donc du
    durant effectivement egalement eh elle elles en encore enfin ensemble ensuite entre environ est et etaient etait
    etant ete etes etre eu eux evidemment exactement excepte face faut finalement fort grace gros guere ha helas
    hier hormis hors hourra ici il ils independamment j jadis jamais je jusqu jusque l la laquelle le lequel les
    lesquels lesquelles leur leurs loin longtemps lors lorsqu lorsque lui m ma maintenant mais mal malgre me meme
    memes mes mieux mille moi moins mon moyennant n na naguere ne neanmoins neuf ni non nos notre notamment nous nul
    nulle on ont or ou oui outre par parce parfois parmi partout pas passe pendant peu peut personne plein plus
    plusieurs plutot point pour pourquoi pourtant pourvu pres presque prochainement puis puisqu puisque qu quand
    quant quatre que quel quelle quelles quelqu quelque quelques quels qui quiconque quoi quoiqu quoique recemment
    rien s sa sans sauf se selon sept ses seul seule seulement seuls si sinon sitot six soit sois son sont sous
    soudain souvent soyez soyons suite suivant sur surtout t ta tandis tant tantot tard te tel telle telles tels tes
    toi ton tot toujours tous tout toute toutefois toutes tres trois trop tu un une va vas vers via vis voici voila
    voire vos votre vous vraiment vu y onze douze treize quatorze quinze seize vingt trente quarante cinquante
    soixante octante nonante premierement deuxiemement troisiemement primo secundo tertio quelquefois reste restent
    vient viennent suit suivent arrive existe ouais bah ben euh oh hein hop allez allons allo attention bonjour
    bonsoir merci salut adieu bienvenue desole desolee pardon bravo chut tiens tenez voyons regarde regardez ecoute
    ecoutez imaginez pensez rappelons notons soulignons ajoutons precisons signalons citons prenez prenons faites
    faisons dites disons sachez sachant laisse laissez peutetre idem etc cf voir lu nee dessus dessous dedans dehors
    rare rares nombreux nombreuses multiples aucuns aucunes pareil pareille pareils ibid nomme nommee nommes
    interviewe originaires originaire agee age situe situee fonde fondee considere consideree cree creee base basee
    accuse accusee interroge interrogee
""")

# Titles and forms of address, offices and ranks; English drops, keeps or translates them.
_TITLES = _words("""
    m mm mme mmes mlle mlles mr mrs ms miss dr drs dre pr prof me mgr st ste monsieur messieurs madame mesdames
    mademoiselle mesdemoiselles monseigneur sir lord lady don dona sire maitre docteur professeur pere mere frere
    soeur oncle tante papa maman abbe saint sainte saints saintes pape cardinal eveque archeveque imam cheikh sheikh
    mollah ayatollah rabbin pasteur roi reine prince princesse empereur imperatrice tsar tsarine sultan emir khedive
    calife duc duchesse comte comtesse marquis marquise baron baronne vicomte vicomtesse chevalier seigneur dauphin
    dame altesse majeste excellence eminence saintete president presidente vicepresident vice premier premiere
    ministre secretaire chancelier chanceliere senateur senatrice depute deputee gouverneur gouverneure maire
    ambassadeur ambassadrice consul prefet commissaire directeur directrice general generale colonel capitaine
    commandant lieutenant marechal amiral major sergent caporal juge procureur avocat greffier honorable honorables
    orateur camarade citoyen citoyens chef caid bey pacha dey fils fille junior senior jr sr deputes deputees
    ministres presidents secretaires senatrices gouverneurs maires ambassadeurs directeurs princes rois reines
    eveques prefets juges procureurs avocats tresorier tresoriere representant representante representants
    conseillere adjointe
""")

# Days and months, which English capitalises everywhere and French in headings.
_TIMES = _words("""
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier avril mai juin juillet aout septembre
    octobre novembre decembre printemps automne hiver siecle annee annees an jour journee fete semaine
""")

# What organisations, offices, laws, works, awards and sights are called by: such words come out translated.
COMMON = _words("""
    abime academicien academie accord accords acier acte action adjoint administration aeroport aeroports affaire
    affaires agence agent agents agricole agriculture aide aigle aigles alinea alliance allocution alternative
    amendement ami amicale amie amies amis amour ancien ancienne anciens ange anges animaux annexe annonce annuaire
    antiterrorisme appel archives arene argent armee armees arret arrete arrondissement art article articles arts
    ascension assemblee assises association assurance assurances atelier atlas audiovisuel automobile automobiles
    autorite autorites autoroute avenir avenue aviateur aviateurs aviation avis bac baie bain bains bal balance
    ballet banque banques barreau bas basilique bassin bataille bateau belier bibliothecaire bibliotheque biens bleu
    bleus bloc bois boite bon bonheur bonne bonnes bouclier boulevard bourgmestre bourse bourses brevet brigade
    bronze budget bulletin bureau cabaret cabinet cabotage cadre caisse camp campagne canal cancer candidat
    candidate cantine cap capitale caporal capricorne carnet carre carrefour carte cathedrale cause cave cellule
    centrale centre cercle ceremonie chaine chaines chaire chambre chambres champ championnat championnats champs
    chancelier chancellerie chanson chant chapelle chapitre charte chartes chat chateau chatiment chemin chemins
    chene cheval chevaux chevre chien chimie choeur chretien chretienne chronique chroniques chute chutes ciel cieux
    cimetiere cinema cinematheque cinquieme citadelle cite cites classe clinique cloture club coalition code coeur
    coin collectif collection college collegiale colloque colonne comite comites commandement commandeur commerce
    commissaires commissariat commission commissions communaute communautes commune communes communiste communistes
    compagnie compagnons compte comptes concours confederation conference congregation congres connaissance conquete
    conseil conseiller conseillers conseils conservateur conservateurs conservatoire conservatrice conservatrices
    consommation consortium constitution construction consulat conte contes contrat convention cooperation
    cooperative coordination corporation corps correctionnelle corruption cote cotes coupe cour couronne couronnes
    cours couvent crane credit crime crimes crise cristal croisade croisades croix cuivre culture debat declaration
    decret defense defenseur delegation delegue delit delits demain democrate democrates democratie demon demons
    departement departements depeche desert dette deuxieme developpement devoir diable diables dialogue diamant
    diaspora dieux difference dignite direction directive directives directoire dirigeant dirigeants discours
    distribution district division dixieme document dollar dollars domaine dossier douzieme doyen dragon dragons
    droit droite droits dynastie eau eaux echo echos ecole ecoles ecologie ecologiste ecologistes economie
    economique ecrivain ecrivains edition editions education efficacite egalite election elections electricite
    embleme emergent emergentes emergents emirat empire emploi energie enfance enfant enfants enfer enquete
    enseignement ensemble entente entreprise entreprises environnement epargne epoque equipe ere espace espoir
    esprit essai est etablissement etablissements etang etape etat etats etoile etoiles etude etudes etudiant
    etudiants euro euros evenement evenements evolution examen executif exercice expert experts exploitation
    exportation exportations exposition express exterieur exterieure extraordinaire fabrique faculte famille
    familles faune federal federale federation femme femmes fer ferme festival feu feuille feux film fils finance
    finances firme firmes fleuve flore foire foires fonction fondation fonds fontaine force forces foret formation
    formule forum fosse foyer franc francophone francophonie francs fraternite freres front frontiere frontieres
    futur galerie garde gardien gare gauche gaz gazette geant geants gemeaux gendarmerie generations genie gens
    gestion glace gloire go gouvernant gouvernants gouvernement grand grande grandes grands greve groupe groupement
    groupes guerre guerres guide habitants habitat habitation hall haut haute hautes hauts hemisphere heritage heure
    heures histoire homme hommes honneur hopital hopitaux horizon hospice hotel huitieme humanite hypotheque
    identite ile iles image immigration impact impot impots independance independant independants index indice
    industrie industries information informations infrastructure infrastructures ingenierie ingenieur ingenieurs
    initiative innocent innovation inspecteur inspection instance institut institution institutions instituts
    instruction integration intelligence interieur international internationale internaute interne internes invasion
    investissement investissements islamique jardin jardins jaune jaunes jeu jeune jeunes jeunesse jeux joie jour
    journal journaliste journaux juge jugement juges jumeaux jury justice ko laboratoire lac lacs laic laiterie land
    lander lavage lecture legion legislation legislature lettre lettres liberal liberale liberation liberaux liberte
    libertes librairie libre libres ligne ligue lion lions liste livre livres local loge logement loi lois longue
    lot loup loups lumiere lutte lycee lycees magazine mages magistrature main mairie maison maisons maitres maladie
    mandat manifeste marchandises marche marches marechal maree mariage marin marine materiel maternite mausolee
    medaille medecin medecine medecins media medias mediateur mediation membre memoire memorial menace mer message
    metal metallurgie meteo metier metiers metro metropole meurtre milice militaire milliard milliards million
    millions mine mines ministere ministeres miroir mise mission missions mixte mo mobilite mode modele moderne
    moitie moment monarchie monastere monde mondial mondiale monnaie mont montagne montagnes monte monts monument
    mort mosquee mot motion mots moulin mouvement mouvements mur muraille musee musees musique nation national
    nationale nationaux nations nature naturel navire neige nettoyage neuvieme nobel noblesse noir notes nouveau
    nouveaux nouvel nouvelle nouvelles nucleaire nucleaires nuit numero objectif objet oblat obligation observatoire
    occidental occidentale occupation ocean oceans oeil oeuvre oeuvres office officier oiseau oiseaux olympiade
    olympiades olympique olympiques ombre onzieme opera operation operations opinion opposition or oracle orateur
    orchestre orchidee ordre organisation organisations organisme orientale orientation orphelin orphelins oscars
    ours ouverture ouvrage ouvriere ouvrieres ouvriers pacte page pages paix palais palme panier panorama papier
    parachutiste paradis parc parents parlement parlementaire parole parquet partage partenariat parti participation
    particulier particuliers partie partis partisan passage patrie patrimoine patriote patriotes patron patronat
    pauvre pavillon pays peche peine peintre penal penale penitencier pensee pension pensions performance periode
    perles permanent permanente perspective perspectives peste petit petite petites petits petrole peuple peuples
    phare pharmacie philharmonique philosophie physique pilote pilotes pionnier piste place places plage plaine
    plainte plaisir plaisirs plan planete planification plateau plateforme pluie plume poche poete poids poisson
    poissons pole police politique politiques pont populaire population populations port porte portes poste postes
    potentiel poudre pouvoir pouvoirs preface prefecture premieres premiers presentation presidence presse principe
    prison prisons privilege prix procedure production produits professeurs profession programme progres
    progressiste projet projets promotion proposition prosperite protection protocole providence province provinces
    prudence public publique puissance puissances puits purgatoire quai qualite quartier quatrieme question
    questions racines radical radio raison rapport rassemblement realite rebelle rebelles recherche recherches recit
    recueil reference reforme refuge regard regime region regions regle reglement reglements regne regroupement
    relance relations religion renaissance renouveau renseignement renseignements rentree repartition reponse
    reporters representant representants republicain republicaine republicaines republicains republique republiques
    reputation reseau reseaux reserve resistance resolution ressources restaurant restauration retour retraite
    revanche reve reveil revenu revolution revue richesse rites rivage rive riviere role roman romans rose rouble
    roubles rouge rouges route routes royal royale royaume royaumes rue ruines rupture rural rurale sable sacre sage
    sagesse sagittaire saison salle salon salut sanctuaire sang sante satellite sauvetage scandale scene science
    sciences scorpion scrutin seance secours secret secretariat secrets secteur section securite seigneurs senat
    senateurs sens sentinelle septieme serie serpent service services siege signe signes silence singe situation
    sixieme ski social sociale sociales socialiste socialistes societe societes soin soins soir sol soldat soldats
    soleils solidarite solidarites sommet sort soupe source souvenir souvenirs sport sports stabilite stade station
    statistique statistiques statue sterling strategie structure style subvention succes sujet supreme surete
    surface surintendant surveillance symbole syndicat syndicats synthese systeme tabac table tableau tableaux
    talent taureau technique technologie telecom telephone television tempete temple templiers temps tendance
    tendances tenebres tension tente terminal terrain terrains terreur territoire territoires testament tete textes
    theatre theologie theorie thermes tiers tigre titre toile tombe tombeau tour tourbillon tourisme tournoi tours
    traditions trafic trafics tragedie traite traites transition transparence transport transports travail
    travailleur travailleurs travailliste travaillistes travaux tremblement tresor tresorerie tribulations tribunal
    tribunaux tribune tricolore troisieme trophee trou tueur tunnel tyran unie unies union unis unite universel
    universelle universite universites urbain urbaine urbaines urbains urbanisme urgence urgences usine vainqueur
    vaisseau valeur valeurs vallee vallees veille velours vengeance vent vente verdict verite verre verseau vert
    vertes verts vertu vestiaire victimes victoire vide vie vieille vierge vieux vigne village ville villes vin vins
    violence virus visage vision voie voies voile voisin voisins voiture voix vol volcan volontaires vote voyage
    voyages voyageur vue yen yens zone zones
""")

ORDINARY = _SMALL | _TITLES | _TIMES | COMMON

# Names that are ordinary words as well: at the beginning of a sentence they say nothing.
AMBIGUOUS = _words("""
    aime antiquite apocalypse blanc blancs bohemien caire canaries canton cap clement constant createur desire
    diable ecriture ecritures eglise esprit est etats eternel evangile exode felix gand gange genese golfe grenade
    inde innocent job juste lapon latino laurent lumieres lune manche marches mars mercure mers midi modeste morte
    net nice noir noire noirs nord occident orient ouest parfait parme perse perte pie pierre pierres pile pole
    poles porto prophete reforme reunion reunions revolution romain rouge salon sauveur seigneur slave soleil sud
    terre terres tigre toile tours union univers urbain valence victoire vierge web
""")

# Right behind a French word without article that opens a sentence, these tell that it is a name: "Macron a dit".
VERBS = _words("""
    a ont avait avaient aura auront est sont etait etaient sera seront fut eut n ne s se doit peut veut va vont dit
    affirme annonce declare estime explique souligne ajoute confirme reste devient demande refuse accuse joue
""")

# Endings of French words that are hardly ever names; asked of words of at least seven letters that stand alone.
COMMON_ENDINGS = _endings("""
    tion tions sion sions ments isme ismes iste istes ite ites trice trices euse euses teur teurs eurs ance ances
    ence ences ique iques ement iere ieres aires ologie graphie iens ienne iennes ables elles eaux ages ees
""")

# Endings of French nouns and adjectives at large, asked of words behind an article, which few names have.
ARTICLES = _words("le la les l un une du des au aux ce cet cette ces son sa ses leur leurs notre nos votre vos")
DETERMINED_ENDINGS = _endings("""
    e es ees er ers eau eaux eur eurs eux if ifs ant ants ent ents oir oirs et ets ot ail al aux ois ais ien iens
    ins ons
""")

# Endings of French adjectives and abstract nouns: in a row of capitalised words they tell an institution's name.
INSTITUTION_ENDINGS = _endings("""
    ale ales aux aine aines ienne iennes eenne eennes ique iques aire aires tion tions ture tures ment ments iste
    istes caise aise
""")

# What may stand between the words of one name.
JOINT = re.compile(
    r"[ -]|\. ?|['’]|[- ]?(?:al|el)-"
    r"| (?:de|du|des|di|da|dos|van|von|der|den|ben|bin|ibn|al|el|bint|ould|y) (?:la |las |der )?"
)

ROMAN = re.compile(r"(?:[IVX]{1,6}|[IVXLCDM]{4,12}|[MDCLXVI]+(?:e|ère|er|re|ème|es|èmes))")

# English words before a name that are no part of it.
ENGLISH_TITLES = _words("""
    mr mrs ms miss dr sir lord lady president minister premier prime king queen prince princess pope saint st
    general colonel captain judge professor senator governor mayor chancellor secretary director madame monsieur
    dame father sister brother mother uncle aunt count duke baron the a an and but for in on of when while as if
    that this his her its their our my your french american german british russian chinese
""")
# English words that have no part in an acronym.
ENGLISH_SMALL = _words("of the and for in on to a an at by de du la des")
