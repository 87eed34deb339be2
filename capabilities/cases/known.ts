// What the account already says: asked once, at the sign-up, and filled in wherever a form asks for it again.

import { type Answers, type Field, type Form, fieldsOf } from "../services/index.ts";

type Person = Record<string, unknown>;

/** `account.` is what a person is known by, `organization.` what an organization is: neither stands for the other. */
const saidOf = (person: Person, field: Field): string | undefined => {
  const [whose, what] = (field.prefill?.source ?? "").split(".");
  const isOrganization = person.kind === "organization";
  const value = whose === (isOrganization ? "organization" : "account") && what ? person[what] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
};

/** Answers of a form that the account knows. */
export const knownOf = (form: Pick<Form, "pages">, person: object): Answers => gathered(form, person, () => true);

/** Those of them that cannot be changed in the form. */
export const lockedBy = (form: Pick<Form, "pages">, person: object): Answers =>
  gathered(form, person, (field) => field.prefill?.locked === true);

const gathered = (form: Pick<Form, "pages">, person: object, wanted: (field: Field) => boolean): Answers =>
  Object.fromEntries(
    fieldsOf(form).flatMap((field) => {
      const value = wanted(field) ? saidOf(person as Person, field) : undefined;
      return value === undefined ? [] : [[field.key, value]];
    }),
  );
