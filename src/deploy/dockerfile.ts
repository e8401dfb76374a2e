/** JavaScript on Node, without a shell: what `npm run build` makes. */
export const dockerfile = (): string => `# oomlog manifests dockerfile | docker build -t oomlog -f - .
# in the folder of oomlog, after npm ci
FROM gcr.io/distroless/nodejs22-debian12
COPY dist/oomlog.mjs /oomlog.mjs
COPY dist/oomlog /oomlog
ENTRYPOINT ["/nodejs/bin/node", "/oomlog.mjs"]
CMD ["follow", "--kmsg"]
`;
