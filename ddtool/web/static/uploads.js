// Comfort for uploads: a file can be dropped, and a bar tells how far it has come.
// Without this file the form sends itself.

const MEGABYTE = 1024 * 1024;

prepare(document);

function prepare(within) {
  for (const form of within.querySelectorAll("form[data-upload]")) {
    const input = form.querySelector("input[type=file]");
    const drop = form.querySelector("[data-drop]");
    letDrop(drop, input);
    form.addEventListener("submit", (event) => {
      if (!input.files.length) return;
      event.preventDefault();
      send(form, drop.querySelector("[data-progress]"));
    });
  }
}

function letDrop(drop, input) {
  drop.querySelector("[data-drop-hint]").hidden = false;
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    drop.addEventListener(kind, () => drop.classList.remove("over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    input.files = one.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function send(form, progress) {
  const bar = progress.querySelector("progress");
  const words = progress.querySelector("[data-words]");
  const request = new XMLHttpRequest();
  progress.hidden = false;
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = (100 * event.loaded) / event.total;
    words.textContent = words.dataset.words
      .replace("{done}", amount(event.loaded))
      .replace("{all}", amount(event.total));
  });
  request.upload.addEventListener("load", () => { words.textContent = words.dataset.kept; });
  const tellLost = () => {
    bar.value = 0;
    words.textContent = words.dataset.lost;
  };
  request.addEventListener("load", () => arrived(request, tellLost));
  request.addEventListener("error", tellLost);
  request.addEventListener("loadend", () => rest(form, false));
  request.open("POST", form.action);
  request.setRequestHeader("X-Upload", "1");
  request.send(new FormData(form));
  rest(form, true);
}

// The answer takes the place of the form: nothing is typed into it meanwhile that would be lost.
function rest(form, resting) {
  for (const one of form.elements) one.disabled = resting;
}

function amount(bytes) {
  return (bytes / MEGABYTE).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
}

// Where the server sent us on, there we go; a page with faults takes the place of this one.
// What is no page of ours came from something in between, and sending again would not help.
function arrived(request, tellLost) {
  if (request.status === 204) {
    location.assign(request.getResponseHeader("X-Address"));
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (!main) {
    tellLost();
    return;
  }
  document.querySelector("main").replaceWith(document.adoptNode(main));
  document.title = page.title;
  prepare(main);
  window.htmx?.process(main);
  main.dispatchEvent(new CustomEvent("ddtool:fresh", { bubbles: true }));
  document.querySelector("[data-focus]")?.focus();
}
