"""Small words of French and English: what says little by itself. One list a language, with the parts that uses need.

Each word stands once, folded (in lower case, without accents), under what it is:

- ``telling``: only this language has it, and few names; a text that holds some is in it.
- ``doubtful``: it stands in names, titles and phrases of the other language, too, or is a word there as well.
- ``opening``: it opens sentences and titles, and is no name for its capital.
- ``empty``: it has no meaning of its own; its counterparts come and go in good translations.
- ``inner``: it has no capital within a sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bilingual.languages import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping


def _those(words: Mapping[str, str], quality: str) -> frozenset[str]:
    """Return the words of a list that are so.

    >>> sorted(_those({"telling empty": "dont leur", "empty": "es"}, "empty"))
    ['dont', 'es', 'leur']
    """
    return word_set(" ".join(group for qualities, group in words.items() if quality in qualities.split()))


FRENCH: Final = {
    "opening": """
        aucunes aucuns aupres aussitot autant autour autrefois autrement auxquelles auxquels bientot cent certain
        certaine certes chacun chacune cinquante combien comment contrairement davantage deca dedans dehors derriere
        desormais dessous dessus deuxiemement devant dix douze durant effectivement enfin ensemble ensuite environ
        evidemment exactement excepte finalement fort gros guere hormis hors independamment jadis loin longtemps mal
        mieux mille moyennant na naguere neanmoins nonante nul nulle octante onze outre partout peutetre plein point
        pourquoi pourtant pourvu premierement pres primo prochainement puisqu quant quarante quatorze quelqu
        quelquefois quiconque quinze quoiqu quoique recemment sauf secundo seize sept seulement sinon sitot six sois
        soixante soudain tant tantot tard tertio tot treize trente troisiemement vas via vingt vis voire vraiment
    """,
    "telling opening empty": """
        afin aient ainsi alors apres aucun aucune aura aurait aussi autre autres avait avec avez avoir avons ayant
        ce ceci cela celle celles celui certaines certains ces cet cette ceux chaque chez contre dans deja depuis
        donc dont elle elles et etaient etait etant ete etes etre eux faut ici ils jamais je jusqu jusque leur leurs
        lorsqu lorsque lui mais mes moins ne nos notre nous ont ou pas pendant peu peut plusieurs puis qu quand que
        quel quelle quelles quelques quels qui quoi rien sans selon ses soit sont tandis tes toujours tous toute
        toutes tres tu une vers vos votre vous
    """,
    "doubtful opening empty": """
        a au aux avant bien car comme d de des du en encore entre est il j l la le les lors m ma me meme mon n on or
        par plus pour s sa se si son sous sur t tout un y
    """,
    "opening empty": """
        ai assez auquel ca ci egalement eu laquelle lequel lesquelles lesquels memes moi ni non notamment oui parce
        parfois personne plutot presque puisque quelque souvent surtout ta te tel telle telles tels toi ton
        toutefois trop va voici voila
    """,
    "empty": """
        ailleurs ait as auraient auront avais cependant desquelles desquels duquel es eut fais font pourrait
        seraient soi
    """,
    "telling empty": """
        avaient doit doivent faire fait furent fut peuvent sera serait seront soient sommes suis vont
    """,
    "telling opening": """
        aujourd beaucoup cinq demain deux hier maintenant malgre neuf parmi quatre trois
    """,
    "telling": """
        falloir hui huit pouvoir savoir vouloir
    """,
    "doubtful opening": """
        c
    """,
}

FRENCH_TELLING: Final = _those(FRENCH, "telling")
FRENCH_DOUBTFUL: Final = _those(FRENCH, "doubtful")
FRENCH_OPENING: Final = _those(FRENCH, "opening")
FRENCH_EMPTY: Final = _those(FRENCH, "empty")
# Telling or doubtful words that any English text may hold.
FRENCH_IN_ENGLISH: Final = word_set("""
    a aura c car comme contre d fait j m me n on or plus pour s sera si son t y
""")
# The commonest: a text that holds many of them is French.
FRENCH_COMMONEST: Final = word_set("""
    au aux avec ce dans de des du elle est et il la le les ne par pas plus pour que qui se son sont sur un une
""")
# Right before a noun.
FRENCH_DETERMINERS: Final = word_set("""
    au aux ce ces cet cette des du l la le les leur leurs nos notre sa ses son un une vos votre
""")
# With a capital they begin a line or the name of a body, place or paper, and are in no person's name.
FRENCH_IN_NO_NAME: Final = word_set("""
    apres au aux avant avec ce ces cette comment dans en et la le les mais nos notre ou par pour pourquoi quand que
    qui selon sur un une vers
""")

ENGLISH: Final = {
    "empty inner": """
        a about after all also although an as at because before but can could did do does had her his how if into
        its may more most must no nor on only or other our over should since so some such than their them then there
        these those though through under until up we what when where which while who whom whose will within without
        would yet you your
    """,
    "empty": """
        again against almost already always am another any being between both d doing don done down during each
        either even every having here hers him i just least less ll m many me might mine much my neither never none
        nothing off often onto ours out own quite rather re s same shall sometimes still t theirs too upon us ve
        very why yes yours
    """,
    "telling empty inner": """
        and are be been by for from has have he in is it not of she that the they this to was were with
    """,
    "inner": """
        like one whether
    """,
}

ENGLISH_TELLING: Final = _those(ENGLISH, "telling")
ENGLISH_INNER: Final = _those(ENGLISH, "inner")
ENGLISH_EMPTY: Final = _those(ENGLISH, "empty")
ENGLISH_COMMONEST: Final = word_set("""
    and are as at be but by for from have his in is it not of on or that the they this to was were what with
""")
# Words before a name that are no part of it.
ENGLISH_BEFORE_NAMES: Final = word_set("""
    a an and as but for his her if in its my of on our that the their this when while your
""")
# They have no part in an acronym, neither do those of French and Spanish names.
ENGLISH_WITHOUT_INITIAL: Final = word_set("a an and at by for in of on the to") | word_set("de des du la")
