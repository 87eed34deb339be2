// The mark: the roof of a joglo as one line, open below. Steep heart, long eaves: no other building has this outline.

/** The roof's line in a box of 32 × 24, so that favicon, header and letterhead all draw the same one. */
export const roof = "M1.8 19.6C5.4 18.8 8 17 10 14.4L12.6 6H19.4L22 14.4C24 17 26.6 18.8 30.2 19.6";

/** The roof alone, in the colour of the text around it. */
export const Mark = ({ label }: { label?: string }) => (
  <svg
    class="mark"
    width="40"
    height="30"
    viewBox="0 0 32 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2.6"
    stroke-linecap="round"
    stroke-linejoin="round"
    role={label ? "img" : undefined}
    aria-label={label}
    aria-hidden={label ? undefined : "true"}
  >
    <path d={roof} />
  </svg>
);

/** The mark with its name, as in the header. */
export const Brand = () => (
  <>
    <Mark />
    <span class="brand-name">pendopo</span>
  </>
);

/** The favicon: the same roof, heavier so that 16 px still shows it, in the colours of the reader's scheme. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>path{stroke:#0b5a5e}@media(prefers-color-scheme:dark){path{stroke:#74cbc8}}</style><path d="${roof}" transform="translate(0 4)" fill="none" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** The icon of an installed application: the roof on a full teal ground, inside the safe circle of a maskable icon. */
export const appIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><path fill="#0b5a5e" d="M0 0h64v64H0z"/><path d="${roof}" transform="translate(11 17) scale(1.3125)" fill="none" stroke="#fbf8f2" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
