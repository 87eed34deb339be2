// Reading what was sent: counted while it comes, so that an oversized one is refused early and cheaply.

import { Refused } from "../errors.ts";
import { Form, type Sent } from "./ask.ts";

export async function readBody(request: Request, most: number): Promise<Buffer> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  const tooLarge = () =>
    new Refused("error.too-large", { status: 413, params: { megabytes: Math.max(1, Math.floor(most / 1_000_000)) } });
  if (declared > most) throw tooLarge();
  if (!request.body) return Buffer.alloc(0);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body) {
    size += part.length;
    if (size > most) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const MOST_FIELDS = 3000;

/** Reads a posted form in either encoding. @throws Refused when it is neither, or has too many fields. */
export async function readForm(request: Request, most: number): Promise<Form> {
  const type = request.headers.get("content-type") ?? "";
  const fields = new Map<string, string[]>();
  const files: Sent[] = [];
  let count = 0;
  const add = (name: string, value: string) => {
    if (++count > MOST_FIELDS) throw new Refused("error.too-many-fields", { status: 413 });
    // A lone NUL would be refused by PostgreSQL with a fault that says nothing to a person.
    const clean = value.replaceAll("\0", "").replaceAll("\r\n", "\n");
    const known = fields.get(name);
    if (known) known.push(clean);
    else fields.set(name, [clean]);
  };
  const body = await readBody(request, most);
  if (type.startsWith("application/x-www-form-urlencoded")) {
    for (const [name, value] of new URLSearchParams(body.toString("utf8"))) add(name, value);
  } else if (type.startsWith("multipart/form-data")) {
    let data: FormData;
    try {
      data = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
    } catch {
      throw new Refused("error.broken-form", { status: 400 });
    }
    for (const [name, value] of data) {
      if (typeof value === "string") add(name, value);
      else if (value.name !== "" || value.size > 0) {
        if (++count > MOST_FIELDS) throw new Refused("error.too-many-fields", { status: 413 });
        files.push({
          field: name,
          name: value.name,
          type: value.type,
          bytes: new Uint8Array(await value.arrayBuffer()),
        });
      }
    }
  } else if (body.length > 0) throw new Refused("error.broken-form", { status: 415 });
  return new Form(fields, files);
}
