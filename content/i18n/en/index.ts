export { site } from './site.ts';
export { calculator } from './calculator.ts';
export { precision } from './precision.ts';
export { estimator } from './estimator.ts';
export { search } from './search.ts';
export { embed } from './embed.ts';
export { software } from './software.ts';
export { measurements } from './measurements.ts';
