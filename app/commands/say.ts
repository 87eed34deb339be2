// How commands speak: answers to standard output, progress and trouble to standard error, in the terminal's language.

import { words as vaultWords } from "../../kernel/vault/words.ts";
import { translator, type Words } from "../../kernel/words/words.ts";
import { language } from "../commands.ts";
import { words } from "../words.ts";

/** The commands' own sentences, and those of the keys. Those of capabilities are read only when something was refused. */
export const commandWords = (): Words => translator(language(), words, vaultWords);

/**
 * Prints what a pure command answers, and gives its exit code. Findings are the answer to a check, so they go to standard
 * output; only what could not be asked or read at all goes to standard error.
 */
export function say({ exitCode, text }: { exitCode: number; text: string }): number {
  (exitCode < 2 ? process.stdout : process.stderr).write(text.endsWith("\n") ? text : `${text}\n`);
  return exitCode;
}

/** Tells what happens, with the time since the beginning, so that a waiting person sees progress. */
export function teller(): (text: string) => void {
  const began = performance.now();
  return (text) => process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}\n`);
}

/** A line that is written over: for counts that run. Where there is no terminal, only every tenth second is told. */
export function counter(): { tell(text: string): void; done(): void } {
  let last = process.stderr.isTTY ? 0 : Date.now();
  let open = false;
  return {
    tell: (text) => {
      const now = Date.now();
      if (now - last < (process.stderr.isTTY ? 100 : 10_000)) return;
      last = now;
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
      else process.stderr.write(`${text}\n`);
      open = process.stderr.isTTY;
    },
    done: () => {
      if (open) process.stderr.write("\r\x1b[K");
      open = false;
    },
  };
}

/** Bytes as people read them. @example sizeText(1_400_000) // "1,4 MB" */
export function sizeText(bytes: number, locale: string): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: unit > 1 ? 1 : 0 }).format(value)} ${units[unit]}`;
}
