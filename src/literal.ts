/** Takes a text; returns the source of an expression that matches it as it is. */
export const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
