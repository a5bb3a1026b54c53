import type { DocumentNode, Entry, Mapping, Scalar } from "../document/tree.ts";

/** Keys that are filled in when a pipeline is compiled: `${{ if … }}`, `${{ else }}`, `${{ each … }}`, `${{ insert }}`. */
export const isDirective = (key: string): boolean => /^\$\{\{\s*(?:if|elseif|else|each|insert)\b/.test(key);

/** The key under which the items of a list keep the conditions that they stood below. No file can have it. */
export const GUARDS = "${{ guards }}";

/**
 * A document as if every condition in it held: what stands below `${{ if … }}:` and its like takes the place of that key.
 * Of a key with several values lists and maps are put together, of scalars the last one stays. An item of a list keeps its
 * conditions under `GUARDS`, as expressions.
 */
export function unfold(node: DocumentNode): DocumentNode {
  return unfoldNode(node, new Map());
}

/** Nodes behind aliases are unfolded once. */
type Known = Map<DocumentNode, DocumentNode>;

function unfoldNode(node: DocumentNode, known: Known): DocumentNode {
  if (node.kind === "scalar") return node;
  const before = known.get(node);
  if (before !== undefined) return before;
  const unfolded: DocumentNode = node.kind === "map" ? unfoldMap(node, known) : unfoldItems(node, known);
  known.set(node, unfolded);
  return unfolded;
}

function unfoldMap(node: Mapping, known: Known): Mapping {
  const entries = new Map<string, Entry>();
  const add = ({ key, value }: Entry): void => {
    const present = entries.get(key.value);
    const both = present === undefined ? value : joined(present.value, value);
    entries.set(key.value, { key: present?.key ?? key, value: both });
  };
  for (const { key, value } of node.entries) {
    const inner = unfoldNode(value, known);
    if (!isDirective(key.value)) add({ key, value: inner });
    else if (inner.kind === "map") inner.entries.forEach(add);
  }
  return { kind: "map", entries: [...entries.values()], place: node.place };
}

function unfoldItems(node: Extract<DocumentNode, { kind: "sequence" }>, known: Known): DocumentNode {
  /** Conditions of the chain of `if`, `elseif`, `else` that is being read: each part holds where the ones before do not. */
  let chain: string[] = [];
  const items = node.items.flatMap((item) => {
    if (item.kind === "sequence") {
      const inner = unfoldNode(item, known);
      return inner.kind === "sequence" ? inner.items : [];
    }
    if (!isConditional(item)) return [unfoldNode(item, known)];
    return item.entries.flatMap(({ key, value }) => {
      const { word = "", condition = "" } = DIRECTIVE.exec(key.value)?.groups ?? {};
      if (word === "if" || !word.startsWith("else")) chain = [];
      const earlier = chain.map((one) => `not(${one})`);
      const own = word === "if" || word === "elseif" ? [condition] : [];
      chain = [...chain, ...own];
      const inner = unfoldNode(value, known);
      const found = inner.kind === "sequence" ? inner.items : inner.kind === "map" ? [inner] : [];
      const holding = [...earlier, ...own].filter((one) => one.length < MAX_CONDITION);
      return holding.length === 0 ? found : found.map((one) => guarded(one, key, holding));
    });
  });
  return { ...node, items };
}

const DIRECTIVE = /^\$\{\{\s*(?<word>\w+)\s*(?<condition>.*?)\s*\}\}$/s;

/** Longer conditions say nothing that could be worked out. */
const MAX_CONDITION = 2000;

/** Whether an item of a list consists of directives alone. */
const isConditional = (item: DocumentNode): item is Mapping =>
  item.kind === "map" && item.entries.length > 0 && item.entries.every(({ key }) => isDirective(key.value));

function guarded(item: DocumentNode, key: Scalar, conditions: readonly string[]): DocumentNode {
  if (item.kind !== "map") return item;
  const guards = conditions.map((value): Scalar => ({ ...key, value }));
  const place = key.place;
  return joinEntry(item, { key: { ...key, value: GUARDS }, value: { kind: "sequence", items: guards, place } });
}

function joinEntry(map: Mapping, { key, value }: Entry): Mapping {
  const present = map.entries.find((entry) => entry.key.value === key.value);
  const others = map.entries.filter((entry) => entry !== present);
  return { ...map, entries: [...others, { key, value: present === undefined ? value : joined(present.value, value) }] };
}

function joined(first: DocumentNode, second: DocumentNode): DocumentNode {
  if (first.kind === "sequence" && second.kind === "sequence") {
    return { ...first, items: [...first.items, ...second.items] };
  }
  if (first.kind === "map" && second.kind === "map")
    return { ...first, entries: [...first.entries, ...second.entries] };
  return second;
}
