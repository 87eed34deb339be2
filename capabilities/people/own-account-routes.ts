// Paths of one's own account: who one is here, and how one is reached.

import type { Refused } from "../../kernel/errors.ts";
import { maskNik } from "../../kernel/identifiers/nik.ts";
import { type Answer, page } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { serve } from "../../kernel/web/serve.ts";
import { changeEmail, changePhone, confirmEmail, ensureOwn } from "./change-address.ts";
import { orAgain, statusOf, told } from "./door-kit.ts";
import { AccountPage, AddressPage, ConfirmEmailPage } from "./pages/account.tsx";
import { personRow } from "./people.sql.ts";

/** Where other capabilities keep what concerns an account; a link stands only where there is such a page. */
const ONWARD = {
  resident: ["/akun/keamanan", "/akun/verifikasi", "/kuasa", "/akun/data", "/akun/aplikasi"],
  official: ["/akun/keamanan", "/akun/aplikasi"],
} as const;

async function showAccount(ask: Ask): Promise<Answer> {
  const { t, actor, hall } = ask;
  const own = actor.behalf ? undefined : actor.person;
  const paths = new Set(
    hall.capabilities.flatMap((each) =>
      (each.routes ?? []).filter((one) => one.method === "GET").map((one) => one.path),
    ),
  );
  const row = own ? await ask.read((tx) => personRow(tx, own)) : undefined;
  const open = (field: "nik" | "email" | "phone") =>
    row?.[field] ? hall.vault.open(row[field], `people.person:${field}:${own}`) : "";
  const email = open("email");
  const unsure = email !== "" && !row?.email_confirmed_at ? ` (${t("people.email.unconfirmed")})` : "";
  const nik = open("nik");
  return page(
    AccountPage({
      t,
      site: ask.site,
      flash: ask.flash,
      name: actor.name ?? "",
      rows: [
        ...(actor.title
          ? [{ label: t("people.account.positions"), value: `${actor.title}, ${actor.agencyName ?? ""}` }]
          : []),
        ...(nik ? [{ label: t("people.nik"), value: maskNik(nik) }] : []),
        ...(row
          ? [
              { label: t("people.assurance"), value: t(`people.assurance.${actor.assurance ?? "self-declared"}`) },
              { label: t("people.email"), value: (email || t("people.none")) + unsure, change: "/akun/surel/ubah" },
              { label: t("people.phone"), value: open("phone") || t("people.none"), change: "/akun/telepon" },
            ]
          : []),
      ],
      links: ONWARD[actor.kind as "resident" | "official"]
        .filter((path) => paths.has(path))
        .map((href) => {
          const known = href === "/akun/verifikasi" && (actor.assurance ?? "self-declared") !== "self-declared";
          const key = `people.onward${href.replaceAll("/", ".")}${known ? ".known" : ""}`;
          return { href, title: t(key), text: t(`${key}.text`) };
        }),
    }),
  );
}

async function showAddress(
  ask: Ask,
  field: "email" | "phone",
  given: { value?: string; problem?: Refused } = {},
): Promise<Answer> {
  ensureOwn(ask.actor);
  const person = ask.actor.person as string;
  const row = await ask.read((tx) => personRow(tx, person));
  const known = row?.[field] ? ask.hall.vault.open(row[field], `people.person:${field}:${person}`) : "";
  return page(AddressPage({ t: ask.t, site: ask.site, field, value: given.value ?? known, problem: given.problem }), {
    status: statusOf(given.problem),
  });
}

const changeAddress =
  (field: "email" | "phone", change: (ask: Ask, value: string) => Promise<string>) => async (ask: Ask) => {
    const value = (await ask.form()).text(field);
    try {
      return told(ask, await change(ask, value), "/akun");
    } catch (error) {
      return orAgain(error, (problem) => showAddress(ask, field, { value, problem }));
    }
  };

async function followLink(ask: Ask): Promise<Answer> {
  try {
    await confirmEmail(ask, (await ask.form()).text("kode"));
    return told(ask, "people.email.confirmed", "/akun");
  } catch (error) {
    return orAgain(error, (problem) =>
      page(ConfirmEmailPage({ t: ask.t, site: ask.site, kode: "", problem }), { status: statusOf(problem) }),
    );
  }
}

const fresh = { fresh: true };

export const ownAccountRoutes = [
  ...serve("/akun", "signed-in", (on) => {
    on.get("/", showAccount);
  }),
  ...serve("/akun", "resident", (on) => {
    on.get("/surel/ubah", (ask) => showAddress(ask, "email"), fresh);
    on.post("/surel/ubah", changeAddress("email", changeEmail), fresh);
    on.get("/surel", (ask) => page(ConfirmEmailPage({ t: ask.t, site: ask.site, kode: ask.query.get("kode") ?? "" })));
    on.post("/surel", followLink);
    on.get("/telepon", (ask) => showAddress(ask, "phone"), fresh);
    on.post(
      "/telepon",
      changeAddress("phone", async (ask, value) => {
        await changePhone(ask, value);
        return "people.phone.changed";
      }),
      fresh,
    );
  }),
];
