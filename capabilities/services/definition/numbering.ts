/** Marks that a number pattern may hold besides the service's own parameters. `{serial:4}` is the serial with four figures. */
export const NUMBER_MARKS = ["serial", "year", "month", "romanMonth", "unitCode", "agencyCode"] as const;

export type NumberValues = {
  serial: number;
  date: string;
  unitCode: string;
  agencyCode: string;
  parameters?: Record<string, unknown>;
};

/** The marks of a pattern, without their widths. */
export const marksOf = (pattern: string): string[] =>
  [...pattern.matchAll(/\{([A-Za-z]+)(?::\d+)?\}/g)].map((match) => match[1]!);

/**
 * A document's number from its pattern; `date` is the ISO date in the agency's zone.
 * @example numberOf("400.7/{serial:4}/{unitCode}/{romanMonth}/{year}", …) // "400.7/0417/DPMPTSP/XI/2026"
 */
export function numberOf(pattern: string, values: NumberValues): string {
  const [year, month] = values.date.split("-");
  const known: Record<string, string> = {
    serial: String(values.serial),
    year: year!,
    month: month!,
    romanMonth: ROMAN[Number(month) - 1]!,
    unitCode: values.unitCode,
    agencyCode: values.agencyCode,
  };
  return pattern.replace(/\{([A-Za-z]+)(?::(\d+))?\}/g, (mark, name: string, width?: string) => {
    const value = Object.hasOwn(known, name) ? known[name]! : values.parameters?.[name];
    return value === undefined ? mark : String(value).padStart(Number(width ?? 0), "0");
  });
}

const ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
