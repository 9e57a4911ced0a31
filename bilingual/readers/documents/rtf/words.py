"""What control words of the Rich Text Format mean (Microsoft's specification, version 1.9.1), as data."""

from __future__ import annotations

from typing import Final

from bilingual.languages import word_set

# Destinations in which there is no text of the document.
NO_TEXT: Final = word_set(
    """
    fonttbl colortbl filetbl header headerl headerr headerf footer footerl footerr footerf pict nonshppict objdata
    objclass objname objalias annotation atnid atnauthor atndate atntime atnicn atnref atnparent atrfstart atrfend xe
    tc tcn rxe bkmkstart bkmkend listtable listoverridetable listtext pntext pntxta pntxtb pnseclvl pn rsidtbl revtbl
    generator pgdsctbl themedata colorschememapping latentstyles datastore ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn
    private userprops xmlnstbl template docvar wgrffmtfilter fchars lchars sp sn sv falt panose fontemb background
    mmathPr ud formfield datafield blipuid factoidname oldcprops oldpprops oldtprops oldsprops protusertbl hl
    passwordhash writereservhash password keywords category manager hlinkbase comment linkval
    """
)
# Destinations that may be starred (to be skipped by who does not know them) and that are read all the same.
READ: Final = frozenset({"footnote", "shpinst", "shptxt", "do", "dptxbxtext", "fldinst", "cs", "s", "ts"})
# What is written as a character.
CHARACTERS: Final = {
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "tab": "\t", "line": "\n", "lbr": "\n", "emspace": " ", "enspace": " ", "qmspace": " ", "softline": " ",
}  # fmt: skip
SYMBOLS: Final = {"~": "\u00a0", "_": "\u2011", "-": "", "{": "{", "}": "}", "\\": "\\"}
# What ends a paragraph.
ENDS: Final = frozenset({"par", "sect", "page", "column", "nestcell", "cell"})
# Code pages by the character set of a font; 0 and 1 are those of the document.
CHARSETS: Final = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
CODE_PAGES: Final = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
# Fields whose results list places of the document, or number its pages.
FIELDS: Final = frozenset({"TOC", "INDEX", "TOA", "PAGE", "NUMPAGES", "SECTIONPAGES"})
# Parts of the properties.
PROPERTIES: Final = frozenset({"title", "author", "company", "creatim"})
