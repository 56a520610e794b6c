// The brush over the bars: a drag chooses days, a click the days of one bar. The date fields do the same by keyboard.
const DAY = 86400000;

export function brush(board, chosen) {
  let start = null;
  const drawing = () => board.querySelector("[data-timeline]");
  const share = event => {
    const box = drawing().getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
  };
  function show(from, to) {
    const rect = drawing().querySelector(".brush");
    rect.removeAttribute("hidden");
    rect.setAttribute("x", (Math.min(from, to) * 100).toFixed(2) + "%");
    rect.setAttribute("width", (Math.abs(to - from) * 100).toFixed(2) + "%");
  }
  board.addEventListener("pointerdown", event => {
    if (event.button || !event.target.closest("[data-timeline]")) return;
    start = share(event);
    drawing().setPointerCapture(event.pointerId);
  });
  board.addEventListener("pointermove", event => {
    if (start !== null) show(start, share(event));
  });
  board.addEventListener("pointerup", event => {
    if (start === null) return;
    const [from, to] = [start, share(event)].sort((a, b) => a - b);
    start = null;
    const days = (to - from) * drawing().getBoundingClientRect().width < 4 ? under(event) : between(drawing(), from, to);
    if (days) chosen(...days);
  });
  board.addEventListener("pointercancel", () => {
    start = null;
    standing();
  });
  function under(event) {
    const first = day(drawing(), share(event));
    return [first, first];
  }
  function standing() {
    const svg = drawing();
    if (!svg || !(svg.dataset.since || svg.dataset.until)) return svg?.querySelector(".brush").setAttribute("hidden", "");
    const first = Date.parse(svg.dataset.first);
    const length = Date.parse(svg.dataset.last) + DAY - first;
    const at = (text, rest, more) => (text ? Math.max(0, Math.min(1, (Date.parse(text) + more - first) / length)) : rest);
    return show(at(svg.dataset.since, 0, 0), at(svg.dataset.until, 1, DAY));
  }
  standing();
  return standing;
}

function day(svg, share) {
  const first = Date.parse(svg.dataset.first);
  const last = Date.parse(svg.dataset.last);
  const number = Math.min(Math.floor((share * (last + DAY - first)) / DAY), (last - first) / DAY);
  return new Date(first + number * DAY).toISOString().slice(0, 10);
}

function between(svg, from, to) {
  return [day(svg, from), day(svg, Math.max(from, to - 1e-6))];
}
