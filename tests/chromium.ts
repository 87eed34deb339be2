// A real browser for tests: the Chromium that came with the packages, or the system's when CHROMIUM names one.

import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";

/** Opens a headless Chromium, or gives the reason why there is none here; a test then skips aloud.
 * @example const browser = await openChromium(); if (typeof browser === "string") return context.skip(browser); */
export async function openChromium(): Promise<Browser | string> {
  const { chromium } = await import("playwright-core");
  const named = process.env.CHROMIUM;
  if (named)
    return existsSync(named)
      ? chromium.launch({ executablePath: named, args: plain })
      : `CHROMIUM names ${named}, which is not there`;
  try {
    const { default: shipped } = await import("@sparticuz/chromium");
    // One process for all would be quicker to start and falls over on the second page.
    const args = shipped.args.filter((argument) => argument !== "--single-process" && argument !== "--no-zygote");
    return await chromium.launch({
      executablePath: await shipped.executablePath(),
      args: [...args, ...plain],
      headless: true,
    });
  } catch (error) {
    return `no Chromium runs here: ${(error as Error).message.split("\n")[0]}`;
  }
}

/** Root in a container has no sandbox to offer. */
const plain = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
