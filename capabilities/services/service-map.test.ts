// The way of a request as a map: what is on it and what is left out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { readService } from "./definition/read-service.ts";
import { serviceMap } from "./service-map.ts";

const definitionOf = async (service: string) => {
  const read = await readService(fileURLToPath(new URL(`../../library/${service}`, import.meta.url)), { prove: false });
  assert.ok(read.ok, JSON.stringify(read));
  return read.definition;
};

test("the certificate's way shows work that runs side by side, and no round of correction", async () => {
  const map = serviceMap(await definitionOf("sertifikat-laik-higiene"), {
    locale: "id",
    parameters: { hariInspeksi: 4 },
    time: (amount, unit) => `${amount} ${unit}`,
  });
  assert.deepEqual(
    map.stations.map((station) => station.id),
    ["PermohonanMasuk", "PeriksaBerkas", "InspeksiTempat", "UjiSampel", "Putuskan", "Terbit"],
  );
  const links = map.links.map((link) => `${link.from}>${link.to}`);
  assert.deepEqual([...links].sort(), [
    "InspeksiTempat>Putuskan",
    "PeriksaBerkas>InspeksiTempat",
    "PeriksaBerkas>UjiSampel",
    "PermohonanMasuk>PeriksaBerkas",
    "Putuskan>Terbit",
    "UjiSampel>Putuskan",
  ]);
  assert.equal(map.stations.find((station) => station.id === "InspeksiTempat")?.takes, "4 working-days");
  assert.equal(map.stations.at(-1)?.end, "well");
});

test("every library service has a way from its sending to a good end, in both languages", async () => {
  for (const service of ["sertifikat-laik-higiene", "keterangan-domisili-usaha", "persetujuan-kkpr"])
    for (const locale of ["id", "en"] as const) {
      const map = serviceMap(await definitionOf(service), { locale });
      assert.ok(map.stations.length >= 3, service);
      assert.ok(
        map.stations.some((station) => station.end === "well"),
        service,
      );
      const reached = new Set(map.links.map((link) => link.to));
      for (const station of map.stations.slice(1))
        assert.ok(reached.has(station.id), `${service}: nothing leads to ${station.id}`);
      for (const link of map.links)
        for (const end of [link.from, link.to])
          assert.ok(
            map.stations.some((station) => station.id === end),
            `${service}: ${end}`,
          );
    }
});
