// Written by bench/fit-judge.ts, which tells how; not to be changed by hand.
// lines of real projects: 5465 matches, 1707 of them secrets
// samples of tokens: 1444 matches, 1306 of them secrets
// clean trees: 2447 matches, 0 of them secrets

/** What each clue adds to or takes from the belief that a match is a secret, in log-odds. */
export const WEIGHTS = {
  claimed: {
    high: 3, // as experience says
    medium: 1.2, // as experience says
    low: -0.6, // as experience says
  },
  distinctive: {
    form: 0, // as experience says
    validatorPassed: 2.25, // 3 before the fit
    validatorFailed: -3.2, // as experience says
    wholeArmour: -1.9, // as experience says
    placeholderWord: -3.5, // as experience says
    alphabet: -3.5, // as experience says
    row: -2.2, // as experience says
    lowEntropy: -2.5, // as experience says
    wordLike: -1.5, // as experience says
    inTest: -0.79, // -0.6 before the fit
    inExample: -0.9,
    inDocs: -1.08, // -0.9 before the fit
    inLock: -1.5,
    inGenerated: -0.54, // -0.5 before the fit
    inMinified: -0.3,
    inLocalisation: -0.5,
    inSyntax: 0, // as experience says
  },
  assigned: {
    password: 1.35, // 0.6 before the fit
    secret: 0.46, // 0.3 before the fit
    weakName: -1.7, // -1.4 before the fit
    noName: -4.5, // as experience says
    context: 1.05, // 0.6 before the fit
    credentialFile: 1.5, // as experience says
    deployed: 1.5, // as experience says
    weakButInUse: -3.2, // as experience says
    userNear: 1.11, // 0.5 before the fit
    hostNear: 0.5, // 0.3 before the fit
    vectorNear: -4, // as experience says
    sampleLine: -4, // as experience says
    documented: -0.98, // -1 before the fit
    validatorPassed: 0.81, // 0.8 before the fit
    validatorFailed: -3.2, // as experience says
    row: -3.1, // as experience says
    rowInContext: -1.7, // as experience says
    truncated: -4.5, // as experience says
    short: -1.94, // -2.2 before the fit
    shortToken: -4, // as experience says
    forTests: -4, // as experience says
    long: -0.81, // -0.8 before the fit
    mixed: 1.2, // as experience says
    symbols: 0.5, // as experience says
    random: 1, // as experience says
    keyLength: 0.8, // 0.6 before the fit
    wordLike: -2.6, // as experience says
    wordLikeMixed: -0.8, // as experience says
    lettersOnly: -0.8, // as experience says
    plainForName: -1.44, // -1 before the fit
    plainForKey: -2, // as experience says
    digitsOnly: -1.8, // as experience says
    usualDefault: -4.5, // as experience says
    defaultInContext: -2.6, // as experience says
    path: -3, // as experience says
    url: -3, // as experience says
    sentence: -4, // as experience says
    identifier: -2.6, // as experience says
    unreadIdentifier: -1.2, // as experience says
    sameAsName: -4, // as experience says
    hash: -6, // as experience says
    uuid: -0.46, // -0.4 before the fit
    idForName: -3, // as experience says
    bareInCode: -3.06, // -2.2 before the fit
    inTest: 0, // -0.9 before the fit
    inExample: -0.7, // -0.9 before the fit
    inDocs: -0.84, // -0.9 before the fit
    inLock: -6, // as experience says
    inGenerated: -0.79, // -1 before the fit
    inMinified: -5, // as experience says
    inLocalisation: -6, // as experience says
    inSyntax: 0, // as experience says
    compared: 0, // as experience says
    weaklyCompared: -2, // as experience says
    forPeople: -7, // as experience says
    inMessage: -3, // as experience says
    noValue: -7, // as experience says
    memberName: -2, // as experience says
    onlyPart: -1.5, // as experience says
    nameInCode: -7, // as experience says
    inDocstring: -1, // as experience says
    inManual: -6, // as experience says
  },
} as const;

/** Least probability for each level of confidence; what is below `low` is no finding. */
export const LEVELS = { high: 0.93, medium: 0.6, low: 0.15 } as const;
