#!/usr/bin/env node
/** `kubectl proxy --unix-socket=PATH` for the server at FAKE_API, as far as its caller can tell. */
import { createServer, request } from "node:http";
import process from "node:process";

const words = process.argv.slice(2);
const context = words.find((word) => word.startsWith("--context="))?.slice("--context=".length);
const path = words.find((word) => word.startsWith("--unix-socket="))?.slice("--unix-socket=".length);
if (words[0] !== "proxy" || path === undefined || context === "nowhere") {
  process.stderr.write(`error: context "${context}" does not exist\n`);
  process.exit(1);
}

const { hostname, port } = new URL(process.env.FAKE_API);
const server = createServer((asked, answer) => {
  if (asked.headers.host !== "localhost") return answer.writeHead(403).end("Forbidden");
  const { method, url, headers } = asked;
  const passed = request({ host: hostname, port, method, path: url, headers, agent: false }, (said) => {
    answer.writeHead(said.statusCode, said.headers);
    said.pipe(answer);
    said.on("error", () => answer.destroy());
  });
  passed.on("error", ({ message }) => answer.headersSent || answer.writeHead(500).end(message));
  answer.on("close", () => passed.destroy());
  asked.pipe(passed);
});
server.listen(path, () => process.stdout.write(`Starting to serve on ${path}\n`));
