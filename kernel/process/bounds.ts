/** How often one node may be passed within one step, and how many instances a group may have. */
export const bounds = { visits: 1000, instances: 1000 };
