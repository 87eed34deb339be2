// Whether those who work here can sign in: officials in a position without an account, or with one factor only.

import pg from "pg";
import type { Finding, Hall } from "../../kernel/hall.ts";
import type { Words } from "../../kernel/words/words.ts";

/** The accounts of officials who hold a position today. It looks as the owner does: nobody else may count others' factors. */
export async function doctor(hall: Hall, t: Words): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: hall.ownerUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ demo: boolean; seated: number; without: number; single: number }>(
      `select coalesce((select (value ->> 'demo')::boolean from kernel.setting where name = 'installation'), false) as demo,
              count(*)::int as seated,
              count(*) filter (where a.id is null)::int as without,
              count(*) filter (where a.id is not null
                and not exists (select from people.totp t where t.account_id = a.id and t.confirmed_at is not null)
                and not exists (select from people.passkey k where k.account_id = a.id and k.suspended_at is null))::int as single
         from (select distinct h.official_id from agencies.holding h
                where h.starts_on <= current_date and (h.ends_on is null or h.ends_on >= current_date)) s
         left join people.account a on a.official_id = s.official_id and a.disabled_at is null`,
    );
    const row = rows[0];
    // A demonstration's accounts come with it, and its elected heads have none.
    if (!row || row.demo || hall.config.PENDOPO_DEMO || row.seated === 0) return [];
    const say = (ok: boolean, what: string, advice: string): Finding => (ok ? { ok, what } : { ok, what, advice });
    return [
      say(
        row.without === 0,
        t("people.doctor.accounts", { count: row.seated - row.without, all: row.seated }),
        t("people.doctor.accounts-advice"),
      ),
      say(
        row.single === 0,
        row.single === 0 ? t("people.doctor.factors") : t("people.doctor.no-factor", { count: row.single }),
        t("people.doctor.factors-advice"),
      ),
      say(
        hall.config.SMTP_URL !== undefined,
        t(hall.config.SMTP_URL ? "people.doctor.mail" : "people.doctor.no-mail"),
        t("people.doctor.mail-advice"),
      ),
    ];
  } finally {
    await client.end().catch(() => {});
  }
}
