const URL_HOST =
  /[a-z][a-z0-9+.-]*:\/\/(?:[^\s/"'@]*@)?([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)+)(?=[:/?#"'\s]|$)/gi;

/** Hosts of the URLs in a text, without those that are computed. */
export function hostsOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(URL_HOST), (match) => (match[1] ?? "").toLowerCase()))];
}
