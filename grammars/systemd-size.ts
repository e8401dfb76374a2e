const exponents = "BKMGTPE";

/** Bytes of a size as systemd prints it (format_bytes()): `305.3M`, `0B`; 1024 to the step. Null: none. */
export function bytesOfSystemdSize(text: string | undefined | null): number | null {
  const match = /^(\d+(?:\.\d+)?)([BKMGTPE])$/.exec(text ?? "");
  return match ? Math.round(Number(match[1]) * 1024 ** exponents.indexOf(match[2] ?? "B")) : null;
}
