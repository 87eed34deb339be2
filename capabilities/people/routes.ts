// Every path of people: the doors, the way back, one's own account.

import { accountRoutes } from "./account-routes.ts";
import { counterRoutes } from "./counter-routes.ts";
import { doorRoutes } from "./door-routes.ts";
import { ownAccountRoutes } from "./own-account-routes.ts";
import { recoverRoutes } from "./recover-routes.ts";
import { securityRoutes } from "./security-routes.ts";

export const routes = [
  ...doorRoutes,
  ...recoverRoutes,
  ...ownAccountRoutes,
  ...securityRoutes,
  ...accountRoutes,
  ...counterRoutes,
];
