// Registering an application, or changing what it was registered with.

import type { Refused } from "../../../kernel/errors.ts";
import { Button, ButtonGroup } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Checkbox, Checkboxes, Radios } from "../../../kernel/web/components/fields/choice-field.tsx";
import { Fieldset, Form } from "../../../kernel/web/components/fields/form.tsx";
import { TextArea, TextField } from "../../../kernel/web/components/fields/text-field.tsx";
import { ErrorSummary } from "../../../kernel/web/components/messages/messages.tsx";
import { Tabs } from "../../../kernel/web/components/navigation/tabs.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { ClientKind } from "../client.ts";
import { scopeName } from "./scope-name.ts";

/** What stands in the fields: typed just now, or known. */
export type Typed = { text(name: string): string; all(name: string): string[] };

type Props = {
  t: Words;
  site: Site;
  kind: ClientKind;
  id?: string;
  typed: Typed;
  problem?: Refused;
  scopes: string[];
  units: { id: string; name: string }[];
  key: string;
};

const METHODS = {
  web: ["client_secret_basic", "private_key_jwt"],
  native: ["none", "client_secret_basic", "private_key_jwt"],
  machine: ["client_secret_basic", "private_key_jwt"],
} as const;

export const EditPage = ({ t, site, kind, id, typed, problem, scopes, units, key }: Props) => {
  const title = t(id ? "federation.change" : "federation.registry.new");
  const machine = kind === "machine";
  const text = (name: string, more: { hint?: boolean; optional?: boolean; type?: "url" | "text" } = {}) => (
    <TextField
      t={t}
      name={name}
      label={t(`federation.${name}`)}
      hint={more.hint ? t(`federation.${name}.hint`) : undefined}
      value={typed.text(name)}
      type={more.type ?? "text"}
      optional={more.optional}
      width={30}
      problem={problem}
    />
  );
  return (
    <Page
      t={t}
      site={site}
      title={title}
      crumbs={[
        { href: "/aplikasi", label: t("federation.registry") },
        ...(id ? [{ href: `/aplikasi/${id}`, label: typed.text("nama") }] : []),
      ]}
      problem={problem !== undefined}
      private
    >
      <ErrorSummary t={t} problem={problem} />
      <h1>{title}</h1>
      {!id && (
        <Tabs
          label={t("federation.jenis")}
          tabs={(["web", "native", "machine"] as const).map((each) => ({
            href: `/aplikasi/baru?jenis=${each}`,
            label: t(`federation.kind.${each}`),
            current: each === kind,
          }))}
        />
      )}
      <p>{t(`federation.kind.${kind}.lead`)}</p>
      <Form t={t} site={site} action={id ? `/aplikasi/${id}` : "/aplikasi"} once={key} guard>
        <input type="hidden" name="jenis" value={kind} />
        <Fieldset
          legend={t(machine ? "federation.form.machine" : "federation.form.people")}
          hint={t(machine ? "federation.form.machine-hint" : "federation.form.people-hint")}
        >
          {text("nama", { hint: !machine })}
          <TextArea
            t={t}
            name="keperluan"
            label={t("federation.keperluan")}
            hint={t(machine ? "federation.keperluan.machine-hint" : "federation.keperluan.hint")}
            value={typed.text("keperluan")}
            rows={3}
            limit={300}
            problem={problem}
          />
          {text("dasar", { hint: true })}
          {text("kontak", { hint: true })}
          {text("beranda", { optional: true, type: "url" })}
        </Fieldset>
        <Fieldset legend={t("federation.form.data")}>
          {!machine && (
            <Radios
              t={t}
              name="orang"
              label={t("federation.orang")}
              value={typed.text("orang") || "resident"}
              options={(["resident", "official", "both"] as const).map((value) => ({
                value,
                label: t(`federation.audience.${value}`),
              }))}
              problem={problem}
            />
          )}
          <Checkboxes
            t={t}
            name="lingkup"
            label={t("federation.lingkup")}
            hint={t("federation.lingkup.hint")}
            values={typed.all("lingkup")}
            options={scopes.map((value) => ({ value, label: scopeName(t, value), hint: value }))}
            optional={!machine}
            problem={problem}
          />
          {machine && (
            <Checkboxes
              t={t}
              name="unit"
              label={t("federation.unit")}
              hint={t("federation.unit.hint")}
              values={typed.all("unit")}
              options={units.map(({ id: value, name }) => ({ value, label: name }))}
              problem={problem}
            />
          )}
          {!machine && (
            <Checkbox
              t={t}
              name="kuasa"
              label={t("federation.kuasa")}
              hint={t("federation.kuasa.hint")}
              checked={typed.text("kuasa") === "ya"}
            />
          )}
        </Fieldset>
        <Fieldset legend={t("federation.technical")}>
          {!machine && (
            <>
              <TextArea
                t={t}
                name="balik"
                label={t("federation.balik")}
                hint={t(`federation.balik.hint-${kind}`)}
                value={typed.text("balik")}
                rows={3}
                problem={problem}
              />
              <TextArea
                t={t}
                name="keluar"
                label={t("federation.keluar")}
                hint={t("federation.keluar.hint")}
                value={typed.text("keluar")}
                rows={2}
                optional
                problem={problem}
              />
              {text("kabar", { hint: true, optional: true, type: "url" })}
            </>
          )}
          <Radios
            t={t}
            name="cara"
            label={t("federation.cara")}
            value={typed.text("cara") || METHODS[kind][0]}
            options={METHODS[kind].map((value) => ({ value, label: t(`federation.method.${value}`) }))}
            problem={problem}
          />
          <TextArea
            t={t}
            name="kunci"
            label={t("federation.kunci")}
            hint={t("federation.kunci.hint")}
            value={typed.text("kunci")}
            rows={4}
            optional
            problem={problem}
          />
          {!machine && (
            <Radios
              t={t}
              name="tanda"
              label={t("federation.tanda")}
              value={typed.text("tanda") || "RS256"}
              options={["RS256", "ES256"].map((value) => ({ value, label: t(`federation.tanda.${value}`) }))}
              inline
              problem={problem}
            />
          )}
        </Fieldset>
        <ButtonGroup>
          <Button>{t(id ? "federation.save" : "federation.register")}</Button>
          <Button kind="secondary" href={id ? `/aplikasi/${id}` : "/aplikasi"}>
            {t("federation.cancel")}
          </Button>
        </ButtonGroup>
      </Form>
    </Page>
  );
};
