// Places of records on a map: near ones gathered into one disc whose ring shows the families, areas hatched as wide as they are.
import { part, svg } from "./svg.js";

const L = window.L;
const NEAR = 46; // pixels within which places are drawn together
const LEAST_AREA = 9; // pixels that the circle of an area has at least

export function spotsLayer(map, opened) {
  const layer = L.layerGroup().addTo(map);
  let features = [];
  function draw() {
    layer.clearLayers();
    const taken = [];
    for (const f of features.filter(f => f.properties.area)) area(map, layer, f, opened, taken);
    for (const group of gathered(map, features.filter(f => !f.properties.area))) layer.addLayer(disc(map, group, opened));
  }
  map.on("zoomend", draw);
  return {
    show(collection) {
      features = collection.features;
      draw();
    },
    bounds() {
      const near = features.filter(f => !wide(f));
      const bounds = L.latLngBounds([]);
      for (const f of near.length ? near : features) bounds.extend(f.properties.area && !wide(f) ? latlng(f).toBounds(f.properties.radius_km * 1600) : latlng(f));
      return bounds.isValid() ? bounds : null;
    },
  };
}

const latlng = f => L.latLng(f.geometry.coordinates[1], f.geometry.coordinates[0]);
const wide = f => (f.properties.radius_km || 0) > 250;

function gathered(map, features) {
  const zoom = map.getZoom();
  const groups = [];
  for (const feature of features) {
    const at = map.project(latlng(feature), zoom);
    const near = zoom >= 13 ? null : groups.find(g => g.at.distanceTo(at) < NEAR);
    if (near) near.features.push(feature);
    else groups.push({ at, features: [feature] });
  }
  return groups;
}

function sum(features) {
  const families = {};
  let number = 0;
  for (const f of features) {
    number += f.properties.number;
    for (const [name, n] of Object.entries(f.properties.families)) families[name] = (families[name] || 0) + n;
  }
  return { number, families: Object.entries(families).sort((a, b) => b[1] - a[1]) };
}

function disc(map, group, opened) {
  const { number, families } = sum(group.features);
  const radius = Math.min(24, 9 + Math.sqrt(number) * 1.6 + (number > 9 ? 2 : 0));
  const size = Math.ceil(radius) * 2 + 6;
  const middle = size / 2;
  const drawing = svg("svg", { width: size, height: size, "aria-hidden": "true" });
  drawing.append(svg("circle", { class: "disc", cx: middle, cy: middle, r: radius }));
  if (number === 1) {
    const inner = radius * 1.15;
    drawing.append(svg("use", { class: "family-mark f-" + families[0][0], href: "#m-" + families[0][0], x: middle - inner / 2, y: middle - inner / 2, width: inner, height: inner }));
  } else {
    drawing.append(ring(families, number, middle, radius));
    const text = svg("text", { x: middle, y: middle + 0.5 });
    text.textContent = number > 9999 ? Math.round(number / 1000) + "k" : number;
    drawing.append(text);
  }
  const names = group.features.map(f => f.properties.name);
  const said = (names.length > 2 ? names.slice(0, 2).join(", ") + " and " + (names.length - 2) + " more places" : names.join(", ")) + ": " + number + (number === 1 ? " record" : " records");
  const html = part("div", {}, drawing);
  const marker = L.marker(latlng(group.features[0]), { icon: L.divIcon({ className: "spot", html, iconSize: [size, size] }), title: said, alt: said, riseOnHover: true });
  pressed(marker, said, () => open(map, marker.getLatLng(), group.features, opened));
  return marker;
}

function ring(families, number, middle, radius) {
  const group = svg("g", { class: "ring" });
  if (families.length === 1) {
    group.append(svg("circle", { class: "f-" + families[0][0], cx: middle, cy: middle, r: radius - 1 }));
    return group;
  }
  let from = -Math.PI / 2;
  for (const [name, n] of families) {
    const to = from + (n / number) * 2 * Math.PI;
    const point = a => (middle + (radius - 1) * Math.cos(a)).toFixed(2) + " " + (middle + (radius - 1) * Math.sin(a)).toFixed(2);
    group.append(svg("path", { class: "f-" + name, d: `M${point(from)}A${radius - 1} ${radius - 1} 0 ${to - from > Math.PI ? 1 : 0} 1 ${point(to)}` }));
    from = to;
  }
  return group;
}

function area(map, layer, feature, opened, taken) {
  const { number, families } = sum([feature]);
  const at = latlng(feature);
  const metres = (feature.properties.radius_km || 10) * 1000;
  const pixels = metres / (40075016.686 * Math.cos((at.lat * Math.PI) / 180) / 2 ** (map.getZoom() + 8));
  const size = map.getSize();
  if (pixels > Math.max(size.x, size.y) * 1.5) return; // all that is in sight lies in it
  const style = { className: "area-edge f-" + families[0][0], color: "var(--family)", weight: 1, fillColor: `url(#h-${families[0][0]})`, fillOpacity: 1, interactive: false };
  layer.addLayer(pixels < LEAST_AREA ? L.circleMarker(at, { ...style, radius: LEAST_AREA }) : L.circle(at, { ...style, radius: metres }));
  const lift = Math.max(metres, (LEAST_AREA * metres) / pixels) / 111320;
  const place = [at.lat + lift, at.lat - lift].map(lat => L.latLng(lat, at.lng)).find(edge => free(map, edge, feature.properties.name, taken));
  const label = part("span", { dir: "auto" }, place ? feature.properties.name : "");
  label.append(part("b", {}, String(number)));
  const said = feature.properties.name + ", somewhere in it: " + number + (number === 1 ? " record" : " records");
  const edge = place || L.latLng(at.lat + lift, at.lng);
  const marker = L.marker(edge, { icon: L.divIcon({ className: "spot area", html: part("div", {}, label), iconSize: [0, 0] }), title: said, alt: said, zIndexOffset: -500 });
  pressed(marker, said, () => open(map, at, [feature], opened));
  layer.addLayer(marker);
}

// Whether a name finds room there; it is then taken. Where none is, the area bears its number alone.
function free(map, at, name, taken) {
  const { x, y } = map.latLngToLayerPoint(at);
  const half = name.length * 3.6 + 16;
  const box = [x - half, y - 10, x + half, y + 10];
  if (taken.some(b => b[0] < box[2] && box[0] < b[2] && b[1] < box[3] && box[1] < b[3])) return false;
  taken.push(box);
  return true;
}

// A button for the mouse, for the keyboard and for who hears the page.
function pressed(marker, said, act) {
  marker.on("click", act);
  marker.on("add", () => {
    const element = marker.getElement();
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", said);
    element.addEventListener("keydown", event => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act();
    });
  });
}

function open(map, at, features, opened) {
  if (features.length > 1 && map.getZoom() < map.getMaxZoom()) {
    const bounds = L.latLngBounds(features.map(latlng));
    if (map.getBoundsZoom(bounds) > map.getZoom()) return void map.flyToBounds(bounds.pad(0.4), { maxZoom: 12, duration: 0.5 });
  }
  L.popup({ maxWidth: 300 }).setLatLng(at).setContent(opened(features)).openOn(map);
}
