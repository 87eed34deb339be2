// How the permission will read, what it takes the place of, and who gains or loses by it: seen before it is saved.

import { formatDay } from "../../../kernel/calendar/index.ts";
import {
  Button,
  ButtonGroup,
  Form,
  InsetText,
  Page,
  type Site,
  SummaryList,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { WantedPermission } from "../../agencies/index.ts";
import { sentenceOf } from "../sentence.ts";
import type { PositionView } from "../view.ts";
import { fieldsOf, type Typed } from "../wanted.ts";
import { crumbsOf } from "./permissions.tsx";

type Props = {
  t: Words;
  site: Site;
  view: PositionView;
  path: string;
  typed: Typed;
  wanted: WantedPermission;
  once: string;
};

export const holderNames = (t: Words, view: PositionView): string =>
  view.holders.length === 0 ? t("permission.nobody") : view.holders.map(({ name }) => name).join("; ");

export const PreviewPage = ({ t, site, view, path, typed, wanted, once }: Props) => {
  const home = view.position.unit;
  const replaced = view.rows.find(({ id }) => id === wanted.replaces);
  const fields = fieldsOf(typed);
  const time = formatDay(wanted.startsOn, t.locale);
  return (
    <Page
      t={t}
      site={site}
      title={t("permission.preview")}
      private
      crumbs={[...crumbsOf(view), { href: path, label: t("permission.title") }]}
    >
      <p class="muted">{view.position.name}</p>
      <h1>{t("permission.preview")}</h1>
      <h2>{t("permission.preview-new")}</h2>
      <InsetText>
        <p>{sentenceOf(t, wanted, home, view.names)}</p>
      </InsetText>
      {replaced && (
        <>
          <h2>{t("permission.preview-old")}</h2>
          <InsetText>
            <p>{sentenceOf(t, replaced, home, view.names)}</p>
          </InsetText>
        </>
      )}
      <SummaryList
        t={t}
        rows={[
          [t("permission.gains"), holderNames(t, view)],
          [
            t("permission.since"),
            wanted.endsOn ? t("agencies.until", { from: time, to: formatDay(wanted.endsOn, t.locale) }) : time,
          ],
          [t("permission.basis"), wanted.decree],
        ]}
      />
      <Form t={t} site={site} action={path} once={once}>
        {fields.map(([name, value], at) => (
          <input key={`${name}/${at}`} type="hidden" name={name} value={value} />
        ))}
        <ButtonGroup>
          <Button>{t("permission.save")}</Button>
          <Button kind="quiet" href={`${path}/baru?${new URLSearchParams(fields)}`}>
            {t("permission.back")}
          </Button>
        </ButtonGroup>
      </Form>
    </Page>
  );
};
