;; Searches bytes for several literals at once and counts the newlines on the way, twice 16 bytes at a time: to ask
;; whether something was found takes as long as to look up a byte.
;;
;; The method is Teddy (Hyperscan, Intel): for each of three bytes of a literal two tables of 16 say, by the
;; low and the high half of a byte, in which of eight groups some literal has such a byte. Where all six
;; answers share a group a literal may stand, and only there are whole literals compared. Every byte is looked up
;; once: the answers for the bytes before come from the block before, shifted.
;;
;; Memory: 0 six tables of 16 bytes · 96 the answers for 32 bytes · 128 where the literals of each group begin, eight
;; numbers of 16 bits · 144 the literals of group after group, each behind its length and where in it the three bytes
;; stand, each group ended by length 0 · 4096 the text.
(module
  (import "oomlog" "memory" (memory 1))
  ;; Newlines between `from` and what the last `scan` returned, and whether it met a NUL byte.
  (global $newlines (export "newlines") (mut i32) (i32.const 0))
  (global $nul (export "nul") (mut i32) (i32.const 0))

  ;; Whether a literal of one of these groups, whose known bytes stand at $known, lies in [$from, $to).
  (func $stands (param $known i32) (param $groups i32) (param $from i32) (param $to i32) (result i32)
    (local $literal i32) (local $length i32) (local $start i32) (local $i i32)
    (loop $next
      (if (i32.eqz (local.get $groups)) (then (return (i32.const 0))))
      (local.set $literal
        (i32.load16_u offset=128 (i32.shl (i32.ctz (local.get $groups)) (i32.const 1))))
      (local.set $groups (i32.and (local.get $groups) (i32.sub (local.get $groups) (i32.const 1))))
      (loop $literals
        (br_if $next (i32.eqz (local.tee $length (i32.load8_u (local.get $literal)))))
        (local.set $start (i32.sub (local.get $known) (i32.load8_u offset=1 (local.get $literal))))
        (local.set $literal (i32.add (local.get $literal) (i32.const 2)))
        (local.set $i (i32.const 0))
        (block $differs
          (br_if $differs (i32.lt_u (local.get $start) (local.get $from)))
          (br_if $differs (i32.gt_u (i32.add (local.get $start) (local.get $length)) (local.get $to)))
          (loop $bytes
            (br_if $differs
              (i32.ne
                (i32.load8_u (i32.add (local.get $start) (local.get $i)))
                (i32.load8_u (i32.add (local.get $literal) (local.get $i)))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $bytes (i32.lt_u (local.get $i) (local.get $length))))
          (return (i32.const 1)))
        (local.set $literal (i32.add (local.get $literal) (local.get $length)))
        (br $literals)))
    (unreachable))

  ;; The groups in which some literal has such a byte as its first, second or third, whose tables begin at $table.
  (func $groups (param $table i32) (param $byte i32) (result i32)
    (i32.and
      (i32.load8_u (i32.add (local.get $table) (i32.and (local.get $byte) (i32.const 15))))
      (i32.load8_u offset=16 (i32.add (local.get $table) (i32.shr_u (local.get $byte) (i32.const 4))))))

  ;; The address of the first known bytes of a literal that lies in [$from, $to), or $to. No literal holds a newline.
  (func (export "scan") (param $from i32) (param $to i32) (result i32)
    (local $at i32) (local $count i32) (local $mask i32) (local $lines i32) (local $third i32) (local $known i32)
    (local $a v128) (local $b v128) (local $low v128) (local $high v128) (local $least v128)
    (local $firstOfA v128) (local $secondOfA v128) (local $groupsOfA v128)
    (local $firstOfB v128) (local $secondOfB v128) (local $groupsOfB v128)
    (local $low1 v128) (local $high1 v128) (local $low2 v128) (local $high2 v128) (local $low3 v128) (local $high3 v128)
    (local $half v128) (local $lf v128)
    (local.set $low1 (v128.load (i32.const 0)))
    (local.set $high1 (v128.load (i32.const 16)))
    (local.set $low2 (v128.load (i32.const 32)))
    (local.set $high2 (v128.load (i32.const 48)))
    (local.set $low3 (v128.load (i32.const 64)))
    (local.set $high3 (v128.load (i32.const 80)))
    (local.set $half (i8x16.splat (i32.const 15)))
    (local.set $lf (i8x16.splat (i32.const 10)))
    (local.set $least (i8x16.splat (i32.const 255)))
    (local.set $at (local.get $from))
    (block $rest
      (loop $blocks
        (br_if $rest (i32.gt_u (i32.add (local.get $at) (i32.const 32)) (local.get $to)))
        ;; What stands before A is B of the time before.
        (local.set $a (v128.load (local.get $at)))
        (local.set $low (v128.and (local.get $a) (local.get $half)))
        (local.set $high (v128.and (i16x8.shr_u (local.get $a) (i32.const 4)) (local.get $half)))
        (local.set $firstOfA
          (v128.and
            (i8x16.swizzle (local.get $low1) (local.get $low))
            (i8x16.swizzle (local.get $high1) (local.get $high))))
        (local.set $secondOfA
          (v128.and
            (i8x16.swizzle (local.get $low2) (local.get $low))
            (i8x16.swizzle (local.get $high2) (local.get $high))))
        (local.set $groupsOfA
          (v128.and
            (v128.and
              (i8x16.swizzle (local.get $low3) (local.get $low))
              (i8x16.swizzle (local.get $high3) (local.get $high)))
            (v128.and
              (i8x16.shuffle 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29
                (local.get $firstOfB) (local.get $firstOfA))
              (i8x16.shuffle 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30
                (local.get $secondOfB) (local.get $secondOfA)))))
        (local.set $b (v128.load offset=16 (local.get $at)))
        (local.set $low (v128.and (local.get $b) (local.get $half)))
        (local.set $high (v128.and (i16x8.shr_u (local.get $b) (i32.const 4)) (local.get $half)))
        (local.set $firstOfB
          (v128.and
            (i8x16.swizzle (local.get $low1) (local.get $low))
            (i8x16.swizzle (local.get $high1) (local.get $high))))
        (local.set $secondOfB
          (v128.and
            (i8x16.swizzle (local.get $low2) (local.get $low))
            (i8x16.swizzle (local.get $high2) (local.get $high))))
        (local.set $groupsOfB
          (v128.and
            (v128.and
              (i8x16.swizzle (local.get $low3) (local.get $low))
              (i8x16.swizzle (local.get $high3) (local.get $high)))
            (v128.and
              (i8x16.shuffle 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29
                (local.get $firstOfA) (local.get $firstOfB))
              (i8x16.shuffle 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30
                (local.get $secondOfA) (local.get $secondOfB)))))
        (local.set $least (i8x16.min_u (local.get $least) (i8x16.min_u (local.get $a) (local.get $b))))
        (local.set $lines
          (i32.or
            (i8x16.bitmask (i8x16.eq (local.get $a) (local.get $lf)))
            (i32.shl (i8x16.bitmask (i8x16.eq (local.get $b) (local.get $lf))) (i32.const 16))))
        (if (v128.any_true (v128.or (local.get $groupsOfA) (local.get $groupsOfB)))
          (then
            (v128.store offset=96 (i32.const 0) (local.get $groupsOfA))
            (v128.store offset=112 (i32.const 0) (local.get $groupsOfB))
            (local.set $mask
              (i32.or
                (i8x16.bitmask (i8x16.ne (local.get $groupsOfA) (v128.const i64x2 0 0)))
                (i32.shl (i8x16.bitmask (i8x16.ne (local.get $groupsOfB) (v128.const i64x2 0 0))) (i32.const 16))))
            (loop $candidates
              (local.set $third (i32.ctz (local.get $mask)))
              (local.set $known (i32.sub (i32.add (local.get $at) (local.get $third)) (i32.const 2)))
              (if (call $stands (local.get $known) (i32.load8_u offset=96 (local.get $third)) (local.get $from) (local.get $to))
                (then
                  (global.set $newlines
                    (i32.add (local.get $count)
                      (i32.popcnt
                        (i32.and (local.get $lines)
                          (i32.sub (i32.shl (i32.const 1) (local.get $third)) (i32.const 1))))))
                  (global.set $nul (i32.eqz (i8x16.all_true (local.get $least))))
                  (return (local.get $known))))
              (br_if $candidates
                (local.tee $mask (i32.and (local.get $mask) (i32.sub (local.get $mask) (i32.const 1))))))))
        (local.set $count (i32.add (local.get $count) (i32.popcnt (local.get $lines))))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (br $blocks)))
    ;; Fewer than 32 bytes are left: one by one, each as the third of the known bytes.
    (block $done
      (loop $bytes
        (br_if $done (i32.ge_u (local.get $at) (local.get $to)))
        (local.set $known (i32.sub (local.get $at) (i32.const 2)))
        (local.set $mask
          (i32.and
            (call $groups (i32.const 0) (i32.load8_u (local.get $known)))
            (i32.and
              (call $groups (i32.const 32) (i32.load8_u offset=1 (local.get $known)))
              (call $groups (i32.const 64) (i32.load8_u offset=2 (local.get $known))))))
        (if (call $stands (local.get $known) (local.get $mask) (local.get $from) (local.get $to))
          (then
            (local.set $to (local.get $known))
            (br $done)))
        (local.set $lines (i32.load8_u (local.get $at)))
        (local.set $count (i32.add (local.get $count) (i32.eq (local.get $lines) (i32.const 10))))
        (local.set $least (i8x16.min_u (local.get $least) (i8x16.splat (local.get $lines))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $bytes)))
    (global.set $newlines (local.get $count))
    (global.set $nul (i32.eqz (i8x16.all_true (local.get $least))))
    (local.get $to)))
