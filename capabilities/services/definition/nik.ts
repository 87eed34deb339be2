// The rule of the NIK lives in the kernel, as accounts need it too.
export * from "../../../kernel/identifiers/nik.ts";
