import { plain } from "../../render/plain.js";

/** How much of a complaint is repeated. */
const WORDS_MAX = 300;

/** The API was asked, and gave no answer, or another one. */
export class ApiProblem extends Error {
  /** The status of HTTP; null where there was no answer at all. */
  readonly status: number | null;
  /** Problems of one kind are told once. */
  readonly kind: string;

  constructor(words: string, { status = null, kind }: { status?: number | null; kind?: string } = {}) {
    super(plain(words.trim()).slice(0, WORDS_MAX));
    this.status = status;
    this.kind = kind ?? String(status);
  }
}

/** Takes whatever was thrown on the way to the API; returns it as a problem. */
export function problemOf(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  const { code, message } = thrown as NodeJS.ErrnoException;
  return new ApiProblem(message, { kind: code ?? "error" });
}

/** Takes the status and the body of an answer that is none; returns what the server, or a proxy before it, says. */
export function refusal(status: number, body: string): ApiProblem {
  const words = messageOf(body) ?? (firstLine(body) || `it answered ${status}`);
  const hints: Readonly<Record<number, string>> = {
    401: "it does not know who asks (401)",
    403: "it does not allow this (403)",
  };
  const hint = hints[status];
  return new ApiProblem(hint === undefined ? words : `${hint}: ${words}`, { status });
}

/** A page for people to look at says nothing in its first line. */
const firstLine = (body: string): string => (body.startsWith("<") ? "" : (body.split("\n", 1)[0] ?? ""));

/** `Status` of meta/v1, which carries a failure in words. */
function messageOf(body: string): string | null {
  try {
    const { message } = JSON.parse(body) as { readonly message?: unknown };
    return typeof message === "string" && message !== "" ? message : null;
  } catch {
    return null;
  }
}
