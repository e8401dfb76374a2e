import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Access } from "../src/serve/kube/access.js";

/** As much of a Kubernetes API server as a follower of one node meets: lists in pages, watches, events, and faults. */

// biome-ignore lint/suspicious/noExplicitAny: API objects of any kind
type Object = any;

export const NODE = "worker-07";

export interface PodOptions {
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly containerId?: string;
  /** The run before. */
  readonly ended?: { readonly containerId: string; readonly reason: string; readonly exitCode: number };
  readonly phase?: string;
}

export const UID = "013eac20-cbf2-4b5e-ae6d-3a1b3953885f";
export const idOf = (digit: string): string => digit.repeat(64);

export function pod(options: PodOptions = {}): Object {
  const {
    name = "db-0",
    namespace = "shop",
    uid = UID,
    containerId = idOf("a"),
    ended,
    phase = "Running",
  } = options;
  const startedAt = "2026-11-20T20:00:00Z";
  const lastState = ended && {
    terminated: {
      ...ended,
      containerID: `containerd://${ended.containerId}`,
      containerId: undefined,
      startedAt,
      finishedAt: startedAt,
    },
  };
  return {
    metadata: {
      ...{ name, namespace, uid, creationTimestamp: startedAt },
      labels: { "pod-template-hash": "5d4f8" },
      ownerReferences: [{ kind: "ReplicaSet", name: "db-5d4f8", uid: "rs", controller: true }],
      managedFields: [{ manager: "kubelet", fieldsV1: { "f:status": {} } }],
    },
    spec: {
      nodeName: NODE,
      containers: [{ name: "postgres", image: "postgres:17", resources: { limits: { memory: "80Mi" } } }],
    },
    status: {
      phase,
      qosClass: "Burstable",
      containerStatuses: [
        {
          ...{ name: "postgres", restartCount: ended ? 1 : 0, containerID: `containerd://${containerId}` },
          state: { running: { startedAt } },
          ...(lastState ? { lastState } : {}),
        },
      ],
    },
  };
}

export class FakeApi {
  readonly server: Server;
  /** `GET /api/v1/pods?…`, in the order of asking. */
  readonly asked: string[] = [];
  readonly events = new Map<string, Object>();
  /** Answers instead of what it would say; `undefined` where it has nothing to say against that. */
  fault: (request: IncomingMessage, response: ServerResponse) => true | undefined = () => undefined;
  pageSize = Number.POSITIVE_INFINITY;
  node: Object = {
    ...{ kind: "Node", metadata: { name: NODE } },
    status: { capacity: { memory: "2Gi" }, nodeInfo: { bootID: "5b0d0a6c-0000-0000-0000-000000000000" } },
  };
  readonly #pods = new Map<string, Object>();
  readonly #watchers = new Set<ServerResponse>();
  readonly #history: { readonly version: number; readonly text: string }[] = [];
  #version = 100;
  #arrived: () => void = () => {};

  constructor() {
    this.server = createServer((request, response) => this.#answer(request, response));
  }

  async listen(port = 0): Promise<this> {
    this.server.listen(port, "127.0.0.1");
    await once(this.server, "listening");
    return this;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get access(): Access {
    const { port } = this;
    return {
      name: "the API",
      connect: async () => ({ protocol: "http:", host: "127.0.0.1", port, headers: {} }),
      close: () => {},
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    if (this.server.listening) await once(this.server, "close");
  }

  /** A pod that comes or changes. */
  put(one: Object): void {
    const { uid } = one.metadata;
    const type = this.#pods.has(uid) ? "MODIFIED" : "ADDED";
    const versioned = { ...one, metadata: { ...one.metadata, resourceVersion: String(++this.#version) } };
    this.#pods.set(uid, versioned);
    this.say({ type, object: versioned });
  }

  delete(uid: string): void {
    const one = this.#pods.get(uid);
    this.#pods.delete(uid);
    this.say({
      type: "DELETED",
      object: { ...one, metadata: { ...one.metadata, resourceVersion: String(++this.#version) } },
    });
  }

  /** Gone without anybody hearing of it. */
  lose(uid: string): void {
    this.#pods.delete(uid);
  }

  bookmark(): void {
    this.say({
      type: "BOOKMARK",
      object: { kind: "Pod", metadata: { resourceVersion: String(++this.#version) } },
    });
  }

  /** To all that watch, and to those that will from before it. */
  say(change: Object): void {
    const text = `${JSON.stringify(change)}\n`;
    this.#history.push({ version: this.#version, text });
    this.raw(text);
  }

  raw(text: string): void {
    for (const watcher of this.#watchers) watcher.write(text);
  }

  drop(): void {
    for (const watcher of this.#watchers) watcher.destroy();
  }

  endWatches(): void {
    for (const watcher of this.#watchers) watcher.end();
  }

  get version(): number {
    return this.#version;
  }

  /** Until `pattern` was asked for `times` times. */
  async until(pattern: RegExp, times = 1): Promise<void> {
    while (this.asked.filter((one) => pattern.test(one)).length < times)
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = "/" } = request;
    this.asked.push(`${method} ${url}`);
    this.#arrived();
    if (this.fault(request, response)) return;
    const { pathname, searchParams } = new URL(url, "http://api");
    const say = (code: number, value: Object): void => answer(response, code, value);
    const one = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)$/.exec(pathname);
    if (method === "POST") this.#create(request, say);
    else if (pathname === `/api/v1/nodes/${NODE}`) say(200, this.node);
    else if (one) {
      const found = [...this.#pods.values()].find(
        ({ metadata }) => metadata.namespace === one[1] && metadata.name === one[2],
      );
      say(found ? 200 : 404, found ?? status(404, "not found"));
    } else if (pathname !== "/api/v1/pods") say(404, status(404, `no ${pathname}`));
    else if (searchParams.get("watch")) this.#watch(response, Number(searchParams.get("resourceVersion")));
    else this.#list(searchParams, say);
  }

  #watch(response: ServerResponse, from: number): void {
    response.writeHead(200, { "content-type": "application/json" }).flushHeaders();
    for (const { version, text } of this.#history) if (version > from) response.write(text);
    this.#watchers.add(response);
    response.on("close", () => this.#watchers.delete(response));
  }

  #list(searchParams: URLSearchParams, say: (code: number, value: Object) => void): void {
    const from = Number(searchParams.get("continue") ?? 0);
    const all = [...this.#pods.values()];
    const to = from + this.pageSize;
    const more = to < all.length ? { continue: String(to) } : {};
    say(200, {
      ...{ kind: "PodList", apiVersion: "v1", items: all.slice(from, to) },
      metadata: { resourceVersion: String(this.#version), ...more },
    });
  }

  #create(request: IncomingMessage, say: (status: number, value: Object) => void): void {
    let text = "";
    request.on("data", (bytes) => {
      text += bytes;
    });
    request.on("end", () => {
      const event = JSON.parse(text);
      const key = `${event.metadata.namespace}/${event.metadata.name}`;
      if (this.events.has(key)) return say(409, status(409, `events "${key}" already exists`));
      this.events.set(key, event);
      say(201, event);
    });
  }
}

export const status = (code: number, message: string): Object => ({
  ...{ kind: "Status", apiVersion: "v1", status: "Failure", code, message },
});

function answer(response: ServerResponse, code: number, value: Object): void {
  response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(value));
}

/** Answers with a refusal what `pattern` asks for. */
export const refuse =
  (pattern: RegExp, code: number, message = "no"): FakeApi["fault"] =>
  ({ method, url }, response) => {
    if (!pattern.test(`${method} ${url}`)) return undefined;
    answer(response, code, status(code, message));
    return true;
  };
