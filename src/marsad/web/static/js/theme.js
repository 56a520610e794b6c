// Light or dark: as the system has it, unless the reader chose. Loaded before the page is drawn, so that it does not flash.
(function () {
  "use strict";
  const KEY = "marsad-theme";
  const root = document.documentElement;
  function kept() {
    try { return localStorage.getItem(KEY); } catch { return null; }
  }
  function keep(theme) {
    try { localStorage.setItem(KEY, theme); } catch { /* a browser that keeps nothing still shows it */ }
  }
  const chosen = kept();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  addEventListener("DOMContentLoaded", function () {
    const button = document.querySelector("[data-theme-button]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
      const next = (root.dataset.theme || system) === "dark" ? "light" : "dark";
      root.dataset.theme = next;
      keep(next);
    });
  });
})();
