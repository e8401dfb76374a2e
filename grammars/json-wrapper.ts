import { isObject, type JsonObject, readJson } from "./json.js";
import { defineWrapper, type Unwrapped, type Wrapper } from "./wrapper.js";

/** A wrapper whose lines, or documents, are a JSON object of a certain shape. */
export interface JsonShape extends Pick<Wrapper, "name" | "writtenBy" | "loses" | "examples"> {
  /** What the object says; undefined where it has another shape. */
  readonly read: (object: JsonObject) => Unwrapped | readonly Unwrapped[] | undefined;
}

export function defineJsonWrapper({ read, ...shape }: JsonShape): Wrapper {
  return defineWrapper({
    ...shape,
    first: "{",
    unwrap(line) {
      const object = readJson(line);
      const said = isObject(object) ? read(object) : undefined;
      return Array.isArray(said) ? { rest: "", records: said } : (said as Unwrapped | undefined);
    },
  });
}
