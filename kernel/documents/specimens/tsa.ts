// A time-stamping authority for tests.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A small time-stamping authority around `openssl ts`. */
export async function openTsa() {
  const folder = mkdtempSync(join(tmpdir(), "pendopo-tsa-"));
  const conf = join(folder, "tsa.cnf");
  const [key, pem, der, serial] = ["tsa.key", "tsa.pem", "tsa.der", "tsa.serial"].map((name) => join(folder, name));
  writeFileSync(
    conf,
    `[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\n[dn]\nC=ID\nCN=TSA Uji\n[ext]\nbasicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\nsubjectKeyIdentifier=hash\n[tsa]\ndefault_tsa=t\n[t]\nserial=${serial}\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\ness_cert_id_alg=sha256\n`,
  );
  writeFileSync(serial!, "01");
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-keyout",
      key!,
      "-out",
      pem!,
      "-days",
      "30",
      "-config",
      conf,
    ],
    { stdio: "ignore" },
  );
  execFileSync("openssl", ["x509", "-in", pem!, "-outform", "DER", "-out", der!]);
  const server = createServer((ask, reply) => {
    const parts: Buffer[] = [];
    ask.on("data", (part) => parts.push(part));
    ask.on("end", () => {
      writeFileSync(join(folder, "ask.tsq"), Buffer.concat(parts));
      execFileSync(
        "openssl",
        [
          "ts",
          "-reply",
          "-config",
          conf,
          "-queryfile",
          join(folder, "ask.tsq"),
          "-signer",
          pem!,
          "-inkey",
          key!,
          "-out",
          join(folder, "answer.tsr"),
        ],
        { stdio: "ignore" },
      );
      reply.end(readFileSync(join(folder, "answer.tsr")));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificate: new Uint8Array(readFileSync(der!)),
    close: () => server.close(),
  };
}
