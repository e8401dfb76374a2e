import { at, isArray, isObject, type Json, stringAt, textOf } from "../json.js";
import { defineJsonWrapper } from "../json-wrapper.js";
import type { Unwrapped } from "../wrapper.js";

/** What a command printed on a host: whole, or line by line where the whole was left out. */
function outputOf(host: string, result: Json): readonly Unwrapped[] {
  const items = at(result, "results");
  if (isArray(items)) return items.flatMap((item) => outputOf(host, item));
  const rest = stringAt(result, "stdout") ?? textOf(at(result, "stdout_lines"));
  return rest === undefined ? [] : [{ rest: rest.trimEnd(), host }];
}

const taskOf = (task: Json): readonly Unwrapped[] => {
  const hosts = at(task, "hosts");
  return isObject(hosts) ? Object.entries(hosts).flatMap(([host, result]) => outputOf(host, result)) : [];
};

export const ansibleJson = defineJsonWrapper({
  name: "ansible-json",
  writtenBy: "Ansible with ANSIBLE_STDOUT_CALLBACK=json, and results saved with to_json",
  loses: ["wall", "year", "zone"],
  examples: [
    '{"plays":[{"tasks":[{"hosts":{"web7":{"stdout":"[88021.500017] Mem-Info:","stdout_lines":["[88021.500017] Mem-Info:"]}}}]}]}',
    '{"changed":true,"rc":0,"stdout_lines":["[88021.500017] Mem-Info:"]}',
  ],
  read(object) {
    const { plays } = object;
    if (isArray(plays))
      return plays.flatMap((play) => {
        const tasks = at(play, "tasks");
        return isArray(tasks) ? tasks.flatMap(taskOf) : [];
      });
    const rest = stringAt(object, "stdout") ?? textOf(object["stdout_lines"]);
    return rest === undefined ? undefined : { rest: rest.trimEnd() };
  },
});
