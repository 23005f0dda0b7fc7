#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write src/base/mado-jis-table.h: which code points JIS X 0208 and JIS X 0212 hold.

Source: the ISO-2022-JP-1 decoder of Python's standard library (RFC 2237: ESC $ B is JIS X 0208-1983/1990,
ESC $ ( D is JIS X 0212-1990), which follows the Unicode Consortium's JIS0208.TXT and JIS0212.TXT.
One cell differs by intent: 0212 row 2 cell 23 (TILDE) is written as U+FF5E, so that no ASCII is in the table.

    build-aux/make-jis-table.py > src/base/mado-jis-table.h
"""

SETS = (("0208", b"\x1b$B", 6879), ("0212", b"\x1b$(D", 6067))


def members(escape):
    found = set()
    for row in range(0x21, 0x7F):
        for cell in range(0x21, 0x7F):
            try:
                text = (escape + bytes([row, cell]) + b"\x1b(B").decode("iso2022_jp_1")
            except UnicodeDecodeError:
                continue
            found.add(0xFF5E if text == "~" else ord(text))
    return found


def pages(found):
    for page in sorted({code >> 8 for code in found}):
        words = [0, 0, 0, 0]
        for code in found:
            if code >> 8 == page:
                words[(code & 0xFF) >> 6] |= 1 << (code & 0x3F)
        yield page, words


print("/* mado-jis-table.h - the code points of JIS X 0208 and JIS X 0212, 256 to a row")
print(" *")
print(" * Layer: base, for mado-repertoire.c alone.  Made by build-aux/make-jis-table.py, which names the")
print(" * source.")
print(" * SPDX-License-Identifier: GPL-3.0-or-later */")
print("#pragma once\n\n/* clang-format off */")
for name, escape, expected in SETS:
    found = members(escape)
    assert len(found) == expected, (name, len(found))
    print(f"static const JisPage jis_x_{name}[] = {{ /* {expected} characters */")
    for page, words in pages(found):
        print(f"  {{ 0x{page:02X}, {{ " + ", ".join(f"0x{word:016X}" for word in words) + " } },")
    print("};")
print("/* clang-format on */")
