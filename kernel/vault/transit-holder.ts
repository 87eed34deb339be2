// A key service that is asked by HTTP in the transit style of OpenBao and Vault: the master key never leaves it, and it can keep
// its own key in a hardware module, change it, and write down who asked.

import { readFileSync } from "node:fs";
import { Refused } from "../errors.ts";
import type { KeyHolder } from "./holder.ts";

const SILENCE_MS = 10_000;

/**
 * @param at.url the address of the transit engine, e.g. https://kunci.contoh.go.id:8200/v1/transit
 * @param at.tokenFile read again for every question, so that an agent may renew it
 */
export function transitHolder(at: { url: string; key: string; tokenFile: string }): KeyHolder {
  const url = at.url.replace(/\/+$/, "");
  const where = `${url} (${at.key})`;
  const ask = async (what: "encrypt" | "decrypt" | "rewrap", body: object, field: string): Promise<string> => {
    const trouble = (reason: string) => new Refused("key.service-trouble", { params: { where, reason }, status: 503 });
    let token: string;
    try {
      token = readFileSync(at.tokenFile, "utf8").trim();
    } catch (error) {
      throw trouble(`${at.tokenFile}: ${(error as NodeJS.ErrnoException).code}`);
    }
    let reply: Response;
    let answer: { data?: Record<string, unknown>; errors?: unknown[] };
    try {
      reply = await fetch(`${url}/${what}/${encodeURIComponent(at.key)}`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-vault-token": token, "x-vault-request": "true" },
        body: JSON.stringify(body),
        redirect: "error",
        signal: AbortSignal.timeout(SILENCE_MS),
      });
      answer = (await reply.json()) as never;
    } catch (error) {
      const { cause, message } = error as { cause?: { code?: string }; message: string };
      throw trouble(cause?.code ?? message);
    }
    // What the service says is told to the operator; it never carries a key.
    if (!reply.ok) throw trouble(`${reply.status} ${String(answer.errors?.[0] ?? "").slice(0, 200)}`.trim());
    const value = answer.data?.[field];
    if (typeof value !== "string") throw trouble(`no ${field}`);
    return value;
  };
  return {
    kind: "service",
    where,
    identity: async () => `service:${at.key}`,
    wrap: async (key) => Buffer.from(await ask("encrypt", { plaintext: key.toString("base64") }, "ciphertext")),
    unwrap: async (wrapped) =>
      Buffer.from(await ask("decrypt", { ciphertext: wrapped.toString() }, "plaintext"), "base64"),
    rewrap: async (wrapped) => Buffer.from(await ask("rewrap", { ciphertext: wrapped.toString() }, "ciphertext")),
  };
}
