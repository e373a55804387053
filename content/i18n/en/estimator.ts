export const estimator = {};
