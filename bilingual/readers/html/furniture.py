"""Facts of web pages, as data: what elements, roles, classes and ids say that a part of a page is not its article.

Names stand in lower case with hyphens between words, as ``names.words`` gives them; a class or id has a name where the
name's words stand in it in a row, so that ``related-articles__list`` has ``related``.
"""

from __future__ import annotations

from typing import Final

# Nothing in these is read by anybody, or it is no article's.
TAGS: Final = frozenset({
    "amp-consent", "amp-user-notification", "amp-sidebar", "amp-ad", "amp-embed", "amp-sticky-ad", "amp-auto-ads",
    "amp-social-share", "amp-geo", "amp-analytics", "amp-web-push", "amp-web-push-widget", "amp-subscriptions",
    "amp-next-page", "dialog", "template", "button", "menu",
})  # fmt: skip
ROLES: Final = frozenset({
    "dialog", "alertdialog", "navigation", "menu", "menubar", "toolbar", "tablist", "search", "tooltip",
    "doc-pagelist", "doc-index", "button",
})  # fmt: skip

# Windows and bars that ask for consent.
_CONSENT = (
    "consent", "cookie", "cookies", "cookiebar", "cookiebanner", "cookieconsent", "cookienotice", "gdpr", "rgpd",
    "didomi", "onetrust", "optanon", "tarteaucitron", "axeptio", "sd-cmp", "qc-cmp", "qc-cmp2", "cmplz",
    "usercentrics", "cookiebot", "cybot", "truste", "quantcast", "sp-message", "sirdata", "klaro", "cc-window",
    "cc-banner", "borlabs", "privacy-banner", "privacy-notice", "eu-cookie", "cli-modal", "cky",
)  # fmt: skip
# Other articles.
_RELATED = (
    "related", "relateds", "relatedposts", "relatedarticles", "relatedcontent", "lire-aussi", "lireaussi", "a-lire",
    "voir-aussi", "meme-sujet", "meme-theme", "meme-rubrique", "meme-auteur", "meme-dossier", "articles-lies",
    "article-lie", "liens-lies", "articles-similaires", "similaires", "liens-connexes", "articles-connexes",
    "connexes", "recommended", "recommendation", "recommendations", "recommandation", "recommandations", "recommandes",
    "reco", "recos", "most-read", "most-viewed", "most-popular", "mostread", "mostpopular", "plus-lus", "plus-lu",
    "plus-commentes", "plus-partages", "read-also", "readalso", "see-also", "also-read", "also-like", "read-next",
    "next-article", "prev-article", "previous-article", "post-navigation", "nav-links", "more-stories", "more-articles",
    "more-news", "outbrain", "taboola", "ligatus", "zergnet", "plista", "jp-relatedposts", "yarpp", "crp-related",
    "autres-articles", "derniers-articles", "articles-recents", "recent-posts", "latest-news", "a-voir-aussi",
    "suggestions", "suggested", "upnext", "read-more-links", "inread-link", "a-decouvrir", "maillage", "en-savoir-plus",
    "savoir-plus",
)  # fmt: skip
_SHARING = (
    "share", "shares", "sharing", "sharer", "sharebar", "sharethis", "sharedaddy", "sd-sharing", "addtoany", "addthis",
    "a2a", "social", "socials", "socialshare", "social-links", "partage", "partages", "partager", "reseaux-sociaux",
    "rs-share", "shareaholic", "heateor", "ssba", "follow-us", "suivez-nous", "nous-suivre",
)  # fmt: skip
_LETTERS = (
    "newsletter", "newsletters", "nl-form", "infolettre", "mailchimp", "mc4wp", "sendinblue", "mailpoet", "subscribe",
    "subscription", "subscriptions", "subscribe-box", "abonnement", "abonnez", "abonnez-vous", "inscription",
    "signup", "sign-up", "promo-abo", "encart-abo", "abo-box", "push-abo", "app-promo", "donation", "donate", "don-box",
    "faire-un-don", "call-to-action",
)  # fmt: skip
_WALLS = ("paywall", "pay-wall", "regwall", "registration-wall", "premium-wall", "abo-wall", "piano", "offres-abo",
          "poool", "poool-widget", "restricted-message", "members-only-message")  # fmt: skip
_COMMENTS = (
    "comments", "commentlist", "comment-list", "comments-area", "commentaires", "liste-commentaires", "disqus",
    "comment-respond", "comment-form", "respond", "reagir", "fb-comments", "fbcomments", "formulaire-forum", "opinary",
)  # fmt: skip
_LABELS = (
    "tags", "taglist", "tag-list", "tags-list", "tagcloud", "post-tags", "entry-tags", "article-tags", "mots-cles",
    "motscles", "keywords", "etiquettes", "breadcrumb", "breadcrumbs", "fil-ariane", "filariane", "ariane",
    "pagination", "pager", "skip-link", "skiplink", "toc-container", "table-of-contents", "sommaire-auto",
)  # fmt: skip
_PEOPLE = (
    "author-box", "authorbox", "author-bio", "author-info", "author-card", "author-description", "about-author",
    "about-the-author", "abouttheauthor", "bio-auteur", "auteur-bio", "biographie-auteur", "a-propos-auteur",
    "a-propos-de-l-auteur",
    "post-author-box", "saboxplugin", "m-a-box", "multi-author",
)  # fmt: skip
_ADVERTISEMENTS = (
    "advert", "adverts", "advertisement", "advertising", "advertorial", "publicite", "publicites", "encart-pub",
    "bloc-pub",
    "adsense", "adslot", "ad-slot", "ad-container", "ad-wrapper", "google-ads", "adsbygoogle", "dfp", "sponsor",
    "sponsored", "sponsors", "sponsorise", "partenaires", "boutique", "shop-box", "affiliate", "affiliation",
)  # fmt: skip
# Nobody sees these.
_UNSEEN = ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader", "hidden-print",
           "u-hidden", "print-only", "only-print")  # fmt: skip

NAMES: Final = frozenset({
    *_CONSENT, *_RELATED, *_SHARING, *_LETTERS, *_WALLS, *_COMMENTS, *_LABELS, *_PEOPLE, *_ADVERTISEMENTS, *_UNSEEN
})  # fmt: skip

# How French sites, and others, name standfirsts, captions and the credits in these.
LEAD: Final = frozenset(
    {"chapo", "chapeau", "article-faits", "les-faits", "standfirst", "lead", "intro", "accroche", "article-excerpt"}
)
CAPTION: Final = frozenset({"caption", "figcaption", "legende", "wp-caption-text", "image-title", "photo-legend"})
CREDIT: Final = frozenset({
    "credit", "credits", "copyright", "photographer", "photographe", "image-credit", "photo-credit", "image-source",
    "auteur-photo",
})  # fmt: skip
NOTE: Final = frozenset({
    "footnote", "footnotes", "endnote", "noteref", "note-ref", "note-number", "fn", "reference", "appel-note", "note",
})  # fmt: skip
