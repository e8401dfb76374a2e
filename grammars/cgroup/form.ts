import type { Runtime, WorkloadKind } from "../../src/model/analysis.js";

/** Which level of the hierarchy a path names by its last component. */
export type Level =
  /** The limit set for one container. */
  | "container"
  /** All containers of a pod. */
  | "pod"
  /** All pods of a QoS class. */
  | "qos"
  /** All pods of the node. */
  | "kubepods"
  /** A systemd service or scope. */
  | "unit"
  | "slice"
  | "root"
  /** Made by a program for its own use, or by nobody we know. */
  | "other";

/** The parts of a path that carry a value, each a named group of the expression. */
export type Part = "pod" | "qos" | "container" | "runtime" | "unit" | "name" | "step";

/** One shape that a program gives to the cgroups it makes. */
export interface Form {
  readonly kind: WorkloadKind;
  readonly level: Level;
  /** Who made it, where the path does not say so itself in the group `runtime`. */
  readonly runtime?: Runtime;
  /** Sticky; from the slash before a component to the end of a component. */
  readonly shape: RegExp;
}

/** Where a form was found, and what it holds. */
export interface Found {
  readonly form: Form;
  readonly start: number;
  readonly end: number;
  readonly parts: Readonly<Partial<Record<Part, string>>>;
}

/** A form that begins at any component and ends with one. `^` in the shape ties it to the start of the path. */
export function defineForm(spec: Form): Form {
  return { ...spec, shape: new RegExp(`(?:${spec.shape.source})(?=/|$)`, "y") };
}

/**
 * The form that reaches deepest into the path: containers nest, and the innermost one holds the process. Of two
 * that end at the same component, the one that begins first wins, then the one listed first.
 */
export function innermost(forms: readonly Form[], path: string): Found | undefined {
  let found: Found | undefined;
  for (let start = path.indexOf("/"); start >= 0; start = path.indexOf("/", start + 1))
    for (const form of forms) {
      form.shape.lastIndex = start;
      const match = form.shape.exec(path);
      const end = form.shape.lastIndex;
      if (match && end > (found?.end ?? 0)) found = { form, start, end, parts: match.groups ?? {} };
    }
  return found;
}
