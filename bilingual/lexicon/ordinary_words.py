"""Capitalised words that are no names, and what tells a name from other words: data for the check of names.

Words are folded: in lower case, without accents.
"""

from __future__ import annotations

import re

from bilingual.languages import word_set
from bilingual.lexicon.calendar import FRENCH_MONTHS, FRENCH_WEEKDAYS
from bilingual.lexicon.folding import fold
from bilingual.lexicon.small_words import ENGLISH_BEFORE_NAMES, FRENCH_OPENING


def _endings(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Besides small words, what opens sentences and titles: some verbs, nouns that stand without article, exclamations.
_OPENING = word_set("""
    accuse accusee adieu age agee ah aie ajoutons allez allo allons arrive attention bah base basee ben bienvenue
    bon bonjour bonsoir bravo bref cf cher chere chers chose chut citons considere consideree cree creee desole
    desolee disons dites ecoute ecoutez eh etc euh existe face faisons faites fonde fondee grace ha hein helas hop
    hourra ibid idem imaginez interroge interrogee interviewe laisse laissez lu merci multiples nee nombreuses
    nombreux nomme nommee nommes notons oh originaire originaires ouais pardon pareil pareille pareils passe pensez
    precisons prenez prenons rappelons rare rares regarde regardez reste restent sachant sachez salut seul seule
    seuls signalons situe situee soulignons soyez soyons suit suite suivant suivent tenez tiens viennent vient voir
    voyons vu
""")

# Titles and forms of address, offices and ranks; English drops, keeps or translates them.
_TITLES = word_set("""
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

# Days and months, which English capitalises everywhere and French in headings; Mars is a planet, too.
_TIMES = (frozenset(map(fold, (*FRENCH_WEEKDAYS, *FRENCH_MONTHS))) - {"mars"}) | word_set(
    "printemps automne hiver siecle annee annees an jour journee fete semaine"
)

# What organisations, offices, laws, works, awards and sights are called by: such words come out translated.
COMMON = word_set("""
    abime academicien academie acces accord accords accueil achat achats achete acheteur acier acte actif actifs
    action actionnaire actionnaires active adjoint administration aeroport aeroports affaire affaires afficher
    agence agent agents agricole agriculteur agriculteurs agriculture aide aider aigle aigles air ajouter ajoutez
    alerte alertes alinea alliance allocution alternative amendement ami amicale amie amies amis amitie amour ancien
    ancienne anciens ange anges animaux annexe annonce annuaire antiterrorisme apercu appareil appareils appel
    apprendre apprentissage approche approches arbitre arbitres archives arene argent arme armee armees armes arret
    arrete arrondissement art article articles artisan artisans arts ascension assemblee assises association
    assurance assurances assurer atelier atlas atterrissage audiovisuel automobile automobiles autoriser autorite
    autorites autoroute avance avancee avancees avances avenir avenue aviateur aviateurs aviation avis bac baie bain
    bains bal balance ballet banque banques barreau bas basilique basse bassin bataille bateau batiment batiments
    belier berger bergers bibliothecaire bibliotheque biens bleu bleus bloc blocage bloquer bogue bogues bois boite
    bon bonheur bonne bonnes bouclier boulevard bourgmestre bourse bourses branche brevet brigade briser bronze
    budget bulletin bureau bureautique cabaret cabinet cabotage cadre caisse camp campagne canal cancer candidat
    candidate cantine cap capitale capitaux caporal capricorne carburant carnet carre carrefour carte categorie
    categories cathedrale cause cave cellule centrale centre cependant cercle ceremonie chaine chaines chaire
    chambre chambres champ champion championnat championnats champions champs chancelier chancellerie change chanson
    chant chapelle chapitre charbon charte chartes chasse chasseur chasseurs chat chateau chatiment chauffeur
    chauffeurs chemin chemins chene chercher cheval chevaux chevre chien chimie choeur choisir choisissez choix
    chretien chretienne chronique chroniques chute chutes cie ciel cieux cimetiere cinema cinematheque cinquieme
    citadelle cite cites citoyennete classe cle clef clefs cles client clientele clients clinique cloche cloches
    cloture club coalition code coeur coin collectif collection college collegiale colloque colonne combat combats
    combattant combattants combinaison comite comites commandement commander commandeur commercant commercants
    commerce commissaires commissariat commission commissions communaute communautes commune communes communiste
    communistes compagnie compagnons comprend comprendre compris compte comptes concevoir concours confederation
    conference congregation congres connaissance conquete conseil conseiller conseillers conseils conservateur
    conservateurs conservatoire conservatrice conservatrices conserver consommateur consommateurs consommation
    consortium constitution construction consulat conte contes contrat controleur controleurs convention cooperation
    cooperative coordination copier coronavirus corporation corps correctionnelle corruption cote cotes coupe cour
    coureur coureurs courir couronne couronnes cours court courte cout couts couvent couvert crane credit creer
    crime crimes crise cristal croisade croisades croix cuivre culture debat decision decisions declaration decret
    decrire defense defenseur defi definir defis delegation delegue delit delits demain demande demander demandes
    demandez demarrage demarrer demi democrate democrates democratie demon demons departement departements depeche
    deplacer deposer depot depots derive derives desactive desert destin dette deuxieme developpement devenir devise
    devoir diable diables dialogue diamant diaspora dieux difference dignite direct directe direction directive
    directives directoire dirigeant dirigeants discours dispositif distribution district division dixieme djihad
    djihadiste djihadistes document dollar dollars domaine donnee donnees dos dossier douzieme doyen dragon dragons
    droit droite droits duree dynastie eau eaux ecart echange echanges echo echos eclairage eclairement ecole ecoles
    ecoliers ecologie ecologiste ecologistes economie economique ecouter ecrivain ecrivains edition editions
    education efficacite egalite election elections electricite eleve elevee eleves eleveur eleveurs elu elus
    emballage embleme emergent emergentes emergents emirat empecher empire emploi energie enfance enfant enfants
    enfer enonce enquete enregistrer enseignant enseignants enseignement ensemble entente entraineur entreprise
    entreprises entrevue entrevues environnement envoyer epargne epidemie epoque epouse epoux equipe equipes ere
    espace espece especes espoir esprit essai essayez etablissement etablissements etang etape etat etats
    etiquetage etiquette etoile etoiles etude etudes etudiant etudiants euro euros evenement evenements eviter
    evolution exact examen executif exercice exiger expert experts expliquer exploitation explorer exportation
    exportations exposition express exterieur exterieure extrait extraits extraordinaire fabrique faculte faible
    faibles faire famille familles faune federal federale federation femme femmes fer ferme fermer festival feu
    feuille feux fichier fichiers film fils filtrage filtre fin finale finales finance finances fine firme firmes
    fleuve flore foi foire foires fonction fonctionnaire fonctionnaires fondation fonds fontaine force forces foret
    formation former formule forum fosse fou fournir fournisseur fournisseurs fous foyer franc francophone
    francophonie francs fraternite freres front frontiere frontieres fuir fumer futur gagnant gagnants gain gains
    galerie garde gardien gare gauche gaz gazette geant geants gemeaux gendarmerie generations genie gens gerer
    gestion gestionnaire gestionnaires glace gloire go gouvernant gouvernants gouvernement grand grande grandes
    grands greffon greve gris grise groupe groupement groupes guerison guerre guerres guide habitants habitat
    habitation hall hasard haut haute hautes hauts heberger hemicycle hemisphere heritage heroine heros heure heures
    histoire homme hommes honneur hopital hopitaux horizon hospice hotel huitieme humanite hypotheque identifiant
    identifiants identite ile iles image immeuble immeubles immigration immigre immigres impact impot impots
    impression inconnu inconnue inconnus independance independant independants index indice indiquer industrie
    industries infirmier infirmiere infirmiers information informations infrastructure infrastructures ingenierie
    ingenieur ingenieurs initiative innocent innovation inspecteur inspection instance institut institution
    institutions instituts instruction insurges insurrection integration intellectuel intellectuelle intelligence
    intelligent intelligents interface interieur international internationale internaute interne internes invasion
    investissement investissements investisseur investisseurs islamique jardin jardins jaune jaunes jeu jeune jeunes
    jeunesse jeux joie joueur joueurs jour journal journaliste journaux juge jugement juges jumeaux jury justice ko
    laboratoire lac lacs laic laisser laiterie land lander lavage lecteur lecteurs lecture legion legislation
    legislature lettre lettres liberal liberale liberation liberaux liberte libertes librairie libre libres licence
    licences lieu lieux ligne ligue limite limitee limites lion lions liste litterature livre livres local loge
    logement logiciel logiciels loi lois longue lot loup loups ltee lumiere lutte lycee lycees magazine mages
    magistrature main mairie maison maisons maitres maladie mandat manifeste manuel marchandises marche marches
    marechal maree mariage marine maritime maritimes marquage martyr martyrs match matchs materiel maternelle
    maternite mausolee md mds medaille medecin medecine medecins media medias mediateur mediation medicament medicaments
    meilleur meilleure melange membre memoire memorial menace mer mercenaire mercenaires message mesure mesures
    metal metallurgie meteo methode methodes metier metiers metro metropole mettre meurtre micro migrant migrants
    milice milieu milieux militaire milliard milliards million millions mine mines ministere ministeres miroir mise
    mission missions mixte mo mobilite mode modele moderne modifier moitie moment monarchie monastere monde mondial
    mondiale monnaie mont montagne montagnes montant montants monte monts monument mort mosquee mot moteur moteurs
    motif motifs motion mots moulin mouvement mouvements moyen moyenne moyens mur muraille musee musees musique
    nation national nationale nationaux nations nature naturel navigateur navigateurs navire neige nettoyage
    neuvieme niveau niveaux nobel noblesse noir nombre norme normes notes nouveau nouveaux nouvel nouvelle nouvelles
    nucleaire nucleaires nuit numero objectif objet oblat obligation obligatoire observatoire obtenir occidental
    occidentale occupation ocean oceans oeil oeuvre oeuvres office officier offre offres oiseau oiseaux olympiade
    olympiades olympique olympiques ombre onzieme opera operation operations opinion opposition or oracle orateur
    orchestre orchidee ordinateur ordinateurs ordre oreille oreilles organisation organisations organisme orientale
    orientation orphelin orphelins oscars otage otages ours outil outils ouverture ouvrage ouvriere ouvrieres
    ouvriers pacte page pages paix palais palme pandemie panier panorama papier paquet paquets parachutiste paradis
    parametre parametres parc parents parlement parlementaire parole parquet partage partager partenariat parti
    participation participer particulier particuliers partie partis partisan passage patient patients patrie
    patrimoine patriote patriotes patron patronat pauvre pavillon pays paysan paysans peche pecheur pecheurs peine
    peintre peinture pelerin pelerins penal penale penitencier pensee pension pensions perdu perdue performance
    periode perles permanent permanente perspective perspectives peste petit petite petites petits petrole peuple
    peuples phare pharmacie philharmonique philosophie photo photos physique pilote pilotes pionnier piste place
    places plage plaine plainte plaisir plaisirs plan planete planification planifier plateau plateforme pluie plume
    poche poete poids poisson poissons pole police politique politiques pompe pompes pont populaire population
    populations port portage porte portefeuille portes poser poste postes potentiel poudre pourcentage pouvoir
    pouvoirs precise preciser preface prefecture premieres premiers prenom presentation presidence presse pret prets
    principal principale principales principaux principe prise prises prison prisonnier prisonniers prisons
    privilege prix pro procedure processeur processeurs producteur producteurs production produit produits
    professeurs profession programme progres progressiste projet projets promotion proposition propriete proprietes
    prosperite protection protege proteger protocole providence province provinces prudence public publicite
    publicites publique puissance puissances puissant puits purgatoire quai qualite quart quartier quatrieme
    question questions quitter racines radical radio raison rappel rappeler rappels rapport rassemblement rassembler
    realiser realite rebelle rebelles rebellion recherche rechercher recherches recit recours recruter recueil
    recueillir reduire reference reforme refuge refugie refugies regard regie regime region regions regle reglement
    reglements regne regroupement relance relations religion renaissance rencontre rencontres rendez renouveau
    renseignement renseignements rentree repartition reponse reponses reporters repos representant representants
    republicain republicaine republicaines republicains republique republiques reputation reseau reseaux reserve
    reservoir resistance resolution ressources restaurant restauration restez resultat resultats retour retraite
    retrouver revanche reve reveil revenu revolution revue richesse rites rivage rive riviere robot robots role
    rose rouble roubles rouge rouges route routes royal royale royaume royaumes rue ruines rupture
    rural rurale sable sacre sage sagesse sagittaire saison salle salon salut sanctuaire sang sanitaire sanitaires
    sante satellite sauvage sauvages sauvetage scandale scene science sciences scorpion scrutin seance second
    seconde secondes secours secret secretariat secrets secteur section securite seigneurs selectionnez senat
    senateurs sens sentinelle septieme serie serpent service services siege signaler signe signes silence singe
    situation sixieme ski social sociale sociales socialiste socialistes societe societes soin soins soir sol soldat
    soldats soleils solidarite solidarites sommet sort sortie sorties soupe source soutien souvenir souvenirs sport
    sports stabilite stade station statistique statistiques statue statut statuts sterling strategie structure style
    subvention succes succursale suggerer suivre sujet supposer supprimer supreme surete surface surintendant
    surveillance symbole syndicat syndicats synthese systeme tabac table tableau tableaux tache taches taille talent
    taureau taux technique technologie telecom telephone television tempete temple templiers temps tendance
    tendances tenebres tension tente terminal terrain terrains terreur territoire territoires terrorisme terroriste
    terroristes testament tete textes theatre theologie theorie thermes tiers tigre titre titulaire toile tombe
    tombeau touche touches tour tourbillon tourisme touriste touristes tournoi tours tracker traditions trafic
    trafics tragedie traite traites tranche tranches transfert transferts transition transparence transport
    transports travail travailleur travailleurs travaillez travailliste travaillistes travaux traversee tremblement
    tresor tresorerie tribulations tribunal tribunaux tribune tricolore troisieme trophee trou trouver tuer tueur
    tunnel type types tyran unie unies union unique uniques unis unite universel universelle universite universites
    urbain urbaine urbaines urbains urbanisme urgence urgences usine utiliser utilite vaccin vaccins vaincu vaincus
    vainqueur vaisseau valeur valeurs vallee vallees veille velours vendeur vendeurs vengeance vent vente ventre
    verdict verifier verite verre verseau vert vertes verts vertu vestiaire veuillez victime victimes victoire vide
    vie vieille vierge vieux vigne village ville villes vin vins violence virus visage vision voie voies voile
    voisin voisins voiture voix vol volcan volontaires vote vouloir voyage voyages voyageur voyageurs vue yen yens
    zone zones
""")

ORDINARY = FRENCH_OPENING | _OPENING | _TITLES | _TIMES | COMMON

# Names that are ordinary words as well: at the beginning of a sentence they say nothing.
AMBIGUOUS = word_set("""
    aime antiquite apocalypse blanc blancs bohemien caire canaries canton cap clement constant createur desire
    diable ecriture ecritures eglise esprit est etats eternel evangile exode felix gand gange genese golfe grenade
    inde innocent job juste lapon latino laurent lumieres lune manche marches mars mercure mers midi modeste morte
    net nice noir noire noirs nord occident orient ouest parfait parme perse perte pie pierre pierres pile pole
    poles porto prophete reforme reunion reunions revolution romain rouge salon sauveur seigneur slave soleil sud
    terre terres tigre toile tours union univers urbain valence victoire vierge web
""")

# Right behind a French word without article that opens a sentence, these tell that it is a name: "Macron a dit".
VERBS = word_set("""
    a ont avait avaient aura auront est sont etait etaient sera seront fut eut n ne s se doit peut veut va vont dit
    affirme annonce declare estime explique souligne ajoute confirme reste devient demande refuse accuse joue
""")

# Endings of French words that are hardly ever names; asked of words of at least seven letters that stand alone.
COMMON_ENDINGS = _endings("""
    tion tions sion sions ments isme ismes iste istes ite ites trice trices euse euses teur teurs eurs ance ances
    ence ences ique iques ement iere ieres aires ologie graphie iens ienne iennes ables elles eaux ages ees
""")

# Endings of French nouns and adjectives at large, asked of words behind an article, which few names have.
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
ENGLISH_TITLES = ENGLISH_BEFORE_NAMES | word_set("""
    mr mrs ms miss dr sir lord lady president minister premier prime king queen prince princess pope saint st
    general colonel captain judge professor senator governor mayor chancellor secretary director madame monsieur
    dame father sister brother mother uncle aunt count duke baron french american german british russian chinese
""")
# What makes the land or the people of a name (Ogoniland).
LAND_ENDINGS = word_set("land lands ians eans ites ists ish ese")
