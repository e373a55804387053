import { z } from 'zod';

/** The part of JSON Schema that zod writes for our schemas, with the two keywords that ours add. */
export interface JsonSchema {
  $schema?: string;
  title?: string;
  description?: string;
  /** Unit of the value, in words. */
  unit?: string;
  /** Name of the CSV column where it differs from the path in camel case. */
  column?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

/** A zod schema as JSON Schema, draft 2020-12. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}
