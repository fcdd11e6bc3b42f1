// A file that is too large is told before it is sent, and the rest of the form stays as it is.

const MEGABYTE = 1024 * 1024;

export function refuseLargeFiles() {
  document.addEventListener("change", (event) => tell(event.target));
  document.addEventListener("submit", (event) => {
    const large = [...event.target.querySelectorAll("input[data-most]")].filter(tell);
    if (!large.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    large[0].focus();
  }, { capture: true });
}

// Whether the chosen file is too large; what is wrong stands before the field.
function tell(input) {
  if (!input.matches?.("input[data-most]")) return false;
  const id = `${input.id}-size`;
  document.getElementById(id)?.remove();
  input.removeAttribute("aria-invalid");
  const [file] = input.files;
  if (!file || file.size <= Number(input.dataset.most)) return false;
  const said = document.createElement("p");
  said.id = id;
  said.className = "err";
  said.setAttribute("role", "alert");
  said.textContent = input.dataset.tooLarge
    .replace("{size}", amount(file.size))
    .replace("{most}", amount(input.dataset.most));
  input.before(said);
  input.setAttribute("aria-invalid", "true");
  return true;
}

function amount(bytes) {
  const size = Math.ceil((10 * bytes) / MEGABYTE) / 10;
  return size.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
}
