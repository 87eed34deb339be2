// Fetches the page again from time to time and puts its main part in place of the old, when nobody is in the middle of something.

import { readPage } from "./parts/read-page.ts";

const script = document.querySelector<HTMLScriptElement>("script[data-seconds]");
const seconds = Math.max(15, Number(script?.dataset.seconds ?? 60));

/** Someone who reads or types here must not have the ground pulled away. */
const busy = (): boolean => {
  const main = document.querySelector("main");
  const inside = document.activeElement;
  return (
    document.hidden ||
    !navigator.onLine ||
    (inside !== null && inside !== main && main?.contains(inside) === true) ||
    String(getSelection() ?? "") !== ""
  );
};

async function refresh(): Promise<void> {
  if (busy()) return;
  const answer = await fetch(location.href, { headers: { accept: "text/html" }, credentials: "same-origin" });
  // A sign-in page or an error in place of this page is for the person to meet, not for us to paste in.
  if (!answer.ok || answer.redirected) return;
  const fresh = readPage(await answer.text()).querySelector("main");
  const old = document.querySelector("main");
  if (!fresh || !old || busy() || fresh.innerHTML === old.innerHTML) return;
  const open = [...old.querySelectorAll("details")].map((details) => details.open);
  old.replaceChildren(...fresh.childNodes);
  for (const [at, details] of [...old.querySelectorAll("details")].entries()) details.open = open[at] ?? details.open;
}

setInterval(() => void refresh().catch(() => {}), seconds * 1000);
document.addEventListener("visibilitychange", () => void refresh().catch(() => {}));
