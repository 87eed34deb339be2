import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import {
  chainOf,
  createAuthority,
  createRevocationList,
  issueSealCertificate,
  keyFits,
  readRevocationList,
} from "./authority.ts";
import { openPdf } from "./pdf/file.ts";
import { appendRevision } from "./pdf/update.ts";
import { dict, Name, textOf } from "./pdf/value.ts";
import { seal } from "./seal.ts";
import { authority, chain, dinas, kepala, roots, sealed, signed, unsealed } from "./specimens/sealed.ts";
import { noon } from "./specimens/specimens.ts";
import { missing } from "./specimens/tools.ts";
import { openTsa } from "./specimens/tsa.ts";
import { requestTimestamp } from "./timestamp.ts";
import { closePress } from "./typeset.ts";
import { verify } from "./verify.ts";

after(() => closePress());
const folder = mkdtempSync(join(tmpdir(), "pendopo-seal-"));

/** What pdfsig says; with a folder of trusted certificates when one is given. */
function pdfsig(pdf: Uint8Array, trust?: string): string {
  const path = join(folder, "asked.pdf");
  writeFileSync(path, pdf);
  return spawnSync("pdfsig", [...(trust ? ["-nssdir", `sql:${trust}`] : []), path], { encoding: "utf8" }).stdout;
}

function trusting(): string {
  const store = mkdtempSync(join(tmpdir(), "pendopo-nss-"));
  const root = join(store, "root.der");
  writeFileSync(root, authority.root.certificate);
  execFileSync("certutil", ["-N", "-d", `sql:${store}`, "--empty-password"]);
  execFileSync("certutil", ["-A", "-d", `sql:${store}`, "-n", "root", "-t", "CT,C,C", "-i", root]);
  return store;
}

test("pdfsig calls the official's signature valid and the whole document signed", (t) => {
  if (missing(t, "pdfsig")) return;
  const said = pdfsig(signed);
  assert.match(said, /Signature is Valid/);
  assert.match(said, /Total document signed/);
  assert.match(said, /Signature Type: ETSI\.CAdES\.detached/);
  assert.match(said, /Dra\. Rukmini Haryati/);
  assert.match(said, /Signature Field Name: Pejabat/);
});

test("pdfsig trusts both signatures under the installation's root", (t) => {
  if (missing(t, "pdfsig") || missing(t, "certutil")) return;
  const said = pdfsig(sealed, trusting());
  assert.equal(said.match(/Signature is Valid/g)?.length, 2, said);
  assert.equal(said.match(/Certificate is Trusted/g)?.length, 2, said);
});

test("pdfsig sees a changed byte in the signed text", (t) => {
  if (missing(t, "pdfsig")) return;
  const changed = Buffer.from(signed);
  const at = changed.indexOf("endstream") - 20;
  changed[at]! ^= 1;
  assert.match(pdfsig(changed), /Digest Mismatch/);
});

test("openssl verifies the signature itself, with its signing certificate", (t) => {
  if (missing(t, "openssl")) return;
  const text = Buffer.from(signed).toString("latin1");
  const [, open, close] = /\/ByteRange \[0 (\d+) (\d+)/.exec(text)!.map(Number) as [number, number, number];
  const contents = Buffer.from(text.slice(open + 1, close - 1), "hex");
  writeFileSync(join(folder, "sig.der"), contents.subarray(0, contents.readUInt16BE(2) + 4));
  writeFileSync(join(folder, "content"), Buffer.concat([signed.subarray(0, open), signed.subarray(close)]));
  writeFileSync(join(folder, "root.pem"), pem(authority.root.certificate));
  const at = String(Math.floor(noon.getTime() / 1000));
  const args = [
    "cms",
    "-verify",
    "-cades",
    "-binary",
    "-inform",
    "DER",
    "-in",
    join(folder, "sig.der"),
    "-content",
    join(folder, "content"),
  ];
  const said = spawnSync(
    "openssl",
    [...args, "-CAfile", join(folder, "root.pem"), "-attime", at, "-out", join(folder, "out")],
    { encoding: "utf8" },
  );
  assert.match(said.stderr, /CAdES Verification successful/i);
});

const pem = (der: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;

test("openssl accepts the chain, for documents as well as by dates and uses", (t) => {
  if (missing(t, "openssl")) return;
  writeFileSync(join(folder, "root.pem"), pem(authority.root.certificate));
  writeFileSync(join(folder, "issuing.pem"), pem(authority.issuing.certificate));
  writeFileSync(join(folder, "seal.pem"), pem(dinas.certificate));
  const at = String(Math.floor(noon.getTime() / 1000));
  const args = [
    "verify",
    "-x509_strict",
    "-attime",
    at,
    "-CAfile",
    join(folder, "root.pem"),
    "-untrusted",
    join(folder, "issuing.pem"),
  ];
  const good = spawnSync("openssl", [...args, "-purpose", "smimesign", join(folder, "seal.pem")], { encoding: "utf8" });
  assert.match(good.stdout, /: OK/, good.stderr);
});

test("the sealed file begins with the unsealed bytes, and with the signed ones", () => {
  assert.ok(Buffer.from(signed).subarray(0, unsealed.length).equals(unsealed));
  assert.ok(Buffer.from(sealed).subarray(0, signed.length).equals(signed));
});

test("a seal is made of what PDF/A allows: printed, nothing drawn, whole tags, the title kept", () => {
  const file = openPdf(sealed);
  const root = file.dict(file.trailer.get("Root"))!;
  const fields = file.resolve(file.dict(root.get("AcroForm"))!.get("Fields")) as never[];
  assert.equal(fields.length, 2);
  for (const ref of fields) {
    const widget = file.dict(ref)!;
    assert.equal(widget.get("F"), 132);
    assert.deepEqual(widget.get("Rect"), [0, 0, 0, 0]);
  }
  assert.ok(file.dict(root.get("StructTreeRoot")));
  assert.equal(
    textOf(file.dict(file.trailer.get("Info"))?.get("Title")),
    "Sertifikat Uji Kelaikan Perahu Wisata Nuraini binti Sahrul",
  );
});

test("two seals of one name get two fields", async () => {
  const twice = await seal(sealed, { ...dinas, chain, name: "Segel", time: noon, fieldName: "Segel" });
  assert.deepEqual(
    verify(twice, { roots, now: noon }).signatures.map((one) => one.field),
    ["Pejabat", "Segel", "Segel 2"],
  );
});

test("a file whose structure is in cross-reference streams is sealed in its own way", async (t) => {
  // Rewritten as one object stream file: the same objects, listed by a cross-reference stream in a new revision.
  const file = openPdf(unsealed);
  const asStream = appendRevision(
    { ...file, xrefIsStream: true },
    [{ num: 900, value: dict({ Kept: new Name("Yes") }) }],
    901,
    new Uint8Array(16),
  );
  assert.equal(openPdf(asStream.bytes).xrefIsStream, true);
  const result = await seal(asStream.bytes, { ...dinas, chain, name: "Dinas", time: noon });
  assert.equal(openPdf(result).xrefIsStream, true);
  assert.equal(verify(result, { roots, now: noon }).reason, "signature.valid");
  if (!missing(t, "pdfsig")) assert.match(pdfsig(result), /Signature is Valid/);
});

test("what is not a PDF, or is encrypted, is not sealed", async () => {
  await assert.rejects(seal(Buffer.from("halo"), { ...dinas, chain, name: "x", time: noon }), {
    key: "signature.not-a-pdf",
  });
  const locked = Buffer.from(
    Buffer.from(unsealed)
      .toString("latin1")
      .replace(/trailer\s*<</, "trailer << /Encrypt 1 0 R"),
    "latin1",
  );
  await assert.rejects(seal(locked, { ...dinas, chain, name: "x", time: noon }), { key: "signature.not-a-pdf" });
});

test("an RSA credential from elsewhere seals as well", async (t) => {
  if (missing(t, "openssl")) return;
  const key = join(folder, "rsa.key");
  const cert = join(folder, "rsa.der");
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      key,
      "-outform",
      "DER",
      "-out",
      cert,
      "-days",
      "30",
      "-subj",
      "/C=ID/O=Luar/CN=Segel Luar",
    ],
    { stdio: "ignore" },
  );
  execFileSync("openssl", ["pkcs8", "-topk8", "-nocrypt", "-in", key, "-outform", "DER", "-out", `${key}.der`]);
  const own = { certificate: new Uint8Array(readFileSync(cert)), key: new Uint8Array(readFileSync(`${key}.der`)) };
  assert.ok(keyFits(own.certificate, own.key));
  assert.ok(!keyFits(own.certificate, dinas.key));
  const now = new Date();
  const result = await seal(unsealed, { ...own, chain: [], name: "Luar", time: now });
  assert.equal(verify(result, { roots: [own.certificate], now }).signatures[0]!.intact, true);
  if (!missing(t, "pdfsig")) assert.match(pdfsig(result), /Signature is Valid/);
});

test("with a time-stamping authority the seal proves its time (B-T)", async (t) => {
  if (missing(t, "openssl")) return;
  const tsa = await openTsa();
  try {
    const result = await seal(unsealed, {
      ...dinas,
      chain,
      name: "Dinas",
      time: noon,
      timestamp: requestTimestamp(tsa.url),
    });
    const [one] = verify(result, { roots, timestampRoots: [tsa.certificate], now: new Date() }).signatures;
    assert.equal(one!.level, "B-T");
    assert.equal(one!.timeProven, true);
    assert.ok(Math.abs(one!.time!.getTime() - Date.now()) < 60_000);
    const distrusted = verify(result, { roots, now: new Date() }).signatures[0]!;
    assert.equal(distrusted.timeProven, false, "a token under no trusted root proves nothing");
    if (!missing(t, "pdfsig")) assert.match(pdfsig(result), /Signature is Valid/);
    const silent = requestTimestamp("http://127.0.0.1:9");
    await assert.rejects(seal(unsealed, { ...dinas, chain, name: "x", time: noon, timestamp: silent }), {
      key: "document.timestamp-down",
    });
  } finally {
    tsa.close();
  }
});

test("a revocation list names what was revoked, is signed by the issuer, and openssl reads it", async (t) => {
  const list = await createRevocationList(authority, [{ serial: dinas.serial, at: noon, reason: "keyCompromise" }], {
    number: 200,
    now: noon,
  });
  assert.deepEqual(await readRevocationList(list, authority.issuing.certificate), [
    { serial: dinas.serial, at: noon, reason: "keyCompromise" },
  ]);
  const other = await createAuthority({ name: "Lain", now: noon });
  await assert.rejects(readRevocationList(list, other.issuing.certificate), /not signed by this issuer/);
  if (missing(t, "openssl")) return;
  const said = execFileSync("openssl", ["crl", "-inform", "DER", "-noout", "-text"], { input: list }).toString();
  assert.match(said, /CRL Number: \n\s*200/);
  assert.match(said, /Key Compromise/);
});

test("an empty revocation list is a list as well", async () => {
  const list = await createRevocationList(authority, [], { number: 1, now: noon });
  assert.deepEqual(await readRevocationList(list, authority.issuing.certificate), []);
});

test("a seal never outlives its authority, and a serial that the host chose is kept", async () => {
  const long = await issueSealCertificate(authority, { agencyName: "Dinas", serial: "0a1b2c", years: 40, now: noon });
  assert.equal(long.serial.replace(/^0+/, ""), "a1b2c");
  assert.ok(long.notAfter.getTime() <= noon.getTime() + 15 * 366 * 24 * 3600_000);
  const result = await seal(unsealed, { ...long, chain: chainOf(authority), name: "x", time: noon });
  const revoked = [{ serial: "0A1B2C", at: noon }];
  assert.equal(
    verify(result, { roots, now: noon, revoked }).reason,
    "signature.revoked",
    "spelling of a serial does not matter",
  );
  assert.ok(kepala.serial !== dinas.serial);
});
