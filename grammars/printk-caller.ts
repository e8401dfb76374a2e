/**
 * The caller column of CONFIG_PRINTK_CALLER, as the source of an expression with one group. The console prints it
 * without a blank before it, dmesg with one. A row of the task table begins with a bracket too, but its pid has
 * no letter (kernel/printk/printk.c, print_caller()).
 */
export const CALLER = String.raw`(?: ?\[ *([TC]\d{1,10})\](?= |$))?`;
