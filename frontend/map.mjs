// Builds the outline of Sweden as one SVG path.
//
// Source: world-atlas countries-10m (Natural Earth 1:10m, public domain), installed at set-up.
// Projection: spherical transverse Mercator with central meridian 15° E, as SWEREF 99 TM lies, so that Sweden stands
// upright as Swedes know it. With latitude and longitude in radians and d = longitude - 15°:
//     b = cos(latitude) * sin(d);  x = 0.5 * ln((1 + b) / (1 - b));  y = atan2(tan(latitude), cos(d))
// The file holds what is needed to place a dot on the same picture, in any language:
//     px = (x - x0) * scale;  py = (y0 - y) * scale
// In Python:
//     def place(latitude: float, longitude: float) -> tuple[float, float]:
//         phi, d = radians(latitude), radians(longitude - 15)
//         b = cos(phi) * sin(d)
//         x, y = 0.5 * log((1 + b) / (1 - b)), atan2(tan(phi), cos(d))
//         return (x - x0) * scale, (y0 - y) * scale
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";

const SWEDEN = "752"; // ISO 3166-1 numeric
const EARTH = 6371; // km
const WIDTH = 400; // of the viewBox
const MARGIN = 6; // room for the dots at the edge
const TOLERANCE = 1.5 / EARTH; // what is left out lies within 1.5 km
const SMALLEST = 60 / EARTH ** 2; // islands from 60 km²

const require = createRequire(import.meta.url);

export function project([longitude, latitude]) {
  const phi = (latitude * Math.PI) / 180;
  const d = ((longitude - 15) * Math.PI) / 180;
  const b = Math.cos(phi) * Math.sin(d);
  return [0.5 * Math.log((1 + b) / (1 - b)), Math.atan2(Math.tan(phi), Math.cos(d))];
}

function area(ring) {
  let sum = 0;
  for (let i = 0; i < ring.length; i += 1) {
    const [ax, ay] = ring[i];
    const [bx, by] = ring[(i + 1) % ring.length];
    sum += ax * by - bx * ay;
  }
  return Math.abs(sum) / 2;
}

// Douglas and Peucker: keep a point where leaving it out would move the line by more than the tolerance.
function simplify(line, tolerance) {
  const kept = new Set([0, line.length - 1]);
  const waiting = [[0, line.length - 1]];
  while (waiting.length) {
    const [first, last] = waiting.pop();
    const [ax, ay] = line[first];
    const [bx, by] = line[last];
    const length = Math.hypot(bx - ax, by - ay);
    let worst = tolerance;
    let at = 0;
    for (let i = first + 1; i < last; i += 1) {
      const [px, py] = line[i];
      const away = length
        ? Math.abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length
        : Math.hypot(px - ax, py - ay);
      if (away > worst) [worst, at] = [away, i];
    }
    if (at) {
      kept.add(at);
      waiting.push([first, at], [at, last]);
    }
  }
  return [...kept].sort((a, b) => a - b).map((index) => line[index]);
}

// A closed ring is cut at its two ends (northernmost and southernmost), so that it keeps its shape.
function simplifyRing(ring, tolerance) {
  const open = ring.slice(0, -1);
  const ys = open.map((point) => point[1]);
  const north = ys.indexOf(Math.max(...ys));
  const turned = [...open.slice(north), ...open.slice(0, north), open[north]];
  const turnedYs = turned.map((point) => point[1]);
  const south = turnedYs.indexOf(Math.min(...turnedYs));
  const down = simplify(turned.slice(0, south + 1), tolerance);
  const up = simplify(turned.slice(south), tolerance);
  return [...down, ...up.slice(1, -1)];
}

// Steps are counted in tenths of a pixel from the rounded point before, so that no error adds up.
function drawn(ring, toPixel) {
  const tenths = ring.map((point) => toPixel(point).map((value) => Math.round(value * 10)));
  const written = (value) => String(value / 10).replace(/^(-?)0\./, "$1.");
  const apart = (text) => (text.startsWith("-") ? text : ` ${text}`);
  let path = `M${written(tenths[0][0])}${apart(written(tenths[0][1]))}l`;
  for (let i = 1; i < tenths.length; i += 1) {
    const [dx, dy] = [0, 1].map((axis) => written(tenths[i][axis] - tenths[i - 1][axis]));
    path += (i === 1 ? dx : apart(dx)) + apart(dy);
  }
  return `${path}z`;
}

export function buildMap(target) {
  const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-10m.json"), "utf8"));
  const country = world.objects.countries.geometries.find((geometry) => geometry.id === SWEDEN);
  const { coordinates } = feature(world, country).geometry;
  const rings = coordinates
    .map(([outer]) => outer.map(project)) // Sweden has no holes
    .filter((ring) => area(ring) >= SMALLEST)
    .sort((a, b) => area(b) - area(a));
  const points = rings.flat();
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  const scale = Math.round((10 * (WIDTH - 2 * MARGIN)) / (Math.max(...xs) - Math.min(...xs))) / 10;
  const x0 = Math.min(...xs) - MARGIN / scale;
  const y0 = Math.max(...ys) + MARGIN / scale;
  const height = Math.ceil((y0 - Math.min(...ys)) * scale + MARGIN);
  const toPixel = ([x, y]) => [(x - x0) * scale, (y0 - y) * scale];
  const path = rings.map((ring) => drawn(simplifyRing(ring, TOLERANCE), toPixel)).join("");
  const map = { viewBox: [0, 0, WIDTH, height], scale, x0, y0, path };
  writeFileSync(target, `${JSON.stringify(map)}\n`);
  return map;
}
