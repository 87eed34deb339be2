// A position as such: what it is called and how many seats it has. Who sits on them is on the page of appointments.

import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  Checkboxes,
  ErrorSummary,
  Form,
  NumberField,
  Page,
  Select,
  type Site,
  TextField,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { FoundAgency } from "../agencies.sql.ts";
import { positionRanks } from "../agency.ts";
import type { TypedPosition } from "../keep-positions.ts";

type Props = {
  t: Words;
  site: Site;
  agency: FoundAgency;
  unit: { id: string; name: string };
  /** The position that is changed; a new one when left out. */
  position?: { id: string; name: string };
  typed: TypedPosition;
  once: () => string;
  problem?: Refused;
};

export const PositionFormPage = ({ t, site, agency, unit, position, typed, once, problem }: Props) => {
  const title = position ? t("agencies.position-change-of", { name: position.name }) : t("agencies.position-add");
  const path = position
    ? `/instansi/${agency.code}/jabatan/${position.id}`
    : `/instansi/${agency.code}/unit/${unit.id}/jabatan`;
  const field = (name: string, label: string) => ({ t, name, label, problem });
  return (
    <Page
      t={t}
      site={site}
      title={title}
      private
      problem={problem !== undefined}
      crumbs={[
        { href: `/instansi/${agency.code}`, label: agency.shortName },
        { href: `/instansi/${agency.code}/unit/${unit.id}`, label: unit.name },
      ]}
    >
      <ErrorSummary t={t} problem={problem} />
      <h1>{title}</h1>
      <Form t={t} site={site} action={position ? `${path}/ubah` : path} once={once()} guard>
        <TextField {...field("nama", t("agencies.position-name"))} value={typed.name} width={30} maxLength={200} />
        <Select
          {...field("jenjang", t("agencies.rank"))}
          value={typed.rank}
          options={positionRanks.map((rank) => ({ value: rank, label: t(`agencies.rank.${rank}`) }))}
        />
        <NumberField
          {...field("kursi", t("agencies.seats-number"))}
          hint={t("agencies.seats-hint")}
          value={typed.seats}
        />
        <Checkboxes
          {...field("sifat", t("agencies.position-nature"))}
          optional
          values={[...(typed.isHead ? ["kepala"] : []), ...(typed.maySign ? ["tanda-tangan"] : [])]}
          options={[
            { value: "kepala", label: t("agencies.is-head"), hint: t("agencies.is-head-hint") },
            { value: "tanda-tangan", label: t("agencies.may-sign"), hint: t("agencies.may-sign-hint") },
          ]}
        />
        <Button>{t(position ? "agencies.save" : "agencies.position-add")}</Button>
      </Form>
      {position && (
        <>
          <h2>{t("agencies.position-close")}</h2>
          <p>{t("agencies.position-close-lead")}</p>
          <Form t={t} site={site} id="f-tutup" action={`${path}/penutupan`} once={once()}>
            <Button kind="warning">{t("agencies.position-close")}</Button>
          </Form>
        </>
      )}
    </Page>
  );
};
