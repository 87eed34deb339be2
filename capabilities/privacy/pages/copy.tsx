// The copy that a person takes home: one page without scripts or anything fetched from elsewhere, to be read on any device.

import { formatDateTime, zone } from "../../../kernel/calendar/index.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";
import type { PersonRecord } from "../person-record.ts";

const WIB = zone("Asia/Jakarta");

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1b1b18}
table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;border-bottom:1px solid #ddd;padding:.3rem .5rem .3rem 0}
h2{margin-top:2.5rem}h3{margin-top:1.5rem}`;

const Facts = ({ rows }: { rows: (readonly [string, string])[] }) => (
  <table>
    <tbody>
      {rows.map(([label, value]) => (
        <tr key={label}>
          <th scope="row">{label}</th>
          <td>{value || "–"}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

export const CopyPage = ({
  t,
  record,
  files,
  left,
}: {
  t: Words;
  record: PersonRecord;
  files: string[];
  left: string[];
}) => {
  const when = (at: Date | null) => (at ? formatDateTime(at, WIB, t.locale) : "–");
  return (
    <html lang={t.locale}>
      <head>
        <meta charset="utf-8" />
        <title>{t("privacy.copy.title")}</title>
        {/* The sheet travels with the file: it is opened far from any server. */}
        <style>{STYLE}</style>
      </head>
      <body>
        <h1>{t("privacy.copy.title")}</h1>
        <p>{t("privacy.copy.lead", { when: when(record.madeAt) })}</p>
        <h2>{t("privacy.copy.account")}</h2>
        <Facts
          rows={[
            [t("people.name"), record.account.name],
            [t("people.nik"), record.account.nik],
            [t("people.email"), record.account.email],
            [t("people.phone"), record.account.phone],
            [t("privacy.copy.since"), when(record.account.since)],
          ]}
        />
        <h2>{t("privacy.copy.cases", { n: record.cases.length })}</h2>
        {record.cases.map((each) => (
          <section key={each.tracking}>
            <h3>
              {pick(each.service.name, t.locale)}, {each.tracking}
            </h3>
            <Facts
              rows={[
                [t("privacy.agency"), each.agency],
                [t("privacy.copy.sent"), when(each.submittedAt)],
                [t("privacy.copy.finished"), when(each.finishedAt)],
                ...each.answers.map(({ label, shown }) => [pick(label, t.locale), shown] as const),
                ...each.files.map((file) => [t("privacy.copy.file"), file.name] as const),
                ...each.documents.map((document) => [pick(document.title, t.locale), document.number] as const),
                ...each.messages.map((message) => [`${when(message.at)} ${message.by}`.trim(), message.text] as const),
              ]}
            />
          </section>
        ))}
        <h2>{t("privacy.copy.drafts", { n: record.drafts.length })}</h2>
        {record.drafts.length > 0 && (
          <Facts rows={record.drafts.map((draft) => [when(draft.savedAt), draft.agency] as const)} />
        )}
        <h2>{t("privacy.looks")}</h2>
        <table>
          <thead>
            <tr>
              <th>{t("privacy.when")}</th>
              <th>{t("privacy.who")}</th>
              <th>{t("privacy.why")}</th>
            </tr>
          </thead>
          <tbody>
            {record.looks.map((look) => (
              <tr key={look.id}>
                <td>{when(look.at)}</td>
                <td>
                  {look.detail.who ?? look.position ?? ""}, {look.agency ?? ""}
                </td>
                <td>{look.purpose}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {record.objections.length > 0 && (
          <>
            <h2>{t("privacy.objections.mine")}</h2>
            <Facts
              rows={record.objections.map((each) => [when(each.at), `${each.text} — ${each.answer ?? ""}`] as const)}
            />
          </>
        )}
        <h2>{t("privacy.copy.files")}</h2>
        <ul>
          {files.map((file) => (
            <li key={file}>{file}</li>
          ))}
          {left.map((file) => (
            <li key={file}>{t("privacy.copy.left", { file })}</li>
          ))}
        </ul>
      </body>
    </html>
  );
};
