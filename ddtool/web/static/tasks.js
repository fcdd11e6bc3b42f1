// The task list says what was typed in this browser and is not saved yet, and leads there.

import { unsentOf } from "./unsent.js";

const told = document.getElementById("unsent");
for (const name of unsentOf(told.dataset.user, told.dataset.assessment)) {
  const line = document.querySelector(`[data-about~="${CSS.escape(name)}"]`);
  if (!line) continue;
  const link = document.createElement("a");
  link.href = `${line.querySelector("a").href}#r${name}`;
  link.textContent = name;
  told.append(" ", link);
  told.hidden = false;
}
