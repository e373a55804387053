/** The largest whole number from `least` to `most` for which `holds`, if it holds up to some number and not beyond; else `null`. */
export function largestWhere(least: number, most: number, holds: (value: number) => boolean): number | null {
  if (most < least || !holds(least)) return null;
  if (holds(most)) return most;
  let fits = least;
  let fails = most;
  while (fails - fits > 1) {
    const middle = Math.floor((fits + fails) / 2);
    if (holds(middle)) fits = middle;
    else fails = middle;
  }
  return fits;
}
