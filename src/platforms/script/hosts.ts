const URL = /\b[a-z][a-z0-9+.-]{1,15}:\/\/(?:[^\s/"'@]{0,500}@)?([a-z0-9.-]{3,253})(?=[:/?#"'\s]|$)/gi;

/** Hosts of the URLs in a text, without those that are computed. */
export function hostsOf(text: string): string[] {
  if (!text.includes("://")) return [];
  const hosts = Array.from(text.matchAll(URL), (match) => (match[1] ?? "").toLowerCase());
  return [
    ...new Set(hosts.filter((host) => /^[a-z0-9].*[a-z0-9]$/.test(host) && /\./.test(host) && !host.includes(".."))),
  ];
}
