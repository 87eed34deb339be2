// Borders between folders. Imports point down only: app → capabilities → kernel. Run by scripts/borders.ts, which shows the
// cruiser our TypeScript as JavaScript: the version of TypeScript that checks our types has no interface for it to read by.
const rule = (name, comment, from, to, more = {}) => ({ name, comment, severity: "error", from, to, ...more });
// Tests stand where they test and may reach anything, so they are not shown at all; specimens are theirs.
const TESTS = "[.]test[.][jt]sx?$|^tests/|specimens?([.][jt]sx?$|/)";

module.exports = {
  forbidden: [
    rule(
      "kernel-names-no-capability",
      "The kernel serves all of them; give it a hook to call instead.",
      { path: "^kernel/", pathNot: TESTS },
      { path: "^(capabilities|app|library)/" },
    ),
    rule(
      "capabilities-do-not-know-the-app",
      "The app lists the capabilities; the other direction would make a circle of the whole house.",
      { path: "^capabilities/", pathNot: TESTS },
      { path: "^app/" },
    ),
    rule(
      "meet-at-the-counter",
      "Another capability is used through its index.ts, which lists what it promises.",
      { path: "^capabilities/([^/]+)/", pathNot: TESTS },
      { path: "^capabilities/", pathNot: ["^capabilities/$1/", "^capabilities/[^/]+/index[.][jt]s$"] },
    ),
    rule(
      "no-circle-of-capabilities",
      "Two that need each other are one, or lack a third.",
      { path: "^capabilities/[^/]+$" },
      { circular: true },
      { scope: "folder" },
    ),
    rule(
      "pages-do-not-fetch",
      "A page turns data into HTML; what it shows is handed to it.",
      { path: "/pages/|^kernel/web/components/", pathNot: TESTS },
      { path: "^kernel/db/|[.]sql[.][jt]s$" },
    ),
    rule(
      "the-engine-is-pure",
      "Processes, decisions and calendars never do I/O: they are replayed, and must answer the same each time.",
      { path: "^kernel/(process|calendar)/", pathNot: `${TESTS}|/cli[.][jt]s$` },
      { path: "^kernel/(db|jobs|files|mail|vault|web|audit)/" },
    ),
    rule(
      "running-code-needs-no-test-tools",
      "What is installed for development only is not there in production.",
      { path: "^(app|capabilities|kernel)/", pathNot: TESTS },
      { path: "^tests/", dependencyTypes: ["local"] },
    ),
    rule(
      "no-development-package-in-running-code",
      "What is installed for development only is not there in production.",
      { path: "^(app|capabilities|kernel)/", pathNot: `${TESTS}|/samples/` },
      { dependencyTypes: ["npm-dev"], pathNot: "node_modules/@types/" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};
