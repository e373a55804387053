/** Name under which programs import the package. */
export const packageName = 'headroom-estimation';
