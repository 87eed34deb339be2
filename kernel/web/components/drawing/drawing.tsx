// Line drawings of places where government meets people, by hand, in the colours of the tokens. Each below 3 kB.

import type { ComponentChildren } from "preact";

export type DrawingName = "hall" | "market" | "clinic" | "harbour" | "village" | "counter";

/** A picture beside words; it says nothing that the words do not, so listeners are not kept. @example <Drawing name="harbour" /> */
export const Drawing = ({ name }: { name: DrawingName }) => (
  <svg
    class={`drawing drawing-${name}`}
    viewBox="0 0 320 180"
    width="320"
    height="180"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    {places[name]}
  </svg>
);

/** The ground that all places stand on. */
const ground = <path d="M8 160H312" />;

const palm = (x: number, y: number) => (
  <g key={`${x}`}>
    <path d={`M${x} ${y}c3-22 2-44-3-62`} />
    <path
      class="d-soft"
      d={`M${x - 3} ${y - 62}c-10-10-24-9-32 0c11-3 22-2 32 0c-5 6-9 15-8 24c3-9 5-17 8-24c6 5 12 13 13 22c1-9-5-18-13-22c10-5 21-4 30 3c-5-12-20-15-30-3`}
    />
  </g>
);

const places: Record<DrawingName, ComponentChildren> = {
  // The pendopo itself: one roof, many pillars, no walls, and people under it.
  hall: (
    <>
      <path class="d-line" stroke-width="4" d="M18 96C58 90 84 76 102 56L118 24H202L218 56C236 76 262 90 302 96" />
      <path class="d-faint" d="M102 56H218M128 24l-4 30M144 24l-1 30M160 24v30M176 24l1 30M192 24l4 30" />
      <path d="M44 102V160M84 102V160M120 102V160M200 102V160M236 102V160M276 102V160M34 102H286" />
      <path class="d-faint" d="M114 152h12M194 152h12M78 152h12M230 152h12M38 152h12M270 152h12" />
      <circle class="d-act" cx="150" cy="124" r="5" />
      <path class="d-act" d="M141 160v-16q0-10 9-10t9 10v16" />
      <circle cx="178" cy="128" r="5" />
      <path d="M170 160v-14q0-9 8-9t8 9v14" />
      <path d="M8 160H312M20 168H300" />
    </>
  ),
  market: (
    <>
      <path d="M40 86V160M150 86V160M170 96V160M280 96V160" />
      <path class="d-line" stroke-width="3" d="M30 86L44 56H146L160 86Z" />
      <path d="M30 86c0 12 22 12 22 0c0 12 22 12 22 0c0 12 21 12 21 0c0 12 22 12 22 0c0 12 21 12 21 0c0 12 22 12 22 0" />
      <path d="M162 96L174 70H276L288 96Z" />
      <path class="d-faint" d="M195 70l-6 26M225 70v26M255 70l6 26" />
      <path d="M40 126H150M170 130H280" />
      <path class="d-gold" d="M60 126a16 9 0 0 1 32 0ZM98 126a16 9 0 0 1 32 0Z" />
      <path class="d-faint" d="M76 108c-3-5 3-7 0-12M114 108c-3-5 3-7 0-12" />
      <path class="d-act" d="M188 130v-12h14v12M206 130v-18h14v18M224 130v-10h14v10" />
      <path class="d-faint" d="M40 140H150M170 144H280" />
      {ground}
    </>
  ),
  clinic: (
    <>
      <path class="d-line" stroke-width="3" d="M56 84L160 40L264 84" />
      <path d="M72 80V160M248 80V160" />
      <circle cx="160" cy="68" r="13" class="d-act" />
      <path class="d-act" stroke-width="3" d="M160 61v14M153 68h14" />
      <path d="M142 160V112H178V160" />
      <path class="d-faint" d="M160 112V160" />
      <path d="M90 104h34v26H90zM196 104h34v26h-34z" />
      <path class="d-faint" d="M107 104v26M213 104v26M90 117h34M196 117h34" />
      <path class="d-soft" d="M40 160c-2-16 4-26 12-30c8 4 14 14 12 30M256 160c-2-14 4-22 11-26c7 4 12 12 11 26" />
      {ground}
    </>
  ),
  harbour: (
    <>
      <circle class="d-gold" cx="252" cy="52" r="18" />
      <path class="d-line" stroke-width="3" d="M60 118H196L178 146H84Z" />
      <path d="M100 118V92H136V118M106 104h10M122 104h8" />
      <path d="M154 118V48M154 54L188 104H154" />
      <path class="d-faint" d="M154 48L76 116M154 48l40 68" />
      <path d="M214 160V122H312M234 122V160M262 122V160M290 122V160" />
      <path class="d-act" d="M8 160q12-9 24 0t24 0t24 0t24 0t24 0t24 0t24 0t24 0" />
      <path class="d-faint" d="M30 172q10-6 20 0t20 0t20 0t20 0t20 0M20 92q5-5 9 0q5-5 9 0M44 74q4-4 8 0q4-4 8 0" />
    </>
  ),
  village: (
    <>
      <path class="d-faint" d="M8 128C50 92 84 96 118 116C150 78 206 72 250 112C272 100 296 104 312 118" />
      <path class="d-line" stroke-width="3" d="M84 112L126 82L168 112" />
      <path d="M94 108V146M158 108V146M94 146H158M102 146v14M126 146v14M150 146v14M118 146V122H134V146" />
      <path class="d-faint" d="M104 118h8v10h-8zM140 118h8v10h-8z" />
      <path d="M190 122L218 100L246 122M198 118V150H238V118M198 150v10M238 150v10" />
      <path class="d-act" d="M212 150V130H224V150" />
      {palm(60, 160)}
      {palm(282, 160)}
      {ground}
    </>
  ),
  counter: (
    <>
      <path class="d-line" stroke-width="3" d="M84 70C106 67 118 60 127 51L135 36H185L193 51C202 60 214 67 236 70" />
      <path d="M60 118H260M72 118V160M248 118V160" />
      <path class="d-faint" d="M72 132H248" />
      <path d="M140 118v-22h40v22M150 96v-8h20v8" />
      <path class="d-act" d="M148 106h24M148 111h14" />
      <path class="d-gold" d="M206 118v-6h26v6M210 112v-5h18v5" />
      {ground}
    </>
  ),
};

/** The kawung: four fruits around a point, in one quiet line. The only ornament of the house: front page and certificates. */
export const Kawung = () => (
  <svg class="kawung" width="100%" height="28" fill="none" stroke="currentColor" aria-hidden="true">
    <defs>
      <pattern id="kawung" width="28" height="28" patternUnits="userSpaceOnUse">
        <path d={petals} />
      </pattern>
    </defs>
    <rect width="100%" height="28" fill="url(#kawung)" stroke="none" />
  </svg>
);

/** Four petals that lean into the corners, each with its seed. Also the tile of certificates. */
export const petals =
  "M14 14C7 12.5 2 7 .5 .5C7 2 12.5 7 14 14ZM14 14C15.5 7 21 2 27.5 .5C26 7 21 12.5 14 14ZM14 14C21 15.5 26 21 27.5 27.5C21 26 15.5 21 14 14ZM14 14C12.5 21 7 26 .5 27.5C2 21 7 15.5 14 14ZM6 6l2 2M22 6l-2 2M22 22l-2-2M6 22l2-2";
