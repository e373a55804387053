/**
 * Fills `{name}` slots of a dictionary string. A slot without a value stays visible as `{name}`,
 * so a forgotten parameter shows in a review instead of vanishing.
 */
export function fill(template: string, params: Record<string, string | number> = {}): string {
  return template.replace(/\{(\w+)\}/g, (slot, name: string) => {
    const value = params[name];
    return value === undefined ? slot : String(value);
  });
}
