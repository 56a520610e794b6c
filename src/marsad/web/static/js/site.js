// A published site: the map of all its records, and a field to find some by their words. The data come with data.js.
import { makeMap } from "./base.js";
import { spotsLayer } from "./spots.js";
import { markOf, part } from "./svg.js";

const MOST = 100; // rows that are shown of what is found
const { places, rows } = window.MARSAD;
const find = document.querySelector("[data-find]");
const found = document.querySelector("[data-found]");
const all = document.querySelector("[data-all]");
const said = document.querySelector("[data-said]");

function show(words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = wanted.length ? rows.filter(row => wanted.every(word => row.slice(2).join(" ").toLowerCase().includes(word))) : [];
  found.hidden = !wanted.length;
  if (all) all.hidden = Boolean(wanted.length);
  found.replaceChildren(...hits.slice(0, MOST).map(item));
  if (wanted.length && !hits.length) found.append(part("li", { class: "empty" }, "Nothing has these words."));
  said.textContent = wanted.length ? hits.length + (hits.length === 1 ? " record" : " records") : "";
}

function item([id, family, what, where, when, figures, who]) {
  const link = part("a", { class: "row-link", href: id + ".html" }, what[0].toUpperCase() + what.slice(1) + " ", part("span", { class: "where", dir: "auto" }, where));
  const main = part("div", { class: "row-main" }, link);
  if (who) main.append(part("p", { class: "who" }, who));
  if (figures) main.append(part("p", { class: "figure" }, figures));
  return part("li", { class: "row f-" + family }, markOf(family), main, part("div", { class: "row-side" }, part("span", { class: "row-when" }, when || "undated")));
}

function popup(features) {
  const body = part("div", {});
  for (const { properties } of features.slice(0, 30)) {
    const button = part("button", { type: "button" }, properties.number === 1 ? "Show this record" : "Show these " + properties.number);
    button.addEventListener("click", () => {
      find.value = properties.name;
      show(properties.name);
      find.focus();
    });
    body.append(part("strong", { dir: "auto" }, properties.name), part("br", {}), button, part("br", {}));
  }
  return body;
}

find.addEventListener("input", () => show(find.value));
const map = makeMap(document.getElementById("map"));
const spots = spotsLayer(map, popup);
spots.show(places);
const bounds = spots.bounds();
if (bounds) map.fitBounds(bounds.pad(0.15), { maxZoom: 9, animate: false });
