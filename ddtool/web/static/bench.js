// Keys of the workbench, always with Alt or Ctrl: the links and buttons do the same without.

const go = (link) => link?.click();

function along(step) {
  const links = [...document.querySelectorAll(".queue a")];
  const place = links.findIndex((one) => one.hasAttribute("aria-current"));
  go(links[place + step]);
}

function nextDocument() {
  const links = [...document.querySelectorAll("a[data-document]")];
  const place = links.findIndex((one) => one.hasAttribute("aria-current"));
  go(links[(place + 1) % links.length]);
}

function toField(selector) {
  const field = document.querySelector(selector);
  field?.scrollIntoView({ block: "center" });
  field?.focus();
}

const chosen = "#determination input[type=radio]:checked, #determination input[type=radio]";
const keys = {
  KeyN: () => go(document.querySelector("#way-after")),
  KeyP: () => go(document.querySelector("#way-before")),
  KeyJ: () => along(1),
  KeyK: () => along(-1),
  KeyE: nextDocument,
  KeyT: () => toField("#text"),
  KeyD: () => toField(chosen),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") {
    event.target.closest("form")?.requestSubmit();
  } else if (event.altKey && !event.ctrlKey && !event.metaKey && keys[event.code]) {
    event.preventDefault();
    keys[event.code]();
  }
});
