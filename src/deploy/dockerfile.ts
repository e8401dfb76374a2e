import type { DeployOptions } from "./agent.js";

/** An image of what `npm run build` makes: JavaScript on Node, without a shell where no other program is needed. */
export const dockerfile = ({ source = "kmsg" }: Partial<DeployOptions> = {}): string =>
  source === "kmsg" ? alone : withJournalctl;

const alone = `# oomlog manifests dockerfile | docker build -t oomlog -f - .
# in the folder of oomlog, after npm ci
FROM gcr.io/distroless/nodejs22-debian12
COPY dist/oomlog.mjs /oomlog.mjs
COPY dist/oomlog /oomlog
ENTRYPOINT ["/nodejs/bin/node", "/oomlog.mjs"]
CMD ["follow", "--kmsg"]
`;

/** A journal is read by journalctl, which on Debian comes with systemd. */
const withJournalctl = `# oomlog manifests dockerfile --source journal | docker build -t oomlog -f - .
# in the folder of oomlog, after npm ci
FROM node:22-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends systemd && rm -rf /var/lib/apt/lists/*
COPY dist/oomlog.mjs /oomlog.mjs
COPY dist/oomlog /oomlog
ENTRYPOINT ["node", "/oomlog.mjs"]
CMD ["follow", "--journal"]
`;
