import { note } from "../model/diagnostic.js";
import type { ClusterBuilder } from "./builder.js";
import { pieces } from "./yaml-pieces.js";

/** Above this what cannot be cut into items is not read: the tree would need fifty times as much memory. */
const YAML_AT_ONCE = 16 << 20;

/** Takes the text of a YAML file; gives its objects to the builder, and what is broken as well. */
export async function addYaml(text: string, name: string, builder: ClusterBuilder): Promise<void> {
  const { parseDocument } = await import("yaml");
  const broken = (place: string, reason: string) =>
    builder.note(note("kube-file-broken", { input: null, line: null }, { name, place, reason }));
  for (const piece of pieces(text)) {
    if (piece.text.length > YAML_AT_ONCE) {
      broken(`${piece.line}:1`, "too large for YAML that is no list; use -o json");
      continue;
    }
    // Aliases may multiply ("billion laughs"): kubectl writes none, and the library bounds them.
    const document = parseDocument(piece.text, {
      prettyErrors: false,
      logLevel: "silent",
      uniqueKeys: false,
    });
    const [error] = document.errors;
    if (error !== undefined) {
      const line = piece.line + (piece.text.slice(0, error.pos[0]).match(/\n/g)?.length ?? 0);
      broken(`${line}:1`, error.message);
      continue;
    }
    try {
      const value: unknown = document.toJS({ maxAliasCount: 100 });
      const object = piece.item && Array.isArray(value) ? (value[0] as unknown) : value;
      if (object !== null) builder.addObject(object, { name, path: piece.path });
    } catch (problem) {
      broken(`${piece.line}:1`, problem instanceof Error ? problem.message : String(problem));
    }
  }
}
