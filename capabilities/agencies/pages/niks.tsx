// The NIKs of many officials at once.

import type { Refused } from "../../../kernel/errors.ts";
import { Button, ErrorSummary, Form, Page, type Site, TextArea } from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { FoundAgency } from "../agencies.sql.ts";

type Props = {
  t: Words;
  site: Site;
  agency: FoundAgency;
  problem?: Refused;
  typed: string;
  most: number;
  without: { count: number; first: { id: string; name: string }[] };
  once: string;
};

export const NiksPage = ({ t, site, agency, problem, typed, most, without, once }: Props) => (
  <Page
    t={t}
    site={site}
    title={t("agencies.niks")}
    private
    problem={problem !== undefined}
    crumbs={[
      { href: `/instansi/${agency.code}`, label: agency.shortName },
      { href: `/instansi/${agency.code}/pegawai`, label: t("agencies.officials") },
    ]}
  >
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("agencies.niks")}</h1>
    <p>{t("agencies.official-nik-lead")}</p>
    <p>{t(without.count === 0 ? "agencies.niks-all" : "agencies.niks-without", { count: without.count })}</p>
    {without.count > 0 && (
      <details>
        <summary>{t("agencies.niks-who", { count: without.first.length })}</summary>
        <ul>
          {without.first.map(({ id, name }) => (
            <li key={id}>
              <a href={`/instansi/${agency.code}/pegawai/${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      </details>
    )}
    <Form t={t} site={site} action={`/instansi/${agency.code}/pegawai-nik`} once={once} guard>
      <TextArea
        t={t}
        name="daftar"
        label={t("agencies.niks-list")}
        hint={t("agencies.niks-hint", { most })}
        rows={12}
        value={typed}
        problem={problem}
      />
      <Button>{t("agencies.official-nik-note")}</Button>
    </Form>
  </Page>
);
