// A program of the operator's that holds the master key, e.g. a dozen lines around a PKCS#11 tool and a hardware module. It gets
// one question as JSON on its standard input and answers on its standard output (docs/operate/key.md has one to copy).

import { spawn } from "node:child_process";
import { Refused } from "../errors.ts";
import type { KeyHolder } from "./holder.ts";

const SILENCE_MS = 30_000;

/** @param command the program and its arguments, parted by spaces; no shell reads it */
export function commandHolder(command: string): KeyHolder {
  const [program = "", ...given] = command.trim().split(/\s+/);
  const ask = (question: { do: "name" | "wrap" | "unwrap"; data?: string }, field: "name" | "data") =>
    new Promise<string>((resolve, reject) => {
      const trouble = (reason: string) =>
        reject(new Refused("key.command-trouble", { params: { command: program, reason }, status: 503 }));
      // The program is the operator's own; what it needs of the environment it gets, but none of our secrets.
      const { PATH, HOME, LANG } = process.env;
      const softhsm = process.env.SOFTHSM2_CONF;
      const child = spawn(program, given, {
        stdio: ["pipe", "pipe", "pipe"],
        timeout: SILENCE_MS,
        env: { PATH, HOME, LANG, ...(softhsm ? { SOFTHSM2_CONF: softhsm } : {}) },
      });
      let out = "";
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (part: string) => {
        out += part;
        if (out.length > 100_000) child.kill("SIGKILL");
      });
      child.stderr.setEncoding("utf8").on("data", (part: string) => {
        said = (said + part).slice(0, 2000);
      });
      child.once("error", (error: NodeJS.ErrnoException) => trouble(error.code ?? error.message));
      child.once("close", (code, signal) => {
        if (code !== 0) return trouble(said.split("\n")[0]?.slice(0, 200) || `exit ${code ?? signal}`);
        try {
          const value = (JSON.parse(out) as Record<string, unknown>)[field];
          if (typeof value === "string" && value !== "") return resolve(value);
        } catch {
          // Told below.
        }
        trouble(`no ${field}`);
      });
      child.stdin.on("error", () => {});
      child.stdin.end(`${JSON.stringify(question)}\n`);
    });
  return {
    kind: "command",
    where: program,
    identity: async () => `command:${(await ask({ do: "name" }, "name")).slice(0, 200)}`,
    wrap: async (key) => Buffer.from(await ask({ do: "wrap", data: key.toString("base64") }, "data"), "base64"),
    unwrap: async (wrapped) =>
      Buffer.from(await ask({ do: "unwrap", data: wrapped.toString("base64") }, "data"), "base64"),
  };
}
