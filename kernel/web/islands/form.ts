// Makes a form that already works harder to lose: focus goes to the faults, a second press does not send twice, leaving
// with unsent answers asks first, and answers can wait on this device.

import { keepDraft } from "./parts/draft.ts";
import { guardLeaving } from "./parts/leave.ts";
import { sendOnce } from "./parts/once.ts";

document.querySelector<HTMLElement>("[data-focus]")?.focus();

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-once]")) {
  sendOnce(form);
  if (form.dataset.draft) keepDraft(form, form.dataset.draft);
  if (form.dataset.guard) guardLeaving(form);
}
