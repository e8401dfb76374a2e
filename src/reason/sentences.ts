import type { AllocationReason, CgroupParts, Consumers, NodeParts, ZoneState } from "../model/analysis.js";
import { percent, size } from "../render/bytes.js";
import { largestParts } from "./words.js";

/** What the numbers say, in sentences. Names of processes stand in them as the log has them: print them through `plain()`. */

/** Takes sentences, of which some may be missing; returns the text of them. */
export const sentences = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null).join(" ");

/** Takes why an allocation failed; returns it in words, with the numbers that it rests on. */
export function allocationSentence(reason: AllocationReason): string {
  const { zones, order, wantedBytes, freeElsewhereBytes } = reason;
  const allowed = zones.filter(
    ({ allowedByGfp, allowedByNodes }) => allowedByGfp !== false && allowedByNodes !== false,
  );
  const asked = order === null || order < 1 ? "" : ` for a block of ${size(wantedBytes)} (order ${order})`;
  const elsewhere = freeElsewhereBytes === null ? "" : `${size(freeElsewhereBytes)} `;
  switch (reason.verdict) {
    case "below-watermark":
      return sentences(
        `No zone that the request${asked} may use was above its watermark: ${allowed.map(zoneText).join("; ")}.`,
        held(reason),
        swapText(reason),
      );
    case "fragmented":
      return `Enough was free${asked}, but only in smaller blocks: ${allowed.map(blockText).join("; ")}.`;
    case "forbidden-zone":
      return sentences(
        `${elsewhere}was free in zones that this request cannot use${asked}; where it may look: ${allowed.map(zoneText).join("; ")}.`,
      );
    case "forbidden-node":
      return sentences(
        `${elsewhere}was free on nodes that this task may not use; where it may look: ${allowed.map(zoneText).join("; ")}.`,
        swapText(reason),
      );
    case "cma-only":
      return `What was free is set aside for movable pages (CMA), and this request asks for others: ${allowed.map(zoneText).join("; ")}.`;
    case "highatomic-only":
      return sentences(
        `What was free is kept for atomic allocations: ${allowed.map(zoneText).join("; ")}.`,
        held(reason),
        swapText(reason),
      );
    case "not-an-allocation":
      return order !== null && order < 0
        ? "No allocation failed: the OOM killer was called by hand (SysRq-f)."
        : "The OOM killer was called from a page fault, which does not say what was asked for.";
    case "unknown":
      if (allowed.every(({ allowedByGfp }) => allowedByGfp === null))
        return sentences(
          "The log does not say which pages were asked for.",
          lowText(allowed),
          held(reason),
          swapText(reason),
        );
      return sentences(
        "The zones do not show why: by the time they were printed, one that the request may use had memory.",
        swapText(reason),
      );
  }
}

/** Whatever was asked for, a zone at its min watermark gives pages to few. */
function lowText(zones: readonly ZoneState[]): string {
  const low = zones.filter(({ aboveWatermark }) => !aboveWatermark);
  return low.length === 0
    ? "By the time they were printed, all zones were above their min watermarks."
    : `Not above its min watermark was: ${low.map(zoneText).join("; ")}.`;
}

const place = ({ node, name }: ZoneState) => (node === null ? name : `node ${node} ${name}`);

function zoneText(zone: ZoneState): string {
  const { usableBytes, minBytes, reserveBytes } = zone;
  const reserve = reserveBytes ? ` and ${size(reserveBytes)} kept for requests that can go nowhere else` : "";
  return `${place(zone)} ${size(usableBytes)} free, ${size(minBytes)} minimum${reserve}`;
}

function blockText(zone: ZoneState): string {
  const { largestFreeOrder: order, freeBytes } = zone;
  return `${place(zone)} ${size(freeBytes)} free, ${order === null || order < 0 ? "no block" : `no block above order ${order}`}`;
}

function held({ heldBy }: AllocationReason): string | null {
  switch (heldBy) {
    case "mlocked":
      return "Most of the memory is locked (mlock), so nothing can be made of it.";
    case "kernel":
      return "Most of the memory is the kernel's own, so killing processes frees little.";
    case "anonymous-without-swap":
      return "Most of the memory is anonymous, and without swap it can only be freed by a kill.";
    case null:
      return null;
  }
}

function swapText({ swap }: AllocationReason): string | null {
  switch (swap) {
    case "full":
      return "Swap was full.";
    case "has-room":
      return "Swap still had room.";
    case "off":
    case "unknown":
      return null;
  }
}

/** Takes the machine's parts; returns `Of 475 MiB, 444 MiB anonymous memory of processes, …`. */
export function nodeSentence({ totalBytes, parts, unaccountedBytes }: NodeParts): string {
  const lost = unaccountedBytes !== null && totalBytes !== null && unaccountedBytes > totalBytes / 20;
  const whole = totalBytes === null ? "The machine held" : `Of ${size(totalBytes)} of memory:`;
  return `${whole} ${largestParts(parts, totalBytes)}${lost ? `; ${size(unaccountedBytes)} in no counter (drivers, a balloon, vmalloc)` : ""}.`;
}

/** Takes a cgroup's parts; returns what filled it to its limit. */
export function cgroupSentence({
  usageBytes,
  limitBytes,
  parts,
  unaccountedBytes,
  counts,
  swapBytes,
  droppableBytes,
}: CgroupParts): string {
  const share = percent(usageBytes, limitBytes);
  const used =
    usageBytes === null
      ? "The cgroup reached its limit"
      : limitBytes === null
        ? `The cgroup used ${size(usageBytes)}`
        : `The cgroup used ${size(usageBytes)} of ${size(limitBytes)} (${share})`;
  const largest = largestParts(parts, usageBytes);
  const lost = unaccountedBytes !== null && usageBytes !== null && unaccountedBytes > usageBytes / 20;
  const rest = lost
    ? `, ${size(unaccountedBytes)} ${counts === "own" ? "in child cgroups or in no counter" : "in no statistic (kernel memory that is not listed, or memory that a victim was just giving back)"}`
    : "";
  const swap = swapBytes ? ` ${size(swapBytes)} more lay in swap.` : "";
  const stays = usageBytes !== null && (parts.shmem ?? 0) > usageBytes / 2;
  const droppable = droppableBytes !== null && limitBytes !== null && droppableBytes > limitBytes / 2;
  const remains = stays
    ? " Killing a process does not free files in tmpfs, nor memory that others share."
    : "";
  return `${used}${largest === "" ? "" : `: ${largest}${rest}`}.${remains}${swap}${droppable ? ` ${size(droppableBytes)} of page cache is clean: it is in active use, or was read faster than it could be dropped.` : ""}`;
}

/** Takes who held memory; returns the three largest commands. */
export function consumersSentence({ tasks, byCommand }: Consumers): string {
  const largest = byCommand
    .slice(0, 3)
    .map(
      ({ name, tasks: many, memoryBytes }) =>
        `${name === "" ? "(no name)" : name}${many > 1 ? ` (${many} tasks)` : ""} ${size(memoryBytes)}`,
    );
  return tasks === 1
    ? `The only task: ${largest[0]}.`
    : `The largest of ${tasks} tasks: ${largest.join(", ")}.`;
}
