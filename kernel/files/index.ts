// The door of kernel/files.

export { openScanner, type Scanner, scannerAddress, scannerVersion } from "./antivirus.ts";
export { cleanFileName } from "./file-name.ts";
export { type Allowance, type Inspected, inspectUpload } from "./inspect.ts";
export { type Photo, preparePhoto } from "./photo.ts";
export { type FileStore, openFileStore, type Stored } from "./store.ts";
