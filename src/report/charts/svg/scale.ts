/** From a value to a place in the picture. */
export type Scale = (value: number) => number;

/** @returns a straight line from `domain` to `range`; the middle where the domain has no width */
export function linear(
  [from, to]: readonly [number, number],
  [left, right]: readonly [number, number],
): Scale {
  const width = to - from;
  return (value) =>
    rounded(width === 0 ? (left + right) / 2 : left + ((value - from) / width) * (right - left));
}

/** A tenth of a pixel is finer than anybody sees. */
export const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Takes a domain; returns about `wanted` round values in it, by steps of 1, 2 or 5. */
export function ticks([from, to]: readonly [number, number], wanted: number, base = 10): number[] {
  if (!(to > from)) return [from];
  const rough = (to - from) / wanted;
  const power = base ** Math.floor(Math.log(rough) / Math.log(base));
  const factors = base === 2 ? [1, 2] : [1, 2, 5, 10];
  const step = power * (factors.find((factor) => factor * power >= rough) ?? base);
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, at) => (first + at) * step);
}
