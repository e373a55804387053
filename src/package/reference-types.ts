/** The public interface of the package as its pages show it. */

/** A door of the package, by its name in the address of its page. */
export type DoorName = 'catalog' | 'estimation';

export interface ReferenceField {
  /** Path inside the type: `perGpu.weights`, `support[].code`. */
  path: string;
  type: string;
  optional: boolean;
  text: string;
  /** Ids of sources of the catalog. */
  sources: string[];
}

export interface ReferenceParameter {
  name: string;
  type: string;
  optional: boolean;
  text: string;
}

export interface ReferenceEntry {
  name: string;
  kind: 'function' | 'class' | 'constant' | 'type';
  /** The declaration in TypeScript. */
  signature: string;
  text: string;
  parameters: ReferenceParameter[];
  returns: string;
  throws: { type: string; text: string }[];
  /** Ids of sources of the catalog that its formulas come from. */
  sources: string[];
  /** Fields of a type or class, in the order in which they are declared. */
  fields: ReferenceField[];
}

export interface ReferenceDoor {
  name: DoorName;
  text: string;
  entries: ReferenceEntry[];
}

/** Bytes after minification and gzip of a bundle for browsers. */
export interface BundleSizes {
  /** The estimator alone. */
  estimation: number;
  /** The estimator with every card and model of the catalog. */
  withCatalog: number;
}

export interface Reference {
  version: string;
  sizes: BundleSizes;
  doors: ReferenceDoor[];
}
