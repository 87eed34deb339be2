/** Keeps what is typed as long as this tab lives, and shows it again after a lost connection or a wrong press of "back".
 * It goes with the tab, because a computer in a shop is shared. Secrets and files are never kept; a box that the server
 * already filled is left as it is. */
export function keepDraft(form: HTMLFormElement, name: string): void {
  const key = keyOf(name);
  const boxes = () =>
    [...form.elements]
      .filter(
        (box): box is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
          (box instanceof HTMLInputElement && !["hidden", "password", "file", "submit", "button"].includes(box.type)) ||
          box instanceof HTMLTextAreaElement ||
          box instanceof HTMLSelectElement,
      )
      .filter((box) => box.name !== "" && !box.closest("[data-secret]"));
  const choice = (box: Element): box is HTMLInputElement =>
    box instanceof HTMLInputElement && (box.type === "radio" || box.type === "checkbox");

  const note = document.createElement("p");
  note.className = "muted small";
  note.setAttribute("role", "status");
  form.append(note);

  // What was sent is forgotten, unless the reader came back because sending failed.
  const sent = sessionStorage.getItem(`${key}:terkirim`) !== null;
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (sent && entry?.type !== "back_forward") forgetDraft(form);
  sessionStorage.removeItem(`${key}:terkirim`);
  const kept = read(key);
  if (kept && !form.querySelector("[aria-invalid]")) {
    let shown = false;
    for (const box of boxes()) {
      const value = kept[box.name];
      if (value === undefined) continue;
      if (choice(box)) {
        if (!form.querySelector(`[name="${CSS.escape(box.name)}"]:checked`) || value.includes(box.value)) {
          const checked = value.includes(box.value);
          shown ||= checked !== box.checked;
          box.checked = checked;
        }
      } else if (box.value === "" && value[0]) {
        box.value = value[0];
        shown = true;
      }
    }
    if (shown) note.textContent = form.dataset.draftRestored ?? "";
  }

  let later: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(() => {
      const answers: Record<string, string[]> = {};
      for (const box of boxes()) {
        if (choice(box) && !box.checked) continue;
        answers[box.name] = [...(answers[box.name] ?? []), box.value];
      }
      try {
        sessionStorage.setItem(key, JSON.stringify(answers));
        note.textContent = form.dataset.draftKept ?? "";
      } catch {
        // A full or closed store: the form works as without this script.
      }
    }, 400);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(later);
    if (!event.defaultPrevented) sessionStorage.setItem(`${key}:terkirim`, "ya");
  });
}

const keyOf = (name: string) => `isian:${name}`;

/** The form arrived: nothing of it stays here. */
export function forgetDraft(form: HTMLFormElement): void {
  if (form.dataset.draft) sessionStorage.removeItem(keyOf(form.dataset.draft));
}

function read(key: string): Record<string, string[]> | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}
