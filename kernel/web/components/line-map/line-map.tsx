// The line map (peta jalur): a case's path drawn like a city rail map. See README.md of components for its data.

import { render } from "preact-render-to-string";
import type { Words } from "../../../words/words.ts";
import { Horizontal } from "./horizontal.tsx";
import { type LineMapData, layOut } from "./map.ts";
import { palette } from "./palette.ts";
import { mapSummary } from "./small.tsx";
import { Vertical } from "./vertical.tsx";

export type LineMapProps = {
  t: Words;
  map: LineMapData;
  /** Words at the current station: "Anda di sini" for the applicant, "Berkas di sini" for officials. */
  here?: "you" | "case" | string;
  /** Stay a list even where there is room. */
  upright?: boolean;
};

/** On a phone a list with its track; where there is room, the map across, with the same list for those who listen. */
export function LineMap({ t, map, here = "you", upright }: LineMapProps) {
  const says = here === "you" ? t("web.map.here") : here === "case" ? t("web.map.here-case") : here;
  const laid = layOut(map);
  const { columns, lines } = laid;
  // Past eleven stations across, no screen is wide enough for words one can read.
  const across =
    !upright && columns <= 11 ? (columns <= 4 ? "s" : columns <= 5 ? "m" : columns <= 7 ? "l" : "xl") : undefined;
  return (
    <figure class={across ? `line-map across-${across}` : "line-map"}>
      <figcaption class="sr-only">{mapSummary(t, map)}</figcaption>
      {lines.length > 1 && across && (
        <ul class="lm-legend" aria-hidden="true">
          {lines.map((line) => (
            <li key={line.id}>
              <span class={`lm-letter-box l${line.color}`}>{line.letter}</span>
              {line.name}
              {line.agency && line.agency !== line.name && <span class="muted">, {line.agency}</span>}
            </li>
          ))}
        </ul>
      )}
      {across && <Horizontal t={t} map={laid} here={says} />}
      <Vertical t={t} data={map} here={says} />
    </figure>
  );
}

/** The map as a picture of its own, for a letter or a download: SVG text with its colours in it, on white paper. */
export const lineMapSvg = (t: Words, map: LineMapData, here = ""): string =>
  render(<Horizontal t={t} map={layOut(map)} here={here} standalone />).replaceAll(palette.paper, "#ffffff");
