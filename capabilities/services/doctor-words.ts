// What `doctor` says of services, and `service publish` of one.

import { define } from "../../kernel/words/words.ts";

export const doctorWords = define({
  "services.publish.done": ["{key}: terbit sebagai versi {number}", "{key}: published as version {number}"],
  "services.publish.known": [
    "{key}: isi ini sudah menjadi versi {number}",
    "{key}: this content is already version {number}",
  ],
  "services.publish.faults": ["{count} kesalahan; tidak ada yang diterbitkan", "{count} faults; nothing was published"],
  "services.doctor.roles": [
    "layanan: setiap peran pada layanan yang dibuka ada orangnya",
    "services: every open service has somebody for each of its roles",
  ],
  "services.doctor.idle": [
    "layanan: {count} layanan yang dibuka mempunyai peran tanpa orang",
    "services: {count} open services have a role without anybody",
  ],
  "services.doctor.idle-advice": [
    "Tempatkan seseorang, atau pilih unit lain: /instansi/<kode>/layanan.",
    "Appoint somebody, or name another unit: /instansi/<code>/layanan.",
  ],
  "services.doctor.versions": [
    "layanan: {count} versi yang terbit dapat dibaca",
    "services: {count} published versions can be read",
  ],
  "services.doctor.broken": [
    "layanan: versi yang tidak dapat dibaca: {names}",
    "services: versions that cannot be read: {names}",
  ],
  "services.doctor.broken-advice": [
    "Jalankan rilis Pendopo yang menerbitkannya, atau terbitkan versi yang sudah diperbaiki dan pindahkan permohonannya.",
    "Run the release of Pendopo that published them, or publish a mended version and move their cases.",
  ],
});
