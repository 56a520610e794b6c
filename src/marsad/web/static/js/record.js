// The map of one record: its place, its way from stop to stop, or its areas.
import { makeMap } from "./base.js";
import { part, svg } from "./svg.js";

const L = window.L;
const NEAR = 20; // pixels within which stops share one disc
const collection = JSON.parse(document.getElementById("map-data").textContent);
const family = [...document.querySelector("article.record").classList].find(name => name.startsWith("f-")).slice(2);
const map = makeMap(document.getElementById("map"));
const place = f => L.latLng(f.geometry.coordinates[1], f.geometry.coordinates[0]);
const TAGS = { from: " (from)", to: " (to)", except: " (except)" };
const stops = collection.features.filter(f => f.properties.role === "stop");
const others = collection.features.filter(f => f.properties.role !== "stop");
const layer = L.layerGroup().addTo(map);

for (const f of collection.features) ground(f);
for (let i = 1; i < stops.length; i++) leg(stops[i - 1], stops[i], stops[i].properties.awaited);
const [from, to] = ["from", "to"].map(role => others.find(f => f.properties.role === role));
if (from && to) leg(from, to, false);
const bounds = L.latLngBounds([]);
for (const f of collection.features) bounds.extend(place(f).toBounds(Math.max(f.properties.radius_km || 1, 3) * 2200));
map.fitBounds(bounds, { maxZoom: 10, animate: false });
map.on("zoomend", draw);
draw();

function ground(f) {
  const { radius_km: radius } = f.properties;
  if (!radius) return;
  const style = { className: "area-edge f-" + family, color: "var(--family)", weight: 1, fillColor: `url(#h-${family})`, fillOpacity: 1, interactive: false };
  L.circle(place(f), { ...style, radius: radius * 1000 }).addTo(map);
}

function leg(one, other, awaited) {
  L.polyline([place(one), place(other)], { className: "f-" + family, color: "var(--family)", weight: 2.5, dashArray: awaited ? "2 7" : null, lineCap: "round", interactive: false }).addTo(map);
}

function draw() {
  layer.clearLayers();
  const groups = [];
  for (const f of stops) {
    const at = map.latLngToLayerPoint(place(f));
    const near = groups.find(g => g.at.distanceTo(at) < NEAR);
    if (near) near.stops.push(f);
    else groups.push({ at, stops: [f] });
  }
  for (const group of groups) disc(group.stops);
  const taken = [];
  for (const f of others) spot(f, taken);
}

function disc(group) {
  const numbers = group.map(f => f.properties.number);
  const first = Math.min(...numbers), last = Math.max(...numbers);
  const label = first === last ? String(first) : numbers.length === last - first + 1 ? first + "–" + last : first + "…";
  const width = label.length > 1 ? 30 : 20;
  const awaited = group.every(f => f.properties.awaited);
  const drawing = svg("svg", { width, height: 20, "aria-hidden": "true" });
  drawing.append(svg("rect", { x: 1, y: 1, width: width - 2, height: 18, rx: 9, class: awaited ? "ring" : "" }));
  const text = svg("text", { x: width / 2, y: 13.5 });
  text.textContent = label;
  drawing.append(text);
  const words = group.map(f => f.properties.number + ". " + f.properties.name + ", " + f.properties.note).join("; ");
  const icon = L.divIcon({ className: "stop-disc f-" + family + (awaited ? " awaited" : ""), html: part("div", {}, drawing), iconSize: [width, 20] });
  const marker = L.marker(place(group[0]), { icon, title: words, alt: words });
  marker.on("add", () => marker.getElement().setAttribute("aria-label", words));
  const box = part("div", {});
  for (const f of group) box.append(part("strong", { dir: "auto" }, f.properties.number + " " + f.properties.name), part("div", { class: "dim" }, f.properties.note));
  layer.addLayer(marker.bindPopup(box));
}

// A name is written where there is room for it; the dot is there anyway, unless the place is an area.
function spot(f, taken) {
  const about = f.properties;
  const name = about.name + (TAGS[about.role] || "");
  const at = map.latLngToLayerPoint(place(f));
  const box = [at.x, at.y - 9, at.x + name.length * 7 + 16, at.y + 9];
  const room = !taken.some(b => b[0] < box[2] && box[0] < b[2] && b[1] < box[3] && box[1] < b[3]);
  if (room) taken.push(box);
  if (about.area) {
    if (room) layer.addLayer(L.marker(place(f), { icon: L.divIcon({ className: "spot area", html: part("div", {}, part("span", { dir: "auto" }, name)), iconSize: [0, 0] }), keyboard: false, interactive: false }));
    return;
  }
  const dot = L.circleMarker(place(f), { radius: 6, className: "f-" + family, color: "var(--family)", weight: 2, fillColor: about.role === "to" ? "var(--panel)" : "var(--family)", fillOpacity: 1 });
  const label = part("span", { class: "stop-label", dir: "auto" }, name);
  dot.bindTooltip(label, { permanent: room, direction: "right", className: "stop-name", offset: [8, 0] });
  layer.addLayer(dot);
}
