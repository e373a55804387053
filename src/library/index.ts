/**
 * The estimator and, ready for it, the catalog. Whoever brings cards and models of their own, or ships to a browser,
 * imports `./estimation` alone and leaves the catalog's records at home.
 * @module headroom-estimation
 */
export * from './estimation.ts';
export { data } from './data.ts';
