import type { ArgumentsCamelCase, CommandModule } from "yargs";

/**
 * What the words ask for. The handlers throw it: behind one that comes back yargs renders its help (command.js,
 * runCommand() and cacheHelpMessage()), which takes longer than reading a small log.
 */
export class Chosen {
  readonly run: () => void | Promise<void>;

  constructor(run: () => void | Promise<void>) {
    this.run = run;
  }
}

/** Takes a command; returns the same, to be run when yargs is done. */
export function chosen<Before, Options>(
  command: CommandModule<Before, Options>,
): CommandModule<Before, Options> {
  return {
    ...command,
    handler: (argv: ArgumentsCamelCase<Options>) => {
      throw new Chosen(() => command.handler(argv));
    },
  };
}
