"""A small French text and its English, sentence by sentence, for tests of alignment to merge, cut and shuffle."""

from __future__ import annotations

from bilingual.alignment import Sentence

PAIRS = (
    ("Le chapitre premier.", "The first chapter."),
    ("La guerre a commencé en 1914.", "The war began in 1914."),
    ("Mon oncle Lidenbrock possédait une petite maison à Hambourg.", "My uncle Lidenbrock owned a house in Hamburg."),
    ("Il était professeur de géologie.", "He was a professor of geology."),
    ("La servante Marthe préparait le dîner dans la cuisine.", "The maid Martha was preparing dinner in the kitchen."),
    ("Où est la clef de la porte ?", "Where is the key of the door?"),
    ("Le ministre des finances a présenté le budget.", "The minister of finance presented the budget."),
    ("Les soldats traversent la rivière Niger.", "The soldiers are crossing the river Niger."),
    ("Quarante navires ont quitté le port de Dakar.", "Forty ships have left the port of Dakar."),
    ("Le médecin examine les enfants du village.", "The doctor examines the children of the village."),
    ("Le prix du coton a augmenté de 12 pour cent.", "The price of cotton rose by 12 per cent."),
    ("Elle chante une chanson d'amour.", "She sings a love song."),
    ("Le roi Louis mourut sans héritier.", "King Louis died without an heir."),
    ("La neige couvre les montagnes en hiver.", "Snow covers the mountains in winter."),
    ("Le président Traoré reçoit l'ambassadeur.", "President Traoré receives the ambassador."),
    ("Les agriculteurs demandent de l'eau et des semences.", "The farmers are asking for water and seed."),
    ("Un incendie a détruit la bibliothèque.", "A fire destroyed the library."),
    ("Le tribunal a condamné le voleur à la prison.", "The court sentenced the thief to prison."),
    ("Le train pour Bordeaux part à 7 heures.", "The train to Bordeaux leaves at 7 o'clock."),
    ("Fin de l'histoire.", "End of the story."),
)


def french(*numbers: int) -> list[Sentence]:
    """Return the French of these pairs, all where none are named."""
    return [Sentence(PAIRS[number][0]) for number in numbers or range(len(PAIRS))]


def english(*numbers: int) -> list[Sentence]:
    """Return the English of these pairs, all where none are named."""
    return [Sentence(PAIRS[number][1]) for number in numbers or range(len(PAIRS))]
