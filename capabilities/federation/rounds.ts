// What comes round by itself: applications hear that somebody signed out, keys are renewed in time, what has run out is removed.

import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import type { Round } from "../../kernel/jobs/jobs.ts";
import { describeError } from "../../kernel/telemetry.ts";
import { openPayload } from "./adapter.ts";
import { endedSessions, forgetArtifact, forgetExpired } from "./artifacts.sql.ts";
import { renewKeys } from "./keys.ts";
import { providerOf } from "./mount.ts";

type SessionPayload = { accountId?: string; authorizations?: Record<string, { sid?: string }> };

/**
 * Whoever signed out here, or was signed out, is signed out of the applications that asked to be told (OpenID Connect Back-Channel
 * Logout 1.0). The session is removed first, so that no application is told twice; one that does not answer finds out with its next token.
 */
export async function tellApplications(hall: Hall): Promise<void> {
  const ended = await hall.db.read(worker, endedSessions);
  if (ended.length === 0) return;
  const provider = await providerOf(hall);
  for (const { id, payload } of ended) {
    const session = openPayload(hall, "Session", id, payload) as SessionPayload;
    await forgetArtifact(hall.db, "Session", id);
    for (const [clientId, { sid }] of Object.entries(session.authorizations ?? {})) {
      const client = await provider.Client.find(clientId);
      if (!client?.backchannelLogoutUri || !session.accountId) continue;
      const told = (
        client as unknown as { backchannelLogout(sub: string, sid?: string): Promise<void> }
      ).backchannelLogout(session.accountId, sid);
      await told.catch((error) => hall.log.warn({ client: clientId, ...describeError(error) }, "back-channel logout"));
    }
  }
}

export const rounds = (hall: Hall): Round[] => [
  { name: "tell applications of signing out", everySeconds: 15, work: () => tellApplications(hall) },
  { name: "tidy tokens", everySeconds: 600, work: () => hall.db.transact(worker, forgetExpired) },
  {
    name: "renew signing keys",
    everySeconds: 3600,
    // An installation that nobody signs in with needs no keys: the first who asks makes them.
    work: async () => {
      if (await hasKeys(hall)) await renewKeys(hall);
    },
  },
];

const hasKeys = (hall: Hall): Promise<boolean> =>
  hall.db.read(worker, async (tx) => (await tx.maybe(sql`select from federation.signing_key limit 1`)) !== undefined);
