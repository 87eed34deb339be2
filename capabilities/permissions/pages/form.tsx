// The questions behind a permission: what for, of which unit, over which services and places, since when, by which decree.

import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  Checkbox,
  Checkboxes,
  DateField,
  Details,
  ErrorSummary,
  Page,
  Radios,
  Select,
  type Site,
  TextField,
} from "../../../kernel/web/components/index.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";
import { agencyActs, caseActs } from "../../agencies/index.ts";
import type { PositionView } from "../view.ts";
import type { Typed } from "../wanted.ts";
import { crumbsOf } from "./permissions.tsx";

type Props = { t: Words; site: Site; view: PositionView; path: string; typed: Typed; problem?: Refused };

/** It leads to the preview by its address, so that nothing is changed by it and the way back keeps every answer. */
export const PermissionFormPage = ({ t, site, view, path, typed, problem }: Props) => {
  const field = (name: string) => ({ t, name, problem });
  const title = t(typed.replaces ? "permission.change" : "permission.add");
  return (
    <Page
      t={t}
      site={site}
      title={title}
      private
      problem={problem !== undefined}
      crumbs={[...crumbsOf(view), { href: path, label: t("permission.title") }]}
    >
      <ErrorSummary t={t} problem={problem} />
      <p class="muted">{view.position.name}</p>
      <h1>{title}</h1>
      <p>{t("permission.form-lead")}</p>
      <form class="form" method="get" action={`${path}/pratinjau`} novalidate>
        <input type="hidden" name="menggantikan" value={typed.replaces} />
        <Radios
          {...field("izin")}
          label={t("permission.form-act")}
          value={typed.act}
          options={[...caseActs, ...agencyActs].map((act) => ({ value: act, label: t(`permission.act.${act}`) }))}
        />
        <p class="muted">{t("permission.form-case-hint")}</p>
        <Select
          {...field("unit")}
          label={t("permission.form-unit")}
          value={typed.unit}
          options={[
            { value: "", label: t("permission.form-own-unit") },
            ...view.units.map((unit) => ({ value: unit.id, label: unit.name })),
          ]}
        />
        <Checkbox {...field("bawahan")} label={t("permission.form-below")} checked={typed.below} />
        {view.services.length > 0 && (
          <Details summary={t("permission.form-services")} open={typed.services.length > 0}>
            <Checkboxes
              {...field("layanan")}
              label={t("permission.form-services")}
              hint={t("permission.form-services-hint")}
              optional
              values={typed.services}
              options={view.services.map(({ id, name }) => ({ value: id, label: pick(name, t.locale) }))}
            />
          </Details>
        )}
        {view.regions.length > 0 && (
          <Details summary={t("permission.form-regions")} open={typed.regions.length > 0}>
            <Checkboxes
              {...field("wilayah")}
              label={t("permission.form-regions")}
              hint={t("permission.form-regions-hint")}
              optional
              values={typed.regions}
              options={view.regions.map(({ code, name }) => ({ value: code, label: name }))}
            />
          </Details>
        )}
        <DateField {...field("mulai")} label={t("permission.form-from")} value={typed.from} />
        <DateField {...field("selesai")} label={t("permission.form-to")} optional value={typed.to} />
        <TextField {...field("keputusan")} label={t("permission.form-decree")} value={typed.decree} maxLength={200} />
        <Button>{t("permission.form-next")}</Button>
      </form>
    </Page>
  );
};
