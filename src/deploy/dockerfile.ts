/** One file of JavaScript on Node, without a shell. `oomlog.mjs` is what `npm run build` makes. */
export const dockerfile = (): string => `# oomlog manifests dockerfile | docker build -t oomlog -f - .
# in the folder of oomlog, after npm ci
FROM gcr.io/distroless/nodejs22-debian12
COPY dist/oomlog.mjs /oomlog.mjs
ENTRYPOINT ["/nodejs/bin/node", "/oomlog.mjs"]
CMD ["follow", "--kmsg"]
`;
