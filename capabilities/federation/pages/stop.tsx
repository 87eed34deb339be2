// The application asks for more than the person can show now: what is lacking, how it can be had, and the way back.

import { Button, ButtonGroup } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Props = {
  t: Words;
  site: Site;
  application: string;
  why: "not-resident" | "not-official" | "not-both" | "desk" | "second" | "assurance";
  onward?: string;
  refuse: string;
};

export const StopPage = ({ t, site, application, why, onward, refuse }: Props) => (
  <Page t={t} site={site} title={t(`federation.stop.${why}`)} private>
    <h1>{t(`federation.stop.${why}`)}</h1>
    <p>{t(`federation.stop.${why}.lead`, { name: application })}</p>
    <Form t={t} site={site} action={refuse}>
      <ButtonGroup>
        {onward && <Button href={onward}>{t(`federation.stop.${why}.button`)}</Button>}
        <Button kind="secondary">{t("federation.stop.back", { name: application })}</Button>
      </ButtonGroup>
    </Form>
  </Page>
);
