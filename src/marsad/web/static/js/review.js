// Keys of the review page, and forms that open on demand. Without this script everything is there as plain forms.
(() => {
  const article = document.querySelector("[data-review]");
  if (article) article.classList.add("scripted");

  const open = (button) => {
    const form = document.getElementById(button.dataset.opens);
    const shown = form.classList.toggle("is-open");
    button.setAttribute("aria-expanded", String(shown));
    for (const other of document.querySelectorAll("[data-opens]")) {
      if (other !== button) {
        document.getElementById(other.dataset.opens).classList.remove("is-open");
        other.setAttribute("aria-expanded", "false");
      }
    }
    if (shown) form.querySelector("select, input:not([type=hidden])").focus();
  };
  for (const button of document.querySelectorAll("[data-opens]")) button.addEventListener("click", () => open(button));

  let sent = false;
  for (const form of document.querySelectorAll("form")) {
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "Escape") {
      for (const button of document.querySelectorAll("[data-opens][aria-expanded=true]")) { open(button); button.focus(); }
      return;
    }
    if (event.target.closest("input, select, textarea")) return;
    const button = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (button) { event.preventDefault(); button.click(); }
  });
})();
