// Two versions of one answer: what somebody else saved, and what stands in the fields here. What
// stands in a field is never replaced but by a button, and can be put back then.

// The box about both, above the fields.
export function showClash(field, clash) {
  for (const one of clash.querySelectorAll("[data-needs-script]")) one.hidden = false;
  for (const one of clash.querySelectorAll("[data-without-script]")) one.hidden = true;
  showMine(field);
}

// What stands in the fields now, as it is typed on.
export function showMine(field) {
  for (const place of field.root.querySelectorAll("[data-mine]")) {
    const value = field.value(place.dataset.mine);
    const words = JSON.parse(place.dataset.words);
    if (place.dataset.shown === value) continue;
    place.dataset.shown = value;
    place.textContent = words[value] ?? value;
  }
}

// What the other version says, as it would be sent from here.
export function theirSaid(field, { choice, text, ticked }) {
  const before = field.said();
  const values = new URLSearchParams(before);
  for (const input of field.inputs()) {
    const name = field.nameOf(input);
    if (input.type === "checkbox") ticked ? values.set(name, input.value) : values.delete(name);
    else values.set(name, input.type === "radio" ? choice : text);
  }
  field.put(values.toString());
  const theirs = field.said();
  field.put(before);
  return theirs;
}

// Their text, and on a new line each sentence of mine that does not stand in it.
export function together(theirs, mine) {
  const known = new Set(sentences(theirs).map((one) => one.trim()));
  const more = sentences(mine).filter((one) => !known.has(one.trim())).join("").trim();
  return [theirs, more].filter(Boolean).join("\n");
}

const sentences = (text) => text.split(/(?<=[.!?]\s|[。\n])/);

// Put something else into the fields, and what stood there above them with a way back.
export function replace(field, said) {
  const before = field.said();
  if (said === before) return;
  const box = document.getElementById("before").content.cloneNode(true);
  box.querySelector("[data-text]").textContent = field.text().value;
  box.querySelector("[data-back]").dataset.back = before;
  field.put(said);
  field.above().prepend(box);
}
