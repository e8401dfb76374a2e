/**
 * The kernel's clock in brackets, as the source of an expression without a group. It prints six decimals; people who
 * type a line off, or make one up, leave some out, and put blanks in.
 */
export const PRINTK = String.raw`\[[ \t]*\d{1,12}\.\d{1,9}[ \t]?\]`;
