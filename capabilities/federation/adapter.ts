// Where the protocol's library keeps what it hands out: rows found by the hash of their id, what they say sealed for their place.
// Nothing stays in this process, so any node answers any request.

import { createHash } from "node:crypto";
import { errors, Provider } from "oidc-provider";
import type { Hall } from "../../kernel/hall.ts";
import { isUuid } from "../../kernel/ids.ts";
import {
  consumeArtifact,
  findArtifact,
  findSession,
  forgetArtifact,
  forgetGrant,
  putArtifact,
} from "./artifacts.sql.ts";
import { metadataOf } from "./client.ts";
import { clientOf } from "./clients.sql.ts";
import { readSubject } from "./subject.ts";

export type Payload = Record<string, unknown> & {
  jti?: string;
  uid?: string;
  grantId?: string;
  accountId?: string;
  clientId?: string;
  sessionUid?: string;
  expiresWithSession?: boolean;
};

type Parts = Pick<Hall, "db" | "vault">;

export const hashId = (id: string): Buffer => createHash("sha256").update(id).digest();
const placeOf = (kind: string, id: Buffer) => `federation.artifact:${kind}:${id.toString("hex")}`;

export const sealPayload = ({ vault }: Parts, kind: string, id: Buffer, payload: Payload): Buffer =>
  vault.seal(JSON.stringify(payload), placeOf(kind, id));
export const openPayload = ({ vault }: Parts, kind: string, id: Buffer, sealed: Buffer): Payload =>
  JSON.parse(vault.open(sealed, placeOf(kind, id))) as Payload;

/** What has no end of its own is kept for a day. */
const LONGEST = 86_400;

/** Makes the library's keeper for one kind of thing. */
export const adapterFor = (hall: Parts) => (kind: string) =>
  kind === "Client" ? clients(hall) : artifacts(hall, kind);

/** Applications come from our own registry; the protocol cannot make any. */
const clients = (hall: Parts) => ({
  find: async (id: string) => {
    const found = isUuid(id) ? await clientOf(hall.db, id) : undefined;
    return found && metadataOf(found, hall.db.time.now());
  },
  upsert: refuse,
  findByUid: refuse,
  findByUserCode: refuse,
  destroy: refuse,
  consume: refuse,
  revokeByGrantId: refuse,
});

async function refuse(): Promise<never> {
  throw new errors.InvalidRequest("applications are registered by their agency");
}

const artifacts = (hall: Parts, kind: string) => ({
  async upsert(id: string, payload: Payload, seconds?: number) {
    const hash = hashId(id);
    const now = hall.db.time.now();
    const who = readSubject(payload.accountId);
    await putArtifact(
      hall.db,
      {
        kind,
        id: hash,
        payload: sealPayload(hall, kind, hash, payload),
        uid: kind === "Session" && payload.uid ? hashId(payload.uid) : null,
        grant: kind === "Grant" ? hash : payload.grantId ? hashId(payload.grantId) : null,
        boundUid: payload.expiresWithSession && payload.sessionUid ? hashId(payload.sessionUid) : null,
        account: who?.account ?? null,
        mandate: who?.mandate ?? null,
        client: payload.clientId ?? null,
        session: kind === "Session" && who ? sessionAtHand() : null,
        expires: new Date(now.getTime() + (seconds ?? LONGEST) * 1000),
      },
      now,
    );
  },
  async find(id: string): Promise<Payload | undefined> {
    const hash = hashId(id);
    const row = await findArtifact(hall.db, kind, hash, hall.db.time.now());
    if (!row) return undefined;
    const payload = openPayload(hall, kind, hash, row.payload);
    return row.consumed_at ? { ...payload, consumed: Math.floor(row.consumed_at.getTime() / 1000) } : payload;
  },
  async findByUid(uid: string): Promise<Payload | undefined> {
    const row = await findSession(hall.db, hashId(uid), hall.db.time.now());
    return row && openPayload(hall, kind, row.id, row.payload);
  },
  findByUserCode: async () => undefined,
  async consume(id: string) {
    // The library looks and then marks; of two that look in the same moment only one may mark.
    if (!(await consumeArtifact(hall.db, kind, hashId(id), hall.db.time.now())))
      throw new errors.InvalidGrant("it was used before");
  },
  destroy: async (id: string) => void (await forgetArtifact(hall.db, kind, hashId(id))),
  revokeByGrantId: async (grant: string) => void (await forgetGrant(hall.db, hashId(grant), true)),
});

/** The session at our own counter in which the browser's session with the protocol was made; put there by the mount. */
function sessionAtHand(): string | null {
  const ctx = Provider.ctx as unknown as { state?: { pendopoSession?: string } } | undefined;
  return ctx?.state?.pendopoSession ?? null;
}
