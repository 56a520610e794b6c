// The reading page: what lies under the pointer, or is reached by the arrows, tells what it was understood to be.
import { part } from "./svg.js";

const text = document.querySelector("[data-text]");
const card = document.querySelector("[data-card]");
const cards = JSON.parse(document.getElementById("cards").textContent);
const marks = [...text.querySelectorAll("[data-m], [data-s]")].filter(m => m.textContent.trim());
let at = -1;

function statementsOf(mark) {
  return (mark.dataset.s || "").split(" ").filter(Boolean).map(id => document.getElementById(id)).filter(Boolean);
}

function light(ids) {
  for (const mark of text.querySelectorAll("[data-s]")) mark.classList.toggle("lit", mark.dataset.s.split(" ").some(id => ids.has(id)));
}

function tell(mark) {
  const lines = [];
  for (const id of (mark.dataset.m || "").split(" ").filter(Boolean)) {
    const found = cards[id];
    if (found) lines.push(part("p", {}, part("span", { class: "kind" }, found.sort + " · " + found.rule), ...found.lines.map((line, i) => part(i ? "span" : "strong", i ? { class: "kind", dir: "auto" } : { dir: "auto" }, line))));
  }
  const told = statementsOf(mark);
  light(new Set((mark.dataset.s || "").split(" ").slice(-1)));
  for (const one of told) lines.push(part("p", {}, part("span", { class: "kind" }, "Statement"), one.querySelector("summary span").textContent.trim()));
  card.replaceChildren(...lines);
  card.hidden = !lines.length;
  const box = mark.getClientRects()[0];
  if (!box) return;
  const left = Math.max(8, Math.min(box.left, innerWidth - card.offsetWidth - 12));
  const below = box.bottom + card.offsetHeight + 10 < innerHeight;
  card.style.left = left + scrollX + "px";
  card.style.top = (below ? box.bottom + 8 : box.top - card.offsetHeight - 8) + scrollY + "px";
}

function hide() {
  card.hidden = true;
  for (const mark of text.querySelectorAll(".at")) mark.classList.remove("at");
  light(new Set());
}

function step(by) {
  if (!marks.length) return;
  at = (at + by + marks.length) % marks.length;
  hide();
  marks[at].classList.add("at");
  marks[at].scrollIntoView({ block: "nearest" });
  tell(marks[at]);
}

text.addEventListener("pointerover", event => {
  const mark = event.target.closest("[data-m], [data-s]");
  if (mark) tell(mark);
});
text.addEventListener("pointerleave", hide);
text.addEventListener("blur", hide);
text.addEventListener("click", event => {
  const mark = event.target.closest("[data-s]");
  const found = mark && statementsOf(mark).at(-1);
  if (!found) return;
  found.open = true;
  found.scrollIntoView({ block: "nearest" });
});
text.addEventListener("keydown", event => {
  const forward = text.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (event.key === "ArrowRight" || event.key === "ArrowLeft") step(event.key === forward ? 1 : -1);
  else if (event.key === "Escape") hide();
  else if (event.key === "Enter" && at >= 0) statementsOf(marks[at]).at(-1)?.querySelector("summary").focus();
  else return;
  event.preventDefault();
});
for (const one of document.querySelectorAll("[data-statement]")) {
  const shine = () => light(new Set([one.dataset.statement]));
  one.addEventListener("pointerenter", shine);
  one.addEventListener("focusin", shine);
  one.addEventListener("pointerleave", () => light(new Set()));
}
function arrive() {
  const one = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!one || !one.matches("[data-statement]")) return;
  one.open = true;
  light(new Set([one.id]));
  document.getElementById("at-" + one.id)?.scrollIntoView({ block: "center" });
}
addEventListener("hashchange", arrive);
arrive();
