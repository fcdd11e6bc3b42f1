// Comfort only: every page works without this file.

import "./lengths.js";
import { refuseLargeFiles } from "./sizes.js";
import { askAtSignOut } from "./unsent.js";

const token = document.querySelector('meta[name="csrf-token"]')?.content;

document.body.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
});

// After a form was refused, the summary of what is wrong comes first.
document.querySelector("[data-focus]")?.focus();

// Moments are written in UTC; here they become the reader's own time.
const spoken = document.documentElement.lang;
const short = new Intl.DateTimeFormat(spoken === "en" ? "en-GB" : spoken, {
  day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit",
});
export function localTimes(within) {
  for (const time of within.querySelectorAll("time[datetime]")) {
    time.title = time.textContent;
    time.textContent = short.format(new Date(time.dateTime));
    time.removeAttribute("datetime");
  }
}
localTimes(document);
for (const fresh of ["htmx:afterSwap", "ddtool:fresh"]) {
  document.body.addEventListener(fresh, (event) => localTimes(event.target));
}

// A drawing that is wider than the screen begins at the day it is about.
for (const one of document.querySelectorAll("[data-middle]")) {
  one.scrollLeft = one.scrollWidth * one.dataset.middle - one.clientWidth / 2;
}

refuseLargeFiles();
askAtSignOut(document.querySelector("form.leave"));
