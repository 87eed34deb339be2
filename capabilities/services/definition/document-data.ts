import { qrCode } from "../../../kernel/documents/index.ts";
import { fieldsOf } from "./conditions.ts";
import { displayAnswers } from "./display.ts";
import type { Answer, Answers, Cell, Field, Form, ParameterValues, Row } from "./model.ts";

/**
 * What a template finds as `data`, filled with a made-up case: so that a template is proved before it is published. The shape is the
 * one that cases hand to the press (case, applicant, answers, variables, parameters, agency, signer, document, qr).
 */
export async function sampleData(
  forms: Record<string, Form>,
  results: Record<string, unknown>,
  parameters: ParameterValues,
): Promise<Record<string, unknown>> {
  const answers: Answers = {};
  for (const field of Object.values(forms).flatMap(fieldsOf)) answers[field.key] = sampleAnswer(field);
  const shown = Object.assign(
    {},
    ...Object.values(forms).map((form) => displayAnswers(form, answers, { locale: "id" })),
  );
  const verifyUrl = "https://layanan.contoh.go.id/periksa/7K3M-9QXT-42";
  return {
    case: { tracking: "PGK-7K3M-9Q", submittedAt: "2026-11-10", submittedOn: "10 November 2026" },
    applicant: { name: "Nuraini binti Sahrul", nik: "1971015003900000" },
    answers: shown,
    variables: { ...answers, ...results, parameters },
    parameters,
    agency: {
      government: "Pemerintah Kota Contoh",
      name: "Dinas Contoh",
      address: "Jalan Contoh 1",
      phone: "(0717) 000000",
      email: null,
      website: null,
      crest: null,
    },
    signer: {
      name: "Dra. Rukmini Haryati, M.Si.",
      position: "Kepala Dinas Contoh",
      nip: "197001011995032000",
      acting: null,
      rank: null,
    },
    document: {
      number: "400.7/0417/CONTOH/XI/2026",
      date: "2026-11-22",
      place: "Contoh",
      validUntil: "2029-11-21",
      verifyUrl,
      code: "7K3M-9QXT-42",
    },
    qr: (await qrCode(verifyUrl)).svg,
  };
}

/** Paths of `data` that may be empty in a real case: questions that were hidden or optional, forms of ways not taken, what the service leaves open. */
export function optionalPaths(forms: Record<string, Form>, applicationKey: string): string[] {
  const sure = (form: Form) =>
    form.pages.flatMap((page) =>
      page.fields.filter(
        (field) => page.visible === undefined && field.visible === undefined && field.required === true,
      ),
    );
  const certain = new Set(forms[applicationKey] ? sure(forms[applicationKey]).map(({ key }) => key) : []);
  // Tables are lists, and an unanswered one is an empty list, not nothing.
  const answers = Object.values(forms)
    .flatMap(fieldsOf)
    .filter(({ key, type }) => !certain.has(key) && type !== "table");
  return [
    ...answers.map(({ key }) => `answers.${key}`),
    "document.validUntil",
    "signer.acting",
    "signer.rank",
    "agency.crest",
    "agency.email",
    "agency.website",
  ];
}

/** An answer of the right kind for a field. */
export function sampleAnswer(field: Field | Cell): Answer {
  switch (field.type) {
    case "number":
      return field.min ?? 1;
    case "rupiah":
      return Math.max(field.min, 250_000);
    case "date":
      return "2026-11-10";
    case "yes-no":
    case "statement":
      return true;
    case "choice":
      return field.options[0]!.value;
    case "choices":
      return [field.options[0]!.value];
    case "file":
      return [{ id: "contoh", name: "contoh.pdf", type: "application/pdf", size: 1000 }];
    case "region":
      return { province: "19", regency: "19.71", district: "19.71.01", village: "19.71.01.1001" }[field.level];
    case "nik":
      return "1971015003900000";
    case "nib":
      return "1234567890123";
    case "phone":
      return "+6281234567890";
    case "email":
      return "nama@contoh.id";
    case "address":
      return { street: "Jalan Contoh 1", rt: "001", rw: "002", postcode: "33111", village: "19.71.01.1001" };
    case "location":
      return { lat: -2.1291, lon: 106.1138 };
    case "table":
      return [Object.fromEntries(field.fields.map((cell) => [cell.key, sampleAnswer(cell)])) as Row];
    default:
      return "Contoh";
  }
}
