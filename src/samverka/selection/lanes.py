"""Many small numbers in one: the distances to all clients side by side, compared and added in a few operations.

A row of distances is one whole number with one lane of equally many bits per client. The highest bit of a lane
is kept free, so that one subtraction compares all lanes at once, and a lane is wide enough for the sum of a row,
so that the remainder after division by (one lane of ones) is that sum.
"""

from __future__ import annotations

from collections.abc import Sequence


class Lanes:
    """Rows of distances to the clients, packed. ``rows[i]`` is the row of candidate i; ``far`` one above them all."""

    def __init__(self, to_clients: Sequence[Sequence[int]]) -> None:
        clients = len(to_clients[0])
        farthest = max(map(max, to_clients)) + 1
        bits = (farthest * clients + 1).bit_length() + 1
        self.width = width = -(-bits // 8)
        ones = int.from_bytes((1).to_bytes(width, "little") * clients, "little")
        self.shift = 8 * width - 1
        self.high = ones << self.shift
        self.modulus = (1 << 8 * width) - 1
        self.far = farthest * ones
        self.rows = [self.packed(row) for row in to_clients]

    def packed(self, row: Sequence[int]) -> int:
        """Return a row as one number; no distance may be greater than the farthest of the lanes."""
        width = self.width
        return int.from_bytes(b"".join([distance.to_bytes(width, "little") for distance in row]), "little")

    def nearer(self, one: int, other: int) -> int:
        """Return, lane by lane, the smaller of two rows."""
        larger = ((one | self.high) - other) & self.high
        return one ^ ((one ^ other) & (larger - (larger >> self.shift)))

    def total(self, row: int) -> int:
        """Return the sum of the lanes of a row."""
        return row % self.modulus
