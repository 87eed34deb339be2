// Cookies: only what signing in and forms need, never readable by scripts.

export const SESSION = "pendopo";
export const VISIT = "pendopo_kunjungan";
export const LANGUAGE = "bahasa";
export const FLASH = "pesan";

/** What was typed when a session ended opens in the browser that sent it, and in no other. */
export const keptPlace = (ask: { cookie(name: string): string | undefined }): string =>
  `resume:${ask.cookie(VISIT) ?? ""}`;

/**
 * The name as the browser keeps it. Under https it begins with __Host-, which browsers take from this very host alone: no page of a
 * neighbouring name can plant a session or a form's token here (RFC 6265bis §4.1.3.2).
 */
export const cookieName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);

/** The cookies of a request by our own names; under https only those that this host itself has set. */
export function readCookies(header: string | undefined, secure: boolean): Record<string, string> {
  const prefix = cookieName("", secure);
  const cookies: Record<string, string> = {};
  for (const part of (header ?? "").slice(0, 4096).split(";")) {
    const at = part.indexOf("=");
    if (at > 0) {
      const kept = part.slice(0, at).trim();
      if (!kept.startsWith(prefix)) continue;
      const name = kept.slice(prefix.length);
      if (!(name in cookies)) cookies[name] = part.slice(at + 1).trim();
    }
  }
  return cookies;
}

export function writeCookie(name: string, value: string, options: { secure: boolean; maxAge?: number }): string {
  return [
    `${cookieName(name, options.secure)}=${value}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Lax",
    ...(options.secure ? ["Secure"] : []),
    ...(options.maxAge === undefined ? [] : [`Max-Age=${options.maxAge}`]),
  ].join("; ");
}
