import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { VERSION } from "../../model/version.js";
import type { Access } from "./access.js";
import { linesOf } from "./lines.js";
import { ApiProblem, problemOf, refusal } from "./problem.js";

/**
 * The little of a Kubernetes client that is needed: get, list, watch, create, in JSON over Node's own HTTP. The usual
 * client library brings types and code for every kind of object there is, which is 70 MB of memory on every node.
 */

/** An answer that is larger is none: 250 pods take some megabytes. */
const ANSWER_MAX = 64 << 20;
/** A refusal is said in a few words. */
const REFUSAL_MAX = 64 << 10;
/** A server that says nothing for so long will not. */
const SILENT_MILLIS = 30_000;

export type Query = Readonly<Record<string, string>>;

interface Asked {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly query?: Query;
  readonly body?: object;
  readonly silentMillis: number;
  readonly signal: AbortSignal;
}

export class KubeApi {
  readonly #access: Access;

  constructor(access: Access) {
    this.#access = access;
  }

  get name(): string {
    return this.#access.name;
  }

  /** @throws {ApiProblem} */
  async get(path: string, query: Query, signal: AbortSignal): Promise<unknown> {
    try {
      const answer = await this.#ask({ method: "GET", path, query, silentMillis: SILENT_MILLIS, signal });
      return parsed(await textOf(answer, ANSWER_MAX));
    } catch (error) {
      throw problemOf(error);
    }
  }

  /**
   * Gives the changes of a watch, until the server ends it.
   *
   * @param seconds after which the server is to end it
   * @throws {ApiProblem}
   */
  async *watch(path: string, query: Query, seconds: number, signal: AbortSignal): AsyncGenerator<unknown> {
    try {
      const whole = { ...query, watch: "1", timeoutSeconds: String(seconds) };
      const silentMillis = seconds * 1000 + SILENT_MILLIS;
      const answer = await this.#ask({ method: "GET", path, query: whole, silentMillis, signal });
      for await (const line of linesOf(answer)) yield parsed(line);
    } catch (error) {
      throw problemOf(error);
    }
  }

  /** @throws {ApiProblem} with status 409 where there is one of that name */
  async create(path: string, body: object, signal: AbortSignal): Promise<void> {
    try {
      const answer = await this.#ask({ method: "POST", path, body, silentMillis: SILENT_MILLIS, signal });
      answer.resume();
    } catch (error) {
      throw problemOf(error);
    }
  }

  async #ask({ method, path, query = {}, body, silentMillis, signal }: Asked): Promise<IncomingMessage> {
    const { headers, ...connection } = await this.#access.connect();
    const request = connection.protocol === "https:" ? requestHttps : requestHttp;
    const search = new URLSearchParams(query).toString();
    const sent = body === undefined ? null : JSON.stringify(body);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const asking = request(
        {
          ...connection,
          method,
          path: search === "" ? path : `${path}?${search}`,
          headers: {
            accept: "application/json",
            "user-agent": `oomlog/${VERSION}`,
            ...(sent === null ? {} : { "content-type": "application/json" }),
            ...headers,
          },
          // A connection for each: there is one every few minutes, and none that may be dead is used again.
          agent: false,
          timeout: silentMillis,
          signal,
        },
        resolve,
      );
      asking.on("error", reject);
      asking.on("timeout", () => asking.destroy(new ApiProblem("it does not answer", { kind: "ETIMEDOUT" })));
      asking.on("socket", (socket) => socket.setKeepAlive(true, SILENT_MILLIS));
      asking.end(sent ?? undefined);
    });
    const { statusCode = 0 } = answer;
    if (statusCode >= 200 && statusCode < 300) return answer;
    throw refusal(statusCode, await textOf(answer, REFUSAL_MAX).catch(() => ""));
  }
}

async function textOf(answer: IncomingMessage, most: number): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > most) throw new ApiProblem(`its answer is larger than ${most} bytes`, { kind: "too-large" });
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ApiProblem("its answer is no JSON", { kind: "no-json" });
  }
}
