import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';

/**
 * Elements of a list that are drawn anew only where what they show has changed: `keep(key, shown, draw)` gives the
 * element of the render before while every value of `shown` is the same.
 */
export function useKept() {
  const kept = useRef(new Map<string, { shown: readonly unknown[]; node: VNode }>()).current;
  return (key: string, shown: readonly unknown[], draw: () => VNode): VNode => {
    const before = kept.get(key);
    if (before?.shown.every((value, index) => value === shown[index])) return before.node;
    const node = draw();
    kept.set(key, { shown, node });
    return node;
  };
}
