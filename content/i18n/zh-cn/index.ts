export { site } from './site.ts';
export { calculator } from './calculator.ts';
export { precision } from './precision.ts';
export { estimator } from './estimator.ts';
export { search } from './search.ts';
export { embed } from './embed.ts';
export { catalogPages } from './catalog-pages.ts';
export { software } from './software.ts';
