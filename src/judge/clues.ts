/** A piece of evidence that the judge knows: the clause that people read, and what experience says that it is worth. */
export interface Clue {
  readonly reason: string;
  /**
   * What it adds to or takes from the log-odds, set by hand from scans of real repositories. The fit starts from here, and
   * never turns the sign: a placeholder's word lowers the belief, whatever a corpus holds.
   */
  readonly prior: number;
  /**
   * Set where labelled corpora cannot tell. Their secrets are scrambled, so that real ones look more random than in life
   * while the false ones are as they were; what is about randomness or words stays as experience says.
   */
  readonly fixed?: true;
}

const clue = (prior: number, reason: string): Clue => ({ prior, reason });
const fixed = (prior: number, reason: string): Clue => ({ prior, reason, fixed: true });

/** What a rule claims before any evidence. */
export const CLAIMED = {
  high: fixed(3, "its rule is sure of what it finds"),
  medium: fixed(1.2, "its rule is mostly right"),
  low: fixed(-0.6, "its rule is right at times"),
} as const;

/** Clues on values with a form of their own. */
export const DISTINCTIVE = {
  form: fixed(0, "the value has a form of its own"),
  validatorPassed: clue(3, "its structure is right"),
  validatorFailed: fixed(-3.2, "its structure is wrong"),
  wholeArmour: fixed(-1.9, "its structure is wrong, though it is whole"),
  placeholderWord: fixed(-3.5, "the value has a placeholder's words"),
  alphabet: fixed(-3.5, "the value holds the whole alphabet"),
  row: fixed(-2.2, "the value is a row of keys or letters, as samples are"),
  lowEntropy: fixed(-2.5, "the value repeats few characters"),
  wordLike: fixed(-1.5, "the value reads like words"),
  inTest: clue(-0.6, "it lies in a test"),
  inExample: clue(-0.9, "it lies in an example"),
  inDocs: clue(-0.9, "it lies in documentation"),
  inLock: clue(-1.5, "it lies in a lock file"),
  inGenerated: clue(-0.5, "it lies in generated or vendored code"),
  inMinified: clue(-0.3, "it lies in minified code"),
  inLocalisation: clue(-0.5, "it lies in translated texts"),
  inSyntax: fixed(0, "the code around it tells what it is for"),
} as const satisfies Readonly<Record<string, Clue>>;

/** Clues on values that are told by their name or by what stands around them. */
export const ASSIGNED = {
  password: clue(0.6, "its name means a password"),
  secret: clue(0.3, "its name means a secret"),
  weakName: clue(-1.4, "its name may mean a secret"),
  noName: fixed(-4.5, "its name does not speak of a secret"),
  context: clue(0.6, "it stands where only a secret stands"),
  credentialFile: fixed(1.5, "its file exists to hold credentials"),
  deployed: fixed(1.5, "it opens a host or an account that a provider keeps for one customer"),
  weakButInUse: fixed(-3.2, "the value is weak or made up"),
  userNear: clue(0.5, "a user's name is set beside it"),
  hostNear: clue(0.3, "a host or address is set beside it"),
  vectorNear: fixed(-4, "other parts of a test vector are set beside it"),
  sampleLine: fixed(-4, "it lies in a comment that shows what code gives"),
  documented: clue(-1, "it lies in a comment that documents code"),
  validatorPassed: clue(0.8, "its structure is right"),
  validatorFailed: fixed(-3.2, "its structure is wrong"),
  row: fixed(-3.1, "the value is a row of keys or letters, as samples are"),
  rowInContext: fixed(-1.7, "the value is a row of keys or letters, as samples are"),
  truncated: fixed(-4.5, "the value is shorter than what its provider issues"),
  short: clue(-2.2, "the value is very short"),
  shortToken: fixed(-4, "the value is too short for a token"),
  forTests: fixed(-4, "the value's front says that it is for tests"),
  long: clue(-0.8, "the value is very long"),
  mixed: fixed(1.2, "the value mixes letters and digits"),
  symbols: fixed(0.5, "the value has symbols as passwords do"),
  random: fixed(1, "the value looks random"),
  keyLength: clue(0.6, "the value has a key's length"),
  wordLike: fixed(-2.6, "the value reads like words"),
  wordLikeMixed: fixed(-0.8, "the value reads like words"),
  lettersOnly: fixed(-0.8, "the value has letters only"),
  plainForName: clue(-1, "the value is too plain for its name"),
  plainForKey: fixed(-2, "the value is too plain for a key"),
  digitsOnly: fixed(-1.8, "the value has digits only"),
  usualDefault: fixed(-4.5, "the value is a usual default"),
  defaultInContext: fixed(-2.6, "the value is a usual default"),
  path: fixed(-3, "the value is a path or file name"),
  url: fixed(-3, "the value is an address"),
  sentence: fixed(-4, "the value is a sentence"),
  identifier: fixed(-2.6, "the value is a name in code"),
  unreadIdentifier: fixed(-1.2, "the value is written like a name in code"),
  sameAsName: fixed(-4, "the value repeats its name"),
  hash: fixed(-6, "the value is a password's hash"),
  uuid: clue(-0.4, "the value is a UUID"),
  idForName: fixed(-3, "the value is an id, for all that its name says"),
  bareInCode: clue(-2.2, "the value is not quoted, in code"),
  inTest: clue(-0.9, "it lies in a test"),
  inExample: clue(-0.9, "it lies in an example"),
  inDocs: clue(-0.9, "it lies in documentation"),
  inLock: fixed(-6, "it lies in a lock file"),
  inGenerated: clue(-1, "it lies in generated or vendored code"),
  inMinified: fixed(-5, "it lies in minified code"),
  inLocalisation: fixed(-6, "it lies in translated texts"),
  inSyntax: fixed(0, "the code around it tells what it is for"),
  compared: fixed(0, "something is compared with it"),
  weaklyCompared: fixed(-2, "what is compared with it need be no secret"),
  forPeople: fixed(-7, "it is a text for people"),
  inMessage: fixed(-3, "it lies in a message"),
  noValue: fixed(-7, "nothing is set to it"),
  memberName: fixed(-2, "it is what a member of an enumeration stands for"),
  onlyPart: fixed(-1.5, "it is only a part of the value"),
  nameInCode: fixed(-7, "it is a name in the code"),
  inDocstring: fixed(-1, "it lies in a text that does nothing"),
  inManual: fixed(-6, "it lies in a text that shows how something is used"),
} as const satisfies Readonly<Record<string, Clue>>;

export type DistinctiveClue = keyof typeof DISTINCTIVE;
export type AssignedClue = keyof typeof ASSIGNED;
