// Why somebody sees a case: each ground as a sentence, with the permission it rests on; or what is lacking.

import { formatDateTime, formatLongDate } from "../../../kernel/calendar/index.ts";
import type { Refused } from "../../../kernel/errors.ts";
import { Button, ErrorSummary, Page, type Site, SummaryList, TextField } from "../../../kernel/web/components/index.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";
import type { Why, WhyAnswer } from "../why.ts";

/** The permission behind a ground, in words, and the page on which it stands. */
export type WhyShown = { id: string; sentence: string; position: string; href: string };

type Props = {
  t: Words;
  site: Site;
  answer: WhyAnswer;
  shown: WhyShown[];
  /** The asker may ask about others. */
  others: boolean;
  typed: string;
  problem?: Refused;
};

const ZONE = { name: "Asia/Jakarta", label: "WIB", offset: 25_200_000 } as const;

export const WhyPage = ({ t, site, answer, shown, others, typed, problem }: Props) => {
  const { who, facts, grounds, lacks, tracking } = answer;
  const title = who.you ? t("why.title-you") : t("why.title-other", { name: who.name });
  const handled = [facts.unitName, ...facts.parties.filter(({ unit }) => unit !== facts.unit).map(({ name }) => name)];
  return (
    <Page
      t={t}
      site={site}
      title={title}
      private
      problem={problem !== undefined}
      crumbs={[
        { href: "/kerja", label: t("work.list") },
        ...(who.you && grounds.length > 0 ? [{ href: `/kerja/${tracking}`, label: tracking }] : []),
      ]}
    >
      <ErrorSummary t={t} problem={problem} />
      <p class="muted">{tracking}</p>
      <h1>{title}</h1>
      {!who.you && <p>{who.title}</p>}
      {grounds.length > 0 ? (
        <>
          <p class="lead">{t(who.you ? "why.because" : "why.sees")}</p>
          <ul class="stack-s">
            {grounds.map((ground) => (
              <li key={ground.kind === "emergency" ? "emergency" : `${ground.kind}/${ground.unit}`}>
                <Ground t={t} ground={ground} shown={shown} />
              </li>
            ))}
          </ul>
          <p>{t(answer.works && !answer.ownAffair ? "why.works" : "why.works-not")}</p>
          {answer.ownAffair && <p>{t("why.own-affair")}</p>}
        </>
      ) : (
        <p class="lead">{t("why.sees-not", { why: t(`why.lacks.${lacks ?? "unit"}`) })}</p>
      )}
      <SummaryList
        t={t}
        rows={[
          [t("why.handled-by"), handled.join("; ")],
          [t("why.service"), pick(facts.serviceName, t.locale)],
        ]}
      />
      {who.you && grounds.length === 0 && (
        <p>
          {t("why.emergency-lead")}{" "}
          <a href={`/kerja/darurat?nomor=${encodeURIComponent(tracking)}`}>{t("emergency.link")}</a>
        </p>
      )}
      {others && (
        <>
          <h2>{t("why.ask-other")}</h2>
          <form class="form" method="get" action={`/kerja/${tracking}/mengapa`} novalidate>
            <TextField
              t={t}
              name="nip"
              label={t("why.nip")}
              value={typed}
              inputMode="numeric"
              width={20}
              maxLength={30}
              problem={problem}
            />
            <Button kind="secondary">{t("why.ask")}</Button>
          </form>
        </>
      )}
    </Page>
  );
};

const Ground = ({ t, ground, shown }: { t: Words; ground: Why; shown: WhyShown[] }) => {
  if (ground.kind === "emergency")
    return <>{t("why.emergency", { when: formatDateTime(ground.until, ZONE, t.locale) })}</>;
  const permission = shown.find(({ id }) => id === ground.permission.id);
  return (
    <>
      {ground.kind === "answers"
        ? t("why.answers", { unit: ground.unit })
        : t("why.party", {
            unit: ground.unit,
            when: ground.since ? formatLongDate(ground.since, ZONE, t.locale) : "–",
          })}
      {permission && (
        <>
          <br />
          {t("why.by-permission", { position: permission.position })}{" "}
          <a href={permission.href}>{permission.sentence}</a>
        </>
      )}
    </>
  );
};
