import type { KubeApi, Query } from "./api.js";
import { BackOff } from "./back-off.js";
import { ApiProblem, problemOf } from "./problem.js";

/** List once, then hear of every change: what client-go calls a reflector (tools/cache/reflector.go). */

/** Who keeps what is there. */
export interface Listener {
  /** One object of the list, or one that came or changed. */
  put(object: unknown): void;
  remove(object: unknown): void;
  /** The list begins anew: what does not come again is gone. */
  listing(): void;
  listed(): void;
  /** The API said something, so it has told all that there is up to now. */
  heard(): void;
  /** It did not answer, or not as it should; it is asked again. */
  failed(problem: ApiProblem): void;
}

export interface Watching {
  readonly api: KubeApi;
  /** `/api/v1/pods`. */
  readonly path: string;
  readonly query: Query;
  readonly listener: Listener;
  /** Waits; returns early where it is enough. */
  readonly pause: (millis: number, signal: AbortSignal) => Promise<void>;
  readonly backOff?: BackOff;
}

/** Objects of one answer to a list. */
const PAGE = "250";
/** A watch is begun again so often, where nothing ends it before. */
const WATCH_SECONDS = 300;
/** 410 Gone: the server has forgotten the changes since then, so that only a list helps. */
const GONE = 410;

/** Goes on until `signal` says that it is enough, whatever the API does. */
export async function watch(watching: Watching, signal: AbortSignal): Promise<void> {
  const { listener, pause, backOff = new BackOff() } = watching;
  const seen = new Seen(watching, backOff);
  while (!signal.aborted) {
    try {
      await seen.goOn(signal);
    } catch (thrown) {
      if (signal.aborted) return;
      const problem = problemOf(thrown);
      if (problem.status === GONE) seen.expired();
      else {
        listener.failed(problem);
        // A change that cannot be read would come again and again.
        if (problem.kind === "no-json" || problem.kind === "too-large") seen.expired();
      }
    }
    await pause(backOff.next(), signal);
  }
}

class Seen {
  readonly #watching: Watching;
  readonly #backOff: BackOff;
  /** Behind the last change that is known; null before the list. */
  #version: string | null = null;
  /** What the server has at hand will do at first: a list from the store costs it a walk over all pods there are. */
  #cached = true;

  constructor(watching: Watching, backOff: BackOff) {
    this.#watching = watching;
    this.#backOff = backOff;
  }

  expired(): void {
    this.#version = null;
    this.#cached = false;
  }

  async goOn(signal: AbortSignal): Promise<void> {
    this.#version ??= await this.#list(signal);
    const { api, path, query, listener } = this.#watching;
    const from = { ...query, resourceVersion: this.#version, allowWatchBookmarks: "true" };
    for await (const change of api.watch(path, from, WATCH_SECONDS, signal)) {
      this.#take(change);
      listener.heard();
      this.#backOff.succeeded();
    }
    // It was whole up to its end, and nothing more had happened.
    listener.heard();
  }

  /** @returns the version that the list stands for */
  async #list(signal: AbortSignal): Promise<string> {
    const { api, path, query, listener } = this.#watching;
    let from: Query = this.#cached ? { resourceVersion: "0" } : {};
    listener.listing();
    for (;;) {
      const { items, metadata } = asList(await api.get(path, { ...query, limit: PAGE, ...from }, signal));
      for (const item of items) listener.put(item);
      if (metadata.continue) {
        from = { continue: metadata.continue };
        continue;
      }
      listener.listed();
      listener.heard();
      this.#backOff.succeeded();
      return metadata.resourceVersion ?? "";
    }
  }

  #take(change: unknown): void {
    const { type, object } = asChange(change);
    const { listener } = this.#watching;
    if (type === "ERROR") throw asProblem(object);
    if (type === "DELETED") listener.remove(object);
    else if (type === "ADDED" || type === "MODIFIED") listener.put(object);
    const { metadata } = (object ?? {}) as { readonly metadata?: ListMetadata };
    this.#version = metadata?.resourceVersion ?? this.#version;
  }
}

/** `ListMeta`, and of an object the little that it has in common with it. */
interface ListMetadata {
  readonly resourceVersion?: string;
  readonly continue?: string;
}

function asList(value: unknown): { readonly items: readonly unknown[]; readonly metadata: ListMetadata } {
  const { items, metadata } = (value ?? {}) as { items?: unknown; metadata?: ListMetadata | null };
  if (!Array.isArray(items)) throw new ApiProblem("its answer is no list", { kind: "no-json" });
  return { items, metadata: metadata ?? {} };
}

function asChange(value: unknown): { readonly type: unknown; readonly object: unknown } {
  const { type, object } = (value ?? {}) as { type?: unknown; object?: unknown };
  if (typeof type !== "string") throw new ApiProblem("its answer is no change", { kind: "no-json" });
  return { type, object };
}

function asProblem(status: unknown): ApiProblem {
  const { code, message } = (status ?? {}) as { code?: unknown; message?: unknown };
  return new ApiProblem(typeof message === "string" ? message : "the watch failed", {
    status: typeof code === "number" ? code : null,
  });
}
