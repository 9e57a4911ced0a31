"""Facts of French news pages, as data: what dates, bylines, credits, sections and share buttons are made of.

Words stand in lower case. Where a comment says "folded", they are compared without accents and punctuation (see
``lexicon.folding.fold_line``); elsewhere accents are optional when they are matched.
"""

from __future__ import annotations

from typing import Final

from bilingual.lexicon.calendar import FRENCH_SHORT_WEEKDAYS, FRENCH_WEEKDAYS, french_months
from bilingual.lexicon.small_words import FRENCH_IN_NO_NAME

MONTHS: Final = french_months()
WEEKDAYS: Final = (*FRENCH_WEEKDAYS, *FRENCH_SHORT_WEEKDAYS)
NEARBY_DAYS: Final = ("aujourd'hui", "hier")

# What stands before the date of publication. Feminine and plural endings are written out: a page has one or the other.
PUBLICATION: Final = (
    "publié", "publiée", "article publié", "date de publication", "publication", "parution", "paru", "parue",
    "posté", "postée", "mis en ligne", "mise en ligne", "créé", "créée", "rédigé", "écrit", "diffusé", "diffusée",
    "ajouté", "date",
)  # fmt: skip
MODIFICATION: Final = (
    "mis à jour", "mise à jour", "dernière mise à jour", "actualisé", "actualisée", "modifié", "modifiée",
    "dernière modification", "date de mise à jour",
)  # fmt: skip

TIME_ZONES: Final = ("gmt", "utc", "tu", "t.u.", "cest", "cet")

# What stands before the name of whoever wrote the piece.
BYLINE: Final = (
    "par", "écrit par", "rédigé par", "article rédigé par", "article écrit par", "publié par", "posté par",
    "proposé par", "article de", "un article de",
    "propos recueillis par", "propos recueilli par", "recueillis par", "recueilli par", "entretien réalisé par",
    "interview réalisée par", "entretien mené par", "réalisé par", "réalisée par", "dossier réalisé par",
    "auteur", "auteure", "autrice", "auteurs", "texte", "textes", "texte de", "signé", "reportage", "reportage de",
    "texte par",
    "un reportage de", "enquête de", "une enquête de", "analyse de", "synthèse de", "correspondance de",
    "une correspondance de",
)  # fmt: skip
# These people are named in a byline, but are not the authors.
TRANSLATION: Final = ("traduit par", "traduction", "traduction de", "traduit de l'anglais par")
SOURCE: Final = ("source", "sources")
HELP: Final = ("avec", "d'après", "via")

# A correspondent may sign with the post alone; the other callings only follow a name.
POSTS: Final = (
    "envoyé spécial", "envoyée spéciale", "envoyés spéciaux", "envoyées spéciales", "correspondant",
    "correspondante", "correspondants", "correspondantes", "correspondance", "correspondance particulière",
)  # fmt: skip
CALLINGS: Final = (
    "journaliste", "journalistes", "stagiaire", "stagiaires", "journaliste stagiaire", "grand reporter", "reporter",
    "rédacteur en chef", "rédactrice en chef", "rédacteur", "rédactrice", "chroniqueur", "chroniqueuse",
    "éditorialiste", "directeur de publication", "directeur de la publication", "blogueur", "blogueuse",
    "photographe", "écrivain", "écrivaine", "essayiste", "politologue", "économiste", "sociologue", "historien",
    "historienne", "juriste", "enseignant-chercheur", "analyste", "consultant", "consultante",
)  # fmt: skip

# Folded: a newsroom signs, no person.
NEWSROOMS: Final = frozenset({
    "la redaction", "redaction", "la redac", "l equipe de redaction", "l equipe editoriale", "notre redaction",
    "le desk", "desk", "admin", "administrateur", "webmaster", "administrator",
})  # fmt: skip

# Folded: these deliver to others, so that "avec AFP" names no publisher.
AGENCIES: Final = frozenset({
    "afp", "agence france presse", "reuters", "ap", "associated press", "apa", "apanews", "pana", "panapress",
    "xinhua", "amap", "aps", "map", "tass", "sputnik", "sputnik afrique", "ria novosti", "belga", "ats",
    "keystone ats", "dpa", "efe", "ansa", "anadolu", "agence anadolu", "aa", "bloomberg", "apo", "tap", "aib", "anp",
    "aip", "la presse canadienne", "agences", "les agences", "agences de presse",
})  # fmt: skip

# Folded: publishers that a line may name without any further word.
PUBLISHERS: Final = frozenset({
    "l essor", "le monde", "le figaro", "liberation", "rfi", "france 24", "france info", "franceinfo", "jeune afrique",
    "maliweb", "malijet", "maliactu", "mali actu", "bamada net", "abamako com", "studio tamani", "mali tribune",
    "le republicain", "l independant", "info matin", "le pays", "l aube", "les echos", "journal du mali", "sahelien",
    "le point", "l express", "la croix", "l humanite", "le parisien", "ouest france", "20 minutes", "mediapart",
    "bbc afrique", "bbc news afrique", "voa afrique", "dw", "deutsche welle", "tv5 monde", "tv5monde", "le soir",
    "la libre belgique", "rtbf", "rts", "le temps", "radio canada", "le devoir", "la presse", "wikinews", "seneweb",
    "dakaractu", "le soleil", "lefaso net", "burkina24", "abidjan net", "fraternite matin", "cameroon tribune",
    "africanews", "la tribune afrique", "le monde diplomatique", "courrier international", "slate afrique",
})  # fmt: skip

# Small words inside personal names.
NAME_PARTICLES: Final = frozenset({
    "de", "du", "des", "d'", "la", "le", "ben", "bin", "ibn", "bint", "ould", "mint", "ag", "el", "al", "von", "van",
    "der", "den", "di", "da", "dos", "y",
})  # fmt: skip
HONORIFICS: Final = frozenset({"mme", "mlle", "dr", "pr", "prof", "me", "docteur", "professeur", "maître"})

# Folded: capitalised words that stand in the names of bodies, places and papers, never in a person's.
NOT_IN_NAMES: Final = FRENCH_IN_NO_NAME | frozenset({
    "union", "conseil", "nations", "unies", "republique", "democratique", "etat", "etats", "unis", "ministere",
    "assemblee", "nationale", "national", "africaine", "africain", "europeenne", "europeen", "federation",
    "confederation", "banque", "mondiale", "fonds", "monetaire", "cour", "armee", "forces", "armees", "agence",
    "association", "parti", "mouvement", "groupe", "comite", "commission", "organisation", "universite", "ecole",
    "coupe", "ligue", "championnat", "stade", "radio", "television", "journal", "tribune", "quotidien", "hebdo",
    "nord", "sud", "est", "ouest", "centre", "centrale", "saint", "sainte", "mer", "golfe", "cote", "burkina",
    "nouvel", "nouvelle", "grand", "grande", "premier", "ministre", "president", "guerre", "paix", "accord",
    "acte", "scene", "tableau", "prologue", "epilogue", "intermede", "premiere", "deuxieme", "troisieme", "derniere",
})  # fmt: skip

# Labels of a picture's source; "crédit photo" and "crédits : photo" are made of two of them. Those in the second group
# introduce ordinary prose as well, so that a known holder must follow.
CREDIT: Final = (
    "crédit", "crédits", "photo", "photos", "photographie", "photographies", "photographe", "copyright", "ph",
)  # fmt: skip
WEAK_CREDIT: Final = ("image", "images", "illustration", "visuel", "dessin", "infographie", "capture d'écran", "vidéo")
CREDIT_QUALIFIERS: Final = (
    "d'illustration", "d'archives", "d'archive", "d'agence", "prétexte", "illustrative",
    "illustratives", "libre de droits", "libres de droits", "de une", "de couverture",
)  # fmt: skip
BETWEEN_HOLDERS: Final = frozenset({"et", "via", "pour", "par", "avec", "les", "l", "/", "&", "-", "–", "«", "»", "|"})
RIGHTS_RESERVED: Final = ("tous droits réservés", "droits réservés", "all rights reserved")
CAPTION: Final = ("légende", "légende photo", "en photo", "sur la photo")
LEAD: Final = ("chapô", "chapeau", "résumé", "en bref")

# Folded. A country's name is a section, too.
SECTIONS: Final = frozenset({
    "actualite", "actualites", "actu", "a la une", "la une", "une", "politique", "economie", "eco", "societe", "sport",
    "sports", "culture", "cultures", "monde", "international", "internationale", "afrique", "africa", "europe",
    "ameriques", "amerique", "asie", "asie pacifique", "moyen orient", "proche orient", "maghreb", "sahel",
    "france", "sante", "education", "environnement", "planete", "climat", "sciences", "science", "technologie",
    "technologies", "tech", "high tech", "numerique", "faits divers", "fait divers", "justice", "securite", "defense",
    "diplomatie", "religion", "medias", "media", "people", "opinion", "opinions", "tribune", "tribunes", "idees",
    "debat", "debats", "editorial", "edito", "chronique", "chroniques", "analyse", "analyses", "decryptage",
    "reportage", "reportages", "enquete", "enquetes", "interview", "interviews", "entretien", "entretiens", "portrait",
    "dossier", "dossiers", "communique", "communiques", "communique de presse", "breve", "breves", "infos", "info",
    "region", "regions", "finance", "finances", "entreprises", "business", "agriculture", "football", "cinema",
    "musique", "litterature", "livres", "histoire", "geopolitique", "cooperation", "armee", "terrorisme",
    "faits de societe", "vie politique", "revue de presse", "fil info", "depeche", "depeches", "video", "videos",
    "accueil", "home",
})  # fmt: skip
COUNTRIES: Final = frozenset({
    "mali", "russie", "france", "niger", "burkina", "burkina faso", "senegal", "cote d ivoire", "guinee",
    "guinee bissau", "guinee equatoriale", "togo", "benin", "ghana", "nigeria", "mauritanie", "algerie", "maroc",
    "tunisie", "libye", "egypte", "soudan", "tchad", "cameroun", "gabon", "congo", "rdc", "rd congo", "rca",
    "centrafrique", "rwanda", "burundi", "ethiopie", "somalie", "kenya", "ouganda", "tanzanie", "madagascar",
    "afrique du sud", "angola", "mozambique", "zimbabwe", "zambie", "djibouti", "comores", "gambie", "sierra leone",
    "liberia", "cap vert", "belgique", "suisse", "luxembourg", "canada", "quebec", "haiti", "etats unis", "usa",
    "allemagne", "italie", "espagne", "portugal", "royaume uni", "ukraine", "chine", "turquie", "iran", "israel",
    "palestine", "syrie", "irak", "liban", "inde", "japon", "bresil", "venezuela",
})  # fmt: skip
SECTION_LABELS: Final = ("rubrique", "rubriques", "catégorie", "catégories", "classé dans", "vous êtes ici")
# The parts of a play; a line that names one and its number is a heading, and no person signs with it.
PARTS_OF_PLAYS: Final = ("acte", "scène", "tableau")
ORDINALS: Final = (
    "premier", "première", "deuxième", "second", "seconde", "troisième", "quatrième", "cinquième", "sixième",
    "septième", "huitième", "neuvième", "dixième", "dernier", "dernière", "unique",
)  # fmt: skip
# What links to another article is no sub-heading, though it looks like one.
LINKS: Final = (
    "lire aussi", "à lire aussi", "lire également", "à lire", "lire", "voir aussi", "à voir aussi", "voir également",
    "écouter aussi", "à écouter", "regarder aussi", "sur le même sujet", "pour aller plus loin",
)  # fmt: skip
TAG_LABELS: Final = ("tag", "tags", "mot-clé", "mots-clés", "mots clés", "étiquettes", "étiqueté", "hashtags")

# Folded: whole lines of boilerplate, wherever they stand.
BOILERPLATE: Final = frozenset({
    "partager cet article", "partagez cet article", "partager l article", "partager cette page", "partager sur",
    "partager sur facebook", "partager sur twitter", "partager sur x", "partager sur whatsapp", "partager sur linkedin",
    "partager sur telegram", "partager par email", "partager par e mail", "partager par mail", "partagez sur facebook",
    "partager sur facebook partager sur twitter", "envoyer par email", "envoyer par e mail", "envoyer a un ami",
    "envoyer cet article", "imprimer cet article", "imprimer l article", "imprimer la page", "copier le lien",
    "lien copie", "cliquez pour partager sur facebook", "cliquez pour partager sur twitter",
    "abonnez vous", "abonnez vous a notre newsletter", "abonnez vous a la newsletter", "s abonner a la newsletter",
    "inscrivez vous a notre newsletter", "inscrivez vous a la newsletter", "recevez notre newsletter",
    "recevoir la newsletter", "je m abonne", "deja abonne", "se connecter", "article reserve aux abonnes",
    "article reserve a nos abonnes",
    "rejoignez nous", "connect with us", "nous suivre", "nos reseaux sociaux", "vos outils", "autres articles",
    "dans le dossier", "dans la meme categorie", "telecharger l application", "quitter la version mobile",
    *(f"cet article date de plus {years}" for years in ("d un an", "de deux ans", "de trois ans", "de quatre ans",
    "de cinq ans", "de six ans", "de sept ans", "de huit ans", "de neuf ans", "de dix ans")),
    "lire la suite", "lire l article complet", "voir tous les articles", "voir plus",
    "votre adresse email ne sera pas publiee", "votre adresse e mail ne sera pas publiee",
    "reserve aux abonnes", "suivez nous", "suivez nous sur facebook", "suivez nous sur twitter",
    "suivez nous sur whatsapp", "suivez nous sur google news", "rejoignez nous sur whatsapp",
    "rejoignez nous sur facebook", "rejoignez notre chaine whatsapp", "rejoindre la chaine whatsapp",
    "laisser un commentaire", "laissez un commentaire", "poster un commentaire", "ajouter un commentaire",
    "ecrire un commentaire", "voir les commentaires", "lire les commentaires", "aucun commentaire",
    "pas de commentaire", "commenter cet article", "commentaires fermes", "commentaire s",
    "publie", "publie le", "mis a jour", "mis a jour le",
    "publicite", "contenu sponsorise", "la suite apres cette publicite", "la suite apres la publicite",
    "lire la suite apres la publicite", "article precedent", "article suivant", "retour a l accueil",
    "retour en haut de page", "haut de page", "retour en haut", "articles similaires", "articles lies",
    "sur le meme sujet", "a lire aussi", "lire aussi", "lire egalement", "a lire egalement", "dans la meme rubrique",
    "les plus lus", "les plus commentes", "taille du texte", "taille de police", "ecouter l article",
    "ecouter cet article", "ajouter aux favoris", "ajouter a vos favoris", "offrir l article", "signaler une erreur",
    "tous droits reserves", "chargement en cours", "chargement", "facebook comments",
})  # fmt: skip
# Folded: with a number, these count comments, readers or words.
COUNTS: Final = frozenset({"commentaire", "commentaires", "vu fois", "lu fois", "vues", "lectures", "mots", "words"})
# Folded: lines made only of these are boilerplate before and after the prose; amid it they may be a sub-heading.
BUTTONS: Final = frozenset({
    "facebook", "twitter", "whatsapp", "telegram", "linkedin", "pinterest", "messenger", "instagram", "youtube",
    "tiktok", "reddit", "viber", "google", "sms", "email", "mail", "courriel", "tweet", "tweeter", "tweets",
    "partager", "partagez", "partage", "partages", "share", "imprimer", "print", "pdf", "copier", "envoyer", "lien",
    "enregistrer", "commenter", "commentaire", "commentaires", "comments", "comment", "aime", "like", "likes", "image",
    "vue", "vues", "lectures", "views", "reagir", "reactions", "abonnes", "favoris", "rss", "menu", "annonce", "aa",
    "abonne", "premium", "connexion", "accepter", "refuser", "masquer", "fermer", "newsletter", "newsletters",
    "infolettre", "ecouter", "retour", "suivant", "precedent", "diaporama", "publicites", "annonces", "traduire",
    "permalien", "bluesky", "threads", "mastodon", "flipboard",
})  # fmt: skip
# Folded: these may stand among buttons.
BETWEEN_BUTTONS: Final = frozenset({"a", "e", "et", "j", "ou", "par", "plus", "sur", "x"})
