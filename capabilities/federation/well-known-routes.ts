// Where libraries look for a provider first: at the root, though its own address lies one step below.

import { seeOther } from "../../kernel/web/answer.ts";
import { serve } from "../../kernel/web/serve.ts";

export const wellKnownRoutes = serve("/.well-known", "public", (on) => {
  on.get("/openid-configuration", () => seeOther("/oidc/.well-known/openid-configuration"));
  on.get("/oauth-authorization-server", () => seeOther("/oidc/.well-known/openid-configuration"));
  on.get("/oauth-authorization-server/oidc", () => seeOther("/oidc/.well-known/openid-configuration"));
});
