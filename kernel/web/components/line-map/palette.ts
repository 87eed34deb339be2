// The map's colours where no stylesheet reaches: in a letter, in an exported picture. The same as in tokens.css (tested).

export const palette = {
  paper: "#fbf8f2",
  ink: "#1c1a17",
  soft: "#544e45",
  ahead: "#b9ae9b",
  need: "#a23a1a",
  onNeed: "#ffffff",
  well: "#d9a323",
  lines: ["#0b6e72", "#9142bd", "#7c8d0a", "#6e1a3c", "#1d4f8a", "#8a5a2b"],
  onLine: "#ffffff",
} as const;

/** The second sign of a line beside its colour: what runs along its middle. Undefined is a plain line. */
export const middles: ReadonlyArray<{ width: number; dash?: string } | undefined> = [
  undefined,
  { width: 2 },
  { width: 2.5, dash: "7 6" },
  { width: 3, dash: "0.1 8" },
  { width: 2.5, dash: "16 5" },
  { width: 4 },
];
