/** A kernel release as numbers that compare: 4.19 and 5.4 become 4019 and 5004; of 2.6 the third place counts. */
export function releaseOf(kernel: string | null): number | null {
  const match = /^(\d{1,2})\.(\d{1,3})(?:\.(\d{1,3}))?/.exec(kernel ?? "");
  if (!match) return null;
  const [major, minor, patch] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  // 2.6.36 is below 3.0 and above 2.6.32.
  return major === 2 ? 2000 + patch : major * 1000 + minor;
}

/** Red Hat keeps the number of the kernel it began with and takes code from later ones. */
export type Vendor = "el6" | "el7" | "el8" | "el9";

/** Takes a release such as `3.10.0-1160.el7.x86_64`; returns whose it is, null for all others. */
export function vendorOf(kernel: string | null): Vendor | null {
  if (kernel === null) return null;
  if (/^2\.6\.32-\d+/.test(kernel) && /\.el6/.test(kernel)) return "el6";
  if (/^3\.10\.0-\d/.test(kernel)) return "el7";
  if (/^4\.18\.0-\d[\d.]*(?:\.el8|$)/.test(kernel)) return "el8";
  if (/^5\.14\.0-\d[\d.]*(?:\.el9|$)/.test(kernel)) return "el9";
  return null;
}
