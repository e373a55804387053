/**
 * What a widget says to the page it is embedded in: its height, and nothing else. Frozen with `/embed/v1.js`, which
 * other people's pages load: the shape of the message and the limits must not change.
 */

export interface HeightMessage {
  /** Version of the message. */
  headroom: 1;
  /** Height of the widget's content in CSS pixels. */
  height: number;
}

/** A widget is never made smaller or larger than this, whatever a message says (CSS pixels). */
export const minHeight = 120;
export const maxHeight = 6000;

export const widgetTypes = ['gpu', 'precision'] as const;
export type WidgetType = (typeof widgetTypes)[number];

/** Height of an iframe that stays as it is: what the content takes in a column of text (CSS pixels). */
export const frameHeight: Record<WidgetType, number> = { gpu: 1250, precision: 1790 };

/** Of a widget in its default state: pixels that are there at any width, and area that flows. */
const content: Record<WidgetType, { height: number; area: number }> = {
  gpu: { height: 660, area: 340_000 },
  precision: { height: 720, area: 670_000 },
};

/** Height before the widget has said anything: near enough to its own that little moves once it speaks (CSS pixels). */
export const initialHeight = (type: WidgetType, width: number): number =>
  Math.round(content[type].height + content[type].area / (width || 720));

export const heightMessage = (height: number): HeightMessage => ({ headroom: 1, height });

/** The height a message asks for, within the limits, or `null` for anything that is not a height message. */
export function readHeight(data: unknown): number | null {
  if (typeof data !== 'object' || data === null) return null;
  const { headroom, height } = data as Partial<HeightMessage>;
  if (headroom !== 1 || typeof height !== 'number' || !Number.isFinite(height)) return null;
  return Math.min(maxHeight, Math.max(minHeight, Math.ceil(height)));
}
