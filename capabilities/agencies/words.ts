import { define } from "../../kernel/words/words.ts";

export const words = define({
  "agencies.no-such-region": ["Tidak ada wilayah dengan kode itu.", "There is no region of that code."],
  "agencies.no-such-agency": ["Instansi itu tidak ada.", "There is no such agency."],
});
