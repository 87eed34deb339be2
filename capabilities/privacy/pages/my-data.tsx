// A person's own page about their data: who looked and why, what is kept, and which rights are theirs.

import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  Details,
  EmptyState,
  ErrorSummary,
  Form,
  Notice,
  Page,
  Pagination,
  Select,
  type Site,
  SummaryList,
  Table,
  TextArea,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Shell = { t: Words; site: Site; flash?: string };

export type LookView = {
  id: string;
  when: string;
  act: string;
  who: string;
  agency: string;
  kinds: string;
  purpose: string;
  tracking?: string;
  objected: boolean;
};
export type KeptView = { label: string; value: string; href?: string };
export type RightView = { key: string; name: string; summary: string; href: string };
export type CopyView = { id: string; tracking: string; made: string; until: string };
export type ObjectionView = {
  id: string;
  when: string;
  look: string;
  text: string;
  answer?: { text: string; by: string; when: string };
  due: string;
};

export const MyDataPage = ({
  t,
  site,
  flash,
  once,
  restrictedSince,
  incidents,
  looks,
  next,
  filter,
  agencies,
  query,
  account,
  kept,
  rights,
  copies,
  objections,
}: Shell & {
  once: string;
  restrictedSince?: string;
  incidents: { id: string; head: string; rows: [string, string][] }[];
  looks: LookView[];
  next?: string;
  filter: { period: string; agency: string };
  agencies: { id: string; name: string }[];
  query: string;
  account: [string, string][];
  kept: KeptView[];
  rights: RightView[];
  copies: CopyView[];
  objections: ObjectionView[];
}) => (
  <Page
    t={t}
    site={site}
    title={t("privacy.mine")}
    crumbs={site.behalf === undefined ? [{ href: "/akun", label: t("people.account") }] : []}
    flash={flash && t(flash)}
    private
  >
    <h1>{t("privacy.mine")}</h1>
    <p class="lead">{t("privacy.mine.lead")}</p>
    {restrictedSince && (
      <Notice t={t} kind="info" title={t("privacy.restricted", { since: restrictedSince })}>
        <p>{t("privacy.restricted.text")}</p>
        <Form t={t} site={site} action="/akun/data/pembatasan/akhir" once={once}>
          <Button kind="secondary" small>
            {t("privacy.restricted.end")}
          </Button>
        </Form>
      </Notice>
    )}
    {incidents.length > 0 && (
      <Notice t={t} kind="attention" title={t("privacy.incidents.told")}>
        {incidents.map((each) => (
          <Details key={each.id} summary={each.head}>
            <SummaryList t={t} rows={each.rows} />
          </Details>
        ))}
      </Notice>
    )}
    {copies.length > 0 && (
      <section>
        <h2>{t("privacy.copies")}</h2>
        <ul>
          {copies.map((copy) => (
            <li key={copy.id}>
              <a href={`/akun/data/salinan/${copy.id}`}>{t("privacy.copy.fetch", { when: copy.made })}</a>
              <br />
              <span class="small">{t("privacy.copy.until", { until: copy.until, tracking: copy.tracking })}</span>
            </li>
          ))}
        </ul>
      </section>
    )}
    <section id="dilihat">
      <h2>{t("privacy.looks")}</h2>
      <form class="form" method="get" action="/akun/data#dilihat">
        <Select
          t={t}
          name="masa"
          label={t("privacy.period")}
          value={filter.period}
          options={["", "30", "365"].map((value) => ({ value, label: t(`privacy.period.${value || "all"}`) }))}
        />
        {agencies.length > 1 && (
          <Select
            t={t}
            name="instansi"
            label={t("privacy.agency")}
            value={filter.agency}
            options={[
              { value: "", label: t("privacy.agency.all") },
              ...agencies.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        <Button kind="secondary" small>
          {t("web.filter-apply")}
        </Button>
      </form>
      {looks.length === 0 ? (
        <EmptyState title={t(filter.period || filter.agency ? "privacy.looks.none-here" : "privacy.looks.none")}>
          <p>{t("privacy.looks.none-text")}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            t={t}
            caption={t("privacy.looks")}
            captionHidden
            columns={[
              { key: "when", head: t("privacy.when"), main: true },
              { key: "who", head: t("privacy.who") },
              { key: "what", head: t("privacy.what") },
              { key: "why", head: t("privacy.why") },
              { key: "ask", head: t("privacy.odd.head") },
            ]}
            rows={looks.map((look) => ({
              key: look.id,
              cells: {
                when: look.when,
                who: (
                  <div>
                    {look.who}
                    <br />
                    <span class="small">{look.agency}</span>
                  </div>
                ),
                what: `${look.act}${look.kinds ? `: ${look.kinds}` : ""}`,
                why: (
                  <div>
                    {look.purpose}
                    {look.tracking && (
                      <>
                        <br />
                        <a class="small" href={`/permohonan/${look.tracking}`}>
                          {t("privacy.on-case", { tracking: look.tracking })}
                        </a>
                      </>
                    )}
                  </div>
                ),
                ask: look.objected ? (
                  t("privacy.objected")
                ) : (
                  <a href={`/akun/data/keberatan/${look.id}`}>
                    {t("privacy.odd")}
                    <span class="sr-only"> {look.when}</span>
                  </a>
                ),
              },
            }))}
          />
          <Pagination t={t} next={next} />
          <p>
            <a href={`/akun/data/pembukaan.csv${query}`}>{t("privacy.as-csv")}</a> ·{" "}
            <a href={`/akun/data/pembukaan.json${query}`}>{t("privacy.as-json")}</a>
          </p>
        </>
      )}
    </section>
    {objections.length > 0 && (
      <section>
        <h2>{t("privacy.objections.mine")}</h2>
        {objections.map((each) => (
          <Details key={each.id} summary={`${each.when}: ${each.look}`}>
            <p>{each.text}</p>
            {each.answer ? (
              <p>
                <strong>{t("privacy.answer.of", { by: each.answer.by, when: each.answer.when })}</strong>
                <br />
                {each.answer.text}
              </p>
            ) : (
              <p class="muted">{t("privacy.answer.due", { due: each.due })}</p>
            )}
          </Details>
        ))}
      </section>
    )}
    <section>
      <h2>{t("privacy.kept")}</h2>
      <SummaryList
        t={t}
        rows={[
          ...account.map(([label, value]) => ({ label, value })),
          ...kept.map(({ label, value, href }) => ({ label, value: href ? <a href={href}>{value}</a> : value })),
        ]}
      />
      <p>
        <a href="/privasi">{t("privacy.notice-link")}</a>
      </p>
    </section>
    {rights.length > 0 && (
      <section>
        <h2>{t("privacy.rights")}</h2>
        <p>{t("privacy.rights.lead")}</p>
        <ul>
          {rights.map((right) => (
            <li key={right.key}>
              <a href={right.href}>{right.name}</a>
              <br />
              <span class="small">{right.summary}</span>
            </li>
          ))}
        </ul>
      </section>
    )}
  </Page>
);

/** Why a look seems odd, asked beside what the record says of it. */
export const ObjectPage = ({
  t,
  site,
  look,
  once,
  text,
  problem,
}: Shell & { look: LookView; once: string; text?: string; problem?: Refused }) => (
  <Page
    t={t}
    site={site}
    title={t("privacy.objection")}
    crumbs={[
      ...(site.behalf === undefined ? [{ href: "/akun", label: t("people.account") }] : []),
      { href: "/akun/data", label: t("privacy.mine") },
    ]}
    problem={problem !== undefined}
    private
  >
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("privacy.objection")}</h1>
    <SummaryList
      t={t}
      rows={[
        [t("privacy.when"), look.when],
        [t("privacy.who"), `${look.who}, ${look.agency}`],
        [t("privacy.what"), `${look.act}${look.kinds ? `: ${look.kinds}` : ""}`],
        [t("privacy.why"), look.purpose],
      ]}
    />
    {look.objected ? (
      <p>{t("privacy.objected-already")}</p>
    ) : (
      <Form t={t} site={site} action={`/akun/data/keberatan/${look.id}`} once={once}>
        <TextArea
          t={t}
          name="alasan"
          label={t("privacy.objection.reason")}
          hint={t("privacy.objection.hint", { agency: look.agency })}
          value={text}
          problem={problem}
          limit={2000}
        />
        <Button>{t("privacy.objection.send")}</Button>
      </Form>
    )}
  </Page>
);
