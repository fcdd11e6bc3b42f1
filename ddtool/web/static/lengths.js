// Says how long a text may be once it comes near to it. Nothing is cut off: what is too long stays
// in its field, and the server says so too.

const words = document.body.dataset;
const NEAR = 0.9;

// As the server counts: characters, not units of UTF-16, and one for the end of a line.
const length = (text) => [...text.replace(/\r\n/g, "\n")].length;

function lineOf(field) {
  const id = `${field.id}-length`;
  const there = document.getElementById(id);
  if (there) return there;
  const line = Object.assign(document.createElement("p"), { id, className: "small" });
  line.setAttribute("role", "status");
  field.after(line);
  return line;
}

export function tellLength(field) {
  const most = Number(field.dataset.longest), n = length(field.value);
  const line = document.getElementById(`${field.id}-length`);
  if (n <= most * NEAR) return line?.replaceChildren();
  const says = n > most ? words.tooLong : words.length;
  const filled = says.replace("{n}", n).replace("{most}", most).replace("{more}", n - most);
  const told = lineOf(field);
  told.classList.toggle("err", n > most);
  told.textContent = filled;
}

document.addEventListener("input", (event) => {
  if (event.target.dataset?.longest) tellLength(event.target);
});
for (const field of document.querySelectorAll("[data-longest]")) tellLength(field);
