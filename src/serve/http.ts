import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "./metrics.js";
import { NoSource } from "./source.js";

/** Figures and health, for Prometheus and for the kubelet. */

/** How the agent is. */
export interface Health {
  /** The log is open, and reading is not stuck. */
  readonly ready: boolean;
  /** In a few words. */
  readonly why: string;
}

export interface Served {
  readonly metrics: Metrics;
  readonly health: () => Health;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** @returns null where `text` is no `ADDRESS:PORT`, `[ADDRESS]:PORT` or `:PORT` */
export function addressOf(text: string): Address | null {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]*)):(\d{1,5})$/.exec(text) ?? [];
  if (port === undefined || Number(port) > 65535) return null;
  const host = bracketed ?? plain ?? "";
  return { host: host === "" ? "::" : host, port: Number(port) };
}

/**
 * Serves until the process ends: it does not keep it from ending.
 *
 * @returns the port
 * @throws {NoSource} where the address cannot be had
 */
export async function serve({ host, port }: Address, served: Served): Promise<number> {
  const server = createServer((request, response) => {
    answer(request, response, served).catch(() => response.destroy());
  });
  // Nobody needs longer; somebody who dawdles must not hold us.
  server.requestTimeout = 10_000;
  server.maxConnections = 64;
  server.unref();
  await listening(server, host, port);
  return (server.address() as AddressInfo).port;
}

async function listening(server: Server, host: string, port: number): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === "EADDRINUSE" ? "another program listens there" : message;
    throw new NoSource(`cannot listen at ${host}:${port}: ${why}`);
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { metrics, health }: Served,
): Promise<void> {
  const { method = "GET", url = "/", headers } = request;
  const say = (status: number, type: string, body: string): void => {
    response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
    response.end(method === "HEAD" ? undefined : body);
  };
  const plainly = (status: number, words: string): void =>
    say(status, "text/plain; charset=utf-8", `${words}\n`);
  if (method !== "GET" && method !== "HEAD") return plainly(405, "only GET");
  switch (url.split("?", 1)[0]) {
    case "/metrics": {
      const { type, body } = await metrics.page(/application\/openmetrics-text/.test(headers.accept ?? ""));
      return say(200, type, body);
    }
    case "/healthz":
      return plainly(200, "ok");
    case "/readyz": {
      const { ready, why } = health();
      return plainly(ready ? 200 : 503, why);
    }
    default:
      return plainly(404, "there are /metrics, /healthz and /readyz");
  }
}
