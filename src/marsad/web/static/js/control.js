// The map of who held what on a day, and the slider that moves through the days.
import { makeMap } from "./base.js";
import { part, svg } from "./svg.js";

const L = window.L;
const DAY = 86400000;
const utc = text => (text.length > 10 ? text + "Z" : text);
const holder = document.getElementById("control-data");
if (holder) start(JSON.parse(holder.textContent));

function start(data) {
  const map = makeMap(document.getElementById("map"));
  const layer = L.layerGroup().addTo(map);
  const slider = document.querySelector("[data-slider]");
  const field = document.querySelector('input[name="on"]');
  const first = Date.parse(data.first);
  const length = (Date.parse(data.last) - first) / DAY + 1;
  const said = document.querySelector("[data-day]");
  document.querySelector("[data-no-script]").hidden = true;
  slider.disabled = false;

  const holds = (t, noon) => (!t.from || Date.parse(utc(t.from)) <= noon) && (!t.to || noon < Date.parse(utc(t.to)));

  function show(number) {
    const noon = first + (number + 0.5) * DAY;
    const day = new Date(noon);
    slider.value = number;
    field.value = day.toISOString().slice(0, 10);
    said.textContent = day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    said.dateTime = field.value;
    slider.setAttribute("aria-valuetext", said.textContent);
    layer.clearLayers();
    for (const place of data.places) draw(place, place.tenures.filter(t => holds(t, noon)));
    for (const line of document.querySelectorAll("[data-now]")) for (const x of ["x1", "x2"]) line.setAttribute(x, (((number + 0.5) / length) * 100).toFixed(2) + "%");
    history.replaceState(null, "", "/control?on=" + field.value);
    return noon;
  }

  function draw(place, held) {
    if (!held.length) return;
    const at = L.latLng(place.lat, place.lon);
    const style = { className: "s" + held[0].side, color: "var(--side)", weight: 1, fillColor: "var(--side)", fillOpacity: 0.12, dashArray: place.area ? "4 4" : null, interactive: false };
    if (place.radius_km) layer.addLayer(L.circle(at, { ...style, radius: place.radius_km * 1000 }));
    const width = 18 * held.length + 4;
    const drawing = svg("svg", { width, height: 20, "aria-hidden": "true" });
    held.forEach((t, i) => {
      drawing.append(svg("circle", { class: "held s" + t.side, cx: 11 + 18 * i, cy: 10, r: 8.5, stroke: "var(--panel)", "stroke-width": 1.5 }));
      const letter = svg("text", { x: 11 + 18 * i, y: 14, "text-anchor": "middle" });
      letter.textContent = t.letter;
      drawing.append(letter);
    });
    const words = place.name + ": " + held.map(t => t.name + (t.disputed ? " (disputed)" : "")).join("; ");
    const icon = L.divIcon({ className: "holder", html: part("div", {}, drawing), iconSize: [width, 20] });
    const marker = L.marker(at, { icon, title: words, alt: words });
    marker.on("add", () => marker.getElement().setAttribute("aria-label", words));
    const box = part("div", {}, part("strong", { dir: "auto" }, place.name));
    for (const t of held) box.append(part("div", {}, part("a", { href: "/control/" + t.line }, t.name), part("div", { class: "dim small" }, t.words + (t.disputed ? ", disputed" : ""))));
    marker.bindPopup(box);
    layer.addLayer(marker);
  }

  slider.addEventListener("input", () => rows(show(Number(slider.value))));
  field.addEventListener("change", () => {
    const number = (Date.parse(field.value) - first) / DAY;
    if (number >= 0 && number < length) rows(show(number));
  });

  const byName = new Map(data.places.map(p => [p.name, p]));
  function rows(noon) {
    for (const row of document.querySelectorAll("[data-held]")) {
      const place = byName.get(row.parentElement.querySelector(".place-name").textContent);
      if (!place) continue;
      const held = place.tenures.filter(t => holds(t, noon));
      row.replaceChildren(...(held.length ? held.map(named) : [part("span", { class: "dim" }, "nobody told of")]));
    }
  }

  const points = data.places.filter(p => (p.radius_km || 0) < 250).map(p => [p.lat, p.lon]);
  if (points.length) map.fitBounds(L.latLngBounds(points).pad(0.3), { maxZoom: 9, animate: false });
  show(Number(slider.value));
}

function named(t) {
  const dot = svg("svg", { width: 10, height: 10, class: "s" + t.side, "aria-hidden": "true" }, svg("circle", { class: "held", cx: 5, cy: 5, r: 5 }));
  return part("span", { class: "side-name" }, dot, t.letter + " · " + t.name);
}
