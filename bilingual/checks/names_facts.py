"""Capitalised words that are no names, and what tells a name from other words: data for ``names.py``.

Words are folded: in lower case, without accents.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# French words that open sentences, and titles: small words, some adverbs, verbs and nouns that stand without article.
_SMALL = _words("""
    a afin ah ai aie aient ainsi alors apres assez au aucun aucune aujourd aupres auquel aura aurait aussi aussitot autant
    autour autre autrefois autrement autres aux auxquelles auxquels avait avant avec avez avoir avons ayant
    beaucoup bien bientot bon bref c ca car ce ceci cela celle celles celui cent certain certaine certaines certains certes
    ces cet cette ceux chacun chacune chaque cher chere chers chez chose ci cinq combien comme comment contre contrairement
    d dans davantage de deca deja demain depuis derriere des desormais deux devant dix dont donc du durant dès
    effectivement egalement eh elle elles en encore enfin ensemble ensuite entre environ est et etaient etait etant ete etes
    etre eu eux evidemment exactement excepte face faut finalement fort grace gros guere ha helas hier hormis hors
    hourra ici il ils independamment j jadis jamais je jusqu jusque l la laquelle le lequel les lesquels lesquelles leur leurs
    loin longtemps lors lorsqu lorsque lui m ma maintenant mais mal malgre me meme memes mes mieux mille moi moins mon moyennant
    n na naguere ne neanmoins neuf ni non nos notre notamment nous nul nulle on ont or ou oui outre par parce parfois parmi
    partout pas passe pendant peu peut personne plein plus plusieurs plutot point pour pourquoi pourtant pourvu pres presque
    prochainement puis puisqu puisque qu quand quant quatre que quel quelle quelles quelqu quelque quelques quels qui quiconque
    quoi quoiqu quoique recemment rien s sa sans sauf se selon sept ses seul seule seulement seuls si sinon sitot six soit
    sois son sont sous soudain souvent soyez soyons suite suivant sur surtout t ta tandis tant tantot tard te tel telle
    telles tels tes toi ton tot toujours tous tout toute toutefois toutes tres trois trop tu un une va vas vers via
    vis voici voila voire vos votre vous vraiment vu y onze douze treize quatorze quinze seize vingt trente quarante
    cinquante soixante octante nonante premierement deuxiemement troisiemement primo secundo tertio
    quelquefois quoi-que reste restent vient viennent suit suivent arrive existe ouais bah ben euh oh hein hop allez allons
    allo attention bonjour bonsoir merci salut adieu bienvenue desole desolee pardon bravo chut tiens tenez voyons
    regarde regardez ecoute ecoutez imaginez pensez rappelons notons soulignons ajoutons precisons signalons citons
    prenez prenons faites faisons dites disons sachez sachant laisse laissez peutetre idem etc cf voir via lu ne nee
    dessus dessous dedans dehors rare rares nombreux nombreuses multiples aucuns aucunes certaine pareil pareille pareils telle
    idem ibid nomme nommee nommes interviewe selon originaires originaire agee age situe situee fonde fondee considere consideree cree creee base basee accuse accusee interroge interrogee
""")

# Titles and forms of address, offices and ranks; English drops, keeps or translates them.
_TITLES = _words("""
    m mm mme mmes mlle mlles mr mrs ms miss dr drs dre pr prof me mgr st ste monsieur messieurs madame mesdames mademoiselle
    mesdemoiselles monseigneur sir lord lady don dona sire maitre docteur professeur pere mere frere soeur oncle tante
    papa maman grand-mere grand-pere abbe saint sainte saints saintes pape cardinal eveque archeveque imam cheikh sheikh mollah
    ayatollah rabbin pasteur roi reine prince princesse empereur imperatrice tsar tsarine sultan emir khedive calife duc duchesse
    comte comtesse marquis marquise baron baronne vicomte vicomtesse chevalier seigneur dauphin dame altesse majeste excellence
    eminence saintete president presidente vice-president vicepresident vice premier premiere ministre secretaire
    chancelier chanceliere senateur senatrice depute deputee gouverneur gouverneure maire ambassadeur ambassadrice consul
    prefet commissaire directeur directrice general generale colonel capitaine commandant lieutenant marechal amiral major
    sergent caporal juge procureur avocat greffier honorable tres-honorable honorables orateur camarade citoyen citoyens chef
    caid bey pacha dey roi-soleil fils fille junior senior jr sr deputes deputees ministres presidents secretaires senatrices gouverneurs maires ambassadeurs
    directeurs princes rois reines evêques eveques prefets juges procureurs avocats tresorier tresoriere representant
    representante representants porte-parole conseillere adjointe
""")

# Days and months, which English capitalises everywhere and French in headings.
_TIMES = _words("""
    lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier avril mai juin juillet aout septembre octobre
    novembre decembre printemps automne hiver siecle annee annees an jour journee fete semaine
""")

# What organisations, offices, laws, works, awards and sights are called by: such words come out translated.
COMMON = _words("""
    academie accord accords acte action administration affaire affaires agence agent aide alliance alternative amendement ami
    amie amies amis amour ancien ancienne anciens animaux annexe annuaire appel archives arene argent armee armees arret arrete
    arrondissement art article articles arts ascension assemblee assises association assurance assurances atelier atlas autorite
    autorites avenir avenue avis bac baie bal ballet banque banques bas basilique bassin bataille bateau bibliotheque bloc
    bois bon bonne bonnes boulevard bourse bouclier brigade budget bulletin bureau cabinet cadre caisse camp campagne canal
    cantine cap capitale carnet carre carrefour carte cathedrale cause cave cellule centre centrale cercle ceremonie chaine chaines
    chaire chambre chambres champ champs championnat championnats chancellerie chanson chant chapelle chapitre charte chartes
    chateau chemin chemins chene chevre chronique chroniques cimetiere cinema cite citadelle cites classe clinique club coalition code coeur
    coin college collectif collection colloque colonne comite comites commandement commandeur commerce commissariat commission commissions
    communaute communautes commune communes compagnie compagnons comptes concours confederation conference congregation congres conseil
    conseiller conseillers conseils conservateur conservateurs conservatoire consortium constitution consulat contrat convention
    cooperation cooperative coordination corporation corps cote cotes coupe cour cours couronne couvent credit crise croix culture
    declaration decret defense defenseur delegation delegue demain democrate democrates democratie departement departements depeche desert
    developpement devoir dialogue dieux direction directive directives directoire district division document domaine droit droits
    eau eaux echo echos ecole ecoles ecologie ecologiste ecologistes economie economique edition editions education egalite election
    elections electricite embleme emirat empire energie enfance enfant enfants enquete ensemble entente entreprise entreprises environnement
    equipe ere espace espoir est etablissement etablissements etang etape etat etats-generaux etoile etoiles etude etudes
    etudiant etudiants europeen europeenne europeennes europeens evenement evenements evolution examen executif exercice exposition express
    fabrique faculte famille familles federal federale federation femme femmes ferme festival feu feux film fils finance
    finances fleuve fondation fonds fontaine force forces foret forum fosse foyer francophonie francophone franc-macon francs-macons fraternite
    front frontiere frontieres galerie gardien garde gare gauche gazette gendarmerie generations genie gens gestion gloire gouvernement grand
    grande grandes grands greve groupe groupes guerre guerres guide habitat hall haut haute hautes hauts haut-commissaire haut-commissariat
    haut-representant haute-cour hemisphere heritage heure heures histoire homme hommes honneur hopital hopitaux horizon hospice hotel humanite
    ile iles immigration impot impots independance independant independants indice industrie industries information informations initiative
    innovation inspecteur inspection institut instituts institution institutions integration interieur internationale international
    investissement investissements jardin jardins jean-baptiste jeu jeux jeune jeunes jeunesse joie jour journal journaliste journaux juge juges
    jury justice laboratoire lac lacs laic lettre lettres liberal liberale liberaux liberation liberte libertes librairie libre
    ligue ligne liste livre livres local logement loge loi lois lot lycee lycees magazine magistrature mairie maison maisons maladie mandat
    manifeste marche marches marechal marine marché materiel maternite mausolee medaille media medias medecin medecine medecins mediateur
    membre memoire memorial mer mers message metro metropole meteo militaire milice mine mines ministere ministeres miroir mission missions mode
    modele moderne monarchie monastere monde mondial mondiale monnaie mont montagne montagnes monument mort mosquee mot mots moulin mouvement
    mouvements muraille mur musee musees musique national nationale nationaux nation nations nature naturel navire nobel noblesse noir
    nord-sud nouveau nouveaux nouvel nouvelle nouvelles nuit numero oblat observatoire occidental occidentale ocean oceans oeil oeuvre oeuvres
    office officier olympiade olympique olympiques opera operation operations opinion opposition oracle orateur orchestre ordre organisation
    organisations organisme orientation orientale outre-mer ouvrage ouvriere ouvrieres ouvriers pacte paix palais palme panorama papier parc
    parlement parlementaire parole parquet parti partis partenariat partie passage patrie patrimoine patriote patriotes pavillon pays peche peine penal penale
    pension pensions permanente permanent pentagone peste petit petite petites petits peuple peuples phare pharmacie philharmonique
    piste place places plage plaine plan planete plateau plate-forme plateforme police politique pole pont populaire population populations
    port porte portes poste postes poudre pouvoir pouvoirs prefecture presidence presse prison prisons prix programme progres
    progressiste projet projets promotion protection protocole province provinces public publique puits quai quartier question questions radical
    radio raison rapport rassemblement recherche recherches reforme refuge regime region regions regle reglement reglements regne regroupement
    relations religion renouveau renseignement renseignements reporters representant representants republicain republicaine republicains republique
    republiques reseau reserve resistance resolution restaurant restauration reunion revenu revolution revue rivage riviere role roman
    romans rouge rouges route routes royal royale royaume rue ruines sable sacre salle salon sanctuaire sang sante science sciences secours
    secretariat section securite seigneurs senat senateurs serie service services siege signe ski social sociale sociales socialiste socialistes
    societe societes soir solidarite solidarites sommet source sport sports stade station statistique statistiques statue strategie structure
    subvention succes supreme surete surveillance syndicat syndicats systeme table tableau tableaux television telecom temple temps tente
    terminal terrain territoire territoires terreur testament tete textes theatre tombe tombeau tour tourisme tournoi tours traite traites
    transport transports travail travailleur travailleurs travaux treaty tresor tresorerie tribunal tribunaux trophee tunnel union unie
    unies unis unite universite universites urgence urgences usine vallee vallees vent vert verts vertes vice-premier vicepremier victoire
    victimes vie vieille vieux village ville villes vin vins voie voies voix vol volcan volontaires voyage voyages zone zones
    land lander firme firmes panier feuille bain bains barreau ingenierie ingenieur ingenieurs belier taureau gemeaux cancer
    vierge balance scorpion sagittaire capricorne verseau poissons chatiment crime crimes tourbillon cloture orphelins orphelin libres
    interne internes monts tricolore mages crane delits delit urbain urbains urbaine urbaines trafic thermes trafics euro euros dollar dollars
    franc francs rouble roubles couronnes yen yens olympiade olympiades ange anges milliard milliards million millions particulier particuliers
    dirigeant dirigeants aviateur aviateurs pilote pilotes metallurgie automobile automobiles formule hypotheque emergents emergentes
    emergent travailliste travaillistes conservatrice conservatrices chretien chretienne republicaines geants geant aigle aigles lion lions
    chat chien cheval chevaux oiseaux poisson loups ours serpent dragon dragons diable diables demon demons enfer paradis purgatoire ciel
    cieux abime tenebres neige glace pierre pierres fer acier bronze cuivre diamant perles cristal verre bourses freres templiers oscars tiers sterling union etats choeur patronat index agents bleus bleu jaune jaunes index gouvernant gouvernants chimie physique lavage nettoyage mise boite moment terrains academicien adjoint agricole agriculture allocution alinea annonce aeroport aeroports affaires-etrangeres autoroute aviation
    bourgmestre britannique cabotage chancelier commissaires chretien-democrate chretiens-democrates communiste communistes democrate-chretien
    croisade croisades diaspora dynastie doyen ecrivain ecrivains expert experts exterieur exterieure extraordinaire fonction gaz
    habitants intelligence islamique jumeaux longue loup maree mariage mediterranee metal moitie nucleaire nucleaires ombre oiseau or
    orchidee parents partisan pauvre peintre penitencier pionnier president-directeur poete poisson privilege quatrieme cinquieme
    reseaux rive rose sage salut satellite secret secrets singe soldat soldats sol surintendant technique technologie telephone
    theologie titre tigre toile tribune troisieme deuxieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme universel
    universelle vaisseau verite vigne vision voile vote amicale antiterrorisme audiovisuel bibliothecaire biens bonheur brevet cabaret
    candidat candidate caporal cinematheque collegiale compte connaissance conquete consommation construction correctionnelle corruption debat
    dette difference dignite discours distribution dossier droite efficacite emploi enseignement epargne epoque esprit essai exploitation
    exportation exportations faune flore formation futur habitation identite image impact infrastructure infrastructures innocent instruction
    instance internaute invasion jugement laiterie lecture legion legislation legislature lumiere lutte main maitres marchandises marin
    mediation menace metier metiers meurtre mixte mobilite monte motion notes objectif objet obligation occupation ouverture page pages parachutiste
    partage participation patron pensee performance periode perspective perspectives petrole philosophie plainte planification
    plume pluie poche poids politiques potentiel premiers premieres preface presentation principe procedure production produits professeurs
    profession proposition prosperite province-unies providence prudence puissance puissances qualite racines realite rebelle rebelles recit
    recueil reference regard relance renaissance rendez-vous rentree repartition reponse reputation ressources retour retraite
    reve reveil revanche richesse rites royaumes rural rurale rupture sagesse saison sauvetage scandale scene scrutin secteur
    sentinelle seance sens signes silence situation soin soins soleils sort soupe souvenir souvenirs stabilite style sujet surface
    symbole synthese tabac talent tempete tendance tendances tension theorie traditions tragedie transition transparence tremblement trou
    tribulations tueur tyran urbanisme valeur valeurs vainqueur veille vengeance vente verdict vertu vestiaire vide violence virus
    visage voisin voisins voiture voyageur vue
""")

ORDINARY = _SMALL | _TITLES | _TIMES | COMMON

# Names that are ordinary words as well: at the beginning of a sentence they say nothing.
AMBIGUOUS = _words("""
    est nord sud ouest midi noir noirs noire blanc blancs rouge morte terre lune soleil mars mercure tigre manche pie grenade
    valence perse job urbain innocent victoire esprit prophete vierge etats union web toile net reforme lumieres terres
    createur seigneur sauveur eternel diable genese exode apocalypse job tours nice salon orient occident antiquite
    revolution eglise ecriture ecritures evangile golfe cap caire gand gange pile perte porto parme inde pole poles
    canton canaries midi romain bohemien slave lapon laurent constant clement juste parfait aime desire modeste felix
    latino marches univers
""")

# Right behind a French word without article that opens a sentence, these tell that it is a name: "Macron a dit".
VERBS = _words("""
    a ont avait avaient aura auront est sont était étaient sera seront fut eut n ne s se doit peut veut va vont dit
    affirme annonce declare estime explique souligne ajoute confirme reste devient demande refuse accuse joue
""")

# Endings of French words that are hardly ever names; asked of words of at least seven letters that stand alone.
COMMON_ENDINGS = (
    "tion", "tions", "sion", "sions", "ments", "isme", "ismes", "iste", "istes", "ite", "ites", "trice", "trices", "euse",
    "euses", "teur", "teurs", "eurs", "ance", "ances", "ence", "ences", "ique", "iques", "ement", "iere", "ieres", "aires",
    "ologie", "graphie", "iens", "ienne", "iennes", "ables", "elles", "eaux", "ages", "ees",
)  # fmt: skip

# Endings of French nouns and adjectives at large, asked of words behind an article, which few names have.
ARTICLES = _words("le la les l un une du des au aux ce cet cette ces son sa ses leur leurs notre nos votre vos")
DETERMINED_ENDINGS = (
    "e", "es", "ees", "er", "ers", "eau", "eaux", "eur", "eurs", "eux", "if", "ifs", "ant", "ants", "ent", "ents", "oir",
    "oirs", "et", "ets", "ot", "ail", "al", "aux", "ois", "ais", "ien", "iens", "ins", "ons",
)  # fmt: skip

# Endings of French adjectives and abstract nouns: in a row of capitalised words they tell an institution's name.
INSTITUTION_ENDINGS = (
    "ale", "ales", "aux", "aine", "aines", "ienne", "iennes", "eenne", "eennes", "ique", "iques", "aire", "aires", "tion",
    "tions", "ture", "tures", "ment", "ments", "iste", "istes", "caise", "aise",
)  # fmt: skip

# What may stand between the words of one name.
JOINT = re.compile(
    r"[ -]|['’]| (?:de|du|des|di|da|dos|van|von|der|den|ben|bin|ibn|al|el|bint|ould|y) (?:la |las |der )?|[- ]?(?:al|el)-"
)

ROMAN = re.compile(r"(?:[IVX]{1,6}|[IVXLCDM]{4,12}|[MDCLXVI]+(?:e|ère|er|re|ème|es|èmes))")

# English words before a name that are no part of it.
ENGLISH_TITLES = _words("""
    mr mrs ms miss dr sir lord lady president minister premier prime king queen prince princess pope saint st general
    colonel captain judge professor senator governor mayor chancellor secretary director madame monsieur dame father
    sister brother mother uncle aunt count duke baron the a an and but for in on of when while as if that this his her
    its their our my your french american german british russian chinese uncle
""")
# English words that have no part in an acronym.
ENGLISH_SMALL = _words("of the and for in on to a an at by de du la des")
