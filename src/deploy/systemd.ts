import { MEMORY_LIMIT_MEBIBYTES, PORT } from "./agent.js";

/**
 * A service on a machine without Kubernetes. It needs no root: the group systemd-journal may read the journal. `systemd-
 * analyze security` says how far it is shut in.
 */
export const systemd = (): string => `# oomlog manifests systemd > /etc/systemd/system/oomlog.service
# systemctl enable --now oomlog
[Unit]
Description=Explains every out-of-memory kill of this machine
After=systemd-journald.service

[Service]
ExecStart=/usr/bin/env oomlog follow --journal --output=ndjson --quiet --state=/var/lib/oomlog/state --listen=127.0.0.1:${PORT}
Restart=always
RestartSec=5
DynamicUser=yes
SupplementaryGroups=systemd-journal
StateDirectory=oomlog
StandardInput=null

# It must be there when memory runs out, and must not be what takes it.
OOMScoreAdjust=-900
MemoryMax=${MEMORY_LIMIT_MEBIBYTES}M
TasksMax=32

CapabilityBoundingSet=
LockPersonality=yes
NoNewPrivileges=yes
PrivateDevices=yes
PrivateTmp=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProtectSystem=strict
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM
UMask=0077

[Install]
WantedBy=multi-user.target
`;
