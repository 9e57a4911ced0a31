"""What documents for Word look like: their styles, by the names that Word gives to its own, and the marks of lists."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual.data import Kind
from bilingual.languages import tag

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# By what a paragraph is. Title, subtitle, caption and the like are Word's own, so that its lists of contents know them.
STYLES = {
    Kind.HEADLINE: "Title",
    Kind.LEAD: "Subtitle",
    Kind.SUBHEADING: "Heading1",
    Kind.BODY: "BodyText",
    Kind.CAPTION: "Caption",
    Kind.BYLINE: "Byline",
    Kind.NOTE: "FootnoteText",
    Kind.ITEM: "ListBullet",
}
_GREY = '<w:color w:val="595959"/>'
_KEEP = "<w:keepNext/>"


@dataclass(frozen=True, slots=True)
class _Style:
    """A style of paragraphs: its id and name, and what it says of them and of their letters, as XML."""

    identity: str
    name: str
    paragraph: str = ""
    letters: str = ""
    following: str = "BodyText"


def _spaced(before: int, after: int, line: int = 288) -> str:
    """Return the space around paragraphs, in twentieths of a point, and between lines, in 240ths of one."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _sized(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_BOLD, _ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
_ALL = (
    _Style("BodyText", "Body Text", _spaced(0, 140)),
    _Style("Title", "Title", _KEEP + _spaced(0, 160, 252), _BOLD + _sized(40)),
    _Style("Subtitle", "Subtitle", _spaced(0, 200), _ITALIC + _sized(24)),
    _Style("Heading1", "heading 1", _KEEP + _spaced(320, 100, 264) + '<w:outlineLvl w:val="0"/>', _BOLD + _sized(26)),
    _Style("Caption", "caption", _spaced(0, 160), _ITALIC + _GREY + _sized(19)),
    _Style("Byline", "Byline", _spaced(0, 140), _GREY + _sized(20)),
    _Style("FootnoteText", "footnote text", _spaced(0, 80, 264), _sized(18)),
    _Style(
        "ListBullet",
        "List Bullet",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' + _spaced(0, 140) + "<w:contextualSpacing/>",
        following="ListBullet",
    ),
    _Style("UntranslatedTitle", "Untranslated Title", _KEEP + _spaced(0, 160, 252), _BOLD + _sized(36)),
    _Style("ColumnHeading", "Column Heading", _KEEP + _spaced(0, 60), _BOLD + _GREY + _sized(18)),
    _Style("Dateline", "Dateline", _spaced(0, 260), _GREY + _sized(19)),
    _Style(
        "Colophon",
        "Colophon",
        '<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="A6A6A6"/></w:pBdr>' + _spaced(480, 0),
        _GREY + _sized(17),
    ),
)


def styles(language: str) -> bytes:
    """Return the styles; ``language`` is that of what says none."""
    code = tag(language)
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/>'
        f'{_sized(22)}<w:lang w:val="{code}" w:eastAsia="{code}" w:bidi="{code}"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="Sides"><w:name w:val="Sides"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D9D9D9"/></w:tblBorders><w:tblCellMar>'
        '<w:top w:w="100" w:type="dxa"/><w:left w:w="140" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/>'
        '<w:right w:w="140" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    made = "".join(map(_written, _ALL))
    return f'{_DECLARATION}<w:styles xmlns:w="{W}">{defaults}{normal}{made}</w:styles>'.encode()


def _written(style: _Style) -> str:
    own = style.identity in {"UntranslatedTitle", "ColumnHeading", "Dateline", "Colophon", "Byline"}
    return (
        f'<w:style w:type="paragraph"{" w:customStyle=" + chr(34) + "1" + chr(34) if own else ""} '
        f'w:styleId="{style.identity}"><w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="{style.following}"/><w:qFormat/><w:pPr>{style.paragraph}</w:pPr>'
        f"<w:rPr>{style.letters}</w:rPr></w:style>"
    )


def numbering() -> bytes:
    """Return the one list that there is: of bullets."""
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>'
        '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="360" w:hanging="240"/></w:pPr></w:lvl>'
    )
    return (
        f'{_DECLARATION}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    ).encode()
