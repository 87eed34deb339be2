// Passkeys (kunci masuk, WebAuthn): a key in the telephone or computer that opens only here, after a finger, a face or a PIN. That is
// two factors in one, so user verification is always required.

import { randomBytes } from "node:crypto";
import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, Refused, refuse } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import {
  insertPasskey,
  type KnownPasskey,
  type PasskeyRow,
  passkeyOf,
  suspendPasskey,
  usePasskey,
} from "./factors.sql.ts";
import { openStep, sealStep, spendStep } from "./sealed-step.ts";
import { tellHolder } from "./tell-holder.ts";

/** Where passkeys belong: the installation's own name. Undefined where there is none that a browser accepts, as a bare IP address. */
export type Party = { id: string; origin: string };
export function partyOf(ask: Ask): Party | undefined {
  const { PENDOPO_URL } = ask.hall.config;
  // Without a public address the program runs on somebody's own machine, on a port that may change.
  const here = PENDOPO_URL ?? `http://${ask.header("host") ?? ""}`;
  if (!URL.canParse(here)) return undefined;
  const { hostname, origin } = new URL(here);
  if (PENDOPO_URL === undefined && hostname !== "localhost") return undefined;
  return /^[\d.]+$|[:[\]]/.test(hostname) ? undefined : { id: hostname, origin };
}

/** What a page hands to the script, and takes back beside the device's answer. */
export type Challenge = { options: Record<string, unknown>; sealed: string };

/** Long enough for a page to lie open while somebody looks for their telephone. */
const MINUTES = 30;

export type Use = "sign-in" | "step-up" | "register";

/** Asks for any passkey of this installation, or for one of those that are given. */
export function askForPasskey(ask: Ask, party: Party, use: Use, only: readonly PasskeyRow[] = []): Challenge {
  const challenge = randomBytes(32).toString("base64url");
  return {
    options: {
      challenge,
      rpId: party.id,
      userVerification: "required",
      timeout: 120_000,
      allowCredentials: only.map(descriptor),
    },
    sealed: sealStep(ask, `passkey:${use}`, { challenge }),
  };
}

/** Asks the device to make one for the account that is signed in. */
export function askForNewPasskey(ask: Ask, party: Party, have: readonly PasskeyRow[], label: string): Challenge {
  const challenge = randomBytes(32).toString("base64url");
  return {
    options: {
      challenge,
      rp: { id: party.id, name: "Pendopo" },
      // The account's id says nothing about its holder; the label stays in the device.
      user: { id: idBytes(ask.actor.account as string).toString("base64url"), name: label, displayName: label },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: have.map(descriptor),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      attestation: "none",
      timeout: 120_000,
    },
    sealed: sealStep(ask, "passkey:register", { challenge }),
  };
}

const ALGORITHMS = [-7, -257, -8]; // ES256, RS256, EdDSA.
const descriptor = (row: PasskeyRow) => ({
  type: "public-key",
  id: row.credential.toString("base64url"),
  transports: row.transports,
});
const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll("-", ""), "hex");

export type Proven = KnownPasskey & { finish(tx: Tx): Promise<void> };

/**
 * Checks a device's answer. What is given back still has to be finished in the transaction that acts on it: there the challenge
 * is used up. @throws Refused `people.passkey-refused` for whatever is wrong with the answer.
 */
export async function provePasskey(
  ask: Ask,
  party: Party,
  given: { use: Use; sealed: string; answer: string },
): Promise<Proven> {
  const { hall } = ask;
  const step = openStep<{ challenge: string }>(ask, `passkey:${given.use}`, given.sealed, MINUTES);
  const response = readAnswer<AuthenticationResponseJSON>(given.answer);
  const known = await hall.db.read({ role: "app" }, (tx) => passkeyOf(tx, Buffer.from(response.id, "base64url")));
  ensure(known && !known.disabled, refuse("people.passkey-refused"));
  ensure(!known.suspended, refuse("people.passkey-copied"));
  const owner = response.response.userHandle;
  ensure(!owner || owner === idBytes(known.account).toString("base64url"), refuse("people.passkey-refused"));
  const checked = await verifyAuthenticationResponse({
    response,
    expectedChallenge: step.content.challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    // The counter is compared below, where a fall of it can be acted upon.
    credential: { id: response.id, publicKey: Uint8Array.from(known.public_key), counter: 0 },
  }).catch(() => undefined);
  ensure(checked?.verified, refuse("people.passkey-refused"));
  const { newCounter, credentialBackedUp } = checked.authenticationInfo;
  if ((known.counter > 0 || newCounter > 0) && newCounter <= known.counter) {
    await suspend(hall, known);
    throw refuse("people.passkey-copied");
  }
  return {
    ...known,
    finish: async (tx) => {
      await spendStep(tx, step);
      await usePasskey(tx, known.id, { counter: newCounter, isSynced: credentialBackedUp });
    },
  };
}

/** A counter that went back: somebody has a copy of the key. It rests until its holder removes it. */
const suspend = (hall: Hall, known: KnownPasskey) =>
  hall.db.transact({ role: "app", account: known.account }, async (tx) => {
    await suspendPasskey(tx, known.id);
    record(
      tx,
      { kind: known.kind, account: known.account, units: [], positions: [] },
      { agency: INSTALLATION, act: "passkey.suspended", target: known.account },
    );
    tellHolder(tx, hall, known.account, "people.mail.passkey-copied");
  });

export const passkeyPlace = (id: string): string => `people.passkey:name:${id}`;

/** Keeps a new passkey of the account that is signed in. @throws Refused when the device's answer is not right. */
export async function keepPasskey(
  ask: Ask,
  tx: Tx,
  party: Party,
  given: { sealed: string; answer: string; name: string },
): Promise<void> {
  const { actor, hall } = ask;
  const step = openStep<{ challenge: string }>(ask, "passkey:register", given.sealed, MINUTES);
  const response = readAnswer<RegistrationResponseJSON>(given.answer);
  const checked = await verifyRegistrationResponse({
    response,
    expectedChallenge: step.content.challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => undefined);
  ensure(checked?.verified, refuse("people.passkey-refused"));
  const { credential, credentialBackedUp } = checked.registrationInfo;
  await spendStep(tx, step);
  const id = tx.id();
  await insertPasskey(tx, {
    id,
    account: actor.account as string,
    credential: Buffer.from(credential.id, "base64url"),
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: (credential.transports ?? []).filter((each) => /^[a-z-]{1,20}$/.test(each)).slice(0, 8),
    isSynced: credentialBackedUp,
    name: hall.vault.seal(given.name, passkeyPlace(id)),
  });
  record(tx, actor, { agency: INSTALLATION, act: "passkey.added", target: actor.account });
  tellHolder(tx, hall, actor.account as string, "people.mail.passkey-added");
}

/** The answer as the script wrote it; whatever else is wrong with it is the library's to find. */
function readAnswer<T extends { id: string; response: { userHandle?: string } | object }>(text: string): T {
  try {
    const answer = JSON.parse(text) as T;
    if (typeof answer?.id === "string" && typeof answer.response === "object" && answer.response !== null)
      return answer;
  } catch {
    // Falls through to the refusal.
  }
  throw new Refused("people.passkey-refused");
}
