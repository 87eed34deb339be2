// For whom one may act, who may act for oneself, and what waits for an answer.

import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { Tag } from "../../../kernel/web/components/messages/messages.tsx";
import { Pagination } from "../../../kernel/web/components/navigation/pagination.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { Standing } from "../mandate.ts";

export type MandateLine = {
  id: string;
  grantor: string;
  holder: string;
  sentence: string;
  standing: Standing;
  /** It can be acted under now. */
  usable: boolean;
};
export type WaitingLine = { id: string; says: string; sentence: string; isOffer: boolean; once: string };

type Props = {
  t: Words;
  site: Site;
  flash?: string;
  /** The name for whom the reader acts, when they do. */
  behalf?: string;
  mayGive: boolean;
  /** Asking, and what one holds oneself, are nobody else's: absent while acting for another. */
  isOwn: boolean;
  waiting: WaitingLine[];
  held: MandateLine[];
  given: MandateLine[];
  olderHeld?: string;
  olderGiven?: string;
};

export const MandatesPage = (props: Props) => {
  const { t, site, waiting, held, given, behalf, isOwn } = props;
  return (
    <Page t={t} site={site} title={t("mandates.title")} flash={props.flash && t(props.flash)} private>
      <h1>{t("mandates.title")}</h1>
      <p class="lead">{t("mandates.lead")}</p>
      {behalf && <p>{t("web.behalf.own-closed", { name: behalf })}</p>}
      {props.mayGive && (
        <p class="row">
          <Button href="/kuasa/beri">{t("mandates.give")}</Button>
          {isOwn && (
            <Button kind="secondary" href="/kuasa/minta">
              {t("mandates.ask")}
            </Button>
          )}
        </p>
      )}
      {waiting.length > 0 && (
        <section class="stack" aria-labelledby="menunggu">
          <h2 id="menunggu">{t("mandates.waiting")}</h2>
          {waiting.map((line) => (
            <WaitingCard key={line.id} t={t} site={site} line={line} />
          ))}
        </section>
      )}
      {isOwn && (
        <section aria-labelledby="dipegang">
          <h2 id="dipegang">{t("mandates.held")}</h2>
          {held.length === 0 ? (
            <p>{t("mandates.held-none")}</p>
          ) : (
            held.map((line) => <Line key={line.id} t={t} site={site} line={line} title={line.grantor} />)
          )}
          {props.olderHeld && <Pagination t={t} next={props.olderHeld} />}
        </section>
      )}
      {props.mayGive && (
        <section aria-labelledby="diberikan">
          <h2 id="diberikan">{behalf ? t("mandates.given-for", { name: behalf }) : t("mandates.given")}</h2>
          {given.length === 0 ? (
            <p>{t("mandates.given-none")}</p>
          ) : (
            given.map((line) => <Line key={line.id} t={t} site={site} line={line} title={line.holder} />)
          )}
          {props.olderGiven && <Pagination t={t} next={props.olderGiven} />}
        </section>
      )}
      {isOwn && (
        <p>
          <a href="/kuasa/badan-usaha">{t("mandates.organizations")}</a>
        </p>
      )}
    </Page>
  );
};

export const StandingTag = ({ t, standing }: { t: Words; standing: Standing }) => (
  <Tag kind={standing === "granted" ? "act" : standing === "requested" || standing === "offered" ? "need" : "calm"}>
    {t(`mandates.status.${standing}`)}
  </Tag>
);

const Line = ({ t, site, line, title }: { t: Words; site: Site; line: MandateLine; title: string }) => (
  <article class="card">
    <h3 class="card-title">{title}</h3>
    <p>
      <StandingTag t={t} standing={line.standing} />
    </p>
    <p>{line.sentence}</p>
    <div class="row">
      {line.usable && (
        <Form t={t} site={site} action="/kuasa/bertindak" class="">
          <input type="hidden" name="kuasa" value={line.id} />
          <Button small label={t("mandates.act-for", { name: line.grantor })}>
            {t("mandates.act-for-short")}
          </Button>
        </Form>
      )}
      <a
        href={`/kuasa/${line.id}`}
        aria-label={t("mandates.details-of", { holder: line.holder, grantor: line.grantor })}
      >
        {t("mandates.details")}
      </a>
    </div>
  </article>
);

const WaitingCard = ({ t, site, line }: { t: Words; site: Site; line: WaitingLine }) => (
  <article class="card">
    <h3 class="card-title">{line.says}</h3>
    <p>{line.sentence}</p>
    <div class="row">
      <Form t={t} site={site} action={`/kuasa/${line.id}/persetujuan`} once={line.once} class="">
        <Button small label={`${t(line.isOffer ? "mandates.accept" : "mandates.agree")}: ${line.says}`}>
          {t(line.isOffer ? "mandates.accept" : "mandates.agree")}
        </Button>
      </Form>
      <Form t={t} site={site} action={`/kuasa/${line.id}/penolakan`} once={`${line.once}t`} class="">
        <Button small kind="secondary" label={`${t("mandates.decline")}: ${line.says}`}>
          {t("mandates.decline")}
        </Button>
      </Form>
    </div>
  </article>
);

/** For officials: the positions that they act in today, by the same rule as a mandate: whose, how far, how long. */
export const ActingPage = ({ t, site, lines }: { t: Words; site: Site; lines: string[] }) => (
  <Page t={t} site={site} title={t("mandates.acting.title")} private>
    <h1>{t("mandates.acting.title")}</h1>
    <p class="lead">{t("mandates.acting.lead")}</p>
    {lines.length === 0 ? (
      <p>{t("mandates.acting.none")}</p>
    ) : (
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    )}
  </Page>
);
