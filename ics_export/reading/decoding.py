"""Bytes to clean text: encodings met in Vietnamese offices, normal form C, no control characters."""

from __future__ import annotations

import codecs
import re
import unicodedata

from ics_export.diagnostics import Report, Severity, UserError
from ics_export.model import Place

# Characters that show nothing but change what is shown or matched: C0/C1 controls but tab and line ends, zero-width and
# bidirectional marks (Unicode TR9), soft hyphen, byte-order marks, and private or replacement characters.
# All three stay text: they are needed only for the rare file that holds such characters or is not UTF-8.
_INVISIBLE = (
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_DANGEROUS = "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]"
_VIETNAMESE = "[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


def decode(name: str, data: bytes, report: Report) -> str:
    """The text in ``data``, decoded, in NFC, without invisible characters, lines ended by ``\\n``.

    Everything but plain UTF-8 is said in a finding. Raises ``UserError`` where the bytes are no text.
    """
    text, encoding = _text(name, data)
    if encoding != "UTF-8":
        report.add(
            "R103",
            Severity.INFO,
            Place(name, 1),
            f"Tệp dùng bảng mã {encoding}, không phải UTF-8.",
            action=f"Đã đọc theo {encoding}; hãy kiểm tra lại dấu tiếng Việt.",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\xd0", "Đ").replace("\xf0", "đ")  # the Icelandic letters look the same, and old fonts had them
    # isprintable() costs a tenth of a regular expression's pass and is true of nearly every programme.
    if not text.replace("\n", "").replace("\t", "").isprintable():
        bad = re.search(_DANGEROUS, text)
        if bad:
            line = text.count("\n", 0, bad.start()) + 1
            report.add(
                "R104",
                Severity.WARNING,
                Place(name, line),
                f"Có ký tự điều khiển hoặc ký tự đảo chiều chữ (U+{ord(bad[0]):04X}).",
                action="Đã bỏ các ký tự ấy.",
            )
        text = re.sub(_INVISIBLE, "", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _text(name: str, data: bytes) -> tuple[str, str]:
    for bom, codec, label in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(codec), label
            except UnicodeDecodeError as error:
                raise UserError(
                    f"{name}: tệp bắt đầu như {label} nhưng hỏng ở byte {error.start};"
                    " hãy lưu lại tệp với mã UTF-8 rồi chạy lại"
                ) from None
    nul = data.count(0)
    if not nul:
        try:
            return data.decode("utf-8"), "UTF-8"
        except UnicodeDecodeError as error:
            bad = error.start
    elif nul * 3 > len(data):
        # Every other byte of UTF-16 text is NUL where the letter is ASCII; which half says the byte order.
        codec = "utf-16-le" if data[1::2].count(0) >= data[0::2].count(0) else "utf-16-be"
        try:
            return data.decode(codec), "UTF-16"
        except UnicodeDecodeError:
            raise _binary(name) from None
    else:
        raise _binary(name)
    from charset_normalizer import from_bytes

    # Windows-1258 first: it is what Vietnamese offices saved before Unicode, and any bytes "fit" several code pages.
    for codec, label in (("cp1258", "Windows-1258"), ("utf-16", "UTF-16")):
        try:
            text = unicodedata.normalize("NFC", data.decode(codec))
        except UnicodeDecodeError:
            continue
        controls = sum(c < " " and c not in "\n\r\t\f\v" for c in text[:20000])
        if len(re.findall(_VIETNAMESE, text[:20000])) * 25 > len(text[:20000]) and not controls:
            return text, label
    best = from_bytes(data[:200_000]).best()
    if best is not None and best.encoding not in ("ascii",):
        try:
            return data.decode(best.encoding), best.encoding
        except UnicodeDecodeError:
            pass
    if sum(b < 32 and b not in (9, 10, 12, 13) for b in data[:20000]) * 20 > len(data[:20000]):
        raise _binary(name)
    line = data.count(b"\n", 0, bad) + 1
    raise UserError(f"{name}:{line}: không rõ tệp dùng bảng mã nào; hãy lưu lại tệp với mã UTF-8 rồi chạy lại")


def _binary(name: str) -> UserError:
    return UserError(
        f"{name}: đây là tệp nhị phân, không phải văn bản;"
        " hãy chép nội dung chương trình ra một tệp .txt (mã UTF-8) rồi chạy lại"
    )
