// Runs the named test files with node:test, in one process each, and prints the spec report.
import { run } from "node:test";
import { spec } from "node:test/reporters";

const files = process.argv.slice(2);
run({ files, concurrency: 1 })
  .on("test:fail", () => {
    process.exitCode = 1;
  })
  .compose(new spec())
  .pipe(process.stdout);
