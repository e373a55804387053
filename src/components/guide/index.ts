/** Everything a chapter, question or term may use; authors import from `#guide`. */
export { default as CardPlot } from './CardPlot.astro';
export { default as Cite } from './Cite.astro';
export { default as Est } from './Est.astro';
export { default as Figure } from './Figure.astro';
export { default as GpuCalculator } from './GpuCalculator.astro';
export { default as Install } from './Install.astro';
export { default as MemoryBars } from './MemoryBars.astro';
export { default as ModelSpec } from './ModelSpec.astro';
export { default as PrecisionCalculator } from './PrecisionCalculator.astro';
export { default as Question } from './Question.astro';
export { default as Sample } from './Sample.astro';
export { default as Sources } from './Sources.astro';
export { default as Spec } from './Spec.astro';
export { default as SpecTable } from './SpecTable.astro';
export { default as Support } from './Support.astro';
export { default as Term } from './Term.astro';
export { default as Worked } from './Worked.astro';
