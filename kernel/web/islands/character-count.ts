// Tells how many characters are left while one writes; without it the limit stands there as a sentence.

for (const box of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-limit]")) {
  const count = document.getElementById(`${box.id}-count`);
  if (!count || box.dataset.counted) continue;
  box.dataset.counted = "yes";
  const limit = Number(box.dataset.limit);
  // Screen readers hear the count when the hand rests, not at every letter.
  const aloud = document.createElement("span");
  aloud.className = "sr-only";
  aloud.setAttribute("aria-live", "polite");
  count.after(aloud);
  let resting: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    const left = limit - Array.from(box.value).length;
    const words = (left < 0 ? count.dataset.over : count.dataset.left) ?? "{n}";
    count.textContent = words.replace("{n}", String(Math.abs(left)));
    count.classList.toggle("field-fault", left < 0);
    clearTimeout(resting);
    resting = setTimeout(() => {
      if (document.activeElement === box) aloud.textContent = count.textContent;
    }, 1000);
  };
  box.addEventListener("input", tell);
  tell();
}
