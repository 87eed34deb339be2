// Plain signs for the demo's agencies, drawn for it: real crests are official marks, which an installation brings itself.

const shield = (ground: string, inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 32" role="img"><path d="M2 2h24v15c0 7-6 11-12 13C8 28 2 24 2 17z" fill="${ground}"/>` +
  `<path d="M2 2h24v15c0 7-6 11-12 13C8 28 2 24 2 17z" fill="none" stroke="#c9a227" stroke-width="1.5"/>${inside}</svg>`;

const roof = `<path d="M5 13 14 6l9 7M8 13v7m12-7v7" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>`;
const sea = `<path d="M6 21c2-2 3.500-2 5.300 0s3.500 2 5.300 0 3.500-2 5.300 0M8.500 25c2-2 3.500-2 5.500 0s3.500 2 5.500 0" fill="none" stroke="#fff" stroke-width="1.500" stroke-linecap="round"/>`;
const islands = `<path d="M7 15c0-4 3-8 5-8s2 4 4 5 1 5-3 5-6 1-6-2zM18.500 12c1.500-1.500 4 0 3.500 2s-3.500 2-4 .5z" fill="#fff"/>`;
const pepper = `<path d="M14 5v12" stroke="#fff" stroke-width="1.500"/><circle cx="11" cy="9" r="2" fill="#fff"/><circle cx="17" cy="9" r="2" fill="#fff"/><circle cx="11" cy="14" r="2" fill="#fff"/><circle cx="17" cy="14" r="2" fill="#fff"/>`;

export const crests = {
  province: shield("#0b5563", islands + sea),
  city: shield("#7a2e1d", roof + sea),
  regency: shield("#1f5f3a", pepper + sea),
};
