/** Every compute capability that the catalog knows the software support of, as NVIDIA writes it. */
export const computeCapabilities = [
  '6.0',
  '6.1',
  '7.0',
  '7.5',
  '8.0',
  '8.6',
  '8.9',
  '9.0',
  '10.0',
  '10.3',
  '12.0',
  '12.1',
] as const;

/** A compute capability as NVIDIA writes it. */
export type ComputeCapability = (typeof computeCapabilities)[number];

const isKnown = (text: string): text is ComputeCapability =>
  (computeCapabilities as readonly string[]).includes(text);

/**
 * A card's compute capability (8.6, 12) as it is written ("8.6", "12.0").
 * @param computeCapability - As a card's record has it.
 * @returns The same as text with one decimal.
 * @throws {Error} When the catalog knows no software support for it; the message names those it knows.
 */
export function writtenCapability(computeCapability: number): ComputeCapability {
  const text = computeCapability.toFixed(1);
  if (isKnown(text)) return text;
  throw new Error(
    `No software support known for compute capability ${text}: ${computeCapabilities.join(', ')}`,
  );
}
