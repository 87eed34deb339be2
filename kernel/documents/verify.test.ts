import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { createAuthority, issueSealCertificate } from "./authority.ts";
import { openPdf } from "./pdf/file.ts";
import { appendRevision, type Change, nextNumber } from "./pdf/update.ts";
import { dict, Name, Ref, text, type Value } from "./pdf/value.ts";
import { seal } from "./seal.ts";
import { authority, chain, dinas, roots, sealed, signed, unsealed } from "./specimens/sealed.ts";
import { noon } from "./specimens/specimens.ts";
import { closePress } from "./typeset.ts";
import { verify } from "./verify.ts";
import { documentWords } from "./words.ts";

after(() => closePress());
const now = new Date(noon.getTime() + 3600_000);
const ask = (pdf: Uint8Array, more = {}) => verify(pdf, { roots, now, ...more });
const days = (n: number) => new Date(noon.getTime() + n * 24 * 3600_000);

test("a signed and sealed document is valid: both signers, their agency, their time and reason are told", () => {
  const answer = ask(sealed);
  assert.equal(answer.valid, true);
  const [head, agency] = answer.signatures;
  assert.equal(head!.signer?.name, "Dra. Rukmini Haryati, M.Si.");
  assert.equal(head!.signer?.position, "Kepala Dinas");
  assert.equal(head!.signer?.issuer, "Pendopo Uji Issuing CA");
  assert.equal(head!.location, "Pangkalpinang");
  assert.deepEqual(head!.time, noon);
  assert.equal(head!.coversWholeFile, false);
  assert.equal(head!.changedAfterSigning, false);
  assert.equal(agency!.signer?.agency, "Dinas Pariwisata dan Kebudayaan");
  assert.equal(agency!.statedReason, "Segel instansi");
  assert.equal(agency!.coversWholeFile, true);
  assert.equal(agency!.level, "B-B");
});

test("no signature, no PDF and too much are told apart", () => {
  assert.equal(ask(unsealed).reason, "signature.none");
  assert.equal(ask(unsealed).readable, true);
  assert.equal(ask(Buffer.from("bukan pdf")).reason, "signature.not-a-pdf");
  assert.equal(ask(new Uint8Array()).reason, "signature.not-a-pdf");
  assert.equal(ask(sealed, { maxBytes: 1000 }).reason, "signature.too-large");
});

test("an issuer that is not among the roots is not trusted, even under the same name", async () => {
  const double = await createAuthority({ name: "Pendopo Uji", now: noon });
  assert.equal(ask(sealed, { roots: [double.root.certificate] }).reason, "signature.untrusted");
  assert.equal(ask(sealed, { roots: [] }).reason, "signature.untrusted");
  const forged = await issueSealCertificate(double, { agencyName: "Dinas Pariwisata dan Kebudayaan", now: noon });
  const fake = await seal(unsealed, { ...forged, chain, name: "Dinas", time: noon });
  assert.equal(ask(fake).reason, "signature.untrusted");
});

test("a seal cannot issue certificates: what is signed below it is not trusted", async () => {
  const rogue = { ...authority, issuing: dinas };
  const below = await issueSealCertificate(rogue, { agencyName: "Palsu", now: noon });
  const fake = await seal(unsealed, { ...below, chain: [dinas.certificate, ...chain], name: "Palsu", time: noon });
  assert.equal(ask(fake).reason, "signature.untrusted");
});

test("a certificate that had ended, or had not begun, when it was used is told", async () => {
  const late = await seal(unsealed, { ...dinas, chain, name: "x", time: days(365 * 5) });
  assert.equal(ask(late, { now: days(365 * 5 + 1) }).reason, "signature.expired");
  assert.equal(ask(late, { now }).reason, "signature.expired", "a time in the future is no time of signing");
  const early = await seal(unsealed, { ...dinas, chain, name: "x", time: days(-10) });
  assert.equal(ask(early).reason, "signature.expired");
  assert.equal(ask(sealed, { now: days(365 * 10) }).reason, "signature.valid", "what was signed in time stays valid");
});

test("a revoked certificate: before is well, after is not, and a stolen key spoils what has no proven time", () => {
  const revoked = (at: Date, reason?: string) => ({ revoked: [{ serial: dinas.serial, at, reason }], now: days(100) });
  assert.equal(ask(sealed, revoked(days(-1))).reason, "signature.revoked");
  assert.equal(ask(sealed, revoked(days(10), "superseded")).reason, "signature.valid");
  assert.equal(ask(sealed, revoked(days(10), "keyCompromise")).reason, "signature.revoked");
  assert.equal(ask(sealed, { ...revoked(days(10), "keyCompromise"), at: days(1) }).reason, "signature.valid");
});

const [, gapOpen, gapClose] = /\/ByteRange \[0 (\d+) (\d+)/
  .exec(Buffer.from(signed).toString("latin1"))!
  .map(Number) as [number, number, number];
const withByte = (at: number, byte: number) => {
  const changed = Buffer.from(signed);
  changed[at] = byte;
  return changed;
};

test("every byte outside the signature matters", () => {
  const outside = fc.nat(signed.length - 1).filter((at) => at < gapOpen || at >= gapClose);
  fc.assert(
    fc.property(outside, fc.integer({ min: 1, max: 255 }), (at, mask) => {
      assert.equal(ask(withByte(at, signed[at]! ^ mask)).valid, false, `a change at ${at} went unseen`);
    }),
    { numRuns: 150, seed: 7 },
  );
});

test("a change inside the signature never changes who signed, and only digits may stand there", () => {
  const honest = ask(signed).signatures[0]!.signer;
  fc.assert(
    fc.property(fc.integer({ min: gapOpen, max: gapClose - 1 }), fc.nat(255), (at, byte) => {
      const answer = ask(withByte(at, byte));
      // The certificates that are sent along are not signed; a damaged one that is not needed does no harm.
      if (answer.valid) assert.deepEqual(answer.signatures[0]!.signer, honest);
      if (!/[0-9A-Fa-f<>]/.test(String.fromCharCode(byte))) assert.equal(answer.valid, false, `byte ${byte} at ${at}`);
    }),
    { numRuns: 200, seed: 8 },
  );
});

/** The file with one more revision, as an attacker or an editor would append it. */
function revised(pdf: Uint8Array, change: (file: ReturnType<typeof openPdf>) => Change[]): Uint8Array {
  const file = openPdf(pdf);
  const changes = change(file);
  return appendRevision(
    file,
    changes,
    Math.max(nextNumber(file), ...changes.map((one) => one.num + 1)),
    new Uint8Array(16),
  ).bytes;
}

/** The number of the first page, found by walking down. */
function firstPage(file: ReturnType<typeof openPdf>): Ref {
  let at: Value = file.dict(file.trailer.get("Root"))!.get("Pages")!;
  for (;;) {
    const kids = file.resolve(file.dict(at)!.get("Kids"));
    if (!Array.isArray(kids)) return at as Ref;
    at = kids[0]!;
  }
}

const attacks: [rule: string, change: (file: ReturnType<typeof openPdf>) => Change[]][] = [
  [
    "the page shows other content",
    (file) => {
      const page = firstPage(file);
      const fresh = nextNumber(file);
      return [
        { num: fresh, value: { raw: "<</Length 26>>\nstream\nBT /F1 40 Tf (PALSU) Tj ET\nendstream" } },
        { num: page.num, value: new Map([...file.dict(page)!, ["Contents", new Ref(fresh, 0)]]) },
      ];
    },
  ],
  [
    "an object of the page is replaced",
    (file) => {
      const contents = file.dict(firstPage(file))!.get("Contents") as Ref;
      return [{ num: contents.num, value: { raw: "<</Length 1>>\nstream\n \nendstream" } }];
    },
  ],
  [
    "a note is laid over the page",
    (file) => {
      const page = firstPage(file);
      const fresh = nextNumber(file);
      const annots = file.resolve(file.dict(page)!.get("Annots")) as Value[];
      return [
        {
          num: fresh,
          value: dict({
            Type: new Name("Annot"),
            Subtype: new Name("FreeText"),
            Rect: [0, 0, 500, 500],
            Contents: text("PALSU"),
          }),
        },
        { num: page.num, value: new Map([...file.dict(page)!, ["Annots", [...annots, new Ref(fresh, 0)]]]) },
      ];
    },
  ],
  [
    "a signature that draws over the page is added",
    (file) => {
      const page = firstPage(file);
      const fresh = nextNumber(file);
      const annots = file.resolve(file.dict(page)!.get("Annots")) as Value[];
      return [
        {
          num: fresh,
          value: dict({
            Type: new Name("Annot"),
            Subtype: new Name("Widget"),
            FT: new Name("Sig"),
            Rect: [0, 0, 500, 500],
            T: text("x"),
          }),
        },
        { num: page.num, value: new Map([...file.dict(page)!, ["Annots", [...annots, new Ref(fresh, 0)]]]) },
      ];
    },
  ],
  [
    "another page tree is put in",
    (file) => {
      const root = file.trailer.get("Root") as Ref;
      return [{ num: root.num, value: new Map([...file.dict(root)!, ["Pages", firstPage(file)]]) }];
    },
  ],
  [
    "a program is put in",
    (file) => {
      const root = file.trailer.get("Root") as Ref;
      return [
        {
          num: root.num,
          value: new Map([...file.dict(root)!, ["OpenAction", dict({ S: new Name("JavaScript"), JS: text("x") })]]),
        },
      ];
    },
  ],
  [
    "the title is changed",
    (file) => [{ num: (file.trailer.get("Info") as Ref).num, value: dict({ Title: text("PALSU") }) }],
  ],
];
for (const [rule, change] of attacks)
  test(`changed after signing: ${rule}`, async () => {
    const attacked = revised(signed, change);
    const answer = ask(attacked);
    assert.equal(answer.reason, "signature.changed-after-signing");
    assert.equal(answer.valid, false);
    assert.equal(answer.signatures[0]!.intact, true, "the signed part itself is whole, and that is told");
    // A second signature by anyone, the same agency included, does not wash the change clean.
    const washed = await seal(attacked, { ...dinas, chain, name: "Dinas", time: noon });
    assert.equal(ask(washed).valid, false);
    assert.equal(ask(washed).signatures[0]!.reason, "signature.changed-after-signing");
  });

test("a revision that changes nothing keeps the document valid", () => {
  const again = revised(signed, (file) => [{ num: nextNumber(file), value: dict({ Nothing: true }) }]);
  assert.equal(ask(again).valid, true);
});

test("bytes behind the end are a change", () => {
  assert.equal(ask(Buffer.concat([signed, Buffer.from("<<tambahan>>")])).valid, false);
});

const forgeries: [rule: string, forge: (source: string) => string][] = [
  [
    "a range that leaves out more than the signature",
    (s) =>
      s.replace(/\/ByteRange \[0 (\d+) (\d+) (\d+)/, (_, a, b, c) =>
        `/ByteRange [0 ${+a - 5} ${b} ${c}`.padEnd(_.length),
      ),
  ],
  ["a range that does not begin at the beginning", (s) => s.replace("/ByteRange [0 ", "/ByteRange [9 ")],
  ["a range beyond the end", (s) => s.replace(/\/ByteRange \[0 (\d+) (\d+) (\d+)/, "/ByteRange [0 $1 $2 9$3")],
  ["a negative range", (s) => s.replace(/\/ByteRange \[0 (\d)/, "/ByteRange [0 -")],
  ["a range of words", (s) => s.replace(/\/ByteRange \[0 \d\d\d/, "/ByteRange [0 /aa")],
  ["a signature of zeros", (s) => s.replace(/\/Contents <[0-9a-f]{200}/, `/Contents <${"0".repeat(200)}`)],
  [
    "a signature that is cut",
    (s) => s.replace(/\/Contents <([0-9a-f]{400})[0-9a-f]{400}/, `/Contents <$1${"0".repeat(400)}`),
  ],
  ["an empty signature", (s) => s.replace(/\/Contents </, "/Contentz <")],
  ["an unknown kind of signature", (s) => s.replace("/ETSI.CAdES.detached", "/ETSI.CAdES.detachex")],
];
for (const [rule, forge] of forgeries)
  test(`never valid: ${rule}`, () => {
    const forged = forge(Buffer.from(signed).toString("latin1"));
    assert.notEqual(forged, Buffer.from(signed).toString("latin1"), "the forgery took place");
    const answer = ask(Buffer.from(forged, "latin1"));
    assert.equal(answer.valid, false);
    assert.ok(answer.reason in documentWords, answer.reason);
  });

test("no file whatever makes the verifier throw, and none takes long", () => {
  const pieces = [
    "%PDF-1.7\n",
    "1 0 obj\n<<",
    ">>\nendobj\n",
    "/AcroForm",
    " 1 0 R",
    "[[[[",
    "((((",
    "<<<<",
    "/Fields [1 0 R 2 0 R]",
    "/ByteRange [0 1 2 3]",
    "xref\n0 9999999\n",
    "trailer\n<</Root 1 0 R/Prev 0>>\n",
    "startxref\n9\n%%EOF",
    "/Kids [1 0 R]",
    "/Contents <00>",
    "stream\n",
    "endstream",
    "/FT /Sig /V 1 0 R",
  ];
  const begun = Date.now();
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8 })), { maxLength: 40 }),
      (parts) => {
        const answer = ask(Buffer.from(`%PDF-1.7\n${parts.join("")}\nstartxref\n9\n%%EOF`, "latin1"));
        assert.equal(answer.valid, false);
      },
    ),
    { numRuns: 400, seed: 3 },
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(sealed.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 }),
      fc.nat(sealed.length),
      (edits, cut) => {
        const hurt = Buffer.from(sealed.subarray(0, Math.max(cut, 1000)));
        for (const [at, byte] of edits) if (at < hurt.length) hurt[at] = byte;
        ask(hurt);
      },
    ),
    { numRuns: 150, seed: 5 },
  );
  assert.ok(Date.now() - begun < 60_000);
});

test("depth, circles and bombs end early", () => {
  const bombs = [
    `%PDF-1.7\n1 0 obj ${"[".repeat(200_000)}\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer <</Root 1 0 R>>\nstartxref\n200020\n%%EOF`,
    "%PDF-1.7\nxref\n0 0\ntrailer <</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
    "%PDF-1.7\nxref\n0 999999999999\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF",
    `%PDF-1.7\nxref\n1 1\n0000000063 00000 n \ntrailer <</Root 1 0 R>>        \n1 0 obj <</AcroForm 1 0 R/Fields [${"1 0 R ".repeat(20000)}]/Kids [1 0 R 1 0 R]>> endobj\nstartxref\n9\n%%EOF`,
  ];
  for (const bomb of bombs) {
    const begun = Date.now();
    assert.equal(ask(Buffer.from(bomb, "latin1")).valid, false);
    assert.ok(Date.now() - begun < 2000);
  }
});
