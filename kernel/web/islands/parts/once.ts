/** Ignores a second press while the first is on its way. The server does a command once in any case; this saves the wait. */
export function sendOnce(form: HTMLFormElement): void {
  let sending = false;
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (sending) {
      event.preventDefault();
      return;
    }
    sending = true;
    const pressed = (event as SubmitEvent).submitter;
    pressed?.setAttribute("aria-busy", "true");
    form.setAttribute("aria-busy", "true");
  });
  // Back from the next page, out of the browser's memory, the form must be usable again.
  window.addEventListener("pageshow", () => {
    sending = false;
    form.removeAttribute("aria-busy");
    for (const busy of form.querySelectorAll("[aria-busy]")) busy.removeAttribute("aria-busy");
  });
}
