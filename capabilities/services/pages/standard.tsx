// The 14 components of the service standard, whole, for those who ask: officials, auditors, and people who insist.

import { Details } from "../../../kernel/web/components/index.ts";
import { type Bilingual, pick, type Words } from "../../../kernel/words/words.ts";
import { INTERNAL_COMPONENTS, PUBLISHED_COMPONENTS, type Service } from "../definition/service-schema.ts";

type Standard = Service["standard"];
type Law = Standard["legalBasis"][number];

export const StandardDetails = ({ t, service }: { t: Words; service: Service }) => (
  <>
    <Details summary={t("services.law")}>
      <Laws t={t} laws={service.standard.legalBasis} />
    </Details>
    <Details summary={t("services.standard")}>
      <Components
        t={t}
        standard={service.standard}
        title={t("services.standard.published")}
        keys={PUBLISHED_COMPONENTS}
        from={1}
      />
      <Components
        t={t}
        standard={service.standard}
        title={t("services.standard.internal")}
        keys={INTERNAL_COMPONENTS}
        from={1 + PUBLISHED_COMPONENTS.length}
      />
    </Details>
  </>
);

const Components = ({
  t,
  standard,
  title,
  keys,
  from,
}: {
  t: Words;
  standard: Standard;
  title: string;
  keys: readonly (keyof Standard)[];
  from: number;
}) => (
  <>
    <h3>{title}</h3>
    <ol start={from}>
      {keys.map((key) => (
        <li key={key}>
          <strong>{t(`services.standard.${key}`)}</strong>
          <Component t={t} of={standard[key]} />
        </li>
      ))}
    </ol>
  </>
);

/** A component is a sentence, a list of sentences, of requirements, or of laws. */
function Component({ t, of }: { t: Words; of: Standard[keyof Standard] }) {
  if (!Array.isArray(of)) return <p>{pick(of as Bilingual, t.locale)}</p>;
  const items = of as (Bilingual | { text: Bilingual } | Law)[];
  if (items.some((item) => "instrument" in item)) return <Laws t={t} laws={items as Law[]} />;
  return (
    <ul>
      {items.map((item) => {
        const text = pick("text" in item ? item.text : (item as Bilingual), t.locale);
        return <li key={text}>{text}</li>;
      })}
    </ul>
  );
}

const Laws = ({ t, laws }: { t: Words; laws: readonly Law[] }) => (
  <ul>
    {laws.map((law) => (
      <li key={law.instrument}>
        {law.instrument}
        {law.articles.length > 0 && `, ${law.articles.join(", ")}`}
        {law.note && <span class="muted">: {pick(law.note, t.locale)}</span>}
      </li>
    ))}
  </ul>
);
