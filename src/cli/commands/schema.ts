import type { CommandModule } from "yargs";
import { out } from "../streams.js";

/** Prints the JSON Schema of the document. */
export const schema: CommandModule = {
  command: "schema",
  describe: "Print the JSON Schema of what analyze -o json prints",
  handler: async () => {
    const document = await import("../../model/schema.js");
    out(`${JSON.stringify(document.schema, null, 2)}\n`);
  },
};
