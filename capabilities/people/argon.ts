// What a password is hashed with, and what the thread that does it is asked and answers.

/** Algorithm 2 is argon2id. */
export const ARGON = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** To hash a password, or to compare it with a known hash. */
export type Errand = { known?: string; password: string };
export type Outcome = { done: string | boolean } | { failed: string };
