;; Searches bytes for several literals at once and counts the newlines on the way, 16 bytes at a time.
;;
;; The method is Teddy (Hyperscan, Intel): for each of the first three bytes of a literal two tables of 16 say,
;; by the low and the high half of a byte, in which of eight groups some literal has such a byte. Where all six
;; answers share a group a literal may begin, and only there are whole literals compared.
;;
;; Memory: 0 six tables of 16 bytes · 128 the literals, each behind its length, ended by length 0 · 4096 the text.
(module
  (import "oomlog" "memory" (memory 1))
  ;; Newlines between `from` and what the last `scan` returned, and whether it met a NUL byte.
  (global $newlines (export "newlines") (mut i32) (i32.const 0))
  (global $nul (export "nul") (mut i32) (i32.const 0))

  ;; Whether a literal begins at $at and ends before $to.
  (func $begins (param $at i32) (param $to i32) (result i32)
    (local $literal i32) (local $length i32) (local $i i32)
    (local.set $literal (i32.const 128))
    (loop $literals
      (if (i32.eqz (local.tee $length (i32.load8_u (local.get $literal)))) (then (return (i32.const 0))))
      (local.set $literal (i32.add (local.get $literal) (i32.const 1)))
      (local.set $i (i32.const 0))
      (block $differs
        (br_if $differs (i32.gt_u (i32.add (local.get $at) (local.get $length)) (local.get $to)))
        (loop $bytes
          (br_if $differs
            (i32.ne
              (i32.load8_u (i32.add (local.get $at) (local.get $i)))
              (i32.load8_u (i32.add (local.get $literal) (local.get $i)))))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br_if $bytes (i32.lt_u (local.get $i) (local.get $length))))
        (return (i32.const 1)))
      (local.set $literal (i32.add (local.get $literal) (local.get $length)))
      (br $literals))
    (unreachable))

  ;; The address of the first literal in [$from, $to), or $to.
  (func (export "scan") (param $from i32) (param $to i32) (result i32)
    (local $at i32) (local $count i32) (local $mask i32) (local $lines i32) (local $first i32)
    (local $v v128) (local $groups v128) (local $zeros v128)
    (local $low1 v128) (local $high1 v128) (local $low2 v128) (local $high2 v128) (local $low3 v128) (local $high3 v128)
    (local $half v128) (local $lf v128) (local $w v128)
    (local.set $low1 (v128.load (i32.const 0)))
    (local.set $high1 (v128.load (i32.const 16)))
    (local.set $low2 (v128.load (i32.const 32)))
    (local.set $high2 (v128.load (i32.const 48)))
    (local.set $low3 (v128.load (i32.const 64)))
    (local.set $high3 (v128.load (i32.const 80)))
    (local.set $half (i8x16.splat (i32.const 15)))
    (local.set $lf (i8x16.splat (i32.const 10)))
    (local.set $at (local.get $from))
    (block $rest
      (loop $blocks
        (br_if $rest (i32.gt_u (i32.add (local.get $at) (i32.const 18)) (local.get $to)))
        (local.set $v (v128.load (local.get $at)))
        (local.set $lines (i8x16.bitmask (i8x16.eq (local.get $v) (local.get $lf))))
        (local.set $zeros (v128.or (local.get $zeros) (i8x16.eq (local.get $v) (v128.const i64x2 0 0))))
        (local.set $groups
          (v128.and
            (i8x16.swizzle (local.get $low1) (v128.and (local.get $v) (local.get $half)))
            (i8x16.swizzle (local.get $high1) (i8x16.shr_u (local.get $v) (i32.const 4)))))
        (local.set $w (v128.load offset=1 (local.get $at)))
        (local.set $groups
          (v128.and (local.get $groups)
            (v128.and
              (i8x16.swizzle (local.get $low2) (v128.and (local.get $w) (local.get $half)))
              (i8x16.swizzle (local.get $high2) (i8x16.shr_u (local.get $w) (i32.const 4))))))
        (local.set $w (v128.load offset=2 (local.get $at)))
        (local.set $groups
          (v128.and (local.get $groups)
            (v128.and
              (i8x16.swizzle (local.get $low3) (v128.and (local.get $w) (local.get $half)))
              (i8x16.swizzle (local.get $high3) (i8x16.shr_u (local.get $w) (i32.const 4))))))
        (if (v128.any_true (local.get $groups))
          (then
            (local.set $mask (i8x16.bitmask (i8x16.ne (local.get $groups) (v128.const i64x2 0 0))))
            (loop $candidates
              (local.set $first (i32.ctz (local.get $mask)))
              (if (call $begins (i32.add (local.get $at) (local.get $first)) (local.get $to))
                (then
                  (global.set $newlines
                    (i32.add (local.get $count)
                      (i32.popcnt
                        (i32.and (local.get $lines)
                          (i32.sub (i32.shl (i32.const 1) (local.get $first)) (i32.const 1))))))
                  (global.set $nul (v128.any_true (local.get $zeros)))
                  (return (i32.add (local.get $at) (local.get $first)))))
              (br_if $candidates
                (local.tee $mask (i32.and (local.get $mask) (i32.sub (local.get $mask) (i32.const 1))))))))
        (local.set $count (i32.add (local.get $count) (i32.popcnt (local.get $lines))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $blocks)))
    ;; Fewer than 18 bytes are left: one by one.
    (block $done
      (loop $bytes
        (br_if $done (i32.ge_u (local.get $at) (local.get $to)))
        (br_if $done (call $begins (local.get $at) (local.get $to)))
        (local.set $lines (i32.load8_u (local.get $at)))
        (local.set $count (i32.add (local.get $count) (i32.eq (local.get $lines) (i32.const 10))))
        (local.set $zeros (v128.or (local.get $zeros) (i8x16.splat (i32.eqz (local.get $lines)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $bytes)))
    (global.set $newlines (local.get $count))
    (global.set $nul (v128.any_true (local.get $zeros)))
    (local.get $at)))
