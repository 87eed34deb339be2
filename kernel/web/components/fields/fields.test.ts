import assert from "node:assert/strict";
import { test } from "node:test";
import { h } from "preact";
import { render } from "preact-render-to-string";
import { Refused } from "../../../errors.ts";
import { ErrorSummary } from "../messages/messages.tsx";
import { indonesian as t, visitor } from "../specimens.ts";
import { Radios } from "./choice-field.tsx";
import { DateField, readDate, typedDate } from "./date-field.tsx";
import { fieldId } from "./field.tsx";
import { FileField } from "./file-field.tsx";
import { Form } from "./form.tsx";
import { RupiahField, TextField } from "./text-field.tsx";

test("a date is read from numbers, Indonesian months, short months and English ones", () => {
  for (const month of ["3", "03", "Maret", "maret", "Mar.", "March", " MARET "])
    assert.deepEqual(readDate({ day: "7", month, year: "1987" }), { date: "1987-03-07" }, month);
  assert.deepEqual(readDate({ day: "1", month: "Pebruari", year: "2024" }), { date: "2024-02-01" });
  assert.deepEqual(readDate({ day: "31", month: "agt", year: "2026" }), { date: "2026-08-31" });
});

test("a date that cannot be says which box is wrong", () => {
  const table: Array<[string, string, string, string]> = [
    ["", "", "", "missing"],
    ["29", "2", "2023", "day"],
    ["29", "2", "1900", "day"],
    ["31", "4", "2026", "day"],
    ["0", "1", "2026", "day"],
    ["1,5", "1", "2026", "day"],
    ["1", "13", "2026", "month"],
    ["1", "", "2026", "month"],
    ["1", "constructor", "2026", "month"],
    ["1", "1", "26", "year"],
    ["1", "1", "0000", "year"],
    ["1", "1", "", "year"],
  ];
  for (const [day, month, year, wrong] of table)
    assert.deepEqual(readDate({ day, month, year }), { wrong }, `${day} ${month} ${year}`);
  assert.deepEqual(readDate({ day: "29", month: "2", year: "2000" }), { date: "2000-02-29" });
});

test("what was typed into a date comes back as it was typed", () => {
  const form = new Map([
    ["lahir.day", "29"],
    ["lahir.month", "Februari"],
    ["lahir.year", "1987"],
  ]);
  const typed = typedDate(form, "lahir");
  const html = render(h(DateField, { t, name: "lahir", label: "Lahir", value: typed }));
  assert.match(html, /value="Februari"/);
  assert.match(
    render(h(DateField, { t, name: "lahir", label: "Lahir", value: "1987-03-07" })),
    /value="7".*value="3".*value="1987"/s,
  );
});

const problem = new Refused("error.faults", {
  faults: [
    { field: "usaha.nik", key: "NIK kurang satu angka." },
    { field: "jenis", key: "Pilih satu." },
  ],
});

test("the summary leads to the very box, and the box is told its fault", () => {
  const summary = render(h(ErrorSummary, { t, problem }));
  const box = render(h(TextField, { t, name: "usaha.nik", label: "NIK", hint: "16 angka", problem, value: "123" }));
  const id = fieldId("usaha.nik");
  assert.match(summary, new RegExp(`href="#${id}"`));
  assert.match(box, new RegExp(`<input[^>]* id="${id}"`));
  assert.match(box, new RegExp(`aria-describedby="${id}-hint ${id}-fault"`));
  assert.match(box, /aria-invalid="true"/);
  assert.match(box, /value="123"/);
  const first = render(
    h(Radios, {
      t,
      name: "jenis",
      label: "Jenis",
      problem,
      options: [
        { value: "a", label: "A" },
        { value: "b", label: "B" },
      ],
    }),
  );
  assert.match(first, /<input[^>]* id="f-jenis"[^>]*value="a"/);
});

test("a refusal that names no field is told in the summary all the same, and no refusal shows nothing", () => {
  assert.match(render(h(ErrorSummary, { t, problem: new Refused("Sudah dikirim.") })), /Sudah dikirim\./);
  assert.equal(render(h(ErrorSummary, { t })), "");
});

test("what a person typed cannot become markup", () => {
  const html = render(h(TextField, { t, name: "n", label: "N", value: `"><script>alert(1)</script>`, fault: "<b>" }));
  assert.doesNotMatch(html, /<script>|<b>/);
});

test("money is shown with its points, and what was typed stays as typed", () => {
  assert.match(render(h(RupiahField, { t, name: "m", label: "Modal", value: 1_250_000 })), /value="1\.250\.000"/);
  assert.match(render(h(RupiahField, { t, name: "m", label: "Modal", value: "sejuta" })), /value="sejuta"/);
});

test("a form carries its token and its key, and says what files need", () => {
  const html = render(h(Form, { t, site: visitor, action: "/x", once: "k-1", files: true, children: "" }));
  assert.match(html, /<input type="hidden" name="_token" value="contoh"/);
  assert.match(html, /<input type="hidden" name="_key" value="k-1"/);
  assert.match(html, /enctype="multipart\/form-data"/);
});

test("a stored file can be taken away by name, and one being read-only cannot", () => {
  const stored = [{ id: "f1", name: "dapur.jpg", size: "1 MB" }];
  const props = { t, name: "foto", label: "Foto", accept: ".jpg", types: "JPG", size: "5 MB", stored };
  assert.match(
    render(h(FileField, { ...props, removeName: "hapus" })),
    /name="hapus" value="f1"[^>]*aria-label="Hapus dapur.jpg"/,
  );
  assert.doesNotMatch(render(h(FileField, { ...props, readOnly: true })), /<button|type="file"/);
});
