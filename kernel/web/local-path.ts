/** A path of ours to go back to, never another site. */
export const localPath = (path: string | undefined, otherwise = "/"): string =>
  path && /^\/(?![/\\])[^\s\\]{0,500}$/.test(path) ? path : otherwise;
