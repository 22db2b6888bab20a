"""Where a point falls on the map: a spherical transverse Mercator around 15° E, the same as the outline's."""

import math

CENTRAL_MERIDIAN = 15.0


def projected(latitude: float, longitude: float) -> tuple[float, float]:
    """Latitude and longitude in degrees to x and y in earth radii, y growing northwards."""
    phi, delta = math.radians(latitude), math.radians(longitude - CENTRAL_MERIDIAN)
    b = math.cos(phi) * math.sin(delta)
    return 0.5 * math.log((1 + b) / (1 - b)), math.atan2(math.tan(phi), math.cos(delta))
