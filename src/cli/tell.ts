import type { Analysis } from "../model/analysis.js";
import { err } from "./streams.js";
import { type ColourWhen, styleFor } from "./style.js";

/** How people want what stands beside the data. */
export interface TellArguments {
  readonly color?: ColourWhen;
  readonly quiet?: boolean | undefined;
}

/** Prints, on standard error, what could not be read, and why; with `quiet` only what is an error. */
export async function tellDiagnostics(analysis: Analysis, { color, quiet }: TellArguments): Promise<void> {
  const told = analysis.diagnostics.filter(({ severity, code }) =>
    // The summary says what was hidden.
    quiet ? severity === "error" : code !== "kills-hidden",
  );
  if (told.length === 0) return;
  const { diagnostics } = await import("../render/diagnostics.js");
  err(diagnostics({ ...analysis, diagnostics: told }, styleFor(color ?? "auto", "stderr")));
}
