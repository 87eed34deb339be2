// The list of capabilities, from the ground up. Adding one is one folder and one line here.

import { agencies } from "../capabilities/agencies/index.ts";
import { cases } from "../capabilities/cases/index.ts";
import { federation } from "../capabilities/federation/index.ts";
import { mandates } from "../capabilities/mandates/index.ts";
import { people } from "../capabilities/people/index.ts";
import { permissions } from "../capabilities/permissions/index.ts";
import { portal } from "../capabilities/portal/index.ts";
import { privacy } from "../capabilities/privacy/index.ts";
import { record } from "../capabilities/record/index.ts";
import { services } from "../capabilities/services/index.ts";
import type { Capability } from "../kernel/hall.ts";

export const capabilities: readonly Capability[] = [
  agencies,
  people,
  services,
  mandates,
  permissions,
  cases,
  privacy,
  record,
  federation,
  portal,
];
