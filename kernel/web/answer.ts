// What a handler gives back; the server turns it into a response.

import type { VNode } from "preact";

export type Answer =
  | { kind: "page"; body: VNode; status: number; cache?: string }
  | { kind: "to"; location: string; status: number; cookies?: string[] }
  | {
      kind: "bytes";
      bytes: Uint8Array | ReadableStream;
      type: string;
      name?: string;
      inline?: boolean;
      status: number;
      cache?: string;
    }
  | { kind: "json"; value: unknown; status: number; headers?: Record<string, string> };

/** A page. */
export const page = (body: VNode, options: { status?: number; cache?: string } = {}): Answer => ({
  kind: "page",
  body,
  status: options.status ?? 200,
  cache: options.cache,
});

/** After a good POST: go and look. */
export const seeOther = (location: string, cookies?: string[]): Answer => ({
  kind: "to",
  location,
  status: 303,
  cookies,
});

export const bytes = (
  content: Uint8Array | ReadableStream,
  options: { type: string; name?: string; inline?: boolean; cache?: string; status?: number },
): Answer => ({ kind: "bytes", bytes: content, status: options.status ?? 200, ...options });
