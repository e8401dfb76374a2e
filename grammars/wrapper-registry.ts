import type { Wrapper } from "./wrapper.js";
import { ansibleAdHoc } from "./wrappers/ansible-ad-hoc.js";
import { ansibleJson } from "./wrappers/ansible-json.js";
import { azureJson } from "./wrappers/azure-json.js";
import { cloudwatchExport } from "./wrappers/cloudwatch-export.js";
import { cloudwatchJson } from "./wrappers/cloudwatch-json.js";
import { cloudwatchTail } from "./wrappers/cloudwatch-tail.js";
import { comment } from "./wrappers/comment.js";
import { consoleLine } from "./wrappers/console-line.js";
import { copyTime } from "./wrappers/copy-time.js";
import { cri } from "./wrappers/cri.js";
import { dmesg } from "./wrappers/dmesg.js";
import { dmesgCtime } from "./wrappers/dmesg-ctime.js";
import { dmesgDecode } from "./wrappers/dmesg-decode.js";
import { dmesgDelta } from "./wrappers/dmesg-delta.js";
import { dmesgIso } from "./wrappers/dmesg-iso.js";
import { dmesgJson } from "./wrappers/dmesg-json.js";
import { dmesgRaw } from "./wrappers/dmesg-raw.js";
import { dmesgReltime } from "./wrappers/dmesg-reltime.js";
import { dmesgTyped } from "./wrappers/dmesg-typed.js";
import { dockerCompose } from "./wrappers/docker-compose.js";
import { dockerJsonFile } from "./wrappers/docker-json-file.js";
import { ec2Console } from "./wrappers/ec2-console.js";
import { ecs } from "./wrappers/ecs.js";
import { elasticsearch } from "./wrappers/elasticsearch.js";
import { fluentBitKmsg } from "./wrappers/fluent-bit-kmsg.js";
import { fluentBitStdout } from "./wrappers/fluent-bit-stdout.js";
import { fluentd } from "./wrappers/fluentd.js";
import { gcpJson } from "./wrappers/gcp-json.js";
import { gcpSeverity } from "./wrappers/gcp-severity.js";
import { gcpYaml } from "./wrappers/gcp-yaml.js";
import { githubActions } from "./wrappers/github-actions.js";
import { gitlabCi } from "./wrappers/gitlab-ci.js";
import { grepFile } from "./wrappers/grep-file.js";
import { grepPrefix } from "./wrappers/grep-prefix.js";
import { hostTag } from "./wrappers/host-tag.js";
import { indentation } from "./wrappers/indentation.js";
import { jenkins } from "./wrappers/jenkins.js";
import { journalExport } from "./wrappers/journal-export.js";
import { journalJson } from "./wrappers/journal-json.js";
import { journalListBoots } from "./wrappers/journal-list-boots.js";
import { journalMarker } from "./wrappers/journal-marker.js";
import { journalShort } from "./wrappers/journal-short.js";
import { journalShortFull } from "./wrappers/journal-short-full.js";
import { journalShortIso } from "./wrappers/journal-short-iso.js";
import { journalShortIsoPrecise } from "./wrappers/journal-short-iso-precise.js";
import { journalShortMonotonic } from "./wrappers/journal-short-monotonic.js";
import { journalShortPrecise } from "./wrappers/journal-short-precise.js";
import { journalShortUnix } from "./wrappers/journal-short-unix.js";
import { journalVerbose } from "./wrappers/journal-verbose.js";
import { json } from "./wrappers/json.js";
import { jsonString } from "./wrappers/json-string.js";
import { kernelTag } from "./wrappers/kernel-tag.js";
import { kmsg } from "./wrappers/kmsg.js";
import { kmsgProperty } from "./wrappers/kmsg-property.js";
import { kubeEvent } from "./wrappers/kube-event.js";
import { kubectlDebug } from "./wrappers/kubectl-debug.js";
import { kubectlEvents } from "./wrappers/kubectl-events.js";
import { kubectlLogs } from "./wrappers/kubectl-logs.js";
import { label } from "./wrappers/label.js";
import { lineNumber } from "./wrappers/line-number.js";
import { listMark } from "./wrappers/list-mark.js";
import { logcat } from "./wrappers/logcat.js";
import { logcli } from "./wrappers/logcli.js";
import { logread } from "./wrappers/logread.js";
import { lokiJson } from "./wrappers/loki-json.js";
import { markdownFence } from "./wrappers/markdown-fence.js";
import { nxOs } from "./wrappers/nx-os.js";
import { pdsh } from "./wrappers/pdsh.js";
import { pstore } from "./wrappers/pstore.js";
import { quote } from "./wrappers/quote.js";
import { rfc3164 } from "./wrappers/rfc3164.js";
import { rfc5424 } from "./wrappers/rfc5424.js";
import { rsyslogIso } from "./wrappers/rsyslog-iso.js";
import { rsyslogPiped } from "./wrappers/rsyslog-piped.js";
import { rsyslogUnix } from "./wrappers/rsyslog-unix.js";
import { serverSentEvent } from "./wrappers/server-sent-event.js";
import { splunk } from "./wrappers/splunk.js";
import { stringLiteral } from "./wrappers/string-literal.js";
import { talosDmesg } from "./wrappers/talos-dmesg.js";
import { vendorTask } from "./wrappers/vendor-task.js";
import { vmwareLog } from "./wrappers/vmware-log.js";

/** Every wrapper that oomlog knows, in the order in which those that share a first character are tried. */
export const wrappers: readonly Wrapper[] = [
  journalExport,
  journalJson,
  // Objects of a shape that only one service writes, before those that others share.
  dmesgJson,
  fluentBitKmsg,
  cloudwatchJson,
  ec2Console,
  kubeEvent,
  gcpJson,
  azureJson,
  lokiJson,
  elasticsearch,
  splunk,
  dockerJsonFile,
  ansibleJson,
  ecs,
  json,
  jsonString,
  serverSentEvent,
  gcpYaml,
  journalListBoots,
  journalMarker,
  markdownFence,
  kmsgProperty,
  kmsg,
  pstore,
  kubectlDebug,
  ansibleAdHoc,
  // Before plain dmesg, whose stamp they share.
  journalShortMonotonic,
  dmesg,
  dmesgCtime,
  dmesgReltime,
  dmesgDelta,
  vendorTask,
  jenkins,
  fluentBitStdout,
  fluentd,
  logcat,
  talosDmesg,
  // Before the syslog formats, whose host and tag may stand anywhere behind a time.
  cri,
  gitlabCi,
  githubActions,
  vmwareLog,
  nxOs,
  logcli,
  kubectlLogs,
  gcpSeverity,
  rfc5424,
  // Before the journal's formats, which look the same but for details that only syslog daemons print.
  rfc3164,
  journalVerbose,
  journalShort,
  journalShortPrecise,
  journalShortFull,
  logread,
  dmesgIso,
  rsyslogIso,
  journalShortIso,
  journalShortIsoPrecise,
  journalShortUnix,
  rsyslogUnix,
  rsyslogPiped,
  // Behind them, since they take whatever follows the time.
  cloudwatchTail,
  cloudwatchExport,
  // After the syslog formats, which may begin with a priority.
  dmesgRaw,
  dmesgDecode,
  kernelTag,
  kubectlEvents,
  pdsh,
  dockerCompose,
  quote,
  comment,
  // What anything may begin with, at last.
  copyTime,
  hostTag,
  dmesgTyped,
  label,
  lineNumber,
  listMark,
  stringLiteral,
  grepFile,
  indentation,
  grepPrefix,
  consoleLine,
];
