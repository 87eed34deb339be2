// Which columns hold sealed bytes and traces, as each capability tells it: what a change of keys goes over. A test walks the
// schema, so that no column of bytes is forgotten.

/** A table with sealed columns: the columns of its primary key, and for each sealed column the place it was sealed for. */
export type Sealed = {
  readonly table: string;
  readonly key: readonly string[];
  /** @example { name: "people.person:name:{id}" }, where {id} is the row's own column */
  readonly columns: Readonly<Record<string, string>>;
};

/** A table with columns that hold what `vault.blind` gave. */
export type Blinded = { readonly table: string; readonly key: readonly string[]; readonly columns: readonly string[] };

/** What a capability's columns of bytes hold. A sealed text inside JSON could not come under a new key: give it a column. */
export type Bytes = {
  readonly sealed?: readonly Sealed[];
  readonly blinded?: readonly Blinded[];
  /** Columns that are neither: hashes, certificates, traces that live for minutes. As "schema.table.column". */
  readonly plain?: readonly string[];
};

/** The kernel's own. */
export const kernelBytes: Bytes = {
  sealed: [
    {
      table: "kernel.mail",
      key: ["id"],
      columns: { recipient: "kernel.mail:to:{id}", subject: "kernel.mail:subject:{id}", body: "kernel.mail:body:{id}" },
    },
    { table: "kernel.certificate", key: ["id"], columns: { key_sealed: "kernel.certificate:key:{id}" } },
  ],
  plain: [
    "kernel.audit_chain.hash",
    "kernel.audit_root.signature",
    "kernel.audit_root_chain.hash",
    "kernel.audit_root_chain.path",
    "kernel.audit_root_chain.seals",
    "kernel.audit_seal.hash",
    "kernel.audit_seal.leaves",
    "kernel.audit_seal.previous",
    "kernel.audit_seal.root",
    "kernel.audit_seal.signature",
    "kernel.audit_stamp.token",
    "kernel.certificate.certificate",
    "kernel.command.fingerprint",
    "kernel.data_key.proof",
    "kernel.data_key.wrapped",
    "kernel.data_key_wrap.wrapped",
    "kernel.wrong_guess.network",
  ],
};

/** Of all capabilities and the kernel. */
export const allBytes = (capabilities: readonly { readonly bytes?: Bytes }[]): Required<Bytes> => {
  const all = [kernelBytes, ...capabilities.flatMap((each) => (each.bytes ? [each.bytes] : []))];
  return {
    sealed: all.flatMap((each) => each.sealed ?? []),
    blinded: all.flatMap((each) => each.blinded ?? []),
    plain: all.flatMap((each) => each.plain ?? []),
  };
};
