// A key service as OpenBao and Vault answer (transit engine: encrypt, decrypt, rewrap), small enough to read, with ways to fail.

import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type TransitServer = {
  url: string;
  asked: string[];
  /** How it answers from now on. */
  mood: "well" | "wrong key" | "sealed" | "nonsense";
  /** The service makes a new version of its own key. */
  rotate(): void;
  close(): void;
};

export async function transitServer(token: string): Promise<TransitServer> {
  const versions = [randomBytes(32)];
  const asked: string[] = [];
  const seal = (plain: Buffer) => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", versions.at(-1) as Buffer, nonce);
    const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    return `vault:v${versions.length}:${sealed.toString("base64")}`;
  };
  const open = (text: string) => {
    const [, version, content] = /^vault:v(\d+):(.+)$/.exec(text) as unknown as [string, string, string];
    const sealed = Buffer.from(content, "base64");
    const decipher = createDecipheriv("aes-256-gcm", versions[Number(version) - 1] as Buffer, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  };
  const server: Server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const say = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    const [, what, key] = /^\/v1\/transit\/(\w+)\/(\w+)$/.exec(request.url ?? "") ?? [];
    asked.push(`${what} ${key}`);
    if (made.mood === "nonsense") return response.end("<html>");
    if (made.mood === "sealed") return say(503, { errors: ["Vault is sealed"] });
    if (request.headers["x-vault-token"] !== token) return say(403, { errors: ["permission denied"] });
    if (key !== "pendopo") return say(404, { errors: ["encryption key not found"] });
    const body = JSON.parse(Buffer.concat(parts).toString());
    try {
      if (what === "encrypt") return say(200, { data: { ciphertext: seal(Buffer.from(body.plaintext, "base64")) } });
      const plain = made.mood === "wrong key" ? randomBytes(32) : open(body.ciphertext);
      if (what === "decrypt") return say(200, { data: { plaintext: plain.toString("base64") } });
      return say(200, { data: { ciphertext: seal(plain) } });
    } catch {
      return say(400, { errors: ["cipher: message authentication failed"] });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const made: TransitServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/transit`,
    asked,
    mood: "well",
    rotate: () => versions.push(randomBytes(32)),
    close: () => server.close(),
  };
  return made;
}
