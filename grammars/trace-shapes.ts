/**
 * The shapes that lines of a call trace have, on every architecture: expressions for a whole line without its
 * end. Other drivers print into the middle of a report, so a shape takes what only a trace holds, never "any line".
 */

const word = "(?:[0-9a-f]{16}|[0-9a-f]{8})";
/** `dump_stack+0x19/0x1b`; what decode_stacktrace.sh makes of it has a source line instead or behind. */
const symbol = String.raw`[\w.$]+\+0x[0-9a-f]+\/0x[0-9a-f]+`;
const source = String.raw`[\w./-]+\.[chS]:\d+`;
/** Module with or without build id, `(unreliable)`, `(F)`, `(discriminator 3)`, ` lib/dump_stack.c:88 [inline]`. */
const behind = String.raw`(?: \[[\w -]+\])?(?: \((?:unreliable|discriminator \d+|[A-Z]{1,4})\))?(?: \(?${source}(?: \(discriminator \d+\))?\)?)?(?: \[[\w -]+\])?(?: \(P\))?`;
/** `[<ffffffff8163515c>]`, `[c000000000123456]`. */
const address = String.raw`\(?\[<?(?:0x)?[0-9a-f]{8,16}>?\]\)?`;
const place = String.raw`(?:${symbol}${behind}|\w+ \(?${source}(?: \(discriminator \d+\))?\)?(?: \[inline\])?|0x[0-9a-f]{6,16}(?:\/0x[0-9a-f]+)?)`;
const frame = String.raw`(?:${address} )*(?:\? )?(?:${place}|${address})`;
const heading = "(?:Call [Tt]race|Backtrace|Stack ?|Instruction dump|Last Breaking-Event-Address) ?:";
const context = String.raw`(?:<\/?(?:TASK|IRQ|EOI|NMI|SOFTIRQ|ENTRY_TRAMPOLINE|SYSENTER|#DF|#DB|#MC)> *)+`;
const armSymbol = String.raw`\((?:${symbol}|[\w.$]+)(?: \[\w+\])?\)`;

export const traceShapes: readonly string[] = [
  // What a frame looks like stands here once: an expression with four of them takes 18 ms to compile.
  `(?:${heading} |${context})?${frame}`,
  `${heading}(?: ${word})*|${context}`,
  // klogd of sysklogd puts the symbol, and the module it is of, in the place of the address; older ones count in tens.
  String.raw`\[(?:[\w-]+:)?[\w.$]+\+(?:0x[0-9a-f]+\/0x[0-9a-f]+|\d+\/\d+)\] (?:\? )?${symbol}`,
  // s390 puts a frame in parentheses.
  String.raw`\(\[<[0-9a-f]{16}>\] ${symbol}\)`,
  // arm and riscv: `[<c010f9b8>] (unwind_backtrace) from [<c010b9ac>] (show_stack+0x10/0x14)`
  String.raw`${address} ${armSymbol} from(?: ${address}(?: ${armSymbol})?)?|\(${symbol}\)`,
  String.raw`[\w.$]+ from ${symbol}(?: \[[\w -]+\])?`,
  String.raw`(?:Exception stack\(|Flags: [nN][zZ]|Control: [0-9a-f]{8}).*`,
  String.raw`[0-9a-f]{4}: {1,20}${word}(?: ${word})*`,
  // Raw words of the stack, four or eight to a line. Two short ones might be a name and a number.
  String.raw`(?:${word} +){2,7}${word}|(?:[0-9a-f]{16} )?[0-9a-f]{16}|\.\.\.`,
  // x86 registers.
  String.raw`[RE]IP:? +(?:[0-9a-f]{4}:)?(?:${address} *)*(?:${place})?(?: +EFLAGS: [0-9a-f]+)?(?: CPU: \d+)?`,
  String.raw`[RE]SP:? +[0-9a-f]{4}:[0-9a-f]+ +EFLAGS: [0-9a-f]+(?: +ORIG_RAX: [0-9a-f]+)?`,
  String.raw`(?:(?:[A-Z]{1,3}[0-9X]{0,2}|EFLAGS|ORIG_RAX|knlGS|PKRU): *[0-9a-f]{4,16}(?:\([0-9a-f]+\))? *)+`,
  String.raw`(?:Krnl )?Code: *(?:Unable to access opcode bytes at .*|Bad RIP value\.|bad PC value|[<(]?[0-9a-f]{2,16}[>)]?(?: [<(]?[0-9a-f]{2,16}[>)]?)*)`,
  // arm, arm64, riscv, loongarch registers.
  String.raw`(?:(?:[rx]\d{1,2}|[ast]\d{1,2}|pc|lr|sp|ip|fp|gp|tp|ra|epc|psr|pstate|status|badaddr|cause) ?: ?(?:\[?<?[0-9a-f]{8,16}>?\]?|${symbol})(?: \([\w +-]+\))? *)+`,
  // powerpc registers.
  String.raw`(?:NIP|LR|CTR|REGS|MSR|CFAR|DAR|GPR\d\d|XER|CR|TRAP|IRQMASK|DSISR):? +(?:\[?[0-9a-f]{8,16}\]?|[0-9a-f]{4,8})(?: .*)?`,
  String.raw`--- (?:interrupt|Exception): [0-9a-f]+(?: at .*)?`,
  String.raw`LR = .*|(?:[0-9a-fX]{8}|<[0-9a-f]{8}>)(?: (?:[0-9a-fX]{8}|<[0-9a-f]{8}>)){3,7}`,
  // s390 and mips registers.
  String.raw`(?:Krnl|User) (?:PSW|GPRS) ?: ${word}.*|R:\d T:\d IO:\d EX:\d.*|[0-9a-f]{12,16}: [0-9a-f]{4,12}\t.*`,
  String.raw`\$ ?\d+ {1,4}: ${word}(?: +${word})*|(?:Hi|Lo|Status|Cause|BadVA|PrId) *: *[0-9a-f]{8,16}.*`,
  // What lockdep adds.
  String.raw`INFO: lockdep is turned off\.|(?:no|\d+) locks? held by .*\/\d+[:.]|#\d+: [0-9a-f]{8,16} \([^)]*\)[^,]*, at: .*`,
];
