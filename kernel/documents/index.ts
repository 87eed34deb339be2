// The door of kernel/documents.

export {
  type Authority,
  type Credential,
  carriesPurpose,
  chainOf,
  createAuthority,
  createRevocationList,
  fingerprint,
  issueSealCertificate,
  keyFits,
  type Revocation,
  readRevocationList,
  type SealHolder,
} from "./authority.ts";
export { qrCode } from "./qr-code.ts";
export { type SealOrder, seal } from "./seal.ts";
export { checkStamp, requestTimestamp } from "./timestamp.ts";
export {
  checkTemplate,
  closePress,
  TemplateError,
  type TemplateFault,
  type Typeset,
  type Typesetting,
  typeset,
  warmPress,
} from "./typeset.ts";
export {
  type SignatureReason,
  type Verification,
  type VerifiedSignature,
  type VerifyOptions,
  verify,
} from "./verify.ts";
export { documentWords } from "./words.ts";
