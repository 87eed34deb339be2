import assert from "node:assert/strict";
import { test } from "node:test";
import { h } from "preact";
import { render } from "preact-render-to-string";
import { Trusted } from "./trusted.tsx";

test("a name in structured data cannot end its block, and is read back as it was", () => {
  const name = "Warung </script><script>alert(1)</script> & \u2028 <!--";
  const html = render(h(Trusted, { json: { name } }));
  const inside = html.slice(html.indexOf(">") + 1, html.lastIndexOf("</script>"));
  assert.doesNotMatch(inside, /[<>\u2028]/);
  assert.deepEqual(JSON.parse(inside), { name });
});
