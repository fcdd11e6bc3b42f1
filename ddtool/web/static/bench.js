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

// What was typed and not stored is lost with the page: whoever leaves it is asked first. A form that
// came back with a fault holds what was typed, too.

let sent = null;

const isLost = (field) =>
  field.form !== sent &&
  (field.value !== field.defaultValue || (field.value && field.form.querySelector(".err")));

document.addEventListener("submit", (event) => { sent = event.target; });
addEventListener("beforeunload", (event) => {
  const typed = [...document.querySelectorAll("form[method=post] textarea")];
  if (typed.some(isLost)) event.preventDefault();
});
