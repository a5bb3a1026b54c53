/**
 * The judge's weights, in log-odds: what each piece of evidence adds to or takes from the belief that a match is a secret.
 * Set by hand from what scans of real repositories showed.
 */
export const WEIGHTS = {
  claimed: { high: 3, medium: 1.2, low: -0.6 },
  validatorPassed: 3,
  validatorFailed: -3.2,
  distinctive: {
    lowEntropy: -2.5,
    row: -2.2,
    placeholderWord: -3.5,
    wordLike: -1.5,
    kind: { test: -0.6, example: -0.9, docs: -0.9, lock: -1.5, generated: -0.5, minified: -0.3, localisation: -0.5 },
  },
  assigned: {
    name: { password: 0.6, secret: 0.3, weak: -1.4, none: -4.5 },
    context: 0.6,
    validatorPassed: 0.8,
    row: -2.7,
    rowInContext: -1.2,
    truncated: -4,
    short: -2.2,
    shortToken: -2.5,
    forTests: -4,
    long: -0.8,
    mixed: 1.2,
    digits: 0.5,
    symbols: 0.5,
    randomRatio: 1,
    hexOrBase64Length: 0.6,
    wordLike: -2.4,
    wordLikeMixed: -0.8,
    lettersOnly: -0.8,
    plainWord: -2,
    weakAndPlain: -1,
    digitsOnly: -1.2,
    defaultCredential: -2.6,
    path: -3,
    url: -3,
    sentence: -2.5,
    identifier: -2.6,
    sameAsName: -4,
    bareInCode: -2.2,
    uuid: -0.4,
    hash: -4.5,
    kind: { test: -0.9, example: -0.9, docs: -0.9, lock: -4, generated: -1, minified: -2.5, localisation: -4 },
  },
} as const;

/** Least probability for each level of confidence; what is below `low` is no finding. */
export const LEVELS = { high: 0.93, medium: 0.6, low: 0.15 } as const;
