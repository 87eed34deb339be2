// What search engines read: the service in the words of schema.org (GovernmentService).

import { type Locale, pick } from "../../../kernel/words/words.ts";
import type { ParameterValues, Service } from "../definition/model.ts";
import { amountOf } from "../definition/parameters.ts";
import type { Offering } from "../services.sql.ts";

type Given = { service: Service; url: string; offering?: Offering; parameters: ParameterValues; locale: Locale };

export function structuredData({ service, url, offering, parameters, locale }: Given): Record<string, unknown> {
  const { fee } = service;
  const price = fee.kind === "none" ? 0 : fee.kind === "fixed" ? amountOf(fee.amount, parameters) : undefined;
  const page = `${url}/layanan/${service.key}${offering ? `/${offering.slug}` : ""}`;
  return {
    "@context": "https://schema.org",
    "@type": "GovernmentService",
    name: pick(service.name, locale),
    description: pick(service.summary, locale),
    url: page,
    serviceType: service.key,
    inLanguage: ["id", "en"],
    audience: service.audience.map((audience) => ({ "@type": "Audience", audienceType: audience })),
    serviceOutput: { "@type": "Thing", name: pick(service.standard.product, locale) },
    availableChannel: { "@type": "ServiceChannel", serviceUrl: page },
    ...(price === undefined ? {} : { offers: { "@type": "Offer", price, priceCurrency: "IDR" } }),
    ...(offering
      ? {
          provider: { "@type": "GovernmentOrganization", name: `${offering.unitName}, ${offering.agencyName}` },
          areaServed: offering.agencyName,
        }
      : {}),
  };
}
