// A program that holds a master key, as docs/operate/key.md asks for one: here the key lies in a file named by the argument.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

const master = Buffer.from(readFileSync(process.argv[2], "utf8").trim(), "hex");
const question = JSON.parse(readFileSync(0, "utf8"));
const given = Buffer.from(question.data ?? "", "base64");
if (question.do === "name") console.log(JSON.stringify({ name: "test-module/1" }));
else if (question.do === "wrap") {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", master, nonce);
  const sealed = Buffer.concat([nonce, cipher.update(given), cipher.final(), cipher.getAuthTag()]);
  console.log(JSON.stringify({ data: sealed.toString("base64") }));
} else {
  const decipher = createDecipheriv("aes-256-gcm", master, given.subarray(0, 12));
  decipher.setAuthTag(given.subarray(-16));
  try {
    const plain = Buffer.concat([decipher.update(given.subarray(12, -16)), decipher.final()]);
    console.log(JSON.stringify({ data: plain.toString("base64") }));
  } catch {
    console.error("CKR_ENCRYPTED_DATA_INVALID");
    process.exit(1);
  }
}
