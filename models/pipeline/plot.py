"""The loss curve of a run as a small SVG, in both colour schemes, from its CSV."""

import csv
import math
from pathlib import Path

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 280, 52, 40, 16, 16
MOST_ROWS = 500


def thin(rows: list[dict]) -> list[dict]:
    """At most 500 rows, with every row kept that has a held-out measurement, and the last."""
    every = math.ceil(len(rows) / (MOST_ROWS - 100))
    return [row for n, row in enumerate(rows) if n % every == 0 or row['held_out_bits_per_byte'] or n == len(rows) - 1]


def read(path: Path) -> list[dict]:
    with open(path, newline='', encoding='utf-8') as file:
        return list(csv.DictReader(file))


def ticks(low: float, high: float, count: int) -> list[float]:
    """Round values inside [low, high], about `count` of them."""
    step = 10 ** math.floor(math.log10((high - low) / count))
    step *= next(m for m in (1, 2, 5, 10) if (high - low) / (step * m) <= count)
    return [step * n for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def loss_svg(rows: list[dict], title: str) -> str:
    """Training loss in nats per token (line) against millions of tokens seen; the learning rate as a thin line below."""
    x = [float(r['tokens']) / 1e6 for r in rows]
    loss = [float(r['loss']) for r in rows]
    low, high = min(loss), sorted(loss)[-max(2, len(loss) // 40)]
    first = x[0] if x[0] > x[-1] / 4 else 0.0  # a run that goes on from another model begins where that one ended
    to_x = lambda v: LEFT + (WIDTH - LEFT - RIGHT) * (v - first) / (x[-1] - first)
    to_y = lambda v: TOP + (HEIGHT - TOP - BOTTOM) * (1 - (min(v, high) - low) / (high - low))
    line = lambda points: ' '.join(f'{a:.1f},{b:.1f}' for a, b in points)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}">',
             '<style>text{font:12px sans-serif;fill:#444}.axis{stroke:#8888;stroke-width:1}.loss{stroke:#1f6feb;stroke-width:1.5;'
             'fill:none}.rate{stroke:#d97706;stroke-width:1;fill:none;stroke-dasharray:3 3}'
             '@media(prefers-color-scheme:dark){text{fill:#ccc}}</style>']
    for v in ticks(low, high, 5):
        parts.append(f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{to_y(v):.1f}" y2="{to_y(v):.1f}"/>'
                     f'<text x="{LEFT - 6}" y="{to_y(v) + 4:.1f}" text-anchor="end">{v:g}</text>')
    for v in ticks(first, x[-1], 6):
        parts.append(f'<text x="{to_x(v):.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{v:g}</text>')
    rate = [(to_x(a), HEIGHT - BOTTOM - 40 * float(r['rate'])) for a, r in zip(x, rows)]
    parts += [f'<polyline class="loss" points="{line((to_x(a), to_y(b)) for a, b in zip(x, loss))}"/>',
              f'<polyline class="rate" points="{line(rate)}"/>',
              f'<text x="{WIDTH / 2}" y="{HEIGHT - 6}" text-anchor="middle">million tokens seen · '
              'solid: training loss (nats/token) · dashed: learning rate (relative)</text>', '</svg>']
    return '\n'.join(parts) + '\n'
