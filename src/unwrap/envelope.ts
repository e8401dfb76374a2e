import type { Unwrapped } from "../../grammars/wrapper.js";
import type { Envelope } from "../model/record.js";

/** Of a text without a wrapper. */
export const bare: Envelope = {
  format: "bare",
  sender: "unknown",
  wall: null,
  receipt: null,
  monotonic: null,
  host: null,
  bootId: null,
  caller: null,
  level: null,
  tag: null,
};

/** Adds what an inner wrapper says to what the outer ones said. */
export function within(outer: Envelope, said: Unwrapped, format: string): Envelope {
  return {
    format,
    // What a program quotes are its own words, whatever the quoted line looks like.
    sender: outer.sender === "unknown" ? (said.sender ?? "unknown") : outer.sender,
    wall: said.wall ?? outer.wall,
    // The nearest around it: those further out are of copies.
    receipt: said.wall === undefined ? outer.receipt : (outer.wall ?? outer.receipt),
    monotonic: said.monotonic ?? outer.monotonic,
    host: said.host ?? outer.host,
    bootId: said.bootId ?? outer.bootId,
    caller: said.caller ?? outer.caller,
    level: said.level ?? outer.level,
    tag: outer.tag ?? said.tag ?? null,
  };
}
