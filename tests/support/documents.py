"""Documents, made of as little as a reader needs: zip archives of XML, and a PDF of a few hundred bytes."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style", "table", "draw")
)
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def zipped(path: Path, parts: Mapping[str, str]) -> Path:
    """Write a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def docx(path: Path, body: str, **parts: str) -> Path:
    """Write a DOCX with the paragraphs ``body``; ``parts`` are the contents of others, such as ``footnotes``."""
    made = {"word/document.xml": f"<w:document {_W} {_MC}><w:body>{body}</w:body></w:document>"}
    made |= {f"word/{name}.xml": f"<w:{name} {_W}>{content}</w:{name}>" for name, content in parts.items()}
    return zipped(path, made)


def odt(path: Path, body: str, styles: str = "", **parts: str) -> Path:
    """Write an ODT with the paragraphs ``body`` and automatic ``styles``."""
    content = (
        f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped(path, {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **parts})


def epub(
    path: Path, chapters: Sequence[str], metadata: str = "", spine: str = "", extra: Mapping[str, str] | None = None
) -> Path:
    """Write an EPUB with the bodies of ``chapters``."""
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    refs = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{refs}{spine}</spine></package>"
    )
    pages = {
        f"c{n}.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title/></head><body>{body}</body></html>"
        for n, body in enumerate(chapters)
    }
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book.opf"/></rootfiles></container>'
    )
    return zipped(path, {"META-INF/container.xml": container, "book.opf": package, **pages, **(extra or {})})


def pdf(path: Path, pages: Sequence[Iterable[tuple[float, float, float, str]]], filters: str = "") -> Path:
    """Write a PDF with a line of text for each (x, y, size, text) of each page, in Helvetica and Windows-1252."""
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}] /Count {len(pages)} >>".encode(),  # noqa: E501
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = b"".join(
            f"BT /F1 {size} Tf {x} {y} Td (".encode()
            + text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
            + b") Tj ET\n"
            for x, y, size, text in lines
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(f"<< {filters}/Length {len(shown)} >>\nstream\n".encode() + shown + b"\nendstream")
    return written(path, objects)


def forms_within_forms(depth: int) -> list[bytes]:
    """Return the objects of a PDF of a page that shows a form five times, which shows another five times, and so on."""
    fonts = b"/Font << /F1 3 0 R >>"
    one = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {} /XObject << /A {} 0 R >> >> /Length {} >>"
    shown, text = b"/A Do " * 5, b"BT /F1 9 Tf (Il dort.) Tj ET"
    forms = [
        one.format(fonts.decode(), 7 + number, len(shown)).encode() + b"\nstream\n" + shown + b"\nendstream"
        for number in range(depth)
    ]
    last = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << " + fonts + b" >> /Length 28 >>"
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources << /XObject << /A 6 0 R >> >> >>",
        b"<< /Length 5 >>\nstream\n/A Do\nendstream",
        *forms,
        last + b"\nstream\n" + text + b"\nendstream",
    ]


def written(path: Path, objects: Sequence[bytes]) -> Path:
    """Write a PDF of objects."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    count = len(objects) + 1
    end = f"trailer << /Root 1 0 R /Size {count} >>\nstartxref\n{len(out)}\n%%EOF".encode()
    path.write_bytes(out + f"xref\n0 {count}\n0000000000 65535 f \n".encode() + table + end)
    return path
