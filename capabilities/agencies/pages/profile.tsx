// What an agency says of itself, and its crest.

import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  ErrorSummary,
  FileField,
  Form,
  Notice,
  Page,
  Select,
  type Site,
  TextArea,
  TextField,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { Profile } from "../administration.sql.ts";
import type { FoundAgency } from "../agencies.sql.ts";

type Props = {
  t: Words;
  site: Site;
  agency: FoundAgency;
  typed: Omit<Profile, "zone"> & { zone: string };
  once: () => string;
  flash?: string;
  problem?: Refused;
};

export const ProfilePage = ({ t, site, agency, typed, once, flash, problem }: Props) => {
  const path = `/instansi/${agency.code}/profil`;
  const field = (name: string, label: string) => ({ t, name, label, problem });
  return (
    <Page
      t={t}
      site={site}
      title={t("agencies.profile")}
      private
      problem={problem !== undefined}
      crumbs={[{ href: `/instansi/${agency.code}`, label: agency.shortName }]}
    >
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <ErrorSummary t={t} problem={problem} />
      <h1>{t("agencies.profile")}</h1>
      <p class="lead">{t("agencies.profile-lead")}</p>
      <Form t={t} site={site} action={path} once={once()} guard>
        <TextField {...field("nama", t("agencies.name"))} value={typed.name} width={30} maxLength={200} />
        <TextField {...field("singkatan", t("agencies.short"))} value={typed.shortName} width={20} maxLength={60} />
        <TextArea {...field("alamat", t("agencies.address"))} optional value={typed.address} limit={300} />
        <TextField
          {...field("telepon", t("agencies.phone"))}
          optional
          value={typed.phone}
          type="tel"
          width={20}
          maxLength={60}
        />
        <TextField
          {...field("surel", t("agencies.email"))}
          optional
          value={typed.email}
          type="email"
          width={30}
          maxLength={200}
        />
        <Select
          {...field("zona", t("agencies.zone"))}
          value={typed.zone}
          options={["WIB", "WITA", "WIT"].map((zone) => ({ value: zone, label: t(`agencies.zone.${zone}`) }))}
        />
        <Button>{t("agencies.save")}</Button>
      </Form>

      <h2>{t("agencies.crest")}</h2>
      {agency.hasCrest && (
        <img src={`/instansi/${agency.code}/lambang.svg`} alt={t("agencies.crest-now")} width="84" height="96" />
      )}
      <Form t={t} site={site} id="lambang" action={`/instansi/${agency.code}/lambang`} once={once()} files>
        <FileField
          {...field("lambang", t("agencies.crest-file"))}
          accept=".svg,image/svg+xml,image/png,image/jpeg"
          types="SVG, PNG, JPG"
          size="400 kB"
        />
        <Button kind="secondary">{t("agencies.crest-save")}</Button>
      </Form>
    </Page>
  );
};
