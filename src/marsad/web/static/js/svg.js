// Elements made by hand: text is always text.
export function svg(name, attributes, ...inside) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

export function part(name, attributes, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

export function markOf(family) {
  return svg("svg", { class: "family f-" + family, viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("use", { href: "#m-" + family }));
}
