#!/usr/bin/env node
// `npx pendopo …`: the operator's door. Finds a Node that is new enough and hands over to app/cli.ts.
import { run } from "./run.js";

run("app/cli.ts", process.argv.slice(2));
