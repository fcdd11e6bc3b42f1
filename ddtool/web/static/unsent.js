// What was typed and is not saved yet, kept in the browser until it is: through a lost line, a
// closed tab, an ended session.
//
// It is encrypted with a key that the server gives to its author alone, so whoever else sits down at
// the same computer cannot read it. Browsers encrypt only over https and on the machine itself;
// elsewhere it is kept as long as the tab is open, and no longer.

const PREFIX = "ddtool-unsent";
const LEAVING = "ddtool-leaving";

export class Unsent {
  #prefix;
  #key;
  #store;
  #turns = new Map();

  constructor(user, assessment) {
    this.#prefix = `${PREFIX}:${user}:${assessment}:`;
    this.#store = globalThis.crypto?.subtle ? localStorage : sessionStorage;
  }

  async open(hex) {
    if (!globalThis.crypto?.subtle) return;
    const bytes = Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
    this.#key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  }

  // The last one that was asked for counts, however long the encryption of an earlier one takes.
  async keep(name, entry) {
    const turn = this.#turn(name);
    const text = await this.#closed(JSON.stringify(entry));
    if (this.#turns.get(name) !== turn) return;
    try {
      this.#store.setItem(this.#prefix + name, text);
    } catch {
      // No room in the browser: the field keeps the text, and leaving the page warns.
    }
  }

  forget(name) {
    this.#turn(name);
    this.#store.removeItem(this.#prefix + name);
  }

  async all() {
    const found = [];
    for (const name of Object.keys(this.#store)) {
      if (!name.startsWith(this.#prefix)) continue;
      try {
        const text = await this.#opened(this.#store.getItem(name));
        found.push([name.slice(this.#prefix.length), JSON.parse(text)]);
      } catch {
        this.#store.removeItem(name); // of a key that is gone: nobody can read it any more
      }
    }
    return found;
  }

  #turn(name) {
    const turn = (this.#turns.get(name) ?? 0) + 1;
    this.#turns.set(name, turn);
    return turn;
  }

  async #closed(text) {
    if (!this.#key) return text;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = new TextEncoder().encode(text);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.#key, bytes);
    return btoa(String.fromCharCode(...iv)) + "." + inBase64(new Uint8Array(sealed));
  }

  async #opened(text) {
    if (!this.#key) return text;
    const [iv, sealed] = text.split(".").map((part) => Uint8Array.from(atob(part), (c) => c.charCodeAt(0)));
    const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, this.#key, sealed);
    return new TextDecoder().decode(bytes);
  }
}

function inBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

// What somebody has not saved yet: requirements, and criteria for their ratings. The names alone are
// not encrypted.
export function unsentOf(user, assessment = "") {
  const names = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
  const found = names.filter((name) => name.startsWith(`${PREFIX}:${user}:${assessment}`));
  return found.map((name) => name.split("/").at(-1));
}

// Whoever signs out is asked first, and leaves nothing behind that others could read. What is
// encrypted stays until its author comes back. The page after it does the forgetting, because
// leaving this one can still be called off.
export function askAtSignOut(form) {
  form?.addEventListener("submit", (event) => {
    const names = unsentOf(form.dataset.user).join(", ");
    const asks = globalThis.crypto?.subtle ? form.dataset.kept : form.dataset.lost;
    if (names && !confirm(asks.replace("{names}", names))) return event.preventDefault();
    if (names) form.dataset.asked = "yes";
    return sessionStorage.setItem(LEAVING, "yes");
  });
  const has_left = sessionStorage.getItem(LEAVING) && !form;
  sessionStorage.removeItem(LEAVING);
  if (!has_left) return;
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
  }
}
