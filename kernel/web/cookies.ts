// Cookies: only what signing in and forms need, never readable by scripts.

export const SESSION = "pendopo";
export const VISIT = "pendopo_kunjungan";
export const LANGUAGE = "bahasa";
export const FLASH = "pesan";

/** What was typed when a session ended opens in the browser that sent it, and in no other. */
export const keptPlace = (ask: { cookie(name: string): string | undefined }): string =>
  `resume:${ask.cookie(VISIT) ?? ""}`;

export function readCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const part of (header ?? "").slice(0, 4096).split(";")) {
    const at = part.indexOf("=");
    if (at > 0) {
      const name = part.slice(0, at).trim();
      if (!(name in cookies)) cookies[name] = part.slice(at + 1).trim();
    }
  }
  return cookies;
}

export function writeCookie(name: string, value: string, options: { secure: boolean; maxAge?: number }): string {
  return [
    `${name}=${value}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Lax",
    ...(options.secure ? ["Secure"] : []),
    ...(options.maxAge === undefined ? [] : [`Max-Age=${options.maxAge}`]),
  ].join("; ");
}
