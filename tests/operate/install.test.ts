// The commands of the first minutes, as an operator types them.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { freePort, newFolder, pendopo } from "./program.ts";

test("a real installation gets its agencies and its first administrator at the command line", async () => {
  const { folder, remove } = newFolder();
  after(remove);
  const environment = { PENDOPO_DATA: join(folder, "data"), PORT: await freePort() };
  const file = join(folder, "pemerintah.yaml");
  writeFileSync(
    file,
    `code: "6304"\nname: Pemerintah Kota Contoh\nshortName: Pemkot Contoh\nlevel: city\nregion: "19.71"\nunits:\n  - key: a\n    kind: other\n    name: Pengelola\n    positions: [{ key: b, name: Pengelola, administers: true }]\nofficials:\n  - { name: Sri Lestari, nip: "198804042012032901", holds: [a/b] }\n`,
  );
  const wrong = await pendopo(
    ["admin", "create", "--code", "1", "--agency", "X", "--level", "kerajaan", "--name", "Y"],
    environment,
  );
  assert.equal(wrong.code, 1);
  assert.match(wrong.err, /code: .*[\s\S]*level: /, "every fault at once");
  assert.equal((await pendopo(["admin", "create"], environment)).code, 2);

  const dry = await pendopo(["admin", "create", "--from", file, "--dry-run"], environment);
  assert.equal(dry.code, 0, dry.err);
  assert.match(dry.out, /akan menambahkan 1 unit kerja, 1 jabatan, 1 pegawai/);
  assert.doesNotMatch(dry.out, /kode {3}/, "a code is printed only when it opens something");
  const made = await pendopo(["admin", "create", "--from", file], environment);
  assert.equal(made.code, 0, made.err);
  assert.match(made.out, /kode {3}[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/);
  const again = await pendopo(["admin", "create", "--from", file], environment);
  assert.equal(again.code, 1);
  assert.match(again.err, /sudah mempunyai pengelola/);
  const another = await pendopo(["admin", "create", "--from", file, "--another"], environment);
  assert.match(another.out, /0 unit kerja, 0 jabatan, 0 pegawai, dan 0 penempatan/, "the same file twice adds nothing");

  const list = join(folder, "instansi.csv");
  const rows = Array.from(
    { length: 616 },
    (_, i) => `${1000 + i};Pemerintah Kabupaten ${i};Pemkab ${i};kabupaten;19.01`,
  );
  writeFileSync(list, ["Kode;Nama;Singkatan;Tingkat;Wilayah", ...rows].join("\n"));
  const added = await pendopo(["agency", "add", "--from", list], environment);
  assert.match(added.out, /616 instansi ditambahkan, 0 sudah ada/, added.err);
  console.log(`616 agencies: ${Math.round(added.ms)} ms`);
  assert.match(
    (await pendopo(["agency", "add", "--from", list], environment)).out,
    /0 instansi ditambahkan, 616 sudah ada/,
  );

  const examined = await pendopo(["doctor"], environment);
  assert.match(examined.out, /ok {2}instansi: setiap instansi yang bekerja di sini mempunyai pengelola/);
  assert.match(examined.out, /!! {2}akun: 0 dari 1 pegawai yang memegang jabatan mempunyai akun/);
});
