// The auditors' search: what was done in the own agency, by whom, on whose behalf and through what; each word in it narrows.

import { Button, ButtonGroup } from "../../../kernel/web/components/buttons/buttons.tsx";
import { EmptyState } from "../../../kernel/web/components/lists/card.tsx";
import { FilterBar } from "../../../kernel/web/components/lists/search.tsx";
import { Pagination } from "../../../kernel/web/components/navigation/pagination.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import { Table } from "../../../kernel/web/components/table/table.tsx";
import type { Words } from "../../../kernel/words/words.ts";
import type { Search } from "../examine.ts";

export type Linked = { text: string; href?: string };
export type EntryView = {
  id: string;
  when: string;
  act: Linked;
  who: Linked;
  title?: Linked;
  ways: string[];
  target: Linked[];
  more: string[];
  seal: string;
};
type Option = { value: string; label: string };
type Props = {
  t: Words;
  site: Site;
  agency: string;
  period: string;
  search: Search;
  acts: Option[];
  positions: Option[];
  active: { label: string; without: string }[];
  entries: EntryView[];
  most: number;
  json: string;
  csv: string;
  first?: string;
  next?: string;
};

const PATH = "/catatan/pemeriksaan";
const Leading = ({ text, href }: Linked) => (href ? <a href={href}>{text}</a> : <span>{text}</span>);

const Dates = ({ t, search }: { t: Words; search: Search }) => (
  <>
    {(["from", "until"] as const).map((name) => (
      <div class="filter" key={name}>
        <label for={`s-${name}`}>{t(`record.${name}`)}</label>
        <input
          class="ds-input"
          type="date"
          id={`s-${name}`}
          name={name === "from" ? "dari" : "sampai"}
          value={search[name]}
        />
      </div>
    ))}
    <div class="filter">
      <label for="s-sasaran">{t("record.target")}</label>
      <input class="ds-input" id="s-sasaran" name="sasaran" value={search.target ?? ""} autocomplete="off" />
    </div>
  </>
);

export const ExaminePage = (props: Props) => {
  const { t, site, search, entries } = props;
  const any = { value: "", label: t("record.any") };
  const ways = (["look", "behalf", "program"] as const).map((value) => ({ value, label: t(`record.way.${value}`) }));
  const keep = { ...(search.account && { akun: search.account }), ...(search.subject && { warga: search.subject }) };
  return (
    <Page t={t} site={site} title={t("record.examine")} layout="wide" private>
      <h1>{t("record.examine")}</h1>
      <p class="lead">{t("record.examine-lead", { agency: props.agency })}</p>
      <FilterBar
        t={t}
        action={PATH}
        keep={keep}
        fields={[
          { name: "tindakan", label: t("record.act"), options: [any, ...props.acts], value: search.act },
          { name: "jabatan", label: t("record.position"), options: [any, ...props.positions], value: search.position },
          { name: "cara", label: t("record.way"), options: [any, ...ways], value: search.way },
        ]}
        active={props.active}
        clear={PATH}
      >
        <Dates t={t} search={search} />
      </FilterBar>
      {entries.length === 0 ? (
        <EmptyState title={t("record.found-none")}>
          <p>{t("record.found-none-text")}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            t={t}
            caption={props.period}
            columns={[
              { key: "when", head: t("record.when"), main: true },
              { key: "who", head: t("record.who") },
              { key: "act", head: t("record.what") },
              { key: "target", head: t("record.about") },
              { key: "more", head: t("record.more") },
            ]}
            rows={entries.map((entry) => ({
              key: entry.id,
              cells: {
                when: (
                  <span>
                    {entry.when}
                    <br />
                    <span class="small muted">{entry.seal}</span>
                  </span>
                ),
                who: (
                  <span>
                    <Leading {...entry.who} />
                    {entry.title && (
                      <>
                        <br />
                        <Leading {...entry.title} />
                      </>
                    )}
                    {entry.ways.map((way) => (
                      <span key={way}>
                        <br />
                        <strong>{way}</strong>
                      </span>
                    ))}
                  </span>
                ),
                act: <Leading {...entry.act} />,
                target: (
                  <span>
                    {entry.target.map((one, i) => (
                      <span key={one.text}>
                        {i > 0 && <br />}
                        <Leading {...one} />
                      </span>
                    ))}
                  </span>
                ),
                more: (
                  <span>
                    {entry.more.map((line) => (
                      <span key={line} class="small">
                        {line}
                        <br />
                      </span>
                    ))}
                  </span>
                ),
              },
            }))}
            dense
          />
          <Pagination t={t} previous={props.first} next={props.next} />
          <h2>{t("record.take")}</h2>
          <p>{t("record.take-hint", { most: props.most })}</p>
          <ButtonGroup>
            <Button href={props.json} kind="secondary" icon="download">
              {t("record.take-json")}
            </Button>
            <Button href={props.csv} kind="secondary" icon="download">
              {t("record.take-csv")}
            </Button>
          </ButtonGroup>
        </>
      )}
    </Page>
  );
};
