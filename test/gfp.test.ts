import { expect, test } from "vitest";
import { gfpFlags } from "../src/interpret/gfp.js";

const decoded = (mask: string, kernel: string): string => gfpFlags(mask, null, kernel).join("|");

const kernels = {
  A: ["2.6.32-642.el6.x86_64", "3.2.0-4-amd64", "3.10.0-957.el7.x86_64", "4.3.5"],
  B: ["4.4.0-210-generic", "4.9.0"],
  C: ["4.10.17", "4.15.0-20-generic"],
  D: ["4.19.0-18-amd64", "4.18.0-147.el8.x86_64", "5.0.0"],
  E: ["5.2.0", "5.10.0-8-amd64", "6.1.0", "6.12.30", "5.14.0-427.el9.x86_64"],
} as const;

type Layout = keyof typeof kernels;

const common: [names: string, masks: Partial<Record<Layout, string>>][] = [
  ["GFP_KERNEL", { A: "0xd0", B: "0x24000c0", C: "0x14000c0", D: "0x6000c0", E: "0xcc0" }],
  ["GFP_NOFS", { A: "0x50", B: "0x2400040", C: "0x1400040", D: "0x600040", E: "0xc40" }],
  ["GFP_NOIO", { A: "0x10", B: "0x2400000", C: "0x1400000", D: "0x600000", E: "0xc00" }],
  ["GFP_USER", { A: "0x200d0", B: "0x24200c0", C: "0x14200c0", D: "0x6200c0", E: "0x100cc0" }],
  ["GFP_HIGHUSER_MOVABLE", { A: "0x200da", B: "0x24200ca", C: "0x14200ca", D: "0x6200ca", E: "0x100cca" }],
  [
    "GFP_HIGHUSER_MOVABLE|__GFP_ZERO",
    { A: "0x280da", B: "0x24280ca", C: "0x14280ca", D: "0x6280ca", E: "0x100dca" },
  ],
];

for (const [names, masks] of common)
  for (const [layout, mask] of Object.entries(masks))
    for (const kernel of kernels[layout as Layout])
      test(`${mask} is ${names} on ${kernel}`, () => expect(decoded(mask, kernel)).toBe(names));

const particular: [mask: string, kernel: string, names: string][] = [
  ["0x25000c0", "4.9.0", "GFP_KERNEL_ACCOUNT"],
  ["0x15000c0", "4.14.0", "GFP_KERNEL_ACCOUNT"],
  ["0x7000c0", "4.19.0", "GFP_KERNEL_ACCOUNT"],
  ["0x400cc0", "6.1.0", "GFP_KERNEL_ACCOUNT"],
  ["0x201da", "3.10.0-957.el7.x86_64", "GFP_HIGHUSER_MOVABLE|__GFP_COLD"],
  ["0x24201ca", "4.4.0", "GFP_HIGHUSER_MOVABLE|__GFP_COLD"],
  ["0x1100cca", "5.15.0-91-generic", "GFP_HIGHUSER_MOVABLE"],
  ["0x1100dca", "5.15.0-91-generic", "GFP_HIGHUSER_MOVABLE|__GFP_ZERO"],
  ["0x140dca", "6.8.0", "GFP_HIGHUSER_MOVABLE|__GFP_ZERO|__GFP_COMP"],
  ["0x140cca", "6.8.0", "GFP_HIGHUSER_MOVABLE|__GFP_COMP"],
  ["0x100cc2", "6.8.0", "GFP_HIGHUSER"],
  ["0x1000d0", "3.10.0-957", "GFP_KERNEL_ACCOUNT"],
  ["0x1000d0", "3.13.0-24-generic", "GFP_KERNEL|__GFP_KMEMCG"],
  ["0x20", "3.2.0", "GFP_ATOMIC"],
  ["0x6200ca", "4.18.0-147", "GFP_HIGHUSER_MOVABLE"],
  ["0x600040", "4.18.0-305.3.1.el8.x86_64", "GFP_NOFS"],
];

for (const [mask, kernel, names] of particular)
  test(`${mask} is ${names} on ${kernel}`, () => expect(decoded(mask, kernel)).toBe(names));

test("names that the kernel printed are kept as they are", () =>
  expect(gfpFlags("0xcc0", ["GFP_KERNEL", "__GFP_NEW"], "6.12.1")).toEqual(["GFP_KERNEL", "__GFP_NEW"]));

test("from 6.12 a high bit stays a number", () =>
  expect(decoded("0x2000cc0", "6.12.0")).toBe("GFP_KERNEL|0x2000000"));

test("a bit without a name stays a number, the highest one too", () =>
  expect(decoded("0x800000d0", "3.10.0-957.el7")).toBe("GFP_KERNEL|0x80000000"));

test("the mask of a page fault has no flags", () => expect(gfpFlags("0x0", null, "3.10.0")).toEqual([]));

test("without a kernel, or with one whose bits are not known, a mask is not guessed at", () => {
  expect(gfpFlags("0xcc0", null, null)).toEqual([]);
  expect(gfpFlags("0xcc0", null, "5.1.0")).toEqual([]);
  expect(gfpFlags("0xcc0", null, "4.18.0-25-generic")).toEqual([]);
  expect(gfpFlags("0xcc0", null, "Not tainted")).toEqual([]);
});

test("a mask that is none has no flags", () => {
  expect(gfpFlags(null, null, "6.1.0")).toEqual([]);
  expect(gfpFlags("0xnope", null, "6.1.0")).toEqual([]);
  expect(gfpFlags("0xffffffffffffffff", null, "6.1.0")).toEqual([]);
});
