// NIP, the 18-digit number of a civil servant (Perka BKN 22/2007): birth date, year and month of appointment, sex, serial.

export type Nip = { bornOn: string; appointed: string; sex: "male" | "female"; serial: number };
export type NipFault = "nip.length" | "nip.birth-date" | "nip.appointed" | "nip.too-young" | "nip.sex" | "nip.serial";

/**
 * Reads a NIP; blanks and dots between its groups are allowed. A contract employee's number (NI PPPK) has a marker where the
 * month stands ("21" for example), so `pppk` leaves those two digits alone.
 * @example readNip("19860926 201505 1 001") // { bornOn: "1986-09-26", appointed: "2015-05", sex: "male", serial: 1 }
 */
export function readNip(text: string, { pppk = false }: { pppk?: boolean } = {}): Nip | NipFault {
  const digits = text.replaceAll(/[ .\u00a0-]/g, "");
  const match = /^(\d{4})(\d{2})(\d{2})(\d{4})(\d{2})(\d)(\d{3})$/.exec(digits);
  if (!match) return "nip.length";
  const [, year, month, date, appointedYear, appointedMonth, sex, serial] = match as unknown as string[];
  const bornOn = `${year}-${month}-${date}`;
  const born = new Date(`${bornOn}T00:00:00Z`);
  if (Number.isNaN(born.getTime()) || born.toISOString().slice(0, 10) !== bornOn || Number(year) < 1900)
    return "nip.birth-date";
  if (!pppk && (Number(appointedMonth) < 1 || Number(appointedMonth) > 12)) return "nip.appointed";
  // Eighteen years at the end of the month of appointment; a contract's marker says only the year.
  const age = Number(appointedYear) - Number(year) - (!pppk && Number(appointedMonth) < Number(month) ? 1 : 0);
  if (age < 0) return "nip.appointed";
  if (age < 18) return "nip.too-young";
  if (sex !== "1" && sex !== "2") return "nip.sex";
  if (serial === "000") return "nip.serial";
  return {
    bornOn,
    appointed: `${appointedYear}-${appointedMonth}`,
    sex: sex === "1" ? "male" : "female",
    serial: Number(serial),
  };
}

/** In the groups in which it is written on letters. @example formatNip("198609262015051001") // "19860926 201505 1 001" */
export const formatNip = (nip: string): string => nip.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, "$1 $2 $3 $4");
