// In through an outside provider, and back.

import { notFound, Refused, Unavailable } from "../../../kernel/errors.ts";
import { page, seeOther } from "../../../kernel/web/answer.ts";
import type { Ask } from "../../../kernel/web/ask.ts";
import { FLASH, SESSION, writeCookie } from "../../../kernel/web/cookies.ts";
import { localPath } from "../../../kernel/web/local-path.ts";
import { serve } from "../../../kernel/web/serve.ts";
import { shortAgent } from "../../people/index.ts";
import { LinkPage, OutsideProblemPage } from "../pages/outside.tsx";
import { enter } from "./enter.ts";
import { link } from "./link.ts";
import { arrive, begin, type Journey, type Vouched } from "./protocol.ts";
import { type OutsideProvider, providerById } from "./providers.ts";

const AWAY = "pendopo_lewat";
const PENDING = "pendopo_tautan";
const MINUTES = 15;

const secure = (ask: Ask) => ask.hall.url.startsWith("https://");
const HOME = { resident: "/permohonan", official: "/kerja" } as const;

/** A small parcel that only we can read, which the browser carries for a quarter of an hour. */
const parcel = (ask: Ask, name: string, content: object | undefined) =>
  ask.setCookie(
    writeCookie(
      name,
      content ? ask.hall.vault.seal(JSON.stringify(content), `parcel:${name}`).toString("base64url") : "",
      {
        secure: secure(ask),
        maxAge: content ? MINUTES * 60 : 0,
      },
    ),
  );

function unpack<T extends { at: string; provider: string }>(
  ask: Ask,
  name: string,
  provider: OutsideProvider,
): T | undefined {
  try {
    const content = JSON.parse(
      ask.hall.vault.open(Buffer.from(ask.cookie(name) ?? "", "base64url"), `parcel:${name}`),
    ) as T;
    const age = ask.hall.time.now().getTime() - Date.parse(content.at);
    return content.provider === provider.id && age < MINUTES * 60_000 ? content : undefined;
  } catch {
    return undefined;
  }
}

const providerOf = (ask: Ask): OutsideProvider => {
  const found = providerById(ask.hall, ask.params.provider);
  if (!found) throw notFound();
  return found;
};

/** Whatever goes wrong out there is one sentence, with the other ways in below it. */
async function safely(ask: Ask, work: (provider: OutsideProvider) => Promise<Awaited<ReturnType<typeof seeOther>>>) {
  const provider = providerOf(ask);
  try {
    return await work(provider);
  } catch (error) {
    if (!(error instanceof Unavailable) && !(error instanceof Refused)) throw error;
    const back = localPath(ask.query.get("kembali") ?? undefined, "");
    return page(
      OutsideProblemPage({
        t: ask.t,
        site: ask.site,
        name: provider.name[ask.t.locale],
        key: error.key,
        official: provider.for === "official",
        again: `/masuk/lewat/${provider.id}`,
        back,
      }),
      { status: error instanceof Unavailable ? 503 : 422 },
    );
  }
}

const leave = (ask: Ask) =>
  safely(ask, async (provider) => {
    const { to, journey } = await begin(ask.hall, provider, localPath(ask.query.get("kembali") ?? undefined, ""));
    parcel(ask, AWAY, journey);
    return seeOther(to.href);
  });

const comeBack = (ask: Ask) =>
  safely(ask, async (provider) => {
    const journey = unpack<Journey>(ask, AWAY, provider);
    if (!journey) throw new Refused("federation.outside.late");
    // One journey brings back one answer: the same address opened again finds nothing to compare with.
    parcel(ask, AWAY, undefined);
    const vouched = await arrive(ask.hall, provider, journey, ask.query);
    const entry = await enter(ask.hall, provider, vouched, {
      agent: shortAgent(ask.header("user-agent") ?? ""),
      address: ask.ip,
    });
    if ("prove" in entry) {
      const pending = {
        provider: provider.id,
        sub: vouched.sub,
        number: vouched.number,
        at: ask.hall.time.now().toISOString(),
        back: journey.back,
      };
      parcel(ask, PENDING, pending);
      return seeOther(`/masuk/lewat/${provider.id}/tautkan`);
    }
    const { session } = entry;
    ask.setCookie(writeCookie(SESSION, session.token, { secure: secure(ask), maxAge: session.seconds }));
    return seeOther(localPath(journey.back, HOME[session.kind]));
  });

type Pending = Pick<Vouched, "sub" | "number"> & { provider: string; at: string; back: string };

/** The account with this number has to be opened first, by who can; then it is linked. */
async function askToLink(ask: Ask) {
  const provider = providerOf(ask);
  if (!unpack<Pending>(ask, PENDING, provider)) return seeOther("/masuk");
  const at = `/masuk/lewat/${provider.id}/tautkan`;
  return page(
    LinkPage({
      t: ask.t,
      site: ask.site,
      name: provider.name[ask.t.locale],
      action: at,
      signIn: `/masuk?kembali=${encodeURIComponent(at)}`,
      isIn: ask.actor.kind === "resident",
    }),
  );
}

const doLink = (ask: Ask) =>
  safely(ask, async (provider) => {
    await ask.form();
    const pending = unpack<Pending>(ask, PENDING, provider);
    if (!pending) throw new Refused("federation.outside.late");
    await link(ask.hall, ask.actor, provider, pending);
    parcel(ask, PENDING, undefined);
    return seeOther(localPath(pending.back, "/akun/aplikasi"), [
      writeCookie(FLASH, "federation.linked-now", { secure: secure(ask), maxAge: 30 }),
    ]);
  });

export const outsideRoutes = [
  ...serve("/masuk/lewat", "public", (on) => {
    on.get("/:provider", leave);
    on.get("/:provider/balik", comeBack);
    on.get("/:provider/tautkan", askToLink);
  }),
  ...serve("/masuk/lewat", "resident", (on) => {
    // A way in is added by who has just shown that the account is theirs.
    on.post("/:provider/tautkan", doLink, { fresh: true });
  }),
];
