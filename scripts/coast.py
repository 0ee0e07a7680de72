# /// script
# requires-python = ">=3.11"
# dependencies = ["roaring-landmask==0.11.0", "shapely==2.2.0"]
# ///
"""Cut the Stockholm archipelago out of OpenStreetMap's land polygons, for the maps of the site.

Run with `uv run scripts/coast.py`. The site never needs it: the file is committed. Only a shoreline
is taken: no depths and no chart data, which lag (2016:319) keeps for Sjöfartsverket to permit.
Lakes are not cut out, so Mälaren shows as land.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import roaring_landmask
import shapely

TARGET = (
    Path(__file__).parents[1] / "src/samverkan/web/design/static/design/coast/archipelago.geojson"
)
WEST, SOUTH, EAST, NORTH = 17.2, 58.6, 20.0, 60.4  # degrees, WGS 84
TOLERANCE = 25 / 111_320  # 25 m in degrees of latitude
SMALLEST = 3_000  # m²; smaller islets are left out
DECIMALS = 4  # 0.0001° is 11 m from south to north, 6 m from west to east
SQUARE_METRES = math.cos(math.radians(59.5)) * 111_320**2  # of one square degree here
ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0"


def polygons(shape: shapely.Geometry) -> Iterator[shapely.Polygon]:
    """Give the polygons of a shape that may be one, many or empty."""
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon" and not part.is_empty:
            yield part


def land() -> Iterator[shapely.Polygon]:
    """Give the land inside the box, simplified."""
    source = roaring_landmask.LandmaskProvider.Osm
    world = shapely.get_parts(shapely.from_wkb(bytes(roaring_landmask.Shapes.wkb(source))))
    west, south, east, north = shapely.bounds(world).T
    for whole in world[(west <= EAST) & (east >= WEST) & (south <= NORTH) & (north >= SOUTH)]:
        for part in polygons(shapely.clip_by_rect(whole, WEST, SOUTH, EAST, NORTH)):
            if part.area * SQUARE_METRES >= SMALLEST:
                simple = part.simplify(TOLERANCE, preserve_topology=True)
                yield from polygons(shapely.set_precision(simple, 10**-DECIMALS))


def rings(polygon: shapely.Polygon) -> list[list[list[float]]]:
    """Give a polygon's rings as GeoJSON coordinates: longitude first."""
    return [
        [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords]
        for ring in (polygon.exterior, *polygon.interiors)
    ]


def main() -> None:
    """Write one MultiPolygon with its attribution (RFC 7946)."""
    shapes = sorted((rings(polygon) for polygon in land()), key=lambda found: found[0][0])
    feature = {
        "type": "Feature",
        "properties": {"kind": "land"},
        "geometry": {"type": "MultiPolygon", "coordinates": shapes},
    }
    collection = {"type": "FeatureCollection", "attribution": ATTRIBUTION, "features": [feature]}
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(collection, separators=(",", ":"), ensure_ascii=False)
    TARGET.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
