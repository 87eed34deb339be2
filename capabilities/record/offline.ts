// The verifier as one file that works without a network: style and script stand in it, named by their hashes in its own policy.

import { createHash } from "node:crypto";
import { render } from "preact-render-to-string";
import { inlineScript } from "../../kernel/web/inline-script.ts";
import type { Words } from "../../kernel/words/words.ts";
import { OfflineChecker } from "./pages/check.tsx";

const STYLE = `body{font:18px/1.5 system-ui,sans-serif;margin:0;color:#1d1a16;background:#fbf8f2}main{max-width:42rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;line-height:1.2}.field{margin:1.25rem 0}.field-label{display:block;font-weight:600}.field-hint{margin:.1rem 0 .4rem;color:#4f4a42}
input{font:inherit;max-width:100%;min-height:44px}.code{overflow-wrap:anywhere;font-family:ui-monospace,monospace;font-size:.9rem}
table{border-collapse:collapse;width:100%;font-size:.95rem}td,th{text-align:start;padding:.4rem .5rem .4rem 0;border-bottom:1px solid #d9d2c5;vertical-align:top;overflow-wrap:anywhere}
.notice{border-inline-start:4px solid #0b5a5e;padding:.5rem 1rem;background:#fff}.notice.attention{border-color:#a4401f}.notice-title{font-weight:700;margin:0}
@media(prefers-color-scheme:dark){body{color:#f2ede4;background:#161412}.notice{background:#221f1b}.field-hint{color:#c9c1b4}td,th{border-color:#4a443b}}`;

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The file, in the reader's language. */
export function offlineChecker(t: Words, sentences: Record<string, string>): string {
  // Nothing in a script may end the element that it stands in.
  const script = inlineScript("islands/check-record.ts").replaceAll("</", "<\\/");
  const policy = `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>${render(OfflineChecker({ t, sentences, policy, style: STYLE, script }))}`;
}
