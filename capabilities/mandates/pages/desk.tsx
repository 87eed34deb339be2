// At the desk: who is in front of the official, what they came for, and how they agreed.

import type { Refused } from "../../../kernel/errors.ts";
import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Checkbox, Checkboxes, Radios } from "../../../kernel/web/components/fields/choice-field.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { TextField } from "../../../kernel/web/components/fields/text-field.tsx";
import { ErrorSummary, InsetText } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";
import { CONSENTS, type GivenHelp } from "../help.ts";
import type { Named } from "../mandate.ts";
import { NikField } from "./nik-field.tsx";

type Props = {
  t: Words;
  site: Site;
  flash?: string;
  typed: GivenHelp & { search: string };
  services: readonly Named[];
  once: string;
  problem?: Refused;
};

export const DeskPage = ({ t, site, flash, typed, services, once, problem }: Props) => (
  <Page
    t={t}
    site={site}
    title={t("mandates.desk.title")}
    flash={flash && t(flash)}
    problem={problem !== undefined}
    private
  >
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("mandates.desk.title")}</h1>
    <p class="lead">{t("mandates.desk.lead")}</p>
    <Form t={t} site={site} action="/loket/bantuan" once={once}>
      {/* Enter in a field goes on; it does not search. */}
      <button type="submit" tabIndex={-1} class="sr-only" aria-hidden="true">
        {t("mandates.desk.start")}
      </button>
      <Checkbox t={t} name="ktp" label={t("mandates.desk.seen")} checked={typed.papers} problem={problem} />
      <NikField t={t} value={typed.nik} autoComplete="off" problem={problem} />
      <TextField
        t={t}
        name="nama"
        label={t("mandates.form.name")}
        value={typed.name}
        width={30}
        autoComplete="off"
        problem={problem}
      />
      <TextField
        t={t}
        name="telepon"
        label={t("mandates.desk.phone")}
        hint={t("mandates.desk.phone-hint")}
        value={typed.phone}
        type="tel"
        inputMode="tel"
        width={20}
        autoComplete="off"
        optional
        problem={problem}
      />
      <Checkboxes
        t={t}
        name="layanan"
        label={t("mandates.form.services")}
        options={services.map((each) => ({ value: each.id, label: pick(each.name, t.locale) }))}
        values={typed.services}
        problem={problem}
      />
      <TextField t={t} name="cari" label={t("mandates.form.search")} value={typed.search} width={20} optional />
      <Button kind="secondary" small name="_cari" value="ya">
        {t("mandates.form.search-button")}
      </Button>
      <InsetText>{t("mandates.desk.consent-lead")}</InsetText>
      <Radios
        t={t}
        name="persetujuan"
        label={t("mandates.desk.consent")}
        options={CONSENTS.map((each) => ({ value: each, label: t(`mandates.desk.consent.${each}`) }))}
        value={typed.consent}
        problem={problem}
      />
      <Button>{t("mandates.desk.start")}</Button>
    </Form>
  </Page>
);
