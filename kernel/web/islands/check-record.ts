// Checks an extract of the record on the reader's own device. The files are read here and go nowhere. Without this script the page
// says which command does the same.

import { type Checked, checkExtract } from "../../audit/check/check-extract.ts";
import { ROOTS_FORMAT, type Roots } from "../../audit/check/shape.ts";

const box = document.querySelector<HTMLElement>("[data-check-record]");
const result = document.getElementById("hasil");
const sentences = JSON.parse(box?.dataset.checkRecord ?? "{}") as Record<string, string>;

const say = (name: string, params: Record<string, string | number> = {}): string =>
  (sentences[name] ?? name).replace(/\{(\w+)\}/g, (_, key: string) => String(params[key] ?? ""));

function element(name: string, look: string, ...inside: (string | Node)[]): HTMLElement {
  const made = document.createElement(name);
  if (look) made.className = look;
  made.append(...inside);
  return made;
}

/** In groups of eight, so that it breaks on a phone and two can be compared by eye. */
const grouped = (hex: string): string => hex.match(/.{8}/g)?.join(" ") ?? hex;

const notice = (kind: string, title: string, ...inside: (string | Node)[]) =>
  element("div", `notice ${kind}`, element("div", "notice-body", element("p", "notice-title", title), ...inside));

function show(checked: Checked): void {
  const count = (state: string) => checked.entries.filter((each) => each.state === state).length;
  const parts: Node[] = [];
  if (checked.ok) {
    const text = say("record.result.ok-text", {
      entries: checked.entries.length,
      rooted: count("rooted"),
      sealed: count("sealed"),
      waiting: count("waiting"),
    });
    parts.push(notice("success", say("record.result.ok"), element("p", "", text)));
  } else {
    const list = element(
      "ul",
      "",
      ...checked.faults
        .slice(0, 50)
        .map(({ what, place }) => element("li", "", say(`record.fault.${what}`, { place }))),
    );
    const head = element("p", "", say("record.result.bad-text", { count: checked.faults.length }));
    parts.push(notice("attention", say("record.result.bad"), head, list));
  }
  if (checked.made) {
    parts.push(element("p", "", say("record.result.made", { installation: checked.installation, made: checked.made })));
    for (const fingerprint of checked.fingerprints)
      parts.push(
        element(
          "p",
          "",
          say("record.result.fingerprint", { fingerprint: grouped(fingerprint), installation: checked.installation }),
        ),
      );
    parts.push(
      element(
        "p",
        "",
        checked.confirmed === undefined
          ? say("record.result.unconfirmed")
          : say("record.result.confirmed", { count: checked.confirmed, days: checked.days.length }),
      ),
    );
  }
  if (checked.entries.length > 0) parts.push(tableOf(checked));
  result?.replaceChildren(...parts);
}

function tableOf(checked: Checked): HTMLElement {
  const rows = checked.entries.map(({ entry, state }) => {
    const [, , at, , , , act, target] = entry.cells;
    return element(
      "tr",
      "",
      element(
        "td",
        "",
        String(at ?? "")
          .slice(0, 19)
          .replace("T", " "),
        " UTC",
      ),
      element("td", "", sentences[`act.${act}`] ?? String(act)),
      element("td", "", String(target ?? "")),
      element("td", "", say(`record.state.${state}`)),
    );
  });
  const head = ["record.when", "record.what", "record.about", "record.result"].map((name) =>
    element("th", "", say(name)),
  );
  return element(
    "table",
    "table dense",
    element("thead", "", element("tr", "", ...head)),
    element("tbody", "", ...rows),
  );
}

const textOf = async (id: string): Promise<string | undefined> =>
  (document.getElementById(id) as HTMLInputElement | null)?.files?.[0]?.text();

async function check(): Promise<void> {
  const text = await textOf("petikan");
  if (text === undefined) return;
  result?.replaceChildren(element("p", "", say("record.result.busy")));
  if (!globalThis.crypto?.subtle) {
    result?.replaceChildren(notice("attention", say("record.result.no-crypto")));
    return;
  }
  try {
    const kept = await textOf("akar");
    const copy = kept === undefined ? undefined : (JSON.parse(kept) as Roots);
    if (copy && copy.format !== ROOTS_FORMAT) {
      result?.replaceChildren(notice("attention", say("record.result.not-roots")));
      return;
    }
    show(await checkExtract(JSON.parse(text), copy?.roots));
  } catch {
    result?.replaceChildren(notice("attention", say("record.result.not-json")));
  }
}

box?.addEventListener("change", () => void check());
