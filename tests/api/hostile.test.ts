// Abuse at the door: whatever is sent is answered by 4xx, early and cheaply; nothing that a stranger can send is our defect (5xx).

import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, test } from "node:test";
import { capabilities } from "../../app/capabilities.ts";
import { newId } from "../../kernel/ids.ts";
import { openTestHall, type Reply } from "../hall.ts";
import { apply, domicile, domicilePeople, photo } from "./domicile.ts";

const hall = await openTestHall({ demo: true });
const people = await domicilePeople(hall);
const { melati, officer, place, village } = people;
const tracking = await apply(melati, people);
const token = (await hall.resident("melati")).token;
const served = await hall.listen();
after(() => served.stop());

/** Sends bytes as they are and gives the first line and the body of what comes back, or "" when the line is just cut. */
function wire(parts: (string | Buffer)[], wait = 5000): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(served.port, "127.0.0.1");
    let text = "";
    const done = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(text);
    };
    const timer = setTimeout(done, wait);
    socket.on("data", (piece) => {
      text += piece.toString("latin1");
      if (/^HTTP\/1\.1 \d+ [\s\S]*\r\n\r\n/.test(text)) setTimeout(done, 50);
    });
    socket.on("error", done);
    socket.on("close", done);
    void (async () => {
      for (const part of parts) {
        if (socket.destroyed) return;
        if (!socket.write(part)) await new Promise((next) => socket.once("drain", next).once("close", next));
      }
    })();
  });
}

const statusOf = (text: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0);

function refused(reply: Reply, what: string, statuses?: number[]) {
  assert.ok(reply.status >= 400 && reply.status < 500, `${what}: ${reply.status} ${reply.html.slice(0, 300)}`);
  if (statuses) assert.ok(statuses.includes(reply.status), `${what}: ${reply.status}, wanted ${statuses}`);
  assert.equal(reply.type, "application/problem+json", what);
  assert.equal(reply.json.status, reply.status);
  assert.ok(reply.json.title.length > 3 && reply.json.type.includes("#"), what);
}

const json = { "content-type": "application/json" };
const application = () => ({ offering: place.id, answers: domicile(village, { id: newId() }) });

test("an oversized body is refused before it is read, whether its size was declared or not", async () => {
  const head = (more: string) =>
    `POST /api/v1/cases HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n${more}\r\n\r\n`;
  const began = performance.now();
  assert.equal(statusOf(await wire([head("content-length: 5000000000")])), 413);
  assert.ok(performance.now() - began < 1500, "not a byte of it was waited for");
  const chunk = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(0x10000, "a"), Buffer.from("\r\n")]);
  const chunked = await wire([head("transfer-encoding: chunked"), ...Array.from({ length: 60 }, () => chunk)]);
  assert.equal(statusOf(chunked), 413);
  const upload = `POST /api/v1/offerings/${place.id}/files?field=fotoDepan&name=a.jpg HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/octet-stream\r\ncontent-length: 99000000\r\n\r\n`;
  assert.equal(statusOf(await wire([upload])), 413);
  assert.equal(statusOf(await wire([head("content-length: abc")])), 400);
  assert.equal(
    statusOf(await wire([head("content-length: 5\r\ntransfer-encoding: chunked"), "0\r\n\r\n"])),
    400,
    "two lengths",
  );
});

test("a bomb of headers is refused by the parser", async () => {
  const bomb =
    `GET /api/v1/services HTTP/1.1\r\nhost: x\r\n${"x-a: ".padEnd(4000, "b")}\r\n`.repeat(1) +
    `x-b: ${"c".repeat(70_000)}\r\n\r\n`;
  assert.equal(statusOf(await wire([bomb])), 431);
  const many = `GET /api/v1/services HTTP/1.1\r\nhost: x\r\n${Array.from({ length: 5000 }, (_, i) => `x-${i}: 1\r\n`).join("")}\r\n`;
  assert.ok([431, 400].includes(statusOf(await wire([many]))));
  refused(await melati.post("/cases", application(), { "idempotency-key": "k".repeat(101) }), "long key", [400]);
  refused(await hall.api("x".repeat(500)).get("/cases"), "long token", [401]);
  refused(await hall.api("' or 1=1 --").get("/cases"), "odd token", [401]);
});

test("ten thousand fields, a deep body and giant numbers are refused with a pointer or a size", async () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`f${i}`, i]));
  refused(await melati.post("/cases", { ...application(), answers: many }), "ten thousand", [413, 422]);
  refused(
    await melati.post("/cases", {
      offering: place.id,
      answers: { fotoDepan: Array.from({ length: 10_000 }, () => 1) },
    }),
    "a long list",
    [413, 422],
  );
  for (const depth of [60, 5000, 900_000]) {
    refused(
      await melati.send("POST", "/cases", "[".repeat(depth) + "]".repeat(depth), json),
      `depth ${depth}`,
      [400, 413, 422],
    );
    refused(
      await melati.send(
        "POST",
        "/cases",
        `${'{"a":'.repeat(Math.min(depth, 300_000))}1${"}".repeat(Math.min(depth, 300_000))}`,
        json,
      ),
      `depth ${depth}`,
      [400, 413, 422],
    );
  }
  const number = await melati.send(
    "POST",
    "/cases",
    JSON.stringify(application()).replace('"pernyataanDomisili":true', '"pernyataanDomisili":1e999'),
    json,
  );
  refused(number, "infinite", [422]);
  assert.equal(number.json.errors[0].pointer, "/answers/pernyataanDomisili");
  for (const limit of ["1e99", "-1", "0", "101", "NaN", "9".repeat(400), "1.5", ""])
    refused(await melati.get(`/cases?limit=${limit}`), `limit ${limit}`, [422]);
  refused(
    await officer.get(`/agencies/5771/due?from=2026-11-23&workingDays=${"9".repeat(30)}`),
    "days",
    [400, 404, 422],
  );
});

test("wrong kinds of content are refused", async () => {
  for (const type of [
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "",
  ])
    refused(await melati.send("POST", "/cases", JSON.stringify(application()), { "content-type": type }), type, [415]);
  const upload = `/offerings/${place.id}/files?field=fotoDepan&name=a.jpg`;
  for (const type of ["text/html", "application/json", "multipart/form-data; boundary=x"])
    refused(await melati.send("POST", upload, new Uint8Array(await photo(3)), { "content-type": type }), type, [415]);
  for (const body of ["", "{", "nul", '{"a":1}{"b":2}', "\ufeff{}", "undefined", "[]", "null", "1", '"x"'])
    refused(await melati.send("POST", "/cases", body, json), `body ${body}`, [400, 422]);
  refused(await melati.send("POST", upload, new Uint8Array(Buffer.from("<html><script>")), {}), "html as jpeg", [422]);
  refused(await melati.send("POST", upload, new Uint8Array(0), {}), "nothing", [422]);
  refused(
    await melati.send("POST", upload.replace("fotoDepan", "namaUsaha"), new Uint8Array(await photo(3))),
    "no file field",
    [422],
  );
  refused(
    await melati.send("POST", upload.replace("fotoDepan", "__proto__"), new Uint8Array(await photo(3))),
    "proto",
    [422],
  );
});

test("NUL, half a surrogate pair and bytes that are no UTF-8 are refused, wherever they stand", async () => {
  const put = (text: string) => JSON.stringify(application()).replace("Martabak Melati", text);
  for (const text of ["a\\u0000b", "\\ud800", "x\\udc00"]) {
    const reply = await melati.send("POST", "/cases", put(text), json);
    refused(reply, text, [422]);
    assert.equal(reply.json.errors[0].pointer, "/answers/namaUsaha");
  }
  refused(
    await melati.send(
      "POST",
      "/cases",
      new Uint8Array(
        Buffer.concat([Buffer.from('{"offering":"'), Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from('"}')]),
      ),
      json,
    ),
    "not UTF-8",
    [400],
  );
  for (const path of [
    "/cases/%00",
    "/cases?cursor=%00",
    "/services?search=%00",
    "/services/%00",
    "/tracking/%00",
    "/verification/%00",
    "/files/%00",
    "/regions?search=a%00b",
    "/agencies?search=%00",
    "/drafts/%00",
    "/offerings?service=%00",
  ])
    refused(await melati.get(path), path, [400, 404, 422]);
  for (const path of [
    "/cari?kata=%00",
    "/layanan?cari=%00",
    "/lacak?nomor=%00",
    "/lacak/%00",
    "/periksa/%00",
    "/instansi?cari=%00",
    "/layanan/%00",
    "/layanan?sesudah=%00",
    "/%00",
  ]) {
    const reply = await hall.visitor().get(path);
    assert.ok(reply.status < 500, `${path}: ${reply.status}`);
  }
  for (const path of ["/services?search=%ff%fe", "/tracking/%c0%80", "/services?search=%ed%a0%80", "/cases/%"]) {
    const reply = await melati.get(path);
    assert.ok(reply.status < 500, `${path}: ${reply.status}`);
  }
});

test("paths that climb, double and disguise themselves lead nowhere", async () => {
  const files = [
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/kernel",
    "....//",
    "..;/",
    "%252e%252e%252f",
    "..\\..\\",
    "C:%5c",
    "con",
    "%u002e",
  ];
  for (const path of files)
    for (const at of ["/files/", "/documents/", "/cases/", "/services/", "/tracking/", "/verification/", "/drafts/"]) {
      const reply = await melati.get(`${at}${path}`);
      assert.ok(reply.status >= 400 && reply.status < 500, `${at}${path}: ${reply.status}`);
    }
  for (const raw of [
    "/api/v1/../../etc/passwd",
    "/aset/../../package.json",
    "/aset/..%2f..%2fpackage.json",
    "//api//v1//me",
    "/api/v1/me/../../../x",
    "/api/v1//cases",
  ]) {
    const text = await wire([`GET ${raw} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`]);
    assert.ok(statusOf(text) >= 300 && statusOf(text) < 500, `${raw}: ${text.slice(0, 80)}`);
    assert.doesNotMatch(text, /root:x:|"dependencies"/);
  }
  const wrong = await melati.send("DELETE", "/cases");
  refused(wrong, "DELETE /cases", [405]);
  assert.equal(wrong.headers.get("allow"), "GET, POST");
  assert.ok(statusOf(await wire(["TRACE / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"])) >= 400);
});

test("a cursor that a client made up is refused, never handed to the database", async () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const cursors = [
    "x",
    "{}",
    encode(["a", "b"]),
    encode(["2026-11-23T00:00:00Z", "' or 1=1"]),
    encode([1, 2]),
    encode([{}, []]),
    encode(["2026-11-23T00:00:00Z"]),
    encode(["infinity", newId()]),
    encode(["\0", newId()]),
    encode(null),
  ];
  for (const cursor of cursors) {
    refused(await melati.get(`/cases?cursor=${cursor}`), cursor, [400]);
    refused(await officer.get(`/cases?cursor=${cursor}`), cursor, [400]);
    refused(await officer.get(`/tasks?cursor=${cursor}`), cursor, [400]);
    for (const path of ["/services", "/offerings", "/agencies"]) {
      const reply = await melati.get(`${path}?cursor=${cursor}`);
      assert.ok(reply.status < 500, `${path} ${cursor}: ${reply.status}`);
    }
  }
});

test("ids of another agency, of nobody and of no shape, in every parameter, show and change nothing", async () => {
  const described = (await hall.api().get("/openapi.json")).json;
  const abroad = hall.api((await hall.as("belitung/dpmptsp/front-office")).token);
  const akhiong = hall.api((await hall.resident("akhiong")).token);
  const [task] = (await officer.get(`/tasks?tracking=${tracking}`)).json.items;
  const [file] = (await melati.get(`/cases/${tracking}/files`)).json.items;
  const draft = (await melati.post("/drafts", { offering: place.id })).json.id;
  const [agency, offering] = place.id.split("/") as [string, string];
  const theirs: Record<string, string[]> = {
    tracking: [tracking],
    task: [task.id],
    id: [file.id, draft, task.id],
    agency: [agency],
    offering: [newId(), agency],
  };
  const odd = [
    "0",
    "-1",
    "null",
    "undefined",
    "true",
    "1' or '1'='1",
    newId(),
    newId().toUpperCase(),
    "00000000-0000-0000-0000-000000000000",
    "a".repeat(3000),
    "🙂",
    "*",
    "%25",
    "__proto__",
    "constructor",
  ];
  const before = await hall.rows(
    "select (select count(*) from cases.event) as events, (select count(*) from cases.comment) as comments, (select count(*) from cases.draft) as drafts",
  );
  let asked = 0;
  for (const [path, methods] of Object.entries(described.paths as Record<string, Record<string, any>>)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
    if (names.length === 0 || !/drafts|cases|tasks|files|documents|offerings/.test(path)) continue;
    for (const method of Object.keys(methods))
      for (const api of [abroad, akhiong])
        for (const trial of [
          ...odd.map((text) => () => text),
          (name: string, i: number) => theirs[name]?.[i % (theirs[name]?.length ?? 1)] ?? "x",
        ]) {
          for (const i of trial.length === 0 ? [0] : [0, 1, 2]) {
            const at = path.replace(/\{(\w+)\}/g, (_, name) =>
              encodeURIComponent((trial as (name: string, i: number) => string)(name, i)),
            );
            const upload = methods[method].requestBody?.content["application/octet-stream"];
            const reply = await api.send(
              method.toUpperCase(),
              `${at}${upload ? "?field=fotoDepan&name=a.jpg" : ""}`,
              methods[method].requestBody ? (upload ? new Uint8Array(4) : bodyFor(path)) : undefined,
            );
            asked++;
            assert.ok(
              reply.status >= 400 && reply.status < 500,
              `${method} ${at}: ${reply.status} ${reply.html.slice(0, 200)}`,
            );
          }
        }
  }
  assert.ok(asked > 500, `${asked} requests`);
  assert.deepEqual(
    await hall.rows(
      "select (select count(*) from cases.event) as events, (select count(*) from cases.comment) as comments, (select count(*) from cases.draft) as drafts",
    ),
    before,
  );
  for (const id of [
    `${newId()}/${offering}`,
    `${agency}/${newId()}`,
    `${offering}/${agency}`,
    "a/b",
    agency,
    "../..",
    "",
  ]) {
    refused(await melati.post("/drafts", { offering: id }), `offering ${id}`, [404, 422]);
    refused(await melati.post("/cases", { ...application(), offering: id }), `offering ${id}`, [404, 422]);
  }
});

function bodyFor(path: string): unknown {
  if (path.endsWith("/completion")) return { answers: { hasilCocok: "cocok" } };
  if (path.endsWith("/comments")) return { text: "Halo" };
  if (path.endsWith("/handover")) return { to: newId() };
  if (path.endsWith("/personal-data")) return { purpose: "ingin tahu" };
  if (path.endsWith("/withdrawal")) return { reason: "" };
  if (path.startsWith("/api/v1/drafts")) return { answers: {} };
  return {};
}

test("a name that means something to JavaScript is a wrong field like any other", async () => {
  const body = JSON.stringify(application()).replace(
    '"namaUsaha":',
    '"__proto__":{"admin":true},"constructor":1,"toString":2,"namaUsaha":',
  );
  const reply = await melati.send("POST", "/cases", body, json);
  refused(reply, "names", [422]);
  assert.equal(({} as { admin?: boolean }).admin, undefined);
  refused(await melati.post("/cases", { ...application(), extra: 1 }), "an extra member", [422]);
  const big = "x".repeat(1_500_000);
  refused(await melati.post("/cases", { offering: place.id, answers: { namaUsaha: big } }), "a long text", [422]);
});

test("after all that the server still serves", async () => {
  assert.equal((await melati.get("/cases")).status, 200);
  const response = await fetch(`${served.url}/api/v1/services?limit=1`);
  assert.equal(response.status, 200);
});

test("odd values in every parameter of every operation, and odd bodies, are never a defect of ours", async () => {
  const described = (await hall.api().get("/openapi.json")).json;
  const odd = [
    "",
    " ",
    "0",
    "-1",
    "1e9",
    "null",
    "[]",
    "{}",
    "true",
    "'",
    '"',
    "\\",
    "%",
    "%25%00".slice(0, 3),
    "' or 1=1 --",
    "(",
    "*",
    "a & b | !",
    "\u202e",
    "🙂",
    "x".repeat(5000),
    "2026-02-30",
    "9999-12-31",
    "-infinity",
    newId(),
    "19.71",
    "../..",
    "é́",
    "1\n2",
    "__proto__",
  ];
  const bodies = [
    null,
    [],
    0,
    "",
    {},
    { offering: 1 },
    { answers: [] },
    { answers: null },
    { text: {} },
    { kind: "resident", number: "", password: "x" },
    { kind: "official", number: "🙂", password: "x" },
    { to: "x" },
    { purpose: 1 },
  ];
  let asked = 0;
  for (const [path, methods] of Object.entries(described.paths as Record<string, Record<string, any>>))
    for (const [method, operation] of Object.entries(methods)) {
      if (path.endsWith("/sessions/current")) continue;
      const api = JSON.stringify(operation.security) === "[]" ? hall.api() : asked % 2 === 0 ? melati : officer;
      const at = path
        .replace(/\{tracking\}/g, tracking)
        .replace(/\{key\}/g, "keterangan-domisili-usaha")
        .replace(/\{code\}/g, "19.71")
        .replace(/\{\w+\}/g, newId());
      const queries = (operation.parameters ?? [])
        .filter((each: any) => each.in === "query")
        .map((each: any) => each.name);
      const upload = operation.requestBody?.content["application/octet-stream"];
      const ask = async (query: string, body: unknown) => {
        asked++;
        const reply = await api.send(
          method.toUpperCase(),
          `${at}${query}`,
          body,
          upload ? { "content-type": "application/octet-stream" } : {},
        );
        assert.ok(
          reply.status < 500,
          `${method} ${at}${query} ${JSON.stringify(body)?.slice(0, 80)}: ${reply.status} ${reply.html.slice(0, 300)}`,
        );
      };
      for (const name of queries)
        for (const text of odd)
          await ask(
            `?${name}=${encodeURIComponent(text)}`,
            operation.requestBody ? (upload ? new Uint8Array(3) : {}) : undefined,
          );
      if (operation.requestBody)
        for (const body of bodies) await ask("", upload ? new Uint8Array(Buffer.from(JSON.stringify(body))) : body);
    }
  assert.ok(asked > 700, `${asked} requests`);
});

test("odd values in the addresses of pages are never a defect of ours", async () => {
  const names = [
    "kata",
    "cari",
    "setelah",
    "sesudah",
    "tampil",
    "layanan",
    "nomor",
    "keadaan",
    "lewat",
    "kode",
    "kembali",
    "bahasa",
    "halaman",
    "tempat",
    "wilayah",
    "tahun",
    "khalayak",
    "peristiwa",
    "instansi",
    "kecil",
    "baru",
  ];
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const odd = [
    "'",
    "x".repeat(3000),
    "\0",
    "(&|!",
    "%",
    encode(["a", "b"]),
    encode([1, "x", "y"]),
    encode([null, null]),
    encode([1e20, "a", newId()]),
    "-1",
    "1e400",
    "9".repeat(30),
    "2026-13-45",
    "🙂",
    "__proto__",
  ];
  const desk = await hall.as("pangkalpinang/dpmptsp/front-office");
  const browsers = [hall.visitor(), await hall.resident("melati"), desk];
  const paths = [
    ...new Set(
      capabilities
        .flatMap((each) => each.routes ?? [])
        .filter((route) => route.method === "GET")
        .map((route) => route.path),
    ),
  ];
  let asked = 0;
  for (const path of paths)
    for (const [i, browser] of browsers.entries()) {
      const places = [tracking, newId(), "keterangan-domisili-usaha", "x", "%00", "__proto__", "🙂"];
      for (const value of path.includes(":") ? places : [""]) {
        const at = path.replace(/:\w+/g, value === "%00" ? value : encodeURIComponent(value));
        const reply = await browser.get(at, { follow: false });
        asked++;
        assert.ok(reply.status < 500, `${i} ${at}: ${reply.status}`);
      }
      for (const text of odd) {
        const query = names.map((name) => `${name}=${encodeURIComponent(text)}`);
        const at = `${path.replace(/:\w+/g, "keterangan-domisili-usaha")}?${text === "\0" ? query[asked++ % query.length] : query.join("&")}`;
        const reply = await browser.get(at.slice(0, 9000), { follow: false });
        asked++;
        assert.ok(reply.status < 500, `${i} ${at.slice(0, 200)}: ${reply.status}`);
      }
    }
  assert.ok(asked > 500, `${asked} pages`);
});
