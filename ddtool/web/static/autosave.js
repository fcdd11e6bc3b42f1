// Saves each answer by itself, as it is typed, and says at the field whether it is saved.
//
// What was sent and not acknowledged is sent again as it was before anything newer is: the server
// knows what it has stored already and stores it once. Comfort only: the page's own buttons save too.

import { Elsewhere, Field } from "./answers.js";
import { Unsent } from "./unsent.js";
import { replace, showClash, showMine, theirSaid, together } from "./versions.js";

const PATIENCE = { radio: 400, text: 900 }; // arrow keys pass by answers that nobody means
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;
const LONGEST_ANSWER = 45_000;

const words = document.getElementById("autosave").dataset;
const form = document.getElementById("answers");
const unsent = new Unsent(words.user, words.assessment);
const fields = [...form.querySelectorAll("fieldset[data-key]")].map((root) => new Field(root));
const byRoot = new Map(fields.map((field) => [field.root, field]));
const elsewhere = [];

let running = null;
let trouble = null; // what keeps everything from being saved, since when
let pause = FIRST_PAUSE;
let retry = 0;

const all = () => [...fields, ...elsewhere];
const waiting = () => all().filter((one) => one.isUnsent);
const clock = new Intl.DateTimeFormat(
  document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang,
  { hour: "2-digit", minute: "2-digit" },
);
const at = (moment) => clock.format(moment);

// ---- sending

function run() {
  running ??= sendAll().finally(() => { running = null; });
  return running;
}

async function sendAll() {
  clearTimeout(retry);
  for (let one; (one = next()); ) {
    if (!(await send(one))) return later();
  }
  tellSum();
}

function next() {
  return waiting()
    .filter((one) => !one.held && (one.due || one.sending || trouble))
    .sort((one, other) => one.tried - other.tried)[0];
}

function later() {
  tellSum();
  retry = setTimeout(run, pause);
  pause = Math.min(pause * 2, LONGEST_PAUSE);
}

async function send(field) {
  field.sending ??= { said: field.said(), version: field.version };
  field.due = false;
  field.tried = Date.now();
  await unsent.keep(field.name, field.kept());
  if (!trouble) field.tell("pencil-line", words.saving);
  let answer;
  try {
    answer = await post(field.name, field.sending);
  } catch {
    return troubled("offline");
  }
  return answered(field, answer);
}

function post(address, { said, version }) {
  const body = new URLSearchParams(said);
  body.set("version", version);
  return fetch(address, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": token().content, "X-Autosave": words.user },
    redirect: "manual",
    signal: AbortSignal.timeout(LONGEST_ANSWER),
  });
}

const token = () => document.querySelector('meta[name="csrf-token"]');

async function answered(field, answer) {
  if (answer.type === "opaqueredirect") return troubled("signedOut");
  switch (answer.status) {
    case 200: return acknowledged(field, await answer.json());
    case 400: return renewToken(field);
    case 401: return troubled("signedOut");
    case 403: return troubled("other");
    case 404: return refused(field, words.gone, "gone");
    case 409: return clashed(field, await answer.text());
    case 422:
    case 423: return refused(field, (await answer.json()).says, "refused");
    case 507: return troubled("full");
    default: return troubled("busy");
  }
}

function acknowledged(field, { version, saved_at }) {
  field.acknowledged(version);
  field.hasNewToken = false;
  trouble = null;
  pause = FIRST_PAUSE;
  refreshSoon();
  if (field.said() === field.saved) {
    unsent.forget(field.name);
    tellSaved(field, new Date(saved_at));
  } else {
    field.due = true;
    unsent.keep(field.name, field.kept());
  }
  return true;
}

function tellSaved(field, moment) {
  const lacks = field.lacks?.() ?? "";
  const says = { part: words.savedWithoutPart, reason: words.savedWithoutReason }[lacks] ?? words.saved;
  field.tell(lacks ? "triangle-alert" : "check", says.replace("{time}", at(moment)), lacks && "half");
}

function refused(field, says, why) {
  field.sending = null;
  field.held = why;
  field.tell("x", says, "bad");
  return true;
}

function troubled(kind) {
  if (trouble?.kind !== kind) trouble = { kind, since: new Date() };
  const says = words[kind].replace("{time}", at(trouble.since));
  for (const one of waiting()) if (!one.held) one.tell("rotate-ccw", says, "bad");
  document.getElementById("sign-in-again").hidden = kind !== "signedOut";
  return false;
}

// After signing in again the token is another one, and perhaps the person too.
async function renewToken(field) {
  const piece = field.hasNewToken ? null : await fetchState();
  if (!piece) return troubled(trouble?.kind ?? "busy");
  if (piece.dataset.user !== words.user) return troubled("other");
  renew(piece.dataset.token);
  field.hasNewToken = true;
  return true;
}

function renew(value) {
  token().content = value;
  for (const input of document.querySelectorAll('input[name="csrf_token"]')) input.value = value;
}

// ---- what follows from what is saved

let soon = 0;
function refreshSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => { if (!running && !trouble) refresh(); else refreshSoon(); }, 200);
}

async function refresh() {
  clearTimeout(soon);
  const piece = await fetchState();
  if (!piece || piece.dataset.user !== words.user) return;
  renew(piece.dataset.token);
  for (const fresh of piece.querySelectorAll("[id]")) {
    const old = document.getElementById(fresh.id);
    if (!old || old.contains(document.activeElement)) continue;
    old.replaceWith(fresh);
    fresh.dispatchEvent(new CustomEvent("ddtool:fresh", { bubbles: true }));
  }
}

async function fetchState() {
  try {
    const answer = await fetch(words.state, { redirect: "manual" });
    if (answer.type === "opaqueredirect") return troubled("signedOut") || null;
    if (answer.status === 404 || answer.status === 403) return troubled("other") || null;
    if (!answer.ok) return null;
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    return document.adoptNode(parsed.querySelector("[data-token]"));
  } catch {
    return null;
  }
}

// ---- two versions

function clashed(field, html) {
  field.sending = null;
  if (!field.root) {
    field.held = "clash";
    return true;
  }
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const clash = document.adoptNode(parsed.querySelector("[data-clash]"));
  field.above().prepend(clash);
  clash.dispatchEvent(new CustomEvent("ddtool:fresh", { bubbles: true }));
  unsent.keep(field.name, field.kept());
  return held(field, clash);
}

function held(field, clash) {
  field.held = "clash";
  showClash(field, clash);
  field.tell("x", words.clash, "bad");
  return true;
}

function chosen(field, clash, which) {
  const theirs = theirSaid(field, clash.dataset);
  field.read(clash.dataset.version, theirs);
  field.held = "";
  clash.remove();
  if (which === "theirs") replace(field, theirs);
  if (which === "both") field.text().value = together(clash.dataset.text, field.text().value);
  return changed(field);
}

// The fields hold something else than before by a button.
function changed(field) {
  relabel(field);
  field.text().focus();
  field.due = true;
  if (field.isUnsent) return run();
  unsent.forget(field.name);
  tellSaved(field, new Date());
  tellSum();
  return refresh();
}

// ---- typing

function typed(event) {
  const field = byRoot.get(event.target.closest("fieldset[data-key]"));
  if (!field) return;
  if (field.held !== "clash" && field.held !== "gone") field.held = "";
  relabel(field);
  showMine(field);
  if (trouble && !field.held) troubled(trouble.kind);
  if (field.isUnsent) unsent.keep(field.name, field.kept());
  else unsent.forget(field.name);
  clearTimeout(field.timer);
  const patience = event.type === "change" ? PATIENCE.radio : PATIENCE.text;
  field.timer = setTimeout(() => { field.due = true; if (!trouble) run(); }, patience);
}

function relabel(field) {
  const choice = field.choice();
  const label = field.root.querySelector(`label[for="${CSS.escape(field.key)}-note"]`);
  if (!label) return;
  const missing = choice === "partly_met" || choice === "not_met";
  label.textContent = missing ? words.labelMissing
    : choice === "not_applicable" ? words.labelReason : words.labelNote;
}

// The one line of the page that is read out: once for each change of what it says.
let told = "";
function tellSum() {
  const line = document.getElementById("unsent");
  const names = trouble || all().some((one) => one.held) ? waiting().map((one) => one.label) : [];
  const says = names.length ? words.sum.replace("{names}", names.join(", ")) : told && words.all;
  if (!trouble) document.getElementById("sign-in-again").hidden = true;
  if (says === told) return;
  told = says;
  line.classList.toggle("bad", names.length > 0);
  line.textContent = says;
}

// ---- leaving

async function flush() {
  for (const one of waiting()) one.due = true;
  await running;
  await run();
  return waiting().length === 0;
}

async function leave(go) {
  if (await flush()) {
    await refresh();
    return go();
  }
  const first = waiting().find((one) => one.root);
  first?.root.scrollIntoView({ block: "nearest" });
  return null;
}

form.addEventListener("input", typed);
form.addEventListener("change", typed);

form.addEventListener("submit", (event) => {
  const button = event.submitter;
  event.preventDefault();
  if (button?.closest("[data-clash]")) return press(button, "theirs");
  return leave(() => go(button));
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-keep], [data-back]");
  if (button) press(button, button.dataset.keep);
});

function press(button, which) {
  const field = byRoot.get(button.closest("fieldset"));
  if (which) return chosen(field, button.closest("[data-clash]"), which);
  button.closest("[data-before]").remove();
  replace(field, button.dataset.back);
  return changed(field);
}

function go(button) {
  const to = (button?.isConnected ? button : document.querySelector("#next-open [data-to]"))?.dataset.to;
  if (to) location.assign(to);
}

// Links wait for what is still under way, so that nobody is warned for the last half second.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const elsewhere_ = event.ctrlKey || event.metaKey || event.shiftKey || link?.target;
  if (!link || elsewhere_ || link.hash && link.pathname === location.pathname) return;
  if (!waiting().length || trouble) return;
  event.preventDefault();
  flush().then(() => location.assign(link.href));
});

// Signing out asks about what is not saved: what can still be saved is, before it asks.
const signOut = document.querySelector("form.leave");
signOut?.addEventListener("submit", (event) => {
  if (trouble || waiting().every((one) => one.held)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  flush().then(() => signOut.requestSubmit());
}, { capture: true });

document.addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  event.preventDefault();
  flush().then(() => { told ||= " "; tellSum(); });
});

addEventListener("beforeunload", (event) => {
  if (waiting().length && !signOut?.dataset.asked) event.preventDefault();
});
addEventListener("online", () => { pause = FIRST_PAUSE; run(); });
addEventListener("focus", () => { if (trouble) { pause = FIRST_PAUSE; run(); } });
// Another window of the same browser keeps its texts in the same place, and has just emptied it.
addEventListener("storage", ({ newValue }) => {
  if (newValue === null) for (const one of waiting()) unsent.keep(one.name, one.kept());
});
document.addEventListener("visibilitychange", () => {
  for (const one of waiting()) one.due = true;
  run();
});

// ---- what an earlier page could not send

async function begin() {
  await unsent.open(words.key);
  for (const [name, entry] of await unsent.all()) {
    const field = fields.find((one) => one.name === name);
    if (!field) elsewhere.push(new Elsewhere(name, entry));
    else if (entry.said === field.saved && !entry.sending) unsent.forget(name);
    else restore(field, entry);
  }
  for (const field of fields) begun(field);
  run();
}

function restore(field, entry) {
  if (field.said() !== field.saved && field.saved !== null) return; // typed while this was read
  field.put(entry.said);
  relabel(field);
  field.version = entry.version;
  field.sending = entry.sending;
  field.due = true;
}

function begun(field) {
  const clash = field.root.querySelector("[data-clash]");
  if (clash) held(field, clash);
  else if (field.saved === null) field.due = true;
}

begin();
