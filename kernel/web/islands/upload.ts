// Sends a form with files so that one sees it go: large photos are made smaller first, progress shows, and a broken
// connection is tried again. The server answers as it would to the plain form, and that answer is shown.

import { forgetDraft } from "./parts/draft.ts";
import { smallerPhoto } from "./parts/photo.ts";
import { readPage } from "./parts/read-page.ts";

for (const form of new Set(
  [...document.querySelectorAll<HTMLInputElement>("input[data-upload]")].map((box) => box.form),
)) {
  if (form && window.FormData && window.XMLHttpRequest) watch(form);
}

function watch(form: HTMLFormElement): void {
  let sending = false;
  const submitted = (event: Event) => {
    const box = [...form.querySelectorAll<HTMLInputElement>("input[data-upload]")].find((input) => input.files?.length);
    if (!box || event.defaultPrevented) return;
    event.preventDefault();
    // A second press while the first is on its way changes nothing.
    if (sending) return;
    sending = true;
    form.ariaBusy = "true";
    void send(form, box, (event as SubmitEvent).submitter as HTMLButtonElement | null).finally(() => {
      sending = false;
    });
  };
  // Before the form's other scripts, whichever of them the page happened to load first: this sending takes the place of theirs.
  form.addEventListener("submit", submitted, { capture: true });
}

async function send(form: HTMLFormElement, box: HTMLInputElement, pressed: HTMLButtonElement | null): Promise<void> {
  const words = box.dataset;
  const shown = progress(box);
  const body = new FormData(form);
  if (pressed?.name) body.append(pressed.name, pressed.value);
  for (const input of form.querySelectorAll<HTMLInputElement>("input[data-upload]")) {
    if (!input.files?.length) continue;
    body.delete(input.name);
    for (const file of input.files) {
      if (file.type.startsWith("image/")) shown.say((words.shrinking ?? "").replace("{name}", file.name));
      const photo = await smallerPhoto(file);
      body.append(input.name, photo, photo.name);
    }
  }
  const target = pressed?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href;
  for (let attempt = 0; ; attempt++) {
    const answer = await post(target, body, (part) => {
      shown.fill(part);
      shown.say((words.sending ?? "").replace("{percent}", String(Math.round(part * 100))));
    });
    // Asked to wait: what was typed stays on the page meanwhile.
    const later = answer?.status === 429 || answer?.status === 503;
    if (answer && (!later || attempt === 4)) return show(answer, form);
    if (attempt === 4) break;
    // 2, 4, 8, 16 seconds: long enough for a boat to come round the cape. The form's own "once" key makes a repeat harmless.
    for (let wait = 2 ** (attempt + 1); wait > 0; wait--) {
      shown.say((words.retrying ?? "").replace("{n}", String(wait)));
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
  shown.say(words.failed ?? "");
  form.ariaBusy = null;
}

/** Posts; gives the answer, or nothing when the connection broke before one came. */
function post(target: string, body: FormData, sent: (part: number) => void): Promise<XMLHttpRequest | undefined> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", target);
    request.setRequestHeader("accept", "text/html");
    request.upload.onprogress = (event) => event.lengthComputable && sent(event.loaded / event.total);
    request.onload = () => done(request);
    request.onerror = () => done(undefined);
    request.ontimeout = () => done(undefined);
    request.send(body);
  });
}

/** After a good post the server led on to another page: go there. Otherwise its page, with its faults, is this page now. */
function show(answer: XMLHttpRequest, form: HTMLFormElement): void {
  const there = new URL(answer.responseURL, location.href);
  if (answer.status < 400 && there.href.split("#")[0] !== location.href.split("#")[0]) {
    forgetDraft(form);
    location.assign(there.href);
    return;
  }
  const page = readPage(answer.responseText);
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  // Scripts of a page put in this way do not run; its form still works as plain HTML, which is all it needs.
  const summary = document.querySelector<HTMLElement>("[data-focus]");
  (summary ?? document.querySelector<HTMLElement>("main"))?.focus();
  window.scrollTo(0, 0);
}

function progress(box: HTMLInputElement): { fill(part: number): void; say(words: string): void } {
  document.getElementById(`${box.id}-progress`)?.remove();
  const place = document.createElement("div");
  place.className = "upload-now";
  place.id = `${box.id}-progress`;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  const text = document.createElement("p");
  text.className = "small";
  text.setAttribute("role", "status");
  bar.setAttribute("aria-label", box.labels?.[0]?.textContent ?? box.name);
  place.append(bar, text);
  box.after(place);
  return {
    fill: (part) => {
      bar.value = part;
    },
    say: (words) => {
      text.textContent = words;
    },
  };
}
