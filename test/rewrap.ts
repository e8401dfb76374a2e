import { recognise } from "../grammars/recognise.js";
import type { Origin, Wrapper } from "../grammars/wrapper.js";
import { Unwrapper } from "../src/unwrap/unwrapper.js";

/** A record of the kernel with every wrapper taken off. */
export interface Message {
  /** Holds newlines where the record has several lines. */
  readonly text: string;
  readonly monotonicMicros: number;
}

const origin: Omit<Origin, "monotonicMicros" | "realtimeMicros" | "priority"> = {
  host: "node-1",
  bootId: "0123456789abcdef0123456789abcdef",
};
/** Most lines of a report are informational. */
const usualLevel = 6;
const booted = Date.UTC(2026, 10, 20, 21, 30) * 1000;

/** The kernel's messages of a log. What programs wrote is left out: most wrappers could not say so. */
export function messagesOf(input: Uint8Array): Message[] {
  const unwrapper = new Unwrapper();
  const messages: Message[] = [];
  for (const [i, text] of recordsOf(input).entries())
    for (const record of unwrapper.unwrap({ input: 0, line: i + 1, lines: 1, text })) {
      if (record.envelope.sender === "userspace") continue;
      const { monotonic } = record.envelope;
      const last = messages.at(-1);
      if (record.wrapped && last)
        messages[messages.length - 1] = { ...last, text: `${last.text}\n${record.message}` };
      else
        messages.push({
          text: record.message,
          monotonicMicros: monotonic === null ? 1_000_000 + i : Math.round(Number(monotonic) * 1e6),
        });
    }
  return messages;
}

/** The lines of a log; of journalctl's export its entries. */
function recordsOf(input: Uint8Array): string[] {
  const exported = Buffer.from(input).subarray(0, 9).toString("latin1") === "__CURSOR=";
  return exported
    ? Buffer.from(input).toString("latin1").trimEnd().split("\n\n")
    : Buffer.from(input).toString("utf8").replace(/\n$/, "").split("\n");
}

/** The same messages as another logger would have kept them. */
export function rewrap(messages: readonly Message[], { name, wrap }: Wrapper): Uint8Array {
  const lines = messages.map(({ text, monotonicMicros }) =>
    wrap?.(text, {
      ...origin,
      priority: recognise(text)?.level ?? usualLevel,
      monotonicMicros,
      realtimeMicros: booted + monotonicMicros,
    }),
  );
  // An entry of the export is bytes, one character each.
  return Buffer.from(`${lines.join("\n")}\n`, name === "journal-export" ? "latin1" : "utf8");
}
