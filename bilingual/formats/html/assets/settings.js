// How the text is set, as its reader likes it: size, width, leading, letters, and what the view “reveal” hides.

/* global byId, inPlace, keep, recall, root, show, soon, whenReady */

// What the style sheets know; none is what they do by themselves.
const SETTINGS = {
  size: ["small", "large", "larger"],
  width: ["narrow", "wide", "full"],
  leading: ["tight", "loose"],
  face: ["sans"],
  hides: ["source"],
  cover: ["blur"],
  at: ["paragraph"],
  rate: ["0.7", "0.8", "0.9", "1.1", "1.2"],
};

function set(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
}

for (const [name, values] of Object.entries(SETTINGS)) set(name, recall(name, values));

whenReady(() => {
  const form = byId("settings");
  const opener = byId("settings-open");
  const toggle = (open = form.hidden) => {
    form.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) form.querySelector("select").focus();
    else opener.focus({ preventScroll: true });
  };
  for (const select of form.querySelectorAll("select")) {
    select.value = root.dataset[select.name] ?? "";
    select.addEventListener("change", () => {
      keep(select.name, select.value);
      inPlace(() =>
        soon(() => {
          set(select.name, select.value);
          show();
        }),
      );
    });
  }
  opener.addEventListener("click", () => toggle());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    toggle(false);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    toggle(false);
  });
});
