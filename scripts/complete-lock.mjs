// Some registries lack packages for other platforms, and npm then leaves them out of the lock; `npm ci` refuses such a lock.
// Run after `npm install`: adds the missing entries by name and version, so that the lock is whole for every platform.

import { readFileSync, writeFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
let added = 0;
const parse = (name) => {
  const tail = name.split("/").pop();
  const os = /darwin/.test(tail)
    ? "darwin"
    : /win32|windows/.test(tail)
      ? "win32"
      : /android/.test(tail)
        ? "android"
        : /freebsd/.test(tail)
          ? "freebsd"
          : /openharmony/.test(tail)
            ? "openharmony"
            : /openbsd/.test(tail)
              ? "openbsd"
              : /netbsd/.test(tail)
                ? "netbsd"
                : /sunos/.test(tail)
                  ? "sunos"
                  : /aix/.test(tail)
                    ? "aix"
                    : "linux";
  const cpu = /arm64/.test(tail)
    ? "arm64"
    : /arm/.test(tail)
      ? "arm"
      : /ia32/.test(tail)
        ? "ia32"
        : /ppc64/.test(tail)
          ? "ppc64"
          : /riscv64/.test(tail)
            ? "riscv64"
            : /s390x/.test(tail)
              ? "s390x"
              : /loong64/.test(tail)
                ? "loong64"
                : /mips64el/.test(tail)
                  ? "mips64el"
                  : /wasm32/.test(tail)
                    ? "wasm32"
                    : "x64";
  const libc =
    os === "linux" ? (/musl/.test(tail) ? ["musl"] : /gnu|glibc/.test(tail) ? ["glibc"] : undefined) : undefined;
  return { os: [os], cpu: [cpu], ...(libc ? { libc } : {}) };
};
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === "") continue;
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const at = `node_modules/${name}`;
    const nested = `${path}/node_modules/${name}`;
    if (lock.packages[at] || lock.packages[nested]) continue;
    const version = range.replace(/^[\^~=]/, "");
    if (!/^\d+\.\d+\.\d+/.test(version)) {
      console.log("skip", name, range);
      continue;
    }
    lock.packages[at] = {
      version,
      ...(parse(name).cpu ? { cpu: parse(name).cpu } : {}),
      ...(entry.dev ? { dev: true } : {}),
      ...(parse(name).libc ? { libc: parse(name).libc } : {}),
      optional: true,
      os: parse(name).os,
    };
    added++;
    console.log(name, version, JSON.stringify(parse(name)));
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
console.log("added", added);
