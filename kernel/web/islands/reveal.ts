// Questions that belong to one answer: hidden until it is chosen. Without this script they are shown, with the reason beside them.

for (const part of document.querySelectorAll<HTMLElement>("[data-when]")) {
  const form = part.closest("form");
  const { when = "", is = "" } = part.dataset;
  const look = () => {
    const chosen = [
      ...(form?.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${CSS.escape(when)}"]`) ?? []),
    ]
      .filter((box) => !(box instanceof HTMLInputElement) || !["radio", "checkbox"].includes(box.type) || box.checked)
      .map((box) => box.value);
    part.hidden = !chosen.includes(is);
  };
  form?.addEventListener("change", look);
  part.querySelector<HTMLElement>("[data-why]")?.setAttribute("hidden", "");
  look();
}
