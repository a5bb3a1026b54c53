/**
 * Values that providers publish in their own documentation, spelt in two parts so that this file holds no token. They look
 * real, pass every check, and are nobody's secret.
 */
const SAMPLES: ReadonlySet<string> = new Set([
  "AKIA" + "IOSFODNN7EXAMPLE",
  "AKIA" + "I44QH8DHBEXAMPLE",
  "ASIA" + "IOSFODNN7EXAMPLE",
  "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY",
  "je7MtGbClwBF/2Zp9Utk/" + "h3yCo8nvbEXAMPLEKEY",
  // The bootstrap token of kubeadm's documentation.
  "abcdef." + "0123456789abcdef",
  // The secret part of all keys in Tailscale's documentation.
  "abcDEF1CNTRL-" + "091234567890ABCDEF",
  // The account key of Azurite and the older Azure storage emulator.
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/" + "K1SZFPTOtr/KBHBeksoGMGw==",
  // The fixed key of the Azure Cosmos DB emulator.
  "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/" + "Jw==",
  // The pair of RFC 7617, "Aladdin" and "open sesame".
  "QWxhZGRpbjpvcGVuI" + "HNlc2FtZQ==",
  // The token that jwt.io opens with.
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ." +
    "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
]);

/** Whether a value is one that its provider publishes as a sample. */
export function isKnownSample(value: string): boolean {
  return SAMPLES.has(value.replace(/^tskey-[a-z]+-/, "")) || /EXAMPLE(?:KEY|TOKEN)?$/.test(value);
}
