export const precision = {};
