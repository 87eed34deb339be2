/** Asks before a page with unsent answers is left. The browser words the question. */
export function guardLeaving(form: HTMLFormElement): void {
  let changed = false;
  const ask = (event: BeforeUnloadEvent) => {
    if (changed) event.preventDefault();
  };
  form.addEventListener("input", () => {
    if (!changed) window.addEventListener("beforeunload", ask);
    changed = true;
  });
  form.addEventListener("submit", () => {
    changed = false;
    window.removeEventListener("beforeunload", ask);
  });
}
