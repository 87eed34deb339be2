import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { newTracking, readTracking } from "./tracking.ts";

const number = fc.constant(undefined).map(() => newTracking());

test("a tracking number is read back however it is typed", () => {
  fc.assert(
    fc.property(number, (text) => {
      assert.equal(readTracking(text), text);
      assert.equal(readTracking(text.toLowerCase().replaceAll("-", " ")), text);
      assert.equal(readTracking(text.replaceAll("0", "O").replaceAll("1", "l")), text);
    }),
  );
});

test("one wrong character, and two neighbours swapped, are noticed", () => {
  const alphabet = [..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"];
  fc.assert(
    fc.property(number, fc.nat(11), fc.constantFrom(...alphabet), (text, at, other) => {
      const plain = [...text.replaceAll("-", "")];
      const changed = plain.with(at, other).join("");
      assert.equal(readTracking(changed) !== undefined, plain[at] === other);
      if (at < 11) {
        const swapped = plain
          .with(at, plain[at + 1] as string)
          .with(at + 1, plain[at] as string)
          .join("");
        assert.equal(readTracking(swapped) !== undefined, plain[at] === plain[at + 1]);
      }
    }),
  );
});
