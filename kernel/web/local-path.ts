/**
 * A path of ours to go back to, never another site, and only what may stand in a header: anything else comes percent-encoded
 * from our own pages.
 */
export const localPath = (path: string | undefined, otherwise = "/"): string =>
  path && /^\/(?![/\\])[!-[\]-~]{0,500}$/.test(path) ? path : otherwise;
