/** A name and its value in a document: offsets of the value as written, quotes left out, in the document's text. */
export interface Pair {
  readonly name: string;
  /** The value with its escapes resolved. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

interface Scalar extends Omit<Pair, "name"> {
  readonly key: string;
}

interface Frame {
  /** Its own name, or in a list that of the list. */
  readonly name: string;
  readonly key: string;
  /** Names that stand as values: `{"key": "password", "value": "…"}`. */
  readonly labels: string[];
  readonly values: Scalar[];
  readonly items: Scalar[];
  /** Set by a key that tells something only if it is no label: `api: { key: … }`. */
  vague?: Scalar;
  isSecret: boolean;
  /** Set for the root of a Kubernetes secret. */
  isKubernetesSecret: boolean;
  encoded?: readonly Scalar[];
}

const LABELS = words(
  "key name variable variablename varname envname parameterkey parametername paramname propertyname propname field fieldname header headername settingname optionname configkey metakey",
);
const VALUES = words(
  "value val default defaultvalue parametervalue currentvalue initialvalue stringvalue plainvalue plaintext secretvalue optionvalue configvalue metavalue settingvalue #text",
);
/** Keys under a telling name that only say which of its values it is. */
const STAGES = words(
  "prod production live dev development test testing stage staging local main primary secondary old new current raw",
);
/** Keys that tell little by themselves: `api: { key: … }`. */
const VAGUE = words("key auth hash pin code seed salt");
const SECRET_TYPES = words("secret securestring password protected");
const SECRET_FLAGS = words("sensitive secure secret secured issecret masked noecho protected");

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

const plain = (key: string): string => (/^[a-z]+$/.test(key) ? key : key.toLowerCase().replaceAll(/[_\-.\s]/g, ""));

/** Whether a key says that its value is the name of another one. */
export const isLabel = (key: string): boolean => LABELS.has(plain(key));
/** Whether a key needs its parent's name to tell something. */
export const isVague = (key: string): boolean => VAGUE.has(plain(key));

/** A longer list is none of secrets. */
const MOST_ITEMS = 16;
/** Scalars that are kept of one mapping at most. */
const MOST_KEPT = 256;
/** Containers in each other at most; what lies deeper is not looked at. */
const MOST_DEPTH = 200;
/** Longer values are whole documents of their own. */
const LONGEST = 4000;

/**
 * Hears of a document's mappings, lists and scalars as a reader meets them, and pairs names with values: a key with its value,
 * a parent's name with what says only `value`, siblings that say `name` and `value`, the entries of a list with its name.
 */
export class Collector {
  readonly pairs: Pair[] = [];
  readonly #telling: RegExp;
  readonly #stack: Frame[] = [frame("", "")];
  /** Containers that are too deep to be looked at. */
  #beyond = 0;

  /** `telling` matches the names that matter. */
  constructor(telling: RegExp) {
    this.#telling = telling;
  }

  get depth(): number {
    return this.#stack.length + this.#beyond;
  }

  /** A mapping or list begins, under a key; in a list there is none. */
  open(key: string): void {
    if (this.#beyond > 0 || this.#stack.length >= MOST_DEPTH) this.#beyond++;
    else this.#stack.push(frame(key, key === "" ? this.#top.name : key));
  }

  close(): void {
    if (this.#beyond > 0) this.#beyond--;
    else if (this.#stack.length > 1) this.#settle(this.#stack.pop() as Frame);
  }

  /** All that is open ends. */
  end(): void {
    this.#beyond = 0;
    while (this.#stack.length > 1) this.close();
    this.#settle(this.#stack[0] as Frame);
    this.#stack[0] = frame("", "");
  }

  scalar(key: string, value: string, start: number, end: number, quoted: boolean): void {
    if (this.#beyond > 0) return;
    const scalar = { key, value, start, end, quoted };
    const top = this.#top;
    if (key === "") {
      if (top.items.length <= MOST_ITEMS) top.items.push(scalar);
      return;
    }
    const bare = plain(key);
    if (bare === "kind" && value === "Secret") top.isKubernetesSecret = true;
    if (bare === "type" ? SECRET_TYPES.has(plain(value)) : value === "true" && SECRET_FLAGS.has(bare))
      top.isSecret = true;
    if (LABELS.has(bare) && top.labels.length < MOST_ITEMS) top.labels.push(value);
    const isOne = VALUES.has(bare);
    if ((isOne || key === "auth" || top.key === "data") && top.values.length < MOST_KEPT) top.values.push(scalar);
    if (this.#telling.test(key)) {
      if (VAGUE.has(bare)) top.vague = scalar;
      else this.#add(key, scalar);
    } else if (isOne) this.#addTelling(top.key, top.key, scalar);
    else if (STAGES.has(bare)) this.#addTelling(`${top.name}.${key}`, top.name, scalar);
  }

  get #top(): Frame {
    return this.#stack.at(-1) as Frame;
  }

  /** A container is through: what its parts say together. */
  #settle(closed: Frame): void {
    const parent = this.#stack.at(-1);
    if (closed.key === "data" && parent !== undefined) parent.encoded = closed.values;
    if (closed.isKubernetesSecret) for (const scalar of closed.encoded ?? []) this.#addDecoded(scalar);
    if (closed.items.length <= MOST_ITEMS)
      for (const item of closed.items) this.#addTelling(closed.name, closed.name, item);
    const { vague } = closed;
    if (vague !== undefined && !closed.values.some(({ key }) => VALUES.has(plain(key))))
      this.#add(closed.name === "" ? vague.key : `${closed.name}.${vague.key}`, vague);
    for (const scalar of closed.values) {
      if (!VALUES.has(plain(scalar.key))) continue;
      const label = closed.labels.find((one) => this.#telling.test(one));
      if (label !== undefined && isName(label)) this.#add(label, scalar);
      else if (closed.isSecret) this.#add(`${closed.labels[0] ?? closed.name} secret`, scalar);
    }
  }

  #addTelling(name: string, telling: string, scalar: Scalar): void {
    if (this.#telling.test(telling)) this.#add(name, scalar);
  }

  /** An entry of a Kubernetes secret: base 64 of what it is. */
  #addDecoded(scalar: Scalar): void {
    const { key, value } = scalar;
    if (!this.#telling.test(key) || !/^[A-Za-z\d+\/\s]{4,}={0,2}\s*$/v.test(value)) return;
    const decoded = Buffer.from(value, "base64").toString("utf8").trim();
    if (/^[\x20-\x7e]{3,}$/.test(decoded)) this.#add(key, { ...scalar, value: decoded });
  }

  #add(name: string, { value, start, end, quoted }: Scalar): void {
    if (value.length > 2 && value.length <= LONGEST) this.pairs.push({ name, value, start, end, quoted });
  }
}

function frame(key: string, name: string): Frame {
  return { key, name, labels: [], values: [], items: [], isSecret: false, isKubernetesSecret: false };
}

/** Whether a text that stands as a name's value can be one. */
const isName = (text: string): boolean => /^[\p{L}_$][\p{L}\d_$.:\/\[\]\-]{1,79}$/v.test(text);
