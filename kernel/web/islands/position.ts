// "Use my position": fills in where the device is. The button shows only where a device can tell; the boxes work without it.

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-position]")) {
  if (!("geolocation" in navigator)) continue;
  const { position: name = "", finding = "", found = "", failed = "" } = button.dataset;
  const form = button.closest("form");
  const box = (part: string) => form?.querySelector<HTMLInputElement>(`[name="${CSS.escape(`${name}.${part}`)}"]`);
  const note = document.createElement("p");
  note.className = "muted small";
  note.setAttribute("role", "status");
  button.after(note);
  button.hidden = false;
  button.addEventListener("click", () => {
    note.textContent = finding;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // Five decimals are about a metre: as near as a stall needs, and no nearer than the device knows.
        for (const [part, value] of [
          ["lat", coords.latitude],
          ["lon", coords.longitude],
        ] as const) {
          const input = box(part);
          if (!input) continue;
          input.value = value.toFixed(5);
          input.dispatchEvent(new Event("input", { bubbles: true }));
        }
        note.textContent = found.replace("{n}", String(Math.round(coords.accuracy)));
      },
      () => {
        note.textContent = failed;
      },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    );
  });
}
