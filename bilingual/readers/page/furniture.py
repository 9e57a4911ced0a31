"""Facts of French news pages, as data: how lines begin that link to other articles, or ask for something.

All are folded (see ``lexicon.folding.fold_line``): lower case, without accents and punctuation. A line is one of these
where it begins with the phrase as whole words; how long it may be stands in ``invitations.py``.
"""

from __future__ import annotations

from typing import Final

# These link to another article whatever stands behind them: nobody begins a sentence in this way.
LINKS: Final = (
    "a lire aussi", "lire aussi", "a lire egalement", "lire egalement", "a lire et a voir", "a relire",
    "a lire sur le meme sujet", "lire sur le meme sujet", "a voir aussi",
    "ecouter aussi", "a ecouter aussi", "regarder aussi", "a regarder aussi", "a decouvrir aussi", "decouvrir aussi",
    "lisez aussi", "lisez egalement", "lire la suite", "a lire notre", "a lire nos",
    "retrouvez notre dossier", "retrouvez tous nos articles", "retrouvez toute l actualite",
    "cliquez ici pour lire la suite", "cliquez ici pour lire l article",
)  # fmt: skip
# These where no full stop follows: "Lire l'article m'a bouleversé." is a sentence.
UNSTOPPED_LINKS: Final = (
    "voir aussi", "voir egalement", "voyez aussi", "lire l article", "lire notre", "lire nos", "lire le reportage",
    "lire l enquete", "lire l analyse",
    "lire l interview", "lire l entretien", "lire le portrait", "lire la chronique", "lire la tribune", "notre dossier",
    "voir notre dossier", "tous nos articles", "toute l actualite",
)  # fmt: skip
# These only where a colon, an arrow or the like stands between them and the other article's title.
POINTING_LINKS: Final = (
    "a lire", "lire", "relire", "a voir", "voir", "a ecouter", "ecouter", "regarder", "a regarder", "a decouvrir",
    "sur le meme sujet", "dans la meme rubrique", "sur le meme theme", "pour aller plus loin", "article connexe",
    "articles lies", "article lie", "en lien", "lien utile", "notre article", "dossier", "en video", "video",
)  # fmt: skip

# Lines over the titles of other articles, whole.
TEASER_LABELS: Final = frozenset({
    "a lire aussi", "lire aussi", "a lire egalement", "lire egalement", "a lire", "a lire ensuite", "a voir aussi",
    "voir aussi", "a lire sur le meme sujet", "sur le meme sujet", "sur le meme theme", "dans la meme rubrique",
    "dans la meme categorie", "de la meme rubrique", "articles similaires", "articles lies", "articles connexes",
    "articles correspondants", "articles recents", "articles associes", "autres articles", "nos autres articles",
    "les plus lus", "articles les plus lus", "les articles les plus lus", "les plus commentes", "les plus partages",
    "le plus lu", "plus lus", "vous aimerez aussi", "vous aimerez peut etre", "vous pourriez aimer",
    "vous pourriez aussi aimer", "cela pourrait vous interesser", "ca peut vous interesser",
    "ces articles peuvent vous interesser", "ces articles pourraient vous interesser",
    "cet article pourrait vous interesser", "ca pourrait vous interesser", "a ne pas manquer", "ne manquez pas",
    "a decouvrir", "a decouvrir aussi", "a la une", "recommande pour vous", "recommandes pour vous",
    "nos recommandations", "notre selection", "la selection de la redaction", "le choix de la redaction",
    "plus d articles", "plus de sujets", "plus d actualites", "toute l actualite", "l actualite en continu",
    "l actualite en direct", "les dernieres actualites", "dernieres actualites", "derniers articles",
    "les derniers articles", "nos derniers articles", "en continu", "fil info", "le fil info", "dans l actualite",
    "et aussi", "lire ensuite", "la suite apres cette publicite", "pour approfondir", "pour aller plus loin",
    "sur le web", "ailleurs sur le web", "contenus sponsorises", "contenu sponsorise", "articles sponsorises",
    "dans le meme dossier", "dans ce dossier", "du meme auteur", "les articles du meme auteur",
})  # fmt: skip

# Whole lines of what a page asks of its reader.
LINES: Final = frozenset({
    "connectez vous", "creez un compte",
    "acces illimite", "sans engagement", "satisfait ou rembourse", "essai gratuit", "offre decouverte",
    "vente en ligne",
    "article abonne", "s abonner", "s inscrire", "s identifier", "je me connecte",
    "je m inscris", "je profite de l offre", "ajouter au panier", "connectez vous ici",
    "creer un compte", "creer mon compte", "mot de passe oublie", "votre adresse e mail", "votre adresse email",
    "votre e mail", "votre email", "votre commentaire", "vos reactions", "vos commentaires", "votre vie privee",
    "mentions legales", "politique de confidentialite", "gestion des cookies", "parametrer les cookies",
    "tout accepter", "tout refuser", "accepter et fermer",
    "accepter et continuer", "accepter les cookies", "refuser les cookies", "continuer sans accepter",
    "parametrer mes choix", "gerer les cookies", "gerer mes preferences", "gerer mes choix",
    "personnaliser mes choix", "en savoir plus", "lire plus", "plus d infos", "plus d informations", "voir la suite",
    "afficher la suite", "afficher plus", "conditions generales de vente", "charte des commentaires",
    "conditions generales d utilisation", "lire plus tard", "article suivant", "a propos de l auteur",
    "la newsletter", "nos newsletters",
    "lecture du media", "lire la video", "voir la video",
    "lancer le diaporama", "voir le diaporama", "agrandir l image", "agrandir la photo", "voir la galerie",
    "nos offres", "deja un compte", "a partager", "copier le lien de l article",
})  # fmt: skip

# Lines over what readers wrote, whole, with a number or without.
COMMENTS: Final = frozenset({
    "vos reactions", "vos commentaires", "les commentaires", "commentaires des lecteurs", "reactions des lecteurs",
    "les reactions des lecteurs", "laisser un commentaire", "laissez un commentaire", "poster un commentaire",
    "ajouter un commentaire", "votre commentaire", "voir les commentaires", "lire les commentaires",
    "commentaires recents",
    "reagir a cet article", "reagissez a cet article", "derniers commentaires",
})  # fmt: skip
# With a number alone: without, they may be a sub-heading.
COUNTED_COMMENTS: Final = frozenset({
    "commentaire", "commentaires", "reaction", "reactions", "reponse", "reponses", "message", "messages", "avis",
})  # fmt: skip

# A page that asks its reader for something: money, an address, a subscription, a click, leave to set cookies.
APPEALS: Final = (
    # what only subscribers may read
    "pour lire la suite", "pour lire l integralite", "pour lire cet article", "pour continuer votre lecture",
    "pour continuer la lecture", "pour continuer a lire cet article", "pour continuer a lire gratuitement",
    "pour poursuivre votre lecture", "pour poursuivre la lecture", "pour acceder en illimite",
    "pour acceder a la suite", "pour acceder a cet article", "pour acceder a l integralite",
    "pour acceder a tous nos", "pour acceder a nos", "pour acceder aux articles", "et acceder gratuitement",
    "acces a tous les articles", "acces a tous nos", "acces illimite a", "accedez a tous les articles",
    "accedez a tous nos", "accedez en illimite", "accedez a l integralite", "continuez votre lecture",
    "poursuivez votre lecture", "poursuivez la lecture", "la suite est reservee", "la suite de cet article",
    "la suite de l article", "la suite apres cette publicite", "la suite apres la publicite",
    "la lecture de cet article est reservee", "cet article est reserve", "cet article est en acces",
    "cet article est exclusivement reserve", "ce contenu est reserve", "cet article fait partie de",
    "contenu reserve aux abonnes", "article reserve aux abonnes", "article reserve a nos", "reserve aux abonnes",
    "reserve a nos abonnes", "profitez de notre offre", "profitez de nos offres", "profitez de l offre",
    "profitez d un acces", "decouvrez nos offres", "decouvrez toutes nos offres", "decouvrez notre offre",
    "choisissez votre offre", "choisissez votre formule", "creez votre compte", "creez un compte pour lire",
    "creez un compte gratuit", "creez un compte ou", "creez gratuitement",
    "ou si vous avez deja un compte", "vous avez deja un compte", "vous etes deja abonne", "vous etes deja inscrit",
    "vous n etes pas abonne", "vous n etes pas encore abonne", "vous n etes pas inscrit", "deja abonne", "deja inscrit",
    "deja un compte", "pas encore abonne", "pas encore inscrit", "pas encore de compte", "connectez vous pour",
    "connectez vous ici", "connectez vous ou", "connectez vous si",
    "identifiez vous", "je m abonne a partir", "je m abonne pour", "je profite de l offre", "essayez gratuitement",
    "testez gratuitement", "sans engagement resiliable",
    # subscriptions, letters, followers
    "abonnez vous", "abonne toi", "inscrivez vous a", "inscrivez vous pour", "inscrivez vous gratuitement",
    "inscrivez vous ici", "pour rester informe inscrivez", "pour rester informe abonnez", "restez informe",
    "restez informes", "pour ne rien manquer de l actualite", "pour ne rien rater de l actualite",
    "pour ne manquer aucun article", "ne manquez aucun article", "ne manquez rien de", "ne ratez rien de",
    "pour recevoir nos", "pour recevoir notre", "pour recevoir la newsletter", "pour recevoir gratuitement",
    "recevez chaque", "recevez tous les", "recevez toute l", "recevez gratuitement", "recevez le meilleur",
    "recevez l essentiel", "recevez nos", "recevez notre", "recevez la newsletter", "recevez par e mail",
    "recevez par mail", "recevez les alertes", "recevez directement", "en vous inscrivant", "en vous abonnant",
    "en cliquant sur s inscrire", "en cliquant sur je m", "en cliquant sur j accepte", "en cliquant sur accepter",
    "en cliquant sur tout accepter", "en cliquant sur valider", "en renseignant votre adresse",
    *(f"votre adresse {mail} {said}" for mail in ("e mail", "email", "mail", "de messagerie", "electronique",
    "courriel")
      for said in ("ne", "est", "sera", "sert", "restera")),
    "entrez votre adresse", "entrez votre e mail", "entrez votre email", "saisissez votre adresse",
    "merci pour votre inscription", "merci de votre inscription", "vous pouvez vous desinscrire",
    "vous pouvez vous desabonner", "vous pourrez vous desinscrire", "suivez nous sur", "suivez l actualite",
    "suivez toute l actualite", "suivez le fil", "suivez notre page", "suivez notre chaine",
    "suivez notre compte", "retrouvez nous sur", "retrouvez toute l info",
    "rejoignez nous sur", "rejoignez la chaine", "rejoignez notre chaine", "rejoignez notre communaute",
    "telechargez l application", "telechargez notre application", "telechargez gratuitement",
    "activez les notifications", "ajoutez nous a vos",
    # money
    "soutenez nous", "soutenez notre", "soutenez un media", "soutenez une presse", "soutenez le journalisme",
    "faites un don", "offrez un abonnement", "offrez cet article", "achetez ce numero", "commandez ce numero",
    "nous avons besoin de vous pour continuer",
    # readers' say
    "cet article vous a plu", "cet article vous a interesse", "vous avez aime cet article", "vous avez apprecie cet",
    "avez vous apprecie cet", "avez vous aime cet article", "votre avis nous interesse", "votre commentaire sera",
    "laissez un commentaire", "laissez une reponse", "laissez nous un commentaire",
    "vous devez etre connecte", "vous devez etre identifie", "vous devez etre abonne", "vous devez vous connecter pour",
    "veuillez vous connecter", "merci de vous connecter", "les champs obligatoires", "les champs marques",
    "les commentaires sont fermes", "les commentaires sont clos", "les commentaires sont desactives",
    "les commentaires sont reserves", "les commentaires sont moderes", "reagissez a cet article", "reagissez a",
    "soyez le premier a commenter", "soyez le premier a reagir", "soyez la premiere a commenter",
    "soyez la premiere a reagir", "soyez le premier a laisser", "ce site utilise akismet",
    "une erreur dans cet article", "une erreur dans l article", "vous avez repere une erreur",
    "vous avez trouve une erreur", "vous avez remarque une erreur", "partagez cet article", "partagez l article",
    "partagez sur", "partagez votre avis", "partagez votre opinion", "cliquez ici pour vous abonner",
    "cliquez ici pour vous inscrire",
    "cliquez pour partager", "cliquez pour agrandir",
    # cookies
    "ce site utilise des", "ce site web utilise des", "notre site utilise des", "ce site et ses partenaires",
    "ce site internet utilise", "nous utilisons des cookies pour", "nous utilisons des cookies afin",
    "nous utilisons des cookies et", "nous utilisons les cookies", "nous utilisons des traceurs",
    "nous et nos partenaires utilisons", "nous et nos partenaires stockons", "nous et nos partenaires traitons",
    "nous et nos partenaires avons", "nos partenaires et nous", "avec votre accord nous", "avec votre accord nos",
    "avec votre consentement nous", "en poursuivant votre navigation", "en continuant votre navigation",
    "en poursuivant la navigation", "en continuant a naviguer", "en continuant a utiliser ce site",
    "en utilisant ce site", "en naviguant sur ce site", "en naviguant sur notre site", "les cookies nous permettent",
    "les cookies sont utilises", "vous pouvez a tout moment modifier vos preferences",
    "vous pouvez retirer votre consentement", "vous pouvez parametrer vos", "vous pouvez modifier vos choix",
    "nous respectons votre vie privee", "le respect de votre vie privee", "votre vie privee est",
    "pour afficher ce contenu", "pour voir ce contenu", "ce contenu est bloque", "ce contenu n est pas disponible",
    "ce contenu n a pas pu", "votre navigateur ne", "votre navigateur n est pas", "javascript est desactive",
    "veuillez activer javascript", "veuillez activer les cookies", "vous devez activer javascript",
    "vous avez choisi de refuser les cookies", "vous avez refuse les cookies", "la publicite nous permet",
    # rights
    "tous droits de reproduction", "toute reproduction interdite", "toute reproduction totale ou partielle",
    "toute reproduction meme partielle", "toute reproduction sans autorisation", "reproduction interdite",
)  # fmt: skip
# These where no full stop follows: "S'abonner à un journal coûte cher." is a sentence.
UNSTOPPED_APPEALS: Final = (
    "s abonner a", "s inscrire a", "creer un compte", "creer mon compte", "acheter l article", "acheter cet article",
    "acheter ce numero", "commander ce numero", "offrir cet article", "offrir l article", "faire un don",
    "je fais un don", "je m abonne", "je soutiens le journal", "soutenir notre", "soutenir le journal",
    "voir les offres", "voir nos offres", "voir toutes les offres", "laisser un commentaire", "laisser une reponse",
    "signaler un abus", "signaler une erreur", "signaler un contenu", "partager cet article", "partager l article",
    "envoyer cet article", "recommander cet article", "imprimer cet article", "telecharger au format",
    "telecharger le pdf", "telecharger l application", "version imprimable", "ajouter aux favoris", "inscription a la",
    "accepter les cookies", "retour a l accueil", "retour a la liste", "recevoir nos", "recevoir la newsletter",
    "recevoir les alertes", "poster un commentaire", "ajouter un commentaire", "voir les commentaires",
    "afficher les commentaires", "consulter les commentaires", "lire les commentaires", "reagir a cet article",
    "voir tous les articles", "voir tous nos", "afficher tous les articles", "afficher tous les commentaires",
)  # fmt: skip

# In lines of what may be ordered: a magazine, a book, a subscription.
ORDERS: Final = (
    "port inclus", "port compris", "frais de port", "frais d envoi", "je m abonne", "ajouter au panier",
    "ajouter a mon panier", "commander ce numero", "commandez ce numero", "acheter ce numero", "achetez ce numero",
    "tarifs reduits", "tarif reduit", "bon de commande", "je commande", "acheter en ligne", "voir le sommaire",
)  # fmt: skip
