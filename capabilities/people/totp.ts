// Codes of an authenticator application (RFC 6238): six digits, thirty seconds, one step to either side for clocks that differ.

import { createHash } from "node:crypto";
import { Secret, TOTP } from "otpauth";

const SECONDS = 30;

const made = (secret: string, label: string) =>
  new TOTP({
    issuer: "Pendopo",
    label,
    algorithm: "SHA1",
    digits: 6,
    period: SECONDS,
    secret: Secret.fromBase32(secret),
  });

/** A new secret of 160 bits, as text for the application. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What the QR code says to the application. */
export const totpAddress = (secret: string, label: string): string => made(secret, label).toString();

/** In groups of four, for whoever types it by hand. */
export const spokenSecret = (secret: string): string => secret.replace(/(.{4})(?=.)/g, "$1 ");

const stepAt = (at: Date): number => Math.floor(at.getTime() / 1000 / SECONDS);

/** The time step of a code that is right now; undefined when it is wrong. */
export function stepOf(secret: string, code: string, at: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = made(secret, "").validate({ token: code, timestamp: at.getTime(), window: 1 });
  return delta === null ? undefined : stepAt(at) + delta;
}

/** The first code from now that was not taken yet: what the code page of a demo shows. */
export function codeAfter(secret: string, lastStep: number, at: Date): string {
  const step = Math.max(stepAt(at), lastStep + 1);
  return made(secret, "").generate({ timestamp: step * SECONDS * 1000 });
}

/** The secret of a demo official: known to whoever reads this, as the demo's password is. */
export const demoSecret = (nip: string): string =>
  new Secret({
    buffer: Uint8Array.from(createHash("sha256").update(`pendopo demo ${nip}`).digest().subarray(0, 20)).buffer,
  }).base32;
