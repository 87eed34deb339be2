// Ending a permission: what ends, who loses it, and when.

import type { Refused } from "../../../kernel/errors.ts";
import type { TypedDate } from "../../../kernel/web/components/fields/date-field.tsx";
import {
  Button,
  ButtonGroup,
  DateField,
  ErrorSummary,
  Form,
  InsetText,
  Page,
  Radios,
  type Site,
  SummaryList,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { PermissionRow } from "../../agencies/index.ts";
import { sentenceOf } from "../sentence.ts";
import type { PositionView } from "../view.ts";
import { basisText, crumbsOf, timeText } from "./permissions.tsx";
import { holderNames } from "./preview.tsx";

type Props = {
  t: Words;
  site: Site;
  view: PositionView;
  row: PermissionRow;
  path: string;
  once: string;
  typed?: { when: string; day: TypedDate };
  problem?: Refused;
};

export const EndPermissionPage = ({ t, site, view, row, path, once, typed, problem }: Props) => (
  <Page
    t={t}
    site={site}
    title={t("permission.end-title")}
    private
    problem={problem !== undefined}
    crumbs={[...crumbsOf(view), { href: path, label: t("permission.title") }]}
  >
    <ErrorSummary t={t} problem={problem} />
    <p class="muted">{view.position.name}</p>
    <h1>{t("permission.end-title")}</h1>
    <InsetText>
      <p>{sentenceOf(t, row, view.position.unit, view.names)}</p>
    </InsetText>
    <SummaryList
      t={t}
      rows={[
        [t("permission.loses"), holderNames(t, view)],
        [t("permission.since"), timeText(t, row)],
        [t("permission.basis"), basisText(t, row)],
      ]}
    />
    <Form t={t} site={site} action={`${path}/${row.id}/akhiri`} once={once}>
      <Radios
        t={t}
        name="kapan"
        label={t("permission.end-when")}
        problem={problem}
        value={typed?.when}
        options={[
          { value: "sekarang", label: t("permission.end-now") },
          {
            value: "tanggal",
            label: t("permission.end-on"),
            inside: (
              <DateField
                t={t}
                name="selesai"
                label={t("permission.end-day")}
                value={typed?.day ?? {}}
                problem={problem}
              />
            ),
          },
        ]}
      />
      <ButtonGroup>
        <Button kind="warning">{t("permission.end-button")}</Button>
        <Button kind="quiet" href={path}>
          {t("permission.end-not")}
        </Button>
      </ButtonGroup>
    </Form>
  </Page>
);
