// The number of whom a mandate is about, asked in the same way wherever it is asked.

import type { Refused } from "../../../kernel/errors.ts";
import { TextField } from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Props = { t: Words; value: string; problem?: Refused; optional?: boolean; autoComplete?: string };

export const NikField = ({ t, ...rest }: Props) => (
  <TextField
    t={t}
    name="nik"
    label={t("mandates.form.nik")}
    hint={t("mandates.form.nik-hint")}
    inputMode="numeric"
    width={20}
    {...rest}
  />
);
