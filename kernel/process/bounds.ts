/**
 * How often one node may be passed within one step, how many instances a group may have, how many moves a step may make
 * in all (a signal that calls itself forth passes each node but once), and how many flow nodes and flows
 * a process may have.
 */
export const bounds = { visits: 1000, instances: 1000, moves: 20_000, nodes: 4_000 };
