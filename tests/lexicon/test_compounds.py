"""Hyphens at ends of lines: whose they are."""

from __future__ import annotations

import pytest

from bilingual.lexicon.compounds import keeps_hyphen

OWN = """
    lui+même eux+mêmes Saint+Étienne SAINT+ÉTIENNE Jean+Pierre dit+il a-t+elle peut+on est+ce avons+nous rendez+vous
    suis+je as+tu dites+moi celui+ci jour+là ci+dessous c'est-à+dire arc-en+ciel arc+en-ciel porte+parole vice+président
    ex+ministre sous+préfet demi+heure après+midi peut+être grand+mère vingt+deux dix+huit mi+mars week+end nord+ouest
    l'avant+garde États+Unis quelques+uns plus+value non+respect contre+attaque bien+être pensez+vous
    ci+joint devrait+il
"""
PRINTERS = """
    muni+cipal recru+ter gouverne+ment vil+le quel+que par+le cel+le voi+là mer+ci ce+la ques+tion environne+mental
    travail+leur tra+vail l'admi+nistration MUNI+CIPAL Finis+tère sur+tout bien+tôt soi+xante sous+crire contre+dire
    sou+vent pour+quoi cou+le ver+tu fran+çais diffi+culté déve+loppement pro+cessus moyen+nant libre+ment ave+nir
    ci+tons ci+ter grande+ment petite+ment
"""


@pytest.mark.parametrize("word", OWN.split())
def test_the_words_own(word: str) -> None:
    assert keeps_hyphen(*word.split("+"))


@pytest.mark.parametrize("word", PRINTERS.split())
def test_the_printers(word: str) -> None:
    assert not keeps_hyphen(*word.split("+"))


def test_the_text_itself_decides_first() -> None:
    assert keeps_hyphen("cyber", "attaque", {"cyber-attaque"})
    assert not keeps_hyphen("porte", "parole", {"porteparole"})
