// One answer or rating: its fields, what of it is saved, and what is under way.

export class Field {
  held = "";
  due = false;
  sending = null;
  tried = 0;

  constructor(root) {
    this.root = root;
    this.key = root.dataset.key;
    this.name = root.dataset.save;
    this.label = this.key === "rating" ? root.querySelector("legend").textContent : this.key;
    this.version = this.#hidden("version").value;
    this.saved = "unsaved" in root.dataset ? null : this.said();
  }

  // What stands in the fields now, as it is sent; a text, so that two can be compared.
  said() {
    const values = new URLSearchParams();
    for (const input of this.inputs()) {
      if (input.type === "radio" && !input.checked) continue;
      if (input.type === "checkbox" && !input.checked) continue;
      values.set(this.nameOf(input), input.value.replace(/\r\n/g, "\n"));
    }
    return values.toString();
  }

  put(said) {
    const values = new URLSearchParams(said);
    for (const input of this.inputs()) {
      const value = values.get(this.nameOf(input));
      if (input.type === "radio") input.checked = input.value === (value ?? "");
      else if (input.type === "checkbox") input.checked = value !== null;
      else input.value = value ?? "";
    }
  }

  inputs() {
    return this.root.querySelectorAll(
      'input[type="radio"], input[type="checkbox"], .field > textarea'
    );
  }

  nameOf(input) {
    return input.name.slice(this.key.length + 1);
  }

  // What one of them holds; a box that can be ticked holds yes or no.
  value(name) {
    const named = [...this.inputs()].filter((input) => this.nameOf(input) === name);
    if (named[0].type === "checkbox") return named[0].checked ? "yes" : "no";
    return (named.find((input) => input.checked) ?? named[0]).value;
  }

  choice() {
    return this.root.querySelector('input[type="radio"]:checked')?.value ?? "";
  }

  text() {
    return this.root.querySelector(".field > textarea");
  }

  // The place above the fields for what is to be decided about them.
  above() {
    return document.getElementById(`clash-${this.key}`);
  }

  acknowledged(version) {
    this.version = version;
    this.#hidden("version").value = version;
    this.saved = this.sending.said;
    this.sending = null;
  }

  // A new version that was read, with what was saved under it.
  read(version, said) {
    this.version = version;
    this.#hidden("version").value = version;
    this.saved = said;
    this.sending = null;
  }

  get isUnsent() {
    return this.sending !== null || this.said() !== this.saved;
  }

  kept() {
    return { label: this.label, version: this.version, said: this.said(), sending: this.sending };
  }

  // What has to be said beside the choice before the assessment can be submitted.
  lacks() {
    if (this.text().value.trim()) return "";
    return { partly_met: "part", not_applicable: "reason" }[this.choice()] ?? "";
  }

  tell(icon, text, tone = "") {
    const line = document.getElementById(`saved-${this.key}`);
    for (const one of ["bad", "half"]) line.classList.toggle(one, one === tone);
    const drawing = line.querySelector("use");
    drawing.setAttribute("href", drawing.getAttribute("href").replace(/#.*/, `#${icon}`));
    line.replaceChildren(line.querySelector("svg"), text);
  }

  #hidden(name) {
    return this.root.querySelector(`input[name="${CSS.escape(this.key)}-${name}"]`);
  }
}

// An answer of another page of the same assessment that was left before it was saved.
export class Elsewhere {
  #said;
  due = true;
  held = "";
  tried = 0;

  constructor(name, entry) {
    this.name = name;
    this.key = entry.label;
    this.label = entry.label;
    this.version = entry.version;
    this.sending = entry.sending;
    this.#said = entry.said;
    this.saved = null;
  }

  said() {
    return this.#said;
  }

  acknowledged(version) {
    this.version = version;
    this.saved = this.sending.said;
    this.sending = null;
  }

  get isUnsent() {
    return this.sending !== null || this.saved !== this.#said;
  }

  kept() {
    return { label: this.label, version: this.version, said: this.#said, sending: this.sending };
  }

  tell() {}
}
