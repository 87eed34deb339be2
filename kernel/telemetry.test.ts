import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { describeError, startTracing, stopTracing, traced } from "./telemetry.ts";

test("traces go to the configured endpoint, and none are made without one", async () => {
  const received: { path: string; body: string }[] = [];
  const sink = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      received.push({ path: request.url ?? "", body });
      response.end("{}");
    });
  });
  await new Promise<void>((ready) => sink.listen(0, "127.0.0.1", ready));
  const { port } = sink.address() as AddressInfo;
  await startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: undefined });
  assert.equal(await traced("GET /", {}, async () => 1), 1);
  await startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
  await assert.rejects(
    traced("GET /kerja", {}, async () => {
      throw new Error("no");
    }),
  );
  await stopTracing();
  sink.close();
  assert.deepEqual([...new Set(received.map((each) => each.path))], ["/v1/traces"]);
  assert.match(received.map((each) => each.body).join(""), /GET \/kerja/);
  assert.doesNotMatch(received.map((each) => each.body).join(""), /"GET \/"/);
});

test("what a fault of the database quotes does not reach the log", () => {
  const said = JSON.stringify(
    describeError(Object.assign(new Error("Key (nik)=(1971034708900000) already exists"), { code: "23505" })),
  );
  assert.doesNotMatch(said, /1971034708900000/);
});

test("of what somebody typed nothing reaches the log, of names of our own they do", () => {
  const said = (code: string, message: string) =>
    JSON.stringify(describeError(Object.assign(new Error(message), { code })));
  for (const [code, message] of [
    ["22P02", 'invalid input syntax for type uuid: "1971034708900000"'],
    ["22007", 'invalid input syntax for type timestamp with time zone: "1971034708900000'],
    ["22003", 'value "1971034708900000" is out of range for type integer'],
    ["42601", 'syntax error at or near: "1971034708900000"'],
    ["23514", "new row violates check: 'Melati 1971034708900000'"],
  ] as const)
    assert.doesNotMatch(said(code, message), /1971034708900000/, message);
  assert.match(
    said("23505", 'duplicate key value violates unique constraint "person_nik_unique"'),
    /person_nik_unique/,
  );
});
