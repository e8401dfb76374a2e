/** `resource.Quantity` of Kubernetes (apimachinery, pkg/api/resource/quantity.go): `512Mi`, `129e6`, `1.5Gi`. */

export interface Quantity {
  /** Rounded up to whole bytes, as the API does, and at most 2^63 − 1. */
  readonly bytes: number;
  /** Written in `m`, `u` or `n`: legal, but 512m of memory is half a byte, and seldom meant. */
  readonly fractional: boolean;
}

/** The longest text that is read; the API keeps 18 digits. */
const LONGEST = 64;
const MOST = (1n << 63n) - 1n;

const shape =
  /^(?<sign>[+-]?)(?<whole>\d*)(?:\.(?<part>\d*))?(?<suffix>[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

const tens: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const twos: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };

/** Takes a quantity as text, or as the bare number that JSON may hold; returns it, or null where it is none. */
export function quantity(given: string | number): Quantity | null {
  const text = typeof given === "number" ? String(given) : given;
  if (text.length > LONGEST) return null;
  const { sign = "", whole = "", part = "", suffix = "" } = shape.exec(text)?.groups ?? {};
  const digits = whole + part;
  if (digits === "") return null;
  const magnitude = roundUp(BigInt(digits), part.length, suffix);
  const bytes = Number(magnitude > MOST ? MOST : magnitude);
  return { bytes: sign === "-" ? 0 - bytes : bytes, fractional: /^[num]$/.test(suffix) };
}

/** The same in bytes only. */
export function bytesOfQuantity(given: string | number): number | null {
  return quantity(given)?.bytes ?? null;
}

function roundUp(digits: bigint, decimals: number, suffix: string): bigint {
  const two = twos[suffix];
  if (two !== undefined) return divideUp(digits << two, 10n ** BigInt(decimals));
  const power = (tens[suffix] ?? exponent(suffix)) - decimals;
  if (digits === 0n) return 0n;
  // An exponent is hostile text as well: beyond these nothing but the bound is left.
  if (power > 18) return MOST + 1n;
  if (power < -LONGEST) return 1n;
  return power >= 0 ? digits * 10n ** BigInt(power) : divideUp(digits, 10n ** BigInt(-power));
}

const exponent = (suffix: string): number => (suffix === "" ? 0 : Number(suffix.slice(1)));

const divideUp = (value: bigint, by: bigint): bigint => (value + by - 1n) / by;
