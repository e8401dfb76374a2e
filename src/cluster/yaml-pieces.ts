/**
 * YAML as `kubectl get -o yaml` prints it, cut at the items of lists: they are read one by one, so that a broken one
 * takes nothing else along, and a large file does not become one large tree.
 */

/** A piece of a file that can be read on its own. */
export interface YamlPiece {
  readonly text: string;
  /** 1-based line at which it begins. */
  readonly line: number;
  readonly path: string;
  /** It is one item of a sequence. */
  readonly item: boolean;
}

/** `items:` at the left edge, its items at the left edge (kubectl) or indented (other writers). */
export function* pieces(text: string): Generator<YamlPiece> {
  let document = 0;
  let state = startOf(1, "");
  let line = 0;
  for (const content of lines(text)) {
    line += 1;
    if (/^---(?:\s|$)/.test(content)) {
      const whole = [...rest(state)];
      yield* whole;
      if (whole.length > 0 || state.item >= 0) document += 1;
      state = startOf(line + 1, document === 0 ? "" : `[${document}]`);
      // What follows on the line of the marker is a comment or a tag.
      continue;
    }
    if (state.dash === null && state.inItems && content.trim() !== "") state.dash = dashOf(content);
    if (state.inItems && state.dash !== null && content.startsWith(`${state.dash}- `)) {
      yield* flush(state, line);
      state.item += 1;
    } else if (state.inItems && /^[A-Za-z]/.test(content)) {
      yield* flush(state, line);
      state.inItems = false;
    } else if (!state.inItems && /^items:\s*$/.test(content)) {
      state.inItems = true;
      state.item = -1;
      continue;
    }
    if (state.inItems) state.kept.push(content);
    else state.outside.push(content);
  }
  yield* rest(state);
}

interface State {
  inItems: boolean;
  /** What stands before the dash of an item; null until the first is seen. */
  dash: string | null;
  item: number;
  kept: string[];
  keptFrom: number;
  outside: string[];
  readonly outsideFrom: number;
  readonly path: string;
}

const startOf = (line: number, path: string): State => ({
  ...{ inItems: false, dash: null, item: -1, kept: [], keptFrom: line },
  ...{ outside: [], outsideFrom: line, path },
});

const dashOf = (content: string): string | null =>
  /^(?<indent> *)- /.exec(content)?.groups?.["indent"] ?? null;

function* flush(state: State, nextLine: number): Generator<YamlPiece> {
  const text = state.kept.join("\n");
  if (state.item >= 0 && text.trim() !== "")
    yield {
      text,
      line: state.keptFrom,
      path: `${state.path}${state.path ? "." : ""}items[${state.item}]`,
      item: true,
    };
  state.kept = [];
  state.keptFrom = nextLine;
}

/** A document without a list of items is one piece. */
function* rest(state: State): Generator<YamlPiece> {
  const isList = state.item >= 0;
  yield* flush(state, 0);
  const text = state.outside.join("\n");
  if (!isList && text.trim() !== "") yield { text, line: state.outsideFrom, path: state.path, item: false };
}

/** Lines without their ends; no array of millions. */
function* lines(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end;
    yield text.slice(from, text[to - 1] === "\r" ? to - 1 : to);
    from = to + 1;
  }
}
