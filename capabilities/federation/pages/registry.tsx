// The register of an agency's applications.

import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { EmptyState } from "../../../kernel/web/components/lists/card.tsx";
import { FilterBar, SearchBox } from "../../../kernel/web/components/lists/search.tsx";
import { Notice, Tag } from "../../../kernel/web/components/messages/messages.tsx";
import { Pagination } from "../../../kernel/web/components/navigation/pagination.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import { Table } from "../../../kernel/web/components/table/table.tsx";
import type { Words } from "../../../kernel/words/words.ts";
import type { Client } from "../client.ts";

type Props = {
  t: Words;
  site: Site;
  flash?: string;
  rows: Client[];
  filter: { text: string; kind: string; state: string };
  next?: string;
};

export const RegistryPage = ({ t, site, flash, rows, filter, next }: Props) => {
  const set = Object.entries({ cari: filter.text, jenis: filter.kind, keadaan: filter.state }).filter(
    ([, value]) => value !== "",
  );
  const filtered = set.length > 0;
  return (
    <Page t={t} site={site} title={t("federation.registry")} layout="wide" private>
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <h1>{t("federation.registry")}</h1>
      <p>{t("federation.registry.lead")}</p>
      <p>
        <Button href="/aplikasi/baru">{t("federation.registry.new")}</Button>
      </p>
      <SearchBox
        t={t}
        action="/aplikasi"
        label={t("federation.registry.search")}
        value={filter.text}
        keep={{ ...(filter.kind ? { jenis: filter.kind } : {}), ...(filter.state ? { keadaan: filter.state } : {}) }}
      />
      <FilterBar
        t={t}
        action="/aplikasi"
        keep={filter.text ? { cari: filter.text } : {}}
        fields={[
          {
            name: "jenis",
            label: t("federation.jenis"),
            value: filter.kind,
            options: ["", "web", "native", "machine"].map((value) => ({
              value,
              label: t(value ? `federation.kind.${value}` : "federation.all"),
            })),
          },
          {
            name: "keadaan",
            label: t("federation.state"),
            value: filter.state,
            options: ["", "active", "suspended"].map((value) => ({
              value,
              label: t(value ? `federation.state.${value}` : "federation.all"),
            })),
          },
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState title={t(filtered ? "federation.registry.not-found" : "federation.registry.none")}>
          <p>{t(filtered ? "federation.registry.not-found-lead" : "federation.registry.none-lead")}</p>
        </EmptyState>
      ) : (
        <Table
          t={t}
          caption={t("federation.registry")}
          captionHidden
          columns={[
            { key: "name", head: t("federation.nama"), main: true },
            { key: "kind", head: t("federation.jenis") },
            { key: "purpose", head: t("federation.keperluan"), wideOnly: true },
            { key: "state", head: t("federation.state") },
          ]}
          rows={rows.map((row) => ({
            key: row.id,
            tone: row.suspended_at ? ("quiet" as const) : undefined,
            cells: {
              name: <a href={`/aplikasi/${row.id}`}>{row.name}</a>,
              kind: t(`federation.kind.${row.kind}`),
              purpose: row.purpose,
              state: (
                <Tag kind={row.suspended_at ? "need" : "calm"}>
                  {t(row.suspended_at ? "federation.state.suspended" : "federation.state.active")}
                </Tag>
              ),
            },
          }))}
        />
      )}
      <Pagination
        t={t}
        next={next && `/aplikasi?${new URLSearchParams([...set, ["sesudah", next]] as [string, string][])}`}
      />
    </Page>
  );
};
