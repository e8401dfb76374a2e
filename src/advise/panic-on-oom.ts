import { defineFinding } from "./finding.js";

/** The machine panicked instead of killing a process. */
export const panicOnOom = defineFinding({
  code: "panic-on-oom",
  severity: "critical",
  find: ({ analysis }) => {
    const episodes = analysis.episodes.filter(({ ended }) => ended === "panic-on-oom");
    if (episodes.length === 0) return [];
    return [
      {
        title: "The machine panicked because it was out of memory",
        detail:
          "vm.panic_on_oom is set, so the kernel killed no process and stopped the machine. Certain: the panic says so.",
        advice:
          "Set vm.panic_on_oom to 0 unless a cluster manager needs the machine to go down; limit what grows by cgroups.",
        episodes,
      },
    ];
  },
});
