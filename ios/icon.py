#!/usr/bin/env python3
"""Draws the app's icon from Android's: App/Assets.xcassets/AppIcon.appiconset/AppIcon.png.

The bus and its rings are read from android/app/src/main/res/drawable/ic_bus.xml, the ground from
values/colors.xml. Android cuts a launcher's shape out of the middle two thirds of a drawing, which is
what is drawn here; iOS rounds the corners by itself and wants no transparency.
"""

import math
import re
import struct
import sys
import zlib
from pathlib import Path
from xml.etree import ElementTree

IOS = Path(__file__).resolve().parent
RES = IOS.parent / "android/app/src/main/res"
ICON = IOS / "App/Assets.xcassets/AppIcon.appiconset/AppIcon.png"
ANDROID = "{http://schemas.android.com/apk/res/android}"
SIZE = 1024
# Of the drawing's 108 units, the middle 72 are seen.
LEFT, UNITS = 18, 72
SCALE = SIZE / UNITS
# Lines of samples in each line of pixels; along a line, cover is exact.
SAMPLES = 4

Point = tuple[float, float]


def color(text: str) -> tuple[int, int, int]:
    return tuple(bytes.fromhex(text.lstrip("#")))  # type: ignore[return-value]


def arc(start: Point, radius: float, large: bool, sweep: bool, end: Point) -> list[Point]:
    """Points on the circle from `start` to `end`, as SVG's path command A has it for circles."""
    (x1, y1), (x2, y2) = start, end
    dx, dy = (x2 - x1) / 2, (y2 - y1) / 2
    half = math.hypot(dx, dy)
    height = math.sqrt(max(0.0, radius * radius - half * half))
    side = 1 if large == sweep else -1
    cx = x1 + dx + side * height * dy / half
    cy = y1 + dy - side * height * dx / half
    first = math.atan2(y1 - cy, x1 - cx)
    turn = (math.atan2(y2 - cy, x2 - cx) - first) % (2 * math.pi)
    if not sweep:
        turn -= 2 * math.pi
    steps = max(8, int(abs(turn) * radius * SCALE / 2))
    angles = [first + turn * step / steps for step in range(1, steps + 1)]
    return [(cx + radius * math.cos(a), cy + radius * math.sin(a)) for a in angles]


def outlines(path: str) -> list[list[Point]]:
    """The outlines of a path with the commands M, m, h, v, A, a, H, V and z."""
    found: list[list[Point]] = []
    at: Point = (0.0, 0.0)
    for command, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        numbers = [float(number) for number in re.findall(r"-?[0-9.]+", rest)]
        x, y = at if command.islower() else (0.0, 0.0)
        if command in "Mm":
            at = (x + numbers[0], y + numbers[1])
            found.append([at])
        elif command in "Hh":
            at = (x + numbers[0], at[1])
            found[-1].append(at)
        elif command in "Vv":
            at = (at[0], y + numbers[0])
            found[-1].append(at)
        elif command in "Aa":
            end = (x + numbers[5], y + numbers[6])
            found[-1] += arc(at, numbers[0], numbers[3] != 0, numbers[4] != 0, end)
            at = end
        elif command in "Zz":
            at = found[-1][0]
        else:
            sys.exit(f"icon.py: {command} is not drawn")
    return found


def stroked(line: list[Point], width: float) -> list[list[Point]]:
    """The outline of a line with round ends: circles so close together that they make one."""
    points = []
    for (x1, y1), (x2, y2) in zip(line, line[1:]):
        steps = max(1, int(math.hypot(x2 - x1, y2 - y1) * SCALE))
        points += [(x1 + (x2 - x1) * s / steps, y1 + (y2 - y1) * s / steps) for s in range(steps)]
    half = width / 2
    angles = [math.tau * step / 48 for step in range(48)]
    return [
        [(x + half * math.cos(a), y + half * math.sin(a)) for a in angles]
        for x, y in points + [line[-1]]
    ]


def cover(shapes: list[list[list[Point]]]) -> list[list[float]]:
    """How much of each pixel the shapes cover; the outlines of one shape by the even-odd rule."""
    lines = [[0.0] * (SIZE + 1) for _ in range(SIZE)]
    for sample in range(SIZE * SAMPLES):
        y = (sample + 0.5) / SAMPLES / SCALE + LEFT
        spans = sorted(span for shape in shapes for span in inside(shape, y))
        row, reached = lines[sample // SAMPLES], 0.0
        for first, last in spans:
            first, last = max(first, reached), max(last, reached)
            reached = last
            for pixel in range(int(first), min(SIZE, math.ceil(last))):
                part = min(last, pixel + 1) - max(first, pixel)
                row[pixel] += max(0.0, part) / SAMPLES
    return lines


def inside(shape: list[list[Point]], y: float) -> list[tuple[float, float]]:
    """From where to where a line across the picture is inside, in pixels."""
    crossings = []
    for outline in shape:
        for (x1, y1), (x2, y2) in zip(outline, outline[1:] + outline[:1]):
            if (y1 <= y) != (y2 <= y):
                crossings.append((x1 + (y - y1) * (x2 - x1) / (y2 - y1) - LEFT) * SCALE)
    crossings.sort()
    return list(zip(crossings[::2], crossings[1::2]))


def png(rows: list[bytes]) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    # Eight bits of red, green and blue.
    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )


def main() -> None:
    colors = ElementTree.parse(RES / "values/colors.xml").getroot()
    ground = color(next(c.text or "" for c in colors if c.attrib["name"] == "icon_ground"))
    shapes: list[list[list[Point]]] = []
    for path in ElementTree.parse(RES / "drawable/ic_bus.xml").getroot():
        drawn = outlines(path.attrib[f"{ANDROID}pathData"])
        width = path.get(f"{ANDROID}strokeWidth")
        if width is None:
            shapes.append(drawn)
        else:
            shapes += [[circle] for line in drawn for circle in stroked(line, float(width))]
    rows = []
    for line in cover(shapes):
        parts = [min(1.0, part) for part in line[:SIZE]]
        mixed = [round(g + (255 - g) * part) for part in parts for g in ground]
        rows.append(bytes(mixed))
    ICON.write_bytes(png(rows))


if __name__ == "__main__":
    main()
