// Pages that tell: what this is, whom it is for, what is kept, what to do when something is refused.

import { Details, Page, type Site, SummaryList, Table } from "../../../kernel/web/components/index.ts";
import { FLASH, LANGUAGE, SESSION, VISIT } from "../../../kernel/web/cookies.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { Refusal } from "../refusals.ts";

type Props = { t: Words; site: Site };

const List = ({ t, keys }: { t: Words; keys: string[] }) => (
  <ul>
    {keys.map((key) => (
      <li key={key}>{t(key)}</li>
    ))}
  </ul>
);

export const AboutPage = ({
  t,
  site,
  counts,
  version,
}: Props & { counts: { services: number; offerings: number; agencies: number }; version: string }) => (
  <Page t={t} site={site} title={t("portal.about")} description={t("portal.about.lead")}>
    <h1>{t("portal.about")}</h1>
    <p class="lead">{t("portal.about.lead")}</p>
    <section>
      <h2>{t("portal.about.how")}</h2>
      <List t={t} keys={["portal.about.how.1", "portal.about.how.2", "portal.about.how.3"]} />
    </section>
    <section>
      <h2>{t("portal.about.now")}</h2>
      <SummaryList
        t={t}
        rows={[
          [t("portal.about.services"), <a href="/layanan">{counts.services}</a>],
          [t("portal.about.offerings"), String(counts.offerings)],
          [t("portal.about.agencies"), String(counts.agencies)],
          [t("portal.about.version"), version],
        ]}
      />
    </section>
    <p>{t("portal.about.law")}</p>
    <p>{t("portal.about.free")}</p>
    <section>
      <h2>{t("portal.about.programs")}</h2>
      <p>
        {t("portal.about.api")} <a href="/api/v1/openapi.json">{t("portal.about.api.link")}</a>
      </p>
    </section>
  </Page>
);

export const AccessibilityPage = ({ t, site }: Props) => (
  <Page t={t} site={site} title={t("portal.access")} description={t("portal.access.lead")}>
    <h1>{t("portal.access")}</h1>
    <p class="lead">{t("portal.access.lead")}</p>
    <section>
      <h2>{t("portal.access.what")}</h2>
      <List t={t} keys={[1, 2, 3, 4, 5].map((n) => `portal.access.${n}`)} />
      <p>{t("portal.access.measure")}</p>
    </section>
    <section>
      <h2>{t("portal.access.gaps")}</h2>
      <p>{t("portal.access.gaps.text")}</p>
    </section>
    <section>
      <h2>{t("portal.access.tell")}</h2>
      <p>{t("portal.access.tell.text")}</p>
    </section>
  </Page>
);

export const PrivacyPage = ({
  t,
  site,
  rights,
  incidents,
}: Props & {
  rights: { href: string; name: string; summary: string }[];
  incidents: { id: string; head: string; text: string }[];
}) => (
  <Page t={t} site={site} title={t("portal.privacy")} description={t("portal.privacy.lead")}>
    <h1>{t("portal.privacy")}</h1>
    <p class="lead">{t("portal.privacy.lead")}</p>
    <section>
      <h2>{t("portal.privacy.keep")}</h2>
      <List t={t} keys={[1, 2, 3].map((n) => `portal.privacy.keep.${n}`)} />
    </section>
    <section>
      <h2>{t("portal.privacy.guard")}</h2>
      <List t={t} keys={[1, 2, 3].map((n) => `portal.privacy.guard.${n}`)} />
    </section>
    <section>
      <h2>{t("portal.privacy.cookies")}</h2>
      <p>{t("portal.privacy.cookies.text")}</p>
      <Table
        t={t}
        caption={t("portal.privacy.cookies")}
        captionHidden
        columns={[
          { key: "name", head: t("portal.privacy.cookie"), main: true },
          { key: "use", head: t("portal.privacy.cookie.use") },
          { key: "ends", head: t("portal.privacy.cookie.ends") },
        ]}
        rows={(
          [
            [SESSION, "session"],
            [VISIT, "visit"],
            [LANGUAGE, "language"],
            [FLASH, "flash"],
          ] as const
        ).map(([name, key]) => ({
          key: name,
          cells: {
            name: <code>{name}</code>,
            use: t(`portal.privacy.cookie.${key}`),
            ends: t(`portal.privacy.cookie.${key}.ends`),
          },
        }))}
      />
    </section>
    <section>
      <h2>{t("portal.privacy.long")}</h2>
      <p>{t("portal.privacy.long.text")}</p>
      <List t={t} keys={[1, 2, 3, 4].map((n) => `portal.privacy.long.${n}`)} />
    </section>
    {incidents.length > 0 && (
      <section>
        <h2>{t("portal.privacy.incidents")}</h2>
        {incidents.map((each) => (
          <Details key={each.id} summary={each.head}>
            <p>{each.text}</p>
          </Details>
        ))}
      </section>
    )}
    <section>
      <h2>{t("portal.privacy.rights")}</h2>
      <p>{t("portal.privacy.rights.text")}</p>
      <ul>
        {rights.map((right) => (
          <li key={right.href}>
            <a href={right.href}>{right.name}</a>
            <br />
            <span class="small">{right.summary}</span>
          </li>
        ))}
      </ul>
      {site.audience !== "official" && site.behalf === undefined && (
        <p>
          <a href="/akun/data">{t("portal.privacy.mine")}</a>
        </p>
      )}
    </section>
  </Page>
);

const QUESTIONS = ["find", "account", "stop", "track", "correct", "late", "genuine", "without"];

export const HelpPage = ({ t, site }: Props) => (
  <Page t={t} site={site} title={t("portal.help")} description={t("portal.help.lead")}>
    <h1>{t("portal.help")}</h1>
    <p class="lead">{t("portal.help.lead")}</p>
    <div>
      {QUESTIONS.map((question) => (
        <Details key={question} summary={t(`portal.help.${question}`)}>
          <p>{t(`portal.help.${question}.text`)}</p>
        </Details>
      ))}
    </div>
    <p>
      <a href="/bantuan/kesalahan">{t("portal.help.errors")}</a>
    </p>
  </Page>
);

/** What nearly all refusals ask for is said once, at the top: six hundred times it would weigh more than the page may. */
const MOSTLY = "portal.errors.do.mend";

export const ErrorsPage = ({ t, site, refusals }: Props & { refusals: Refusal[] }) => {
  const title = (area: string) =>
    t(t.has(`portal.errors.area.${area}`) ? `portal.errors.area.${area}` : "portal.errors.area.other");
  const areas = [...new Set(refusals.map((refusal) => title(refusal.area)))];
  return (
    <Page
      t={t}
      site={site}
      title={t("portal.errors")}
      crumbs={[{ href: "/bantuan", label: t("portal.help") }]}
      description={t("portal.errors.lead")}
    >
      <h1>{t("portal.errors")}</h1>
      <p class="lead">{t("portal.errors.lead")}</p>
      <p>{t("portal.errors.mostly")}</p>
      {areas.map((area) => (
        <section key={area}>
          <h2>{area}</h2>
          {/* The style sheet writes each one's id below it: in the text it would stand twice. */}
          <ul class="refusals">
            {refusals
              .filter((refusal) => title(refusal.area) === area)
              .map(({ key, todo }) => (
                <li key={key} id={key}>
                  {t(key).replace(/\{\w+\}/g, "…")}
                  {todo !== MOSTLY && <p class="small">{t(todo)}</p>}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </Page>
  );
};
