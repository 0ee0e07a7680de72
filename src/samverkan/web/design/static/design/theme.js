// Colour theme: as the computer, light or dark. The choice stays in this browser.
// Loaded before the page is drawn, so that nothing flashes.
(() => {
  const KEY = "samverkan-colour-scheme";
  const root = document.documentElement;

  const kept = () => {
    try {
      return localStorage.getItem(KEY) ?? "auto";
    } catch {
      return "auto"; // storage is closed in this browser
    }
  };

  const keep = (scheme) => {
    try {
      localStorage.setItem(KEY, scheme);
    } catch {
      // the choice then lasts until the next page
    }
  };

  root.dataset.colorScheme = kept();

  document.addEventListener("DOMContentLoaded", () => {
    for (const group of document.querySelectorAll(".theme-switch")) {
      const buttons = [...group.querySelectorAll("[data-scheme]")];
      const mark = () => {
        for (const button of buttons) {
          button.setAttribute("aria-pressed", button.dataset.scheme === root.dataset.colorScheme);
        }
      };
      group.addEventListener("click", (event) => {
        const button = event.target.closest("[data-scheme]");
        if (!button) return;
        root.dataset.colorScheme = button.dataset.scheme;
        keep(button.dataset.scheme);
        mark();
      });
      mark();
      group.hidden = false;
    }
  });
})();
