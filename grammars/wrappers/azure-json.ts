import { isArray, isObject, type Json, type JsonObject, stringAt } from "../json.js";
import { recordOf } from "../json-record.js";
import { inUtc, wallAt } from "../json-time.js";
import { defineJsonWrapper } from "../json-wrapper.js";
import type { Unwrapped } from "../wrapper.js";

/** A row of the tables Syslog, ContainerLog and ContainerLogV2. Times are UTC. */
function entryOf(entry: JsonObject): Unwrapped | undefined {
  const said = recordOf(entry);
  // The time of the event is the sender's own; the other one is when Azure received it.
  return said && { ...said, wall: inUtc(wallAt(entry, "EventTime", "TimeGenerated")) };
}

/** The API sends the names of the columns once, and a row as a list of values. */
function rowsOf(table: Json): readonly Unwrapped[] {
  if (!isObject(table)) return [];
  const { columns, rows } = table;
  if (!isArray(columns) || !isArray(rows)) return [];
  const names = columns.map((column) => stringAt(column, "name", "ColumnName") ?? "");
  return rows.flatMap((row) => {
    if (!isArray(row)) return [];
    return entryOf(Object.fromEntries(row.map((value, index) => [names[index] ?? "", value]))) ?? [];
  });
}

export const azureJson = defineJsonWrapper({
  name: "azure-json",
  writtenBy: "az monitor log-analytics query; the Log Analytics API",
  loses: ["monotonic"],
  examples: [
    '{"Computer":"web7","EventTime":"2025-03-03T04:05:06Z","Facility":"kern","ProcessName":"kernel","SyslogMessage":"[88021.500017] Mem-Info:","TimeGenerated":"2025-03-03T04:05:07.5Z"}',
    '{"Computer":"web7","LogMessage":"[88021.500017] Mem-Info:","PodName":"kmsg-1","TimeGenerated":"2025-03-03T04:05:06.5Z"}',
    '{"tables":[{"name":"PrimaryResult","columns":[{"name":"TimeGenerated"},{"name":"SyslogMessage"}],"rows":[["2025-03-03T04:05:06.5Z","[88021.500017] Mem-Info:"]]}]}',
  ],
  read(object) {
    const { tables } = object;
    if (isArray(tables)) return tables.flatMap(rowsOf);
    return "TimeGenerated" in object ? entryOf(object) : undefined;
  },
});
