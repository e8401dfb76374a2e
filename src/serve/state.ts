import { readFileSync } from "node:fs";
import type { KnownKills } from "../live/live.js";
import type { Loss } from "./kube/oom-event.js";
import { NoSource, type Position } from "./source.js";

/** What is kept for the next start: how far a log was read, and which kills were told of late. */

export interface State {
  /** Before the first line of any report that is still open: it is read again from its start. */
  readonly position: Position | null;
  readonly kills: KnownKills;
  /** Of which an Event may still have to be written. */
  readonly losses: readonly Loss[];
}

/** The form of the file; a later one may differ. */
const FORM = "oomlog.follow-state/v1";

const noState: State = { position: null, kills: new Map(), losses: [] };

export function stateText({ position, kills, losses }: State): string {
  const told = [...kills].map(([id, { whole }]) => ({ id, whole }));
  return `${JSON.stringify({ schema: FORM, position, kills: told, losses })}\n`;
}

/**
 * @returns nothing where there is no such file yet
 * @throws {NoSource} where it is something else: overwriting it would lose that
 */
export function readState(path: string): State {
  const text = textOf(path);
  if (text === null || text.trim() === "") return noState;
  const state = stateOf(text);
  if (state === null) throw new NoSource(`${path} is no state of oomlog follow; remove it to start anew`);
  return state;
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new NoSource(`${path}: ${message}`);
  }
}

function stateOf(text: string): State | null {
  try {
    const { schema, position, kills, losses = [] } = JSON.parse(text);
    if (schema !== FORM || !Array.isArray(kills)) return null;
    const known = kills.map(({ id, whole }): [string, { whole: boolean }] => [
      String(id),
      { whole: whole === true },
    ]);
    return { position: positionOf(position), kills: new Map(known), losses: losses.flatMap(lossOf) };
  } catch {
    return null;
  }
}

function positionOf(value: unknown): Position | null {
  const { kind, cursor, bootId, sequence, inode, offset, before } = (value ?? {}) as Record<string, unknown>;
  if (kind === "journal" && typeof cursor === "string") return { kind, cursor };
  if (kind === "kmsg" && typeof bootId === "string" && typeof sequence === "number")
    return { kind, bootId, sequence };
  if (
    kind === "file" &&
    typeof inode === "number" &&
    Number.isSafeInteger(offset) &&
    typeof before === "string"
  )
    return { kind, inode, offset: offset as number, before };
  return null;
}

function lossOf(value: unknown): Loss[] {
  const { kill, time, podUid, containerId, verdict } = (value ?? {}) as Record<string, unknown>;
  const words = [kill, time, podUid, containerId, verdict];
  if (!words.every((word) => typeof word === "string") || Number.isNaN(Date.parse(time as string))) return [];
  return [{ kill, time, podUid, containerId, verdict } as Loss];
}
