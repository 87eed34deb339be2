// Whether a page is right HTML; how it is written is the renderer's affair.

import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    "void-style": "off",
    "attribute-boolean-style": "off",
    "no-trailing-whitespace": "off",
    "no-inline-style": "error",
    "long-title": "off",
    "doctype-style": "off",
    // Lists whose dots are taken away lose their role in one browser's reader; the role gives it back.
    "no-redundant-role": "off",
    "tel-non-breaking": "off",
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    "no-raw-characters": "off",
    "prefer-native-element": ["error", { exclude: ["search"] }],
    // Made here, hashed by name, from our own server: there is no other party whose change it would catch.
    "require-sri": "off",
  },
});

/** Every fault of the page, each once. */
export async function faultsOf(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return [
    ...new Set(
      report.results.flatMap((result) =>
        result.messages.map((message) => `${message.ruleId}: ${message.message} (${message.selector})`),
      ),
    ),
  ];
}
