import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { openScanner, scannerAddress, scannerVersion } from "./antivirus.ts";

// The harmless text that all scanners agree to call a virus, put together here so that no scanner stops at this file.
const eicar = Buffer.from(["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join(""));

/** A daemon that speaks INSTREAM as clamd does, and finds the text above. */
function daemon(limit = 10 << 20): Server {
  return createServer((socket: Socket) => {
    let held = Buffer.alloc(0);
    let begun = false;
    let content = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (part) => {
      held = Buffer.concat([held, part]);
      if (!begun) {
        const command = "zINSTREAM\0";
        if (held.length < command.length) return;
        assert.equal(held.subarray(0, command.length).toString(), command);
        held = held.subarray(command.length);
        begun = true;
      }
      while (held.length >= 4) {
        const length = held.readUInt32BE(0);
        if (length === 0)
          return void socket.end(content.includes(eicar) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
        if (held.length < 4 + length) return;
        content = Buffer.concat([content, held.subarray(4, 4 + length)]);
        held = held.subarray(4 + length);
        if (content.length > limit) return void socket.end("INSTREAM size limit exceeded. ERROR\0");
      }
    });
  });
}

async function listening(server: Server, path?: string): Promise<string> {
  await new Promise<void>((resolve) => (path ? server.listen(path, resolve) : server.listen(0, "127.0.0.1", resolve)));
  return path ? `unix:${path}` : `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("a clean file passes and a virus is named, over TCP and over a socket", async () => {
  for (const path of [undefined, join(mkdtempSync(join(tmpdir(), "pendopo-av-")), "s")]) {
    const server = daemon();
    try {
      const scanner = openScanner(await listening(server, path));
      await scanner.scan(Buffer.alloc(300_000, 1), "ktp.jpg");
      await assert.rejects(
        scanner.scan(Buffer.concat([Buffer.alloc(100_000), eicar]), "ktp.jpg"),
        (error: { key: string; params: { virus: string } }) => {
          assert.equal(error.key, "file.infected");
          assert.equal(error.params.virus, "Eicar-Test-Signature");
          return true;
        },
      );
    } finally {
      server.close();
    }
  }
});

test("a virus across two parts of a stream is found", async () => {
  const server = daemon();
  try {
    async function* parts() {
      yield eicar.subarray(0, 30);
      yield eicar.subarray(30);
    }
    await assert.rejects(openScanner(await listening(server)).scan(parts(), "a.pdf"), { key: "file.infected" });
  } finally {
    server.close();
  }
});

test("nobody there, a limit passed, silence or nonsense: the file is not taken as clean", async () => {
  for (const address of [
    "tcp://127.0.0.1:9",
    "127.0.0.1:9",
    "localhost:9",
    "/nowhere/clamd.ctl",
    "unix:/nowhere/clamd.ctl",
  ])
    await assert.rejects(openScanner(address).scan(eicar, "a"), { key: "file.scanner-down" }, address);
  const small = daemon(1000);
  const silent = createServer(() => {});
  const mad = createServer((socket) =>
    socket
      .on("data", () => {})
      .on("error", () => {})
      .end("stream: PERHAPS\0"),
  );
  try {
    await assert.rejects(openScanner(await listening(small)).scan(Buffer.alloc(2 << 20), "a"), {
      key: "file.scanner-down",
    });
    await assert.rejects(openScanner(await listening(silent), 200).scan(eicar, "a"), { key: "file.scanner-down" });
    await assert.rejects(openScanner(await listening(mad)).scan(eicar, "a"), { key: "file.scanner-down" });
  } finally {
    for (const server of [small, silent, mad]) server.close();
  }
});

test("the machine's own daemon is used unless another is named, or none is wanted", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "pendopo-av-")), "clamd.ctl");
  assert.equal(scannerAddress(undefined, [path]), undefined);
  const server = createServer((socket) =>
    socket
      .on("error", () => {})
      .on("data", (part) => {
        if (part.toString() === "zVERSION\0") socket.end("ClamAV 1.4.3/27800/Mon Nov 23 08:00:00 2026\0");
      }),
  );
  await listening(server, path);
  try {
    assert.equal(scannerAddress(undefined, ["/nowhere/clamd.ctl", path]), path);
    assert.equal(scannerAddress("host:3310", [path]), "host:3310");
    assert.equal(scannerAddress("off", [path]), undefined);
    assert.match(await scannerVersion(path), /^ClamAV 1\.4\.3\/27800/);
    await assert.rejects(scannerVersion("/nowhere/clamd.ctl"), { key: "file.scanner-down" });
  } finally {
    server.close();
  }
});

const CLAMD = "/usr/sbin/clamd";

// Debian's daemon itself, with one signature of our own: its lists of viruses are hundreds of megabytes, and are not what is tested.
test("the real ClamAV is understood", {
  skip: existsSync(CLAMD) ? false : `no ${CLAMD}`,
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "pendopo-clamd-"));
  const socket = join(folder, "clamd.sock");
  writeFileSync(
    join(folder, "one.hdb"),
    `${createHash("md5").update(eicar).digest("hex")}:${eicar.length}:Pendopo.Test\n`,
  );
  const settings = join(folder, "clamd.conf");
  writeFileSync(settings, `Foreground yes\nLocalSocket ${socket}\nDatabaseDirectory ${folder}\nStreamMaxLength 2M\n`);
  const running = spawn(CLAMD, ["--config-file", settings], { stdio: "ignore" });
  try {
    while (!existsSync(socket) && running.exitCode === null) await pause(100);
    const address = `unix:${socket}`;
    assert.match(await scannerVersion(address), /^ClamAV \d/);
    const scanner = openScanner(address);
    await scanner.scan(Buffer.alloc(300_000, 1), "ktp.jpg");
    await assert.rejects(scanner.scan(eicar, "ktp.jpg"), (error: { key: string; params: { virus: string } }) => {
      assert.equal(error.key, "file.infected");
      // A signature that was not signed by ClamAV's own makers is marked so.
      assert.match(error.params.virus, /^Pendopo[.]Test/);
      return true;
    });
    await assert.rejects(
      scanner.scan(Buffer.alloc(3 << 20, 1), "besar.pdf"),
      "above its limit it is not taken as clean",
    );
  } finally {
    running.kill();
  }
});
