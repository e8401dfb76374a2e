import { fstatSync } from "node:fs";
import { Socket, type SocketConstructorOpts, type TcpSocketConnectOpts } from "node:net";
import type { Chunk, Source } from "./source.js";
import { bytesOf } from "./stream.js";

/**
 * Standard input: `journalctl -k -f`, `dmesg -w`, `kubectl logs -f`, `tail -F`. By events and not by blocking reads,
 * so that a timer can close a report after which nothing comes.
 */
export const pipe: Source = {
  name: "-",
  read: (signal) => (fstatSync(0).isFile() ? bytesOf(process.stdin, signal) : pieces(0, signal)),
};

/** As much as a pipe holds. */
const BUFFER = 1 << 16;

/**
 * A pipe into one buffer: the pieces that `process.stdin` gives are a buffer each, and wait in tens of megabytes for
 * the collector. Nothing is read until the last piece has been taken.
 */
async function* pieces(fd: number, signal: AbortSignal): AsyncGenerator<Chunk> {
  let wake = (): void => {};
  let filled = 0;
  let ended = false;
  let failure: Error | null = null;
  const buffer = Buffer.allocUnsafeSlow(BUFFER);
  const taken = (count: number): boolean => {
    filled = count;
    wake();
    return false;
  };
  // The types know `onread` of connections only; it is an option of every socket (net, "socket.connect(options)").
  const options: SocketConstructorOpts & Pick<TcpSocketConnectOpts, "onread"> = {
    fd,
    readable: true,
    writable: false,
    onread: { buffer, callback: taken },
  };
  const socket = new Socket(options);
  const end = (): void => {
    ended = true;
    wake();
  };
  const stop = (): void => void socket.destroy();
  signal.addEventListener("abort", stop);
  socket.on("end", end).on("close", end);
  socket.on("error", (error) => {
    failure = error;
  });
  try {
    while (!signal.aborted) {
      const something = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (!ended && filled === 0) {
        socket.resume();
        await something;
      }
      if (filled > 0) {
        const bytes = buffer.subarray(0, filled);
        yield { bytes, position: null };
        filled = 0;
      } else if (ended) break;
    }
    if (failure !== null && !signal.aborted) throw failure;
  } finally {
    signal.removeEventListener("abort", stop);
    socket.destroy();
  }
}
