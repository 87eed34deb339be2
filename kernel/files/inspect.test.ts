import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { crc32, deflateSync } from "node:zlib";
import fc from "fast-check";
import sharp from "sharp";
import { noon } from "../documents/specimens/specimens.ts";
import { closePress, typeset } from "../documents/typeset.ts";
import { Refused } from "../errors.ts";
import { translator } from "../words/words.ts";
import { cleanFileName } from "./file-name.ts";
import { inspectUpload } from "./inspect.ts";
import { preparePhoto } from "./photo.ts";
import { words } from "./words.ts";

after(() => closePress());
const usual = ["application/pdf", "image/jpeg", "image/png", "image/webp"];
const look = (
  bytes: Uint8Array | string,
  declaredName: string,
  more: { allow?: string[]; maxBytes?: number; declaredType?: string } = {},
) => inspectUpload(bytes, { declaredName, allow: usual, maxBytes: 5 << 20, ...more });

const plain = { create: { width: 600, height: 400, channels: 3, background: "#b4532a" } } as const;
/** A phone's photo: lying on its side, with the place where it was taken. */
const photo = await sharp(plain)
  .withExif({
    IFD0: { Make: "Telepon" },
    IFD3: { GPSLatitudeRef: "S", GPSLatitude: "2/1 7/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "106/1 6/1 0/1" },
  })
  .withMetadata({ orientation: 6 })
  .jpeg()
  .toBuffer();
const { pdf } = await typeset({ template: '#set document(title: "Denah")\nDenah dapur', data: {}, now: noon });
const source = Buffer.from(pdf).toString("latin1");

test("a PDF is a PDF, and a photo is a photo, with its upright size", async () => {
  const paper = await look(pdf, "Denah dapur.pdf");
  assert.deepEqual(
    [paper.name, paper.type, paper.picture, paper.notes],
    ["Denah dapur.pdf", "application/pdf", false, []],
  );
  const picture = await look(photo, "IMG_0001.JPG");
  assert.deepEqual(
    [picture.name, picture.type, picture.width, picture.height],
    ["IMG_0001.jpg", "image/jpeg", 400, 600],
  );
  for (const format of ["png", "webp"] as const)
    assert.equal((await look(await sharp(plain).toFormat(format).toBuffer(), `a.${format}`)).type, `image/${format}`);
});

test("an upload on disk is examined by its path, and refused by its size before it is read", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "pendopo-up-")), "x");
  writeFileSync(path, pdf);
  assert.equal((await look(path, "a.pdf")).size, pdf.length);
  await assert.rejects(look(path, "a.pdf", { maxBytes: 100 }), { key: "file.too-large" });
});

test("a picture that is another kind of picture is taken, under its right name", async () => {
  assert.equal((await look(await sharp(plain).png().toBuffer(), "ktp.jpg")).name, "ktp.png");
});

const zip = Buffer.from("504b0304140000000800", "hex");
const refused: [rule: string, bytes: Uint8Array, name: string, key: string][] = [
  ["nothing at all", new Uint8Array(), "a.pdf", "file.empty"],
  [
    "a program under a photo's name",
    Buffer.concat([Buffer.from("MZ\x90\x00"), Buffer.alloc(200)]),
    "ktp.jpg",
    "file.not-what-it-says",
  ],
  [
    "a program under its own name",
    Buffer.concat([Buffer.from("MZ\x90\x00"), Buffer.alloc(200)]),
    "setup.exe",
    "file.kind-not-allowed",
  ],
  [
    "a Linux program",
    Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01"), Buffer.alloc(64)]),
    "a.pdf",
    "file.not-what-it-says",
  ],
  ["a web page", Buffer.from("<!doctype html><script>alert(1)</script>"), "denah.pdf", "file.not-what-it-says"],
  [
    "a drawing with a program",
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "logo.png",
    "file.not-what-it-says",
  ],
  ["an archive", Buffer.concat([zip, Buffer.alloc(100)]), "berkas.pdf", "file.not-what-it-says"],
  ["a web page behind the mark of a GIF", Buffer.from("GIF89a=1;<script>"), "a.png", "file.not-what-it-says"],
  ["text", Buffer.from("halo"), "a.pdf", "file.not-what-it-says"],
  ["a script", Buffer.from("#!/bin/sh\nrm -rf /"), "a.txt", "file.kind-not-allowed"],
  ["half a photo", photo.subarray(0, photo.length / 2), "a.jpg", "file.picture-damaged"],
  ["the head of a photo only", photo.subarray(0, 40), "a.jpg", "file.picture-damaged"],
  ["half a PDF", Buffer.from(pdf).subarray(0, pdf.length / 2), "a.pdf", "file.pdf-damaged"],
  ["a PDF's head only", Buffer.from("%PDF-1.7\n%%EOF"), "a.pdf", "file.pdf-damaged"],
  ["a PDF with an archive behind it", Buffer.concat([pdf, zip, Buffer.alloc(4000)]), "a.pdf", "file.pdf-damaged"],
  [
    "a locked PDF",
    Buffer.from(source.replace(/trailer\s*<</, "trailer <</Encrypt 3 0 R"), "latin1"),
    "a.pdf",
    "file.pdf-locked",
  ],
  [
    "an iPhone's photo",
    Buffer.concat([Buffer.from("00000018667479706865696300000000", "hex"), Buffer.from("mif1heic"), Buffer.alloc(60)]),
    "IMG_1.HEIC",
    "file.heic-not-readable",
  ],
];
for (const [rule, bytes, name, key] of refused)
  test(`refused: ${rule}`, async () => {
    await assert.rejects(look(bytes, name), (error: Refused) => {
      assert.ok(error instanceof Refused, String(error));
      assert.equal(error.key, key);
      for (const locale of ["id", "en"] as const) {
        const sentence = translator(locale, words)(error.key, error.params);
        assert.doesNotMatch(sentence, /[{}]/, "every mark of the sentence is filled");
      }
      return true;
    });
  });

/** The PDF with an object more, listed or not listed in its cross-reference. */
const withObject = (object: string) =>
  Buffer.from(source.replace(/xref\n0 /, `99 0 obj\n${object}\nendobj\nxref\n0 `), "latin1");
const compressed = (object: string) => {
  const body = deflateSync(Buffer.from(`98 0 ${object}`));
  return Buffer.concat([
    Buffer.from(source.slice(0, source.lastIndexOf("xref\n0 ")), "latin1"),
    Buffer.from(`99 0 obj\n<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length ${body.length}>>\nstream\n`),
    body,
    Buffer.from("\nendstream\nendobj\n"),
    Buffer.from(source.slice(source.lastIndexOf("xref\n0 ")), "latin1"),
  ]);
};
const programs: [rule: string, bytes: Uint8Array, what: string][] = [
  ["a script", withObject("<</S/JavaScript/JS(app.alert\\(1\\))>>"), "JavaScript"],
  ["a script under a disguised name", withObject("<</S/J#61vaScript/J#53(x)>>"), "JavaScript"],
  ["a script deep inside", withObject("<</A[<</B<</AA<</O<</S/JavaScript>>>>>>>>]>>"), "JavaScript"],
  ["a script in a packed stream", compressed("<</S/JavaScript/JS(x)>>"), "JavaScript"],
  ["a start of another program", withObject("<</S/Launch/F(cmd.exe)>>"), "Launch"],
  ["a form that sends itself", withObject("<</S/SubmitForm/F(http://x)>>"), "SubmitForm"],
  ["a script in an object with one key twice", withObject("<</X 1/X 2/S/JavaScript>>"), "JavaScript"],
  ["a script among words that mean nothing", withObject("<</X foo /S % hidden\n/J#61vaScript>>"), "JavaScript"],
  [
    "a script behind a comment",
    Buffer.from(source.replace(/xref\n0 /, "99 0 %\nobj <</S\t/Launch>>\nendobj\nxref\n0 "), "latin1"),
    "Launch",
  ],
  ["an XFA form", withObject("<</XFA 5 0 R>>"), "XFA"],
  ["moving media", withObject("<</Type/Annot/Subtype/RichMedia/Rect[0 0 1 1]>>"), "RichMedia"],
];
for (const [rule, bytes, what] of programs)
  test(`a PDF with ${rule} is refused, and what it is is named`, async () => {
    await assert.rejects(
      look(bytes, "a.pdf"),
      (error: Refused) => error.key === "file.pdf-active" && error.params.what === what,
    );
  });

test("a link to a page about JavaScript is only a link", async () => {
  const linked = withObject("<</S/URI/URI(https://developer.mozilla.org/Web/JavaScript)>>");
  assert.deepEqual((await look(linked, "a.pdf")).notes, ["repaired"]);
});

test("an attachment in a PDF is noted, not refused; a damaged table of contents as well", async () => {
  assert.deepEqual((await look(withObject("<</EF<</F 5 0 R>>/F(nota.xml)>>"), "a.pdf")).notes, [
    "attachments",
    "repaired",
  ]);
  const repaired = Buffer.from(source.replace(/startxref\n\d+/, "startxref\n11"), "latin1");
  assert.deepEqual((await look(repaired, "a.pdf")).notes, ["repaired"]);
});

test("a picture of more pixels than it may unpack is refused before it is unpacked", async () => {
  const bomb = await sharp({
    create: { width: 12000, height: 12000, channels: 3, background: "#fff" },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer();
  assert.ok(bomb.length < 1 << 20, "small on the wire");
  await assert.rejects(
    look(bomb, "a.png"),
    (error: Refused) => error.key === "file.picture-too-many-pixels" && error.params.width === 12000,
  );
});

test("a packed stream in a PDF that unpacks without end is refused", async () => {
  const body = deflateSync(Buffer.alloc(150 << 20));
  const bomb = Buffer.concat([
    Buffer.from(source.slice(0, -6), "latin1"),
    Buffer.from(`99 0 obj\n<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length ${body.length}>>\nstream\n`),
    body,
    Buffer.from("\nendstream\nendobj\n%%EOF\n"),
  ]);
  await assert.rejects(look(bomb, "a.pdf"), { key: "file.pdf-damaged" });
});

test("hostile PDFs are judged in good time, whatever is in them", async () => {
  const begun = Date.now();
  const pieces = [
    "1 0 obj (",
    "1 0 obj <<",
    "1 0 obj [[[[",
    "endobj",
    "stream\n",
    "endstream",
    ">>",
    "/Type/ObjStm",
    "/JS",
    "%%EOF",
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), async (parts) => {
      await look(Buffer.from(`%PDF-1.7\n${parts.join(" ")}\n%%EOF`), "a.pdf").catch((error) =>
        assert.ok(error instanceof Refused, String(error)),
      );
    }),
    { numRuns: 300, seed: 11 },
  );
  const unclosed = Buffer.from(`%PDF-1.7\n${"1 0 obj (".repeat(400_000)}\n%%EOF`);
  await assert.rejects(look(unclosed, "a.pdf"), { key: "file.pdf-damaged" });
  assert.ok(Date.now() - begun < 10_000, `${Date.now() - begun} ms`);
});

/** A ZIP file of empty members with these names, as an office program's file begins. */
function office(...names: string[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [i, name] of names.entries()) {
    const body = Buffer.from(
      i === 0
        ? '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        : "",
    );
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt32LE(crc32(body), 14);
    head.writeUInt32LE(body.length, 18);
    head.writeUInt32LE(body.length, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(body.length, 20);
    entry.writeUInt32LE(body.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    local.push(head, Buffer.from(name), body);
    central.push(entry, Buffer.from(name));
    at += 30 + name.length + body.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, directory, end]);
}
const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

test("a Word file is taken where it is asked for; one with macros, or one that is cut, is not", async () => {
  const good = office("[Content_Types].xml", "word/document.xml");
  assert.equal((await look(good, "surat.docx", { allow: [docx] })).name, "surat.docx");
  await assert.rejects(look(good, "surat.docx"), { key: "file.kind-not-allowed" });
  const macros = office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin");
  await assert.rejects(look(macros, "surat.docx", { allow: [docx] }), { key: "file.office-active" });
  await assert.rejects(look(good.subarray(0, -30), "surat.docx", { allow: [docx] }), { key: "file.not-what-it-says" });
});

test("a map is taken as GeoJSON only when it is one", async () => {
  const allow = ["application/geo+json"];
  const map = Buffer.from('{"type":"Point","coordinates":[106.1,-2.1]}');
  assert.equal((await look(map, "lokasi.geojson", { allow })).type, "application/geo+json");
  for (const text of ['{"type":"Point"', '{"a":1}', "[]", "halo"])
    await assert.rejects(look(Buffer.from(text), "lokasi.geojson", { allow }), { key: "file.not-what-it-says" });
});

test("a kind that nobody here can examine is not let through, even when a caller allows it", async () => {
  const gif = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
  await assert.rejects(look(gif, "a.gif", { allow: ["image/gif"] }), { key: "file.kind-not-allowed" });
});

test("text and tables are taken where they are asked for", async () => {
  const table = await look(Buffer.from("nama,jumlah\nAyam,3\n"), "bahan.csv", { allow: ["text/csv"] });
  assert.equal(table.type, "text/csv");
  await assert.rejects(look(Buffer.from("<html>"), "bahan.csv", { allow: ["text/csv"] }), {
    key: "file.not-what-it-says",
  });
  await assert.rejects(look(Buffer.from([0x61, 0xff, 0xfe, 0x62]), "bahan.csv", { allow: ["text/csv"] }), {
    key: "file.not-what-it-says",
  });
});

test("a photo is kept upright, without place or camera, small enough, with a thumbnail", async () => {
  const large = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: "#0d5654" } })
    .withExifMerge({ IFD0: { Make: "Telepon" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const { photo: kept, thumbnail } = await preparePhoto(large);
  assert.deepEqual([kept.width, kept.height, kept.type], [1800, 2400, "image/jpeg"]);
  assert.deepEqual([thumbnail.width, thumbnail.height], [240, 320]);
  const gps = (await preparePhoto(photo)).photo;
  assert.ok((await sharp(photo).metadata()).exif, "the specimen carried metadata");
  const meta = await sharp(gps.bytes).metadata();
  assert.deepEqual([meta.exif, meta.xmp, meta.iptc, meta.orientation], [undefined, undefined, undefined, undefined]);
  assert.equal(Buffer.from(gps.bytes).includes("Telepon"), false);
});

test("what hides behind a photo does not survive", async () => {
  const smuggler = Buffer.concat([photo, Buffer.from("<script>alert(1)</script>"), zip]);
  const kept = (await preparePhoto((await look(smuggler, "a.jpg")).bytes)).photo.bytes;
  assert.equal(Buffer.from(kept).includes("script"), false);
});

test("a picture with transparency stays so; one that only says so becomes a photo", async () => {
  const half = await sharp({
    create: { width: 50, height: 50, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0.5 } },
  })
    .png()
    .toBuffer();
  assert.equal((await preparePhoto(half)).photo.type, "image/png");
  const full = await sharp({
    create: { width: 50, height: 50, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 1 } },
  })
    .png()
    .toBuffer();
  assert.equal((await preparePhoto(full)).photo.type, "image/jpeg");
});

const named: [given: string, extension: string | undefined, expected: string][] = [
  ["C:\\Users\\Budi\\KTP.jpg", "jpg", "KTP.jpg"],
  ["../../etc/passwd", undefined, "passwd"],
  ["foto\u202Egpj.exe", "jpg", "fotogpj.jpg"],
  ["a\u0000b\r\nc.pdf", "pdf", "abc.pdf"],
  ["...", undefined, "berkas"],
  ["", "pdf", "berkas.pdf"],
  ["con.pdf", "pdf", "berkas-con.pdf"],
  ["  Denah   dapur  .PDF ", "pdf", "Denah dapur.pdf"],
  ['<b>"x"|y?.png', "png", "b--x--y-.png"],
  ["surat keterangan (final) – José.pdf", "pdf", "surat keterangan (final) – José.pdf"],
  [".htaccess", undefined, "htaccess"],
  ["a.pdf.exe", "pdf", "a.pdf.pdf"],
];
for (const [given, extension, expected] of named)
  test(`the name ${JSON.stringify(given)} is kept as ${expected}`, () =>
    assert.equal(cleanFileName(given, extension), expected));

test("no name whatever keeps a path, a control or a direction mark, or grows past 120", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (given) => {
      const name = cleanFileName(given, "pdf");
      assert.doesNotMatch(name, /[\\/\p{Cc}\p{Cf}\p{Cs}]/u);
      assert.ok([...name].length <= 120 && name.endsWith(".pdf") && name.length > 4 && !name.startsWith("."));
      assert.equal(cleanFileName(name, "pdf"), name, "cleaning twice changes nothing");
    }),
    { seed: 2 },
  );
});

test("every refusal in this folder has its sentence in both languages", () => {
  for (const file of ["inspect.ts", "photo.ts", "pdf-check.ts", "office-check.ts", "store.ts", "antivirus.ts"]) {
    const code = readFileSync(join(import.meta.dirname, file), "utf8");
    for (const [, key] of code.matchAll(/"(file\.[a-z-]+)"/g)) {
      const sentences = words[key as keyof typeof words];
      assert.ok(sentences?.[0] && sentences[1], `${key} of ${file}`);
    }
  }
});
