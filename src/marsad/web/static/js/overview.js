// The overview: the filters change map, timeline and list without a new page, and stay in the address bar.
import { makeMap } from "./base.js";
import { brush } from "./brush.js";
import { spotsLayer } from "./spots.js";
import { markOf, part } from "./svg.js";

const form = document.querySelector("[data-filters]");
const board = document.querySelector("[data-board]");
const element = document.getElementById("map");
const note = document.querySelector("[data-map-note]");
const map = makeMap(element);
const spots = spotsLayer(map, popup);
const standing = brush(board, (since, until) => go(changed({ since, until })));
let asked = 0;
let typing = 0;

function addressOf(fields) {
  const said = new URLSearchParams([...new FormData(fields)].filter(([name, value]) => value && !(name === "sort" && value === "event")));
  return said.size ? "/?" + said : "/";
}

function changed(values) {
  const address = new URL(addressOf(form), location);
  for (const [name, value] of Object.entries(values)) value ? address.searchParams.set(name, value) : address.searchParams.delete(name);
  return address.pathname + address.search;
}

async function go(address, push = true) {
  const mine = ++asked;
  board.setAttribute("aria-busy", "true");
  try {
    const query = new URL(address, location).search;
    const [parts, places] = await Promise.all([given("/parts/overview" + query), given(element.dataset.places + query)]);
    const html = await parts.text();
    const collection = await places.json();
    if (mine !== asked) return;
    if (push) history.pushState(null, "", address);
    put(html);
    fill(new URLSearchParams(query));
    drawn(collection, false);
  } catch {
    if (mine === asked) location.assign(address); // the server's own page says what is wrong
  } finally {
    if (mine === asked) board.setAttribute("aria-busy", "false");
  }
}

async function given(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
}

function put(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const focused = board.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  for (const id of ["part-time", "part-list"]) document.getElementById(id).replaceWith(document.adoptNode(fresh.getElementById(id)));
  document.getElementById("part-list").scrollTop = 0;
  if (focused) (board.querySelector(`a[href="${CSS.escape(focused)}"]`) || document.getElementById("part-list")).focus({ preventScroll: true });
  const total = document.querySelector(".tabs a[aria-current] .num");
  document.querySelector("[data-said]").textContent = (total ? total.textContent : "0") + " records";
  standing();
}

function fill(query) {
  for (const field of form.elements) if (field.name) field.value = query.get(field.name) || (field.name === "sort" ? "event" : "");
  const narrowed = [...query.keys()].some(name => name !== "sort" && name !== "page");
  form.querySelector("[data-clear]").hidden = !narrowed;
}

function drawn(collection, fit) {
  spots.show(collection);
  note.hidden = !collection.unplaced;
  note.textContent = collection.unplaced + (collection.unplaced === 1 ? " record" : " records") + " at places without a point on the map";
  const bounds = spots.bounds();
  if (fit && bounds) map.fitBounds(bounds.pad(0.15), { maxZoom: 9, animate: false });
}

function popup(features) {
  const body = part("div", {});
  for (const { properties } of features.slice(0, 30)) {
    body.append(part("strong", { dir: "auto" }, properties.name));
    if (properties.area) body.append(part("div", { class: "dim small" }, "somewhere in this area" + (properties.radius_km ? ", about " + Math.round(properties.radius_km) + " km around" : "")));
    const list = part("ul", { class: "popup-list" });
    for (const [name, n] of Object.entries(properties.families)) {
      const title = document.querySelector(".legend .f-" + name)?.childNodes[1]?.textContent.trim() || name;
      list.append(part("li", {}, markOf(name), title + " ", part("span", { class: "num dim" }, String(n))));
    }
    const link = part("a", { href: changed({ place: properties.name, box: "" }), "data-go": "" }, properties.number === 1 ? "Show this record" : "Show these " + properties.number);
    body.append(list, link);
  }
  if (features.length > 30) body.append(part("p", { class: "dim small" }, "and " + (features.length - 30) + " more places"));
  return body;
}

document.addEventListener("click", event => {
  const link = event.target.closest("a[data-go], a[data-clear]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  map.closePopup();
  go(link.getAttribute("href"));
});
form.addEventListener("submit", event => {
  event.preventDefault();
  go(addressOf(form));
});
form.addEventListener("change", () => go(addressOf(form)));
form.addEventListener("input", event => {
  clearTimeout(typing);
  if (event.target.type === "search") typing = setTimeout(() => go(addressOf(form)), 450);
});
document.addEventListener("click", event => {
  const more = form.querySelector(".more");
  if (more.open && !more.contains(event.target)) more.open = false;
});
addEventListener("keydown", event => {
  if (event.key === "Escape") form.querySelector(".more").open = false;
});
addEventListener("popstate", () => go(location.pathname + location.search, false));
given(element.dataset.places + location.search).then(answer => answer.json()).then(collection => drawn(collection, true));
