// The ground of every map: outlines of countries and names of towns from this host alone, and a tile server where one was set.
const L = window.L;
const NAMED_FROM = 5; // the zoom from which towns are named

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

export function makeMap(element) {
  const tiles = element.dataset.tiles;
  const map = L.map(element, { minZoom: 2, maxZoom: tiles ? 18 : 13, worldCopyJump: true, zoomControl: true, attributionControl: true, maxBoundsViscosity: 1 });
  map.attributionControl.setPrefix(false);
  map.setView([20, 15], 2);
  L.control.scale({ imperial: false }).addTo(map);
  map.createPane("ground").style.zIndex = 150;
  map.createPane("names").style.zIndex = 350;
  map.getPane("names").style.pointerEvents = "none";
  if (tiles) L.tileLayer(tiles, { maxZoom: 18 }).addTo(map);
  else ground(map, element.dataset.base);
  if (element.dataset.towns && !tiles) names(map, element.dataset.towns);
  return map;
}

async function ground(map, address) {
  const form = await given(address);
  const style = () => ({ fillColor: colour("land"), fillOpacity: 1, color: colour("land-line"), weight: 0.8, opacity: 1 });
  const layer = L.geoJSON(outlines(form), { pane: "ground", renderer: L.canvas({ pane: "ground", padding: 0.5 }), interactive: false, style });
  layer.addTo(map);
  map.attributionControl.addAttribution("Outlines: Natural Earth");
  const again = () => layer.setStyle(style());
  new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
}

async function given(address) {
  const held = window.MARSAD?.files[address]; // a published site brings its files along: a page on a disk may not fetch
  if (held) return held;
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(address + ": " + answer.status);
  return answer.json();
}

// The file's arcs (see make_base.py) as polygons of longitude and latitude.
export function outlines(form) {
  const arcs = form.arcs.map(flat => {
    const points = [];
    let x = 0, y = 0;
    for (let i = 0; i < flat.length; i += 2) points.push([(x += flat[i]) / form.grid, (y += flat[i + 1]) / form.grid]);
    return points;
  });
  const ring = numbers => unbroken(numbers.flatMap(n => (n < 0 ? arcs[~n].slice().reverse() : arcs[n])));
  return form.countries.map(country => ({
    type: "Feature",
    properties: { name: country.name },
    geometry: { type: "MultiPolygon", coordinates: country.polygons.map(polygon => polygon.map(ring)) },
  }));
}

// A ring across the date line goes on beyond 180 degrees; else a line would be drawn around the whole earth.
function unbroken(points) {
  let turn = 0;
  return points.map(([x, y], i) => {
    if (i && Math.abs(x - points[i - 1][0]) > 180) turn += x < points[i - 1][0] ? 360 : -360;
    return [x + turn, y];
  });
}

// Names of what is in sight: as many as find room, the larger towns first.
function names(map, address) {
  const layer = L.layerGroup().addTo(map);
  let asked = 0;
  async function draw() {
    const mine = ++asked;
    const zoom = map.getZoom();
    if (zoom < NAMED_FROM) return void layer.clearLayers();
    const box = map.getBounds();
    const sides = [box.getSouth(), box.getWest(), box.getNorth(), box.getEast()];
    const found = await given(address + "?zoom=" + zoom + "&box=" + sides.map((n, i) => n.toFixed(2)).join(","));
    if (mine !== asked) return;
    layer.clearLayers();
    const taken = [];
    for (const place of found.places) {
      const at = map.latLngToContainerPoint([place.lat, place.lon]);
      const width = place.name.length * 6.2 + 14;
      const left = place.kind === "admin1" ? at.x - width / 2 : at.x - 4;
      const mine = [left, at.y - 8, left + width, at.y + 8];
      if (taken.some(b => b[0] < mine[2] && mine[0] < b[2] && b[1] < mine[3] && mine[1] < b[3])) continue;
      taken.push(mine);
      layer.addLayer(L.marker([place.lat, place.lon], { icon: name(place), pane: "names", interactive: false, keyboard: false }));
    }
  }
  map.on("moveend", () => draw().catch(() => layer.clearLayers()));
}

function name(place) {
  const inner = document.createElement("div");
  const text = document.createElement("span");
  text.textContent = place.name;
  text.dir = "auto";
  const land = place.kind === "admin1";
  if (!land) inner.append(document.createElement("i"));
  inner.append(text);
  return L.divIcon({ className: "map-name" + (land ? " land" : ""), html: inner, iconSize: null });
}
