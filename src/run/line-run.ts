import type { LineSection } from "../../grammars/section.js";
import { startsWith } from "../../grammars/starts-with.js";
import type { Piece } from "../assemble/draft.js";
import { Messages } from "../model/messages.js";
import { decodeText } from "../read/decode.js";
import { type Bytes, find } from "../read/find.js";
import type { Run } from "../read/gate.js";
import type { Frame } from "./frame.js";

/** Frames of a trace or counters of a cgroup that stand one behind the other: nothing is made of a line but its message. */
export class LineRun implements Run {
  readonly #piece: Piece;
  readonly #frame: Frame;
  readonly #section: LineSection;
  readonly #messages = new Messages();

  /**
   * @param frame around the first line
   * @param piece the first line; what is taken becomes its `run`
   */
  constructor(frame: Frame, piece: Piece, section: LineSection) {
    this.#frame = frame;
    this.#piece = piece;
    this.#section = section;
  }

  take(bytes: Bytes, from: number): number {
    const begin = this.#frame.messageAt(bytes, from);
    if (begin < 0) return -1;
    const end = find.forward(bytes, this.#frame.end, begin);
    const next = this.#frame.lineAfter(bytes, end);
    if (next < 0) return -1;
    const message = decodeText(bytes, begin, end);
    if (!startsWith(message, this.#section.line)) return -1;
    this.#messages.push(message);
    this.#piece.run = this.#messages;
    return next;
  }

  giveBack(): void {
    this.#messages.pop();
  }
}
